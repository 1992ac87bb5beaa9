import type { Budget } from '../budgets/record/budget.loader';
import { chargedOf, netOf } from '../budgets/record/net.rules';
import type { PersonFacts } from '../budgets/record/person-facts';
import { budgetRuns, isOver, stateOn, timeline } from '../budgets/record/revisions';
import { isAdult } from '../person/ages.rules';
import { planInForceOn } from '../plans/plan.types';
import type { BudgetState, PoolLabel } from '../streams/stream.types';
import { FUNDING_STREAMS } from '../streams/streams';
import { type Amount, costOver, perWeek, perYear } from '../vocabulary/amount';
import { type Day, earlier, financialYearOf, later } from '../vocabulary/day';
import { addFractions, type Pence, roundHalfUp, ZERO_FRACTION } from '../vocabulary/money';
import { type Stream, STREAMS } from '../vocabulary/stream';

/** One stream's budget as it stands in a pool. */
export interface PoolEntry {
  readonly budget: Budget;
  readonly state: BudgetState;
}

const isOneOff = ({ agreed, indicative }: BudgetState): boolean => (agreed ?? indicative)?.every === 'ONE_OFF';

/** A budget that begins in the financial year of a day and stands at its end. */
const begunInTheYear = (budget: Budget, asOf: Day): BudgetState | null => {
  const year = financialYearOf(asOf);
  const state = stateOn(budget.revisions, year.to);
  return state && state.from >= year.from && state.from <= year.to && !isOver(state) ? state : null;
};

/** Whose pool it is: their age ends what the law ends by itself. */
export interface Pooled {
  readonly person: { readonly dateOfBirth: Day };
  readonly budgets: readonly Budget[];
}

const endedByLaw = ({ person }: Pick<Pooled, 'person'>, { stream }: Budget, asOf: Day): boolean => {
  const last = FUNDING_STREAMS[stream].lastDayByLaw(person.dateOfBirth);
  return last !== null && asOf > last;
};

/** Does a budget run on a day? What else is in the pool of that day is a one-off of its year. */
export const runsInPool = (budget: Budget, asOf: Day): boolean => budgetRuns(stateOn(budget.revisions, asOf), asOf);

/**
 * The state in which a budget may be in the pool of a day, by its days alone: whether it is a one-off, and so counts in the whole of its
 * year, is the amount's to say and is not told to one who is not shown the amount.
 */
export function stateByItsDays(pooled: Pick<Pooled, 'person'>, budget: Budget, asOf: Day): BudgetState | null {
  if (endedByLaw(pooled, budget, asOf)) return null;
  const running = stateOn(budget.revisions, asOf);
  return budgetRuns(running, asOf) ? running : begunInTheYear(budget, asOf);
}

/** The budgets that make a person's pool on a day, in the order of the streams: a one-off belongs to the whole financial year in which it falls. */
export function poolEntries(pooled: Pooled, asOf: Day): PoolEntry[] {
  const entries = pooled.budgets.flatMap((budget): PoolEntry[] => {
    const state = stateByItsDays(pooled, budget, asOf);
    return state && (isOneOff(state) || runsInPool(budget, asOf)) ? [{ budget, state }] : [];
  });
  return entries.sort((a, b) => STREAMS.indexOf(a.budget.stream) - STREAMS.indexOf(b.budget.stream) || a.budget.id - b.budget.id);
}

/** What recurs, by the week and by the year, and the one-offs of the financial year: sums of rounded lines, so that they can be re-added. */
export interface Total {
  readonly perWeek: Pence;
  readonly perYear: Pence;
  readonly oneOff: Pence;
}
export const NO_MONEY: Total = { perWeek: 0, perYear: 0, oneOff: 0 };

export const addTotals = (a: Total, b: Total): Total => ({
  perWeek: a.perWeek + b.perWeek,
  perYear: a.perYear + b.perYear,
  oneOff: a.oneOff + b.oneOff,
});

/** One line of a total; a one-off counts in the financial year of its own day only. */
export function totalOf(what: Amount | null, from: Day, asOf: Day): Total {
  if (!what) return NO_MONEY;
  if (what.every !== 'ONE_OFF') return { perWeek: perWeek(what) ?? 0, perYear: perYear(what), oneOff: 0 };
  const year = financialYearOf(asOf);
  return from >= year.from && from <= year.to ? { perWeek: 0, perYear: 0, oneOff: what.pence } : NO_MONEY;
}

export const POOL_FIGURES = ['indicative', 'agreed', 'contribution', 'net'] as const;
export type PoolFigure = (typeof POOL_FIGURES)[number];

/** A contribution counts against what is agreed alone: agreed is net and contribution, whatever was assessed before. */
export const figureOf = (state: BudgetState, figure: PoolFigure): Amount | null =>
  figure === 'net' ? netOf(state) : figure === 'contribution' ? chargedOf(state) : state[figure];

export const poolTotal = (entries: readonly PoolEntry[], figure: PoolFigure, asOf: Day): Total =>
  entries.map(({ state }) => totalOf(figureOf(state, figure), state.from, asOf)).reduce(addTotals, NO_MONEY);

/** What one budget's agreed money costs over a span of days, through every state it has in them, as long as the law lets it run; rounded once. */
export function budgetCost(
  { stream, revisions }: Pick<Budget, 'stream' | 'revisions'>,
  { dateOfBirth }: Pooled['person'],
  from: Day,
  until: Day,
): Pence {
  const byLaw = FUNDING_STREAMS[stream].lastDayByLaw(dateOfBirth);
  const to = byLaw === null ? until : earlier(until, byLaw);
  let sum = ZERO_FRACTION;
  let oneOff = 0;
  for (const { state, from: start, until: end } of timeline(revisions)) {
    if (!state.agreed || isOver(state)) continue;
    const first = later(later(start, state.from), from);
    const last = [end, state.to, to].filter((day) => day !== null).reduce(earlier);
    if (state.agreed.every === 'ONE_OFF') {
      if (state.from >= from && state.from <= to && state.from >= start && (end === null || state.from <= end)) oneOff = state.agreed.pence;
    } else sum = addFractions(sum, costOver(state.agreed, first, last));
  }
  return roundHalfUp(sum) + oneOff;
}

/**
 * What the pool is called: with an EHC plan in force, or education money, its personal budget (Wakefield joint policy 1.8); an adult's
 * budget pooled with other streams is an individual budget (1.9); health alone a personal health budget.
 */
export function poolLabel(facts: Pick<PersonFacts, 'person' | 'plans'>, streams: readonly Stream[], asOf: Day): PoolLabel | null {
  if (streams.length === 0) return null;
  const ehcPlan = facts.plans.some((plan) => plan.kind === 'EHC_PLAN' && planInForceOn(plan, asOf));
  const called = (label: PoolLabel) => (stream: Stream) => FUNDING_STREAMS[stream].poolLabel === label;
  if (streams.some(called('EHC_PERSONAL_BUDGET')) || (ehcPlan && !streams.every(called('PERSONAL_BUDGET')))) return 'EHC_PERSONAL_BUDGET';
  if (streams.every(called('PERSONAL_HEALTH_BUDGET'))) return 'PERSONAL_HEALTH_BUDGET';
  return new Set(streams).size > 1 && isAdult(facts.person.dateOfBirth, asOf) ? 'INDIVIDUAL_BUDGET' : 'PERSONAL_BUDGET';
}
