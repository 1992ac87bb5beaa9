import Database from 'better-sqlite3';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import type { Instant } from '../../vocabulary/day';
import { IdAllocator, type IdSeries, reserveForChange, takeBlockFrom } from '../ids';
import type { Reading, Value, WaveStatement } from '../reading';
import { isBusy, sqliteUnavailableBy } from './sqlite.faults';
import { aloneOnFile } from './sqlite.lock';
import { SqliteWriter } from './sqlite.writer';
import type { Classes, OpenOptions, StatementCounter, Store } from '../store';
import { WriteHealth } from '../write.health';

export function sqliteSource(file: string, entities: Classes, migrations: Classes): DataSource {
  return new DataSource({
    type: 'better-sqlite3',
    database: file,
    entities,
    migrations,
    migrationsTransactionMode: 'each',
    enableWAL: true,
    prepareDatabase: (database: unknown) => {
      const connection = database as Database.Database;
      // A wait here would hold up the whole process: who finds the file locked waits in turns of their own instead.
      connection.pragma('busy_timeout = 0');
      // What was acknowledged is on the disk: every commit is flushed before its answer leaves.
      connection.pragma('synchronous = FULL');
    },
  });
}

/** Reads go through a connection of their own, so that nobody sees a transaction that may still be undone. */
class SqliteReading implements Reading {
  private readonly prepared = new Map<string, Database.Statement>();

  constructor(
    private readonly connection: Database.Database,
    private readonly counter: StatementCounter,
    private readonly patienceMs: number,
  ) {}

  private statement(sql: string): Database.Statement {
    this.counter.statements++;
    let statement = this.prepared.get(sql);
    if (!statement) {
      if (this.prepared.size > 500) this.prepared.clear();
      statement = this.connection.prepare(sql);
      this.prepared.set(sql, statement);
    }
    return statement;
  }

  rows<Row extends object>(sql: string, values: readonly Value[] = []): Promise<Row[]> {
    return this.whenFree(() => this.statement(sql).all(...values) as Row[]);
  }

  wave(statements: readonly WaveStatement[], ids: readonly number[], at: Instant): Promise<object[][]> {
    const list = JSON.stringify(ids);
    return this.whenFree(() =>
      statements.map(({ sql }) => {
        const text = sql.replaceAll('$ids', '(SELECT value FROM json_each(@ids))').replaceAll('$at', '@at');
        return this.statement(text).all({ ids: list, at }) as object[];
      }),
    );
  }

  /** Readers of a write-ahead log wait for nobody, but for a program that holds the whole file. */
  private async whenFree<T>(read: () => T): Promise<T> {
    const until = performance.now() + this.patienceMs;
    for (;;) {
      try {
        return read();
      } catch (error) {
        if (!isBusy(error) || performance.now() >= until) throw sqliteUnavailableBy(error) ?? error;
        await pause(PAUSE_MS);
      }
    }
  }
}

const PAUSE_MS = 10;

function readingConnection(file: string): Database.Database {
  const connection = new Database(file, { readonly: true, fileMustExist: true });
  connection.pragma('busy_timeout = 0');
  return connection;
}

/** Milliseconds that a load waits for another process to finish its write; a hub has callers that wait, and waits for less. */
const PATIENCE_MS = 60_000;
/** About what a change writes, so that one that fits says that a change fits. */
const AS_LARGE_AS_A_CHANGE = 64 * 1024;

async function migrated(file: string, entities: Classes, migrations: Classes): Promise<DataSource> {
  const source = sqliteSource(file, entities, migrations);
  return aloneOnFile(file, 'start', async () => {
    await source.initialize();
    try {
      await source.runMigrations();
    } catch (error) {
      await source.destroy();
      throw error;
    }
    return source;
  });
}

export async function openSqlite(
  file: string,
  entities: Classes,
  migrations: Classes,
  counter: StatementCounter,
  { patienceMs = PATIENCE_MS }: OpenOptions,
): Promise<Store> {
  const source = await migrated(file, entities, migrations);
  const connection = readingConnection(file);
  const reading = new SqliteReading(connection, counter, patienceMs);
  const writer = new SqliteWriter(source, file, counter, patienceMs);
  const idsOf = (series: IdSeries): IdAllocator => new IdAllocator((size) => writer.write((tx) => takeBlockFrom(tx, series, size)));
  const ids = idsOf('hub');
  const auditIds = idsOf('audit');
  // Written and taken out again in two changes: within one, the file would not have to grow.
  const writes = new WriteHealth(async () => {
    const name = 'probe'.padEnd(AS_LARGE_AS_A_CHANGE, '-');
    await writer.write((tx) => tx.execute('INSERT INTO id_block (name, next_id) VALUES (?, 0) ON CONFLICT (name) DO UPDATE SET next_id = 0', [name]));
    await writer.write((tx) => tx.execute('DELETE FROM id_block WHERE name = ?', [name]));
  });

  return {
    kind: 'sqlite',
    source,
    reading,
    ids,
    auditIds,
    write: async (work) => {
      const release = await reserveForChange(ids, auditIds);
      return writes.of(writer.write(work)).finally(release);
    },
    snapshot: async (work) => {
      const own = readingConnection(file);
      try {
        own.exec('BEGIN');
        return await work(new SqliteReading(own, counter, patienceMs));
      } finally {
        own.close();
      }
    },
    append: (changes, { sql, values }) =>
      writes.of(
        writer.write(async (tx) => {
          await tx.apply(changes);
          return (await tx.execute(sql, values)) === 1;
        }),
      ),
    alone: (name, work) => aloneOnFile(file, name, work),
    health: async () => {
      try {
        connection.prepare('SELECT 1 FROM id_block').get();
      } catch (error) {
        return sqliteUnavailableBy(error)?.reason ?? 'cannot be read';
      }
      return writes.look();
    },
    close: async () => {
      await writer.idle();
      connection.close();
      await source.destroy();
    },
  };
}
