import { POOL_FIGURES, type PoolFigure } from '../pool/pool.rules';
import type { Pence } from '../vocabulary/money';
import type { PoolDimension } from './summary.graph';

/** A value of a dimension: a word, or the id of an organisation. */
export type AxisValue = string | number;
export type Figures = Readonly<Record<PoolFigure, Pence>>;

/** What one person has of one kind: money that no question can tell apart any further. */
export interface PoolPart {
  readonly at: Readonly<Record<PoolDimension, AxisValue>>;
  readonly money: Figures;
}
export interface PoolPerson {
  /** Two streams or more: what `pooledOnly` asks for. */
  readonly pooled: boolean;
  readonly parts: readonly PoolPart[];
}

/** A person who is known again at another point in time. */
export interface TracedPerson extends PoolPerson {
  readonly id: number;
}

export const AXES = [
  'AUTHORITY',
  'HEALTH_COMMISSIONER',
  'STREAM',
  'STATUS',
  'ARRANGEMENT',
  'AGE_BAND',
  'SETTING',
] as const satisfies readonly PoolDimension[];
/** `pooledOnly` is an axis like the others, with one value. */
const ALL_AXES = AXES.length + 1;
const POOLED = AXES.length;

export const NO_FIGURES: Figures = { indicative: 0, agreed: 0, contribution: 0, net: 0 };
export const addFigures = (a: Figures, b: Figures): Figures => ({
  indicative: a.indicative + b.indicative,
  agreed: a.agreed + b.agreed,
  contribution: a.contribution + b.contribution,
  net: a.net + b.net,
});

/** A place in the cube: of each axis the number of a value, 0 for any, -1 for one that nobody has. */
export type Place = readonly number[];

/** People who are alike in everything that can be asked: where their parts are, and which of the parts' figures are something. */
export interface Kind {
  readonly key: string;
  weight: number;
  readonly pooled: boolean;
  readonly parts: KindPart[];
}
export interface KindPart {
  readonly place: Place;
  readonly money: Figures;
  readonly makeUp: MakeUp;
}

/**
 * The unknowns that each figure of a part is the sum of. A figure that is nothing has none. Agreed is net and contribution, where it is
 * exactly that, and an indicative amount that was agreed as it stood is the agreed one: the difference of two such figures says
 * nothing, so that the difference of their sums speaks of those people alone for whom it says something.
 */
export type MakeUp = Readonly<Record<PoolFigure, readonly PoolFigure[]>>;
function makeUpOf({ indicative, agreed, contribution, net }: Figures): MakeUp {
  const itself = (figure: PoolFigure, value: Pence): PoolFigure[] => (value === 0 ? [] : [figure]);
  const ofNet = itself('net', net);
  const ofContribution = itself('contribution', contribution);
  const ofAgreed = agreed === net + contribution ? [...ofNet, ...ofContribution] : itself('agreed', agreed);
  return {
    net: ofNet,
    contribution: ofContribution,
    agreed: ofAgreed,
    indicative: indicative === agreed ? ofAgreed : itself('indicative', indicative),
  };
}

/** Everybody in one place, or nobody where somebody was at an earlier point: how many, their money there, and the columns (kinds' parts) that it is the sum of. */
export interface Cell {
  readonly place: Place;
  readonly people: number;
  readonly money: Figures;
  readonly columns: readonly number[];
}
interface Making extends Cell {
  people: number;
  readonly money: Record<PoolFigure, Pence>;
  readonly columns: number[];
}

/** A person's parts, those in one place taken together, in order. */
function partsByPlace({ parts }: PoolPerson, placeOf: (part: PoolPart) => Place): { key: string; place: Place; money: Figures; makeUp: MakeUp }[] {
  const found = new Map<string, { place: Place; money: Figures }>();
  for (const part of parts) {
    const place = placeOf(part);
    const key = place.join();
    found.set(key, { place, money: addFigures(found.get(key)?.money ?? NO_FIGURES, part.money) });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => ({ key, ...part, makeUp: makeUpOf(part.money) }));
}

const madeOf = (makeUp: MakeUp): string => POOL_FIGURES.map((figure) => makeUp[figure].join('+')).join();

/** Takes people together who are alike: in an order that is theirs, whatever order they were read in. */
function kindsOf(people: readonly PoolPerson[], placeOf: (part: PoolPart) => Place): { kinds: Kind[]; kindOf: number[] } {
  const kinds = new Map<string, Kind>();
  const keys = people.map((person) => {
    const parts = partsByPlace(person, placeOf);
    if (parts.length === 0) return '';
    const key = [person.pooled ? 'pooled' : 'single', ...parts.map((part) => `${part.key}=${madeOf(part.makeUp)}`)].join(' ');
    const known = kinds.get(key);
    if (!known) kinds.set(key, { key, weight: 1, pooled: person.pooled, parts });
    else {
      known.weight++;
      known.parts.forEach((part, index) => (known.parts[index] = { ...part, money: addFigures(part.money, parts[index]?.money ?? NO_FIGURES) }));
    }
    return key;
  });
  const sorted = [...kinds.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  const numbers = new Map(sorted.map(({ key }, index) => [key, index]));
  return { kinds: sorted, kindOf: keys.map((key) => numbers.get(key) ?? -1) };
}

/**
 * The people of an area by everything that a summary may ask, all at once: every cell that any question could name. What is
 * withheld is decided over all of them, so that no two questions are answered by different rules.
 */
export class Cube {
  /** Of each axis its values, in order. */
  readonly values: readonly (readonly AxisValue[])[];
  readonly kinds: readonly Kind[];
  /** The kind that each of the people is of; -1 for one who has nothing. */
  readonly kindOf: readonly number[];
  /** The kind that each column is of, and its part. */
  readonly columns: readonly { readonly kind: number; readonly part: KindPart }[];

  private readonly made = new Map<number, Making>();
  private readonly constant: readonly boolean[];
  /** A place as one number. */
  private readonly strides: readonly number[];

  /** Where a part is, in full. */
  readonly placeOfPart: (part: PoolPart) => Place;
  /** Where somebody is, or was at an earlier point. */
  private readonly places: readonly Place[];

  /** `before`: the people of earlier points. Where somebody was and nobody is there is a cell, of nobody: that it is empty now is told of them. */
  constructor(people: readonly PoolPerson[], before: readonly PoolPerson[] = []) {
    const everybody = before.length === 0 ? people : [...before, ...people];
    this.values = AXES.map((axis) => {
      const found = new Set(everybody.flatMap(({ parts }) => parts.map(({ at }) => at[axis])));
      return [...found].sort((a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : 1));
    });
    const numbers = this.values.map((values) => new Map(values.map((value, index) => [value, index + 1])));
    this.placeOfPart = ({ at }) => AXES.map((axis, index) => numbers[index]?.get(at[axis]) ?? -1);

    const { kinds, kindOf } = kindsOf(people, this.placeOfPart);
    [this.kinds, this.kindOf] = [kinds, kindOf];
    this.columns = kinds.flatMap((kind, index) => kind.parts.map((part) => ({ kind: index, part })));
    this.constant = [...this.values.map(({ length }) => length === 1), everybody.every(({ pooled, parts }) => pooled || parts.length === 0)];
    const sizes = [...this.values.map(({ length }) => length + 1), 2];
    this.strides = sizes.map((_, axis) => sizes.slice(0, axis).reduce((product, size) => product * size, 1));
    this.places = [...new Map(everybody.flatMap((person) => this.placesOf(person)).map((place) => [place.join(), place])).values()];
    this.fill();
    if (before.length > 0) for (const place of this.places) this.within(place, (number, at) => this.note(number, at));
  }

  /** A person's places in full, each once. */
  private placesOf(person: PoolPerson): Place[] {
    const pooled = person.pooled ? 1 : 0;
    return [...new Map(person.parts.map((part) => [...this.placeOfPart(part), pooled]).map((place) => [place.join(), place])).values()];
  }

  /** Axes on which everybody has one and the same value ask nothing: a place that names it is the place that does not. */
  private plain(place: Place): Place {
    return place.map((value, axis) => (value === 1 && this.constant[axis] ? 0 : value));
  }

  /** Every cell by its number. */
  get cells(): ReadonlyMap<number, Cell> {
    return this.made;
  }

  cellAt(place: Place): Cell | null {
    return place.includes(-1) ? null : (this.cells.get(this.numberOf(this.plain(place))) ?? null);
  }

  /** Where a question looks: values by axis, null for any. */
  placeOf(asked: readonly (AxisValue | null)[], pooledOnly: boolean): Place {
    return [
      ...AXES.map((_, axis) => {
        const value = asked[axis] ?? null;
        if (value === null) return 0;
        return (this.values[axis]?.indexOf(value) ?? -1) + 1 || -1;
      }),
      pooledOnly ? 1 : 0,
    ];
  }

  /** The places that are found where a question looks, when it is broken down by some axes. */
  placesWithin(place: Place, axes: readonly number[]): Place[] {
    const found = new Map<string, Place>();
    for (const at of this.places) {
      if (!place.every((value, axis) => value === 0 || value === at[axis])) continue;
      const within = place.map((value, axis) => (axes.includes(axis) ? (at[axis] ?? 0) : value));
      found.set(within.join(), within);
    }
    return [...found.values()];
  }

  valuesAt(place: Place, axes: readonly number[]): AxisValue[] {
    return axes.map((axis) => this.values[axis]?.[(place[axis] ?? 0) - 1] ?? '');
  }

  private numberOf(place: Place): number {
    return place.reduce((sum, value, axis) => sum + value * (this.strides[axis] as number), 0);
  }

  /** The number of every cell that a person is in. */
  cellsOf(person: PoolPerson): ReadonlySet<number> {
    const found = new Set<number>();
    for (const place of this.placesOf(person)) this.within(place, (number) => found.add(number));
    return found;
  }

  /** The number of the cell at a place; null where there is none. */
  numberAt(place: Place): number | null {
    const number = place.includes(-1) ? -1 : this.numberOf(this.plain(place));
    return this.cells.has(number) ? number : null;
  }

  /** Every cell that holds a place: its number, and its own place for whoever wants it. */
  private within(full: Place, tell: (number: number, place: () => Place) => void): void {
    const axes = Array.from({ length: ALL_AXES }, (_, axis) => axis).filter((axis) => !this.constant[axis] && (axis !== POOLED || full[axis] === 1));
    for (let subset = 0; subset < 2 ** axes.length; subset++) {
      const named = (bit: number): boolean => ((subset >> bit) & 1) === 1;
      let number = 0;
      for (let bit = 0; bit < axes.length; bit++) {
        const axis = axes[bit] as number;
        if (named(bit)) number += (full[axis] as number) * (this.strides[axis] as number);
      }
      tell(number, () => full.map((value, axis) => (axes.includes(axis) && named(axes.indexOf(axis)) ? value : 0)));
    }
  }

  private note(number: number, place: () => Place): Making {
    const known = this.made.get(number);
    if (known) return known;
    const cell: Making = { place: place(), people: 0, money: { ...NO_FIGURES }, columns: [] };
    this.made.set(number, cell);
    return cell;
  }

  private fill(): void {
    let column = 0;
    for (const { weight, pooled, parts } of this.kinds) {
      const counted = new Set<Making>();
      for (const { place, money } of parts) {
        this.within([...place, pooled ? 1 : 0], (number, at) => {
          const cell = this.note(number, at);
          if (!counted.has(cell)) {
            counted.add(cell);
            cell.people += weight;
          }
          for (const figure of POOL_FIGURES) cell.money[figure] += money[figure];
          cell.columns.push(column);
        });
        column++;
      }
    }
  }
}
