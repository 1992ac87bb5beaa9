import { allocationOf } from '../budgets/charge/charge.rules';
import type { Budget } from '../budgets/record/budget.loader';
import type { AgeTransition } from '../streams/funding-stream';
import { transitionsOf } from '../streams/growing-older.rules';
import { perYear } from '../vocabulary/amount';
import { type Day, earlier } from '../vocabulary/day';
import type { Pence } from '../vocabulary/money';
import { poolEntries, type PoolEntry } from './pool.rules';

/** What changes by itself, and how much money it touches in a year; null where it touches none that is known. */
export interface TransitionAtStake extends AgeTransition {
  readonly annualAmountAtStake: Pence | null;
}

const touchedBy = ({ stream, touches }: AgeTransition, { budget, state }: PoolEntry): boolean =>
  stream === null || (budget.stream === stream && (touches?.(allocationOf(budget, state)) ?? true));

/** What recurs, a year, of the budgets that run on the day of the event: agreed, else indicative. A one-off is not at stake twice. */
function atStake(event: AgeTransition, entries: readonly PoolEntry[]): Pence | null {
  const amounts = entries
    .filter((entry) => touchedBy(event, entry))
    .flatMap(({ state: { agreed, indicative } }) => agreed ?? indicative ?? [])
    .filter(({ every }) => every !== 'ONE_OFF');
  return amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum + perYear(amount), 0);
}

/** The dated events of growing older in a span, both ends counted, with the money that each touches on its day, as far as `seen` lets a reader know of it. */
export function transitionsAtStake(
  person: { readonly dateOfBirth: Day; readonly dateOfDeath: Day | null },
  budgets: readonly Budget[],
  seen: (budget: Budget) => boolean,
  from: Day,
  until: Day,
): readonly TransitionAtStake[] {
  const last = person.dateOfDeath === null ? until : earlier(until, person.dateOfDeath);
  return transitionsOf(person.dateOfBirth, from, last).map((event) => {
    const entries = poolEntries({ person, budgets }, event.on).filter(({ budget }) => seen(budget));
    return { ...event, annualAmountAtStake: atStake(event, entries) };
  });
}
