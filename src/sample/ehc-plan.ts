import { addDays, ageOn, later } from '../vocabulary/day';
import { type Calendar, daysAgo } from './calendar';
import { Chance } from './chance';
import { settingFor } from './schools';
import type { EhcPlan, MadeUpPerson } from './sample.types';

/** Types of need as the return codes them; how often each is given here is a guess of the right order. */
const NEEDS: readonly (readonly [code: string, weight: number])[] = [
  ['ASD', 33],
  ['SLCN', 20],
  ['SEMH', 16],
  ['MLD', 9],
  ['SLD', 8],
  ['PD', 4],
  ['SPLD', 4],
  ['PMLD', 3],
  ['HI', 2],
  ['VI', 1],
  ['DS', 2],
  ['MSI', 1],
  ['OTH', 2],
];
const ELSEWHERE_IN_100 = 8;
const CEASED_IN_100 = 6;
const YOUNGEST_LEAVER = 16;
const LATEST_LEAVER = 23;

function cease(chance: Chance, from: string, age: number, calendar: Calendar): EhcPlan['ceased'] {
  const on = chance.day(later(addDays(from, 30), daysAgo(calendar, 300)), daysAgo(calendar, 10));
  // 1 maximum age, 2 needs met, 3 higher education, 4 paid work, 5 moved to another council, 6 no longer engaged, 7 left England.
  const reason =
    age >= LATEST_LEAVER
      ? chance.pick(['1', '4'])
      : age >= YOUNGEST_LEAVER
        ? chance.pick(['2', '3', '4', '5', '6'])
        : chance.pick(['2', '5', '5', '7']);
  return { on, reason };
}

/** A plan that began one to three years ago (later for the very young), and is in force unless it has ceased. */
export function ehcPlanOf(seed: number, who: MadeUpPerson, calendar: Calendar): EhcPlan | null {
  if (!who.mix.ehcPlan) return null;
  const chance = Chance.of(seed, 'ehc-plan', who.index);
  const age = ageOn(who.born, calendar.today);
  const infant = age < 2;
  const from = chance.day(later(addDays(who.born, infant ? 90 : 240), daysAgo(calendar, 3 * 365)), daysAgo(calendar, infant ? 30 : 365));
  const needs = [chance.weighted(NEEDS), ...(chance.share(40) ? [chance.weighted(NEEDS)] : [])];
  const withoutEducation = !who.mix.budgets.includes('EDUCATION');
  const elsewhere = withoutEducation && chance.share(ELSEWHERE_IN_100) ? (age >= YOUNGEST_LEAVER ? 'NEET' : age >= 5 ? 'EHE' : 'OTH') : null;
  return {
    from,
    ceased: who.mix.budgets.length === 0 && chance.share(CEASED_IN_100) ? cease(chance, from, age, calendar) : null,
    needs: [...new Set(needs)],
    setting: elsewhere === null ? settingFor(chance, age) : null,
    elsewhere,
  };
}
