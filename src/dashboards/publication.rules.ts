import type { PublishedSummaries } from '../policy/pack.types';
import { addDays, addMonths, type Day, dayBefore, yearOf } from '../vocabulary/day';

const monthOf = (day: Day): number => Number(day.slice(5, 7));
const MONTHS: Readonly<Record<PublishedSummaries['every'], number>> = { MONTH: 1, QUARTER: 3 };

/** The latest point in time of which figures may be published on a day: the last end of a month or quarter that is long enough ago. */
export function latestPoint({ every, publishedAfterDays }: Pick<PublishedSummaries, 'every' | 'publishedAfterDays'>, today: Day): Day {
  const by = addDays(today, -publishedAfterDays);
  const months = MONTHS[every];
  const ended = (day: Day): Day => {
    const first = monthOf(day) - ((monthOf(day) - 1) % months);
    return `${yearOf(day)}-${String(first).padStart(2, '0')}-01`;
  };
  // The end of the period that holds the day, where that is the day itself; else the end of the one before.
  const begins = ended(by);
  const ends = dayBefore(addMonths(begins, months));
  return ends === by ? ends : dayBefore(begins);
}

/** The published points nearest to a day, one on either side: what to ask for instead. */
export function nearestPoints(points: readonly Day[], day: Day): Day[] {
  const before = points.filter((point) => point <= day).at(-1);
  const after = points.find((point) => point > day);
  return [before, after].filter((point) => point !== undefined);
}
