import type { Instant } from '../vocabulary/day';
import { OPEN_ENDED } from '../vocabulary/day';
import type { VersionedFactRow } from './row';

/** A row class: what TypeORM calls an entity. */
export type Table<R> = abstract new () => R;
export type PlainRow = object;

/** What a decision wants written. Held as data, so that a dry run can answer from it without writing. */
export type Change =
  | { readonly kind: 'insert'; readonly table: Table<PlainRow>; readonly row: PlainRow }
  | { readonly kind: 'close'; readonly table: Table<PlainRow>; readonly id: number; readonly version: number; readonly at: Instant }
  | { readonly kind: 'update'; readonly table: Table<PlainRow>; readonly id: number; readonly set: PlainRow };

export const insert = <R extends object>(table: Table<R>, row: R): Change => ({ kind: 'insert', table, row });
export const insertAll = <R extends object>(table: Table<R>, rows: readonly R[]): Change[] => rows.map((row) => insert(table, row));

/** A new version of a fact: the old one is closed at the same instant, never edited. */
export function revise<R extends VersionedFactRow>(table: Table<R>, old: R, set: Partial<R>, at: Instant): Change[] {
  const next: R = { ...old, ...set, version: old.version + 1, recorded_at: at, superseded_at: OPEN_ENDED };
  return [{ kind: 'close', table, id: old.id, version: old.version, at }, insert(table, next)];
}

/** Only for the few rows that count or point (a person's version): history is never updated. */
export const update = <R extends object>(table: Table<R>, id: number, set: Partial<R>): Change => ({ kind: 'update', table, id, set });

/** Rows by table, as a read gave them. */
export type RowSets = ReadonlyMap<Table<PlainRow>, readonly PlainRow[]>;

/** The rows as they will be once the changes are written: what a dry run, and the answer to a real one, are made of. */
export function applyChanges(rows: RowSets, changes: readonly Change[]): RowSets {
  if (changes.length === 0) return rows;
  const after = new Map<Table<PlainRow>, PlainRow[]>();
  for (const [table, set] of rows) after.set(table, [...set]);
  const setOf = (table: Table<PlainRow>): PlainRow[] => {
    const found = after.get(table);
    if (found) return found;
    const made: PlainRow[] = [];
    after.set(table, made);
    return made;
  };
  for (const change of changes) {
    const set = setOf(change.table);
    if (change.kind === 'insert') set.push(change.row);
    else {
      const matches = (row: PlainRow): boolean => {
        const fact = row as { id: number; version?: number };
        return fact.id === change.id && (change.kind === 'update' || fact.version === change.version);
      };
      const index = set.findIndex(matches);
      const row = set[index];
      if (row === undefined) continue;
      if (change.kind === 'close') set.splice(index, 1);
      else set[index] = { ...row, ...change.set };
    }
  }
  return after;
}
