import { academicYearOf, addDays, type Day, dayBefore, yearOf } from '../vocabulary/day';

/** The days that everything in the sample is relative to. */
export interface Calendar {
  readonly today: Day;
  readonly academicYear: { readonly from: Day; readonly to: Day };
  /** The last whole quarter of Client Level Data and the three before it: what a council has sent in by today. */
  readonly reported: { readonly from: Day; readonly to: Day };
}

const QUARTERS = ['01-01', '04-01', '07-01', '10-01'] as const;

export function calendarOf(today: Day): Calendar {
  const quarter = QUARTERS.findLast((start) => start <= today.slice(5)) ?? QUARTERS[0];
  return {
    today,
    academicYear: academicYearOf(today),
    reported: { from: `${yearOf(today) - 1}-${quarter}`, to: dayBefore(`${yearOf(today)}-${quarter}`) },
  };
}

export const daysAgo = ({ today }: Calendar, days: number): Day => addDays(today, -days);

/** The first of two ends; an open end is later than any day. */
export const endingBy = (end: Day | null, last: Day | null): Day | null => (end === null ? last : last === null || end < last ? end : last);
