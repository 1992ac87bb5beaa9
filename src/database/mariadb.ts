import { setTimeout as pause } from 'node:timers/promises';
import mysql, { type Pool, type PoolConnection } from 'mysql2/promise';
import { DataSource } from 'typeorm';
import type { Instant } from '../vocabulary/day';
import { DeadlineError, withDeadline } from './deadline';
import { IdAllocator, type IdSeries, reserveForChange, takeBlockFrom } from './ids';
import { type Classes, CommitUnknown, type Reading, type StatementCounter, type Store, type Value, type WaveStatement, type Writing } from './store';
import { Transaction, waveSql } from './transaction';

/** Milliseconds that one call to the database may take before its connection is given up. */
const CALL_MS = 15_000;
const POOL_SIZE = 10;
const TRIES = 6;

interface Address {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}
export function addressOf(url: string): Address {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    host: hostname,
    port: port === '' ? 3306 : Number(port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
  };
}

export function mariadbSource(url: string, kind: 'mariadb' | 'mysql', entities: Classes, migrations: Classes): DataSource {
  const { user, ...rest } = addressOf(url);
  return new DataSource({
    type: kind,
    ...rest,
    username: user,
    entities,
    migrations,
    migrationsTransactionMode: 'each',
    poolSize: POOL_SIZE,
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: false,
    extra: { trace: false, waitForConnections: true },
  });
}

/** MySQL and MariaDB differ in what their own schema says; asks which it is, making the schema where it may. */
async function greet(address: Address): Promise<'mariadb' | 'mysql'> {
  const { database, ...server } = address;
  let connection: mysql.Connection;
  try {
    connection = await mysql.createConnection({ ...server, database, connectTimeout: CALL_MS });
  } catch (error) {
    if ((error as { code?: string }).code !== 'ER_BAD_DB_ERROR') throw error;
    connection = await mysql.createConnection({ ...server, connectTimeout: CALL_MS });
    await connection.query(`CREATE DATABASE IF NOT EXISTS ${mysql.escapeId(database)} CHARACTER SET utf8mb4`);
  }
  const [rows] = await connection.query<mysql.RowDataPacket[]>('SELECT VERSION() AS version');
  await connection.end();
  return String(rows[0]?.['version']).includes('MariaDB') ? 'mariadb' : 'mysql';
}

type Ask = (sql: string, values: readonly Value[]) => Promise<unknown>;

/** Each statement on whichever connection is free. */
const onAny =
  (pool: Pool): Ask =>
  async (sql, values) => {
    const connection = await withDeadline('the database', CALL_MS, pool.getConnection(), (late) => late.release());
    try {
      const [rows] = await withDeadline('a read', CALL_MS, connection.query(sql, values as Value[]));
      connection.release();
      return rows;
    } catch (error) {
      giveUp(connection, error);
      throw error;
    }
  };

class MariadbReading implements Reading {
  constructor(
    private readonly ask: Ask,
    private readonly counter: StatementCounter,
  ) {}

  async rows<Row extends object>(sql: string, values: readonly Value[] = []): Promise<Row[]> {
    this.counter.statements++;
    return (await this.ask(sql, values)) as Row[];
  }

  async wave(statements: readonly WaveStatement[], ids: readonly number[], at: Instant): Promise<object[][]> {
    this.counter.statements += statements.length;
    if (statements.length === 0) return [];
    const answer = (await this.ask(statements.map(({ sql }) => waveSql(sql, ids, at)).join(';'), [])) as object[][];
    return statements.length === 1 ? [answer] : answer;
  }
}

/** All statements on one connection, in one transaction that sees nothing written after it began. */
async function inSnapshot<Answer>(pool: Pool, counter: StatementCounter, work: (reading: Reading) => Promise<Answer>): Promise<Answer> {
  const connection = await withDeadline('the database', CALL_MS, pool.getConnection(), (late) => late.release());
  const ask: Ask = async (sql, values) => (await withDeadline('a read', CALL_MS, connection.query(sql, values as Value[])))[0];
  try {
    await ask('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ', []);
    await ask('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY', []);
    const answer = await work(new MariadbReading(ask, counter));
    await ask('COMMIT', []);
    connection.release();
    return answer;
  } catch (error) {
    // What is left of the transaction goes with its connection.
    connection.destroy();
    throw error;
  }
}

function giveUp(connection: PoolConnection, error: unknown): void {
  if (error instanceof DeadlineError || (error as { fatal?: boolean }).fatal) connection.destroy();
  else connection.release();
}

/** Deadlock, lock wait, snapshot conflict, node not ready: the whole transaction may be tried again. */
const TRY_AGAIN = new Set([1213, 1205, 1020, 1047]);
const errnoOf = (error: unknown): number | undefined =>
  (error as { errno?: number }).errno ?? (error as { driverError?: { errno?: number } }).driverError?.errno;
const lostConnection = (error: unknown): boolean =>
  ['PROTOCOL_CONNECTION_LOST', 'ECONNRESET', 'ECONNREFUSED', 'EPIPE'].includes(String((error as { code?: string }).code));

export async function openMariadb(url: string, entities: Classes, migrations: Classes, counter: StatementCounter): Promise<Store> {
  const address = addressOf(url);
  const kind = await greet(address);
  const source = await mariadbSource(url, kind, entities, migrations).initialize();
  await source.runMigrations();
  const pool = mysql.createPool({
    ...address,
    connectionLimit: POOL_SIZE,
    connectTimeout: CALL_MS,
    // Waves only: whole numbers, never text (see waveSql).
    multipleStatements: true,
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: false,
    trace: false,
  } as mysql.PoolOptions);
  const reading = new MariadbReading(onAny(pool), counter);

  const once = async <T>(work: (tx: Writing) => Promise<T>): Promise<T> => {
    const runner = source.createQueryRunner();
    let usable = true;
    let committing = false;
    try {
      await withDeadline('the database', CALL_MS, runner.connect());
      await runner.startTransaction('READ COMMITTED');
      const answer = await work(
        new Transaction(runner, true, (what, call) => {
          counter.statements++;
          return withDeadline(what, CALL_MS, call);
        }),
      );
      committing = true;
      await withDeadline('a commit', CALL_MS, runner.commitTransaction());
      return answer;
    } catch (error) {
      usable = !(error instanceof DeadlineError) && !lostConnection(error);
      if (usable && runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      if (committing && !usable) throw new CommitUnknown(error);
      throw error;
    } finally {
      if (!usable) ((await runner.connect().catch(() => null)) as { destroy?: () => void } | null)?.destroy?.();
      await runner.release().catch(() => undefined);
    }
  };
  const transact = async <T>(work: (tx: Writing) => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await once(work);
      } catch (error) {
        const again = TRY_AGAIN.has(errnoOf(error) ?? 0) || (lostConnection(error) && !(error instanceof CommitUnknown));
        if (!again || attempt === TRIES) throw error;
        await pause(attempt * 10 + ((attempt * 7919 + counter.statements) % 40));
      }
    }
  };
  const idsOf = (series: IdSeries): IdAllocator => new IdAllocator((size) => transact((tx) => takeBlockFrom(tx, series, size)));
  const ids = idsOf('hub');
  const auditIds = idsOf('audit');

  return {
    kind: 'mariadb',
    source,
    reading,
    ids,
    auditIds,
    write: async (work) => {
      const release = await reserveForChange(ids, auditIds);
      return transact(work).finally(release);
    },
    snapshot: (work) => inSnapshot(pool, counter, work),
    append: async (changes) => {
      const rows = changes.map((change) => (change.kind === 'insert' ? change.row : {}));
      const table = changes[0] && source.getMetadata(changes[0].table).tableName;
      const columns = Object.keys(rows[0] ?? {});
      if (table === undefined) return;
      const one = `(${columns.map(() => '?').join(',')})`;
      await reading.rows(
        `INSERT INTO ${table} (${columns.join(',')}) VALUES ${rows.map(() => one).join(',')}`,
        rows.flatMap((row) => Object.values(row) as Value[]),
      );
    },
    ready: async () => {
      const rows = await reading.rows<{ one: number }>('SELECT 1 AS one');
      const [wsrep] = await reading.rows<{ Value: string }>("SHOW STATUS LIKE 'wsrep_ready'");
      return rows[0]?.one === 1 && (wsrep === undefined || wsrep.Value !== 'OFF');
    },
    close: async () => {
      await pool.end();
      await source.destroy();
    },
  };
}
