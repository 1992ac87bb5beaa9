import { revise } from '../../database/changes';
import type { Circumstances } from '../../mutation/declaration';
import { amount } from '../../vocabulary/amount';
import { badInput } from '../../vocabulary/refusal';
import { fourEyes } from '../agreement/four-eyes.rules';
import { budgetHolding, type BudgetWithOwner, ofBudget, type OnBudget } from '../caller/budget-mutation';
import { policyOn } from '../caller/policy-of-the-day';
import type { Invoice } from '../record/budget.types';
import { latestState, nextColumns, noted, stateOn } from '../record/revisions';
import { InvoiceRow } from '../record/spending.entity';
import { invoiceTotal } from './settling.rules';

interface OnInvoice {
  readonly invoiceId: number;
  readonly reason: string;
}
type OwnInvoice = BudgetWithOwner & { readonly bill: Invoice };

const ofInvoice = (
  name: string,
  decide: (own: OwnInvoice, input: OnInvoice, circumstances: Circumstances) => ReturnType<OnBudget<OnInvoice>['decide']>,
) =>
  ofBudget<OnInvoice>(name, {
    may: 'HANDLES',
    names: 'PART',
    people: async ({ invoiceId }, find) => [await find.personOf('invoice', invoiceId, 'invoiceId')],
    budgetId: ({ invoiceId }, all) => budgetHolding(all, 'invoiceId', invoiceId, ({ record }) => record.invoices.some(({ id }) => id === invoiceId)),
    decide(own, input, circumstances) {
      const bill = own.budget.record.invoices.find(({ id }) => id === input.invoiceId);
      if (!bill) throw badInput('invoiceId', 'There is no such bill.');
      if (bill.status === 'PAID')
        throw badInput('invoiceId', 'The bill is paid: where that was a mistake, put the payment right (voidRecord, PAYMENT).');
      if (bill.status === 'REJECTED') throw badInput('invoiceId', 'The bill was rejected: a corrected one is sent in its place (submitInvoice).');
      return decide({ ...own, bill }, input, circumstances);
    },
  });

const become = (status: Invoice['status'], name: string, { budget, facts, bill }: OwnInvoice, reason: string, circumstances: Circumstances) => [
  ...revise(
    InvoiceRow,
    { ...nextColumns(bill, facts, circumstances), budget_id: budget.id, provider: bill.provider, number: bill.number, status: bill.status },
    { status },
    circumstances.at,
  ),
  ...noted(budget, name, circumstances, reason.trim()),
];

/** What was asked of a bill is cleared up: it is approved by somebody whose limit covers it and who did not approve the budget. */
export const approveInvoice = ofInvoice('approveInvoice', (own, { reason }, circumstances) => {
  const { budget, facts, bill } = own;
  if (bill.status === 'APPROVED') throw badInput('invoiceId', 'The bill is approved already.');
  const { actor, today } = circumstances;
  const state = stateOn(budget.revisions, today) ?? latestState(budget);
  return {
    results: fourEyes(state.approvedBy, actor, amount(invoiceTotal(bill), 'ONE_OFF'), policyOn(facts, circumstances, today, state)),
    changes: become('APPROVED', 'approveInvoice', own, reason, circumstances),
    id: bill.id,
  };
});

/** The bill is not paid, and counts in no sum; the provider is told why and may send a corrected one under the same number. */
export const rejectInvoice = ofInvoice('rejectInvoice', (own, { reason }, circumstances) => ({
  results: [],
  changes: become('REJECTED', 'rejectInvoice', own, reason, circumstances),
  id: own.bill.id,
}));
