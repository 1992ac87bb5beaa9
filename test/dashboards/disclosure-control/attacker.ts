import type { PoolFigure } from '../../../src/pool/pool.rules';

/*
 * Somebody who adds and subtracts what they were told, knowing everything about everybody but the figures: who is where, what each
 * figure is made of, and who has none. They look for any combination of the figures, with any factors, in which fewer than so
 * many people are left. Written from the definition, and sharing no code with what decides on publishing.
 */

/** A prime of which products are exact. */
const PRIME = 67_108_859;
const inverse = (value: number): number => {
  let [result, base, exponent] = [1, ((value % PRIME) + PRIME) % PRIME, PRIME - 2];
  for (; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = (result * base) % PRIME;
    base = (base * base) % PRIME;
  }
  return result;
};

/** One figure that was told: of each person, how often it holds which of their unknowns. */
export type Told = readonly ReadonlyMap<string, number>[];

/** Row by row to reduced echelon form; the columns that lead a row. */
function reduce(rows: number[][], columns: number): number[] {
  const leading: number[] = [];
  for (let column = 0; column < columns; column++) {
    const at = leading.length;
    const found = rows.findIndex((row, index) => index >= at && row[column] !== 0);
    if (found < 0) continue;
    [rows[at], rows[found]] = [rows[found] as number[], rows[at] as number[]];
    const lead = rows[at];
    const over = inverse(lead[column] as number);
    for (let each = 0; each < columns; each++) lead[each] = ((lead[each] as number) * over) % PRIME;
    rows.forEach((row, index) => {
      const times = row[column] as number;
      if (index === at || times === 0) return;
      for (let each = column; each < columns; each++) row[each] = ((row[each] as number) + (PRIME - times) * (lead[each] as number)) % PRIME;
    });
    leading.push(column);
  }
  rows.length = leading.length;
  return leading;
}

/** People whose unknowns stand in the same figures are one to the attacker. */
function alike(told: readonly Told[]): { weight: number; columns: number[][] }[] {
  const people = told[0]?.length ?? 0;
  const groups = new Map<string, { weight: number; columns: number[][] }>();
  for (let person = 0; person < people; person++) {
    const unknowns = new Set(told.flatMap((figure) => [...(figure[person]?.keys() ?? [])]));
    const columns = [...unknowns].map((unknown) => told.map((figure) => ((figure[person]?.get(unknown) ?? 0) + PRIME) % PRIME));
    const key = columns
      .map((column) => column.join())
      .sort()
      .join(' ');
    if (columns.length === 0) continue;
    const known = groups.get(key);
    if (known) known.weight++;
    else groups.set(key, { weight: 1, columns });
  }
  return [...groups.values()];
}

/**
 * The fewest people, below `threshold`, of whom some combination speaks; null where there are none. A combination that speaks of some
 * people alone is one that is nothing on all the other columns: there is one exactly where these people's rows of a basis of
 * what every combination is nothing on depend on each other.
 */
export function fewest(told: readonly Told[], threshold: number): number | null {
  const groups = alike(told);
  const owners = groups.flatMap(({ columns }, group) => columns.map(() => group));
  const all = groups.flatMap(({ columns }) => columns);
  const rows = told.map((_, figure) => all.map((column) => column[figure] as number));
  const leading = reduce(rows, all.length);
  const rest = all.map((_, column) => column).filter((column) => !leading.includes(column));
  const dual = all.map((_, column) => {
    const row = leading.indexOf(column);
    return rest.map((other) => (row < 0 ? Number(other === column) : (PRIME - (rows[row]?.[other] as number)) % PRIME));
  });
  let found: number | null = null;
  /** Adds a group's vectors to a basis; null where they depend on it. */
  const extended = (basis: readonly { at: number; vector: number[] }[], group: number): { at: number; vector: number[] }[] | null => {
    const next = [...basis];
    for (const [column, owner] of owners.entries()) {
      if (owner !== group) continue;
      const vector = [...(dual[column] as number[])];
      for (const { at, vector: known } of next) {
        const times = vector[at] as number;
        if (times !== 0) known.forEach((value, index) => (vector[index] = ((vector[index] as number) + (PRIME - times) * value) % PRIME));
      }
      const at = vector.findIndex((value) => value !== 0);
      if (at < 0) return null;
      const over = inverse(vector[at] as number);
      next.push({ at, vector: vector.map((value) => (value * over) % PRIME) });
    }
    return next;
  };
  const search = (basis: readonly { at: number; vector: number[] }[], from: number, people: number): void => {
    for (let group = from; group < groups.length; group++) {
      const together = people + (groups[group]?.weight ?? 0);
      if (together >= (found ?? threshold)) continue;
      const next = extended(basis, group);
      if (next === null) found = together;
      else search(next, group + 1, together);
    }
  };
  search([], 0, 0);
  return found;
}

/** What a figure of a person's own is made of, to somebody who knows which figures are equal and which are none. */
export function madeOf(money: Readonly<Record<PoolFigure, number>>, figure: PoolFigure): readonly string[] {
  const { indicative, agreed, contribution, net } = money;
  const own = (name: PoolFigure): string[] => (money[name] === 0 ? [] : [name]);
  if (figure === 'net' || figure === 'contribution') return own(figure);
  if (figure === 'agreed') return agreed === net + contribution ? [...own('net'), ...own('contribution')] : own('agreed');
  return indicative === agreed ? madeOf(money, 'agreed') : own('indicative');
}
