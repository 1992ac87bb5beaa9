import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import { addDays, type Day, earlier, later } from '../../vocabulary/day';
import { type Pence, pounds } from '../../vocabulary/money';
import type { ClosedSpan } from '../charge/charge-history.rules';
import type { Budget } from '../record/budget.loader';
import { lastDayOf } from '../record/revisions';
import { daysPaidFor } from './schedule.rules';
import { metFromOutside } from './year.rules';

/*
 * Nothing known is not nothing spent. What became of a period's money is known by what is on record of it: payments from its card or
 * account, bills that were met from it, or a statement or declaration that nothing is missing.
 */

export const SPEND_EVIDENCE = defineRule('SPEND-EVIDENCE', {
  effect: 'WARN',
  title:
    "What was not spent is asked back only once it is known what was spent: by payments of the card or account, a statement, or a declaration that the period's record is complete",
  law: [law('CARE_ACT', 's.33'), law('SEN_BUDGETS', 'reg 13'), law('NHS_DIRECT_PAYMENTS')],
  source: 'Wakefield joint policy 7.3',
});

/** Do the statements and declarations of a budget, one after another, cover a span whole? */
function covered(budget: Budget, { from, to }: ClosedSpan): boolean {
  let next: Day = from;
  for (const each of budget.record.statements.toSorted((a, b) => (a.from < b.from ? -1 : 1)))
    if (each.from <= next && each.to >= next) next = addDays(each.to, 1);
  return next > to;
}

/** The days of a period for which money of a budget left its funder, or would have: first to last. */
function daysToAccountFor(budget: Budget, period: ClosedSpan): ClosedSpan | null {
  const end = earlier(lastDayOf(budget) ?? period.to, period.to);
  const paid = daysPaidFor(budget, end)
    .map(({ on, until }) => ({ from: later(on, period.from), to: until === null ? end : earlier(until, end) }))
    .filter(({ from, to }) => to >= from);
  const [first] = paid;
  return first ? { from: first.from, to: paid.reduce((last, { to }) => later(last, to), first.to) } : null;
}

/** Is it known what became of a period's money? */
export function isKnown(budget: Budget, period: ClosedSpan): boolean {
  const inPeriod = ({ on }: { readonly on: Day }): boolean => on >= period.from && on <= period.to;
  const { transactions, invoices } = budget.record;
  if (transactions.some(inPeriod)) return true;
  if (invoices.some((bill) => bill.lines.some(inPeriod) && metFromOutside(bill, budget.arrangements))) return true;
  const days = daysToAccountFor(budget, period);
  return days !== null && covered(budget, days);
}

/** A period that is over, of whose money nothing is known. */
export interface NotKnown {
  readonly period: ClosedSpan;
  readonly amount: Pence;
}
/** Asks for what is missing, one period at a time. */
export const evidenceWanted = (missing: readonly NotKnown[], budgetId: number | null = null): readonly RuleResult[] =>
  missing.map(({ period, amount }) =>
    speak(
      SPEND_EVIDENCE,
      `${pounds(amount)} was paid for the time from ${period.from} to ${period.to}, and nothing is on record of what was spent. It is not known yet, and nothing is asked back for it.`,
      {
        fix: 'Record the payments (recordTransactions, or the file of the card), or the statement or declaration that the record of these days is complete (declareSpending).',
        subject: budgetId,
      },
    ),
  );
