import { READS_FAMILY } from '../../access/table';
import { insert, revise } from '../../database/changes';
import type { Circumstances } from '../../mutation/declaration';
import { factColumns, firstVersion } from '../../people/people.decisions';
import type { RuleResult } from '../../rules/rule';
import { amount } from '../../vocabulary/amount';
import { MOST_PENCE } from '../../vocabulary/bounds';
import { type Day, runsOn } from '../../vocabulary/day';
import { type Pence, pounds, scale, type Thousandths } from '../../vocabulary/money';
import { badInput, HubError } from '../../vocabulary/refusal';
import { fourEyes } from '../agreement/four-eyes.rules';
import { type BudgetWithOwner, ofBudget, onStreamBudget } from '../caller/budget-mutation';
import { policyOn } from '../caller/policy-of-the-day';
import { holdsOn, namesProvider } from '../lines/own-part.rules';
import type { Budget } from '../record/budget.loader';
import type { BudgetTransaction, Invoice } from '../record/budget.types';
import type { InvoiceStatus } from '../record/budget.words';
import type { PersonFacts } from '../record/person-facts';
import { latestState, nextColumns, noted, stateOn } from '../record/revisions';
import { InvoiceLineRow, InvoiceRow, TransactionRow } from '../record/spending.entity';
import { billToSettle, newBillResults } from './invoice.rules';
import { spendingOn } from './ledger.rules';
import { matchedItem, payableItem } from './payable-line.rules';
import { paymentResults } from './payment.rules';
import { billSettledBy, invoiceTotal, settles } from './settling.rules';
import { INVOICE_ITEMISED, itemised, withinBudget } from './spending.rules';

export interface PaymentToRecord {
  readonly reference: string;
  readonly on: Day;
  readonly amount: Pence;
  readonly description: string | null;
  readonly itemId: number | null;
  readonly merchantCategory: string | null;
}
export interface PaymentsToRecord {
  readonly streamBudgetId: number;
  readonly transactions: readonly PaymentToRecord[];
}
export const MOST_PAYMENTS = 200;
export const MOST_LINES = 200;

/** Money has reached somebody, or had. Throws BAD_INPUT where it never has. */
function mustBeReleased(budget: Budget): void {
  if (!budget.revisions.some(({ releasedOn }) => releasedOn !== null))
    throw badInput('streamBudgetId', 'The budget was never released: there is no money of it to spend.');
}

/**
 * Records payments from the card or account that holds the budget. The ledger equals the bank: what serves no outcome is kept,
 * asked about and could be reclaimed. The same payment twice is one; sent again with a line, it is for that line.
 */
export const recordTransactions = onStreamBudget<PaymentsToRecord>(
  'recordTransactions',
  'SPEAKS',
  ({ budget, facts }, { transactions }, circumstances) => {
    mustBeReleased(budget);
    if (transactions.length === 0) throw badInput('transactions', `Send 1 to ${MOST_PAYMENTS} payments at a time.`);
    const known = new Map(budget.record.transactions.map((each) => [each.reference, each]));
    const fresh: BudgetTransaction[] = [];
    const placed = new Map<string, BudgetTransaction>();
    transactions.forEach(({ reference, on, amount, description, itemId, merchantCategory }, index) => {
      const field = `transactions.${index}`;
      const name = reference.trim();
      if (name === '') throw badInput(`${field}.reference`, "Give the bank's reference: it tells one payment from another.");
      if (on > circumstances.today) throw badInput(`${field}.on`, `${on} has not come yet.`);
      if (amount === 0) throw badInput(`${field}.amount`, 'A payment is more than nothing, or less where money came back.');
      const same = known.get(name);
      if (same && (same.on !== on || same.amount !== amount))
        throw new HubError('CONFLICT', `Another payment has the reference "${name}": ${pounds(same.amount)} on ${same.on}.`, `${field}.reference`);
      if (same) {
        if (itemId !== null && itemId !== same.itemId && !fresh.includes(same)) placed.set(name, { ...same, itemId });
        return;
      }
      const payment = {
        id: circumstances.newId(),
        version: 1,
        reference: name,
        on,
        amount,
        description,
        itemId: itemId ?? matchedItem(description, budget, facts, on),
        merchantCategory,
        askedAbout: null,
        explanation: null,
      };
      known.set(name, payment);
      fresh.push(payment);
    });
    const rowOf = (payment: BudgetTransaction): TransactionRow => transactionRow(payment, budget, facts, circumstances);
    const asked = [...fresh, ...placed.values()];
    const settled = fresh.reduce<readonly Invoice[]>((some, payment) => {
      const bill = billToSettle(payment, { ...budget, record: { ...budget.record, invoices: withPaid(budget.record.invoices, some) } }, facts);
      return bill ? [...some, bill] : some;
    }, []);
    const after: Budget = {
      ...budget,
      record: { ...budget.record, invoices: withPaid(budget.record.invoices, settled), transactions: inOrderOfDays([...known.values()], placed) },
    };
    const latest = latestState(budget);
    const policy = policyOn(facts, circumstances, circumstances.today, latest);
    const withIt = { ...facts, budgets: facts.budgets.map((each) => (each.id === budget.id ? after : each)) };
    const over = fresh.length === 0 ? 0 : -spendingOn(after, withIt, policy, circumstances.today).available;
    const results = [
      ...asked.flatMap((payment) => paymentResults(payment, after, withIt, policyOn(facts, circumstances, payment.on, latest))),
      ...withinBudget(over, circumstances.today, budget.id),
    ];
    const changes = [
      ...fresh.map((payment) => insert(TransactionRow, rowOf(payment))),
      ...[...placed.values()].flatMap((payment) => revise(TransactionRow, rowOf(payment), {}, circumstances.at)),
      ...settled.flatMap((bill) => revise(InvoiceRow, invoiceRow(bill, budget, facts, circumstances), { status: 'PAID' }, circumstances.at)),
    ];
    return { results, changes: changes.length === 0 ? [] : [...changes, ...noted(budget, 'recordTransactions', circumstances)] };
  },
  undefined,
  // Who holds the money accounts for it, whatever else of the budget they are shown.
  ({ budget }, _, { actor, today }) => READS_FAMILY.includes(actor.role) && holdsOn(budget, actor, today),
);

/** As a statement lists them, with what was said of some since. */
const inOrderOfDays = (all: readonly BudgetTransaction[], placed: ReadonlyMap<string, BudgetTransaction>): readonly BudgetTransaction[] =>
  all.map((payment) => placed.get(payment.reference) ?? payment).toSorted((a, b) => (a.on === b.on ? a.id - b.id : a.on < b.on ? -1 : 1));

/** The row of a payment on record, as its next version begins. */
export const transactionRow = (
  payment: BudgetTransaction,
  budget: Pick<Budget, 'id'>,
  facts: Pick<PersonFacts, 'person'>,
  circumstances: Circumstances,
): TransactionRow => ({
  ...nextColumns(payment, facts, circumstances),
  budget_id: budget.id,
  reference: payment.reference,
  spent_on: payment.on,
  amount_pence: payment.amount,
  description: payment.description,
  item_id: payment.itemId,
  merchant_category: payment.merchantCategory,
  asked_about: payment.askedAbout,
  explanation: payment.explanation,
});

const withPaid = (invoices: readonly Invoice[], paid: readonly Invoice[]): readonly Invoice[] =>
  invoices.map((invoice) => (paid.some(({ id }) => id === invoice.id) ? { ...invoice, status: 'PAID' } : invoice));

const invoiceRow = (bill: Invoice, budget: Budget, facts: Pick<PersonFacts, 'person'>, circumstances: Circumstances): InvoiceRow => ({
  ...nextColumns(bill, facts, circumstances),
  budget_id: budget.id,
  provider: bill.provider,
  number: bill.number,
  status: bill.status,
});

/** Where a bill is as it comes in: see `invoice.rules.ts`. */
function statusOf(
  bill: Pick<Invoice, 'number' | 'lines'>,
  asked: readonly RuleResult[],
  { budget, facts }: BudgetWithOwner,
  circumstances: Circumstances,
): InvoiceStatus {
  if (asked.length > 0) return 'QUERIED';
  if (budget.record.transactions.some((payment) => settles(payment, bill) && billSettledBy(payment, budget.record.invoices) === null)) return 'PAID';
  const { today, actor } = circumstances;
  const state = stateOn(budget.revisions, today) ?? latestState(budget);
  const whole = amount(invoiceTotal(bill), 'ONE_OFF');
  return state.approvedBy !== null && fourEyes(state.approvedBy, actor, whole, policyOn(facts, circumstances, today, state)).length === 0
    ? 'APPROVED'
    : 'RECEIVED';
}

/** Throws BAD_INPUT where a line, or the whole bill, comes to more than any payment may. */
function mustBeBillable(lines: readonly { readonly amount: Pence }[]): void {
  const large = lines.findIndex((line) => line.amount > MOST_PENCE);
  if (large >= 0) throw badInput(`input.lines.${large}.units`, `So many units at that price come to more than ${pounds(MOST_PENCE)}. Check both.`);
  if (invoiceTotal({ lines }) > MOST_PENCE) throw badInput('input.lines', `The bill comes to more than ${pounds(MOST_PENCE)}. Check its lines.`);
}

/** What every bill says, itemised or not: throws BAD_INPUT where a line says nothing, or is of another budget. */
function mustSaySomething(lines: InvoiceToSubmit['lines'], items: readonly { readonly id: number }[]): void {
  if (lines.length === 0) throw badInput('input.lines', 'A bill has a line at least: one unit at its price, where it is a lump sum.');
  lines.forEach(({ itemId, units, rate }, index) => {
    const field = `input.lines.${index}`;
    if (!items.some(({ id }) => id === itemId)) throw badInput(`${field}.itemId`, 'That is an item which this budget does not pay for.');
    if (units <= 0 || rate <= 0) throw badInput(`${field}.units`, 'What is billed is more than nothing: give the units and the price of one.');
  });
}

export interface InvoiceToSubmit {
  readonly streamBudgetId: number;
  readonly provider: string;
  readonly number: string;
  readonly lines: readonly { readonly itemId: number; readonly on: Day; readonly units: Thousandths; readonly rate: Pence }[];
}
/** A provider's bill: every line names its item, day, units and price. What is beyond its item or price is queried, and counts once it is cleared up. */
export const submitInvoice = ofBudget<InvoiceToSubmit>('submitInvoice', {
  may: 'HANDLES',
  people: async (input, find) => [await find.personOf('budget_revision', input.streamBudgetId, 'input.streamBudgetId')],
  budgetId: ({ streamBudgetId }) => streamBudgetId,
  // A provider that holds part of the budget sends its own bills, under its name or its code.
  or: ({ budget }, { provider }, { actor, today }) =>
    actor.role === 'PROVIDER' &&
    namesProvider(provider, actor) &&
    budget.arrangements.some((part) => part.holder === 'PROVIDER' && runsOn(part, today) && namesProvider(part.holderName, actor)),
  decide(own, { provider, number, lines }, circumstances) {
    const { budget, facts } = own;
    mustBeReleased(budget);
    const future = lines.findIndex(({ on }) => on > circumstances.today);
    if (future >= 0) throw badInput(`input.lines.${future}.on`, 'That day has not come yet: bills are for what was delivered.');
    const received = budget.record.invoices.find(
      (each) => each.status !== 'REJECTED' && each.provider.toLowerCase() === provider.trim().toLowerCase() && each.number === number.trim(),
    );
    if (received) throw new HubError('CONFLICT', `Invoice ${number.trim()} of ${received.provider} was received already.`, 'input.number');
    const items = lines.map(({ itemId, on }) => payableItem(itemId, budget, facts, on)).filter((item) => item !== null);
    const state = stateOn(budget.revisions, circumstances.today) ?? latestState(budget);
    if (policyOn(facts, circumstances, circumstances.today, state).applies(INVOICE_ITEMISED.id)) {
      const refused = itemised(lines, items);
      if (refused.length > 0) return { results: refused, changes: [] };
    } else mustSaySomething(lines, items);
    const id = circumstances.newId();
    const billed = lines.map((line) => ({ id: circumstances.newId(), ...line, amount: scale(line.rate, line.units, 1000) }));
    mustBeBillable(billed);
    const asked = newBillResults(billed, items, budget, facts);
    const row: InvoiceRow = {
      ...factColumns(id, facts.person, circumstances),
      ...firstVersion,
      budget_id: budget.id,
      provider: provider.trim(),
      number: number.trim(),
      status: statusOf({ number, lines: billed }, asked, own, circumstances),
    };
    const lineRows = billed.map((line): InvoiceLineRow => ({
      ...factColumns(line.id, facts.person, circumstances),
      ...firstVersion,
      invoice_id: id,
      item_id: line.itemId,
      on_day: line.on,
      units: line.units,
      rate_pence: line.rate,
      amount_pence: line.amount,
    }));
    return {
      results: asked,
      changes: [insert(InvoiceRow, row), ...lineRows.map((line) => insert(InvoiceLineRow, line)), ...noted(budget, 'submitInvoice', circumstances)],
      id,
    };
  },
});
