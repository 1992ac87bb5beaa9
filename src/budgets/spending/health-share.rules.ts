import { FUNDING_STREAMS } from '../../streams/streams';
import { addDays, type Day, earlier, inclusiveDays, later, overlaps } from '../../vocabulary/day';
import { addFractions, type Pence, roundHalfUp, scale, ZERO_FRACTION } from '../../vocabulary/money';
import { type ClosedSpan, paidUnderHealth } from '../charge/charge-history.rules';
import type { Budget } from '../record/budget.loader';
import { isContinuingHealthcare } from '../record/revisions';
import type { MoneyFacts } from '../record/person-facts';
import { metFromOutside, paidOver, sumOf } from './year.rules';

/*
 * What the NHS is asked for on account of a budget, of the money that has left its funder. Two claims never lie on one pound: what the
 * council paid for days of NHS Continuing Healthcare it is given back by the NHS (SI 2012/2996), so that nobody else is asked for it.
 */

export interface UnderHealthcare {
  /** What left the funder for those days. */
  readonly paid: Pence;
  /** What was spent on them of it. */
  readonly spent: Pence;
}
const NONE: UnderHealthcare = { paid: 0, spent: 0 };

/** The days for which the NHS is asked for a budget's money. */
function daysOf(budget: Budget, { budgets }: Pick<MoneyFacts, 'budgets'>, asOf: Day): readonly ClosedSpan[] {
  const has = budgets.some((each) => each.revisions.some((state) => isContinuingHealthcare(each, state)));
  const first = budget.revisions[0]?.effectiveOn;
  return has && first !== undefined && FUNDING_STREAMS[budget.stream].givesWayToHealthcare
    ? paidUnderHealth({ budgets }, [budget], { from: first, to: asOf })
    : [];
}

/** The days on which what the NHS is asked for of a payment begins or ends: continuing healthcare's own, and the one after today. */
export const turnsOfHealthcare = (budgets: readonly Budget[], today: Day): readonly Day[] => {
  const its = budgets.flatMap((budget) => budget.revisions.filter((state) => isContinuingHealthcare(budget, state)));
  return its.length === 0
    ? []
    : [addDays(today, 1), ...its.flatMap(({ from, to, effectiveOn }) => [from, effectiveOn, ...(to === null ? [] : [addDays(to, 1)])])];
};

const common = (a: ClosedSpan, b: ClosedSpan): ClosedSpan => ({ from: later(a.from, b.from), to: earlier(a.to, b.to) });

/** What of a budget's money the NHS is asked for in a period, up to a day. */
export function underHealthcare(budget: Budget, facts: Pick<MoneyFacts, 'budgets'>, period: ClosedSpan, asOf: Day): UnderHealthcare {
  const days = daysOf(budget, facts, asOf).filter((each) => overlaps(each, period));
  const [first] = days;
  if (!first) return NONE;
  const held = days.map((each) => common(each, period)).reduce((sum, each) => addFractions(sum, paidOver(budget, each)), ZERO_FRACTION);
  // What was paid for days after the budget's last stands by itself, by the days that it covers.
  const beyond = budget.record.movements.flatMap(({ kind, on, amount, covers }) =>
    kind === 'PAID' && covers && on >= period.from && on <= period.to
      ? days.map((each) => common(each, covers)).map(({ from, to }) => scale(amount, inclusiveDays(from, to), inclusiveDays(covers.from, covers.to)))
      : [],
  );
  const until = days.reduce((last, { to }) => later(last, to), first.to);
  const onThem = ({ on }: { readonly on: Day }): boolean => on >= later(first.from, period.from) && on <= earlier(until, period.to);
  const bills = budget.record.invoices.filter(
    (bill) => (bill.status === 'RECEIVED' || bill.status === 'APPROVED') && metFromOutside(bill, budget.arrangements),
  );
  const spent = sumOf([...budget.record.transactions, ...bills.flatMap(({ lines }) => lines)].filter(onThem).map(({ amount }) => amount));
  return { paid: roundHalfUp(held) + sumOf(beyond), spent: Math.max(0, spent) };
}
