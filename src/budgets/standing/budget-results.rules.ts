import { whoControls } from '../../person/control.rules';
import { METHOD_PUBLISHED } from '../../policy/policy.rules';
import type { PolicyView } from '../../policy/policy.types';
import { type RuleResult, speak } from '../../rules/rule';
import { ASSESSED_FIRST, type BudgetAsked } from '../../streams/stream';
import type { BudgetState } from '../../streams/stream.types';
import { FUNDING_STREAMS } from '../../streams/streams';
import { type Day, financialYearOf, runsOn } from '../../vocabulary/day';
import { indicativeShared } from '../agreement/four-eyes.rules';
import { approvalStands, planAgreed } from '../agreement/plan-agreed.rules';
import { askedOf, streamAgrees } from '../agreement/stream-asks.rules';
import { chargeStanding } from '../charge/charge.rules';
import { arrangementsComplete, partMayBeHeld, termsSigned, waysThatRemain } from '../holding/arrangement.rules';
import { indicativeLooksLow, sufficient } from '../lines/draw-down.rules';
import type { Budget } from '../record/budget.loader';
import { softened, wasLoaded } from '../record/imported.rules';
import type { PersonFacts } from '../record/person-facts';
import { isOver, isRunning, lastDayOf, nearestDay } from '../record/revisions';
import { evidenceWanted } from '../spending/evidence.rules';
import { spendingOn } from '../spending/ledger.rules';
import { periodsNotKnown } from '../spending/reclaim.rules';
import { repaidBeyond, toBePaidBack, withinBudget } from '../spending/spending.rules';
import { movedOn } from './area-moved.rules';
import { nextReviews } from './review-cycle.rules';
import { reviewedOf } from './review-standing.rules';

/** What was asked before there was an indicative amount. */
const award = ({ state, allocation }: BudgetAsked): readonly RuleResult[] => [
  ...(allocation && allocation.assessedBy.trim() === ''
    ? [speak(ASSESSED_FIRST, 'The assessment does not say who made it.', { subject: state.budgetId })]
    : []),
  ...(state.indicative ? indicativeShared(state) : []),
];

/** What an amount is agreed on. */
const agreement = (budget: Budget, asked: BudgetAsked, facts: PersonFacts): readonly RuleResult[] => [
  ...streamAgrees(asked, facts, !isRunning(asked.state)),
  ...(FUNDING_STREAMS[budget.stream].plans === null ? [] : approvalStands(asked.state)),
  ...(asked.amount
    ? sufficient(budget, asked.amount, facts, asked.policy, asked.since)
    : asked.state.indicative
      ? indicativeLooksLow(budget, asked.state.indicative, facts, asked.policy)
      : []),
];

/** What money is released on. Other funding is released by its own funder. */
function release(budget: Budget, { amount, on }: BudgetAsked, facts: PersonFacts): readonly RuleResult[] {
  if (FUNDING_STREAMS[budget.stream].plans === null) return [];
  const parts = budget.arrangements.filter((part) => runsOn(part, on));
  return [
    ...planAgreed(budget, facts, on),
    ...(amount
      ? arrangementsComplete(
          amount,
          parts.map((part) => part.amount),
          budget.id,
        )
      : []),
    ...parts.flatMap((part) => [...partMayBeHeld(part, facts, budget.stream, on), ...termsSigned(part, budget.agreements, on)]),
    ...(amount && parts.length === 0 ? waysThatRemain(facts, budget.stream, on, budget.id) : []),
  ];
}

/** What the person is told of a budget as it stands. */
function standing(budget: Budget, asked: BudgetAsked, facts: PersonFacts): readonly RuleResult[] {
  const { state, allocation, policy, on } = asked;
  const reviewed = reviewedOf(budget, state, facts, on);
  return [
    ...FUNDING_STREAMS[budget.stream].tells({ ...asked, charge: chargeStanding(budget, state, facts, on) }),
    ...whoControls(facts, on),
    ...(reviewed === null ? [] : nextReviews(reviewed, policy, on, budget.id)),
    ...movedOn(state, facts, on),
    ...askedBack(budget, state, policy, on, facts),
    ...(allocation?.policy
      ? [
          speak(
            METHOD_PUBLISHED,
            `The indicative amount was worked out by the published policy ${allocation.policy}; every step of it is open to the person and to the public.`,
            { subject: budget.id },
          ),
        ]
      : []),
  ];
}

/** Said once, however many parts are held by the same holder. */
const once = (results: readonly RuleResult[]): readonly RuleResult[] => [
  ...new Map(results.map((result) => [JSON.stringify([result.rule, result.effect, result.message, result.subject]), result])).values(),
];

/** What is to be paid back of a budget that is paid for, what is not known of it, and what was spent beyond it: nothing can be before a payment was recorded, or a year has gone by, or the budget is over. */
function askedBack(budget: Budget, { releasedOn }: BudgetState, policy: PolicyView, on: Day, facts: PersonFacts): readonly RuleResult[] {
  const last = lastDayOf(budget);
  const due = budget.record.transactions.length > 0 || (last !== null && last <= on) || (releasedOn !== null && financialYearOf(releasedOn).to < on);
  if (releasedOn === null || !due) return [];
  const paidBack = budget.record.movements
    .filter(({ kind, on: day }) => kind === 'RECLAIMED' && day <= on)
    .reduce((sum, { amount }) => sum + amount, 0);
  const { toReclaim, repaidTooMuch, available } = spendingOn(budget, facts, policy, on);
  return [
    ...toBePaidBack(toReclaim, paidBack, budget.id),
    ...repaidBeyond(repaidTooMuch, budget.id),
    ...evidenceWanted(periodsNotKnown(budget, facts, policy, on), budget.id),
    ...(budget.record.transactions.length > 0 ? withinBudget(-available, on, budget.id) : []),
  ];
}

/** What the rules say on a day of a budget as it stands: all that is missing at once, not one refusal at a time. */
export function budgetResults(budget: Budget, state: BudgetState, facts: PersonFacts, policy: PolicyView, asOf: Day): readonly RuleResult[] {
  if (isOver(state)) return [];
  const on = nearestDay(asOf, state);
  const asked = askedOf(budget, state, facts, policy, { on, since: isRunning(state) ? on : state.from }, state.agreed);
  return once([
    ...softened(award(asked), wasLoaded(budget, state, 'AWARD')),
    ...softened(agreement(budget, asked, facts), wasLoaded(budget, state, 'AGREE')),
    ...softened(release(budget, asked, facts), wasLoaded(budget, state, 'RELEASE')),
    ...standing(budget, asked, facts),
  ]);
}
