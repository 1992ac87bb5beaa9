import type { PolicyView } from '../../policy/policy.types';
import type { RuleResult } from '../../rules/rule';
import type { OtherStreams } from '../../streams/funding-stream';
import type { BudgetAsked } from '../../streams/stream';
import type { BudgetState } from '../../streams/stream.types';
import { FUNDING_STREAMS } from '../../streams/streams';
import type { Amount } from '../../vocabulary/amount';
import { type Day, earlier, later } from '../../vocabulary/day';
import type { Stream } from '../../vocabulary/stream';
import { continuingHealthcareOn, noNewCareUnderHealth } from '../charge/continuing-healthcare.rules';
import { runningUnderHealth } from '../charge/healthcare-takeover.rules';
import type { Budget } from '../record/budget.loader';
import type { PersonFacts } from '../record/person-facts';

/** Is the budget past the point at which it was new: agreed, and not ended? */
export const isRunning = ({ status }: Pick<BudgetState, 'status'>): boolean => status === 'AGREED' || status === 'RELEASED' || status === 'SUSPENDED';

/** What a stream is asked of a budget: `amount` is what is to be agreed, or stands agreed. */
export const askedOf = (
  budget: Budget,
  state: BudgetState,
  facts: PersonFacts,
  policy: PolicyView,
  days: Pick<BudgetAsked, 'on' | 'since'>,
  amount: Amount | null,
): BudgetAsked => ({
  person: facts,
  plans: facts.plans,
  policy,
  state,
  allocation: budget.allocations.find(({ id }) => id === state.allocationId) ?? null,
  agreements: budget.agreements,
  amount,
  ...days,
});

/** The day on which a budget is asked about: today, or the nearest day on which it runs. */
export const nearestDay = (today: Day, { from, to }: Pick<BudgetState, 'from' | 'to'>): Day => {
  const begun = later(today, from);
  return to === null ? begun : later(earlier(begun, to), from);
};

/**
 * The first day of the first budget of the stream that takes over from one at an age; null while there is none. Of adult social care: the
 * decision that needs are met, and their being met (Care Act 2014 s.66). Not the day of the assessment, which is for those alone who are
 * shown that budget.
 */
export function heirFrom(stream: Stream, { budgets }: Pick<PersonFacts, 'budgets'>): Day | null {
  const heir = FUNDING_STREAMS[stream].heir?.stream;
  const days = budgets.filter((budget) => budget.stream === heir).flatMap(({ revisions }) => revisions.map(({ from }) => from));
  return days.sort()[0] ?? null;
}

/**
 * What the budget's own stream says of an amount, to be agreed (`fresh`) or standing. What is refused to something new is a
 * warning, or another rule's, for something that is running.
 */
export function streamAgrees(asked: BudgetAsked, facts: Pick<PersonFacts, 'budgets'>, fresh: boolean): readonly RuleResult[] {
  const { state, on, person } = asked;
  const { budgets } = facts;
  const others: OtherStreams = {
    heirFrom: heirFrom(state.stream, facts),
    underHealthcare: continuingHealthcareOn(budgets, on) !== null,
    saysHealthcare: () =>
      fresh ? noNewCareUnderHealth(budgets, on, 'budget') : runningUnderHealth({ person: person.person, budgets }, on, state.budgetId),
  };
  const stream = FUNDING_STREAMS[state.stream];
  return fresh ? stream.asksToAgree(asked, others) : stream.saysWhileRunning(asked, others);
}
