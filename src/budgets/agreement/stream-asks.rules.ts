import type { PolicyView } from '../../policy/policy.types';
import { byTheLawOf, type RuleResult } from '../../rules/rule';
import type { OtherStreams } from '../../streams/funding-stream';
import type { BudgetAsked } from '../../streams/stream';
import type { BudgetState } from '../../streams/stream.types';
import { FUNDING_STREAMS } from '../../streams/streams';
import type { Amount } from '../../vocabulary/amount';
import { continuingHealthcareOn, noNewCareUnderHealth } from '../charge/continuing-healthcare.rules';
import { runningUnderHealth } from '../charge/healthcare-takeover.rules';
import type { Budget } from '../record/budget.loader';
import type { PersonFacts } from '../record/person-facts';
import { heirFrom } from '../record/revisions';

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
  return byTheLawOf(on, fresh ? stream.asksToAgree(asked, others) : stream.saysWhileRunning(asked, others));
}
