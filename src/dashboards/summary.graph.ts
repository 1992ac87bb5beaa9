import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../vocabulary/amount.graph';
import type { Day } from '../vocabulary/day';
import type { Pence } from '../vocabulary/money';
import { DateScalar, MoneyScalar } from '../vocabulary/scalars.graph';

export const POOL_DIMENSIONS = ['AUTHORITY', 'HEALTH_COMMISSIONER', 'STREAM', 'STATUS', 'ARRANGEMENT', 'AGE_BAND', 'SETTING'] as const;
export type PoolDimension = (typeof POOL_DIMENSIONS)[number];
export const PoolDimensionEnum = enumOf(POOL_DIMENSIONS);
registerEnumType(PoolDimensionEnum, { name: 'PoolDimension', description: 'What a summary is broken down by.' });

@ObjectType('SummaryKey', { simpleResolvers: true, description: 'The value of one dimension.' })
export class SummaryKeyView {
  @Field(() => PoolDimensionEnum, { description: 'The dimension that the value is of.' })
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
  @Field(() => MoneyScalar, {
    nullable: true,
    description: 'What the assessments gave, in pounds a year with the one-offs of the year; null where it is withheld.',
  })
  indicative!: Pence | null;
  @Field(() => MoneyScalar, {
    nullable: true,
    description: 'What is agreed, in pounds a year with the one-offs of the year; null where it is withheld.',
  })
  agreed!: Pence | null;
  @Field(() => MoneyScalar, { nullable: true, description: 'What the people pay towards it, in pounds a year; null where it is withheld.' })
  contribution!: Pence | null;
  @Field(() => MoneyScalar, {
    nullable: true,
    description: 'What is agreed less contributions, in pounds a year with the one-offs of the year; null where it is withheld.',
  })
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
  @Field(() => DateScalar, {
    name: 'asOf',
    description: 'The day it is of: the one that was asked for; today, or to an analyst the latest published point, where none was.',
  })
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
