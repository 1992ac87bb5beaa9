import type { Item } from '../../plans/plan.types';
import { perYear } from '../../vocabulary/amount';
import { addDays, addMonths, addYears, type Day, inclusiveDays, monthsTo } from '../../vocabulary/day';
import { type Pence, roundHalfUp, scale, type Thousandths } from '../../vocabulary/money';
import { costOver } from '../../vocabulary/amount';

/*
 * What a line of the plan comes to: in each of its own weeks (or months, or years, as it is costed), counted from its first day, and in
 * each of its own years. Bills are measured in units where the line has them, and in money where it has only a cost. A week is within
 * one year and a day within one week, so that bills come to the same whichever is measured first.
 */

/** A line as it is measured. */
export type Measured = Pick<Item, 'unitPrice' | 'unitsPerWeek' | 'cost' | 'from' | 'to'>;

const DAYS: Readonly<Record<string, number>> = { WEEK: 7, FORTNIGHT: 14, FOUR_WEEKS: 28 };
const MONTHS: Readonly<Record<string, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12 };

interface Step {
  readonly index: number;
  /** The line's own year in which it begins, the first being 0. */
  readonly year: number;
}
const yearOfLine = ({ from }: Measured, day: Day): number => Math.floor(monthsTo(from, day) / 12);
function stepOf(line: Measured, on: Day): Step {
  const every = line.unitsPerWeek === null ? line.cost.every : 'WEEK';
  const days = DAYS[every];
  if (days !== undefined) {
    const index = Math.floor((inclusiveDays(line.from, on) - 1) / days);
    return { index, year: yearOfLine(line, addDays(line.from, index * days)) };
  }
  const months = MONTHS[every];
  if (months === undefined) return { index: 0, year: 0 };
  const index = Math.floor(monthsTo(line.from, on) / months);
  return { index, year: yearOfLine(line, addMonths(line.from, index * months)) };
}

/** How many of a line's weeks begin in one of its years, as long as it runs. */
function stepsIn(line: Measured, year: number): number {
  const every = line.unitsPerWeek === null ? line.cost.every : 'WEEK';
  const [first, next] = [addYears(line.from, year), addYears(line.from, year + 1)];
  const last = line.to !== null && line.to < next ? line.to : addDays(next, -1);
  const days = DAYS[every];
  if (days !== undefined) {
    const before = Math.ceil((inclusiveDays(line.from, first) - 1) / days);
    return Math.max(0, Math.floor((inclusiveDays(line.from, last) - 1) / days) - before + 1);
  }
  const months = MONTHS[every];
  return months === undefined ? 1 : Math.max(0, Math.floor(monthsTo(first, last) / months) + 1);
}

/** What a line comes to in money in one of its years, at most. */
export function mostInYear(line: Measured, year: number): Pence {
  const { cost, from, to } = line;
  if (cost.every === 'ONE_OFF') return cost.pence;
  const steps = stepsIn(line, year);
  const each = DAYS[cost.every] ?? 0;
  if (each > 0) {
    const counted = line.unitsPerWeek === null ? steps : Math.ceil((steps * 7) / each);
    return cost.weeksPerYear === 52 ? counted * cost.pence : Math.min(counted * cost.pence, perYear(cost));
  }
  const whole = Math.min(steps * cost.pence, Math.max(perYear(cost), cost.pence));
  const [first, next] = [addYears(from, year), addYears(from, year + 1)];
  // A line that ends within its year comes to the part of it that it runs.
  return to !== null && to < addDays(next, -1) ? Math.min(whole, roundHalfUp(costOver(cost, first, to))) : whole;
}

/** One line of a bill, as it is measured. */
export interface ToMeasure {
  readonly on: Day;
  readonly units: Thousandths;
  readonly rate: Pence;
  readonly amount: Pence;
}
/** How much of it is within the plan. */
export interface Measure {
  readonly payable: Pence;
  /** The same service of the same day was billed before. */
  readonly isTwice: boolean;
  /** What the plan has left of the week, or of the year, in units (thousandths) or pence; null where it is enough. */
  readonly leftOfWeek: number | null;
  readonly leftOfYear: number | null;
  readonly inUnits: boolean;
}

/** Measures the bills of one line, in the order in which they are put to it. */
export class LineMeter {
  private readonly weeks = new Map<number, number>();
  private readonly years = new Map<number, number>();
  private readonly seen = new Set<string>();
  private readonly inUnits: boolean;

  constructor(
    private readonly line: Measured,
    payments: readonly { readonly on: Day; readonly amount: Pence }[] = [],
  ) {
    this.inUnits = line.unitsPerWeek !== null;
    for (const { on, amount } of payments) this.use(this.years, stepOf(line, on).year, this.measured(amount));
  }

  /** A payment has no units: it is counted at the plan's own price. */
  private measured(amount: Pence): number {
    const { unitPrice, unitsPerWeek, cost } = this.line;
    if (unitsPerWeek === null) return amount;
    return unitPrice !== null && unitPrice > 0 ? scale(amount, 1000, unitPrice) : cost.pence > 0 ? scale(amount, unitsPerWeek, cost.pence) : 0;
  }
  private use(used: Map<number, number>, key: number, much: number): void {
    used.set(key, (used.get(key) ?? 0) + much);
  }

  /** `whole`: somebody has approved it, so that all of it counts. */
  take(bill: ToMeasure, whole = false): Measure {
    const { unitPrice, unitsPerWeek, cost } = this.line;
    const { index, year } = stepOf(this.line, bill.on);
    const key = `${bill.on} ${bill.units} ${bill.rate}`;
    const isTwice = this.seen.has(key);
    this.seen.add(key);
    const wanted = this.inUnits ? bill.units : bill.amount;
    const ofWeek = unitsPerWeek ?? cost.pence;
    const leftOfWeek = Math.max(0, ofWeek - (this.weeks.get(index) ?? 0));
    const ofYear = this.inUnits ? this.unitsInYear(year) : mostInYear(this.line, year);
    const leftOfYear = Math.max(0, ofYear - (this.years.get(year) ?? 0));
    const taken = isTwice ? 0 : Math.min(wanted, leftOfWeek, leftOfYear);
    this.use(this.weeks, index, whole ? wanted : taken);
    this.use(this.years, year, whole ? wanted : taken);
    const rate = unitPrice === null ? bill.rate : Math.min(bill.rate, unitPrice);
    return {
      payable: this.inUnits ? scale(rate, taken, 1000) : taken,
      isTwice,
      leftOfWeek: !isTwice && wanted > leftOfWeek ? leftOfWeek : null,
      leftOfYear: !isTwice && wanted > leftOfYear ? leftOfYear : null,
      inUnits: this.inUnits,
    };
  }

  private unitsInYear(year: number): number {
    const steps = stepsIn(this.line, year);
    const { weeksPerYear } = this.line.cost;
    return (weeksPerYear === 52 ? steps : Math.min(steps, weeksPerYear)) * (this.line.unitsPerWeek ?? 0);
  }
}

/** The line's own year that a day is in. */
export const lineYearOf = (line: Measured, on: Day): number => stepOf(line, on).year;
