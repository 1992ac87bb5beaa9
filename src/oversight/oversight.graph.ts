import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { DISPUTE_STAGES, DISPUTE_SUBJECTS } from '../budgets/words';
import { RuleView } from '../rules/rule.graph';
import { enumOf } from '../vocabulary/amount.graph';
import type { Day } from '../vocabulary/day';
import { DateScalar } from '../vocabulary/scalars.graph';

const ReviewStatusEnum = enumOf(['DUE', 'OVERDUE', 'DONE'] as const);
registerEnumType(ReviewStatusEnum, { name: 'ReviewStatus', description: 'Where a review is.' });
const DisputeStageEnum = enumOf(DISPUTE_STAGES);
registerEnumType(DisputeStageEnum, { name: 'DisputeStage', description: 'Where a dispute is.' });
export const DisputeSubjectEnum = enumOf(DISPUTE_SUBJECTS);
registerEnumType(DisputeSubjectEnum, { name: 'DisputeSubject', description: 'What a dispute is about.' });

@ObjectType('Review', { simpleResolvers: true, description: 'A look at whether the budget still does what it is for.' })
export class ReviewView {
  @Field(() => ID, { description: "The hub's own id." })
  id!: string;
  @Field(() => DateScalar, { description: 'The latest day for it.' })
  dueOn!: Day;
  @Field(() => DateScalar, { nullable: true, description: 'The day it was done.' })
  doneOn!: Day | null;
  @Field(() => ReviewStatusEnum, { description: 'Due, overdue or done.' })
  status!: string;
  @Field(() => RuleView, { description: 'The rule that asks for it.' })
  rule!: RuleView;
  @Field(() => String, { nullable: true, description: 'What was found.' })
  finding!: string | null;
}

@ObjectType('Dispute', { simpleResolvers: true, description: 'A disagreement about a budget, which stands while it is disputed.' })
export class DisputeView {
  @Field(() => ID, { description: "The hub's own id." })
  id!: string;
  @Field(() => DisputeSubjectEnum, { description: 'What it is about.' })
  subject!: string;
  @Field(() => DisputeStageEnum, { description: 'Where it is.' })
  stage!: string;
  @Field(() => DateScalar, { description: 'The day it was raised.' })
  raisedOn!: Day;
  @Field(() => String, { description: "The person's account." })
  account!: string;
  @Field(() => String, { nullable: true, description: 'How it ended.' })
  outcome!: string | null;
}
