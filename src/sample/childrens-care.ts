import { amount } from '../vocabulary/amount';
import { addDays, ageOn, birthday, dayBefore, later } from '../vocabulary/day';
import type { Pence } from '../vocabulary/money';
import { type Calendar, daysAgo, endingBy } from './calendar';
import { Chance } from './chance';
import { OFFICERS } from './names';
import type { EhcPlan, MadeUpPerson, RasAnswer } from './sample.types';

/**
 * Norfolk's table for primary-age children, the one that is published, in pounds a year. It stands in for Wakefield's, which is
 * not, and for secondary-age children, whose table was not found.
 */
const STEPS: readonly (readonly [points: readonly [from: number, to: number], pounds: number, weight: number])[] = [
  [[70, 115], 500, 20],
  [[116, 130], 1_000, 20],
  [[131, 145], 1_500, 20],
  [[146, 160], 2_800, 18],
  [[161, 170], 4_000, 12],
  [[171, 185], 6_000, 10],
];
const PENCE = 100;
const RAS_FROM_AGE = 5;
const SECONDARY_FROM_AGE = 11;
const AGREED_IN_100 = 90;
const BY_THIS_AGE_IT_ENDS_AT_18 = 16;

/** What was agreed against what was indicated: mostly the same, sometimes more, sometimes less (Wakefield joint policy 5.1). */
export function settled(chance: Chance, indicative: Pence): Pence {
  const percent = chance.weighted([
    [100, 70],
    [110, 12],
    [120, 8],
    [90, 10],
  ]);
  const whole = Math.trunc((indicative * percent) / 100);
  return whole - (whole % PENCE);
}

/** The children's RAS is not used before the fifth birthday; no budget of it is made from the eighteenth. */
export function childrensRasOf(seed: number, who: MadeUpPerson, plan: EhcPlan | null, calendar: Calendar): RasAnswer | null {
  if (!who.mix.budgets.includes('CHILDRENS_SOCIAL_CARE') || plan === null) return null;
  const chance = Chance.of(seed, 'childrens-ras', who.index);
  const from = chance.day(later(later(plan.from, birthday(who.born, RAS_FROM_AGE)), daysAgo(calendar, 2 * 365)), daysAgo(calendar, 21));
  const assessedOn = addDays(from, -chance.whole(28, 70));
  const [points, pounds] = chance.weighted(STEPS.map(([range, each, weight]) => [[range, each] as const, weight] as const));
  const indicative = pounds * PENCE;
  const lastOfChildhood = ageOn(who.born, calendar.today) >= BY_THIS_AGE_IT_ENDS_AT_18 ? dayBefore(birthday(who.born, 18)) : null;
  const agreed = who.mix.budgets.length > 1 || chance.share(AGREED_IN_100);
  return {
    from,
    to: endingBy(chance.share(40) ? calendar.academicYear.to : null, lastOfChildhood),
    questionnaire: ageOn(who.born, assessedOn) < SECONDARY_FROM_AGE ? 'primary' : 'secondary',
    points: chance.whole(points[0], points[1]),
    indicative: amount(indicative),
    assessedOn,
    assessedBy: `${chance.pick(OFFICERS)}, children's social worker`,
    agreement: agreed ? { amount: amount(settled(chance, indicative)), on: addDays(from, -chance.whole(1, 20)), releasedOn: from } : null,
    contributionPerWeek: null,
  };
}
