import mysql from 'mysql2/promise';
import { DataSource } from 'typeorm';
import { addressOf, type ServerAddress } from '../address';
import { withDeadline } from '../deadline';
import { IdAllocator, type IdSeries, reserveForChange, takeBlockFrom } from '../ids';
import { isLost } from './mariadb.faults';
import { MariadbPool } from './mariadb.pool';
import { inSnapshot, MariadbReading } from './mariadb.reading';
import { MariadbServer } from './mariadb.server';
import { MariadbWriter } from './mariadb.writer';
import { Pulse } from './pulse';
import type { Value } from '../reading';
import type { Classes, OpenOptions, StatementCounter, Store } from '../store';
import { WriteHealth } from '../write.health';

/** Rows come as SQLite gives them: numbers as numbers, sums too, and days as text. */
const AS_PLAIN_ROWS = { dateStrings: true, supportBigNumbers: true, bigNumberStrings: false, decimalNumbers: true } as const;
/** Milliseconds in which a connection is made, or given up. */
const CONNECT_MS = 3_000;
const POOL_SIZE = 10;
/** So many wait for a connection at most: who comes then is told to come again. */
const QUEUE = 2_000;
/** Idle connections are kept alive, so that nothing on the way forgets them. */
const KEPT_ALIVE = { enableKeepAlive: true, keepAliveInitialDelay: 10_000 } as const;
const CLOSE_MS = 2_000;

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
    connectTimeout: CONNECT_MS,
    extra: { ...AS_PLAIN_ROWS, trace: false, waitForConnections: true, queueLimit: QUEUE, ...KEPT_ALIVE },
  });
}

/** MySQL and MariaDB differ in what their own schema says; asks which it is. */
async function greet(address: ServerAddress): Promise<'mariadb' | 'mysql'> {
  const connection = await mysql.createConnection({ ...address, connectTimeout: CONNECT_MS });
  connection.on('error', () => undefined);
  const [rows] = await connection.query<mysql.RowDataPacket[]>('SELECT VERSION() AS version');
  await connection.end();
  return String(rows[0]?.['version']).includes('MariaDB') ? 'mariadb' : 'mysql';
}

export async function openMariadb(
  url: string,
  entities: Classes,
  migrations: Classes,
  counter: StatementCounter,
  { tell = () => undefined }: OpenOptions,
): Promise<Store> {
  const address = addressOf(url);
  const kind = await greet(address);
  const server = new MariadbServer(address, CONNECT_MS);
  const source = await mariadbSource(url, kind, entities, migrations).initialize();
  await server
    .alone('start', () => source.runMigrations())
    .catch(async (error: unknown) => {
      await source.destroy();
      throw error;
    });
  for (const risk of await server.risks()) tell(risk);
  const pulse = new Pulse(server, tell);
  const pool = new MariadbPool(
    mysql.createPool({
      ...address,
      connectionLimit: POOL_SIZE,
      queueLimit: QUEUE,
      connectTimeout: CONNECT_MS,
      // For waves (whole numbers, never text: see waveSql) and for what is appended.
      multipleStatements: true,
      ...AS_PLAIN_ROWS,
      trace: false,
      ...KEPT_ALIVE,
    } as mysql.PoolOptions),
    pulse,
  );
  const reading = new MariadbReading((sql, values) => pool.read(sql, values), counter);
  const writer = new MariadbWriter(source, pulse, counter);
  const idsOf = (series: IdSeries): IdAllocator => new IdAllocator((size) => writer.write((tx) => takeBlockFrom(tx, series, size)));
  const ids = idsOf('hub');
  const auditIds = idsOf('audit');
  // One id of the trail's is used up: a change of one row that is there, and of nothing else.
  const writes = new WriteHealth(() => writer.write((tx) => takeBlockFrom(tx, 'audit', 1)));

  return {
    kind: 'mariadb',
    source,
    reading,
    ids,
    auditIds,
    write: async (work) => {
      const release = await reserveForChange(ids, auditIds);
      return writes.of(writer.write(work)).finally(release);
    },
    snapshot: (work) => inSnapshot(pool, counter, work),
    append: async (changes, move) => {
      const rows = changes.map((change) => (change.kind === 'insert' ? change.row : {}));
      const table = changes[0] && source.getMetadata(changes[0].table).tableName;
      const columns = Object.keys(rows[0] ?? {});
      if (table === undefined) return false;
      const one = `(${columns.map(() => '?').join(',')})`;
      counter.statements += 2;
      const values = rows.flatMap((row) => Object.values(row) as Value[]);
      const text = `START TRANSACTION;${move.sql};INSERT INTO ${table} (${columns.join(',')}) VALUES ${rows.map(() => one).join(',')};COMMIT`;
      const [, moved] = (await writes.of(pool.once(text, [...move.values, ...values]))) as mysql.ResultSetHeader[];
      return moved?.affectedRows === 1;
    },
    alone: (name, work) => server.alone(name, work),
    health: async () => {
      const [read, written] = await Promise.all([server.fault(), writes.look()]);
      return pulse.silent?.reason ?? read ?? written;
    },
    close: async () => {
      pulse.stop();
      await withDeadline('closing', CLOSE_MS, Promise.all([pool.end(), source.destroy()])).catch((error: unknown) => {
        if (!isLost(error)) throw error;
      });
    },
  };
}
