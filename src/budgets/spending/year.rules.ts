import type { Arrangement, BudgetState } from '../../streams/stream.types';
import { type Amount, costOver } from '../../vocabulary/amount';
import { addDays, type Day, dayBefore, earlier, type FinancialYear, financialYearOf, later, overlaps, runsOn } from '../../vocabulary/day';
import { addFractions, type Fraction, fraction, type Pence, roundHalfUp, ZERO_FRACTION } from '../../vocabulary/money';
import { asItWasMade, type ClosedSpan } from '../charge/charge-history.rules';
import type { Budget } from '../record/budget.loader';
import type { Invoice } from '../record/budget.types';
import { onceFor } from '../record/once-for';
import { isOver, lastDayOf, timeline } from '../record/revisions';
import { daysPaidFor, type Payment, paymentOf, paymentsFrom } from './schedule.rules';

/* What a year of one budget came to: what was released, what of it left the funder, and what was spent. */

const KEPT_BY_FUNDER: ReadonlySet<Arrangement['kind']> = new Set(['COUNCIL_MANAGED', 'NHS_NOTIONAL']);
/** Has the money of a part left its funder? */
export const heldOutside = ({ kind }: Pick<Arrangement, 'kind'>): boolean => !KEPT_BY_FUNDER.has(kind);

export const within = (from: Day, to: Day | null, { from: first, to: last }: ClosedSpan): ClosedSpan => ({
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
export function paidOver(budget: Budget, span: ClosedSpan): Fraction {
  const outside = budget.arrangements.filter(heldOutside);
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

export const sumOf = (amounts: readonly Pence[]): Pence => amounts.reduce((sum, amount) => sum + amount, 0);

/** Is a bill met by money that has left the funder: by the provider that holds it, or because all of it is held outside? */
export const metFromOutside = ({ provider }: Invoice, held: readonly Arrangement[]): boolean =>
  held.every(heldOutside) || held.some((part) => heldOutside(part) && part.holderName.trim().toLowerCase() === provider.trim().toLowerCase());

/** What may be kept back, of the parts that are held last in a year: one that took the place of another is not counted beside it. */
function contingencyAtTheEnd(held: readonly Arrangement[], year: ClosedSpan): Pence {
  const last = held
    .map(({ to }) => (to === null ? year.to : earlier(to, year.to)))
    .toSorted()
    .at(-1);
  return last === undefined ? 0 : sumOf(held.filter((part) => runsOn(part, last)).map(({ contingency }) => contingency ?? 0));
}

export interface Year {
  readonly allocated: Pence;
  readonly released: Pence;
  readonly paid: Pence;
  readonly spent: Pence;
  /** What went out of the money that has left the funder, and what may be kept back of it. */
  readonly spentOutside: Pence;
  readonly contingency: Pence;
  /** What the parts that the funder keeps came to by then: money that is there for payments of the funder's own. */
  readonly keptByFunder: Pence;
}
/** One year of a budget, as far as a day. What is over comes to the same on whichever day it is asked about. */
export function yearOfBudget(budget: Budget, year: ClosedSpan, asOf: Day): Year {
  const until = earlier(asOf, year.to);
  const known = yearsOf(budget);
  const question = `${year.from} ${year.to} ${until}`;
  const answer = known.get(question) ?? worksOutYear(budget, year, until);
  known.set(question, answer);
  return answer;
}
const yearsOf = onceFor((_: Budget) => new Map<string, Year>());

function worksOutYear(budget: Budget, { from, to }: ClosedSpan, asOf: Day): Year {
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
  const bills = budget.record.invoices.filter(({ status }) => status === 'RECEIVED' || status === 'APPROVED');
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
    contingency: contingencyAtTheEnd(held.filter(heldOutside), year),
    keptByFunder: roundHalfUp(
      spans.reduce(
        (sum, span) =>
          addFractions(
            sum,
            heldOver(
              held.filter((part) => !heldOutside(part)),
              span,
            ),
          ),
        ZERO_FRACTION,
      ),
    ),
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
 * part is what it adds, in whole pence, to what its year has paid by then, so that the year comes to what was paid in it. `turns`: the
 * days on which another part of it begins, such as the first for which the NHS is asked for it.
 */
export function paidPast(budget: Budget, last: Day, today: Day, turns: readonly Day[] = []): readonly PaidPast[] {
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
    return piecesOf(covers, turns).flatMap((piece) => {
      const before = paidIn.get(year.from) ?? own();
      const after = addFractions(before, paidOver(budget, piece));
      paidIn.set(year.from, after);
      const amount = roundHalfUp(after) - roundHalfUp(before);
      return amount > 0 ? [{ on, covers: piece, amount }] : [];
    });
  });
}

/** A span in pieces, each of which begins on its first day or on one that is named. */
function piecesOf(span: ClosedSpan, turns: readonly Day[]): readonly ClosedSpan[] {
  if (span.to < span.from) return [];
  const starts = [...new Set([span.from, ...turns.filter((day) => day > span.from && day <= span.to)])].sort();
  return starts.map((from, index) => {
    const next = starts[index + 1];
    return { from, to: next === undefined ? span.to : dayBefore(next) };
  });
}
