import type { Instant } from '../vocabulary/day';
import type { PlainRow, RowSets, Table } from './changes';
import type { Reading, WaveStatement } from './reading';

/** Reads the tables of a wave for some people into rows by table. */
export async function readRowSets(reading: Reading, statements: readonly WaveStatement[], ids: readonly number[], at: Instant): Promise<RowSets> {
  const answers = await reading.wave(statements, ids, at);
  return new Map<Table<PlainRow>, readonly PlainRow[]>(statements.map(({ table }, index) => [table, answers[index] ?? []]));
}

export const rowsOf = <R extends object>(sets: RowSets, table: Table<R>): readonly R[] => (sets.get(table) ?? []) as readonly R[];

/** Groups rows by a whole-number column. */
export function groupBy<R extends object>(rows: readonly R[], key: (row: R) => number): ReadonlyMap<number, R[]> {
  const groups = new Map<number, R[]>();
  for (const row of rows) {
    const id = key(row);
    const group = groups.get(id);
    if (group) group.push(row);
    else groups.set(id, [row]);
  }
  return groups;
}

const KNOWN = 'recorded_at <= $at AND superseded_at > $at';
const WRITTEN = 'recorded_at <= $at';

/** The same table, of what was written or closed at the wave's instant exactly. */
export const changedAt = ({ table, sql }: WaveStatement): WaveStatement => ({
  table,
  sql: sql.replaceAll(KNOWN, '(recorded_at = $at OR superseded_at = $at)').replaceAll(WRITTEN, 'recorded_at = $at'),
});

/** Rows of a versioned table as known at the wave's instant. */
export const asKnown = (table: string, by = 'person_id'): string => `SELECT * FROM ${table} WHERE ${by} IN $ids AND ${KNOWN}`;
/** Rows of a table that is written once. */
export const asWritten = (table: string, by = 'person_id'): string => `SELECT * FROM ${table} WHERE ${by} IN $ids AND ${WRITTEN}`;
