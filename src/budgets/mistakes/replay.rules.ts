import type { BudgetState } from '../../streams/stream.types';
import type { Day } from '../../vocabulary/day';
import { stateOn } from '../record/revisions';

/*
 * A budget's life without one of its changes: what stood before it, and whatever came later laid upon that anew. A later change changes what it
 * changed, and no more.
 */

/** What a revision says of its own recording; the rest is the budget's state. */
const OF_THE_RECORDING = ['version', 'effectiveOn', 'recordedAt', 'action', 'reason', 'actorSubject', 'actorName'] as const;
type Recording = (typeof OF_THE_RECORDING)[number];
const KEPT: ReadonlySet<string> = new Set(OF_THE_RECORDING);

const entriesOf = (state: BudgetState): readonly (readonly [string, unknown])[] => Object.entries(state).filter(([key]) => !KEPT.has(key));
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Do two revisions say the same of the budget, whoever recorded them? */
export const sameState = (a: BudgetState, b: BudgetState): boolean => entriesOf(a).every(([key, value]) => same(value, b[key as keyof BudgetState]));

const daysOf = (...lists: readonly (readonly BudgetState[])[]): readonly Day[] =>
  [...new Set(lists.flatMap((list) => list.map(({ effectiveOn }) => effectiveOn)))].sort();

/** The state on a day, or the first one where the budget had not begun by then. */
export function stateFrom(revisions: readonly BudgetState[], on: Day): BudgetState {
  const state = stateOn(revisions, on) ?? revisions.toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1))[0];
  if (!state) throw new Error('a budget has a first revision');
  return state;
}

/** `kept`: what stood before the change that goes, with what took its place. `all`: the whole life as it is on record. */
export function replayed(all: readonly BudgetState[], kept: readonly BudgetState[], later: readonly BudgetState[]): readonly BudgetState[] {
  let life = [...kept];
  for (const [at, group] of [...Map.groupBy(later, ({ recordedAt }) => recordedAt)].sort(([a], [b]) => a - b)) {
    const before = all.filter(({ recordedAt }) => recordedAt < at);
    const after = all.filter(({ recordedAt }) => recordedAt <= at);
    const first = daysOf(group)[0] ?? '';
    let version = Math.max(...life.map((state) => state.version));
    const [told] = group;
    const laid = daysOf(before, group, life)
      .filter((day) => day >= first)
      .map((day): BudgetState => {
        const [was, is] = [stateFrom(before, day), stateFrom(after, day)];
        const changed = Object.fromEntries(entriesOf(is).filter(([key, value]) => !same(value, was[key as keyof BudgetState])));
        return { ...stateFrom(life, day), ...changed, ...recordingOf(told ?? is), version: ++version, effectiveOn: day };
      });
    life = [...life, ...laid];
  }
  return life;
}

const recordingOf = (state: BudgetState): Pick<BudgetState, Recording> => ({
  version: state.version,
  effectiveOn: state.effectiveOn,
  recordedAt: state.recordedAt,
  action: state.action,
  reason: state.reason,
  actorSubject: state.actorSubject,
  actorName: state.actorName,
});

/** The days from the first on which a budget is to be otherwise than it is on record, each with its state; none where nothing differs. */
export function otherwise(revisions: readonly BudgetState[], wanted: readonly BudgetState[]): readonly (readonly [Day, BudgetState])[] {
  const days = daysOf(revisions, wanted);
  const first = days.findIndex((day) => {
    const now = stateOn(revisions, day);
    return now === null || !sameState(now, stateFrom(wanted, day));
  });
  return first < 0 ? [] : days.slice(first).map((day) => [day, stateFrom(wanted, day)]);
}
