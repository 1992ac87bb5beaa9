import { type Amount, amount, perYear } from '../vocabulary/amount';
import { addDays, ageOn, birthday, type Day, dayBefore, later, type Span } from '../vocabulary/day';
import { formatDecimal, type Pence, splitInProportion } from '../vocabulary/money';
import type { Stream } from '../vocabulary/stream';
import { type Calendar, endingBy } from './calendar';
import { Chance } from './chance';
import { heldAs, type HolderNames, type Holding } from './holding';
import { FLEXIBLE_PROVISION, PROVISION, type Provision } from './provision';
import type { Agreed, EhcPlan, HealthPackage, MadeUpPerson, RasAnswer, SampleSectionJLine, TopUp } from './sample.types';

export interface Awards {
  readonly topUp: TopUp | null;
  readonly childrensRas: RasAnswer | null;
  /** Only where it is costed in Section J. */
  readonly adultsRas: RasAnswer | null;
  readonly packages: readonly HealthPackage[];
}

/** What is agreed, by stream: an award without an agreement has nothing to draw on yet. */
export function agreedOf({ topUp, childrensRas, adultsRas, packages }: Awards): readonly Agreed[] {
  const ras = (stream: Stream, answer: RasAnswer | null): Agreed[] =>
    answer?.agreement ? [{ stream, from: answer.from, to: answer.to, amount: answer.agreement.amount, type: null }] : [];
  return [
    ...(topUp?.release ? [{ stream: 'EDUCATION' as const, from: topUp.from, to: topUp.to, amount: amount(topUp.release.amount), type: null }] : []),
    ...ras('CHILDRENS_SOCIAL_CARE', childrensRas),
    ...ras('ADULT_SOCIAL_CARE', adultsRas),
    ...packages
      .filter(({ type }) => type !== '04')
      .map(({ from, to, perWeek, type }) => ({ stream: 'HEALTH' as const, from, to, amount: perWeek, type })),
  ];
}

interface Priced {
  readonly provision: Omit<Provision, 'pricing'>;
  readonly quantity: string;
  readonly cost: Amount;
}

const PAYMENTS = { MONTH: 12, QUARTER: 4, YEAR: 1, ONE_OFF: 1 } as const;
const FIFTY_PENCE: Pence = 50;
const FIVE_POUNDS: Pence = 500;
/** Below this much a year a sum is not divided into more than one line. */
const WORTH_SPLITTING: Pence = 150_000;
const WHOLLY_PLANNED_IN_100 = 65;

/** The most of a provision that a sum a year pays for, in whole quarter hours, nights or fifty pences; null where that is none. */
function priced(provision: Provision, yearly: Pence): Priced | null {
  const { pricing } = provision;
  if (pricing.by === 'sum') {
    const each = Math.min(pricing.most, Math.trunc(yearly / PAYMENTS[pricing.every]));
    const pence = each - (each % FIFTY_PENCE);
    return pence < FIVE_POUNDS ? null : { provision, quantity: pricing.quantity, cost: amount(pence, pricing.every) };
  }
  const parts = pricing.by === 'hour' ? 4 : 1;
  const units = Math.min(pricing.most * parts, Math.trunc((yearly * parts) / (pricing.rate * pricing.weeks)));
  if (units < parts) return null;
  const many = formatDecimal((units * 1000) / parts);
  return {
    provision,
    quantity: `${many} ${pricing.by}${units === parts ? '' : 's'} a week`,
    cost: amount((units * pricing.rate) / parts, 'WEEK', pricing.weeks),
  };
}

/** An education budget serves both inclusion and progression (Wakefield joint policy 4.2). */
const servesItsObjectives = (stream: Stream, lines: readonly Priced[]): boolean =>
  stream !== 'EDUCATION' ||
  (['INCLUSION', 'PROGRESSION'] as const).every((tag) => lines.some(({ provision }) => provision.outcome.tags.includes(tag)));

/** What is left of the agreed amount, as one more line to the penny, so that the whole of it is planned and held. */
function theRest({ stream, amount: agreed }: Agreed, lines: readonly Priced[]): readonly Priced[] {
  const pence = perYear(agreed) - lines.reduce((sum, { cost }) => sum + perYear(cost), 0);
  const provision = FLEXIBLE_PROVISION[stream];
  return provision && pence >= FIVE_POUNDS ? [{ provision, quantity: 'as planned over the year', cost: amount(pence) }] : [];
}

/** One to four things to buy with most of what is agreed, or all of it: together never more, to the penny. */
function chosen(chance: Chance, agreed: Agreed): readonly Priced[] {
  const { stream } = agreed;
  const pot = Math.trunc((perYear(agreed.amount) * chance.whole(60, 100)) / 100);
  const offered = [...(PROVISION[stream] ?? [])];
  const several = Math.min(offered.length, pot < WORTH_SPLITTING ? 1 : chance.whole(2, 3));
  const picked = Array.from({ length: several }, () => offered.splice(chance.whole(0, offered.length - 1), 1)).flat();
  const parts = splitInProportion(
    pot,
    picked.map(() => chance.whole(1, 4)),
  );
  const lines = picked.flatMap((provision, index) => priced(provision, parts[index] ?? 0) ?? []);
  const all = chance.share(WHOLLY_PLANNED_IN_100) ? [...lines, ...theRest(agreed, lines)] : lines;
  if (all.length > 0 && servesItsObjectives(stream, all)) return all;
  return theRest(agreed, []);
}

function spanOf(
  chance: Chance,
  { section }: Pick<Provision, 'section'>,
  agreed: Agreed,
  plan: EhcPlan,
  who: MadeUpPerson,
  { today }: Calendar,
): Span {
  const from = later(plan.from, agreed.from);
  // What H2 holds is adult social care's from the 18th birthday: a child's line ends the day before.
  const childs = section === 'H2' && agreed.stream === 'CHILDRENS_SOCIAL_CARE' ? dayBefore(birthday(who.born, 18)) : null;
  const open = { from, to: endingBy(agreed.to, childs) };
  const soonest: Day = addDays(from, 30);
  return chance.share(7) && soonest < today ? { from, to: chance.day(soonest, dayBefore(today)) } : open;
}

/** The costed lines of somebody's Section J. */
export function sectionJOf(
  seed: number,
  who: MadeUpPerson,
  plan: EhcPlan | null,
  awards: Awards,
  calendar: Calendar,
  names: HolderNames,
): readonly SampleSectionJLine[] {
  if (plan === null) return [];
  return agreedOf(awards).flatMap((agreed) => {
    const chance = Chance.of(seed, `section-j ${agreed.stream}`, who.index);
    const holdings = new Map<boolean, Holding>();
    return chosen(chance, agreed).map(({ provision, quantity, cost }): SampleSectionJLine => {
      const span = spanOf(chance, provision, agreed, plan, who, calendar);
      const inSetting = provision.inSetting === true;
      // One arrangement a stream, whatever it buys; beside it the council pays who works in the setting.
      const holding = holdings.get(inSetting) ?? heldAs(chance, { who, agreed, from: span.from, age: ageOn(who.born, span.from), inSetting, names });
      holdings.set(inSetting, holding);
      return {
        ...span,
        stream: agreed.stream,
        section: provision.section,
        outcome: provision.outcome.text,
        tags: provision.outcome.tags,
        service: provision.service,
        description: provision.description,
        quantity,
        cost,
        ...holding,
      };
    });
  });
}
