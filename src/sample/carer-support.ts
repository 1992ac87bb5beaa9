import { addDays, addYears, birthday, earlier, financialYearOf, later } from '../vocabulary/day';
import { COMMISSIONED, DIRECT_PAYMENT, MANAGED } from './care-services';
import type { Calendar } from './calendar';
import { Chance } from './chance';
import { PROVIDERS } from './names';
import type { CareEvent, MadeUpPerson } from './sample.types';

const DIRECT_TO_CARER = 'Carer Support: Direct to Carer';
const ADULT = 18;

/**
 * A carer's own assessment and budget, £100 to £600: most often once, for a break or something that makes caring easier, and
 * else by the year. It is the carer's, never charged for (Wakefield joint policy 4.4), and of a carer of an adult only. What is
 * paid once counts in the financial year in which it falls, so it falls in this one.
 */
export function carerSupportOf(seed: number, who: MadeUpPerson, caredFor: MadeUpPerson | null, calendar: Calendar): readonly CareEvent[] {
  if (!who.mix.budgets.includes('CARER') || caredFor === null) return [];
  const chance = Chance.of(seed, 'carer', who.index);
  const last = addDays(calendar.reported.to, -14);
  const thisYear = financialYearOf(calendar.today).from;
  const once = chance.share(65) && thisYear <= last;
  const first = later(once ? thisYear : addYears(calendar.today, -1), birthday(caredFor.born, ADULT));
  const from = chance.day(earlier(first, last), last);
  const mechanism = chance.weighted([
    [DIRECT_PAYMENT, 80],
    [MANAGED, 12],
    [COMMISSIONED, 8],
  ]);
  const assessedOn = addDays(from, -chance.whole(10, 40));
  const common = { client: 'Carer' as const, cost: null, provider: null };
  return [
    {
      ...common,
      type: 'Assessment',
      outcome: 'Progress to Support Planning / Services',
      from: assessedOn,
      to: assessedOn,
      serviceType: '',
      component: '',
      mechanism: '',
    },
    {
      ...common,
      type: 'Service',
      outcome: '',
      from,
      to: null,
      serviceType: DIRECT_TO_CARER,
      component: mechanism === DIRECT_PAYMENT ? 'Direct Payment' : 'Carer Respite',
      mechanism,
      provider: mechanism === DIRECT_PAYMENT ? null : chance.pick(PROVIDERS),
      cost: { unitCost: chance.stepped(10_000, 60_000, 1_000), every: once ? 'One-off' : 'Annually', unitsPerWeek: null },
    },
  ];
}
