import { amount } from '../vocabulary/amount';
import { addDays, ageOn, birthday, type Day, dayBefore, later, type Span } from '../vocabulary/day';
import { type Pence, scale } from '../vocabulary/money';
import { type Calendar, daysAgo, endingBy } from './calendar';
import { Chance } from './chance';
import type { EhcPlan, HealthPackage, MadeUpPerson } from './sample.types';

/** What health packages come to a week, in pence. */
const SMALLEST: Pence = 15_000;
const LARGEST: Pence = 250_000;
const RATE = { least: 2_200, most: 3_200, step: 25 } as const;
/** Half an hour, in thousandths of an hour. */
const HALF_HOUR = 500;
const ADULT = 18;

const TYPES: readonly (readonly [HealthPackage['type'], number])[] = [
  ['01', 45],
  ['02', 38],
  ['03', 17],
];

/** A few are very large and most are not: drawn in three bands. */
const weeklyFor = (chance: Chance): Pence => {
  const [from, to] = chance.weighted([
    [[SMALLEST, 50_000], 50],
    [[50_001, 120_000], 35],
    [[120_001, LARGEST], 15],
  ] as const);
  return chance.stepped(from, to, 50);
};

function byTheHour(chance: Chance, type: HealthPackage['type'], weekly: Pence, span: Span): HealthPackage {
  const rate = chance.stepped(RATE.least, RATE.most, RATE.step);
  const hours = HALF_HOUR * Math.max(1, Math.ceil((weekly * 1000) / (rate * HALF_HOUR)));
  const within = scale(rate, hours, 1000) > LARGEST ? hours - HALF_HOUR : hours;
  return { ...span, type, product: '05', unitCost: rate, every: '02', hoursPerWeek: within, perWeek: amount(scale(rate, within, 1000), 'WEEK') };
}

const byTheWeek = (type: HealthPackage['type'], product: string, weekly: Pence, span: Span): HealthPackage => ({
  ...span,
  type,
  product,
  unitCost: weekly,
  every: '04',
  hoursPerWeek: null,
  perWeek: amount(weekly, 'WEEK'),
});

/** When a package began: continuing care of a child, or from 18 NHS continuing healthcare, which has its own decision. */
function begins(chance: Chance, who: MadeUpPerson, plan: EhcPlan | null, calendar: Calendar): Day {
  // Where adult social care is in the mix it came first: a new care budget cannot follow continuing healthcare (PHB-CHC-WHOLE).
  const latecomer = who.mix.budgets.includes('ADULT_SOCIAL_CARE');
  const first = later(daysAgo(calendar, latecomer ? 200 : 2 * 365), plan?.from ?? who.born);
  const adult = ageOn(who.born, calendar.today) >= ADULT;
  return chance.day(adult ? later(first, birthday(who.born, ADULT)) : first, daysAgo(calendar, 20));
}

/**
 * NHS care packages. Somebody with a health budget has one package that is a personal health budget, and one in four
 * another beside it that the NHS commissions itself; some adults have that alone.
 */
export function packagesOf(seed: number, who: MadeUpPerson, plan: EhcPlan | null, calendar: Calendar): readonly HealthPackage[] {
  const commissionedOnly = who.mix.name === 'COMMISSIONED_CONTINUING_CARE';
  if (!commissionedOnly && !who.mix.budgets.includes('HEALTH')) return [];
  const chance = Chance.of(seed, 'health', who.index);
  const age = ageOn(who.born, calendar.today);
  const from = begins(chance, who, plan, calendar);
  const end = chance.share(15) ? addDays(calendar.today, chance.whole(60, 365)) : null;
  const span = { from, to: endingBy(end, age >= 16 && age < ADULT ? dayBefore(birthday(who.born, ADULT)) : null) };
  if (commissionedOnly) return [byTheWeek('04', chance.pick(['01', '01', '05']), chance.stepped(90_000, 160_000, 500), span)];
  const type = chance.weighted(TYPES);
  const weekly = weeklyFor(chance);
  const budget = chance.share(60) ? byTheHour(chance, type, weekly, span) : byTheWeek(type, chance.pick(['05', '07', '09', '13']), weekly, span);
  return chance.share(25) ? [budget, byTheWeek('04', '09', chance.stepped(4_000, 15_000, 50), span)] : [budget];
}
