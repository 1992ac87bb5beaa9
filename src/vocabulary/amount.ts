import { addFractions, compareFractions, fraction, type Fraction, type Pence, pounds, roundHalfUp, scale, ZERO_FRACTION } from './money';
import { type Day, financialYearOf, inclusiveDays, yearOf } from './day';

export const FREQUENCIES = ['WEEK', 'FORTNIGHT', 'FOUR_WEEKS', 'MONTH', 'QUARTER', 'YEAR', 'ONE_OFF'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** What is paid, in whole pence, how often, and in how many weeks of the year it runs (52 unless provision stops). */
export interface Amount {
  readonly pence: Pence;
  readonly every: Frequency;
  readonly weeksPerYear: number;
}

export const amount = (pence: Pence, every: Frequency = 'YEAR', weeksPerYear = 52): Amount => ({ pence, every, weeksPerYear });

/** A week's share of one payment: a month is 12/52, a quarter 4/52, a year 1/52. */
const WEEKLY: Record<Exclude<Frequency, 'ONE_OFF'>, readonly [over: number, under: number]> = {
  WEEK: [1, 1],
  FORTNIGHT: [1, 2],
  FOUR_WEEKS: [1, 4],
  MONTH: [12, 52],
  QUARTER: [4, 52],
  YEAR: [1, 52],
};

/** The rate in a week in which it runs, in pence, rounded half up; a one-off has none. */
export function perWeek({ pence, every }: Amount): Pence | null {
  if (every === 'ONE_OFF') return null;
  const [over, under] = WEEKLY[every];
  return scale(pence, over, under);
}

/** The exact weekly rate times the weeks it runs, rounded half up once; a one-off counts once. */
export function perYear({ pence, every, weeksPerYear }: Amount): Pence {
  if (every === 'ONE_OFF') return pence;
  const [over, under] = WEEKLY[every];
  return scale(pence, over * weeksPerYear, under);
}

/** The same before it is rounded, for comparing what draws on a budget with the budget. */
export function perYearExactly({ pence, every, weeksPerYear }: Amount): Fraction {
  if (every === 'ONE_OFF') return fraction(pence);
  const [over, under] = WEEKLY[every];
  return fraction(BigInt(pence) * BigInt(over * weeksPerYear), under);
}

export const sameRhythm = (a: Amount, b: Amount): boolean => a.every === b.every && a.weeksPerYear === b.weeksPerYear;
export const sameAmount = (a: Amount | null, b: Amount | null): boolean =>
  a === b || (a !== null && b !== null && a.pence === b.pence && sameRhythm(a, b));

/** a less the others, never below zero: at a's own frequency where all share it, else by the year. */
export function less(a: Amount, others: readonly Amount[]): Amount {
  if (others.every((other) => sameRhythm(a, other)))
    return amount(Math.max(0, a.pence - others.reduce((sum, other) => sum + other.pence, 0)), a.every, a.weeksPerYear);
  const taken = others.reduce((sum, other) => sum + perYear(other), 0);
  return amount(Math.max(0, perYear(a) - taken), 'YEAR');
}

/** Do the amounts together cost more in a year than `limit`? Compared exactly, before any rounding. */
export function exceeds(amounts: readonly Amount[], limit: Amount): boolean {
  const sum = amounts.map(perYearExactly).reduce(addFractions, ZERO_FRACTION);
  return compareFractions(sum, perYearExactly(limit)) > 0;
}

/** By the week, fortnight and four weeks, all year round, a span is charged by its days over seven. */
const byTheWeek = ({ every, weeksPerYear }: Amount): boolean =>
  weeksPerYear === 52 && (every === 'WEEK' || every === 'FORTNIGHT' || every === 'FOUR_WEEKS');

/**
 * What a recurring amount costs over a span of days, exactly. By the week: inclusive days / 7. Anything else: the days'
 * share of each financial year it touches, so that a whole year costs the yearly amount.
 */
export function costOver(what: Amount, from: Day, to: Day): Fraction {
  if (what.every === 'ONE_OFF' || to < from) return ZERO_FRACTION;
  if (byTheWeek(what)) {
    const [over, under] = WEEKLY[what.every];
    return fraction(BigInt(what.pence) * BigInt(over) * BigInt(inclusiveDays(from, to)), under * 7);
  }
  const yearly = perYear(what);
  const share = (first: Day, last: Day): Fraction => fraction(BigInt(yearly) * BigInt(inclusiveDays(first, last)), financialYearOf(first).days);
  const [begun, ended] = [financialYearOf(from), financialYearOf(to)];
  if (begun.from === ended.from) return share(from, to);
  // Each whole year between the two comes to the yearly amount.
  const whole = yearOf(ended.from) - yearOf(begun.from) - 1;
  return addFractions(addFractions(share(from, begun.to), fraction(BigInt(yearly) * BigInt(whole))), share(ended.from, to));
}

export const costOverRounded = (what: Amount, from: Day, to: Day): Pence => roundHalfUp(costOver(what, from, to));

const EVERY_WORDS: Record<Frequency, string> = {
  WEEK: 'a week',
  FORTNIGHT: 'a fortnight',
  FOUR_WEEKS: 'every four weeks',
  MONTH: 'a month',
  QUARTER: 'a quarter',
  YEAR: 'a year',
  ONE_OFF: 'once',
};
/** As a family would read it: £110.00 a week for 50 weeks a year. */
export const amountInWords = (what: Amount): string =>
  `${pounds(what.pence)} ${EVERY_WORDS[what.every]}${what.weeksPerYear === 52 || what.every === 'ONE_OFF' ? '' : ` for ${what.weeksPerYear} weeks a year`}`;
