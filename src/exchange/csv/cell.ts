import { checkIdentifier, type IdentifierSystem } from '../../people/identifier.rules';
import { checkCode } from '../../people/organisations';
import type { OrganisationKind } from '../../person/person.types';
import { type Amount, amount, type Frequency } from '../../vocabulary/amount';
import {
  type Bounds,
  charactersIn,
  day as daysFrom,
  faultIn,
  FIRST_BIRTH,
  LAST_DAY_OF_FILES,
  LONGEST_LINE,
  money as moneyUpTo,
  MOST_PENCE,
  units,
} from '../../vocabulary/bounds';
import { type Day, parseDay } from '../../vocabulary/day';
import { parseDecimal, parseMoney, type Pence, scale, type Thousandths } from '../../vocabulary/money';
import { HubError } from '../../vocabulary/refusal';
import type { RuleOfRows } from '../statements/row.types';
import { type Cells, RowFault } from './format.types';

/*
 * How a cell is read: null where it is empty, a RowFault naming the column where it says nothing that can be understood.
 */

/** Runs a check of the vocabulary; its complaint becomes the row's. */
function told<Value>(column: string, rule: RuleOfRows, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof HubError) throw new RowFault(column, rule, error.message);
    throw error;
  }
}

export function must<Value>(value: Value | null, column: string): Value {
  if (value === null) throw new RowFault(column, 'REQUIRED', `${column} is empty.`);
  return value;
}

/** What a cell holds keeps within what the same fact may be in the graph. */
function within<Value>(value: Value, bounds: Bounds, column: string): Value {
  // The days of files end on a day of the calendar, so that no clock is asked.
  const fault = faultIn(value, bounds, LAST_DAY_OF_FILES);
  if (fault !== null) throw new RowFault(column, 'FORMAT', `${column}: ${fault}`);
  return value;
}
const ANY_MONEY = moneyUpTo(MOST_PENCE, -MOST_PENCE);

export function textOf(cells: Cells, column: string, longest = LONGEST_LINE): string | null {
  const cell = cells.get(column);
  if (cell === '') return null;
  const characters = charactersIn(cell);
  if (characters > longest) throw new RowFault(column, 'FORMAT', `${column} has ${characters} characters; ${longest} is the most.`);
  return cell;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MIDNIGHT = /[ T]00:00(:00(\.0+)?)?Z?$/;

/** 2022-09-28, and as the department's export prints it: 2022-Sep-28 00:00:00. As far back as somebody may be born, or as `first`. */
export function dayIn(cells: Cells, column: string, first: Day = FIRST_BIRTH): Day | null {
  const cell = cells.get(column).replace(MIDNIGHT, '');
  if (cell === '') return null;
  const named = /^(\d{4})-([A-Za-z]{3})-(\d{2})$/.exec(cell);
  const month = named ? MONTHS.indexOf((named[2] ?? '').toLowerCase()) + 1 : 0;
  const iso = month > 0 ? `${named?.[1]}-${String(month).padStart(2, '0')}-${named?.[3]}` : cell;
  return within(
    told(column, 'FORMAT', () => parseDay(iso, column)),
    daysFrom(first, LAST_DAY_OF_FILES),
    column,
  );
}

/** £1,234.5 and -100.00. More than two places are refused unless they are noughts. */
export function moneyIn(cells: Cells, column: string): Pence | null {
  const cell = cells.get(column);
  if (cell === '') return null;
  const match = /^(-?)£?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2})0*)?$/.exec(cell);
  if (!match) throw new RowFault(column, 'FORMAT', `"${cell}" is not an amount of money. Write pounds and pence, such as 1530.00.`);
  const pence = told(column, 'FORMAT', () =>
    parseMoney(`${match[1] ?? ''}${(match[2] ?? '').replaceAll(',', '')}.${(match[3] ?? '').padEnd(2, '0')}`, column),
  );
  return within(pence, ANY_MONEY, column);
}

/** An amount that is not below nothing. */
export function sum(cells: Cells, column: string): Pence | null {
  const value = moneyIn(cells, column);
  if (value !== null && value < 0) throw new RowFault(column, 'FORMAT', `${column} is below zero.`);
  return value;
}

export function decimal(cells: Cells, column: string): Thousandths | null {
  const cell = cells.get(column);
  if (cell === '') return null;
  return within(
    told(column, 'FORMAT', () => parseDecimal(cell.replace(/(\.\d{3})0+$/, '$1'), column)),
    units(),
    column,
  );
}

/** What so many units, or days, at a price come to. Throws RowFault naming the column of the price where it is more than any amount may be. */
export function priced(pence: Pence, times: Thousandths, column: string): Pence {
  return within(scale(pence, times, 1000), ANY_MONEY, column);
}

export function wholeNumber(cells: Cells, column: string, least: number, most: number): number | null {
  const cell = cells.get(column);
  if (cell === '') return null;
  const number = Number(cell);
  if (!/^\d+(\.0+)?$/.test(cell) || number < least || number > most)
    throw new RowFault(column, 'FORMAT', `"${cell}" is not a whole number from ${least} to ${most}.`);
  return number;
}

const YES = new Set(['1', 'true', 'yes', 'y', 't']);
const NO = new Set(['0', 'false', 'no', 'n', 'f']);
export function yesNo(cells: Cells, column: string): boolean | null {
  const cell = cells.get(column).toLowerCase();
  if (cell === '') return null;
  if (YES.has(cell)) return true;
  if (NO.has(cell)) return false;
  throw new RowFault(column, 'FORMAT', `"${cells.get(column)}" is neither yes nor no. Write true or false.`);
}

const plain = (cell: string): string => cell.toLowerCase().replace(/[^a-z0-9]+/g, '');
/** A word of a list, in any case and punctuation; `also` gives the other names it goes by. */
export function word<Word extends string>(
  cells: Cells,
  column: string,
  words: readonly Word[],
  also: Readonly<Record<string, Word>> = {},
): Word | null {
  const cell = cells.get(column);
  if (cell === '') return null;
  const wanted = plain(cell);
  const found = words.find((each) => plain(each) === wanted) ?? Object.entries(also).find(([name]) => plain(name) === wanted)?.[1];
  if (found === undefined) throw new RowFault(column, 'FORMAT', `"${cell}" is none of: ${words.join(', ')}.`);
  return found;
}

export function identifier(cells: Cells, column: string, system: IdentifierSystem): string | undefined {
  const cell = cells.get(column);
  if (cell === '') return undefined;
  const { normalised, reason } = checkIdentifier(system, cell);
  if (normalised === null) throw new RowFault(column, 'IDENTIFIER', reason ?? `"${cell}" is not valid.`);
  return normalised;
}

export function organisationCode(cells: Cells, column: string, kind: OrganisationKind): string | null {
  const cell = cells.get(column);
  return cell === '' ? null : told(column, 'FORMAT', () => checkCode(kind, cell, column));
}

/** As an envelope is written: WF1 2AB. */
export function postcode(cells: Cells, column: string): string | null {
  const bare = cells
    .get(column)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
  if (bare === '') return null;
  return bare.length < 5 || bare.length > 8 ? bare.slice(0, 40) : `${bare.slice(0, -3)} ${bare.slice(-3)}`;
}

export const FREQUENCY_WORDS: Readonly<Record<string, Frequency>> = {
  weekly: 'WEEK',
  'per week': 'WEEK',
  fortnightly: 'FORTNIGHT',
  '4-weekly': 'FOUR_WEEKS',
  'four-weekly': 'FOUR_WEEKS',
  '4 weeks': 'FOUR_WEEKS',
  monthly: 'MONTH',
  'calendar month': 'MONTH',
  quarterly: 'QUARTER',
  yearly: 'YEAR',
  annually: 'YEAR',
  annual: 'YEAR',
  annum: 'YEAR',
  'one-off': 'ONE_OFF',
  once: 'ONE_OFF',
};

export const amountOf = (pence: Pence | null, every: Frequency, weeks = 52): Amount | null => (pence === null ? null : amount(pence, every, weeks));

/** A period's last day is not before its first. */
export function period(from: Day, to: Day | null, column: string): void {
  if (to !== null && to < from) throw new RowFault(column, 'DATES', `The last day, ${to}, comes before the first, ${from}.`);
}
