import { addMonths, birthday, type Day, monthsTo } from '../vocabulary/day';

/**
 * Who was born from a day on (until the next entry's) reaches pension age on a birthday, at so many years and months, or on a day that
 * moves by so many months with each month of birth, counted from the 6th. Of months, each month of birth adds one where `rising`.
 */
type Stage =
  | { readonly bornFrom: Day; readonly years: number }
  | { readonly bornFrom: Day; readonly years: number; readonly rising: true }
  | { readonly bornFrom: Day; readonly on: Day; readonly eachMonth: number };

/*
 * Pensions Act 1995 schedule 4, paragraph 1 and tables 1 to 4, as amended by the Pensions Acts 2007, 2011 and 2014 (table 1 as the same
 * table of SI 1995/3213 (N.I.) prints it; 1953 to 1954 as the Act of 2011 does; 1960 to 1961 as the timetable under the Act of 2014 does).
 */
const STAGES: readonly Stage[] = [
  { bornFrom: '1800-01-01', years: 60 },
  { bornFrom: '1950-04-06', on: '2010-05-06', eachMonth: 2 },
  { bornFrom: '1953-04-06', on: '2016-07-06', eachMonth: 4 },
  { bornFrom: '1953-12-06', on: '2019-03-06', eachMonth: 2 },
  { bornFrom: '1954-10-06', years: 66 },
  { bornFrom: '1960-04-06', years: 66, rising: true },
  { bornFrom: '1961-03-06', years: 67 },
  { bornFrom: '1977-04-06', on: '2044-05-06', eachMonth: 2 },
  { bornFrom: '1978-04-06', years: 68 },
];

/**
 * The day on which pension credit age is reached: for everybody that of a woman born on the same day (State Pension Credit Act 2002
 * s.1(6)), by birth date and not in whole years.
 */
export function pensionCreditAgeDay(dateOfBirth: Day): Day {
  const stage = STAGES.findLast(({ bornFrom }) => bornFrom <= dateOfBirth) ?? { bornFrom: '1800-01-01', years: 60 };
  const months = monthsTo(stage.bornFrom, dateOfBirth);
  if ('on' in stage) return addMonths(stage.on, months * stage.eachMonth);
  // Who has no such day in the month reaches an age of years and months on its last: born 31 July 1960, on 30 November 2026.
  return 'rising' in stage ? addMonths(dateOfBirth, 12 * stage.years + months + 1) : birthday(dateOfBirth, stage.years);
}
export const isOfPensionCreditAge = (dateOfBirth: Day, on: Day): boolean => pensionCreditAgeDay(dateOfBirth) <= on;
