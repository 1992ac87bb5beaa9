import fc from 'fast-check';
import type { Question, SummaryAnswer } from '../../src/dashboards/answer.rules';
import { AXES, type AxisValue, type Figures, type PoolPart, type PoolPerson } from '../../src/dashboards/summary-cells';
import type { PoolDimension } from '../../src/dashboards/summary.graph';
import { POOL_FIGURES } from '../../src/pool/pool.rules';
import { madeOf, type Told } from './disclosure-control/attacker';

/* Made-up areas and questions, small enough for an attacker to try everything, and what was told of them. */

const VALUES: Readonly<Record<PoolDimension, readonly AxisValue[]>> = {
  AUTHORITY: [1, 2],
  HEALTH_COMMISSIONER: [7, 8],
  STREAM: ['EDUCATION', 'HEALTH', 'ADULT_SOCIAL_CARE'],
  STATUS: ['AGREED', 'INDICATIVE'],
  ARRANGEMENT: ['DIRECT_PAYMENT', 'NONE'],
  AGE_BAND: ['CHILD', 'ADULT'],
  SETTING: [100_001, 'NONE'],
};

/** Mostly the first of the values: small groups are beside large ones. */
const mostly = (values: readonly AxisValue[]): fc.Arbitrary<AxisValue> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(values[0] as AxisValue) }, fc.constantFrom(...values));
const pence = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 9_999_999 }));
const figures: fc.Arbitrary<Figures> = fc
  .record({ indicative: pence, agreed: pence, contribution: pence, asItStood: fc.boolean() })
  .map(({ indicative, agreed, contribution, asItStood }) => ({
    indicative: asItStood ? agreed : indicative,
    agreed,
    contribution,
    net: Math.max(0, agreed - contribution),
  }));

const person: fc.Arbitrary<PoolPerson> = fc
  .record({
    authority: mostly(VALUES.AUTHORITY),
    commissioner: mostly(VALUES.HEALTH_COMMISSIONER),
    age: mostly(VALUES.AGE_BAND),
    parts: fc.array(
      fc.record({
        STREAM: mostly(VALUES.STREAM),
        STATUS: mostly(VALUES.STATUS),
        ARRANGEMENT: mostly(VALUES.ARRANGEMENT),
        SETTING: mostly(VALUES.SETTING),
        money: figures,
      }),
      { minLength: 1, maxLength: 2 },
    ),
  })
  .map(({ authority, commissioner, age, parts }) => ({
    pooled: new Set(parts.map(({ STREAM }) => STREAM)).size > 1,
    parts: parts.map(({ money, ...at }) => ({ at: { ...at, AUTHORITY: authority, HEALTH_COMMISSIONER: commissioner, AGE_BAND: age }, money })),
  }));
export const anArea = (most: number): fc.Arbitrary<PoolPerson[]> => fc.array(person, { minLength: 1, maxLength: most, size: 'max' });

export const aQuestion: fc.Arbitrary<Question> = fc
  .record({
    pinned: fc.array(fc.constantFrom(...AXES), { maxLength: 1 }),
    values: fc.infiniteStream(fc.nat({ max: 2 })),
    pooledOnly: fc.integer({ min: 0, max: 3 }).map((chance) => chance === 0),
    by: fc.uniqueArray(fc.constantFrom(...AXES), { maxLength: 3 }),
  })
  .map(({ pinned, values, pooledOnly, by }) => ({
    where: Object.fromEntries(pinned.map((axis) => [axis, VALUES[axis][(values.next().value as number) % VALUES[axis].length]])),
    pooledOnly,
    by,
  }));

/** Everything that there is to ask, with nothing pinned: every pinned question is a part of one of these. */
export const EVERY_QUESTION: readonly Question[] = [false, true].flatMap((pooledOnly) =>
  Array.from({ length: 2 ** AXES.length }, (_, subset) => ({ where: {}, pooledOnly, by: AXES.filter((_axis, bit) => (subset >> bit) & 1) })),
);

export interface Cell {
  readonly where: Question['where'];
  readonly pooledOnly: boolean;
  readonly people: number | null;
  readonly money: Readonly<Record<keyof Figures, number | null>>;
}
export const cellsOf = ({ where, pooledOnly, by }: Question, { total, rows }: SummaryAnswer): Cell[] => [
  { where, pooledOnly, people: total.people, money: total.money },
  ...rows.map(({ values, people, money }) => ({
    where: { ...where, ...(Object.fromEntries(by.map((dimension, index) => [dimension, values[index]])) as Question['where']) },
    pooledOnly,
    people,
    money,
  })),
];

/** A person's parts in a cell. */
export const partsIn = ({ pooled, parts }: PoolPerson, { where, pooledOnly }: Pick<Cell, 'where' | 'pooledOnly'>): PoolPart[] =>
  pooledOnly && !pooled ? [] : parts.filter(({ at }) => AXES.every((axis) => where[axis] === undefined || where[axis] === at[axis]));

/** What the attacker makes of how many people are in each cell that was told. */
export const countsTold = (people: readonly PoolPerson[], cells: readonly Cell[]): Told[] =>
  cells
    .filter(({ people: told }) => told !== null)
    .map((cell) => people.map((person) => new Map(partsIn(person, cell).length > 0 ? [['there', 1]] : [])));

/** What the attacker makes of the money: a person's money in one place is one, to every question. */
export function moneyTold(people: readonly PoolPerson[], cells: readonly Cell[]): Told[] {
  const inPlaces = people.map(({ pooled, parts }) => {
    const places = new Map<string, PoolPart>();
    for (const part of parts) {
      const key = AXES.map((axis) => part.at[axis]).join();
      const money = Object.fromEntries(
        POOL_FIGURES.map((figure) => [figure, part.money[figure] + (places.get(key)?.money[figure] ?? 0)]),
      ) as unknown as Figures;
      places.set(key, { at: part.at, money });
    }
    return { pooled, parts: [...places.values()] };
  });
  return cells.flatMap((cell) =>
    POOL_FIGURES.filter((figure) => cell.money[figure] !== null).map((figure) =>
      inPlaces.map(
        (person) =>
          new Map(
            partsIn(person, cell).flatMap(({ at, money }) =>
              madeOf(money, figure).map((unknown): [string, number] => [`${AXES.map((axis) => at[axis]).join()} ${unknown}`, 1]),
            ),
          ),
      ),
    ),
  );
}
