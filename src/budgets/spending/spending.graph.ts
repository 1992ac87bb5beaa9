import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { RuleResult } from '../../rules/rule';
import { RuleResultView } from '../../rules/rule.graph';
import { enumOf } from '../../vocabulary/amount.graph';
import type { Day } from '../../vocabulary/day';
import type { Pence, Thousandths } from '../../vocabulary/money';
import { DateScalar, DecimalScalar, MoneyScalar } from '../../vocabulary/scalars.graph';
import type { BudgetTransaction, Invoice, InvoiceLine, Spending, SpendingStatement } from '../record/budget.types';
import { INVOICE_STATUSES, type InvoiceStatus, SPENDING_BASES, type SpendingBasis } from '../record/budget.words';
export const SpendingBasisEnum = enumOf(SPENDING_BASES);
registerEnumType(SpendingBasisEnum, {
  name: 'SpendingBasis',
  description:
    'On what it rests that the record of some days is complete. STATEMENT: of the bank, account or card. DECLARATION: the word of the person, or of who holds the money.',
});
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
  @Field(() => MoneyScalar, {
    description: 'What stayed at the end of the year before, within the contingency: it opens this year. Zero where that year is not known.',
  })
  get broughtForward(): Pence {
    return this.spending.broughtForward;
  }
  @Field(() => MoneyScalar, {
    description: 'Brought forward and released, less what was spent and what was paid back; below zero where more was spent.',
  })
  get available(): Pence {
    return this.spending.available;
  }
  @Field(() => MoneyScalar, {
    description:
      'Queried payments, and what stayed unspent above the contingency at the end of each year that is known (or all of it, of the budget), less what was paid back. Nothing that the NHS is asked for.',
  })
  get toReclaim(): Pence {
    return this.spending.toReclaim;
  }
  @Field(() => MoneyScalar, {
    description: 'What was paid back and turned out not to be owed, as where a payment of the bank came late: to be given back (returnReclaimed).',
  })
  get repaidTooMuch(): Pence {
    return this.spending.repaidTooMuch;
  }
  @Field(() => MoneyScalar, {
    description:
      'What was paid in years that are over and of which no payment, bill, statement or declaration is on record: not known yet, and not asked back.',
  })
  get notKnownYet(): Pence {
    return this.spending.notKnownYet;
  }
}

@ObjectType('SpendingStatement', { simpleResolvers: true, description: 'That the record of what was spent in some days is complete.' })
export class SpendingStatementView {
  constructor(private readonly statement: SpendingStatement) {}
  @Field(() => ID, { description: "The hub's own id." })
  get id(): string {
    return String(this.statement.id);
  }
  @Field(() => SpendingBasisEnum, { description: "A statement, or somebody's declaration." })
  get basis(): SpendingBasis {
    return this.statement.basis;
  }
  @Field(() => DateScalar, { description: 'The first of its days, counted in.' })
  get from(): Day {
    return this.statement.from;
  }
  @Field(() => DateScalar, { description: 'The last of its days, counted in.' })
  get to(): Day {
    return this.statement.to;
  }
  @Field(() => String, { description: 'The name of who gave it.' })
  get givenBy(): string {
    return this.statement.givenBy;
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
    private readonly within: () => Pence,
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
  @Field(() => MoneyScalar, {
    description: 'What of it is within the plan: all of a bill that was received, approved or paid; of one that is queried what the plan has left.',
  })
  get payable(): Pence {
    return this.within();
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
  @Field(() => String, { nullable: true, description: 'The code by which card schemes class the merchant (ISO 18245); null where it is not known.' })
  get merchantCategory(): string | null {
    return this.payment.merchantCategory;
  }
  @Field(() => String, { nullable: true, description: 'What a worker asked about it; null where none did.' })
  get question(): string | null {
    return this.payment.askedAbout;
  }
  @Field(() => String, { nullable: true, description: 'How it was explained, where that was accepted; null while it was not.' })
  get explanation(): string | null {
    return this.payment.explanation;
  }
  @Field(() => [RuleResultView], { description: 'What is asked about it: it could be reclaimed while it is. Once it is explained they inform.' })
  get results(): RuleResultView[] {
    return RuleResultView.all(this.asked());
  }
}
