import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { RuleView } from '../rules/rule.graph';
import { StreamEnum } from '../vocabulary/amount.graph';
import type { Day } from '../vocabulary/day';
import type { Pence, Thousandths } from '../vocabulary/money';
import { DateScalar, DecimalScalar, MoneyScalar } from '../vocabulary/scalars.graph';
import type { Stream } from '../vocabulary/stream';

@InputType({ description: 'One line of an invoice.' })
export class InvoiceLineInput {
  @Field(() => ID, { description: 'The line of the plan it bills.' })
  itemId!: string;
  @Field(() => DateScalar, { description: 'The day of the service.' })
  on!: Day;
  @Field(() => DecimalScalar, { description: 'Units delivered.' })
  units!: Thousandths;
  @Field(() => MoneyScalar, { description: 'The price of one unit.' })
  rate!: Pence;
}

@InputType({ description: "A provider's itemised invoice." })
export class InvoiceInput {
  @Field(() => ID, { description: 'The budget it bills.' })
  streamBudgetId!: string;
  @Field(() => String, { description: 'Who bills.' })
  provider!: string;
  @Field(() => String, { description: "The provider's number." })
  number!: string;
  @Field(() => [InvoiceLineInput], { description: 'Its lines.' })
  lines!: InvoiceLineInput[];
}

@InputType({ description: 'A payment from the card or account that holds a budget.' })
export class TransactionInput {
  @Field(() => String, { description: "The bank's reference." })
  reference!: string;
  @Field(() => DateScalar, { description: 'The day of the payment.' })
  on!: Day;
  @Field(() => MoneyScalar, { description: 'What was paid; negative where money came back.' })
  amount!: Pence;
  @Field(() => String, { nullable: true, description: 'As the bank words it.' })
  description?: string | null;
  @Field(() => ID, { nullable: true, description: 'The line of the plan it belongs to.' })
  itemId?: string | null;
}

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
