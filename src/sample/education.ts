import { endOfAcademicYearOf25 } from '../person/ages.rules';
import { addDays, ageOn, later } from '../vocabulary/day';
import type { Pence } from '../vocabulary/money';
import { type Calendar, endingBy } from './calendar';
import { Chance } from './chance';
import { SURNAMES } from './names';
import type { EhcPlan, MadeUpPerson, TopUp } from './sample.types';

const TIERS = ['HIGH', 'MEDIUM', 'LOW'] as const;
/** Wakefield's education threshold matrix, pounds a year by level: high, medium, low. Strands 1A, 1B and 2A were published. */
const MATRIX: readonly (readonly [level: number, amounts: readonly number[], strands: readonly string[], weight: number])[] = [
  [4, [4_000, 2_500, 1_500], ['1A', '1B', '2A'], 6],
  [5, [10_000, 7_000, 5_000], ['1A', '1B'], 3],
  [5, [13_000, 9_000, 6_000], ['2A'], 2],
];
const PENCE = 100;
const RELEASED_IN_100 = 88;
const WHOLLY_IN_100 = 65;
const STEP: Pence = 50 * PENCE;
const ADULT = 18;

/**
 * An Element 3 award of the current academic year, and for most what the setting releases of it, agreed before it begins. Where
 * another stream is in the mix the setting has always agreed, so that the mix shows in the pool.
 */
export function topUpOf(seed: number, who: MadeUpPerson, plan: EhcPlan | null, calendar: Calendar): TopUp | null {
  if (!who.mix.budgets.includes('EDUCATION') || !plan?.setting) return null;
  const chance = Chance.of(seed, 'element-3', who.index);
  const [level, amounts, strands] = chance.weighted(MATRIX.map((row) => [row, row[3]] as const));
  const tier = chance.whole(0, TIERS.length - 1);
  const topUp = (amounts[tier] ?? 0) * PENCE;
  const from = later(plan.from, calendar.academicYear.from);
  const adult = ageOn(who.born, calendar.today) >= ADULT;
  const end = adult || chance.share(50) ? calendar.academicYear.to : null;
  const released = who.mix.budgets.length > 1 || chance.share(RELEASED_IN_100);
  return {
    from,
    to: endingBy(end, adult ? endOfAcademicYearOf25(who.born) : null),
    setting: plan.setting,
    strand: chance.pick(strands),
    level,
    tier: TIERS[tier] ?? 'LOW',
    topUp,
    release: released
      ? {
          amount: chance.share(WHOLLY_IN_100) ? topUp : chance.stepped((topUp * 2) / 5, topUp, STEP),
          on: addDays(from, -chance.whole(7, 45)),
          by: `${chance.pick([...'ABCDEFGHJKLMNPRST'])}. ${chance.pick(SURNAMES)}`,
          role: plan.setting.youngest >= 16 ? 'principal' : 'headteacher',
        }
      : null,
  };
}
