import { type Amount, amount } from '../vocabulary/amount';
import { addDays, type Day, dayBefore, later, type Span } from '../vocabulary/day';
import { type Pence, scale, type Thousandths } from '../vocabulary/money';
import type { Chance } from './chance';
import { PROVIDERS } from './names';
import type { CareEvent, CostFrequency, ServiceCost } from './sample.types';

export const DIRECT_PAYMENT = 'Direct payment';
export const MANAGED = 'CASSR managed personal budget';
export const COMMISSIONED = 'CASSR commissioned support';
const COMMUNITY = 'Long Term Support: Community';

export type CareKind = 'DIRECT_PAYMENT' | 'HOME_CARE' | 'RESIDENTIAL' | 'NURSING';

const ONE_UNIT = 1000;
const QUARTER_HOUR = 250;

/** The weekly amount at another frequency, to the last whole ten pence below: over weeks. */
const RHYTHMS: readonly (readonly [rhythm: readonly [every: CostFrequency, over: number, under: number], weight: number])[] = [
  [['Weekly', 1, 1], 34],
  [['Fortnightly', 2, 1], 5],
  [['4-weekly', 4, 1], 44],
  [['Monthly', 52, 12], 11],
  [['Quarterly', 13, 1], 3],
  [['Annually', 52, 1], 3],
];

const downTo = (pence: Pence, step: number): Pence => pence - (pence % step);

function asPayment(chance: Chance, weekly: Pence): ServiceCost {
  const [every, over, under] = chance.weighted(RHYTHMS);
  return { unitCost: downTo(scale(weekly, over, under), 10), every, unitsPerWeek: null };
}

/** Hours a week at a council's rate for care at home, to the quarter hour. */
function asHours(chance: Chance, weekly: Pence): ServiceCost {
  const rate = chance.stepped(1_960, 2_640, 20);
  const quarters = Math.max(4, Math.trunc((weekly * ONE_UNIT) / (rate * QUARTER_HOUR)));
  return { unitCost: rate, every: 'Hourly', unitsPerWeek: quarters * QUARTER_HOUR };
}

const AS_AMOUNT: Partial<Record<CostFrequency, Amount['every']>> = {
  Weekly: 'WEEK',
  Fortnightly: 'FORTNIGHT',
  '4-weekly': 'FOUR_WEEKS',
  Monthly: 'MONTH',
  Quarterly: 'QUARTER',
  Annually: 'YEAR',
  'One-off': 'ONE_OFF',
};

/** What a costed service comes to: by the hour, day or session it is the units of a week. */
export function costOfService({ unitCost, every, unitsPerWeek }: ServiceCost): Amount {
  const rhythm = AS_AMOUNT[every];
  return rhythm ? amount(unitCost, rhythm) : amount(scale(unitCost, unitsPerWeek ?? 0, ONE_UNIT), 'WEEK');
}

const service = (span: Span, what: Pick<CareEvent, 'serviceType' | 'component' | 'mechanism' | 'provider' | 'cost'>): CareEvent => ({
  client: 'Service User',
  type: 'Service',
  outcome: '',
  ...span,
  ...what,
});

function mainService(chance: Chance, kind: CareKind, weekly: Pence, span: Span): CareEvent {
  if (kind === 'DIRECT_PAYMENT')
    return service(span, {
      serviceType: COMMUNITY,
      component: 'Direct Payment',
      mechanism: DIRECT_PAYMENT,
      provider: null,
      cost: asPayment(chance, weekly),
    });
  if (kind === 'HOME_CARE')
    return service(span, {
      serviceType: COMMUNITY,
      component: 'Home Support',
      mechanism: chance.weighted([
        [MANAGED, 70],
        [COMMISSIONED, 30],
      ]),
      provider: chance.pick(PROVIDERS),
      cost: asHours(chance, weekly),
    });
  const nursing = kind === 'NURSING';
  return service(span, {
    serviceType: `Long Term Support: ${nursing ? 'Nursing' : 'Residential'} Care`,
    component: `Long Term ${nursing ? 'Nursing' : 'Residential'} Care`,
    mechanism: COMMISSIONED,
    provider: chance.pick(PROVIDERS),
    cost: { unitCost: weekly, every: 'Weekly', unitsPerWeek: null },
  });
}

function besideIt(chance: Chance, span: Span): CareEvent {
  const provider = chance.pick(PROVIDERS);
  const units: Thousandths = chance.whole(1, 3) * ONE_UNIT;
  return chance.pick([
    service(span, {
      serviceType: COMMUNITY,
      component: 'Day Support',
      mechanism: MANAGED,
      provider,
      cost: { unitCost: chance.stepped(3_500, 6_500, 50), every: 'Per session', unitsPerWeek: units },
    }),
    service(span, {
      serviceType: COMMUNITY,
      component: 'Day Support',
      mechanism: MANAGED,
      provider,
      cost: { unitCost: chance.stepped(4_800, 8_000, 50), every: 'Daily', unitsPerWeek: units },
    }),
    service(span, {
      serviceType: COMMUNITY,
      component: 'Transport',
      mechanism: MANAGED,
      provider,
      cost: { unitCost: chance.stepped(6_000, 18_000, 500), every: 'Monthly', unitsPerWeek: null },
    }),
  ]);
}

/** A service for which the council holds no cost by the person, as a contract for many has none. */
const uncosted = (chance: Chance, span: Span): CareEvent =>
  service(span, {
    serviceType: COMMUNITY,
    component: chance.pick(['Meals', 'Community Supported Living', 'Other Long Term Support']),
    mechanism: COMMISSIONED,
    provider: chance.pick(PROVIDERS),
    cost: null,
  });

/** The main service until a day, at a lower price, and from it as it is now: a review changed it. */
function asChanged(now: CareEvent, on: Day): readonly CareEvent[] {
  if (now.cost === null || on <= now.from) return [now];
  const before = { ...now.cost, unitCost: downTo(scale(now.cost.unitCost, 92, 100), 10) };
  return [
    { ...now, to: dayBefore(on), cost: before, outcome: 'Change in package' },
    { ...now, from: on },
  ];
}

/** The services of one adult: a main one near so much a week, for some another beside it, for some a change on the way. */
export function servicesOf(chance: Chance, kind: CareKind, weekly: Pence, from: Day, lastKnown: Day): readonly CareEvent[] {
  const span: Span = { from, to: null };
  const main = mainService(chance, kind, weekly, span);
  const changes = chance.share(15) ? asChanged(main, chance.day(later(from, addDays(lastKnown, -180)), lastKnown)) : [main];
  const atHome = kind === 'DIRECT_PAYMENT' || kind === 'HOME_CARE';
  return [
    ...changes,
    ...(atHome && chance.share(25) ? [besideIt(chance, span)] : []),
    ...(atHome && chance.share(6) ? [uncosted(chance, span)] : []),
  ];
}
