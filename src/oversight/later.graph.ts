import { Field, ObjectType } from 'type-graphql';
import { RuleView } from '../rules/rule.graph';
import { StreamEnum } from '../vocabulary/amount.graph';
import type { Day } from '../vocabulary/day';
import type { Pence } from '../vocabulary/money';
import { DateScalar, MoneyScalar } from '../vocabulary/scalars.graph';
import type { Stream } from '../vocabulary/stream';

@ObjectType('Transition', { simpleResolvers: true, description: 'What changes by itself as a person grows older.' })
export class TransitionView {
  @Field(() => DateScalar, { description: 'The day.' })
  on!: Day;
  @Field(() => String, { description: 'What changes.' })
  title!: string;
  @Field(() => StreamEnum, { nullable: true, description: 'Whose money it changes; null: every stream.' })
  stream!: Stream | null;
  @Field(() => MoneyScalar, { nullable: true, description: 'What is at stake, a year.' })
  annualAmountAtStake!: Pence | null;
  @Field(() => RuleView, { description: 'The rule that makes it change.' })
  rule!: RuleView;
}
