import { type Amount, amount, perYearExactly } from '../vocabulary/amount';
import { addDays, addYears, birthday, type Day, earlier, later, overlaps } from '../vocabulary/day';
import { addFractions, type Fraction, type Pence, ZERO_FRACTION } from '../vocabulary/money';
import { type Calendar, daysAgo } from './calendar';
import { type CareKind, costOfService, servicesOf } from './care-services';
import { Chance } from './chance';
import { OFFICERS } from './names';
import type { CareEvent, MadeUpPerson, RasAnswer } from './sample.types';

export interface AdultCare {
  readonly ras: RasAnswer | null;
  readonly events: readonly CareEvent[];
  /** The agreed amount that is costed in Section J of the EHC plan instead of in services (Wakefield joint policy 3.2.1). */
  readonly inSectionJ: boolean;
}

const ADULT = 18;
const FIFTY_PENCE: Pence = 50;
const WEEKS_A_YEAR = 52n;
const WITH_RAS_IN_100 = 70;
const SECTION_J_IN_100 = 70;
const INDICATIVE_ONLY_IN_100 = 4;
const TO_THE_PENNY_IN_100 = 75;

const KINDS: readonly (readonly [CareKind, number])[] = [
  ['DIRECT_PAYMENT', 38],
  ['HOME_CARE', 46],
  ['RESIDENTIAL', 10],
  ['NURSING', 6],
];
const AT_HOME: readonly (readonly [CareKind, number])[] = [
  ['DIRECT_PAYMENT', 60],
  ['HOME_CARE', 40],
];

function weeklyFor(chance: Chance, kind: CareKind): Pence {
  if (kind === 'RESIDENTIAL' || kind === 'NURSING') return chance.stepped(62_000, 90_000, 500);
  const [from, to] = chance.weighted([
    [[6_000, 20_000], 45],
    [[20_050, 40_000], 35],
    [[40_050, 65_000], 20],
  ] as const);
  return chance.stepped(from, to, FIFTY_PENCE);
}

/** The smallest weekly amount, in whole `step` pences, that covers what runs on the dearest day. */
function covering(events: readonly CareEvent[], step: number): Amount {
  const costed = events.flatMap((event) => (event.cost === null ? [] : [{ event, yearly: perYearExactly(costOfService(event.cost)) }]));
  const onFirstDayOf = ({ from }: CareEvent): Fraction =>
    costed.filter(({ event }) => overlaps(event, { from, to: from })).reduce((sum, { yearly }) => addFractions(sum, yearly), ZERO_FRACTION);
  const weekly = costed.map(({ event }) => {
    const { over, under } = onFirstDayOf(event);
    const yearlyStep = under * WEEKS_A_YEAR * BigInt(step);
    return Number((over + yearlyStep - 1n) / yearlyStep) * step;
  });
  return amount(Math.max(0, ...weekly), 'WEEK');
}

/** What an adult pays a week: for some nothing, for some not worked out yet, and never more than two fifths of what is agreed. */
const contributionFor = (chance: Chance, agreed: Amount): Pence | null =>
  chance.weighted<() => Pence | null>([
    [() => null, 10],
    [() => 0, 35],
    [() => chance.stepped(500, Math.max(505, Math.min(12_000, (agreed.pence * 2) / 5)), 5), 55],
  ])();

function rasFor(chance: Chance, from: Day, assessedOn: Day, agreed: Amount | null): RasAnswer {
  const near = agreed?.pence ?? chance.stepped(6_000, 40_000, FIFTY_PENCE);
  const [least, most] = chance.weighted<readonly [number, number]>([
    [[near, near + FIFTY_PENCE - 1], 60],
    [[(near * 17) / 20, near], 25],
    [[near, (near * 23) / 20], 15],
  ]);
  const indicative = amount(chance.stepped(least, most, FIFTY_PENCE), 'WEEK');
  return {
    from,
    to: null,
    questionnaire: 'supported self-assessment',
    points: chance.whole(8, 60),
    indicative,
    assessedOn,
    assessedBy: `${chance.pick(OFFICERS)}, adults' social worker`,
    agreement: agreed && { amount: agreed, on: addDays(from, -chance.whole(1, 12)), releasedOn: from },
    contributionPerWeek: agreed && contributionFor(chance, agreed),
  };
}

const happening = (type: 'Assessment' | 'Review', on: Day, outcome: string): CareEvent => ({
  client: 'Service User',
  type,
  outcome,
  from: on,
  to: on,
  serviceType: '',
  component: '',
  mechanism: '',
  provider: null,
  cost: null,
});

/** When care began: from the 18th birthday, and known to the last return that was sent. */
function careBegan(chance: Chance, who: MadeUpPerson, calendar: Calendar): Day {
  const continuingCareFollows = who.mix.budgets.includes('HEALTH');
  const last = continuingCareFollows ? earlier(daysAgo(calendar, 250), calendar.reported.to) : addDays(calendar.reported.to, -21);
  return chance.day(earlier(later(birthday(who.born, ADULT), addYears(calendar.today, -3)), last), last);
}

/**
 * Adult social care: the assessment, the services or the lines of Section J that it led to, and for most the adults' RAS. Where
 * there is no RAS the services themselves are the budget; a few have an indicative amount and nothing else yet.
 */
export function adultCareOf(seed: number, who: MadeUpPerson, calendar: Calendar): AdultCare {
  const assessedOnly = who.mix.name === 'ASSESSED_ONLY';
  if (!assessedOnly && !who.mix.budgets.includes('ADULT_SOCIAL_CARE')) return { ras: null, events: [], inSectionJ: false };
  const chance = Chance.of(seed, 'adult-care', who.index);
  const from = careBegan(chance, who, calendar);
  const assessedOn = addDays(from, -chance.whole(14, 45));
  const assessed = happening(
    'Assessment',
    assessedOn,
    assessedOnly ? 'No Support Provided - Information & Advice' : 'Progress to Support Planning / Services',
  );
  if (assessedOnly) return { ras: null, events: [assessed], inSectionJ: false };
  const reviews =
    from < addDays(calendar.reported.to, -120) && chance.share(40)
      ? [happening('Review', chance.day(addDays(from, 90), calendar.reported.to), 'No change in package')]
      : [];
  if (who.mix.name === 'ADULT_CARE' && chance.share(INDICATIVE_ONLY_IN_100))
    return { ras: rasFor(chance, from, assessedOn, null), events: [assessed], inSectionJ: false };

  const kind = chance.weighted(who.mix.name === 'ADULT_CARE' ? KINDS : AT_HOME);
  const weekly = weeklyFor(chance, kind);
  if (who.mix.ehcPlan && chance.share(SECTION_J_IN_100))
    return { ras: rasFor(chance, from, assessedOn, amount(weekly, 'WEEK')), events: [assessed, ...reviews], inSectionJ: true };
  const services = servicesOf(chance, kind, weekly, from, calendar.reported.to);
  const ras =
    who.mix.ehcPlan || chance.share(WITH_RAS_IN_100)
      ? rasFor(chance, from, assessedOn, covering(services, chance.share(TO_THE_PENNY_IN_100) ? 1 : FIFTY_PENCE))
      : null;
  return { ras, events: [assessed, ...services, ...reviews], inSectionJ: false };
}
