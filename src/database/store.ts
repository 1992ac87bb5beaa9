import type { DataSource } from 'typeorm';
import type { Change } from './changes';
import type { IdAllocator } from './ids';
import type { Reading, Value } from './reading';

/** Told when the database stops answering, and when it answers again. */
export type Tell = (what: string, error?: unknown) => void;

/** Row classes, or migrations. */
export type Classes = (new () => object)[];

/** One statement, `?` for each value. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly Value[];
}

export interface Writing extends Reading {
  /** Takes the people's rows so that nobody else changes them before this ends. Ids are locked in order. */
  lockPeople(ids: readonly number[]): Promise<void>;
  /** Writes what was decided; throws CONFLICT where a row is not as it was read. */
  apply(changes: readonly Change[]): Promise<void>;
  /** A guarded statement; how many rows it changed. */
  execute(sql: string, values?: readonly Value[]): Promise<number>;
}

export interface Store {
  readonly kind: 'sqlite' | 'mariadb';
  readonly source: DataSource;
  readonly reading: Reading;
  readonly ids: IdAllocator;
  /** Ids of the audit trail, a series of their own. */
  readonly auditIds: IdAllocator;
  /**
   * Runs `work` in one transaction, alone among writers where the database wants that, and again from the start where the
   * database asks for it (a deadlock, a lost connection before the commit).
   */
  write<Answer>(work: (tx: Writing) => Promise<Answer>): Promise<Answer>;
  /** Reads that all see the database as it stands when the first of them is made, while others go on writing. Keep it short. */
  snapshot<Answer>(work: (reading: Reading) => Promise<Answer>): Promise<Answer>;
  /**
   * Writes new rows of one table, for what is only ever added to, and runs the guarded statement that says how far it
   * reaches now: both or neither, in one round trip where the database allows it. Did the statement find its row as it was believed to be?
   */
  append(changes: readonly Change[], move: Statement): Promise<boolean>;
  /**
   * Does `work` while no other process does work of that name on this database: what every hub does as it starts. A process that ends
   * lets go, however it ends.
   */
  alone<Answer>(name: string, work: () => Promise<Answer>): Promise<Answer>;
  /** What keeps the database from being read or changed, in a few words; null where nothing does. Told within a second. */
  health(): Promise<string | null>;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Milliseconds that a change waits for another process which holds an embedded database. */
  readonly patienceMs?: number;
  /** Told what whoever runs the hub should know of the database. */
  readonly tell?: Tell;
}

/** How many statements were sent: what the tests count. */
export interface StatementCounter {
  statements: number;
}
