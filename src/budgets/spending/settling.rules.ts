import type { Pence } from '../../vocabulary/money';
import type { BudgetTransaction, Invoice, InvoiceLine } from '../record/budget.types';
import { onceFor } from '../record/once-for';

/* A payment that has a bill's number for its reference and is of its sum settles it. */

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
