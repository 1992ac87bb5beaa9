import type { Chance } from './chance';

/**
 * Schools and colleges that were made up. URNs from 900000 on are above every one that is issued (those begin 100000 and have
 * reached 15xxxx), so that none can be taken for a real setting.
 */
export interface Setting {
  readonly urn: string;
  readonly youngest: number;
  readonly oldest: number;
  readonly special: boolean;
}
const FIRST_URN = 900_000;
const COLLEGE_YOUNGEST = 16;

/** How many of each kind an area of this size has: enough that a setting is never a child's own. */
const KINDS: readonly { readonly settings: number; readonly youngest: number; readonly oldest: number; readonly special: boolean }[] = [
  { settings: 4, youngest: 0, oldest: 4, special: false },
  { settings: 12, youngest: 4, oldest: 11, special: false },
  { settings: 8, youngest: 11, oldest: 18, special: false },
  { settings: 6, youngest: 2, oldest: 19, special: true },
  { settings: 3, youngest: COLLEGE_YOUNGEST, oldest: 25, special: false },
];

export const SETTINGS: readonly Setting[] = KINDS.flatMap((kind) => Array.from({ length: kind.settings }, () => kind)).map(
  ({ youngest, oldest, special }, index) => ({
    urn: String(FIRST_URN + index),
    youngest,
    oldest,
    special,
  }),
);

export const settingFor = (chance: Chance, age: number): Setting =>
  chance.pick(SETTINGS.filter(({ youngest, oldest }) => youngest <= age && age <= oldest));
