import { badInput } from './refusal';

/**
 * A calendar day, YYYY-MM-DD. Days compare as text; arithmetic goes through whole numbers, since every rule asks for it. The calendar
 * ends where four digits of a year do: what would be later is its last day, what would be earlier its first, and neither is met by
 * adding one more day, so a loop over days stops by its own end.
 */
export type Day = string & { readonly __unit?: 'day' };
/** Milliseconds since 1970 in UTC: when a thing was recorded, never when it takes effect. */
export type Instant = number & { readonly __unit?: 'instant' };

/** Later than any instant that is recorded: the open end of what is still held to be true. */
export const OPEN_ENDED: Instant = Number.MAX_SAFE_INTEGER;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const LAST_YEAR = 9999;
const FIRST_DAY: Day = '0000-01-01';
const LAST_DAY: Day = `${LAST_YEAR}-12-31`;

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;

const digit = (day: Day, at: number): number => day.charCodeAt(at) - 48;
const two = (day: Day, at: number): number => 10 * digit(day, at) + digit(day, at + 1);
export const yearOf = (day: Day): number => 100 * two(day, 0) + two(day, 2);
const monthOf = (day: Day): number => two(day, 5);
const dayOfMonth = (day: Day): number => two(day, 8);

const TWO_DIGITS = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));
function write(year: number, month: number, day: number): Day {
  if (year > LAST_YEAR) return LAST_DAY;
  if (year < 0) return FIRST_DAY;
  return `${TWO_DIGITS[Math.trunc(year / 100)]}${TWO_DIGITS[year % 100]}-${TWO_DIGITS[month]}-${TWO_DIGITS[day]}`;
}

/*
 * Days are counted from 1 March of year 0: a year that begins in March has its leap day at its end, so that months are told from
 * the day of the year by one line, and four centuries are always as long.
 */
const FOUR_CENTURIES = 146_097;
function numberOf(day: Day): number {
  const month = monthOf(day);
  const year = yearOf(day) - (month <= 2 ? 1 : 0);
  const dayOfYear = Math.trunc((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth(day) - 1;
  return 365 * year + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + dayOfYear;
}
function dayNumbered(number: number): Day {
  const era = Math.floor(number / FOUR_CENTURIES);
  const dayOfEra = number - era * FOUR_CENTURIES;
  const yearOfEra = Math.trunc(
    (dayOfEra - Math.trunc(dayOfEra / 1460) + Math.trunc(dayOfEra / 36_524) - Math.trunc(dayOfEra / (FOUR_CENTURIES - 1))) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.trunc(yearOfEra / 4) - Math.trunc(yearOfEra / 100));
  const fromMarch = Math.trunc((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return write(400 * era + yearOfEra + (month <= 2 ? 1 : 0), month, dayOfYear - Math.trunc((153 * fromMarch + 2) / 5) + 1);
}

export function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const month = monthOf(text);
  return month >= 1 && month <= 12 && dayOfMonth(text) >= 1 && dayOfMonth(text) <= daysInMonth(yearOf(text), month);
}

/** Reads YYYY-MM-DD and refuses days that do not exist. Throws BAD_INPUT naming `field`. */
export function parseDay(text: string, field = 'date'): Day {
  if (isDay(text)) return text;
  throw badInput(field, `"${text}" is not a day of the calendar. Write it as year-month-day, such as 2025-09-01.`);
}

export const addDays = (day: Day, days: number): Day => dayNumbered(numberOf(day) + days);
/** The same day of another month, or the last of a month that is shorter. */
export function addMonths(day: Day, months: number): Day {
  const all = 12 * yearOf(day) + monthOf(day) - 1 + months;
  const year = Math.floor(all / 12);
  const month = all - 12 * year + 1;
  return write(year, month, Math.min(dayOfMonth(day), daysInMonth(year, month)));
}
export const addYears = (day: Day, years: number): Day => addMonths(day, 12 * years);
/** The whole months from one day to another: the most that may be added to the one without passing the other. */
export function monthsTo(first: Day, day: Day): number {
  const months = 12 * (yearOf(day) - yearOf(first)) + monthOf(day) - monthOf(first);
  return addMonths(first, months) > day ? months - 1 : months;
}
export const dayBefore = (day: Day): Day => addDays(day, -1);
/** Days in a span, both ends counted; 0 where it ends before it starts. */
export const inclusiveDays = (from: Day, to: Day): number => (to < from ? 0 : numberOf(to) - numberOf(from) + 1);
export const earlier = (a: Day, b: Day): Day => (a <= b ? a : b);
export const later = (a: Day, b: Day): Day => (a >= b ? a : b);
/** 1 is Monday, 7 is Sunday. */
export const weekday = (day: Day): number => (((numberOf(day) % 7) + 9) % 7) + 1;

/** Does a period with an open end hold on a day? Both ends are days on which it runs. */
export const runsOn = (period: { readonly from: Day; readonly to: Day | null }, day: Day): boolean =>
  period.from <= day && (period.to === null || period.to >= day);
export const overlaps = (a: { readonly from: Day; readonly to: Day | null }, b: { readonly from: Day; readonly to: Day | null }): boolean =>
  (b.to === null || a.from <= b.to) && (a.to === null || b.from <= a.to);

const HOUR = 3_600_000;
const A_DAY = 24 * HOUR;
const EPOCH = numberOf('1970-01-01');
/** Since this year the clocks change as they do now; for what is earlier the calendar of time zones is asked. */
const CLOCKS_AS_NOW = 1996;
/** The last Sunday of a month of 31 days, at one in the morning: when the clocks change (Summer Time Act 1972, as amended by the Summer Time Order 2002). */
function clocksChange(year: number, month: number): Instant {
  const last = numberOf(write(year, month, 31));
  return (last - ((last + 3) % 7) - EPOCH) * A_DAY + HOUR;
}

/** The calendar day in England at an instant. Summer time moves it in the last hour before midnight alone. */
export function dayOf(at: Instant): Day {
  const number = EPOCH + Math.floor(at / A_DAY);
  const day = dayNumbered(number);
  const year = yearOf(day);
  if (year < CLOCKS_AS_NOW) return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('Europe/London').toPlainDate().toString();
  const isLastHour = at - Math.floor(at / A_DAY) * A_DAY >= A_DAY - HOUR;
  return isLastHour && at >= clocksChange(year, 3) && at < clocksChange(year, 10) ? dayNumbered(number + 1) : day;
}
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
const financialYears = new Map<number, FinancialYear>();
export function financialYearOf(day: Day): FinancialYear {
  const start = monthOf(day) >= 4 ? yearOf(day) : yearOf(day) - 1;
  const known = financialYears.get(start);
  if (known) return known;
  const year: FinancialYear = {
    from: write(start, 4, 1),
    to: write(start + 1, 3, 31),
    days: isLeapYear(start + 1) ? 366 : 365,
    name: `${start}/${TWO_DIGITS[Math.abs(start + 1) % 100]}`,
  };
  financialYears.set(start, year);
  return year;
}

/** The financial years from that of one day to that of another, first to last. */
export function* financialYearsOf(first: Day, last: Day): Generator<FinancialYear> {
  for (let year = financialYearOf(first); year.from <= last; year = financialYearOf(addDays(year.to, 1))) {
    yield year;
    if (year.to >= last) return;
  }
}

/** The academic year, 1 September to 31 August, that holds a day. */
export function academicYearOf(day: Day): { readonly from: Day; readonly to: Day } {
  const start = monthOf(day) >= 9 ? yearOf(day) : yearOf(day) - 1;
  return { from: write(start, 9, 1), to: write(start + 1, 8, 31) };
}

/**
 * The day on which an age is reached. Someone born on 29 February reaches it on 1 March of a common year: in English law
 * the age is attained at the start of the birthday, and the day after 28 February is the first on which the year has run.
 */
export function birthday(dateOfBirth: Day, age: number): Day {
  const [year, month, day] = [yearOf(dateOfBirth) + age, monthOf(dateOfBirth), dayOfMonth(dateOfBirth)];
  return month === 2 && day === 29 && !isLeapYear(year) ? write(year, 3, 1) : write(year, month, day);
}

/** Age in completed years on a day. */
export function ageOn(dateOfBirth: Day, day: Day): number {
  const years = yearOf(day) - yearOf(dateOfBirth);
  return birthday(dateOfBirth, years) <= day ? years : years - 1;
}

/** Days on which something runs, both ends counted; an open end is null. */
export interface Span {
  readonly from: Day;
  readonly to: Day | null;
}
