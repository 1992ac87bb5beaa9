import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { RuleResult } from '../../rules/rule';
import { RuleResultView } from '../../rules/rule.graph';
import { enumOf } from '../../vocabulary/amount.graph';
import type { Day } from '../../vocabulary/day';
import type { Pence, Thousandths } from '../../vocabulary/money';
import { DateScalar, DecimalScalar, MoneyScalar } from '../../vocabulary/scalars.graph';
import type { BudgetTransaction, Invoice, InvoiceLine, Spending } from '../record/budget.types';
import { INVOICE_STATUSES, type InvoiceStatus } from '../record/budget.words';
const InvoiceStatusEnum = enumOf(INVOICE_STATUSES);
registerEnumType(InvoiceStatusEnum, {
  name: 'InvoiceStatus',
  description:
    "Where an invoice is. QUERIED: a line is beyond its item or rate. APPROVED: it is within the plan, and was entered by somebody other than who approved the budget, whose limit covers it. RECEIVED: within the plan, and nobody with a limit has entered it (a provider's own bill). PAID: a payment with its number for reference and of its sum is on record.",
});

@ObjectType('Spending', {
  simpleResolvers: true,
  description: "Where the money is, over the financial year of the day that is looked at (the budget's current year).",
})
export class SpendingView {
  constructor(private readonly spending: Spending) {}
  @Field(() => MoneyScalar, { description: "What the year comes to, from the budget's first day in it to its last." })
  get allocated(): Pence {
    return this.spending.allocated;
  }
  @Field(() => MoneyScalar, { description: 'What the schedule has released by the day; each payment covers the days up to the next.' })
  get released(): Pence {
    return this.spending.released;
  }
  @Field(() => MoneyScalar, {
    description:
      'Of that, what has left the funder: held as a direct payment, by a provider or a third party; less the contribution where that is taken off each payment.',
  })
  get paid(): Pence {
    return this.spending.paid;
  }
  @Field(() => MoneyScalar, { description: 'Payments made from it, and invoices that are neither queried nor settled by one of those payments.' })
  get spent(): Pence {
    return this.spending.spent;
  }
  @Field(() => MoneyScalar, { description: 'Released, less what was spent and what was paid back; below zero where more was spent.' })
  get available(): Pence {
    return this.spending.available;
  }
  @Field(() => MoneyScalar, {
    description:
      'Queried payments, and what stayed unspent above the contingency at the end of each year (or of the budget), less what was paid back.',
  })
  get toReclaim(): Pence {
    return this.spending.toReclaim;
  }
}

@ObjectType('InvoiceLine', { simpleResolvers: true, description: 'One line of an invoice.' })
export class InvoiceLineView {
  constructor(
    private readonly line: InvoiceLine,
    private readonly asked: () => readonly RuleResult[],
  ) {}
  @Field(() => ID, { description: 'The line of the plan it bills.' })
  get itemId(): string {
    return String(this.line.itemId);
  }
  @Field(() => DateScalar, { description: 'The day of the service.' })
  get on(): Day {
    return this.line.on;
  }
  @Field(() => DecimalScalar, { description: 'How many units were delivered, such as hours.' })
  get units(): Thousandths {
    return this.line.units;
  }
  @Field(() => MoneyScalar, { description: 'The price of one unit.' })
  get rate(): Pence {
    return this.line.rate;
  }
  @Field(() => MoneyScalar, { description: 'Units at that price, rounded half up.' })
  get amount(): Pence {
    return this.line.amount;
  }
  @Field(() => [RuleResultView], { description: 'What is asked about it.' })
  get results(): RuleResultView[] {
    return RuleResultView.all(this.asked());
  }
}

@ObjectType('Invoice', { simpleResolvers: true, description: "A provider's itemised invoice." })
export class InvoiceView {
  constructor(
    private readonly invoice: Invoice,
    private readonly asked: (line: InvoiceLine) => readonly RuleResult[],
  ) {}
  @Field(() => ID, { description: "The hub's own id." })
  get id(): string {
    return String(this.invoice.id);
  }
  @Field(() => String, { description: 'The name or code of the provider who bills.' })
  get provider(): string {
    return this.invoice.provider;
  }
  @Field(() => String, { description: 'The number that the provider gave it.' })
  get number(): string {
    return this.invoice.number;
  }
  @Field(() => MoneyScalar, { description: 'The sum of its lines.' })
  get total(): Pence {
    return this.invoice.lines.reduce((sum, { amount }) => sum + amount, 0);
  }
  @Field(() => InvoiceStatusEnum, { description: 'Where it is on its way to being paid.' })
  get status(): InvoiceStatus {
    return this.invoice.status;
  }
  @Field(() => [InvoiceLineView], { description: 'The services that are billed, one line each.' })
  get lines(): InvoiceLineView[] {
    return this.invoice.lines.map((line) => new InvoiceLineView(line, () => this.asked(line)));
  }
}

@ObjectType('Transaction', { simpleResolvers: true, description: 'A payment from the card or account that holds the budget.' })
export class TransactionView {
  constructor(
    private readonly payment: BudgetTransaction,
    private readonly line: () => number | null,
    private readonly asked: () => readonly RuleResult[],
  ) {}
  @Field(() => ID, { description: "The hub's own id." })
  get id(): string {
    return String(this.payment.id);
  }
  @Field(() => String, { description: "The bank's own reference, by which it is known." })
  get reference(): string {
    return this.payment.reference;
  }
  @Field(() => DateScalar, { description: 'The day of the payment.' })
  get on(): Day {
    return this.payment.on;
  }
  @Field(() => MoneyScalar, { description: 'What was paid; negative where money came back.' })
  get amount(): Pence {
    return this.payment.amount;
  }
  @Field(() => String, { nullable: true, description: 'As the bank words it.' })
  get description(): string | null {
    return this.payment.description;
  }
  @Field(() => ID, { nullable: true, description: 'The line of the plan it was matched to.' })
  get itemId(): string | null {
    const itemId = this.line();
    return itemId === null ? null : String(itemId);
  }
  @Field(() => [RuleResultView], { description: 'What is asked about it: it could be reclaimed while it is.' })
  get results(): RuleResultView[] {
    return RuleResultView.all(this.asked());
  }
}
