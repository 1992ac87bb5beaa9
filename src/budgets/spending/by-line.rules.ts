import { runsOn } from '../../vocabulary/day';
import { itemOf } from '../lines/draw-down.rules';
import type { Budget } from '../record/budget.loader';
import type { BudgetTransaction, Invoice, InvoiceLine } from '../record/budget.types';
import { onceFor } from '../record/once-for';
import type { MoneyFacts } from '../record/person-facts';
import { lineOfPayment } from './payable-line.rules';
import { billSettledBy } from './settling.rules';

/* What was billed and what was paid for each line of the plan: looked through once, however many lines are asked about. */

export interface BilledForLine {
  readonly invoice: Invoice;
  readonly line: InvoiceLine;
}
interface ByLine {
  /** In the order in which they came. */
  readonly bills: ReadonlyMap<number, readonly BilledForLine[]>;
  /** In the order of their days; none that settled a bill, which counts as the bill. */
  readonly payments: ReadonlyMap<number, readonly BudgetTransaction[]>;
}

const known = onceFor((_: Budget['record']) => ({ answer: null as ByLine | null }));

export function byLine(budget: Budget, facts: MoneyFacts): ByLine {
  const found = known(budget.record);
  return (found.answer ??= worksOut(budget, facts));
}

function worksOut(budget: Budget, facts: MoneyFacts): ByLine {
  const { invoices, transactions } = budget.record;
  const runs = (id: number | null, on: string): boolean => {
    const item = id === null ? null : itemOf(id, facts);
    return item !== null && runsOn(item, on);
  };
  const bills = invoices.flatMap((invoice) => invoice.lines.filter(({ itemId, on }) => runs(itemId, on)).map((line) => ({ invoice, line })));
  const payments = transactions.flatMap((payment) => {
    const itemId = lineOfPayment(payment, budget, facts);
    return itemId !== null && runs(itemId, payment.on) && billSettledBy(payment, invoices) === null ? [{ itemId, payment }] : [];
  });
  return {
    bills: Map.groupBy(bills, ({ line }) => line.itemId),
    payments: new Map([...Map.groupBy(payments, ({ itemId }) => itemId)].map(([id, all]) => [id, all.map(({ payment }) => payment)])),
  };
}
