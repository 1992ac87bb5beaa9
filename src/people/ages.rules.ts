import { academicYearOf, addDays, ageOn, birthday, type Day, weekday, yearOf } from '../vocabulary/day';
import type { Stream } from '../vocabulary/stream';

export const AGE_BANDS = ['CHILD', 'YOUNG_PERSON', 'ADULT'] as const;
/** CHILD under 18, YOUNG_PERSON 18 to 24, ADULT from 25. */
export type AgeBand = (typeof AGE_BANDS)[number];

const ADULT_CARE_AGE = 18;
const FULL_ADULT_AGE = 25;
const SELF_HOLDING_AGE = 16;
const FRIDAY = 5;

export function ageBand(dateOfBirth: Day, day: Day): AgeBand {
  const age = ageOn(dateOfBirth, day);
  if (age < ADULT_CARE_AGE) return 'CHILD';
  return age < FULL_ADULT_AGE ? 'YOUNG_PERSON' : 'ADULT';
}

/** From the 18th birthday a person is an adult to social care and to charging. */
export const isAdult = (dateOfBirth: Day, day: Day): boolean => birthday(dateOfBirth, ADULT_CARE_AGE) <= day;

/**
 * The last day of compulsory schooling: the last Friday of June of the school year in which 16 is reached. Someone who
 * turns 16 after that Friday but before the next school year (by 31 August) leaves on it too. Education Act 1996 s.8.
 */
export function endOfCompulsorySchooling(dateOfBirth: Day): Day {
  const schoolYear = academicYearOf(birthday(dateOfBirth, SELF_HOLDING_AGE));
  const lastOfJune = `${yearOf(schoolYear.to)}-06-30`;
  return addDays(lastOfJune, -((weekday(lastOfJune) - FRIDAY + 7) % 7));
}

/** Compulsory school age ends at the end of its last day (Education Act 1996 s.8(3)), so the day after is the first past it. */
export const isPastCompulsorySchooling = (dateOfBirth: Day, day: Day): boolean => endOfCompulsorySchooling(dateOfBirth) < day;

/** The 31 August that ends the academic year in which 25 is reached: the last day an EHC plan may run (EDU-AGE). */
export const endOfAcademicYearOf25 = (dateOfBirth: Day): Day => academicYearOf(birthday(dateOfBirth, FULL_ADULT_AGE)).to;

/** The last day on which an age lets a stream's money run, whatever its budget says; null where none does. A children's budget has none: it waits for the adult decision. */
export const lastDayByLaw = (stream: Stream, dateOfBirth: Day): Day | null => (stream === 'EDUCATION' ? endOfAcademicYearOf25(dateOfBirth) : null);

/** What changes by itself as a person grows older, and the rule that makes it change. */
export interface AgeTransition {
  readonly on: Day;
  readonly title: string;
  /** null: every stream. */
  readonly stream: Stream | null;
  /** Rule id, as in the rule book. */
  readonly rule: string;
}

/**
 * The dated events of growing older that fall in a span, both ends counted, in order: 16, the end of Year 11, 18 (three
 * streams change on that day), 25, and the end of the academic year in which 25 is reached.
 */
export function transitionsOf(dateOfBirth: Day, from: Day, until: Day): readonly AgeTransition[] {
  const eighteenth = birthday(dateOfBirth, ADULT_CARE_AGE);
  const all: readonly AgeTransition[] = [
    {
      on: birthday(dateOfBirth, SELF_HOLDING_AGE),
      title: 'Turns 16: may hold a direct payment, with capacity (for education once compulsory schooling has ended as well)',
      stream: null,
      rule: 'DP-SELF-16',
    },
    {
      on: endOfCompulsorySchooling(dateOfBirth),
      title: 'End of Year 11: control passes from the parent to the person, unless they lack capacity',
      stream: null,
      rule: 'CONTROL-YEAR-11',
    },
    {
      on: eighteenth,
      title: "Turns 18: no new children's budget; one that is running goes on until the adult assessment is decided",
      stream: 'CHILDRENS_SOCIAL_CARE',
      rule: 'CSC-AGE',
    },
    {
      on: eighteenth,
      title: 'Turns 18: adult social care begins, and with it the financial assessment',
      stream: 'ADULT_SOCIAL_CARE',
      rule: 'ASC-AGE',
    },
    {
      on: eighteenth,
      title: "Turns 18: children's continuing care ends; NHS Continuing Healthcare has its own eligibility",
      stream: 'HEALTH',
      rule: 'PHB-ELIGIBLE-AGE',
    },
    {
      on: birthday(dateOfBirth, FULL_ADULT_AGE),
      title: 'Turns 25: the minimum income guarantee moves to the next age band',
      stream: 'ADULT_SOCIAL_CARE',
      rule: 'ASC-MIG',
    },
    {
      on: endOfAcademicYearOf25(dateOfBirth),
      title: 'End of the academic year in which 25 is reached: the last day of an EHC plan and its education budget',
      stream: 'EDUCATION',
      rule: 'EDU-AGE',
    },
  ];
  return all.filter(({ on }) => from <= on && on <= until).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}
