import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { DecisionView, envelopeArg, EnvelopeInput } from '../../mutation/decision.graph';
import type { Mutating } from '../../mutation/mutations';
import { LONGEST_REASON, text } from '../../vocabulary/bounds';
import { Within } from '../../vocabulary/bounds.graph';
import { parseId } from '../../vocabulary/id';
import type { PersonFacts } from '../record/person-facts';
import { approveInvoice, rejectInvoice } from './decide-invoice.decisions';

const ofTheBill = { description: 'The bill, by its id (Invoice.id). NOT_FOUND where it is not of a budget that you are shown in full.' } as const;

@Resolver()
export class DecideInvoiceResolver {
  @Mutation(() => DecisionView, {
    description:
      'Approves a bill that was received or queried: what was asked of it is cleared up, and `reason` says how. By somebody whose limit covers it and who did not approve the budget (FOUR-EYES).',
  })
  approveInvoice(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('invoiceId', () => ID, ofTheBill) invoiceId: string,
    @Arg('reason', () => String, { description: 'How what was asked of the bill is cleared up.' }) @Within(text(LONGEST_REASON)) reason: string,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(approveInvoice, { invoiceId: parseId(invoiceId, 'invoiceId'), reason }, envelope);
  }

  @Mutation(() => DecisionView, {
    description:
      'Rejects a bill that is not paid: it counts in no sum, `reason` says why, and a corrected one may be sent under the same number (submitInvoice).',
  })
  rejectInvoice(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('invoiceId', () => ID, ofTheBill) invoiceId: string,
    @Arg('reason', () => String, { description: 'Why the bill is not paid, as its provider is told.' }) @Within(text(LONGEST_REASON)) reason: string,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(rejectInvoice, { invoiceId: parseId(invoiceId, 'invoiceId'), reason }, envelope);
  }
}
