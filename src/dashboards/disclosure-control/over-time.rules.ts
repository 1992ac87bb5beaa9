import { POOL_FIGURES, type PoolFigure } from '../../pool/pool.rules';
import { AXES, type AxisValue, type Cell, Cube, type PoolPart, type TracedPerson } from '../summary-cells';
import { admitting, MOST_STEPS } from './subtraction.rules';
import { type Shown, WANTED_FIRST, Withholding } from './suppression.rules';

/*
 * What is published of a point in time beside all that was published of earlier ones, so that no combination over time comes down to
 * fewer people than the threshold. A sum joins by people of whom it says something that no earlier point can have held: somebody who
 * came, went or changed, for a count; money that the person never had at any earlier point, for money. README.md has the argument.
 */

/** A cell by its values, null for any, so that it is found again at another point. */
interface PublishedCell {
  readonly values: readonly (AxisValue | null)[];
  readonly pooled: boolean;
  readonly figures: ReadonlySet<PoolFigure>;
}
/** One point that was published: who was there, and of which cells something was shown. */
export interface PublishedPoint {
  readonly people: readonly TracedPerson[];
  readonly cells: readonly PublishedCell[];
}

export const publishedPoint = (people: readonly TracedPerson[], withholding: Withholding): PublishedPoint => ({
  people,
  cells: withholding.cellsShown().map(([{ place }, { figures }]) => ({
    values: AXES.map((_, axis) => (place[axis] === 0 ? null : (withholding.cube.values[axis]?.[(place[axis] ?? 0) - 1] ?? null))),
    pooled: place[AXES.length] === 1,
    figures,
  })),
});

/** The sums of a question to `admitted`, put together cell by cell. */
class Sums {
  readonly weights: number[] = [];
  readonly kindOf: number[] = [];
  private readonly columns: number[][] = [];
  private readonly factors: number[][] = [];

  /** A new sum; its number. */
  open(): number {
    this.factors.push([]);
    return this.columns.push([]) - 1;
  }
  kind(weight: number): number {
    return this.weights.push(weight) - 1;
  }
  column(kind: number): number {
    return this.kindOf.push(kind) - 1;
  }
  add(sum: number, column: number, factor = 1): void {
    this.columns[sum]?.push(column);
    this.factors[sum]?.push(factor);
  }
  /** Of the sums after so many that are published already: may each be? Sums that are the same are decided on once. */
  *admitting(known: number, threshold: number): Generator<void, boolean[]> {
    const places = new Map<string, number>();
    const place = this.columns.map((columns, sum) => {
      const key = `${columns.join()} ${this.factors[sum]?.join() ?? ''}`;
      if (!places.has(key)) places.set(key, places.size);
      return places.get(key) as number;
    });
    const first = [...places.values()].map((each) => place.indexOf(each));
    const wanted = {
      weights: this.weights,
      kindOf: this.kindOf,
      sums: first.map((sum) => this.columns[sum] ?? []),
      factors: first.map((sum) => this.factors[sum] ?? []),
      known: first.filter((sum) => sum < known).length,
    };
    const told = yield* admitting(wanted, threshold, MOST_STEPS);
    return place.slice(known).map((each) => told[each] ?? false);
  }
}

/** Nobody is in any cell. */
const NOWHERE: ReadonlySet<number> = new Set();

/** In which cells each person was at one point after another; people of one story are told apart by no count. */
function stories(
  cube: Cube,
  points: readonly (readonly TracedPerson[])[],
): { readonly weight: number; readonly cells: readonly ReadonlySet<number>[] }[] {
  const cellsOf = new Map<string, ReadonlySet<number>>();
  const told = points.map(
    (people) =>
      new Map(
        people.map((person) => {
          const key = `${person.pooled}${[...new Set(person.parts.map(({ at }) => AXES.map((axis) => at[axis]).join()))].sort().join(' ')}`;
          if (!cellsOf.has(key)) cellsOf.set(key, cube.cellsOf(person));
          return [person.id, key] as const;
        }),
      ),
  );
  const found = new Map<string, { weight: number; cells: ReadonlySet<number>[] }>();
  for (const id of new Set(told.flatMap((point) => [...point.keys()]))) {
    const keys = told.map((point) => point.get(id) ?? '');
    const story = found.get(keys.join('|'));
    if (story) story.weight++;
    else found.set(keys.join('|'), { weight: 1, cells: keys.map((key) => cellsOf.get(key) ?? NOWHERE) });
  }
  return [...found.values()];
}

/**
 * Of which cells the number of people may be told. A person is one unknown while they stay in a cell; that they come into it or go out of it
 * at a point is another, the same in every cell that it concerns.
 */
function counts(cube: Cube, cells: readonly Cell[], earlier: readonly PublishedPoint[], now: readonly TracedPerson[]): { sums: Sums; known: number } {
  const sums = new Sums();
  const sumsAt = new Map<number, { known: number | null; wanted: number | null }>();
  const last = earlier.at(-1)?.cells ?? [];
  for (const { values, pooled } of last) {
    const number = cube.numberAt(cube.placeOf(values, pooled));
    if (number !== null && !sumsAt.has(number)) sumsAt.set(number, { known: sums.open(), wanted: null });
  }
  const known = sumsAt.size;
  for (const cell of cells) {
    const number = cube.numberAt(cell.place) ?? -1;
    sumsAt.set(number, { known: sumsAt.get(number)?.known ?? null, wanted: sums.open() });
  }
  const nobody = sums.kind(0);
  for (const { weight, cells: at } of stories(cube, [...earlier.map(({ people }) => people), now])) {
    const [before, after] = [at.at(-2) ?? NOWHERE, at.at(-1) ?? NOWHERE];
    at.slice(0, -1).forEach((then, index) => {
      if (then.size === 0 || then === at[index - 1]) return;
      const column = sums.column(nobody);
      for (const number of then) {
        const sum = sumsAt.get(number);
        if (typeof sum?.known === 'number') sums.add(sum.known, column);
        if (typeof sum?.wanted === 'number') sums.add(sum.wanted, column);
      }
    });
    if (before === after) continue;
    const column = sums.column(sums.kind(weight));
    for (const [some, others, factor] of [
      [after, before, 1],
      [before, after, -1],
    ] as const)
      for (const number of some) {
        const wanted = others.has(number) ? null : sumsAt.get(number)?.wanted;
        if (typeof wanted === 'number') sums.add(wanted, column, factor);
      }
  }
  return { sums, known };
}

/** More parts than that are not looked through: nothing of the person is new then. */
const MOST_PARTS = 8;

/** Everything that a person may have contributed to any cell, in any figure: sums of some of their parts. */
function* contributions(parts: readonly PoolPart[]): Generator<{ readonly subset: number; readonly figure: PoolFigure; readonly value: number }> {
  for (let subset = 1; subset < 2 ** parts.length; subset++)
    for (const figure of POOL_FIGURES)
      yield { subset, figure, value: parts.reduce((sum, { money }, bit) => sum + ((subset >> bit) & 1 ? money[figure] : 0), 0) };
}

/** What each person contributed to anything at earlier points; null where that is too much to be looked through. */
function contributedBefore(earlier: readonly PublishedPoint[]): ReadonlyMap<number, ReadonlySet<number> | null> {
  const found = new Map<number, Set<number> | null>();
  for (const { people } of earlier)
    for (const { id, parts } of people) {
      const own = found.get(id);
      if (own === null || parts.length > MOST_PARTS) {
        found.set(id, null);
        continue;
      }
      const values = own ?? new Set<number>();
      for (const { value } of contributions(parts)) if (value !== 0) values.add(value);
      found.set(id, values);
    }
  return found;
}

/** Which of a person's places in the cube hold money that is new: nothing that it counts in is as it was at an earlier point. */
function newPlaces(cube: Cube, person: TracedPerson, before: ReadonlySet<number> | null | undefined): (place: string) => boolean {
  if (before === undefined) return () => true;
  if (before === null || person.parts.length > MOST_PARTS) return () => false;
  const old = new Set<string>();
  for (const { subset, figure, value } of contributions(person.parts))
    if (before.has(value))
      person.parts.forEach((part, bit) => {
        if ((subset >> bit) & 1 && part.money[figure] !== 0) old.add(cube.placeOfPart(part).join());
      });
  return (place) => !old.has(place);
}

/** The cells, by figure, to which somebody contributes something else than at the point before. */
function changedCells(cube: Cube, before: readonly TracedPerson[], now: readonly TracedPerson[]): Readonly<Record<PoolFigure, ReadonlySet<number>>> {
  const changed = { indicative: new Set<number>(), agreed: new Set<number>(), contribution: new Set<number>(), net: new Set<number>() };
  const said = ({ pooled, parts }: TracedPerson): string => JSON.stringify([pooled, parts]);
  const gone = new Map(before.map((person) => [person.id, person]));
  const compare = (then: TracedPerson | undefined, person: TracedPerson | undefined): void => {
    if (then && person && said(then) === said(person)) return;
    for (const figure of POOL_FIGURES) {
      const difference = new Map<number, number>();
      for (const [some, sign] of [
        [then, -1],
        [person, 1],
      ] as const)
        for (const part of some?.parts ?? [])
          for (const number of cube.cellsOf({ pooled: some?.pooled ?? false, parts: [part] }))
            difference.set(number, (difference.get(number) ?? 0) + sign * part.money[figure]);
      for (const [number, by] of difference) if (by !== 0) changed[figure].add(number);
    }
  };
  for (const person of now) {
    compare(gone.get(person.id), person);
    gone.delete(person.id);
  }
  for (const then of gone.values()) compare(then, undefined);
  return changed;
}

/** Which figures of the cells may be told: WANTED_FIRST of each cell in turn. */
function money(cube: Cube, cells: readonly Cell[], earlier: readonly PublishedPoint[], now: readonly TracedPerson[]): { sums: Sums; known: number } {
  const sums = new Sums();
  const nobody = sums.kind(0);
  const before = contributedBefore(earlier);
  // Of each column of the cube: people for whom it is new, by what else of theirs is, and the rest of them taken together.
  const columnsOf = cube.columns.map(() => new Map<string, ReadonlyMap<PoolFigure, number>>());
  const firstColumn = cube.kinds.map((_, kind) => cube.columns.findIndex((column) => column.kind === kind));
  const kinds = new Map<string, number>();
  now.forEach((person, index) => {
    const kind = cube.kindOf[index] ?? -1;
    const parts = cube.kinds[kind]?.parts ?? [];
    const isNew = newPlaces(cube, person, before.get(person.id));
    const fresh = parts.map(({ place }) => isNew(place.join()));
    const key = `${kind} ${fresh.join()}`;
    const own = kinds.get(key);
    if (own !== undefined) {
      sums.weights[own] = (sums.weights[own] ?? 0) + 1;
      return;
    }
    const made = sums.kind(1);
    kinds.set(key, made);
    parts.forEach(({ makeUp }, part) => {
      const column = columnsOf[(firstColumn[kind] ?? 0) + part];
      const name = fresh[part] ? key : 'as before';
      if (column?.has(name)) return;
      const owner = fresh[part] ? made : nobody;
      const unknown = new Map([...new Set(Object.values(makeUp).flat())].map((figure) => [figure, sums.column(owner)]));
      column?.set(name, unknown);
    });
  });
  const sumOf = ({ columns }: Cell, figure: PoolFigure): void => {
    const sum = sums.open();
    for (const column of columns)
      for (const unknown of columnsOf[column]?.values() ?? [])
        for (const each of cube.columns[column]?.part.makeUp[figure] ?? []) sums.add(sum, unknown.get(each) as number);
  };
  const last = earlier.at(-1);
  const changed = changedCells(cube, last?.people ?? [], now);
  let known = 0;
  for (const { values, pooled, figures } of last?.cells ?? []) {
    const place = cube.placeOf(values, pooled);
    const [cell, number] = [cube.cellAt(place), cube.numberAt(place)];
    if (cell === null || number === null) continue;
    for (const figure of figures)
      if (!changed[figure].has(number)) {
        sumOf(cell, figure);
        known++;
      }
  }
  for (const cell of cells) for (const figure of WANTED_FIRST) sumOf(cell, figure);
  return { sums, known };
}

/** Of what may be shown of a day alone, what may be shown beside earlier points. */
function* shownBeside(
  { cube }: Withholding,
  alone: readonly (readonly [Cell, Shown & { readonly people: true }])[],
  now: readonly TracedPerson[],
  earlier: readonly PublishedPoint[],
  threshold: number,
): Generator<void, ReadonlyMap<Cell, Shown>> {
  const counting = counts(
    cube,
    alone.map(([cell]) => cell),
    earlier,
    now,
  );
  yield;
  const counted = yield* counting.sums.admitting(counting.known, threshold);
  const cells = alone.filter((_, index) => counted[index]);
  yield;
  const adding = money(
    cube,
    cells.map(([cell]) => cell),
    earlier,
    now,
  );
  yield;
  const told = yield* adding.sums.admitting(adding.known, threshold);
  return new Map(
    cells.map(([cell, { figures }], index): [Cell, Shown] => [
      cell,
      { people: true, figures: new Set(WANTED_FIRST.filter((figure, place) => figures.has(figure) && told[index * WANTED_FIRST.length + place])) },
    ]),
  );
}

/** Decides what is shown of a point, after all that were published before it. It pauses between its stages. */
export function* publish(now: readonly TracedPerson[], earlier: readonly PublishedPoint[], threshold: number): Generator<void, Withholding> {
  const before = earlier.flatMap(({ people }) => people);
  const cube = new Cube(now, before);
  yield;
  const withholding = yield* Withholding.inSteps(cube, threshold);
  if (earlier.length === 0 || threshold <= 1) return withholding;
  yield;
  withholding.narrow(yield* shownBeside(withholding, withholding.cellsShown(), now, earlier, threshold));
  return withholding;
}
