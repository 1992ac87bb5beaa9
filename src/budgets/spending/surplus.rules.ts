import type { Arrangement } from '../../streams/stream.types';
import { type Day, earlier, type FinancialYear, overlaps } from '../../vocabulary/day';
import type { Pence } from '../../vocabulary/money';
import { isShownByChoice } from '../../vocabulary/stream';
import type { Budget } from '../record/budget.loader';
import { eldestFirst, lastDayOf, latestState, stateOn } from '../record/revisions';
import { sharesOfUnspent, unspent } from './spending.rules';

/*
 * What is left at a period's end goes back to the streams that paid it in (Wakefield joint policy 7.3). Where several streams are paid
 * into one account it is one account's surplus: what came in less what went out less the contingencies, each stream its share of it by
 * what it paid in, whole pence, the odd ones to the first.
 */

/** The day on which a year of a budget is settled: the year's last, or the budget's where that comes first. */
const settledOn = (budget: Budget, year: FinancialYear): Day => earlier(lastDayOf(budget) ?? year.to, year.to);

/** Of a health budget that is not shown with the rest nothing may be worked out, so it is settled by itself. */
const shownBeside = (budget: Budget, year: FinancialYear): boolean =>
  !isShownByChoice(budget.stream) || (stateOn(budget.revisions, year.to) ?? latestState(budget)).shownInPool;

/** The accounts in which parts of a budget are held in a year, outside its funder. */
const accountsOf = ({ arrangements }: Budget, year: FinancialYear, outside: (part: Arrangement) => boolean): readonly string[] =>
  arrangements.flatMap((part) => (part.route !== null && outside(part) && overlaps(part, year) ? [part.route.trim().toLowerCase()] : []));

/** The budgets that are settled together with one: paid into the same accounts in the year, and settled on the same day; in the order of their ids. */
export function settledTogether(
  budget: Budget,
  budgets: readonly Budget[],
  year: FinancialYear,
  outside: (part: Arrangement) => boolean,
): readonly Budget[] {
  if (!shownBeside(budget, year)) return [budget];
  const may = budgets.filter((other) => shownBeside(other, year) && settledOn(other, year) === settledOn(budget, year));
  const accounts = new Set(accountsOf(budget, year, outside));
  for (let size = -1; size !== accounts.size;) {
    size = accounts.size;
    for (const other of may) {
      const its = accountsOf(other, year, outside);
      if (its.some((account) => accounts.has(account))) for (const account of its) accounts.add(account);
    }
  }
  const together = may.filter((other) => accountsOf(other, year, outside).some((account) => accounts.has(account)));
  return together.length > 1 ? together.toSorted(eldestFirst) : [budget];
}

/** One stream's part of an account over a period. */
export interface PaidIn {
  readonly budgetId: number;
  readonly paid: Pence;
  readonly spent: Pence;
  readonly contingency: Pence;
  /** What stayed at the end of the period before. */
  readonly opening?: Pence;
}
const paidIn = ({ paid, opening = 0 }: PaidIn): Pence => Math.max(0, paid + Math.max(0, opening));

/** What each stream is given back of what is left in their account. */
export function surplusOf(parts: readonly PaidIn[], on: Day): ReadonlyMap<number, Pence> {
  const sum = (what: (part: PaidIn) => Pence): Pence => parts.reduce((all, part) => all + what(part), 0);
  const left = unspent({
    on,
    released: sum(({ paid, opening = 0 }) => paid + opening),
    spent: sum(({ spent }) => spent),
    contingency: sum(({ contingency }) => contingency),
  });
  const shares =
    left === 0
      ? []
      : sharesOfUnspent(
          left,
          // Where nothing was paid in, what is left came back from those who had been paid before: to the stream that had paid them.
          parts.some((part) => paidIn(part) > 0) ? parts.map(paidIn) : parts.map(({ spent }) => Math.max(0, -spent)),
        );
  return new Map(parts.map(({ budgetId }, index) => [budgetId, shares[index] ?? 0]));
}
