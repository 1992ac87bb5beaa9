import type { QueryRunner } from 'typeorm';
import type { Instant } from '../vocabulary/day';
import { HubError } from '../vocabulary/refusal';
import type { Change, PlainRow, Table } from './changes';
import type { Value, WaveStatement } from './reading';
import type { Writing } from './store';

/** Fills a wave's statement with whole numbers; anything else is a programming error. */
export function waveSql(sql: string, ids: readonly number[], at: Instant): string {
  for (const number of [...ids, at]) if (!Number.isSafeInteger(number)) throw new TypeError('a wave holds whole numbers only');
  return sql.replaceAll('$ids', ids.length === 0 ? '(NULL)' : `(${ids.join(',')})`).replaceAll('$at', String(at));
}

/**
 * Rows in one INSERT. A round trip is what costs on a server; the embedded database keeps each statement it has prepared, and one
 * for more rows takes more memory than it saves time.
 */
const ROWS_AT_ONCE = { server: 500, embedded: 100 } as const;

/** As both drivers take it: the embedded one knows no booleans. */
const bound = (value: unknown): Value => (typeof value === 'boolean' ? Number(value) : ((value ?? null) as Value));

/** A transaction on one TypeORM connection. */
export class Transaction implements Writing {
  constructor(
    private readonly runner: QueryRunner,
    private readonly lockingReads: boolean,
    private readonly call: <T>(what: string, work: Promise<T>) => Promise<T>,
  ) {}

  async rows<Row extends object>(sql: string, values: readonly Value[] = []): Promise<Row[]> {
    return this.call('a read', this.runner.query(sql, [...values]) as Promise<Row[]>);
  }

  async wave(statements: readonly WaveStatement[], ids: readonly number[], at: Instant): Promise<object[][]> {
    const answers: object[][] = [];
    for (const { sql } of statements) answers.push(await this.rows(waveSql(sql, ids, at)));
    return answers;
  }

  async lockPeople(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    const list = waveSql(
      '$ids',
      [...ids].sort((a, b) => a - b),
      0,
    );
    // SQLite takes its one write lock on the first write, so a write that changes nothing is the lock.
    if (this.lockingReads) await this.rows(`SELECT id FROM person WHERE id IN ${list} ORDER BY id FOR UPDATE`);
    else await this.execute(`UPDATE person SET version = version WHERE id IN ${list}`);
  }

  async execute(sql: string, values: readonly Value[] = []): Promise<number> {
    const { affected } = await this.call('a write', this.runner.query(sql, [...values], true));
    return affected ?? 0;
  }

  async apply(changes: readonly Change[]): Promise<void> {
    const inserts = new Map<Table<PlainRow>, PlainRow[]>();
    for (const change of changes) {
      const table = this.runner.manager.connection.getMetadata(change.table).tableName;
      if (change.kind === 'insert') {
        const rows = inserts.get(change.table);
        if (rows) rows.push(change.row);
        else inserts.set(change.table, [change.row]);
      } else if (change.kind === 'close') {
        // Guarded: the version that was read is still the open one, or somebody else was first.
        const closed = await this.execute(`UPDATE ${table} SET superseded_at = ? WHERE id = ? AND version = ? AND superseded_at > ?`, [
          change.at,
          change.id,
          change.version,
          change.at,
        ]);
        if (closed !== 1) throw new HubError('CONFLICT', 'The record changed while this was being decided. Read it again and repeat the change.');
      } else {
        const columns = Object.keys(change.set);
        const values = Object.values(change.set) as Value[];
        const changed = await this.execute(`UPDATE ${table} SET ${columns.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`, [
          ...values,
          change.id,
        ]);
        if (changed !== 1) throw new HubError('CONFLICT', 'The record changed while this was being decided. Read it again and repeat the change.');
      }
    }
    for (const [table, rows] of inserts) await this.insert(table, rows);
  }

  /** Plain statements: the ORM's own builder takes longer over a row than the database does. */
  private async insert(table: Table<PlainRow>, rows: readonly PlainRow[]): Promise<void> {
    const { tableName, columns } = this.runner.manager.connection.getMetadata(table);
    const names = columns.map(({ databaseName }) => databaseName);
    const one = `(${names.map(() => '?').join(',')})`;
    const into = `INSERT INTO ${tableName} (${names.join(',')}) VALUES `;
    const size = this.lockingReads ? ROWS_AT_ONCE.server : ROWS_AT_ONCE.embedded;
    for (let start = 0; start < rows.length; start += size) {
      const some = rows.slice(start, start + size);
      const values = some.flatMap((row) => names.map((name) => bound((row as Readonly<Record<string, unknown>>)[name])));
      await this.execute(into + some.map(() => one).join(','), values);
    }
  }
}
