import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import mysql from 'mysql2/promise';
import { auditCommand } from '../../scripts/audit';
import { compareCommand } from '../../scripts/compare';
import { invariantsCommand } from '../../scripts/invariants';
import { loadCommand } from '../../scripts/load';
import { matchesCommand } from '../../scripts/matches';
import { openStore } from '../../src/database/open-store';
import { lookAt, mustHoldHub } from '../../src/database/there';
import { entities } from '../../src/server/entities';
import { migrations } from '../../src/server/migrations';
import { aDatabase } from '../builders/database';

const look = (url: string) => lookAt(url, migrations);
const open = (url: string) => openStore(url, entities, migrations);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'there-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a file', () => {
  const url = (name: string): string => `sqlite:${join(folder, name)}`;
  /** Refused alike by whoever looks and by whoever opens, and everything stays as it was. */
  async function isRefused(name: string, why: RegExp): Promise<void> {
    const before = readdirSync(folder);
    await expect(look(url(name))).rejects.toThrow(why);
    await expect(open(url(name))).rejects.toThrow(why);
    expect(readdirSync(folder)).toEqual(before);
  }

  it('in a folder that is not there is not made, nor the folder', () =>
    isRefused('vra/hub.sqlite', /^DATABASE_URL: there is no folder .*\/vra for hub\.sqlite to be in\. Nothing was made\./));
  it('under a file is not made', async () => {
    writeFileSync(join(folder, 'file'), 'x');
    await isRefused('file/hub.sqlite', /there is no folder/);
  });
  it('that is a folder is none', async () => {
    mkdirSync(join(folder, 'sub'));
    await isRefused('sub', /is a folder\. Name a file in it, such as/);
  });
  it('that is not a database stays as it is', async () => {
    writeFileSync(join(folder, 'letter.txt'), 'Dear council, this is longer than a header');
    await isRefused('letter.txt', /letter\.txt is not a database of SQLite\. Nothing was changed/);
  });
  it('that is damaged is told as such', async () => {
    writeFileSync(join(folder, 'bad.sqlite'), `SQLite format 3\0${'x'.repeat(5000)}`);
    await isRefused('bad.sqlite', /(is not a database of SQLite|is damaged)/);
  });
  it("of another application stays as it is, with its tables' names in the answer", async () => {
    const other = new Database(join(folder, 'other.sqlite'));
    other.pragma('journal_mode = WAL');
    other.exec('CREATE TABLE orders (id INTEGER); CREATE TABLE clients (id INTEGER)');
    other.close();
    const before = readFileSync(join(folder, 'other.sqlite'));
    await isRefused('other.sqlite', /holds tables that are not the hub's \(clients, orders\)\. Nothing was changed/);
    expect(readFileSync(join(folder, 'other.sqlite')).equals(before)).toBe(true);
  });
  it("of another application that has migrations of its own is not the hub's either", async () => {
    const other = new Database(join(folder, 'other.sqlite'));
    other.exec("CREATE TABLE migrations (id INTEGER, timestamp INTEGER, name TEXT); INSERT INTO migrations VALUES (1, 2, 'Theirs')");
    other.close();
    await isRefused('other.sqlite', /not the hub's/);
  });
  it('that is empty is one that a hub may begin on, and a command may not', async () => {
    writeFileSync(join(folder, 'hub.sqlite'), '');
    expect(await look(url('hub.sqlite'))).toMatchObject({ holds: 'EMPTY' });
    await expect(mustHoldHub(url('hub.sqlite'), migrations)).rejects.toThrow(/is empty: no hub has used it\. Nothing was made/);
  });
  it('that is not there yet, in a folder that is, is made by a start, which is told of one of nearly its name', async () => {
    await (await open(url('hub.sqlite'))).close();
    expect(await look(url('hbu.sqlite'))).toMatchObject({ holds: 'NOTHING', beside: join(folder, 'hub.sqlite') });
    expect(existsSync(join(folder, 'hbu.sqlite'))).toBe(false);
    expect(await look(url('hub.sqlite'))).toMatchObject({ holds: 'HUB' });
  });
});

describe('a database, whichever kind it is of', () => {
  it('that a newer hub brought up to date is not touched', async () => {
    const { url, drop } = await aDatabase();
    const store = await open(url);
    await store.write((tx) => tx.execute("INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'FromTheFuture9999999999999')"));
    await store.close();
    await expect(open(url)).rejects.toThrow(/was brought up to date by a newer hub \(FromTheFuture9999999999999\)\. Nothing was changed/);
    await drop();
  });

  it('that is not there, or empty, is made by no command: each says what is there and how to make one', async () => {
    const { url, drop } = await aDatabase();
    const where = { databaseUrl: url, policyDir: null };
    const said: string[] = [];
    const print = (line: string): void => void said.push(line);
    const why = /^DATABASE_URL: (there is no database|".+" on .+ is empty).*Nothing was made\. SAMPLE_PEOPLE=0 npm start/;
    const refusing: readonly (() => Promise<number>)[] = [
      () => loadCommand(['F1', __filename, '--authority', '384'], where, print),
      () => loadCommand(['--undo', '1'], where, print),
      () => matchesCommand(['list'], where, print),
      () => compareCommand([__filename, '--authority', '384'], where, print),
    ];
    for (const command of refusing) {
      said.length = 0;
      expect(await command()).toBe(2);
      expect(said).toEqual([expect.stringMatching(why)]);
    }
    await expect(auditCommand(['verify'], url, print)).rejects.toThrow(why);
    await expect(invariantsCommand([], where, print)).rejects.toThrow(why);
    expect(await look(url)).toMatchObject({ holds: expect.stringMatching(/NOTHING|EMPTY/) });
    await drop();
  });
});

describe('a server', () => {
  it('that is down, or no database, is named with what to put right, and no password', async () => {
    const deaf = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
    const { port } = deaf.address() as AddressInfo;
    await expect(look(`mysql://hub:s3cret@127.0.0.1:${port}/hub`)).rejects.toThrow(
      new RegExp(`^DATABASE_URL: (What answers at 127\\.0\\.0\\.1:${port} is neither MariaDB nor MySQL|No database server answers)`),
    );
    await new Promise((resolve) => deaf.close(resolve));
    await expect(look(`mysql://hub:s3cret@127.0.0.1:${port}/hub`)).rejects.toThrow(
      `DATABASE_URL: No database server answers at 127.0.0.1:${port} (ECONNREFUSED). Start it, or put the host and port right.`,
    );
  });

  const address = process.env['TEST_DATABASE_URL'];
  const onServer = address ? it : it.skip;
  const server = new URL(address ?? 'mysql://root:@127.0.0.1:3306');
  const at = (user: string, password: string, database: string): string => `mysql://${user}:${password}@${server.host}/${database}`;

  onServer('has no database made by its name being written: the nearest is named', async () => {
    const { url, drop } = await aDatabase();
    const name = new URL(url).pathname.slice(1);
    const slip = `${name.slice(0, -1)}x`;
    const why = new RegExp(`There is no database "${slip}" on .* Nothing was made\\. .*CREATE DATABASE .* Did you mean "hub_test_`);
    const slipped = url.replace(name, slip);
    await expect(look(slipped)).rejects.toThrow(why);
    await expect(open(slipped)).rejects.toThrow(why);
    const connection = await mysql.createConnection(server.href);
    const [rows] = await connection.query<mysql.RowDataPacket[]>('SHOW DATABASES LIKE ?', [slip]);
    await connection.end();
    expect(rows).toEqual([]);
    await drop();
  });

  onServer('that does not let the user in, to the database or to making tables, says so', async () => {
    const { url, drop } = await aDatabase();
    const name = new URL(url).pathname.slice(1);
    const user = `reader_${process.pid}`;
    const connection = await mysql.createConnection(server.href);
    try {
      await connection.query(`CREATE USER ${user}@'%' IDENTIFIED BY 's3cret'`);
      await connection.query(`CREATE USER ${user}@localhost IDENTIFIED BY 's3cret'`);
      await expect(look(at(user, 'wr0ng', name))).rejects.toThrow(new RegExp(`does not let "${user}" in\\. Put the user and the password right`));
      await expect(look(at(user, 's3cret', name))).rejects.toThrow(/may not do all that the hub does .* GRANT ALL ON/);
      for (const host of ['%', 'localhost']) await connection.query(`GRANT SELECT ON ${name}.* TO ${user}@'${host}'`);
      await expect(open(at(user, 's3cret', name))).rejects.toThrow(/may not do all that the hub does .* GRANT ALL ON/);
      expect(await look(url)).toMatchObject({ holds: 'EMPTY' });
    } finally {
      for (const host of ['%', 'localhost']) await connection.query(`DROP USER IF EXISTS ${user}@'${host}'`);
      await connection.end();
      await drop();
    }
  });

  onServer("that holds another application's tables there leaves them as they are", async () => {
    const { url, drop } = await aDatabase();
    const connection = await mysql.createConnection(url);
    await connection.query('CREATE TABLE orders (id INTEGER)');
    await expect(open(url)).rejects.toThrow(/holds tables that are not the hub's \(orders\)/);
    const [rows] = await connection.query<mysql.RowDataPacket[]>('SHOW TABLES');
    expect(rows).toHaveLength(1);
    await connection.end();
    await drop();
  });
});
