/*
 * What the sample area resembles. Department for Education, "Education, health and care plans: personal budgets", 2025 edition,
 * academic year 2024/25, England, all personal budgets unless said. Its parts do not add up to its total: people are counted
 * once in a total, and budgets that are neither organised arrangements nor direct payments are in the total alone.
 *
 * Wakefield's own row of the same file has 9 personal budgets (0 organised arrangements; direct payments: health 0, education 0,
 * social care 1, integrated 2; ages 7 to 15): too few to draw shares from, so England's stand in for them.
 */

export const ENGLAND = {
  personalBudgets: 19_596,
  organisedArrangements: 3_889,
  /** Direct payments, by the stream that pays them; integrated is any combination. */
  education: 3_163,
  socialCare: 12_580,
  health: 148,
  integrated: 1_131,
} as const;

/**
 * Personal budgets by age. The file gathers "age 2 and under" (13) and "age 20 and over" (1,257); both are spread over their
 * years here, fewer the further from the middle, and the eldest may be 25: a plan runs to the end of that academic year.
 */
export const BY_AGE: readonly (readonly [age: number, budgets: number])[] = [
  [0, 1],
  [1, 3],
  [2, 9],
  [3, 44],
  [4, 217],
  [5, 543],
  [6, 636],
  [7, 891],
  [8, 1_022],
  [9, 1_186],
  [10, 1_174],
  [11, 1_344],
  [12, 1_542],
  [13, 1_650],
  [14, 1_594],
  [15, 1_694],
  [16, 1_663],
  [17, 1_497],
  [18, 1_002],
  [19, 627],
  [20, 420],
  [21, 320],
  [22, 230],
  [23, 150],
  [24, 100],
  [25, 37],
];

export type Sex = 'F' | 'M';
/** Children and young people; one of unknown sex is left out. */
export const BY_SEX: readonly (readonly [sex: Sex, budgets: number])[] = [
  ['F', 6_355],
  ['M', 13_240],
];

export interface Ethnicity {
  /** As the school census and the SEN2 return write it. */
  readonly code: string;
  /** As Client Level Data writes it. */
  readonly words: string;
}
export const BY_ETHNICITY: readonly (readonly [ethnicity: Ethnicity, budgets: number])[] = [
  [{ code: 'WBRI', words: 'English, Welsh, Scottish, Northern Irish or British' }, 13_804],
  [{ code: 'WIRI', words: 'Irish' }, 46],
  [{ code: 'WIRT', words: 'Gypsy or Irish Traveller' }, 11],
  [{ code: 'WROM', words: 'Roma' }, 22],
  [{ code: 'WOTH', words: 'Any other White background' }, 689],
  [{ code: 'MWBC', words: 'White and Black Caribbean' }, 309],
  [{ code: 'MWBA', words: 'White and Black African' }, 189],
  [{ code: 'MWAS', words: 'White and Asian' }, 221],
  [{ code: 'MOTH', words: 'Any other Mixed or multiple ethnic background' }, 469],
  [{ code: 'AIND', words: 'Indian' }, 281],
  [{ code: 'APKN', words: 'Pakistani' }, 688],
  [{ code: 'ABAN', words: 'Bangladeshi' }, 169],
  [{ code: 'CHNE', words: 'Chinese' }, 49],
  [{ code: 'AOTH', words: 'Any other Asian background' }, 305],
  [{ code: 'BCRB', words: 'Caribbean' }, 178],
  [{ code: 'BAFR', words: 'African' }, 788],
  [{ code: 'BOTH', words: 'Any other Black, Black British or Caribbean background' }, 185],
  [{ code: 'OOTH', words: 'Any other ethnic group' }, 354],
  [{ code: 'NOBT', words: 'Not known' }, 839],
];
