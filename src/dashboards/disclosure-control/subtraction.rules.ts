import { atOnce } from '../../vocabulary/steps';

/*
 * Which sums over people may be published together, so that no combination of them comes down to fewer people than `threshold`.
 *
 * A sum is a list of columns; a column is a part of people who are all alike (what they have in one stream, say), and stands for an
 * unknown figure of each of them. Beside the published sums, `threshold` groups of witnesses are kept: people, nobody in two
 * groups, such that the published sums are as independent of each other on one group alone as on everybody. A combination that
 * came down to fewer people than there are groups would leave a group untouched; being nothing on that group, it would be nothing
 * at all. A sum for which no such witnesses are found is not published. README.md has the whole argument.
 */

/** People who are alike in everything that is asked of them: how many, and the columns that are theirs. Of none is anybody a witness. */
interface Kind {
  readonly weight: number;
  readonly columns: number[];
}
/** A sum of columns, each with its factor. */
interface Sum {
  readonly columns: readonly number[];
  readonly factors: readonly number[];
}
interface Row {
  readonly pivot: number;
  readonly columns: Int32Array;
  readonly values: Int32Array;
}

/** So many steps of elimination, at most; what would need more is not published. */
export const MOST_STEPS = 100_000_000;

/** The largest primes whose products are whole 32-bit numbers. Each group reckons by its own. */
function* primes(): Generator<number> {
  for (let candidate = 46_337; candidate > 1; candidate--) {
    let prime = true;
    for (let divisor = 2; prime && divisor * divisor <= candidate; divisor++) prime = candidate % divisor !== 0;
    if (prime) yield candidate;
  }
}

function inverse(value: number, prime: number): number {
  let [a, b, x, y] = [value, prime, 1, 0];
  while (b !== 0) {
    const times = Math.floor(a / b);
    [a, b, x, y] = [b, a - times * b, y, x - times * y];
  }
  return ((x % prime) + prime) % prime;
}

/** One group of witnesses: the published sums, in echelon form on its own people's columns. */
class Group {
  private readonly rows: Row[] = [];
  /** The kinds of which somebody is in the group. */
  readonly has: Uint8Array;
  readonly rest: Int32Array;
  steps = 0;

  constructor(
    private readonly prime: number,
    columns: number,
    kinds: number,
  ) {
    this.rest = new Int32Array(columns);
    this.has = new Uint8Array(kinds);
  }

  /** What is left of a sum once everything that the published ones say of the group is taken off; in `rest`. */
  reduce({ columns: summed, factors }: Sum): boolean {
    const { rest, prime, rows } = this;
    rest.fill(0);
    summed.forEach((column, index) => (rest[column] = ((factors[index] as number) + prime) % prime));
    for (const { pivot, columns, values } of rows) {
      const times = rest[pivot] ?? 0;
      if (times === 0) continue;
      const less = prime - times;
      this.steps += columns.length;
      for (let index = 0; index < columns.length; index++) {
        const column = columns[index] as number;
        rest[column] = ((rest[column] as number) + less * (values[index] as number)) % prime;
      }
    }
    this.steps += rest.length;
    return rest.some((value) => value !== 0);
  }

  /** Keeps what is left as a row that is told apart by one of the group's own people. */
  keep(pivot: number): void {
    const { rest, prime } = this;
    const over = inverse(rest[pivot] as number, prime);
    const columns: number[] = [];
    rest.forEach((value, column) => {
      if (value !== 0) columns.push(column);
    });
    this.rows.push({
      pivot,
      columns: Int32Array.from(columns),
      values: Int32Array.from(columns, (column) => ((rest[column] as number) * over) % prime),
    });
  }
}

class Witnesses {
  private readonly groups: Group[] = [];
  private readonly kindOf: Int32Array;
  /** Of each kind, how many people are in no group yet. */
  private readonly free: number[];
  /** Columns in the order in which they are taken: of kinds with somebody for every group first, then those that fewest sums ask for. */
  private readonly order: number[];
  private steps = 0;

  constructor(
    private readonly kinds: readonly Kind[],
    private readonly threshold: number,
    sums: readonly Sum[],
    private readonly mostSteps: number,
  ) {
    const columns = kinds.reduce((count, kind) => count + kind.columns.length, 0);
    this.kindOf = new Int32Array(columns);
    kinds.forEach((kind, index) => kind.columns.forEach((column) => (this.kindOf[column] = index)));
    this.free = kinds.map(({ weight }) => Math.min(weight, threshold));
    const asked = new Int32Array(columns);
    for (const sum of sums) for (const column of sum.columns) asked[column] = (asked[column] as number) + 1;
    const isRare = (column: number): number => Number((kinds[this.kindOf[column] as number] as Kind).weight < threshold);
    this.order = Array.from({ length: columns }, (_, column) => column).sort(
      (a, b) => isRare(a) - isRare(b) || (asked[a] as number) - (asked[b] as number) || a - b,
    );
    const each = primes();
    for (let index = 0; index < threshold; index++) this.groups.push(new Group(each.next().value as number, columns, kinds.length));
  }

  /** Takes in a sum that is published already: what follows from it is told, and it needs nobody. */
  know(sum: Sum): void {
    for (const group of this.groups) {
      const before = group.steps;
      if (group.reduce(sum)) group.keep(group.rest.findIndex((value) => value !== 0));
      this.steps += group.steps - before;
    }
  }

  /** Publishes a sum, where there are witnesses for it in every group, or where it says nothing that is not published. */
  admit(sum: Sum): boolean {
    if (sum.columns.length === 0) return true;
    if (this.steps > this.mostSteps) return false;
    const pivots: number[] = [];
    const wanting: { readonly group: number; readonly columns: readonly number[] }[] = [];
    let nothingNew = 0;
    for (const [index, group] of this.groups.entries()) {
      const before = group.steps;
      const isNew = group.reduce(sum);
      this.steps += group.steps - before;
      if (!isNew) nothingNew++;
      // Nothing new to one group and something to another: no witness in the first.
      if (nothingNew > 0 && nothingNew !== index + 1) return false;
      if (!isNew) continue;
      const columns = this.witnesses(group);
      const first = columns[0];
      if (first === undefined) return false;
      if (this.isTheirs(group, first)) pivots[index] = first;
      else wanting.push({ group: index, columns });
    }
    if (nothingNew > 0) return true;
    const found = this.share(wanting);
    if (found === null) return false;
    for (const [group, column] of found) {
      pivots[group] = column;
      const kind = this.kindOf[column] as number;
      (this.groups[group] as Group).has[kind] = 1;
      this.free[kind] = (this.free[kind] as number) - 1;
    }
    this.groups.forEach((group, index) => group.keep(pivots[index] as number));
    return true;
  }

  /** May the group use a column without taking somebody whom another group could need? */
  private isTheirs(group: Group, column: number): boolean {
    const kind = this.kindOf[column] as number;
    return group.has[kind] === 1 || (this.kinds[kind] as Kind).weight >= this.threshold;
  }

  /** Columns that tell what is left of a sum: one that is the group's own, else as many as there are groups, so that one is left for each. */
  private witnesses(group: Group): number[] {
    const found: number[] = [];
    const kinds = new Set<number>();
    for (const column of this.order) {
      if (group.rest[column] === 0) continue;
      if (this.isTheirs(group, column)) return [column];
      const kind = this.kindOf[column] as number;
      if (found.length >= this.threshold || kinds.has(kind) || (this.free[kind] as number) < 1) continue;
      kinds.add(kind);
      found.push(column);
    }
    return found;
  }

  /** Gives each group a person of its own, nobody to two: a matching, by augmenting paths. */
  private share(wanting: readonly { readonly group: number; readonly columns: readonly number[] }[]): Map<number, number> | null {
    const taken = new Map<number, { group: number; column: number; columns: readonly number[] }[]>();
    const give = (group: number, columns: readonly number[], tried: Set<number>): boolean => {
      for (const column of columns) {
        const kind = this.kindOf[column] as number;
        if (tried.has(kind)) continue;
        tried.add(kind);
        const holders = taken.get(kind) ?? [];
        taken.set(kind, holders);
        if (holders.length < (this.free[kind] as number)) {
          holders.push({ group, column, columns });
          return true;
        }
        for (const [index, holder] of holders.entries()) {
          if (!give(holder.group, holder.columns, tried)) continue;
          holders[index] = { group, column, columns };
          return true;
        }
      }
      return false;
    };
    for (const { group, columns } of wanting) if (!give(group, columns, new Set())) return null;
    return new Map([...taken.values()].flat().map(({ group, column }) => [group, column]));
  }
}

/** Sums over the columns of people, in the order in which they are wanted. */
export interface Wanted {
  /** Of each kind of person, how many there are; none where they are not to be witnesses. */
  readonly weights: readonly number[];
  /** The kind of person that each column is of. */
  readonly kindOf: readonly number[];
  readonly sums: readonly (readonly number[])[];
  /** Of each sum the factors of its columns, where they are not all one. */
  readonly factors?: readonly (readonly number[])[];
  /** So many of the first sums are published already. */
  readonly known?: number;
}

/** Columns that the same sums ask for are one, and people whose columns are the same are of one kind. */
function merged({ weights, kindOf, sums, factors }: Wanted): { kinds: Kind[]; sums: Sum[] } {
  const askedBy = new Map<number, { index: number; factor: number }[]>();
  sums.forEach((sum, index) =>
    sum.forEach((column, place) => {
      const asked = { index, factor: factors?.[index]?.[place] ?? 1 };
      const asking = askedBy.get(column);
      if (asking) asking.push(asked);
      else askedBy.set(column, [asked]);
    }),
  );
  type Asking = readonly { readonly index: number; readonly factor: number }[];
  const columnsOf = new Map<number, Map<string, Asking>>();
  for (const [column, asking] of [...askedBy].sort(([a], [b]) => a - b)) {
    const kind = kindOf[column] as number;
    const own = columnsOf.get(kind) ?? new Map<string, Asking>();
    columnsOf.set(kind, own.set(asking.map(({ index, factor }) => (factor === 1 ? index : `${index}*${factor}`)).join(), asking));
  }
  const kinds = new Map<string, { weight: number; columns: number[] }>();
  const made = sums.map(() => ({ columns: [] as number[], factors: [] as number[] }));
  let columns = 0;
  for (const [kind, own] of columnsOf) {
    const weight = weights[kind] as number;
    const alike = `${weight === 0 ? 'nobody ' : ''}${[...own.keys()].sort().join('|')}`;
    const known = kinds.get(alike);
    if (known) known.weight += weight;
    else {
      const alone = { weight, columns: [] as number[] };
      kinds.set(alike, alone);
      for (const asking of own.values()) {
        alone.columns.push(columns);
        for (const { index, factor } of asking) {
          made[index]?.columns.push(columns);
          made[index]?.factors.push(factor);
        }
        columns++;
      }
    }
  }
  return { kinds: [...kinds.values()], sums: made };
}

/** Which of the sums are published: each, in their order, that can join those before it. */
export const admitted = (wanted: Wanted, threshold: number, mostSteps = MOST_STEPS): boolean[] => atOnce(admitting(wanted, threshold, mostSteps));

/** The same, with a pause after each sum. */
export function* admitting(wanted: Wanted, threshold: number, mostSteps = MOST_STEPS): Generator<void, boolean[]> {
  const { kinds, sums } = merged(wanted);
  const witnesses = new Witnesses(kinds, threshold, sums, mostSteps);
  const known = wanted.known ?? 0;
  const published: boolean[] = [];
  for (const [index, sum] of sums.entries()) {
    if (index < known) witnesses.know(sum);
    published.push(index < known || witnesses.admit(sum));
    yield;
  }
  return published;
}
