import { badInput } from './refusal';

/** Pounds sterling held as whole pence, a safe integer. No fraction of a penny is ever stored. */
export type Pence = number & { readonly __unit?: 'pence' };

const MONEY = /^(-?)(\d{1,12})\.(\d{2})$/;

/** Reads "1530.00" (exactly two places) into pence. Throws BAD_INPUT naming `field`. */
export function parseMoney(text: string, field = 'amount'): Pence {
  const match = MONEY.exec(text);
  if (!match) throw badInput(field, `"${text}" is not an amount of money. Write pounds and pence with two places, such as 1530.00.`);
  const pence = Number(match[2]) * 100 + Number(match[3]);
  return match[1] === '-' && pence !== 0 ? -pence : pence;
}

/** Writes pence as the contract's Money: "1530.00", "-0.05". */
export function formatMoney(pence: Pence): string {
  const whole = Math.abs(pence);
  const pounds = Math.trunc(whole / 100);
  return `${pence < 0 ? '-' : ''}${pounds}.${String(whole % 100).padStart(2, '0')}`;
}

/** For sentences a family reads: £1,530.00. */
export function pounds(pence: Pence): string {
  const [whole = '0', fraction] = formatMoney(Math.abs(pence)).split('.');
  return `${pence < 0 ? '-' : ''}£${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`;
}

/**
 * An exact fraction. Sums are kept exact and rounded once, half up, at the end.
 * BigInt because sums over many lines outgrow a safe integer before they are rounded.
 */
export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));

export function fraction(over: number | bigint, under: number | bigint = 1): Fraction {
  const top = BigInt(over);
  const bottom = BigInt(under);
  if (bottom === 0n) throw new RangeError('a fraction over nothing');
  const sign = bottom < 0n ? -1n : 1n;
  const divisor = gcd(top, bottom) || 1n;
  return { over: (sign * top) / divisor, under: (sign * bottom) / divisor };
}

export const addFractions = (a: Fraction, b: Fraction): Fraction =>
  a.under === b.under ? fraction(a.over + b.over, a.under) : fraction(a.over * b.under + b.over * a.under, a.under * b.under);
export const compareFractions = (a: Fraction, b: Fraction): number => {
  const difference = a.over * b.under - b.over * a.under;
  return difference === 0n ? 0 : difference > 0n ? 1 : -1;
};
export const ZERO_FRACTION: Fraction = { over: 0n, under: 1n };

/** Rounds half up to a whole penny: 0.5p becomes 1p, and a negative half goes towards zero's upper side (-0.5p becomes 0p). */
export function roundHalfUp({ over, under }: Fraction): Pence {
  const doubled = 2n * over + under;
  const divisor = 2n * under;
  const floor = doubled >= 0n || doubled % divisor === 0n ? doubled / divisor : doubled / divisor - 1n;
  return Number(floor);
}

/**
 * value x over / under, rounded half up once. Plain integers while they are safe, since this is what every read does;
 * BigInt beyond.
 */
export function scale(value: Pence, over: number, under: number): Pence {
  const doubled = 2 * value * over + under;
  const divisor = 2 * under;
  if (Number.isSafeInteger(doubled)) return Math.floor(doubled / divisor);
  return roundHalfUp(fraction(BigInt(value) * BigInt(over), under));
}

/** Splits a sum into `parts` that add up to it to the penny; the pence left over go to the first part. */
export function splitEvenly(whole: Pence, parts: number): Pence[] {
  if (!Number.isInteger(parts) || parts < 1) throw new RangeError('a sum is split into one part or more');
  const each = Math.trunc(whole / parts);
  return Array.from({ length: parts }, (_, index) => (index === 0 ? whole - each * (parts - 1) : each));
}

/** Splits a sum in proportion to `weights` (none negative, not all zero); whole pence, remainder to the first part. */
export function splitInProportion(whole: Pence, weights: readonly number[]): Pence[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (weights.length === 0 || total <= 0 || weights.some((weight) => weight < 0)) throw new RangeError('weights add up to more than nothing');
  const shares = weights.map((weight) => Number((BigInt(whole) * BigInt(weight)) / BigInt(total)));
  const given = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share, index) => (index === 0 ? share + whole - given : share));
}

/** A decimal number of units or hours, held in thousandths so that no float touches a price. */
export type Thousandths = number & { readonly __unit?: 'thousandths' };

const DECIMAL = /^(\d{1,9})(?:\.(\d{1,3}))?$/;

/** Reads "12", "7.5" or "0.125" into thousandths. Throws BAD_INPUT naming `field`. */
export function parseDecimal(text: string, field: string): Thousandths {
  const match = DECIMAL.exec(text);
  if (!match) throw badInput(field, `"${text}" is not a number of units. Write a number with up to three decimal places, such as 7.5.`);
  return Number(match[1]) * 1000 + Number((match[2] ?? '').padEnd(3, '0'));
}

export function formatDecimal(thousandths: Thousandths): string {
  const whole = Math.trunc(thousandths / 1000);
  const rest = String(thousandths % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return rest === '' ? String(whole) : `${whole}.${rest}`;
}
