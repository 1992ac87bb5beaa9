import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { DecisionView, envelopeArg, EnvelopeInput } from '../../mutation/decision.graph';
import type { Mutating } from '../../mutation/mutations';
import { items, line, LONGEST_NAME, LONGEST_REFERENCE, money, MOST_PENCE, text } from '../../vocabulary/bounds';
import { Within } from '../../vocabulary/bounds.graph';
import type { Day } from '../../vocabulary/day';
import { parseId, parseMaybeId } from '../../vocabulary/id';
import type { Pence, Thousandths } from '../../vocabulary/money';
import { DateScalar, DecimalScalar, MoneyScalar } from '../../vocabulary/scalars.graph';
import { badInput } from '../../vocabulary/refusal';
import type { PersonFacts } from '../record/person-facts';
import { MOST_LINES, MOST_PAYMENTS, recordTransactions, submitInvoice } from './spending.decisions';

const LONGEST_DESCRIPTION = 1000;

@InputType({ description: 'One line of an invoice.' })
export class InvoiceLineInput {
  @Field(() => ID, { description: 'The line of the plan it bills.' })
  itemId!: string;
  @Field(() => DateScalar, { description: 'The day of the service.' })
  on!: Day;
  @Field(() => DecimalScalar, { description: 'How many units were delivered, such as hours.' })
  units!: Thousandths;
  @Field(() => MoneyScalar, { description: 'The price of one unit.' })
  rate!: Pence;
}

@InputType({ description: "A provider's itemised invoice." })
export class InvoiceInput {
  @Field(() => ID, { description: 'The budget it bills.' })
  streamBudgetId!: string;
  @Within(line(LONGEST_NAME))
  @Field(() => String, { description: 'The name or code of the provider who bills.' })
  provider!: string;
  @Within(line(LONGEST_REFERENCE))
  @Field(() => String, { description: 'The number that the provider gave it.' })
  number!: string;
  @Within(items(MOST_LINES))
  @Field(() => [InvoiceLineInput], { description: 'The services that are billed, one line each.' })
  lines!: InvoiceLineInput[];
}

@InputType({ description: 'A payment from the card or account that holds a budget.' })
export class TransactionInput {
  @Within(line(LONGEST_NAME))
  @Field(() => String, { description: "The bank's own reference, by which it is known." })
  reference!: string;
  @Field(() => DateScalar, { description: 'The day of the payment.' })
  on!: Day;
  @Within(money(MOST_PENCE, -MOST_PENCE))
  @Field(() => MoneyScalar, { description: 'What was paid; negative where money came back.' })
  amount!: Pence;
  @Within(text(LONGEST_DESCRIPTION, 0))
  @Field(() => String, { nullable: true, description: "As the bank words it. A line's own reference in it matches the payment to that line." })
  description?: string | null;
  @Field(() => ID, { nullable: true, description: 'The line of the plan it belongs to.' })
  itemId?: string | null;
  @Within(line(4))
  @Field(() => String, {
    nullable: true,
    description: 'The four-digit code by which card schemes class the merchant (ISO 18245), where the statement has it. BAD_INPUT for anything else.',
  })
  merchantCategory?: string | null;
}

/** A code of four digits; a spreadsheet may have taken the noughts off the front. Throws BAD_INPUT naming `field`. */
function merchantCode(code: string | null, field: string): string | null {
  if (code === null) return null;
  if (!/^\d{1,4}$/.test(code.trim())) throw badInput(field, `"${code}" is no merchant category code: it has four digits.`);
  return code.trim().padStart(4, '0');
}

@Resolver()
export class SpendingResolver {
  @Mutation(() => DecisionView, {
    description:
      'Records payments from the card or account that holds the budget. What matches no line of the plan is kept, queried and could be reclaimed, never refused. A payment whose reference is on record is one, and its itemId then says which line it was for; CONFLICT where it is on record with another sum or day.',
  })
  recordTransactions(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('streamBudgetId', () => ID) streamBudgetId: string,
    @Arg('transactions', () => [TransactionInput]) @Within(items(MOST_PAYMENTS)) transactions: TransactionInput[],
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    const payments = transactions.map(({ itemId, description = null, merchantCategory = null, ...payment }, index) => ({
      ...payment,
      description,
      merchantCategory: merchantCode(merchantCategory, `transactions.${index}.merchantCategory`),
      itemId: parseMaybeId(itemId, `transactions.${index}.itemId`),
    }));
    return mutations.decide(recordTransactions, { streamBudgetId: parseId(streamBudgetId, 'streamBudgetId'), transactions: payments }, envelope);
  }

  @Mutation(() => DecisionView, {
    description: 'Every line names its item, day, units and rate; a lump sum is refused. A line beyond its item or rate is queried.',
  })
  submitInvoice(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('input', () => InvoiceInput) input: InvoiceInput,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    const lines = input.lines.map(({ itemId, ...line }, index) => ({ ...line, itemId: parseId(itemId, `input.lines.${index}.itemId`) }));
    return mutations.decide(
      submitInvoice,
      { streamBudgetId: parseId(input.streamBudgetId, 'input.streamBudgetId'), provider: input.provider, number: input.number, lines },
      envelope,
    );
  }
}
