import type { Budget } from '../budgets/record/budget.loader';
import type { PersonFacts } from '../budgets/record/person-facts';
import { endOfAcademicYearOf25, endOfCompulsorySchooling } from '../person/ages.rules';
import { pensionCreditAgeDay } from '../person/pension-age.rules';
import { homeCountsFrom } from '../streams/financial-facts.rules';
import { addDays, birthday, type Day, yearOf } from '../vocabulary/day';

/** The first day, and the first day after the last, of a period. */
const endsOf = (from: Day | null, to: Day | null): readonly (Day | null)[] => [from, to && addDays(to, 1)];

/** Each 6 April of some years: the nation's figures begin on it. */
const newFigures = (from: Day, to: Day): readonly Day[] =>
  Array.from({ length: Math.max(0, yearOf(to) - yearOf(from) + 1) }, (_, index) => `${yearOf(from) + index}-04-06`);

/** The days on which what the rules say of a budget may change, from its first day to a day before `until`: latest first. */
export function factTurningDays(
  { person, plans, authorities, capacity, living, budgets, assessments }: PersonFacts,
  budget: Budget,
  until: Day,
): readonly Day[] {
  const begins = budget.revisions[0]?.from ?? until;
  const days = [
    ...budgets.flatMap(({ revisions }) => revisions.flatMap(({ effectiveOn, to }) => endsOf(effectiveOn, to))),
    ...budget.agreements.flatMap(({ on, until: last, withdrawnOn }) => [...endsOf(on, last), withdrawnOn]),
    ...[...budget.arrangements, ...authorities].flatMap(({ from, to }) => endsOf(from, to)),
    ...plans.flatMap((plan) => [...endsOf(plan.from, plan.to), plan.ceasedOn]),
    ...plans.flatMap(({ items, outcomes }) => [...items, ...outcomes].flatMap(({ from, to }) => endsOf(from, to))),
    ...capacity.map(({ on }) => on),
    ...living.map(({ from }) => from),
    ...assessments.flatMap(({ from, facts }) => [from, facts && homeCountsFrom(facts)]),
    ...newFigures(begins, until),
    pensionCreditAgeDay(person.dateOfBirth),
    ...[16, 18, 25].map((age) => birthday(person.dateOfBirth, age)),
    addDays(endOfCompulsorySchooling(person.dateOfBirth), 1),
    addDays(endOfAcademicYearOf25(person.dateOfBirth), 1),
    begins,
  ];
  return [...new Set(days.filter((day) => day !== null && day >= begins && day < until))].sort().reverse() as Day[];
}

/** The first day of the unbroken time, up to a day, in which something held; `held` is asked of the turning days, latest first. */
export function heldSince(day: Day, turning: readonly Day[], held: (day: Day) => boolean): Day {
  const stopped = turning.findIndex((each) => !held(each));
  const days = stopped < 0 ? turning : turning.slice(0, stopped);
  return days.at(-1) ?? day;
}
