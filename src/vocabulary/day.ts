import { badInput } from './refusal';

/** A calendar day, YYYY-MM-DD. Days compare as text; arithmetic goes through Temporal. */
export type Day = string & { readonly __unit?: 'day' };
/** Milliseconds since 1970 in UTC: when a thing was recorded, never when it takes effect. */
export type Instant = number & { readonly __unit?: 'instant' };

/** Later than any instant that is recorded: the open end of what is still held to be true. */
export const OPEN_ENDED: Instant = Number.MAX_SAFE_INTEGER;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const plain = (day: Day): Temporal.PlainDate => Temporal.PlainDate.from(day);

/** Reads YYYY-MM-DD and refuses days that do not exist. Throws BAD_INPUT naming `field`. */
export function parseDay(text: string, field = 'date'): Day {
  if (DAY.test(text)) {
    try {
      plain(text);
      return text;
    } catch {
      // falls through to the one message below
    }
  }
  throw badInput(field, `"${text}" is not a day of the calendar. Write it as year-month-day, such as 2025-09-01.`);
}

export const isDay = (text: string): boolean => {
  try {
    parseDay(text);
    return true;
  } catch {
    return false;
  }
};

export const addDays = (day: Day, days: number): Day => plain(day).add({ days }).toString();
export const addMonths = (day: Day, months: number): Day => plain(day).add({ months }).toString();
export const addYears = (day: Day, years: number): Day => plain(day).add({ years }).toString();
export const dayBefore = (day: Day): Day => addDays(day, -1);
/** Days in a span, both ends counted; 0 where it ends before it starts. */
export const inclusiveDays = (from: Day, to: Day): number => (to < from ? 0 : plain(from).until(plain(to), { largestUnit: 'days' }).days + 1);
export const earlier = (a: Day, b: Day): Day => (a <= b ? a : b);
export const later = (a: Day, b: Day): Day => (a >= b ? a : b);
export const yearOf = (day: Day): number => Number(day.slice(0, 4));
/** 1 is Monday, 7 is Sunday. */
export const weekday = (day: Day): number => plain(day).dayOfWeek;

/** Does a period with an open end hold on a day? Both ends are days on which it runs. */
export const runsOn = (period: { readonly from: Day; readonly to: Day | null }, day: Day): boolean =>
  period.from <= day && (period.to === null || period.to >= day);
export const overlaps = (a: { readonly from: Day; readonly to: Day | null }, b: { readonly from: Day; readonly to: Day | null }): boolean =>
  (b.to === null || a.from <= b.to) && (a.to === null || b.from <= a.to);

/** The calendar day in England at an instant. */
export const dayOf = (at: Instant): Day => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('Europe/London').toPlainDate().toString();
export const formatInstant = (at: Instant): string => new Date(at).toISOString();

/** A council's financial year, 1 April to 31 March. */
export interface FinancialYear {
  readonly from: Day;
  readonly to: Day;
  /** 365, or 366 where 29 February falls in it. */
  readonly days: number;
  /** As councils write it: 2025/26. */
  readonly name: string;
}
const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
export function financialYearOf(day: Day): FinancialYear {
  const start = day.slice(5) >= '04-01' ? yearOf(day) : yearOf(day) - 1;
  const from = `${start}-04-01`;
  const to = `${start + 1}-03-31`;
  return { from, to, days: isLeapYear(start + 1) ? 366 : 365, name: `${start}/${String((start + 1) % 100).padStart(2, '0')}` };
}

/** The academic year, 1 September to 31 August, that holds a day. */
export function academicYearOf(day: Day): { readonly from: Day; readonly to: Day } {
  const start = day.slice(5) >= '09-01' ? yearOf(day) : yearOf(day) - 1;
  return { from: `${start}-09-01`, to: `${start + 1}-08-31` };
}

/**
 * The day on which an age is reached. Someone born on 29 February reaches it on 1 March of a common year: in English law
 * the age is attained at the start of the birthday, and the day after 28 February is the first on which the year has run.
 */
export function birthday(dateOfBirth: Day, age: number): Day {
  const year = yearOf(dateOfBirth) + age;
  const monthDay = dateOfBirth.slice(5);
  const day = `${year}-${monthDay}`;
  return monthDay === '02-29' && !isDay(day) ? `${year}-03-01` : day;
}

/** Age in completed years on a day. */
export function ageOn(dateOfBirth: Day, day: Day): number {
  const years = yearOf(day) - yearOf(dateOfBirth);
  return birthday(dateOfBirth, years) <= day ? years : years - 1;
}
