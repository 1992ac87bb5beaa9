import type { Item } from '../../plans/plan.types';
import { type RuleResult, speak } from '../../rules/rule';
import { runsOn } from '../../vocabulary/day';
import { formatDecimal, type Pence, pounds } from '../../vocabulary/money';
import { NOT_EXTRA_MONEY } from '../lines/draw-down.rules';
import type { Budget } from '../record/budget.loader';
import type { BudgetTransaction, Invoice, InvoiceLine } from '../record/budget.types';
import { onceFor } from '../record/once-for';
import type { MoneyFacts } from '../record/person-facts';
import { byLine } from './by-line.rules';
import { LineMeter, type Measure, type ToMeasure } from './line-meter.rules';
import { payableItem } from './payable-line.rules';
import { settles } from './settling.rules';
import { BILL_ONCE, BILL_UNITS } from './spending.rules';

/*
 * Bills against a budget. A bill beyond what the plan agreed is queried: its units are asked a week and a year over all bills and payments
 * for the line, and a service is billed once. One within it is approved as it is entered by somebody whose limit covers it and who did
 * not approve the budget it draws on: the plan's lines and the budget were agreed by other eyes. Any other is received. A payment that
 * has a bill's number for its reference and is of its sum settles it: it is then paid, and counts once.
 */

/** The words for what the plan has left. */
const leftInWords = (left: number, inUnits: boolean, unit: string): string =>
  inUnits ? `${formatDecimal(left)} of the plan's ${unit}` : pounds(left);

/** What is asked about one line of an invoice, as it was measured: is it within the line of the plan that it bills? */
export function billedResults(line: Pick<ToMeasure, 'on' | 'rate'>, item: Item, measure: Measure): readonly RuleResult[] {
  const warn = { effect: 'WARN', subject: item.id } as const;
  const unit = item.unit === null ? 'units' : `${item.unit}s`;
  const { isTwice, leftOfWeek, leftOfYear, inUnits } = measure;
  return [
    ...(runsOn(item, line.on)
      ? []
      : [
          speak(NOT_EXTRA_MONEY, `The line of the plan does not run on ${line.on}.`, {
            ...warn,
            fix: 'Ask the provider for the day, or the worker for the line.',
          }),
        ]),
    ...(item.unitPrice !== null && line.rate > item.unitPrice
      ? [
          speak(NOT_EXTRA_MONEY, `${pounds(line.rate)} a unit is billed, and the plan says ${pounds(item.unitPrice)}.`, {
            ...warn,
            fix: "Pay the plan's price, or agree another first.",
          }),
        ]
      : []),
    ...(isTwice
      ? [
          speak(BILL_ONCE, `The same units of the same line on ${line.on}, at the same price, are billed already.`, {
            ...warn,
            fix: 'Ask the provider. Where it was given twice, one line of the bill says so with the units of both.',
          }),
        ]
      : []),
    ...(leftOfWeek !== null
      ? [
          speak(
            BILL_UNITS,
            `More ${inUnits ? unit : 'money'} ${inUnits ? 'are' : 'is'} billed for the time around ${line.on} than the plan has: ${leftInWords(leftOfWeek, inUnits, unit)} ${inUnits ? 'were' : 'was'} left before it.`,
            { ...warn, fix: `Pay ${pounds(measure.payable)} of it, ask the provider which days it was delivered on, or agree more first.` },
          ),
        ]
      : []),
    ...(leftOfYear !== null && leftOfWeek === null
      ? [
          speak(
            BILL_UNITS,
            `With this, more is billed and paid for the line in its year than it comes to: ${leftInWords(leftOfYear, inUnits, unit)} ${inUnits ? 'were' : 'was'} left before it.`,
            { ...warn, fix: 'Pay no more than the line comes to, or ask for the budget to be increased.' },
          ),
        ]
      : []),
  ];
}

/** Does a bill count whole: it was received, approved or paid, by the plan or by somebody's word? One that is queried counts as far as it is within the plan. */
const countsWhole = ({ status }: Pick<Invoice, 'status'>): boolean => status === 'RECEIVED' || status === 'APPROVED' || status === 'PAID';

/** A line's bills so far, each measured, and the meter to go on with. */
interface Metered {
  readonly meter: LineMeter;
  readonly measures: ReadonlyMap<number, Measure>;
}
function metered(item: Item, budget: Budget, facts: MoneyFacts): Metered {
  const { bills, payments } = byLine(budget, facts);
  const meter = new LineMeter(item, payments.get(item.id) ?? []);
  const measures = new Map<number, Measure>();
  for (const { invoice, line } of bills.get(item.id) ?? [])
    if (countsWhole(invoice) || invoice.status === 'QUERIED') measures.set(line.id, meter.take(line, countsWhole(invoice)));
  return { meter, measures };
}
const meteredOf = onceFor((_: Budget['record']) => new Map<number, ReadonlyMap<number, Measure>>());

/** How a line of an invoice on record was measured; null where its budget does not pay for it on its day, or where it was refused. */
export function measureOf(line: InvoiceLine, budget: Budget, facts: MoneyFacts): Measure | null {
  const item = payableItem(line.itemId, budget, facts, line.on);
  if (!item) return null;
  const known = meteredOf(budget.record);
  let measures = known.get(item.id);
  if (!measures) known.set(item.id, (measures = metered(item, budget, facts).measures));
  return measures.get(line.id) ?? null;
}

const OUTSIDE: Measure = { payable: 0, isTwice: false, leftOfWeek: null, leftOfYear: null, inUnits: false };

/** What is asked about a line of an invoice that was received: with what was billed before it. Of a line that another budget pays for nothing is said. */
export function invoiceLineResults(line: InvoiceLine, budget: Budget, facts: MoneyFacts): readonly RuleResult[] {
  const item = payableItem(line.itemId, budget, facts, line.on);
  return item ? billedResults(line, item, measureOf(line, budget, facts) ?? OUTSIDE) : [];
}

/** What of a bill is within the plan: all of one that counts whole, of one that is queried what the plan has. */
export const payableOf = (invoice: Invoice, budget: Budget, facts: MoneyFacts): Pence =>
  invoice.lines.reduce(
    (sum, line) =>
      sum +
      (countsWhole(invoice) ? line.amount : invoice.status === 'QUERIED' ? Math.min(line.amount, measureOf(line, budget, facts)?.payable ?? 0) : 0),
    0,
  );

/** What is asked about the lines of a bill that comes in now. */
export function newBillResults(
  lines: readonly (ToMeasure & { readonly itemId: number })[],
  items: readonly Item[],
  budget: Budget,
  facts: MoneyFacts,
): readonly RuleResult[] {
  const meters = new Map<number, LineMeter>();
  return lines.flatMap((line) => {
    const item = items.find(({ id }) => id === line.itemId);
    if (!item) return [];
    let meter = meters.get(item.id);
    if (!meter) meters.set(item.id, (meter = metered(item, budget, facts).meter));
    return billedResults(line, item, runsOn(item, line.on) ? meter.take(line) : OUTSIDE);
  });
}

/** The first bill that a payment settles now: none that is paid already, or of which something is still asked. A query that the plan has answered since is cleared up. */
export const billToSettle = (payment: Pick<BudgetTransaction, 'reference' | 'amount'>, budget: Budget, facts: MoneyFacts): Invoice | null =>
  budget.record.invoices.find(
    (invoice) =>
      invoice.status !== 'PAID' &&
      invoice.status !== 'REJECTED' &&
      settles(payment, invoice) &&
      (invoice.status !== 'QUERIED' || invoice.lines.every((line) => invoiceLineResults(line, budget, facts).length === 0)),
  ) ?? null;
