import { splitInProportion } from '../vocabulary/money';
import type { Stream } from '../vocabulary/stream';
import { ENGLAND } from './published-shares';

export const MIX_NAMES = [
  'EDUCATION_SOCIAL_CARE_HEALTH',
  'ADULT_CARE',
  'CARER',
  'EDUCATION_ADULT_CARE',
  'ADULT_CONTINUING_CARE',
  'EDUCATION_SOCIAL_CARE',
  'SOCIAL_CARE',
  'EDUCATION',
  'EDUCATION_HEALTH',
  'SOCIAL_CARE_HEALTH',
  'HEALTH',
  'EDUCATION_CONTINUING_CARE',
  'EDUCATION_ADULT_CARE_CONTINUING_CARE',
  'PLAN_ADULT_CARE',
  'CARER_WITH_OWN_CARE',
  'PLAN_WITHOUT_BUDGET',
  'COMMISSIONED_CONTINUING_CARE',
  'ASSESSED_ONLY',
] as const;
export type MixName = (typeof MIX_NAMES)[number];

/** One kind of person in the sample: the budgets they have, whether they have an EHC plan, and how old they are. */
export interface Mix {
  readonly name: MixName;
  readonly budgets: readonly Stream[];
  readonly ehcPlan: boolean;
  /** Youngest and oldest, in completed years. */
  readonly ages: readonly [youngest: number, oldest: number];
  /** People of this mix in a million. */
  readonly perMillion: number;
}

const CHILDREN = 550_000;
const [SOCIAL_CARE_ALONE = 0, EDUCATION_ALONE = 0, HEALTH_ALONE = 0] = splitInProportion(220_000, [
  ENGLAND.socialCare,
  ENGLAND.education,
  ENGLAND.health,
]);
const SCHOOL_AGE = [5, 17] as const;
const YOUNG_ADULT = [18, 24] as const;

const mix = (name: MixName, budgets: readonly Stream[], ehcPlan: boolean, ages: Mix['ages'], perMillion: number): Mix => ({
  name,
  budgets,
  ehcPlan,
  ages,
  perMillion,
});

/**
 * The kinds of people of a sample area, deliberately not as they come. In England about one EHC plan in thirty has a personal
 * budget and 6 in 100 of those are integrated; an area with so few would show nobody's pool. So 55 in 100 are children
 * and young people with an EHC plan, of whom about four in five have a budget and nearly half have two streams or more; 30 are
 * adults with social care, 10 carers, 5 adults with NHS continuing healthcare or an assessment alone. Among children with
 * one stream only, the streams stand to each other as England's direct payments do (social care 12,580, education 3,163,
 * health 148).
 *
 * The order is the order in which a very small sample takes them, so that it has every stream before it has every mix.
 */
export const MIXES: readonly Mix[] = [
  mix('EDUCATION_SOCIAL_CARE_HEALTH', ['EDUCATION', 'CHILDRENS_SOCIAL_CARE', 'HEALTH'], true, SCHOOL_AGE, 60_000),
  mix('ADULT_CARE', ['ADULT_SOCIAL_CARE'], false, [18, 95], 300_000),
  mix('CARER', ['CARER'], false, [21, 80], 80_000),
  mix('EDUCATION_ADULT_CARE', ['EDUCATION', 'ADULT_SOCIAL_CARE'], true, YOUNG_ADULT, 33_000),
  mix('ADULT_CONTINUING_CARE', ['HEALTH'], false, [19, 90], 30_000),
  mix('EDUCATION_SOCIAL_CARE', ['EDUCATION', 'CHILDRENS_SOCIAL_CARE'], true, SCHOOL_AGE, 60_000),
  mix('SOCIAL_CARE', ['CHILDRENS_SOCIAL_CARE'], true, SCHOOL_AGE, SOCIAL_CARE_ALONE),
  mix('EDUCATION', ['EDUCATION'], true, [3, 25], EDUCATION_ALONE),
  mix('EDUCATION_HEALTH', ['EDUCATION', 'HEALTH'], true, [3, 17], 22_000),
  mix('SOCIAL_CARE_HEALTH', ['CHILDRENS_SOCIAL_CARE', 'HEALTH'], true, SCHOOL_AGE, 22_000),
  mix('HEALTH', ['HEALTH'], true, [0, 17], HEALTH_ALONE),
  mix('EDUCATION_CONTINUING_CARE', ['EDUCATION', 'HEALTH'], true, YOUNG_ADULT, 11_000),
  mix('EDUCATION_ADULT_CARE_CONTINUING_CARE', ['EDUCATION', 'ADULT_SOCIAL_CARE', 'HEALTH'], true, [19, 24], 5_500),
  mix('PLAN_ADULT_CARE', ['ADULT_SOCIAL_CARE'], true, YOUNG_ADULT, 16_500),
  mix('CARER_WITH_OWN_CARE', ['ADULT_SOCIAL_CARE', 'CARER'], false, [21, 80], 20_000),
  mix('PLAN_WITHOUT_BUDGET', [], true, [0, 25], CHILDREN - 230_000 - 220_000),
  mix('COMMISSIONED_CONTINUING_CARE', [], false, [18, 90], 10_000),
  mix('ASSESSED_ONLY', [], false, [18, 95], 10_000),
];

/** From a hundred people on, at least so many children have all three: education, children's social care and health. */
const FEWEST_WITH_ALL_THREE = 12;
const FROM_PEOPLE = 100;

/**
 * How many of each mix, in the order of MIXES: one of each first, as far as the people go, then by shares (Sainte-Laguë: the next
 * person goes where twice the number so far, and one, is smallest for the share).
 */
export function allot(people: number): number[] {
  const counts = MIXES.map(({ name }, order): number =>
    people >= FROM_PEOPLE && name === 'EDUCATION_SOCIAL_CARE_HEALTH' ? FEWEST_WITH_ALL_THREE : order < people ? 1 : 0,
  );
  for (let left = people - counts.reduce((sum, count) => sum + count, 0); left > 0; left--) {
    let next = 0;
    for (let order = 1; order < MIXES.length; order++) if (claim(order, counts) > claim(next, counts)) next = order;
    counts[next] = (counts[next] ?? 0) + 1;
  }
  return counts;
}

/** Whole numbers only: a share in thousand-millions over an odd number, so that no order of people depends on a float. */
const claim = (order: number, counts: readonly number[]): number =>
  Math.trunc(((MIXES[order]?.perMillion ?? 0) * 1_000_000) / (2 * (counts[order] ?? 0) + 1));
