import type { PolicyView } from '../../policy/policy.types';
import type { RuleResult } from '../../rules/rule';
import type { Arrangement, BudgetState } from '../../streams/stream.types';
import { type Amount, costOver } from '../../vocabulary/amount';
import { addDays, type Day, earlier, type FinancialYear, financialYearOf, financialYearsOf, later, overlaps, runsOn } from '../../vocabulary/day';
import { addFractions, type Fraction, fraction, type Pence, roundHalfUp, ZERO_FRACTION } from '../../vocabulary/money';
import { asItWasMade, type ClosedSpan } from '../charge/charge-history.rules';
import { itemsNamed } from '../lines/draw-down.rules';
import type { Budget } from '../record/budget.loader';
import type { BudgetTransaction, Invoice, Spending } from '../record/budget.types';
import { onceFor } from '../record/once-for';
import type { MoneyFacts } from '../record/person-facts';
import { isOver, lastDayOf, timeline } from '../record/revisions';
import { billSettledBy, payableItem, paysFor } from './invoice.rules';
import { daysPaidFor, type Payment, paymentOf, paymentsFrom } from './schedule.rules';
import { lawful, servesAnOutcome } from './spending.rules';
import { settledTogether, surplusOf } from './surplus.rules';

const KEPT_BY_FUNDER: ReadonlySet<Arrangement['kind']> = new Set(['COUNCIL_MANAGED', 'NHS_NOTIONAL']);

const within = (from: Day, to: Day | null, { from: first, to: last }: ClosedSpan): ClosedSpan => ({
  from: later(from, first),
  to: to === null ? last : earlier(to, last),
});

/** What an amount of the budget's states costs over a span, exactly; a one-off on the budget's first day. */
function cost(budget: Budget, span: ClosedSpan, what: (state: BudgetState) => Amount | null): Fraction {
  return timeline(budget.revisions).reduce((sum, { state, from, until }) => {
    const amount = isOver(state) ? null : what(state);
    if (!amount) return sum;
    const days = within(later(from, state.from), until === null ? state.to : state.to === null ? until : earlier(until, state.to), span);
    if (amount.every !== 'ONE_OFF') return addFractions(sum, costOver(amount, days.from, days.to));
    return state.from >= span.from && state.from <= span.to && from <= state.from && (until === null || until >= state.from)
      ? addFractions(sum, fraction(amount.pence))
      : sum;
  }, ZERO_FRACTION);
}

const minus = (a: Fraction, b: Fraction): Fraction => addFractions(a, { over: -b.over, under: b.under });

/** What parts of a budget come to over a span, exactly. */
const heldOver = (parts: readonly Arrangement[], span: ClosedSpan): Fraction =>
  parts.reduce((sum, part) => {
    const days = within(part.from, part.to, span);
    const once = part.amount.every === 'ONE_OFF' && part.from >= span.from && part.from <= span.to;
    return addFractions(sum, once ? fraction(part.amount.pence) : costOver(part.amount, days.from, days.to));
  }, ZERO_FRACTION);

const endsOf = (payment: Payment | null): readonly Day[] =>
  payment ? [payment.on, ...(payment.until === null ? [] : [addDays(payment.until, 1)])] : [];

/**
 * What leaves the funder over a span, exactly. From the parts that are paid net the contribution is taken off as it was charged,
 * whatever turned out to be due (the difference is refunded, not paid into the budget), and never more than they come to on any day:
 * what is over is invoiced.
 */
function paidOver(budget: Budget, span: ClosedSpan): Fraction {
  const outside = budget.arrangements.filter(({ kind }) => !KEPT_BY_FUNDER.has(kind));
  const net = outside.filter(({ contributionTaken }) => contributionTaken === 'NET_OF_PAYMENT');
  const gross = heldOver(
    outside.filter((part) => !net.includes(part)),
    span,
  );
  if (net.length === 0) return gross;
  const turns = net.flatMap(({ from, to, amount }) => [
    from,
    ...(to === null ? [] : [addDays(to, 1)]),
    // A single sum is net of the contribution of the days that its own payment covers.
    ...(amount.every === 'ONE_OFF' ? endsOf(paymentOf(budget, from)) : []),
  ]);
  return asItWasMade([budget], span, (_, { contribution }) => contribution, turns).reduce((sum, stretch) => {
    const left = minus(heldOver(net, stretch), stretch.total);
    return left.over > 0n ? addFractions(sum, left) : sum;
  }, gross);
}

const sumOf = (amounts: readonly Pence[]): Pence => amounts.reduce((sum, amount) => sum + amount, 0);

/** Is a bill met by money that has left the funder: by the provider that holds it, or because all of it is held outside? */
const metFromOutside = ({ provider }: Invoice, held: readonly Arrangement[]): boolean =>
  held.every(({ kind }) => !KEPT_BY_FUNDER.has(kind)) ||
  held.some(({ kind, holderName }) => !KEPT_BY_FUNDER.has(kind) && holderName.trim().toLowerCase() === provider.trim().toLowerCase());

/** What may be kept back, of the parts that are held last in a year: one that took the place of another is not counted beside it. */
function contingencyAtTheEnd(held: readonly Arrangement[], year: ClosedSpan): Pence {
  const last = held
    .map(({ to }) => (to === null ? year.to : earlier(to, year.to)))
    .toSorted()
    .at(-1);
  return last === undefined ? 0 : sumOf(held.filter((part) => runsOn(part, last)).map(({ contingency }) => contingency ?? 0));
}

interface Year {
  readonly allocated: Pence;
  readonly released: Pence;
  readonly paid: Pence;
  readonly spent: Pence;
  /** What went out of the money that has left the funder, and what may be kept back of it. */
  readonly spentOutside: Pence;
  readonly contingency: Pence;
}
/** One financial year of a budget, as far as a day. What is over comes to the same on whichever day it is asked about. */
function yearOfBudget(budget: Budget, year: FinancialYear, asOf: Day): Year {
  const until = earlier(asOf, year.to);
  const known = yearsOf(budget);
  const answer = known.get(`${year.from} ${until}`) ?? worksOutYear(budget, year, until);
  known.set(`${year.from} ${until}`, answer);
  return answer;
}
const yearsOf = onceFor((_: Budget) => new Map<string, Year>());

function worksOutYear(budget: Budget, { from, to }: FinancialYear, asOf: Day): Year {
  const year: ClosedSpan = { from, to };
  const agreed = (state: BudgetState): Amount | null => state.agreed;
  const spans = daysPaidFor(budget, asOf)
    .map(({ on, until }) => within(on, until, year))
    .filter((span) => span.to >= span.from);
  const released = spans.reduce((sum, span) => addFractions(sum, cost(budget, span, agreed)), ZERO_FRACTION);
  const paid = spans.reduce((sum, span) => addFractions(sum, paidOver(budget, span)), ZERO_FRACTION);
  const counts = (on: Day): boolean => on >= from && on <= asOf;
  const past = budget.record.movements.filter(({ kind, on }) => kind === 'PAID' && counts(on));
  // What went out in a way that turned out not to be how it was held is of what is released, and adds nothing to it.
  const beyond = sumOf(past.filter(({ arrangementId }) => arrangementId === null).map(({ amount }) => amount));
  const payed = sumOf(budget.record.transactions.filter(({ on }) => counts(on)).map(({ amount }) => amount));
  // One that a payment has settled is in the payments.
  const bills = budget.record.invoices.filter(({ status }) => status !== 'QUERIED' && status !== 'PAID' && status !== 'REJECTED');
  const sumOfBills = (some: readonly Invoice[]): Pence =>
    sumOf(some.flatMap(({ lines }) => lines.filter(({ on }) => counts(on)).map(({ amount }) => amount)));
  const paidOut = roundHalfUp(paid) + sumOf(past.map(({ amount }) => amount));
  const held = budget.arrangements.filter((part) => overlaps(part, year));
  return {
    allocated: roundHalfUp(cost(budget, year, agreed)),
    released: roundHalfUp(released) + beyond,
    paid: paidOut,
    spent: payed + sumOfBills(bills),
    spentOutside: payed + sumOfBills(bills.filter((bill) => metFromOutside(bill, held))),
    contingency: contingencyAtTheEnd(held, year),
  };
}

/** What left the funder by a day in its financial year, and the last day of that year on which anything did. */
export function paidInYear(budget: Budget, year: FinancialYear, today: Day): { readonly released: Pence; readonly paid: Pence; readonly on: Day } {
  const until = earlier(today, year.to);
  const last = paymentsFrom(budget, year.from, until).findLast(({ on }) => on >= year.from && on <= until);
  const { released, paid } = yearOfBudget(budget, year, until);
  return { released, paid, on: last?.on ?? until };
}

/** A payment, or the part of one, that left the funder for days which the budget turned out not to have. */
export interface PaidPast {
  readonly on: Day;
  readonly covers: ClosedSpan;
  readonly amount: Pence;
}
/**
 * What was paid by a day for days after a budget's new last one: it has left the funder, whatever the budget came to. Each payment's
 * part is what it adds, in whole pence, to what its year has paid by then, so that the year comes to what was paid in it.
 */
export function paidPast(budget: Budget, last: Day, today: Day): readonly PaidPast[] {
  const paid = daysPaidFor(budget, today);
  const paidIn = new Map<Day, Fraction>();
  return paymentsFrom(budget, addDays(last, 1), today).flatMap(({ on, until }) => {
    const year = financialYearOf(on);
    const own = (): Fraction =>
      paid
        .map((each) => within(each.on, each.until === null ? last : earlier(each.until, last), year))
        .filter((span) => span.to >= span.from)
        .reduce((sum, span) => addFractions(sum, paidOver(budget, span)), ZERO_FRACTION);
    const covers = within(later(on, addDays(last, 1)), until, {
      from: on,
      to: earlier(lastDayOf(budget) ?? financialYearOf(today).to, until ?? financialYearOf(today).to),
    });
    const before = paidIn.get(year.from) ?? own();
    const after = covers.to < covers.from ? before : addFractions(before, paidOver(budget, covers));
    paidIn.set(year.from, after);
    const amount = roundHalfUp(after) - roundHalfUp(before);
    return amount > 0 ? [{ on, covers, amount }] : [];
  });
}

/** A budget's share of what is left of a year in the account that it is paid into. */
function unspentOf(budget: Budget, { budgets }: MoneyFacts, year: FinancialYear, asOf: Day): Pence {
  const together = settledTogether(budget, budgets, year, ({ kind }) => !KEPT_BY_FUNDER.has(kind));
  const parts = together.map((each) => {
    const { paid, spentOutside: spent, contingency } = yearOfBudget(each, year, asOf);
    return { budgetId: each.id, paid, spent, contingency };
  });
  return surplusOf(parts, year.to).get(budget.id) ?? 0;
}

/** What is asked about one payment: which outcome it serves, and whether a budget may pay for it at all. */
export function paymentResults(payment: BudgetTransaction, budget: Budget, facts: MoneyFacts, policy: PolicyView): readonly RuleResult[] {
  const itemId = lineOfPayment(payment, budget, facts);
  const item = payableItem(itemId, budget, facts, payment.on);
  const bill = billSettledBy(payment, budget.record.invoices);
  return [
    ...(bill && itemId === null ? [] : servesAnOutcome({ ...payment, itemId }, item ? [item] : [])),
    ...lawful(payment, item ? policy.service(item.service) : null),
  ];
}

/** The line of the plan a payment is for: the one that was said, else the one its description names, whichever of the two came first. */
export const lineOfPayment = (payment: BudgetTransaction, budget: Budget, facts: MoneyFacts): number | null =>
  payment.itemId ?? matchedItem(payment.description, budget, facts, payment.on);

/** The line that a payment says it is for, by the line's own reference in its description; null where none or several are named. */
export function matchedItem(description: string | null, budget: Budget, facts: MoneyFacts, on: Day): number | null {
  if (description === null) return null;
  const words = new Set(description.toLowerCase().split(/[^a-z0-9]+/));
  const named = [...words].flatMap((word) => itemsNamed(word, facts).filter((item) => runsOn(item, on) && paysFor(budget, item, facts, on)));
  return named.length === 1 ? (named[0]?.id ?? null) : null;
}

/**
 * What is to be reclaimed: carried from year to year until it is paid back. A year's unspent money is asked for once the year, or the
 * budget, is over. `carried`: what of it came into the year of the day from those before it.
 */
function reclaiming(budget: Budget, facts: MoneyFacts, policy: PolicyView, asOf: Day): { readonly carried: Pence; readonly toReclaim: Pence } {
  const first = budget.revisions.find(({ releasedOn }) => releasedOn !== null)?.releasedOn;
  if (!first) return { carried: 0, toReclaim: 0 };
  const last = lastDayOf(budget);
  const over = last !== null && last <= asOf;
  let [carried, toReclaim] = [0, 0];
  for (const year of financialYearsOf(first, asOf)) {
    const inYear = ({ on }: { readonly on: Day }): boolean => on >= year.from && on <= year.to && on <= asOf;
    const queried = budget.record.transactions.filter(
      (payment) => inYear(payment) && payment.amount > 0 && paymentResults(payment, budget, facts, policy).length > 0,
    );
    const paidBack = budget.record.movements.filter((movement) => movement.kind === 'RECLAIMED' && inYear(movement));
    const closed = year.to < asOf || over;
    carried = toReclaim;
    toReclaim = Math.max(
      0,
      toReclaim +
        sumOf(queried.map(({ amount }) => amount)) +
        (closed ? unspentOf(budget, facts, year, asOf) : 0) -
        sumOf(paidBack.map(({ amount }) => amount)),
    );
  }
  return { carried, toReclaim };
}

/** Where the money is on a day. What is paid back settles what came from the years before first; only the rest is this year's. */
export function spendingOn(budget: Budget, facts: MoneyFacts, policy: PolicyView, asOf: Day): Spending {
  const year = financialYearOf(asOf);
  const { allocated, released, paid, spent } = yearOfBudget(budget, year, asOf);
  const { carried, toReclaim } = reclaiming(budget, facts, policy, asOf);
  const paidBack = sumOf(
    budget.record.movements.filter(({ kind, on }) => kind === 'RECLAIMED' && on >= year.from && on <= asOf).map(({ amount }) => amount),
  );
  return { allocated, released, paid, spent, available: released - spent - Math.max(0, paidBack - carried), toReclaim };
}
