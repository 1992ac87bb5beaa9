import type { RuleId } from '../../rules/rule-ids';
import type { ReviewCycle } from '../../policy/pack.types';
import type { PolicyView } from '../../policy/policy.types';
import { law } from '../../rules/laws';
import { defineRule, type RuleDefinition, type RuleResult, speak } from '../../rules/rule';
import { FUNDING_STREAMS } from '../../streams/streams';
import { addMonths, type Day, monthsTo } from '../../vocabulary/day';
import { type Stream, STREAMS } from '../../vocabulary/stream';

export const REVIEW_FIRST = defineRule('REVIEW-FIRST', {
  effect: 'INFORM',
  title: 'First review within 3 months of release',
  law: law('CARE_DIRECT_PAYMENTS', 'reg 7'),
  policyOf: 'Wakefield',
  source: 'Wakefield joint policy 7.1',
  local: true,
});
export const REVIEW_SECOND = defineRule('REVIEW-SECOND', {
  effect: 'INFORM',
  title: 'Second review 6 months after release',
  law: law('CARE_DIRECT_PAYMENTS', 'reg 7'),
  policyOf: 'Wakefield',
  source: 'Wakefield joint policy 7.1',
  local: true,
});
export const REVIEW_CYCLE = defineRule('REVIEW-CYCLE', {
  effect: 'INFORM',
  title: 'Then every 6 or 12 months, as the plan says (12 unless it says 6)',
  law: [law('CARE_ACT', 's.27'), law('CARE_DIRECT_PAYMENTS', 'reg 7')],
  policyOf: 'Wakefield',
  source: 'Wakefield joint policy 7.1',
  local: true,
});

/** What the days of a budget's reviews are reckoned from. */
export interface Reviewed {
  readonly stream: Stream;
  readonly releasedOn: Day;
  /** What the plan says: 6 or 12; null where it says nothing. */
  readonly everyMonths: number | null;
  readonly heldByDirectPayment: boolean;
  /** The first day of the EHC plan, whose anniversaries are its annual reviews; null without one. */
  readonly ehcPlanFrom: Day | null;
}
/** A review that a rule asks for, and the latest day for it. */
export interface ReviewDue {
  readonly dueOn: Day;
  readonly rule: RuleDefinition;
}

type Practice = Pick<PolicyView, 'reviewCycle' | 'applies'>;

/** The authority's own days: the first, the second, then by the plan. */
function byPolicy(
  { releasedOn, everyMonths }: Reviewed,
  { reviewCycle, applies }: { reviewCycle: ReviewCycle; applies: (rule: RuleId) => boolean },
  until: Day,
): readonly ReviewDue[] {
  const { firstWithinMonths, secondAfterMonths, thenEveryMonths, usuallyEveryMonths } = reviewCycle;
  const due: ReviewDue[] = [];
  if (firstWithinMonths !== null && applies(REVIEW_FIRST.id)) due.push({ dueOn: addMonths(releasedOn, firstWithinMonths), rule: REVIEW_FIRST });
  if (secondAfterMonths !== null && applies(REVIEW_SECOND.id)) due.push({ dueOn: addMonths(releasedOn, secondAfterMonths), rule: REVIEW_SECOND });
  if (applies(REVIEW_CYCLE.id)) {
    const every = everyMonths !== null && thenEveryMonths.includes(everyMonths) ? everyMonths : usuallyEveryMonths;
    // Months are counted from the release, so that the 31st does not drift to the 28th.
    const last = monthsTo(releasedOn, until);
    for (let months = (secondAfterMonths ?? 0) + every; months <= last; months += every)
      due.push({ dueOn: addMonths(releasedOn, months), rule: REVIEW_CYCLE });
  }
  return due;
}

/** What the law sets for the stream, whatever the authority's own days are. */
function byLaw(reviewed: Reviewed, until: Day): readonly ReviewDue[] {
  const { reviewByLaw } = FUNDING_STREAMS[reviewed.stream];
  return reviewByLaw ? reviewByLaw.days(reviewed, until).map((dueOn) => ({ dueOn, rule: reviewByLaw.rule })) : [];
}

/** Every review of a budget with its latest day, first to last, up to a day. What the authority sets and what the law sets are both kept. */
export const reviewsOf = (reviewed: Reviewed, policy: Practice, until: Day): readonly ReviewDue[] =>
  [...byPolicy(reviewed, { reviewCycle: policy.reviewCycle, applies: (rule) => policy.applies(rule) }, until), ...byLaw(reviewed, until)]
    .filter(({ dueOn }) => dueOn <= until)
    .toSorted((a, b) => (a.dueOn === b.dueOn ? 0 : a.dueOn < b.dueOn ? -1 : 1));

const NAMES: Readonly<Record<string, string>> = {
  [REVIEW_FIRST.id]: 'The first review',
  [REVIEW_SECOND.id]: 'The second review',
  [REVIEW_CYCLE.id]: 'The next review',
  ...Object.fromEntries(STREAMS.flatMap((stream) => FUNDING_STREAMS[stream].reviewByLaw ?? []).map(({ rule, name }) => [rule.id, name])),
};

/** Says that a review is due, or was. */
export const reviewIsDue = (rule: RuleDefinition, dueOn: Day, on: Day, budgetId: number): RuleResult =>
  speak(rule, `${NAMES[rule.id] ?? 'A review'} ${dueOn < on ? 'was' : 'is'} due by ${dueOn}.`, {
    ...(dueOn < on ? { fix: 'Hold the review and record it (recordReview).' } : {}),
    subject: budgetId,
  });

/** The next review of each rule from a day on. */
export function nextReviews(reviewed: Reviewed, policy: Practice, on: Day, budgetId: number): readonly RuleResult[] {
  const ahead = reviewsOf(reviewed, policy, addMonths(on, 13)).filter(({ dueOn }) => dueOn >= on);
  const next = ahead.filter(({ rule }, index) => ahead.findIndex((other) => other.rule === rule) === index);
  return next.map(({ dueOn, rule }) => reviewIsDue(rule, dueOn, on, budgetId));
}
