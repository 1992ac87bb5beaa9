import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { DataSource, type QueryRunner } from 'typeorm';
import type { Instant } from '../vocabulary/day';
import { IdAllocator, type IdSeries, reserveForChange, takeBlockFrom } from './ids';
import type { Classes, Reading, StatementCounter, Store, Value, WaveStatement, Writing } from './store';
import { Transaction } from './transaction';

export function sqliteSource(file: string, entities: Classes, migrations: Classes): DataSource {
  mkdirSync(dirname(file), { recursive: true });
  return new DataSource({
    type: 'better-sqlite3',
    database: file,
    entities,
    migrations,
    migrationsTransactionMode: 'each',
    enableWAL: true,
    prepareDatabase: (database: unknown) => {
      const connection = database as Database.Database;
      // A wait here would hold up the whole process: who finds the file locked waits in `begin` instead.
      connection.pragma('busy_timeout = 0');
      connection.pragma('synchronous = NORMAL');
    },
  });
}

/** Reads go through a connection of their own, so that nobody sees a transaction that may still be undone. */
class SqliteReading implements Reading {
  private readonly prepared = new Map<string, Database.Statement>();

  constructor(
    private readonly connection: Database.Database,
    private readonly counter: StatementCounter,
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
    return Promise.resolve(this.statement(sql).all(...values) as Row[]);
  }

  wave(statements: readonly WaveStatement[], ids: readonly number[], at: Instant): Promise<object[][]> {
    const list = JSON.stringify(ids);
    return Promise.resolve(
      statements.map(({ sql }) => {
        const text = sql.replaceAll('$ids', '(SELECT value FROM json_each(@ids))').replaceAll('$at', '@at');
        return this.statement(text).all({ ids: list, at }) as object[];
      }),
    );
  }
}

/** Milliseconds to wait for another process (a load beside a running hub) to finish its write. */
const LOCK_MS = 60_000;
const PAUSE_MS = 10;

async function begin(runner: QueryRunner): Promise<void> {
  for (let waited = 0; ; waited += PAUSE_MS) {
    try {
      await runner.query('BEGIN IMMEDIATE');
      return;
    } catch (error) {
      const { code } = ((error as { driverError?: unknown }).driverError ?? error) as { code?: string };
      if (!code?.startsWith('SQLITE_BUSY') || waited >= LOCK_MS) throw error;
      await pause(PAUSE_MS);
    }
  }
}

export async function openSqlite(file: string, entities: Classes, migrations: Classes, counter: StatementCounter): Promise<Store> {
  const source = await sqliteSource(file, entities, migrations).initialize();
  await source.runMigrations();
  const connection = new Database(file, { readonly: true });
  connection.pragma('busy_timeout = 10000');
  const reading = new SqliteReading(connection, counter);

  // TypeORM has one SQLite connection and mixes concurrent transactions: one writer at a time, in the order they came.
  let last: Promise<unknown> = Promise.resolve();
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };
  const transact = async <T>(work: (tx: Writing) => Promise<T>): Promise<T> => {
    const runner = source.createQueryRunner();
    // IMMEDIATE takes the one write lock before anything is read: a load and a hub that share the file then wait for each
    // other, where a transaction that read first would be refused its write.
    await begin(runner);
    try {
      const answer = await work(
        new Transaction(runner, false, (_what, call) => {
          counter.statements++;
          return call;
        }),
      );
      await runner.query('COMMIT');
      return answer;
    } catch (error) {
      await runner.query('ROLLBACK');
      throw error;
    } finally {
      await runner.release();
    }
  };
  const idsOf = (series: IdSeries): IdAllocator => new IdAllocator((size) => alone(() => transact((tx) => takeBlockFrom(tx, series, size))));
  const ids = idsOf('hub');
  const auditIds = idsOf('audit');

  return {
    kind: 'sqlite',
    source,
    reading,
    ids,
    auditIds,
    write: async (work) => {
      const release = await reserveForChange(ids, auditIds);
      return alone(() => transact(work)).finally(release);
    },
    snapshot: async (work) => {
      const own = new Database(file, { readonly: true });
      try {
        own.pragma('busy_timeout = 10000');
        own.exec('BEGIN');
        return await work(new SqliteReading(own, counter));
      } finally {
        own.close();
      }
    },
    append: (changes) => alone(() => transact((tx) => tx.apply(changes))),
    ready: () => Promise.resolve(source.isInitialized && connection.open),
    close: async () => {
      await last;
      connection.close();
      await source.destroy();
    },
  };
}
