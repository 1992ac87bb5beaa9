import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { RuleResultView } from '../rules/rule.graph';
import { enumOf } from '../vocabulary/amount.graph';
import type { Day } from '../vocabulary/day';
import type { Pence, Thousandths } from '../vocabulary/money';
import { INVOICE_STATUSES } from './words';
import { DateScalar, DecimalScalar, MoneyScalar } from '../vocabulary/scalars.graph';

const InvoiceStatusEnum = enumOf(INVOICE_STATUSES);
registerEnumType(InvoiceStatusEnum, { name: 'InvoiceStatus', description: 'Where an invoice is.' });

@ObjectType('Spending', { simpleResolvers: true, description: "Where the money is, over the budget's current year." })
export class SpendingView {
  @Field(() => MoneyScalar, { description: 'What the year comes to.' })
  allocated!: Pence;
  @Field(() => MoneyScalar, { description: 'What has been released.' })
  released!: Pence;
  @Field(() => MoneyScalar, { description: 'What has been paid out.' })
  paid!: Pence;
  @Field(() => MoneyScalar, { description: 'What has been spent.' })
  spent!: Pence;
  @Field(() => MoneyScalar, { description: 'What is left to spend.' })
  available!: Pence;
  @Field(() => MoneyScalar, { description: 'What is to be repaid.' })
  toReclaim!: Pence;
}

@ObjectType('InvoiceLine', { simpleResolvers: true, description: 'One line of an invoice.' })
export class InvoiceLineView {
  @Field(() => ID, { description: 'The line of the plan it bills.' })
  itemId!: string;
  @Field(() => DateScalar, { description: 'The day of the service.' })
  on!: Day;
  @Field(() => DecimalScalar, { description: 'Units delivered.' })
  units!: Thousandths;
  @Field(() => MoneyScalar, { description: 'The price of one unit.' })
  rate!: Pence;
  @Field(() => MoneyScalar, { description: 'Units at that price.' })
  amount!: Pence;
  @Field(() => [RuleResultView], { description: 'The rules that speak of it.' })
  results!: RuleResultView[];
}

@ObjectType('Invoice', { simpleResolvers: true, description: "A provider's itemised invoice." })
export class InvoiceView {
  @Field(() => ID, { description: "The hub's own id." })
  id!: string;
  @Field(() => String, { description: 'Who bills.' })
  provider!: string;
  @Field(() => String, { description: "The provider's number." })
  number!: string;
  @Field(() => MoneyScalar, { description: 'The sum of its lines.' })
  total!: Pence;
  @Field(() => InvoiceStatusEnum, { description: 'Where it is.' })
  status!: string;
  @Field(() => [InvoiceLineView], { description: 'Its lines.' })
  lines!: InvoiceLineView[];
}

@ObjectType('Transaction', { simpleResolvers: true, description: 'A payment from the card or account that holds the budget.' })
export class TransactionView {
  @Field(() => ID, { description: "The hub's own id." })
  id!: string;
  @Field(() => String, { description: "The bank's reference." })
  reference!: string;
  @Field(() => DateScalar, { description: 'The day of the payment.' })
  on!: Day;
  @Field(() => MoneyScalar, { description: 'What was paid; negative where money came back.' })
  amount!: Pence;
  @Field(() => String, { nullable: true, description: 'As the bank words it.' })
  description!: string | null;
  @Field(() => ID, { nullable: true, description: 'The line of the plan it was matched to.' })
  itemId!: string | null;
  @Field(() => [RuleResultView], { description: 'The rules that speak of it.' })
  results!: RuleResultView[];
}
