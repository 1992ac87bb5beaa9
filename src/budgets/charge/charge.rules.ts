import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import type { ChargeStanding } from '../../streams/funding-stream';
import type { Allocation, BudgetState } from '../../streams/stream.types';
import { charges, FUNDING_STREAMS } from '../../streams/streams';
import { type Amount, amount, perWeek, sameAmount } from '../../vocabulary/amount';
import { type Day, later } from '../../vocabulary/day';
import { type Pence, pounds } from '../../vocabulary/money';
import type { Budget } from '../record/budget.loader';
import type { PersonFacts } from '../record/person-facts';
import { budgetRuns, eldestFirst, stateOn, timeline } from '../record/revisions';

export const CHARGE_STREAM = defineRule('CHARGE-STREAM', {
  effect: 'REFUSE',
  title:
    "Only adult social care carries a contribution, and replacement care in a carer's budget carries the cared-for adult's; never education, health, children's social care or s.117 aftercare",
  law: [law('CARE_ACT', 's.14'), law('MENTAL_HEALTH', 's.117'), law('NHS', 's.1')],
  source: 'Wakefield joint policy 3.3.1, 4.4',
});
export const CONTRIBUTION_ONCE = defineRule('CONTRIBUTION-ONCE', {
  effect: 'REFUSE',
  title: 'A person is charged once: over their own budget and any replacement care, never more than the one assessed weekly amount',
  law: law('CARE_ACT', 's.14'),
  source: 'Wakefield joint policy 3.3.1, 4.4; Care Act 2014 s.14',
});

/** The allocation that a budget rests on in a state. */
export const allocationOf = (budget: Pick<Budget, 'allocations'>, { allocationId }: Pick<BudgetState, 'allocationId'>): Allocation | null =>
  budget.allocations.find(({ id }) => id === allocationId) ?? null;

/** What of a budget a person pays towards: all of an adult's own, but not aftercare; of a carer's, the replacement care. null: nothing. */
export function chargedPart(budget: Budget, state: BudgetState, personId: number): Amount | null {
  const { charges, chargeable } = FUNDING_STREAMS[budget.stream];
  const pays = charges === 'REPLACEMENT_CARE' ? state.caredForId : budget.personId;
  return pays === personId ? chargeable(state, allocationOf(budget, state)) : null;
}

/** The person's own care first, then replacement care in carers' budgets; of several, the eldest. */
export const ownCareFirst = (a: Pick<Budget, 'id' | 'stream' | 'revisions'>, b: Pick<Budget, 'id' | 'stream' | 'revisions'>): number =>
  a.stream === b.stream ? eldestFirst(a, b) : charges(a.stream, 'OWN_CARE') ? -1 : 1;

/** A budget that carries some of a person's contribution on a day. */
export interface Charged {
  readonly budget: Budget;
  readonly state: BudgetState;
  /** What the care costs in a week in which it runs: the most that is charged for it. */
  readonly cost: Pence;
  readonly weeksPerYear: number;
}

/** The budgets that a person's contribution falls on on a day: their own first, then the replacement care in carers' budgets. A one-off has no week and carries none. */
export function chargedOn(personId: number, everyone: readonly Pick<PersonFacts, 'budgets'>[], on: Day): readonly Charged[] {
  return everyone
    .flatMap(({ budgets }) => budgets)
    .flatMap((budget): Charged[] => {
      const state = stateOn(budget.revisions, on);
      const part = budgetRuns(state, on) ? chargedPart(budget, state, personId) : null;
      const cost = part && perWeek(part);
      return part && cost !== null && state ? [{ budget, state, cost, weeksPerYear: part.weeksPerYear }] : [];
    })
    .toSorted((a, b) => ownCareFirst(a.budget, b.budget));
}

/**
 * One weekly contribution shared out over what it falls on, in their order, each up to what its care costs, so that nobody pays twice
 * and a carer's budget is reduced only by what the person's own does not take.
 */
export function shared(weekly: Pence, charged: readonly Pick<Charged, 'cost'>[]): readonly Pence[] {
  let left = weekly;
  return charged.map(({ cost }) => {
    const share = Math.min(left, cost);
    left -= share;
    return share;
  });
}

export const shareOf = (share: Pence, { weeksPerYear }: Pick<Charged, 'weeksPerYear'>): Amount => amount(share, 'WEEK', weeksPerYear);

/** A contribution that was assessed before the amount was agreed is never more than the care then costs. */
export function atMostTheCost({ stream, contribution }: Pick<BudgetState, 'stream' | 'contribution'>, agreed: Amount): Amount | null {
  const cost = perWeek(agreed);
  if (!contribution || !charges(stream, 'OWN_CARE') || cost === null || contribution.every !== 'WEEK') return contribution;
  return shareOf(Math.min(contribution.pence, cost), agreed);
}

/** What is charged in a week, over everything, is at most what was assessed. */
export function chargedOnce(weekly: Pence, charges: readonly Pence[], on: Day): readonly RuleResult[] {
  const sum = charges.reduce((all, charge) => all + charge, 0);
  if (sum <= weekly) return [];
  return [
    speak(
      CONTRIBUTION_ONCE,
      `From ${on} the person would be charged ${pounds(sum)} a week over all budgets, and was assessed to pay ${pounds(weekly)}.`,
      {
        fix: 'Lower what is charged elsewhere first: a person is charged once, over their own budget and any replacement care.',
      },
    ),
  ];
}

/** Nothing the person has may be charged for. What they have is not said: it may not be shown to the one who asks. */
export const nothingToCharge = ({ person }: Pick<PersonFacts, 'person'>): readonly RuleResult[] => [
  speak(
    CHARGE_STREAM,
    "Nothing that the person has carries a contribution: only adult social care does, and replacement care in a carer's budget for the adult cared for.",
    {
      fix: "Make no charge. If adult social care begins, record the assessment then; a council that charges a carer for the carer's own support does so outside the budget.",
      subject: person.id,
    },
  ),
];

/** The first day of what is charged now: of the assessment it rests on, else the day from which the budget has carried it. */
function chargedSince({ revisions }: Pick<Budget, 'revisions'>, { from, contribution }: BudgetState, on: Day): Day {
  const known = timeline(revisions).filter((slice) => slice.from <= on);
  const other = known.findLastIndex(({ state }) => !sameAmount(state.contribution, contribution));
  return later(from, known[other + 1]?.from ?? from);
}

/** What a person pays towards a budget, and the assessment it rests on; null where nothing is charged. */
export function chargeStanding(
  budget: Budget,
  state: BudgetState,
  { person, assessments }: Pick<PersonFacts, 'person' | 'assessments'>,
  on: Day,
): ChargeStanding | null {
  if (state.contribution === null) return null;
  const assessment = assessments.findLast(({ from }) => from <= on);
  return {
    dateOfBirth: person.dateOfBirth,
    contribution: state.contribution.pence,
    since: assessment?.from ?? chargedSince(budget, state, on),
    facts: assessment?.facts ?? null,
    subject: budget.id,
  };
}
