import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { Dispute } from '../budgets/record/budget.types';
import { DISPUTE_STAGES, DISPUTE_SUBJECTS } from '../budgets/record/budget.words';
import type { ReviewStanding } from '../budgets/standing/review-standing.rules';
import { ruleById } from '../rules/rule';
import { RuleView } from '../rules/rule.graph';
import { enumOf } from '../vocabulary/amount.graph';
import type { Day } from '../vocabulary/day';
import { DateScalar } from '../vocabulary/scalars.graph';

export const ReviewStatusEnum = enumOf(['DUE', 'OVERDUE', 'DONE'] as const);
registerEnumType(ReviewStatusEnum, { name: 'ReviewStatus', description: 'Where a review is.' });
const DisputeStageEnum = enumOf(DISPUTE_STAGES);
registerEnumType(DisputeStageEnum, { name: 'DisputeStage', description: 'Where a dispute is.' });
export const DisputeSubjectEnum = enumOf(DISPUTE_SUBJECTS);
registerEnumType(DisputeSubjectEnum, { name: 'DisputeSubject', description: 'What a dispute is about.' });

@ObjectType('Review', { simpleResolvers: true, description: 'A look at whether the budget still does what it is for.' })
export class ReviewView {
  constructor(
    private readonly budgetId: string,
    private readonly review: ReviewStanding,
    private readonly on: Day,
  ) {}
  @Field(() => ID, { description: "The hub's own id; while it is not done, made of its budget, rule and day." })
  get id(): string {
    const { done, rule, dueOn } = this.review;
    return done ? String(done.id) : `${this.budgetId}-${rule}-${dueOn}`;
  }
  @Field(() => DateScalar, { description: 'The latest day for it.' })
  get dueOn(): Day {
    return this.review.dueOn;
  }
  @Field(() => DateScalar, { nullable: true, description: 'The day it was done.' })
  get doneOn(): Day | null {
    return this.review.done?.doneOn ?? null;
  }
  @Field(() => ReviewStatusEnum, { description: 'Due, overdue (its latest day has passed on the day that is looked at) or done.' })
  get status(): keyof typeof ReviewStatusEnum {
    if (this.review.done) return 'DONE';
    return this.review.dueOn < this.on ? 'OVERDUE' : 'DUE';
  }
  @Field(() => RuleView, { description: 'The rule that asks for it.' })
  get rule(): RuleView {
    return new RuleView(ruleById(this.review.rule));
  }
  @Field(() => String, { nullable: true, description: 'What the review found; null until it is done.' })
  get finding(): string | null {
    return this.review.done?.finding ?? null;
  }
}

@ObjectType('Dispute', { simpleResolvers: true, description: 'A disagreement about a budget, which stands while it is disputed.' })
export class DisputeView {
  constructor(private readonly dispute: Dispute) {}
  @Field(() => ID, { description: "The hub's own id." })
  get id(): string {
    return String(this.dispute.id);
  }
  @Field(() => DisputeSubjectEnum, { description: 'What it is about.' })
  get subject(): Dispute['subject'] {
    return this.dispute.subject;
  }
  @Field(() => DisputeStageEnum, { description: 'Who looks at it now, or that it is settled.' })
  get stage(): Dispute['stage'] {
    return this.dispute.stage;
  }
  @Field(() => DateScalar, { description: 'The day it was raised.' })
  get raisedOn(): Day {
    return this.dispute.raisedOn;
  }
  @Field(() => String, { description: 'What the person or family says of it, in their own words.' })
  get account(): string {
    return this.dispute.account;
  }
  @Field(() => String, { nullable: true, description: 'How it was settled; null until it is.' })
  get outcome(): string | null {
    return this.dispute.outcome;
  }
}
