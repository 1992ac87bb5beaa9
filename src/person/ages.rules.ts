import { academicYearOf, addDays, ageOn, birthday, type Day, weekday, yearOf } from '../vocabulary/day';

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
