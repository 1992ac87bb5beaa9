import fc from 'fast-check';
import type { Question } from '../../src/dashboards/answer.rules';
import { AXES, type Figures, type PoolPart, type TracedPerson } from '../../src/dashboards/summary-cells';
import { POOL_FIGURES } from '../../src/pool/pool.rules';
import { anArea, type Cell, partsIn } from './areas';
import { madeOf, type Told } from './disclosure-control/attacker';

/* Areas whose people come, go and change from one published point to the next, and what an attacker makes of all that was told of them. */

/** What befalls a person between two points. Most people: nothing. */
const EVENTS = ['NOTHING', 'NOTHING', 'NOTHING', 'GOES', 'COMES', 'MOVES', 'MONEY', 'MONEY', 'SPLIT', 'RISES', 'BACK'] as const;
type Event = (typeof EVENTS)[number];

const half = (pence: number): number => Math.floor(pence / 2);
const each = (money: Figures, change: (pence: number) => number): Figures => ({
  indicative: change(money.indicative),
  agreed: change(money.agreed),
  contribution: change(money.contribution),
  net: Math.max(0, change(money.agreed) - change(money.contribution)),
});

/** The person after it; what they were at the start is `was`. */
function after(person: TracedPerson, event: Event, was: TracedPerson, other: TracedPerson, by: number): TracedPerson {
  const [first, ...rest] = person.parts;
  switch (event) {
    case 'COMES':
    case 'BACK':
      return { ...was, id: person.id };
    case 'GOES':
      return { ...person, parts: [] };
    case 'MOVES':
      return first ? { ...person, parts: [{ ...first, at: { ...first.at, ...(other.parts[0]?.at ?? {}) } }, ...rest] } : person;
    case 'MONEY':
      return first ? { ...person, parts: [{ ...first, money: each(first.money, (pence) => (pence === 0 ? 0 : pence + by)) }, ...rest] } : person;
    case 'RISES':
      return { ...person, parts: person.parts.map((part) => ({ ...part, money: each(part.money, (pence) => pence + half(pence)) })) };
    case 'SPLIT': {
      if (!first) return person;
      const some = each(first.money, half);
      const others = Object.fromEntries(POOL_FIGURES.map((figure) => [figure, first.money[figure] - some[figure]])) as unknown as Figures;
      return { ...person, parts: [{ ...first, money: some }, { at: { ...first.at, ARRANGEMENT: 'DIRECT_PAYMENT' }, money: others }, ...rest] };
    }
    case 'NOTHING':
      return person;
  }
}
const named = (person: TracedPerson): TracedPerson => ({ ...person, pooled: new Set(person.parts.map(({ at }) => at.STREAM)).size > 1 });

/** An area at one point after another; those who have nothing are not in it. */
export const anAreaOverTime = (most: number, points: number): fc.Arbitrary<TracedPerson[][]> =>
  fc
    .record({
      area: anArea(most),
      // A quiet time, or one in which everybody's money rises.
      rising: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: points, maxLength: points }),
      events: fc.infiniteStream(fc.constantFrom(...EVENTS)),
      numbers: fc.infiniteStream(fc.integer({ min: 1, max: 999_983 })),
    })
    .map(({ area, rising, events, numbers }) => {
      const start = area.map((person, index): TracedPerson => named({ ...person, id: index + 1 }));
      // Some are not there yet.
      let now = start.map((person) => (events.next().value === 'COMES' ? { ...person, parts: [] } : person));
      return rising.map((chance, point) => {
        if (point > 0)
          now = now.map((person, index) => {
            const [event, by] = [events.next().value as Event, numbers.next().value as number];
            const other = start[by % start.length] as TracedPerson;
            const changed = after(person, event, start[index] as TracedPerson, other, by);
            return named(chance === 0 ? after(changed, 'RISES', changed, other, by) : changed);
          });
        return now.filter(({ parts }) => parts.length > 0);
      });
    });

/** A cell that was told, and of which point. */
export interface CellThen extends Cell {
  readonly point: number;
}
type Points = readonly (readonly TracedPerson[])[];
const idsOf = (points: Points): number[] => [...new Set(points.flatMap((people) => people.map(({ id }) => id)))].sort((a, b) => a - b);
const at = (points: Points, point: number, id: number): TracedPerson | undefined => points[point]?.find((person) => person.id === id);
const isIn = (person: TracedPerson | undefined, cell: Cell): number => (person && partsIn(person, cell).length > 0 ? 1 : 0);

/** Counts, to somebody to whom it is unknown of each person whether they were there at the first, and whether they changed at each point since. */
export const countsOverTime = (points: Points, cells: readonly CellThen[]): Told[] =>
  cells
    .filter(({ people }) => people !== null)
    .map((cell) =>
      idsOf(points).map((id) => {
        const there = points.map((_, point) => isIn(at(points, point, id), cell));
        const changes = there.slice(0, cell.point + 1).map((is, point): [string, number] => [`at ${point}`, is - (there[point - 1] ?? 0)]);
        return new Map(changes.filter(([, by]) => by !== 0));
      }),
    );

const PRIME = 67_108_859;
type Vector = Map<string, number>;
const add = (into: Vector, vector: Vector, times: number): void => {
  for (const [unknown, factor] of vector) {
    const sum = ((into.get(unknown) ?? 0) + times * factor + PRIME * PRIME) % PRIME;
    if (sum === 0) into.delete(unknown);
    else into.set(unknown, sum);
  }
};
const inverse = (value: number): number => {
  let [result, base, exponent] = [1n, BigInt(value), BigInt(PRIME - 2)];
  for (; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % BigInt(PRIME);
    base = (base * base) % BigInt(PRIME);
  }
  return Number(result);
};

/** What a person holds of unknown money, once everything that equals something of theirs at another point is put in its place. */
class Purse {
  private readonly rules: { readonly of: string; readonly is: Vector }[] = [];

  plain(vector: Vector): Vector {
    const left = new Map(vector);
    for (const { of, is } of this.rules) {
      const times = left.get(of);
      if (times === undefined) continue;
      left.delete(of);
      add(left, is, times);
    }
    return left;
  }

  /** One is the other: learnt of what came later first. */
  learn(later: Vector, earlier: Vector): void {
    const left = this.plain(later);
    add(left, this.plain(earlier), PRIME - 1);
    const unknown = [...left.keys()].sort().at(-1);
    if (unknown === undefined) return;
    const over = PRIME - inverse(left.get(unknown) as number);
    left.delete(unknown);
    const is: Vector = new Map();
    add(is, left, over);
    this.rules.push({ of: unknown, is });
  }
}

const contributed = (point: number, parts: readonly PoolPart[], figure: keyof Figures): { value: number; vector: Vector } => {
  const places = new Map<string, Figures>();
  for (const { at: place, money } of parts) {
    const key = AXES.map((axis) => place[axis]).join();
    const known = places.get(key);
    places.set(key, known ? (Object.fromEntries(POOL_FIGURES.map((each_) => [each_, known[each_] + money[each_]])) as unknown as Figures) : money);
  }
  const vector: Vector = new Map();
  let value = 0;
  for (const [key, money] of places) {
    value += money[figure];
    for (const unknown of madeOf(money, figure)) add(vector, new Map([[`${point} ${key} ${unknown}`, 1]]), 1);
  }
  return { value, vector };
};

/** Money, to somebody who knows of each person which of their contributions to anything are the same from one point to another. */
export function moneyOverTime(points: Points, cells: readonly CellThen[], everywhere: readonly Pick<Question, 'where' | 'pooledOnly'>[]): Told[] {
  const ids = idsOf(points);
  const purses = ids.map((id) => {
    const purse = new Purse();
    const seen = new Map<number, Vector>();
    points.forEach((_, point) => {
      const person = at(points, point, id);
      const now: { value: number; vector: Vector }[] = [];
      if (person) for (const cell of everywhere) for (const figure of POOL_FIGURES) now.push(contributed(point, partsIn(person, cell), figure));
      for (const { value, vector } of now) {
        const earlier = value === 0 ? undefined : seen.get(value);
        if (earlier) purse.learn(vector, earlier);
      }
      for (const { value, vector } of now) if (value !== 0 && !seen.has(value)) seen.set(value, vector);
    });
    return purse;
  });
  return cells.flatMap((cell) =>
    POOL_FIGURES.filter((figure) => cell.money[figure] !== null).map((figure) =>
      ids.map((id, index) => {
        const person = at(points, cell.point, id);
        return person ? (purses[index] as Purse).plain(contributed(cell.point, partsIn(person, cell), figure).vector) : new Map<string, number>();
      }),
    ),
  );
}
