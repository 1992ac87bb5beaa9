import type { Frequency } from '../vocabulary/amount';
import type { Pence } from '../vocabulary/money';
import type { OutcomeTag, PlanSection } from '../plans/plan.types';
import type { Stream } from '../vocabulary/stream';

export interface ServedOutcome {
  readonly text: string;
  readonly tags: readonly OutcomeTag[];
}

/** How a line is priced: by the hour or the night in so many weeks of the year, or as a sum at a frequency. */
export type Pricing =
  | { readonly by: 'hour' | 'night'; readonly rate: Pence; readonly weeks: number; readonly most: number }
  | {
      readonly by: 'sum';
      readonly every: Extract<Frequency, 'MONTH' | 'QUARTER' | 'YEAR' | 'ONE_OFF'>;
      readonly quantity: string;
      readonly most: Pence;
    };

/** Something that a budget may buy: a service of the stream that the rule book lists, in the section that holds it. */
export interface Provision {
  readonly section: PlanSection;
  readonly service: string;
  readonly description: string;
  readonly outcome: ServedOutcome;
  readonly pricing: Pricing;
  /** Works inside the school or college: the council employs, so that nobody's permission is missing (EDU-ON-SITE-STAFF). */
  readonly inSetting?: true;
}

const hourly = (rate: Pence, weeks: number, most: number): Pricing => ({ by: 'hour', rate, weeks, most });
const sum = (every: Extract<Pricing, { by: 'sum' }>['every'], quantity: string, most: Pence): Pricing => ({ by: 'sum', every, quantity, most });

const TERM_WEEKS = 38;
const ALL_YEAR = 52;

const JOINS_IN: ServedOutcome = { text: 'Takes part in lessons and breaks alongside the class', tags: ['INCLUSION'] };
const MAKES_PROGRESS: ServedOutcome = { text: 'Makes steady progress in reading, writing and number', tags: ['PROGRESSION'] };
const COMMUNICATES: ServedOutcome = {
  text: 'Makes themselves understood to adults and friends, and learns through it',
  tags: ['INCLUSION', 'PROGRESSION'],
};
const PREPARES: ServedOutcome = { text: 'Is ready for the next stage: travel, work experience and study', tags: ['INCLUSION', 'PROGRESSION'] };
const ENJOYS: ServedOutcome = { text: 'Enjoys time with other children outside school', tags: ['WELLBEING'] };
const DOES_MORE: ServedOutcome = { text: 'Does more for themselves at home and out and about', tags: ['INDEPENDENCE', 'WELLBEING'] };
const FAMILY_RESTS: ServedOutcome = { text: 'The family can rest and stay well', tags: ['WELLBEING'] };
const STAYS_WELL: ServedOutcome = { text: 'Stays well and safe at home', tags: ['HEALTH'] };
const MOVES: ServedOutcome = { text: 'Moves, breathes and eats as comfortably as can be', tags: ['HEALTH', 'WELLBEING'] };
const OWN_LIFE: ServedOutcome = { text: 'Leads the life they choose in their own community', tags: ['INDEPENDENCE', 'WELLBEING'] };

/** Rates in pence an hour divide by four, so that a quarter of an hour is whole pence. */
export const PROVISION: Readonly<Partial<Record<Stream, readonly Provision[]>>> = {
  EDUCATION: [
    {
      section: 'F',
      service: 'TEACHING_ASSISTANT',
      description: 'A teaching assistant beside them in class',
      outcome: JOINS_IN,
      pricing: hourly(1_520, TERM_WEEKS, 20),
      inSetting: true,
    },
    {
      section: 'F',
      service: 'TUTOR_AT_HOME',
      description: 'A tutor at home for reading and number',
      outcome: MAKES_PROGRESS,
      pricing: hourly(3_600, TERM_WEEKS, 6),
    },
    {
      section: 'F',
      service: 'TUTOR_IN_SETTING',
      description: 'A specialist tutor who works with them at school or college',
      outcome: MAKES_PROGRESS,
      pricing: hourly(3_400, TERM_WEEKS, 6),
      inSetting: true,
    },
    {
      section: 'F',
      service: 'THERAPY',
      description: 'Speech and language therapy that teaches',
      outcome: COMMUNICATES,
      pricing: hourly(6_200, TERM_WEEKS, 3),
    },
    {
      section: 'F',
      service: 'HOME_TO_SCHOOL_TRANSPORT',
      description: 'Mileage for the journey to school or college',
      outcome: JOINS_IN,
      pricing: sum('MONTH', 'the journey there and back', 25_000),
    },
    {
      section: 'F',
      service: 'SPECIALIST_EQUIPMENT',
      description: 'A communication aid and its software',
      outcome: COMMUNICATES,
      pricing: sum('ONE_OFF', '1 device', 180_000),
    },
    {
      section: 'F',
      service: 'DAY_ACTIVITY',
      description: 'Outdoor learning in a small group',
      outcome: JOINS_IN,
      pricing: sum('QUARTER', '1 session a week in term', 60_000),
    },
    {
      section: 'F',
      service: 'PERSONAL_ASSISTANT',
      description: 'Somebody to learn to travel with, and at work experience',
      outcome: PREPARES,
      pricing: hourly(1_480, TERM_WEEKS, 10),
    },
  ],
  CHILDRENS_SOCIAL_CARE: [
    {
      section: 'H1',
      service: 'SHORT_BREAK',
      description: 'Short breaks with a sitter at home',
      outcome: FAMILY_RESTS,
      pricing: hourly(1_680, 48, 8),
    },
    {
      section: 'H1',
      service: 'PERSONAL_ASSISTANT',
      description: 'A personal assistant to go to clubs and parks with',
      outcome: ENJOYS,
      pricing: hourly(1_540, 50, 8),
    },
    {
      section: 'H1',
      service: 'DAY_ACTIVITY',
      description: 'Holiday play scheme with one-to-one help',
      outcome: ENJOYS,
      pricing: sum('YEAR', 'the school holidays', 250_000),
    },
    {
      section: 'H2',
      service: 'FAMILY_SUPPORT',
      description: 'A family support worker',
      outcome: DOES_MORE,
      pricing: sum('MONTH', '1 visit a month', 20_000),
    },
    {
      section: 'H2',
      service: 'SHORT_BREAK',
      description: 'Saturday breaks with a family who know them',
      outcome: FAMILY_RESTS,
      pricing: sum('QUARTER', '1 Saturday a month', 60_000),
    },
  ],
  ADULT_SOCIAL_CARE: [
    {
      section: 'H2',
      service: 'PERSONAL_ASSISTANT',
      description: 'A personal assistant for mornings and evenings',
      outcome: OWN_LIFE,
      pricing: hourly(1_560, ALL_YEAR, 35),
    },
    {
      section: 'H2',
      service: 'DAY_ACTIVITY',
      description: 'Day opportunities with people their own age',
      outcome: OWN_LIFE,
      pricing: sum('MONTH', '2 days a week', 120_000),
    },
    {
      section: 'H2',
      service: 'HOME_CARE',
      description: 'Help at home with meals and washing',
      outcome: DOES_MORE,
      pricing: hourly(2_240, ALL_YEAR, 20),
    },
  ],
  HEALTH: [
    { section: 'G', service: 'NURSING_AT_HOME', description: 'Nursing care at home', outcome: STAYS_WELL, pricing: hourly(3_400, ALL_YEAR, 30) },
    {
      section: 'G',
      service: 'OVERNIGHT_CARER',
      description: 'A trained carer through the night',
      outcome: STAYS_WELL,
      pricing: { by: 'night', rate: 18_500, weeks: ALL_YEAR, most: 7 },
    },
    {
      section: 'G',
      service: 'PERSONAL_ASSISTANT',
      description: 'A personal assistant trained in their health care',
      outcome: STAYS_WELL,
      pricing: hourly(1_860, ALL_YEAR, 50),
    },
    { section: 'G', service: 'THERAPY', description: 'Physiotherapy at home', outcome: MOVES, pricing: hourly(6_400, ALL_YEAR, 2) },
    {
      section: 'G',
      service: 'SPECIALIST_EQUIPMENT',
      description: 'Consumables and upkeep of equipment',
      outcome: MOVES,
      pricing: sum('MONTH', 'a month of supplies', 40_000),
    },
  ],
};

/** What the rest of a budget, of any size, buys; for education serving both of its objectives (EDU-OBJECTIVES). */
export const FLEXIBLE_PROVISION: Readonly<Partial<Record<Stream, Omit<Provision, 'pricing'>>>> = {
  EDUCATION: {
    section: 'F',
    service: 'PERSONAL_ASSISTANT',
    description: 'Hours with a learning companion, used as the year goes',
    outcome: PREPARES,
  },
  CHILDRENS_SOCIAL_CARE: { section: 'H1', service: 'DAY_ACTIVITY', description: 'Clubs and outings in the holidays', outcome: ENJOYS },
  ADULT_SOCIAL_CARE: {
    section: 'H2',
    service: 'PERSONAL_ASSISTANT',
    description: 'Hours of a personal assistant, used as the year goes',
    outcome: OWN_LIFE,
  },
  HEALTH: { section: 'G', service: 'PERSONAL_ASSISTANT', description: 'Hours of trained care, used as the year goes', outcome: STAYS_WELL },
};
