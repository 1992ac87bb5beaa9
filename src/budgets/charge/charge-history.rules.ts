import type { BudgetState } from '../../streams/stream.types';
import { charges } from '../../streams/streams';
import { type Amount, costOver } from '../../vocabulary/amount';
import { addDays, type Day, dayBefore, dayOf, type Instant, later } from '../../vocabulary/day';
import { addFractions, compareFractions, type Fraction, type Pence, roundHalfUp, ZERO_FRACTION } from '../../vocabulary/money';
import { paidBy } from '../../vocabulary/stream';
import type { Budget } from '../record/budget.loader';
import type { Movement } from '../record/budget.types';
import { onceFor } from '../record/once-for';
import type { PersonFacts } from '../record/person-facts';
import { budgetRuns } from '../record/revisions';
import { chargedPart, ownCareFirst } from './charge.rules';
import { continuingHealthcareOn } from './continuing-healthcare.rules';

/*
 * What was charged and paid, as against what is due. A charge is made of what stood on record when its day came; what is recorded
 * later and reaches back changes what is due for the day, and cannot unmake what was collected: the difference is to be given back.
 */

export interface ClosedSpan {
  readonly from: Day;
  readonly to: Day;
}

/** One stretch of days in which nothing turns: what came to each budget in it, exactly. */
export interface Stretch extends ClosedSpan {
  readonly parts: ReadonlyMap<number, Fraction>;
  readonly total: Fraction;
}

/** What is asked of a budget in the state of a day; null: nothing. */
export type FigureOfBudget = (budget: Budget, state: BudgetState, on: Day) => Amount | null;

/** What was known as days began: of several records of one day the last, which the next morning finds; what was put right within the day was never charged. */
interface Known {
  readonly at: Instant;
  /** The last day that began with it; null: it stands. */
  readonly until: Day | null;
}
const instantsOf = onceFor((revisions: readonly BudgetState[]): readonly Instant[] => [...new Set(revisions.map(({ recordedAt }) => recordedAt))]);
function knownOver(budgets: readonly Budget[]): readonly Known[] {
  const instants = [...new Set(budgets.flatMap(({ revisions }) => instantsOf(revisions)))].sort((a, b) => a - b);
  const lastOfDay = instants.filter((at, index) => {
    const next = instants[index + 1];
    return next === undefined || dayOf(next) > dayOf(at);
  });
  return lastOfDay.map((at, index) => {
    const next = lastOfDay[index + 1];
    return { at, until: next === undefined ? null : dayOf(next) };
  });
}

/** The days on which a state begins or ends, or another record is made. */
const turnsOf = onceFor((revisions: readonly BudgetState[]): readonly Day[] => [
  ...new Set(
    revisions.flatMap((state) => [
      state.effectiveOn,
      state.from,
      ...(state.to === null ? [] : [addDays(state.to, 1)]),
      dayOf(state.recordedAt),
      addDays(dayOf(state.recordedAt), 1),
    ]),
  ),
]);

/** The first days of the stretches of a span: its own, and each on which something turns. */
function firstDays(budgets: readonly Budget[], { from, to }: ClosedSpan, also: readonly Day[]): readonly Day[] {
  const days = budgets.flatMap(({ revisions }) => turnsOf(revisions));
  return [...new Set([from, ...[...days, ...also].filter((day) => day > from && day <= to)])].sort();
}

type Parts = Pick<Stretch, 'parts' | 'total'>;
const inOrderOfRecord = onceFor((revisions: readonly BudgetState[]): readonly BudgetState[] =>
  revisions.toSorted((a, b) => a.recordedAt - b.recordedAt),
);

/**
 * What came to each budget over a stretch as it was known at one instant after another, first to last: once for each that tells
 * something else than the one before it.
 */
function* partsOver(budgets: readonly Budget[], { from, to }: ClosedSpan, figure: FigureOfBudget, instants: readonly Instant[]): Generator<Parts> {
  const amountOf = (budget: Budget, state: BudgetState): Fraction | null => {
    const amount = budgetRuns(state, from) ? figure(budget, state, from) : null;
    return amount && costOver(amount, from, to);
  };
  const all = budgets.map((budget) => ({
    budget,
    states: inOrderOfRecord(budget.revisions).filter(({ effectiveOn }) => effectiveOn <= from),
    told: 0,
    state: null as BudgetState | null,
    amount: null as Fraction | null,
  }));
  for (const at of instants) {
    let isNew = at === instants[0];
    for (const each of all) {
      const before = each.state;
      for (let next = each.states[each.told]; next && next.recordedAt <= at; next = each.states[++each.told])
        if (each.state === null || next.version > each.state.version) each.state = next;
      if (each.state === before || each.state === null) continue;
      each.amount = amountOf(each.budget, each.state);
      isNew = true;
    }
    if (!isNew) continue;
    const parts = new Map<number, Fraction>();
    for (const { budget, amount } of all) if (amount) parts.set(budget.id, amount);
    yield { parts, total: [...parts.values()].reduce(addFractions, ZERO_FRACTION) };
  }
}

const NOTHING: Parts = { parts: new Map(), total: ZERO_FRACTION };

/** A figure over a span as it stands on record now. */
export const asItStands = (budgets: readonly Budget[], span: ClosedSpan, figure: FigureOfBudget, also: readonly Day[] = []): readonly Stretch[] =>
  stretches(budgets, span, also).map((stretch) => ({
    ...stretch,
    ...([...partsOver(budgets, stretch, figure, [Number.MAX_SAFE_INTEGER])][0] ?? NOTHING),
  }));

/** The same as it was made: of what stood on record on a day or after it, the most over all the budgets together. */
export function asItWasMade(budgets: readonly Budget[], span: ClosedSpan, figure: FigureOfBudget, also: readonly Day[] = []): readonly Stretch[] {
  const known = knownOver(budgets);
  return stretches(budgets, span, also).map((stretch) => {
    const instants = known.filter(({ until }) => until === null || until >= stretch.from).map(({ at }) => at);
    let most = NOTHING;
    // Of equals the last: who carries it by what is known now.
    for (const each of partsOver(budgets, stretch, figure, instants)) if (compareFractions(each.total, most.total) >= 0) most = each;
    return { ...stretch, ...most };
  });
}

const stretches = (budgets: readonly Budget[], span: ClosedSpan, also: readonly Day[]): readonly ClosedSpan[] =>
  span.to < span.from
    ? []
    : firstDays(budgets, span, also).map((from, index, all) => {
        const next = all[index + 1];
        return { from, to: next === undefined ? span.to : dayBefore(next) };
      });

export const totalOfStretches = (parts: readonly Pick<Stretch, 'total'>[]): Fraction =>
  parts.reduce((sum, { total }) => addFractions(sum, total), ZERO_FRACTION);

/** A week's contribution of one person, while the care is paid for: nothing is charged for care that is not released, or is suspended. */
const chargeOf =
  (personId: number): FigureOfBudget =>
  (budget, state) =>
    state.status === 'RELEASED' && chargedPart(budget, state, personId) ? state.contribution : null;

/** What the council pays for a person's own care, whole, while it pays. */
const costOfCare: FigureOfBudget = (budget, state) =>
  charges(budget.stream, 'OWN_CARE') && state.status === 'RELEASED' && state.agreed?.every !== 'ONE_OFF' ? state.agreed : null;

/** The budgets of one council that carry, or carried, a person's charge: their own, and replacement care in carers' budgets. */
export const carriersOf = (
  { person }: Pick<PersonFacts, 'person'>,
  everyone: readonly Pick<PersonFacts, 'budgets'>[],
  councilId: number = person.authorityId,
): readonly Budget[] =>
  everyone
    .flatMap(({ budgets }) => budgets)
    .filter((budget) => budget.revisions.some((state) => state.authorityId === councilId && chargedPart(budget, state, person.id)))
    .toSorted(ownCareFirst);

/** What a person was charged over a span, by stretches. */
export const chargedOver = (personId: number, carriers: readonly Budget[], span: ClosedSpan): readonly Stretch[] =>
  asItWasMade(carriers, span, chargeOf(personId));

/** Contributions given back, with the days they were charged for. */
export interface Refund extends ClosedSpan {
  readonly id: number;
  readonly budgetId: number;
  readonly on: Day;
  readonly amount: Pence;
  readonly reason: string | null;
}
const covering = (budget: Budget, kind: Movement['kind']): readonly Refund[] =>
  budget.record.movements.flatMap(({ id, kind: its, on, amount, covers, note }) =>
    its === kind && covers ? [{ id, budgetId: budget.id, on, amount, ...covers, reason: note }] : [],
  );
export const refundsOf = (carriers: readonly Budget[]): readonly Refund[] =>
  carriers.flatMap((budget) => covering(budget, 'REFUNDED')).toSorted((a, b) => a.id - b.id);

/**
 * The most that can be given back for a span: what was charged in it, and for any longer span around it no more than is left there
 * of what was charged, so that no day's charge is given back twice.
 */
export function mostToRefund(personId: number, carriers: readonly Budget[], { from, to }: ClosedSpan): Pence {
  const refunds = refundsOf(carriers).toSorted((a, b) => (a.to < b.to ? -1 : 1));
  const starts = [...new Set([from, ...refunds.map((each) => each.from).filter((day) => day < from)])].sort();
  const ends = [...new Set([to, ...refunds.map((each) => each.to).filter((day) => day > to)])].sort();
  const whole: ClosedSpan = { from: starts[0] ?? from, to: ends.at(-1) ?? to };
  const charged = asItWasMade(carriers, whole, chargeOf(personId), [...starts, ...ends.map((day) => addDays(day, 1))]);
  const left = starts.flatMap((first) => {
    const within = charged.filter((stretch) => stretch.from >= first);
    const given = refunds.filter((refund) => refund.from >= first);
    let [sum, back, stretch, refund] = [ZERO_FRACTION, 0, 0, 0];
    return ends.map((last) => {
      for (let next = within[stretch]; next && next.to <= last; next = within[++stretch]) sum = addFractions(sum, next.total);
      for (let next = given[refund]; next && next.to <= last; next = given[++refund]) back += next.amount;
      return roundHalfUp(sum) - back;
    });
  });
  return Math.max(
    0,
    left.reduce((least, each) => Math.min(least, each)),
  );
}

/** Where a person stands with what they were charged, up to a day. */
export interface ChargeAccount {
  readonly charged: Pence;
  readonly refunded: Pence;
  /** Charged for days for which it turned out not to be due, and not given back yet. */
  readonly toRefund: Pence;
  /** The first and last of the days for which something is to be given back; null where nothing is. */
  readonly refundFor: ClosedSpan | null;
  /** What the council paid for care on days of NHS Continuing Healthcare, whole; and what of it the NHS was asked for. */
  readonly underHealth: Pence;
  readonly recharged: Pence;
  readonly toRecharge: Pence;
  /** The days of continuing healthcare on which the council paid; null where there are none. */
  readonly healthFor: ClosedSpan | null;
  readonly refunds: readonly Refund[];
}

const spanOf = (all: readonly ClosedSpan[]): ClosedSpan | null => {
  const [first] = all;
  return first ? { from: first.from, to: all.reduce((last, { to }) => later(last, to), first.to) } : null;
};

/** What was charged and is not due, by stretches. */
function overcharged(personId: number, carriers: readonly Budget[], charged: readonly Stretch[]): readonly Stretch[] {
  return charged.flatMap((stretch) => {
    const due = totalOfStretches(asItStands(carriers, stretch, chargeOf(personId)));
    const total = addFractions(stretch.total, { over: -due.over, under: due.under });
    return total.over > 0n ? [{ ...stretch, total }] : [];
  });
}

/** What the council paid for a person's care on days on which the NHS pays for the whole of it, by stretches. */
export function paidUnderHealth(own: Pick<PersonFacts, 'budgets'>, adultCare: readonly Budget[], span: ClosedSpan): readonly Stretch[] {
  const health = own.budgets.filter(({ stream }) => paidBy(stream) === 'HEALTH_COMMISSIONER');
  const turns = firstDays(health, span, []);
  return asItWasMade(adultCare, span, costOfCare, turns).filter(
    ({ from, total }) => total.over > 0n && continuingHealthcareOn(own.budgets, from) !== null,
  );
}

/** `carriers`: the budgets that the figures are asked of; all of the person's, or one. */
export function chargeAccountOn(own: Pick<PersonFacts, 'person' | 'budgets'>, carriers: readonly Budget[], asOf: Day): ChargeAccount {
  const from = carriers.flatMap(({ revisions }) => revisions.flatMap((state) => [state.from, state.effectiveOn])).sort()[0];
  const span: ClosedSpan = { from: from ?? asOf, to: asOf };
  const charged = chargedOver(own.person.id, carriers, span);
  const over = overcharged(own.person.id, carriers, charged);
  const refunds = refundsOf(carriers).filter(({ on }) => on <= asOf);
  const given = (some: readonly Refund[]): Pence => some.reduce((sum, { amount }) => sum + amount, 0);
  const against = refunds.filter((each) => over.some((stretch) => each.from <= stretch.to && each.to >= stretch.from));
  const adultCare = carriers.filter(({ stream }) => charges(stream, 'OWN_CARE'));
  const health = paidUnderHealth(own, adultCare, span);
  const underHealth = roundHalfUp(totalOfStretches(health));
  const recharged = given(adultCare.flatMap((budget) => covering(budget, 'RECHARGED')).filter(({ on }) => on <= asOf));
  return {
    charged: roundHalfUp(totalOfStretches(charged)),
    refunded: given(refunds),
    toRefund: Math.max(0, roundHalfUp(totalOfStretches(over)) - given(against)),
    refundFor: spanOf(over),
    underHealth,
    recharged,
    toRecharge: Math.max(0, underHealth - recharged),
    healthFor: spanOf(health),
    refunds,
  };
}
