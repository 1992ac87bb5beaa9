import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { StreamBudgetView } from '../budgets/standing/stream-budget.graph';
import { PersonView } from '../people/person.graph';
import { RuleResultView } from '../rules/rule.graph';
import { enumOf, StreamEnum } from '../vocabulary/amount.graph';
import type { Day } from '../vocabulary/day';
import { DateScalar } from '../vocabulary/scalars.graph';
import type { Stream } from '../vocabulary/stream';
import { QUEUE_KINDS, type QueueKind, type Task } from './task';

export const QueueKindEnum = enumOf(QUEUE_KINDS);
registerEnumType(QueueKindEnum, {
  name: 'QueueKind',
  description:
    "What waits for a worker. REVIEW_DUE, AGREEMENT_EXPIRING and TRANSITION_DUE come up some days before their day, as many as the council's policy says.",
});

@ObjectType('QueueItem', {
  simpleResolvers: true,
  description: 'Something that waits for a worker. It goes when what it asks for is done.',
})
export class QueueItemView {
  constructor(
    private readonly task: Task,
    private readonly whose: PersonView,
    private readonly budget: StreamBudgetView | null,
  ) {}
  @Field(() => ID, { description: 'The same each time it is asked for.' })
  get id(): string {
    return this.task.id;
  }
  @Field(() => StreamBudgetView, {
    nullable: true,
    description:
      'The budget it is about, as it stands on the day, or on the first day that it runs; null where it is about the record (an emergency).',
  })
  get streamBudget(): StreamBudgetView | null {
    return this.budget;
  }
  @Field(() => ID, { nullable: true, description: 'The review, agreement, dispute, consultation or emergency it is about.' })
  get subjectId(): string | null {
    return this.task.subjectId;
  }
  @Field(() => QueueKindEnum, { description: 'Which kind of task waits.' })
  get kind(): QueueKind {
    return this.task.kind;
  }
  @Field(() => PersonView, { description: 'The person whose record it is about.' })
  get person(): PersonView {
    return this.whose;
  }
  @Field(() => StreamEnum, { nullable: true, description: 'Whose money it is.' })
  get stream(): Stream | null {
    return this.task.stream;
  }
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The day by which it is due; what a rule has said of a running budget since some day was due on that day. null where no day is set for it.',
  })
  get dueOn(): Day | null {
    return this.task.dueOn;
  }
  @Field(() => Int, { description: 'Days past that day; 0 while it is not.' })
  get daysLate(): number {
    return this.task.daysLate;
  }
  @Field(() => RuleResultView, { nullable: true, description: 'The rule that speaks of it, with what would put it right.' })
  get blocker(): RuleResultView | null {
    return this.task.blocker && new RuleResultView(this.task.blocker);
  }
}
