import type { RuleResult } from '../rules/rule';
import { adultsAge } from '../streams/adult-social-care/provision.rules';
import { contributionDue } from '../streams/adult-social-care/standing.rules';
import { bothAgreeToJoin } from '../streams/carers/joint.rules';
import { consentToCharge } from '../streams/carers/replacement-care.rules';
import { childrensAge } from '../streams/childrens-social-care/provision.rules';
import { untilAdultDecision } from '../streams/childrens-social-care/running.rules';
import { educationAgrees } from '../streams/element-3/agreeing.rules';
import { eligibleAge } from '../streams/health/eligibility.rules';
import type { BudgetAsked } from '../streams/stream';
import type { BudgetState } from '../streams/stream.types';
import type { Day } from '../vocabulary/day';
import { earlier, later } from '../vocabulary/day';
import type { PolicyView } from '../policy/policy.types';
import type { Amount } from '../vocabulary/amount';
import type { Budget } from './budget.loader';
import type { PersonFacts } from './facts';
import { runningUnderHealth } from './settling.rules';
import { continuingHealthcareOn, noNewCareUnderHealth } from './whole-care.rules';

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
 * The day on which adult social care takes over: the first of its first budget (Care Act 2014 s.66: the decision that needs are met, and
 * their being met). Not the day of the assessment, which is for those alone who are shown that budget.
 */
export const adultCareFrom = ({ budgets }: Pick<PersonFacts, 'budgets'>): Day | null =>
  budgets
    .filter(({ stream }) => stream === 'ADULT_SOCIAL_CARE')
    .flatMap(({ revisions }) => revisions.map(({ from }) => from))
    .sort()[0] ?? null;

/**
 * What the budget's own stream says of an amount, to be agreed (`fresh`) or standing. What is refused to something new is a
 * warning, or another rule's, for something that is running.
 */
export function streamAgrees(asked: BudgetAsked, facts: Pick<PersonFacts, 'budgets'>, fresh: boolean): readonly RuleResult[] {
  const { state, on, agreements } = asked;
  const born = asked.person.person.dateOfBirth;
  switch (state.stream) {
    case 'EDUCATION':
      return educationAgrees(asked);
    case 'CHILDRENS_SOCIAL_CARE':
      return fresh ? childrensAge(born, on) : untilAdultDecision(asked, adultCareFrom(facts));
    case 'ADULT_SOCIAL_CARE':
      return [
        ...adultsAge(born, on),
        ...(fresh
          ? noNewCareUnderHealth(facts.budgets, on, 'budget')
          : runningUnderHealth({ person: asked.person.person, budgets: facts.budgets }, on, state.budgetId)),
        ...(continuingHealthcareOn(facts.budgets, on) === null ? contributionDue(asked) : []),
      ];
    case 'CARER':
      return [...consentToCharge(asked), ...bothAgreeToJoin(agreements, on)];
    case 'HEALTH': {
      const details = asked.allocation?.details;
      return details?.kind === 'HEALTH' ? eligibleAge(details.eligibility, born, on, fresh ? 'REFUSE' : 'WARN') : [];
    }
    case 'OTHER':
      return [];
  }
}
