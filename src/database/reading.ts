import type { Instant } from '../vocabulary/day';
import type { PlainRow, Table } from './changes';

export type Value = string | number | null;

/**
 * One statement of a wave. `$ids` and `$at` stand for the wave's ids and instant; nothing else is filled in, so that a
 * wave holds whole numbers only and may travel in one round trip.
 */
export interface WaveStatement {
  readonly table: Table<PlainRow>;
  readonly sql: string;
}

export interface Reading {
  /** One statement; `?` for each value. Rows are plain objects. */
  rows<Row extends object>(sql: string, values?: readonly Value[]): Promise<Row[]>;
  /** Several statements for the same ids, in one round trip where the database allows it. */
  wave(statements: readonly WaveStatement[], ids: readonly number[], at: Instant): Promise<object[][]>;
}
