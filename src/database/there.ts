import { accessSync, closeSync, constants, openSync, readdirSync, readSync, statSync, type Stats } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import mysql from 'mysql2/promise';
import { nearest } from '../vocabulary/nearest';
import { badInput, HubError } from '../vocabulary/refusal';
import { addressIn, type DatabaseAddress, DEFAULT_DATABASE } from './address';
import { withDeadline } from './deadline';
import { databaseFault, nameOf } from './fault';
import type { Classes } from './store';

/** What an address leads to, looked at before anything is opened or made. NOTHING: a file that is not there yet. */
export interface There {
  readonly holds: 'NOTHING' | 'EMPTY' | 'HUB';
  /** The database by its name, without user or password. */
  readonly name: string;
  /** A file beside it of nearly the same name: perhaps the one that was meant. */
  readonly beside: string | null;
}

const refused = (message: string): HubError => badInput('DATABASE_URL', `DATABASE_URL: ${message}`);

/** Asks an open database for rows. */
type Ask = (sql: string) => Promise<readonly Record<string, unknown>[]>;

/** Whose tables are these? Empty, the hub's, another application's, or those of a hub that is newer than this one. */
async function holderOf(ask: Ask, tables: readonly string[], name: string, migrations: Classes): Promise<'EMPTY' | 'HUB'> {
  if (tables.length === 0) return 'EMPTY';
  const notOurs = refused(
    `${name} holds tables that are not the hub's (${tables.slice(0, 3).join(', ')}${tables.length > 3 ? ', …' : ''}). Nothing was changed. Name an empty database.`,
  );
  if (!tables.includes('migrations')) throw notOurs;
  const done = await ask('SELECT name FROM migrations').then(
    (rows) => rows.map(({ name: each }) => String(each)),
    () => null,
  );
  if (done === null) throw notOurs;
  const known = new Set(migrations.map(({ name: each }) => each));
  const unknown = done.filter((each) => !known.has(each));
  if (unknown.length > 0 && unknown.length === done.length) throw notOurs;
  if (unknown.length > 0)
    throw refused(
      `${name} was brought up to date by a newer hub (${unknown.at(-1)}). Nothing was changed. Start that version, or name another database.`,
    );
  // Migrations that have begun write their names down as they end.
  return done.length === 0 ? 'EMPTY' : 'HUB';
}

function statOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}

function mayWrite(path: string, what: string): void {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
  } catch {
    throw refused(`${what} may not be read and written by the user that runs this. The hub writes to the file, and to files beside it.`);
  }
}

/** A file in the same folder that somebody may have meant. */
function besideOf(file: string): string | null {
  const kin = readdirSync(dirname(file)).filter((name) => name !== basename(file) && ['.sqlite', '.sqlite3', '.db'].includes(extname(name)));
  const near = nearest(basename(file), kin);
  return near === null ? null : join(dirname(file), near);
}

const HEADER = 'SQLite format 3\0';
function beginsAsDatabase(file: string): boolean {
  const [bytes, descriptor] = [Buffer.alloc(HEADER.length), openSync(file, 'r')];
  try {
    readSync(descriptor, bytes, 0, HEADER.length, 0);
  } finally {
    closeSync(descriptor);
  }
  return bytes.toString('latin1') === HEADER;
}

async function atFile(given: string, migrations: Classes): Promise<There> {
  const file = resolve(given);
  const [found, folder] = [statOf(file), statOf(dirname(file))];
  if (!folder?.isDirectory()) {
    if (`sqlite:${given}` === DEFAULT_DATABASE) return { holds: 'NOTHING', name: file, beside: null };
    throw refused(`there is no folder ${dirname(file)} for ${basename(file)} to be in. Nothing was made. Put the path right, or make the folder.`);
  }
  mayWrite(dirname(file), `the folder ${dirname(file)}`);
  if (!found) return { holds: 'NOTHING', name: file, beside: besideOf(file) };
  if (found.isDirectory()) throw refused(`${file} is a folder. Name a file in it, such as sqlite:${join(given, 'hub.sqlite')}.`);
  if (!found.isFile()) throw refused(`${file} is no file. Name one.`);
  mayWrite(file, file);
  if (found.size === 0) return { holds: 'EMPTY', name: file, beside: besideOf(file) };
  if (!beginsAsDatabase(file)) throw refused(`${file} is not a database of SQLite. Nothing was changed. Name another file.`);
  // Open for writing, since one that may only read leaves files of its own beside those of a database with a write-ahead log.
  const database = new Database(file, { fileMustExist: true, timeout: 10_000 });
  try {
    database.pragma('query_only = 1');
    const ask: Ask = (sql) => new Promise((done) => done(database.prepare(sql).all() as Record<string, unknown>[]));
    const tables = await ask("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name");
    return {
      holds: await holderOf(
        ask,
        tables.map(({ name }) => String(name)),
        file,
        migrations,
      ),
      name: file,
      beside: null,
    };
  } finally {
    database.close();
  }
}

/** Milliseconds that a server has to answer. */
const SERVER_MS = 15_000;

async function atServer(address: Extract<DatabaseAddress, { kind: 'server' }>, migrations: Classes): Promise<There> {
  const name = nameOf(address);
  const { kind: _, ...server } = address;
  const late = (connection: mysql.Connection): void => connection.destroy();
  const connect = (database: string | undefined): Promise<mysql.Connection> =>
    withDeadline('the database', SERVER_MS, mysql.createConnection({ ...server, ...{ database }, connectTimeout: SERVER_MS }), late);
  const connection = await connect(address.database).catch(async (error: unknown) => {
    if ((error as { code?: string }).code !== 'ER_BAD_DB_ERROR') throw error;
    const near = await connect(undefined).then(
      async (other) => {
        const [rows] = await other.query<mysql.RowDataPacket[]>('SHOW DATABASES');
        await other.end();
        return nearest(
          address.database,
          rows.map((row) => String(row['Database'])),
        );
      },
      () => null,
    );
    throw refused(`${databaseFault(error, address)}${near === null ? '' : ` Did you mean "${near}"?`}`);
  });
  try {
    const ask: Ask = async (sql) => (await withDeadline('a read', SERVER_MS, connection.query<mysql.RowDataPacket[]>(sql)))[0];
    const tables = await ask('SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME');
    return {
      holds: await holderOf(
        ask,
        tables.map((row) => String(row['name'])),
        name,
        migrations,
      ),
      name,
      beside: null,
    };
  } finally {
    connection.destroy();
  }
}

/** Says in a sentence what a database reports of itself; other faults stay as they are. */
export async function inWords<T>(address: DatabaseAddress, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const words = error instanceof HubError ? null : databaseFault(error, address);
    throw words === null ? error : refused(words);
  }
}

/** Looks at where an address leads, and makes nothing. Throws BAD_INPUT, in a sentence, for what no hub can begin on. */
export async function lookAt(url: string, migrations: Classes): Promise<There> {
  const address = addressIn(url);
  return inWords(address, () => (address.kind === 'sqlite' ? atFile(address.file, migrations) : atServer(address, migrations)));
}

/** Throws BAD_INPUT where there is no hub's database: a command works on what is there, and makes nothing. */
export async function mustHoldHub(url: string, migrations: Classes): Promise<void> {
  const { holds, name, beside } = await lookAt(url, migrations);
  if (holds === 'HUB') return;
  const what = holds === 'NOTHING' ? `there is no database ${name}` : `${name} is empty: no hub has used it`;
  throw refused(
    `${what}.${beside === null ? '' : ` Did you mean ${beside}?`} Nothing was made. SAMPLE_PEOPLE=0 npm start, with the same DATABASE_URL, makes an empty one there.`,
  );
}
