import { addYears, type Day, dayOf, type Instant } from './day';
import { formatDecimal, formatMoney, type Pence, pounds, type Thousandths } from './money';

/*
 * How much, how long and how far off: what an argument of the graph, a field of an input or a cell of a file may hold. Each scalar has
 * bounds of its own, so that nothing is without; where an argument or field wants others, they stand beside it (bounds.graph.ts).
 */

interface Range<Kind extends string, Held> {
  readonly kind: Kind;
  readonly least: Held;
  readonly most: Held;
}
/** The last day is a day of the calendar, or so many years after today. */
interface DayRange<Kind extends 'day' | 'instant'> {
  readonly kind: Kind;
  readonly first: Day;
  readonly last: Day | number;
}
/** Characters as a reader counts them (code points, as the columns do); at least so many that are no space. */
interface TextRange {
  readonly kind: 'text';
  readonly least: number;
  readonly most: number;
  /** Is it a text of several lines? Then it may hold line breaks and tabs. */
  readonly lines: boolean;
}
export type ValueBounds =
  | Range<'money', Pence>
  | Range<'decimal', Thousandths>
  | (Range<'whole', number> & { readonly of?: string })
  | DayRange<'day'>
  | DayRange<'instant'>
  | TextRange
  | { readonly kind: 'id'; readonly most: number };

/** What holds of one argument or field: of each value in it, of how many there are, and of all the text in it taken together. */
export interface Bounds {
  readonly value?: ValueBounds;
  /** One of these, where it is a closed list. */
  readonly oneOf?: readonly (string | number)[];
  readonly items?: number;
  readonly characters?: number;
}

/** The largest single amount, payment or price: £9,999,999.99. A year of it every week, two hundred times over, is still counted exactly. */
export const MOST_PENCE: Pence = 999_999_999;
/** The largest sum of money that somebody owns: £999,999,999.99. */
export const MOST_CAPITAL: Pence = 99_999_999_999;
/** Ten thousand hours, miles or sessions, in thousandths. */
export const MOST_UNITS: Thousandths = 9_999_999;
/** Budgets and whatever is asked about them: from the first personal budgets to as far as anybody plans. */
export const FIRST_DAY: Day = '2010-01-01';
export const YEARS_AHEAD = 50;
/** Nobody whose money is looked after here was born before. */
export const FIRST_BIRTH: Day = '1900-01-01';
/** Files say that something has no end with a day at the end of the century, and not beyond. */
export const LAST_DAY_OF_FILES: Day = '2099-12-31';
/** What a column for a line holds. */
export const LONGEST_LINE = 255;
export const LONGEST_NAME = 200;
export const LONGEST_ACCOUNT = 5000;
export const LONGEST_REASON = 2000;
export const LONGEST_CODE = 40;
export const LONGEST_REFERENCE = 100;

export const money = (most: Pence = MOST_PENCE, least: Pence = 0): Bounds => ({ value: { kind: 'money', least, most } });
export const units = (most: Thousandths = MOST_UNITS): Bounds => ({ value: { kind: 'decimal', least: 0, most } });
/** A whole number, of something where it is said of what. */
export const whole = (least: number, most: number, of?: string): Bounds => ({
  value: { kind: 'whole', least, most, ...(of === undefined ? {} : { of }) },
});
export const day = (first: Day, last: Day | number): Bounds => ({ value: { kind: 'day', first, last } });
/** Published tables are asked about as far back as any is kept. */
export const dayOfTable: Bounds = day('2000-01-01', YEARS_AHEAD);
/** A day on which somebody was born. */
export const dayOfBirth: Bounds = day(FIRST_BIRTH, 0);
/** A day in somebody's life: it may lie as far back as they were born. */
export const dayOfLife: Bounds = day(FIRST_BIRTH, YEARS_AHEAD);
/** One line that is not empty. */
export const line = (most: number = LONGEST_LINE, least = 1): Bounds => ({ value: { kind: 'text', least, most, lines: false } });
/** A text of several lines. */
export const text = (most: number, least = 1): Bounds => ({ value: { kind: 'text', least, most, lines: true } });
/** A word or number of a closed list that is no list of the graph. */
export const oneOf = (those: readonly (string | number)[], value: Bounds = {}): Bounds => ({ ...value, oneOf: those });
export const items = (most: number, each: Bounds = {}): Bounds => ({ ...each, items: most });

/** What holds where nothing else is said, by the name of the scalar. */
export const BOUNDS_OF_SCALARS: Readonly<Record<string, Bounds>> = {
  Money: money(),
  Decimal: units(),
  Int: whole(0, 1_000_000),
  Date: day(FIRST_DAY, YEARS_AHEAD),
  DateTime: { value: { kind: 'instant', first: FIRST_DAY, last: YEARS_AHEAD } },
  String: line(),
  ID: { value: { kind: 'id', most: 16 } },
};
/** How many entries a list has where nothing else is said. */
export const MOST_ITEMS = 100;

const lastDay = (last: Day | number, today: Day): Day => (typeof last === 'string' ? last : addYears(today, last));

/** The ends of a range on a day, as they are held; for texts, their lengths. */
export function ends(bounds: ValueBounds, today: Day): readonly [least: number | Day, most: number | Day] {
  switch (bounds.kind) {
    case 'day':
    case 'instant':
      return [bounds.first, lastDay(bounds.last, today)];
    case 'id':
      return [1, bounds.most];
    default:
      return [bounds.least, bounds.most];
  }
}

const grouped = (count: number): string => count.toLocaleString('en-GB');

function between(value: number, { least, most }: { readonly least: number; readonly most: number }, what: string, write: (held: number) => string) {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return null;
  return `${what} ${value < 0 && least >= 0 ? 'is not negative. One ' : ''}from ${write(least)} to ${write(most)} is wanted.`;
}

function dayFault(on: Day, first: Day, last: Day): string | null {
  return on >= first && on <= last ? null : `A day from ${first} to ${last} is wanted.`;
}

/** NUL and the other characters that are not shown; those that turn the direction of writing, behind which a text says something else. */
const UNSHOWN = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/u;
const UNSHOWN_IN_LINES = /[^\P{Cc}\n\r\t]|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/u;

/** Characters as the columns of both databases count them. */
export function charactersIn(written: string): number {
  let count = 0;
  for (const _ of written) count += 1;
  return count;
}

/** What a text must not hold, wherever it comes from; null where it holds none of it. */
export function unreadableIn(written: string, lines: boolean): string | null {
  if (!written.isWellFormed()) return 'The text holds half a character. Write it again as plain text.';
  if ((lines ? UNSHOWN_IN_LINES : UNSHOWN).test(written))
    return lines
      ? 'The text holds a character that cannot be shown. Write it again without it.'
      : 'The text is one line of characters that can be shown. Write it again without line breaks, tabs and the like.';
  return null;
}

function textFault(written: string, { least, most, lines }: TextRange): string | null {
  const unreadable = unreadableIn(written, lines);
  if (unreadable !== null) return unreadable;
  // A text has at most as many characters as code units, so that most are not counted.
  if (written.length > most && charactersIn(written) > most) return `At most ${grouped(most)} characters are kept. Write it shorter.`;
  if (least > 0 && charactersIn(written.trim()) < least)
    return `The text is empty. Write ${grouped(least)} to ${grouped(most)} characters, or leave it out where that is allowed.`;
  return null;
}

function valueFault(value: unknown, bounds: ValueBounds, today: Day): string | null {
  switch (bounds.kind) {
    case 'money':
      return between(value as Pence, bounds, 'An amount', pounds);
    case 'decimal':
      return between(value as Thousandths, bounds, 'A number', formatDecimal);
    case 'whole':
      return between(value as number, bounds, 'A whole number', (held) =>
        held === bounds.most && bounds.of !== undefined ? `${grouped(held)} ${bounds.of}` : grouped(held),
      );
    case 'day':
      return dayFault(value as Day, bounds.first, lastDay(bounds.last, today));
    case 'instant':
      return dayFault(dayOf(value as Instant), bounds.first, lastDay(bounds.last, today));
    case 'text':
      return textFault(value as string, bounds);
    case 'id':
      return textFault(value as string, { kind: 'text', least: 1, most: bounds.most, lines: false });
  }
}

/** What is wrong with a value, as a sentence that says what is wanted and never what was sent; null where it keeps within its bounds. */
export function faultIn(value: unknown, { value: range, oneOf: those }: Bounds, today: Day): string | null {
  if (those !== undefined && !those.includes(value as string | number)) return `One of ${those.join(', ')} is wanted.`;
  return range === undefined ? null : valueFault(value, range, today);
}

const lastInWords = (last: Day | number): string => (typeof last === 'string' ? last : last === 0 ? 'today' : `${last} years after today`);

function valueInWords(bounds: ValueBounds): string {
  switch (bounds.kind) {
    case 'money':
      return `${formatMoney(bounds.least)} to ${formatMoney(bounds.most)}.`;
    case 'decimal':
      return `${formatDecimal(bounds.least)} to ${formatDecimal(bounds.most)}.`;
    case 'whole':
      return `${bounds.least} to ${bounds.most}${bounds.of === undefined ? '' : ` ${bounds.of}`}.`;
    case 'day':
    case 'instant':
      return `From ${bounds.first} to ${lastInWords(bounds.last)}.`;
    case 'text':
      return `${bounds.least === 0 ? 'At most' : `${bounds.least} to`} ${grouped(bounds.most)} characters${bounds.lines ? '' : ', in one line'}.`;
    case 'id':
      return `1 to ${bounds.most} digits.`;
  }
}

/** As the schema tells it to who writes a client. */
export const boundsInWords = ({ value, oneOf, items: most, characters }: Bounds): string =>
  [
    most === undefined ? '' : `At most ${grouped(most)} entries.`,
    oneOf === undefined ? '' : `One of ${oneOf.join(', ')}.`,
    value === undefined || oneOf !== undefined ? '' : `${most === undefined ? '' : 'Each: '}${valueInWords(value)}`,
    characters === undefined ? '' : `At most ${grouped(characters)} characters in all.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
