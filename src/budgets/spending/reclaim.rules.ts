import type { PolicyView } from '../../policy/policy.types';
import { type Day, dayBefore, earlier, type FinancialYear, financialYearOf, financialYearsOf, later } from '../../vocabulary/day';
import { type Pence, splitInProportion } from '../../vocabulary/money';
import type { ClosedSpan } from '../charge/charge-history.rules';
import type { Budget } from '../record/budget.loader';
import { onceFor } from '../record/once-for';
import type { MoneyFacts } from '../record/person-facts';
import { lastDayOf } from '../record/revisions';
import { isKnown, type NotKnown } from './evidence.rules';
import { underHealthcare } from './health-share.rules';
import { askedOfPayment } from './payment.rules';
import { settledTogether, surplusOf } from './surplus.rules';
import { heldOutside, sumOf, yearOfBudget } from './year.rules';

/*
 * What is asked back, period after period. A period is a financial year; the last one of a budget goes on for as long as something is told
 * of it. What stays at the end of one opens the next, so that a contingency is left once, and nothing is left when the budget is over. No
 * pound is asked for twice: not by the council and the NHS, and none that was never there.
 */

/** The first year in which a budget was paid for, up to a day, or to the one in which it ends. */
function yearsOf(budget: Budget, asOf: Day): readonly FinancialYear[] {
  const first = budget.revisions.find(({ releasedOn }) => releasedOn !== null)?.releasedOn;
  if (!first) return [];
  const last = lastDayOf(budget);
  const all = [...financialYearsOf(first, asOf)];
  const end = last === null ? -1 : all.findIndex(({ to }) => to >= last);
  return end < 0 ? all : all.slice(0, end + 1);
}

const isOverBy = (budget: Budget, asOf: Day): boolean => {
  const last = lastDayOf(budget);
  return last !== null && last <= asOf;
};

/** A year of a budget as it is settled: in its last, what is told later counts too. */
const periodOf = (budget: Budget, year: FinancialYear, asOf: Day): ClosedSpan => {
  const last = lastDayOf(budget);
  return { from: year.from, to: last !== null && last <= year.to ? later(year.to, asOf) : year.to };
};

/** One budget's part of what a period's account comes to. */
interface Settled {
  /** What was there when the period began. */
  readonly opening: Pence;
  /** Payments that are asked about, as far as the money for them was there. */
  readonly queried: Pence;
  readonly unspent: Pence;
  /** What stays, and opens the next period: below zero where more was spent than came in. */
  readonly kept: Pence;
  readonly notKnown: Pence;
}
const NOTHING: Settled = { opening: 0, queried: 0, unspent: 0, kept: 0, notKnown: 0 };

const known = onceFor((_: readonly Budget[]) => new Map<string, ReadonlyMap<number, Settled>>());

function settledIn(budget: Budget, facts: MoneyFacts, policy: PolicyView, year: FinancialYear, asOf: Day): Settled {
  const question = `${budget.id} ${year.from} ${asOf} ${policy.authorityName} ${policy.day}`;
  const all = known(facts.budgets);
  let answer = all.get(question);
  if (!answer) all.set(question, (answer = settles(budget, facts, policy, year, asOf)));
  return answer.get(budget.id) ?? NOTHING;
}

/** Whole pence in proportion; to the first where none weighs anything. */
const divided = (whole: Pence, weights: readonly number[]): readonly Pence[] =>
  weights.some((weight) => weight > 0) ? splitInProportion(whole, weights) : weights.map((_, index) => (index === 0 ? whole : 0));

function settles(budget: Budget, facts: MoneyFacts, policy: PolicyView, year: FinancialYear, asOf: Day): ReadonlyMap<number, Settled> {
  const together = settledTogether(budget, facts.budgets, year, heldOutside);
  const before = dayBefore(year.from);
  const parts = together.map((each) => {
    const period = periodOf(each, year, asOf);
    const until = earlier(period.to, asOf);
    const began = yearsOf(each, asOf)[0]?.from ?? year.from;
    const opening = began < year.from ? settledIn(each, facts, policy, financialYearOf(before), asOf).kept : 0;
    const { paid, spentOutside, contingency, keptByFunder } = yearOfBudget(each, period, asOf);
    const health = underHealthcare(each, facts, { from: period.from, to: until }, asOf);
    const last = lastDayOf(each);
    return {
      budgetId: each.id,
      opening,
      paid,
      // What the NHS pays back is not asked of the person as well: of the days that it pays for, it counts as spent.
      spent: spentOutside + Math.max(0, health.paid - health.spent),
      contingency: last !== null && last <= year.to ? 0 : contingency,
      keptByFunder,
      asked: sumOf(
        each.record.transactions
          .filter(({ on, amount }) => on >= period.from && on <= until && amount > 0)
          .map((payment) => askedOfPayment(payment, each, facts, policy)),
      ),
      known: isKnown(each, { from: period.from, to: until }),
    };
  });
  const sum = (what: (part: (typeof parts)[number]) => Pence): Pence => sumOf(parts.map(what));
  const left = sum((part) => part.opening + part.paid - part.spent);
  const asked = sum((part) => part.asked);
  const queried = Math.max(0, Math.min(asked, asked + left + sum((part) => part.keptByFunder)));
  const closed = year.to < asOf || isOverBy(budget, asOf);
  const isTold = parts.some((part) => part.known);
  const contingency = sum((part) => part.contingency);
  const unspent = closed && isTold ? surplusOf(parts, year.to) : new Map<number, Pence>();
  const kept = !closed || !isTold ? 0 : left < 0 ? Math.min(0, left + asked) : Math.min(left, contingency);
  const ofQueried = divided(
    queried,
    parts.map((part) => part.asked),
  );
  const ofKept = divided(
    kept,
    parts.map((part) => (kept < 0 ? Math.max(0, part.spent - part.paid - part.opening) : part.contingency)),
  );
  return new Map(
    parts.map((part, index): [number, Settled] => [
      part.budgetId,
      {
        opening: part.opening,
        queried: ofQueried[index] ?? 0,
        unspent: unspent.get(part.budgetId) ?? 0,
        kept: ofKept[index] ?? 0,
        notKnown: closed && !isTold ? Math.max(0, part.paid + part.opening) : 0,
      },
    ]),
  );
}

/** What is asked back of a budget by a day. */
export interface AskedBack {
  /** What of it came into the year of the day from those before it. */
  readonly carried: Pence;
  /** What stayed at the end of the year before, and is this year's to spend. */
  readonly broughtForward: Pence;
  readonly toReclaim: Pence;
  /** More was paid back than turned out to be owed. */
  readonly repaidTooMuch: Pence;
  /** Paid in periods that are over, of which nothing is known. */
  readonly notKnownYet: Pence;
}

/** Of each period of which nothing is known: its days, and what was paid in it. */
export function periodsNotKnown(budget: Budget, facts: MoneyFacts, policy: PolicyView, asOf: Day): readonly NotKnown[] {
  const last = lastDayOf(budget);
  const first = budget.revisions.find(({ releasedOn }) => releasedOn !== null)?.releasedOn;
  return yearsOf(budget, asOf).flatMap((year) => {
    const amount = settledIn(budget, facts, policy, year, asOf).notKnown;
    const to = last === null ? year.to : earlier(last, year.to);
    return amount > 0 && first ? [{ period: { from: later(first, year.from), to: later(to, later(first, year.from)) }, amount }] : [];
  });
}

/** What is to be given back: carried from year to year until it is. */
export function askedBackOn(budget: Budget, facts: MoneyFacts, policy: PolicyView, asOf: Day): AskedBack {
  const thisYear = financialYearOf(asOf);
  const years = yearsOf(budget, asOf);
  let [owed, carried, broughtForward, notKnownYet, unloaded] = [0, 0, 0, 0, 0];
  for (const year of years) {
    const settled = settledIn(budget, facts, policy, year, asOf);
    const period = periodOf(budget, year, asOf);
    const back = budget.record.movements.filter(
      ({ kind, on }) => kind === 'RECLAIMED' && on <= asOf && on <= period.to && (on >= period.from || year === years[0]),
    );
    carried = Math.max(0, owed);
    owed += settled.queried + settled.unspent - sumOf(back.map(({ amount }) => amount));
    // What was taken off a card while its year runs is settled when the year is.
    unloaded = year.to < asOf || isOverBy(budget, asOf) ? 0 : sumOf(back.filter(({ loaded }) => loaded).map(({ amount }) => amount));
    broughtForward = year.from === thisYear.from ? Math.max(0, settled.opening) : 0;
    notKnownYet += settled.notKnown;
  }
  if (years.at(-1) && years.at(-1)?.from !== thisYear.from) carried = Math.max(0, owed);
  return { carried, broughtForward, toReclaim: Math.max(0, owed), repaidTooMuch: Math.max(0, -owed - unloaded), notKnownYet };
}
