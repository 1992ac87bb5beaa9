import type { Item } from '../../plans/plan.types';
import { type RuleResult, speak } from '../../rules/rule';
import { perYear } from '../../vocabulary/amount';
import { type Day, financialYearOf, later, runsOn } from '../../vocabulary/day';
import { type Pence, pounds } from '../../vocabulary/money';
import { budgetOf, itemOf, NOT_EXTRA_MONEY } from '../lines/draw-down.rules';
import type { Budget } from '../record/budget.loader';
import type { BudgetTransaction, Invoice, InvoiceLine } from '../record/budget.types';
import { onceFor } from '../record/once-for';
import type { MoneyFacts } from '../record/person-facts';

/*
 * Bills against a budget. A bill beyond what the plan agreed is queried. One within it is approved as it is entered by somebody whose
 * limit covers it and who did not approve the budget it draws on: the plan's lines and the budget were agreed by other eyes. Any other
 * is received. A payment that has a bill's number for its reference and is of its sum settles it: it is then paid, and counts once.
 */

/** Does the budget pay for a line, or did it, on the day of a payment? */
export const paysFor = (budget: Budget, item: Item, facts: MoneyFacts, on: Day): boolean =>
  budgetOf(item, facts, later(on, item.from))?.id === budget.id;

/** The line of that id, where the budget pays for it, or paid for it, on the day of a payment. */
export function payableItem(id: number | null, budget: Budget, facts: MoneyFacts, on: Day): Item | null {
  const item = id === null ? null : itemOf(id, facts);
  return item && paysFor(budget, item, facts, on) ? item : null;
}

/** What is asked about one line of an invoice: is it within the line of the plan that it bills? `billedBefore`: for that line in the same financial year. */
export function billedResults(
  line: Pick<InvoiceLine, 'itemId' | 'on' | 'units' | 'rate' | 'amount'>,
  item: Item,
  billedBefore: Pence,
): readonly RuleResult[] {
  const ask = (message: string, fix: string): RuleResult => speak(NOT_EXTRA_MONEY, message, { effect: 'WARN', fix, subject: item.id });
  const yearly = perYear(item.cost);
  return [
    ...(runsOn(item, line.on)
      ? []
      : [ask(`The line of the plan does not run on ${line.on}.`, 'Ask the provider for the day, or the worker for the line.')]),
    ...(item.unitPrice !== null && line.rate > item.unitPrice
      ? [ask(`${pounds(line.rate)} a unit is billed, and the plan says ${pounds(item.unitPrice)}.`, "Pay the plan's price, or agree another first.")]
      : []),
    ...(item.unitsPerWeek !== null && line.units > item.unitsPerWeek
      ? [ask('More units are billed for one day than the plan has for a week.', 'Ask the provider which days they were delivered on.')]
      : []),
    ...(billedBefore + line.amount > yearly
      ? [
          ask(
            `With this, ${pounds(billedBefore + line.amount)} is billed for a line that comes to ${pounds(yearly)} a year.`,
            'Pay no more than the line comes to, or ask for the budget to be increased.',
          ),
        ]
      : []),
  ];
}

/** What was billed for a line in the financial year of a day, before one invoice line. */
export const billedBefore = (invoices: readonly Pick<Invoice, 'lines'>[], itemId: number, on: Day): Pence => {
  const year = financialYearOf(on);
  return sumOf(
    invoices.flatMap(({ lines }) =>
      lines.filter((line) => line.itemId === itemId && line.on >= year.from && line.on <= year.to).map(({ amount }) => amount),
    ),
  );
};

const billedFor = onceFor((invoices: readonly Invoice[]) =>
  Map.groupBy(
    invoices.flatMap(({ id: invoiceId, status, lines }) => (status === 'REJECTED' ? [] : lines.map((line) => ({ invoiceId, line })))),
    ({ line }) => line.itemId,
  ),
);

/** What is asked about a line of an invoice that was received: with what was billed before it. Of a line that another budget pays for nothing is said. */
export function invoiceLineResults(line: InvoiceLine, invoice: Invoice, budget: Budget, facts: MoneyFacts): readonly RuleResult[] {
  const item = payableItem(line.itemId, budget, facts, line.on);
  if (!item) return [];
  const before = (billedFor(budget.record.invoices).get(line.itemId) ?? []).filter(
    (each) => each.invoiceId < invoice.id || (each.invoiceId === invoice.id && each.line.id < line.id),
  );
  return billedResults(line, item, billedBefore([{ lines: before.map((each) => each.line) }], line.itemId, line.on));
}

const sumOf = (amounts: readonly Pence[]): Pence => amounts.reduce((sum, amount) => sum + amount, 0);

export const invoiceTotal = ({ lines }: { readonly lines: readonly Pick<InvoiceLine, 'amount'>[] }): Pence =>
  sumOf(lines.map(({ amount }) => amount));

const asCompared = (number: string): string => number.trim().toLowerCase();
type Settling = Pick<BudgetTransaction, 'reference' | 'amount'>;
type Billed = Pick<Invoice, 'number'> & { readonly lines: readonly Pick<InvoiceLine, 'amount'>[] };

/** Does a payment settle a bill: by its number, and for the whole of it? */
export const settles = (payment: Settling, bill: Billed): boolean =>
  asCompared(payment.reference) === asCompared(bill.number) && payment.amount === invoiceTotal(bill);

const paidByNumber = onceFor((invoices: readonly Invoice[]): ReadonlyMap<string, readonly Invoice[]> =>
  Map.groupBy(
    invoices.filter(({ status }) => status === 'PAID'),
    ({ number }) => asCompared(number),
  ),
);
/** The bill that a payment has settled; null where it settled none. */
export const billSettledBy = (payment: Settling, invoices: readonly Invoice[]): Invoice | null =>
  paidByNumber(invoices)
    .get(asCompared(payment.reference))
    ?.find((invoice) => settles(payment, invoice)) ?? null;

/** The first bill that a payment settles now: none that is paid already, or of which something is still asked. A query that the plan has answered since is cleared up. */
export const billToSettle = (payment: Settling, budget: Budget, facts: MoneyFacts): Invoice | null =>
  budget.record.invoices.find(
    (invoice) =>
      invoice.status !== 'PAID' &&
      invoice.status !== 'REJECTED' &&
      settles(payment, invoice) &&
      (invoice.status !== 'QUERIED' || invoice.lines.every((line) => invoiceLineResults(line, invoice, budget, facts).length === 0)),
  ) ?? null;
