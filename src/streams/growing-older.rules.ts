import { endOfCompulsorySchooling } from '../person/ages.rules';
import { birthday, type Day } from '../vocabulary/day';
import { STREAMS } from '../vocabulary/stream';
import type { AgeTransition } from './funding-stream';
import { FUNDING_STREAMS } from './streams';

/** What changes for every stream. */
const ofEveryStream = (dateOfBirth: Day): readonly AgeTransition[] => [
  {
    on: birthday(dateOfBirth, 16),
    title: 'Turns 16: may hold a direct payment, with capacity (for education once compulsory schooling has ended as well)',
    stream: null,
    rule: 'DP-SELF-16',
  },
  {
    on: endOfCompulsorySchooling(dateOfBirth),
    title: 'End of Year 11: control passes from the parent to the person, unless they lack capacity',
    stream: null,
    rule: 'CONTROL-YEAR-11',
  },
];

/**
 * The dated events of growing older that fall in a span, both ends counted, in order: 16, the end of Year 11, and what each stream
 * changes by itself.
 */
export function transitionsOf(dateOfBirth: Day, from: Day, until: Day): readonly AgeTransition[] {
  const all = [...ofEveryStream(dateOfBirth), ...STREAMS.flatMap((stream) => FUNDING_STREAMS[stream].growingOlder(dateOfBirth))];
  return all.filter(({ on }) => from <= on && on <= until).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}
