import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { StreamBudgetView } from '../budgets/stream-budget.graph';
import { PersonView } from '../people/person.graph';
import { RuleResultView } from '../rules/rule.graph';
import { enumOf, StreamEnum } from '../vocabulary/amount.graph';
import type { Day } from '../vocabulary/day';
import type { Pence } from '../vocabulary/money';
import { DateScalar, MoneyScalar } from '../vocabulary/scalars.graph';
import type { Stream } from '../vocabulary/stream';

export const POOL_DIMENSIONS = ['AUTHORITY', 'HEALTH_COMMISSIONER', 'STREAM', 'STATUS', 'ARRANGEMENT', 'AGE_BAND', 'SETTING'] as const;
export type PoolDimension = (typeof POOL_DIMENSIONS)[number];
export const PoolDimensionEnum = enumOf(POOL_DIMENSIONS);
registerEnumType(PoolDimensionEnum, { name: 'PoolDimension', description: 'What a summary is broken down by.' });
export const QUEUE_KINDS = [
  'AGREEMENT_NEEDED',
  'FINANCIAL_ASSESSMENT_DUE',
  'DISPUTE_OPEN',
  'REVIEW_DUE',
  'REVIEW_OVERDUE',
  'AGREEMENT_EXPIRING',
  'RELEASE_BLOCKED',
  'TRANSITION_DUE',
  'CONSULTATION_OPEN',
] as const;
export const QueueKindEnum = enumOf(QUEUE_KINDS);
registerEnumType(QueueKindEnum, { name: 'QueueKind', description: 'What waits for a worker.' });

@ObjectType('SummaryKey', { simpleResolvers: true, description: 'The value of one dimension.' })
export class SummaryKeyView {
  @Field(() => PoolDimensionEnum, { description: 'Which dimension.' })
  dimension!: PoolDimension;
  @Field(() => String, {
    description:
      'Its value: a name of its enum, a DfE, ODS or URN code; NONE where a budget has no setting, is not held yet, or nobody is the commissioner.',
  })
  value!: string;
}

@ObjectType('PoolSummaryRow', {
  simpleResolvers: true,
  description:
    'One row of a summary; withheld figures are null. Money is pounds: what recurs, a year, and the one-offs of the financial year of `asOf`, of the budgets that fit the row and the filter.',
})
export class PoolSummaryRowView {
  @Field(() => [SummaryKeyView], { description: 'What it is of; nothing for the total.' })
  keys!: SummaryKeyView[];
  @Field(() => Int, { nullable: true, description: 'People with such a budget, each counted once.' })
  people!: number | null;
  @Field(() => MoneyScalar, { nullable: true, description: 'Indicative, a year.' })
  indicative!: Pence | null;
  @Field(() => MoneyScalar, { nullable: true, description: 'Agreed, a year.' })
  agreed!: Pence | null;
  @Field(() => MoneyScalar, { nullable: true, description: 'Contributions, a year.' })
  contribution!: Pence | null;
  @Field(() => MoneyScalar, { nullable: true, description: 'Net, a year.' })
  net!: Pence | null;
  @Field(() => Boolean, { description: 'Is any of it withheld, because it is of a few people or would tell something of a few?' })
  suppressed!: boolean;
}

@ObjectType('PoolSummary', {
  simpleResolvers: true,
  description:
    'People are counted once in a total however many streams they have, so parts may add to more than the whole. Small cells are withheld together with whatever would reveal them.',
})
export class PoolSummaryView {
  @Field(() => DateScalar, { name: 'asOf', description: 'The day it is of.' })
  asOf!: Day;
  @Field(() => [PoolSummaryRowView], {
    description:
      'One row for each combination of the dimensions that somebody has, in order. A row is not there at all where even that somebody is there would tell something of a few people: where what is wider by one dimension is withheld.',
  })
  rows!: PoolSummaryRowView[];
  @Field(() => PoolSummaryRowView, { description: 'All of them, everybody once.' })
  total!: PoolSummaryRowView;
  @Field(() => Int, { description: 'In how many of the rows, the total among them, something is withheld.' })
  suppressedCells!: number;
}

@ObjectType('QueueItem', { simpleResolvers: true, description: 'Something that waits for a worker.' })
export class QueueItemView {
  @Field(() => ID, { description: "The hub's own id." })
  id!: string;
  @Field(() => StreamBudgetView, { nullable: true, description: 'The budget it is about.' })
  streamBudget!: StreamBudgetView | null;
  @Field(() => ID, { nullable: true, description: 'The review, agreement, dispute or consultation it is about.' })
  subjectId!: string | null;
  @Field(() => QueueKindEnum, { description: 'What waits.' })
  kind!: (typeof QUEUE_KINDS)[number];
  @Field(() => PersonView, { description: 'Whose it is.' })
  person!: PersonView;
  @Field(() => StreamEnum, { nullable: true, description: 'Whose money it is.' })
  stream!: Stream | null;
  @Field(() => DateScalar, { nullable: true, description: 'The day by which it is due.' })
  dueOn!: Day | null;
  @Field(() => Int, { description: 'Days past that day; 0 while it is not.' })
  daysLate!: number;
  @Field(() => RuleResultView, { nullable: true, description: 'The rule that blocks it.' })
  blocker!: RuleResultView | null;
}
