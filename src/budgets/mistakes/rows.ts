import type { Change, PlainRow, RowSets, Table } from '../../database/changes';
import type { Instant } from '../../vocabulary/day';
import { OPEN_ENDED } from '../../vocabulary/day';

/** A row of facts, of whatever table. */
export type FactRow = Readonly<Record<string, unknown>> & {
  readonly id: number;
  readonly person_id: number;
  readonly recorded_at: Instant;
  readonly load_id: number | null;
  readonly version?: number;
  readonly superseded_at?: Instant;
};
type AnyTable = Table<PlainRow>;

export const rowsIn = (sets: RowSets, table: AnyTable): readonly FactRow[] => (sets.get(table) ?? []) as readonly FactRow[];
export const versionOfRow = (row: FactRow): number => row.version ?? 1;

/** Rows of several reads as one: a row that is in two is there once. */
export function inOneSet(reads: readonly RowSets[]): RowSets {
  const [first, ...more] = reads;
  if (!first || more.length === 0) return first ?? new Map();
  return new Map(
    [...first.keys()].map((table) => {
      const rows = reads.flatMap((sets) => rowsIn(sets, table));
      return [table, [...new Map(rows.map((row) => [`${row.id} ${versionOfRow(row)}`, row])).values()]];
    }),
  );
}

/** Columns that say of a row when it was written, and nothing else. */
const OF_THE_WRITING: ReadonlySet<string> = new Set(['version', 'recorded_at', 'superseded_at', 'load_id', 'authority_id']);
const plain = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : (value ?? null));
export const sayTheSame = (a: FactRow, b: FactRow): boolean =>
  Object.keys({ ...a, ...b }).every((column) => OF_THE_WRITING.has(column) || plain(a[column]) === plain(b[column]));

/** What a row said before a mistaken change of it; what was changed again since stays as it was changed. */
export function withoutChange(open: FactRow, mistaken: FactRow, before: FactRow): FactRow {
  const back = Object.keys(before).filter((column) => !OF_THE_WRITING.has(column) && plain(open[column]) === plain(mistaken[column]));
  return { ...open, ...Object.fromEntries(back.map((column) => [column, before[column] ?? null])) };
}

interface Course {
  readonly table: AnyTable;
  readonly open: FactRow | undefined;
  current: FactRow | undefined;
  /** The version with which it comes back, where none is open. */
  next: number | null;
}

/**
 * Changes of one instant, some of them of what others of them made: one closing and one row of each thing at most, numbered without gaps. What
 * comes to the same as it was is no change.
 */
export function atOneInstant(changes: readonly Change[], rows: RowSets, at: Instant): readonly Change[] {
  const courses = new Map<string, Course>();
  const others: Change[] = [];
  const courseOf = (table: AnyTable, id: number): Course => {
    const key = `${table.name} ${id}`;
    let course = courses.get(key);
    if (!course) {
      const open = rowsIn(rows, table).find((row) => row.id === id);
      courses.set(key, (course = { table, open, current: open, next: null }));
    }
    return course;
  };
  for (const change of changes) {
    const row = change.kind === 'insert' ? (change.row as FactRow) : null;
    if (change.kind === 'update' || (row && row.superseded_at === undefined)) others.push(change);
    else if (change.kind === 'close') courseOf(change.table, change.id).current = undefined;
    else if (row) {
      const course = courseOf(change.table, row.id);
      course.current = row;
      course.next ??= course.open ? versionOfRow(course.open) + 1 : versionOfRow(row);
    }
  }
  const made = [...courses.values()].flatMap(({ table, open, current, next }): Change[] => {
    if (open === current || (open && current && sayTheSame(open, current))) return [];
    return [
      ...(open ? [{ kind: 'close' as const, table, id: open.id, version: versionOfRow(open), at }] : []),
      ...(current
        ? [
            {
              kind: 'insert' as const,
              table,
              row: { ...current, version: next ?? versionOfRow(current), recorded_at: at, superseded_at: OPEN_ENDED },
            },
          ]
        : []),
    ];
  });
  return [...made.filter(({ kind }) => kind === 'close'), ...made.filter(({ kind }) => kind !== 'close'), ...others];
}

/** The same changes, with what they make under other ids. */
export function renamed(changes: readonly Change[], ids: ReadonlyMap<number, number>): readonly Change[] {
  if (ids.size === 0) return changes;
  return changes.map((change) => {
    if (change.kind !== 'insert') return change;
    const row = Object.fromEntries(
      Object.entries(change.row).map(([column, value]) => [
        column,
        (column === 'id' || column.endsWith('_id')) && typeof value === 'number' ? (ids.get(value) ?? value) : (value as unknown),
      ]),
    );
    return { ...change, row };
  });
}
