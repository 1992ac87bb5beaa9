import type { RuleId } from '../../rules/rule-ids';
import { planInForceOn } from '../../plans/plan.types';
import type { PolicyView } from '../../policy/policy.types';
import type { BudgetState } from '../../streams/stream.types';
import { addMonths, type Day, runsOn } from '../../vocabulary/day';
import { itemsOn } from '../lines/draw-down.rules';
import type { Budget } from '../record/budget.loader';
import type { DoneReview } from '../record/budget.types';
import type { PersonFacts } from '../record/person-facts';
import { type ReviewDue, type Reviewed, reviewsOf } from './review-cycle.rules';

/** What the days of a budget's reviews are reckoned from on a day; null while nothing is released. */
export function reviewedOf(budget: Budget, state: BudgetState, facts: PersonFacts, on: Day): Reviewed | null {
  if (state.releasedOn === null) return null;
  const drawing = new Set(itemsOn(budget, facts, on).map(({ planId }) => planId));
  return {
    stream: budget.stream,
    releasedOn: state.releasedOn,
    everyMonths: facts.plans.find((plan) => drawing.has(plan.id) && planInForceOn(plan, on))?.reviewEveryMonths ?? null,
    heldByDirectPayment: budget.arrangements.some((part) => part.kind === 'DIRECT_PAYMENT' && runsOn(part, on)),
    ehcPlanFrom: facts.plans.find((plan) => plan.kind === 'EHC_PLAN' && planInForceOn(plan, on))?.from ?? null,
  };
}

/** A review that was done, or is to be. */
export interface ReviewStanding {
  readonly dueOn: Day;
  readonly rule: RuleId;
  readonly done: DoneReview | null;
}

const AHEAD_MONTHS = 13;

/** Every review up to a day, done or not, and of each rule the next one after it. What was done stays, whatever the days are now. */
export function reviewsStanding(
  budget: Budget,
  state: BudgetState,
  facts: PersonFacts,
  policy: Pick<PolicyView, 'reviewCycle' | 'applies'>,
  on: Day,
): readonly ReviewStanding[] {
  const done = budget.record.reviews;
  const reviewed = reviewedOf(budget, state, facts, on);
  const due: readonly ReviewDue[] =
    reviewed === null ? [] : reviewsOf(reviewed, policy, addMonths(on, AHEAD_MONTHS)).filter(({ dueOn }) => state.to === null || dueOn <= state.to);
  const asked = due.filter(({ dueOn, rule }, index) => dueOn <= on || due.findIndex((other) => other.rule === rule && other.dueOn > on) === index);
  const matches = (review: DoneReview, { dueOn, rule }: ReviewDue): boolean => review.dueOn === dueOn && review.rule === rule.id;
  const kept = done
    .filter((review) => !asked.some((each) => matches(review, each)))
    .map((review): ReviewStanding => ({ dueOn: review.dueOn, rule: review.rule, done: review }));
  const standing = asked.map((each): ReviewStanding => ({
    dueOn: each.dueOn,
    rule: each.rule.id,
    done: done.find((review) => matches(review, each)) ?? null,
  }));
  return [...kept, ...standing].toSorted((a, b) => (a.dueOn === b.dueOn ? 0 : a.dueOn < b.dueOn ? -1 : 1));
}

/** The reviews that one done on a day answers: all that were due by then, and the next. */
export function answeredBy(standing: readonly ReviewStanding[], doneOn: Day): readonly ReviewStanding[] {
  const open = standing.filter(({ done }) => done === null);
  const [next] = open;
  return next ? open.filter(({ dueOn }) => dueOn <= doneOn || dueOn === next.dueOn) : [];
}
