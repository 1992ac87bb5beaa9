import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/database/open-store';
import { fillEmptyHub } from '../../src/sample/fill';
import { entities } from '../../src/server/entities';
import { migrations } from '../../src/server/migrations';
import { foreseen, lookBeforeStart, remarks } from '../../src/server/starting';
import { someoneToAskFor } from '../../src/server/welcome';
import { readSettings } from '../../src/settings';
import { aDatabase } from '../builders/database';
import { aHub } from '../builders/hub';

const HOME = join(__dirname, '..', '..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Started {
  readonly child: ChildProcess;
  /** What it said on either stream, once it ended or said what was waited for. */
  readonly said: () => { out: string; err: string };
  readonly code: Promise<number | null>;
}
/** A program of the hub in a process and a folder of its own, with these settings and no others. */
function started(program: string, args: readonly string[], environment: Readonly<Record<string, string>>): Started {
  const child = spawn(process.execPath, ['--require', join(HOME, 'test/exchange/typescript.cjs'), join(HOME, program), ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString('utf8')));
  return { child, said: () => ({ out, err }), code: new Promise((resolve) => child.once('close', resolve)) };
}
const untilSaid = (hub: Started, what: RegExp): Promise<void> =>
  new Promise((resolve, reject) => {
    hub.child.stdout?.on('data', () => (what.test(hub.said().out) ? resolve() : undefined));
    hub.child.once('close', () => reject(new Error(`it ended: ${hub.said().err}`)));
  });

/** Each line begins alike, and none is from a stack. */
const FAULT_LINES = /^(The hub could not start: [^\n]+\n)+$/;

describe('a process that is started with settings that are wrong', () => {
  it('says all that is wrong with them at once, a line each, makes nothing, and ends with 1', async () => {
    const pack = join(folder, 'faulty.yaml');
    writeFileSync(pack, 'name: reading\n  version: 1\n');
    writeFileSync(join(folder, 'manifest.json'), '{"format":"another"}');
    writeFileSync(join(folder, 'key'), 'abc');
    const before = readdirSync(folder);
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, resolve));
    const { port } = taken.address() as AddressInfo;
    const { said, code } = started('src/main.ts', [], {
      PORT: String(port),
      SAMPLE_PEOPLE: '1e9',
      TOKEN_ISSUER: 'https://directory.example.org',
      DATABASE_URL: 'sqlite:vra/hub.sqlite',
      POLICY_DIR: folder,
      TRUSTED_DOCUMENTS: join(folder, 'manifest.json'),
      DEV_TOKEN_KEY: 'key',
      AUDIT_SEAL_KEY: 'none',
      LOG_LEVEL: 'loud',
      RATE_PER_SECND: '5',
    });
    expect(await code).toBe(1);
    taken.close();
    const { out, err } = said();
    expect(out).toBe('');
    expect(err).toMatch(FAULT_LINES);
    for (const fault of [
      `PORT=${port} is taken: another program listens there. Stop that one, or set PORT to another.`,
      'SAMPLE_PEOPLE="1e9" is not a whole number',
      'TOKEN_AUDIENCE and TOKEN_JWKS_URL are missing',
      'DATABASE_URL: there is no folder',
      `POLICY_DIR: ${pack}:1:`,
      `TRUSTED_DOCUMENTS=${join(folder, 'manifest.json')}: `,
      'DEV_TOKEN_KEY=key holds no key of 32 bytes',
      'AUDIT_SEAL_KEY=none cannot be read (ENOENT)',
      'LOG_LEVEL="loud" is none of',
      'RATE_PER_SECND is no setting of the hub. Did you mean RATE_PER_SECOND?',
    ])
      expect(err).toContain(`The hub could not start: ${fault}`);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('is as short where a command cannot be run, and makes nothing', async () => {
    const [verify, misspelt] = [
      started('scripts/audit.ts', ['verify'], { DATABASE_URL: 'sqlite:hub.sqlite' }),
      started('scripts/load.ts', ['F1', 'x.csv'], { DATABSE_URL: 'sqlite:hub.sqlite' }),
    ];
    expect([await verify.code, await misspelt.code]).toEqual([2, 2]);
    expect(verify.said().err).toMatch(/^DATABASE_URL: there is no database [^\n]+\. Nothing was made\. SAMPLE_PEOPLE=0 npm start[^\n]+\n$/);
    expect(misspelt.said().err).toMatch(/^DATABSE_URL is no setting of the hub\. Did you mean DATABASE_URL\?[^\n]+\n$/);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a hub in production on an empty database', () => {
  it('is filled with nobody, and says that nobody can sign in and that no seals are kept', async () => {
    const { url, drop } = await aDatabase();
    const hub = started('src/main.ts', [], { NODE_ENV: 'production', DATABASE_URL: url, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'warn' });
    await untilSaid(hub, /ready at http/);
    hub.child.kill('SIGTERM');
    expect(await hub.code).toBe(0);
    const { out, err } = hub.said();
    expect(err).toBe('');
    expect(out).toMatch(/^(A new database is made|The empty database .+ is made the hub's)/);
    expect(out).toContain('NOBODY CAN SIGN IN');
    expect(out).toContain('NO SEALS of the audit trail');
    expect(out).not.toMatch(/made-up|TOKENS ARE ACCEPTED/);
    const store = await openStore(url, entities, migrations);
    expect(await store.reading.rows('SELECT id FROM person')).toEqual([]);
    await store.close();
    expect(readdirSync(folder)).toEqual([]);
    await drop();
  });
});

describe('what a start finds before it opens anything', () => {
  const faultsOf = async (environment: Readonly<Record<string, string>>): Promise<readonly string[]> => {
    const { settings, faults } = readSettings({ PORT: '0', DATABASE_URL: `sqlite:${join(folder, 'hub.sqlite')}`, DEV_TOKENS: '0', ...environment });
    const found = await lookBeforeStart(settings, faults);
    return 'there' in found ? [] : found;
  };
  it.each([
    ['an address of another machine', { HOST: '203.0.113.9' }, /^HOST=203\.0\.113\.9 is no address of this machine \(EADDRNOTAVAIL\)\. Set HOST/],
    ['a name that nobody has', { HOST: 'nowhere.invalid' }, /^HOST=nowhere\.invalid is no address of this machine/],
    ['a folder of packs that is not there', { POLICY_DIR: '/none' }, /^POLICY_DIR: \/none {2}The folder is not there/],
    ['a file for a folder of packs', { POLICY_DIR: __filename }, /^POLICY_DIR: .*start\.test\.ts {2}It cannot be read \(ENOTDIR\)/],
    ['a manifest that is not there', { TRUSTED_DOCUMENTS: '/none' }, /^TRUSTED_DOCUMENTS=\/none: the manifest cannot be read \(ENOENT\)/],
    [
      'a key in a folder that is not there',
      { DEV_TOKENS: '1', DEV_TOKEN_KEY: '/none/key' },
      /^DEV_TOKEN_KEY=\/none\/key is in no folder that there is/,
    ],
    [
      'seals in a folder that is not there',
      { AUDIT_SEAL_TO: '/none/seals' },
      /^AUDIT_SEAL_TO=\/none\/seals is in no folder that there is: \/none\. Nothing was made\./,
    ],
    ['a folder for seals', { AUDIT_SEAL_TO: HOME }, /^AUDIT_SEAL_TO=.* is a folder\. Name a file in it\./],
    ['a folder for a key', { DEV_TOKENS: '1', DEV_TOKEN_KEY: HOME }, /^DEV_TOKEN_KEY=.* cannot be read \(EISDIR\)/],
  ])('%s is told in a sentence', async (_, environment: Readonly<Record<string, string>>, fault) => {
    expect(await faultsOf(environment)).toEqual([expect.stringMatching(fault)]);
    expect(readdirSync(folder)).toEqual([]);
  });
  it('and nothing, where all is well', async () => {
    expect(await faultsOf({})).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('a port that may not be listened on is named; what nobody foresees is not put in words', () => {
    const fault = (more: object): Error => Object.assign(new Error('x'), more);
    const where = { port: 80, host: null, policyDir: null };
    expect(foreseen(fault({ code: 'EACCES', syscall: 'listen' }), where)).toEqual([expect.stringMatching(/^PORT=80 may not be listened on/)]);
    expect(foreseen(fault({ code: 'EACCES', syscall: 'open' }), where)).toBeNull();
  });

  it('is remarked on: people made up in production, a file that is made beside one of nearly its name', () => {
    const { settings } = readSettings({ NODE_ENV: 'production', SAMPLE_PEOPLE: '50', AUDIT_SEAL_TO: 'x' });
    const said = remarks(settings, { holds: 'NOTHING', name: '/a/hbu.sqlite', beside: '/a/hub.sqlite' }).join('\n');
    expect(said).toMatch(/SAMPLE_PEOPLE=50 IN PRODUCTION: .*50 MADE-UP PEOPLE/);
    expect(said).toMatch(/A new database is made: \/a\/hbu\.sqlite\. Beside it is \/a\/hub\.sqlite/);
    expect(said).not.toContain('NO SEALS');
    expect(remarks(readSettings({}).settings, { holds: 'HUB', name: 'x', beside: null })).toEqual([]);
  });
});

describe('a filling with made-up people', () => {
  it('of two databases at once, by hubs that start in one folder, fills each with its own', async () => {
    const home = process.cwd();
    const hubs = [await aHub(), await aHub()];
    try {
      process.chdir(folder);
      const said: string[] = [];
      await Promise.all(hubs.map(({ hub }, index) => fillEmptyHub(hub.parts, 10 + 5 * index, (line) => said.push(line))));
      expect(said.filter((line) => line.includes('rows loaded') && !line.endsWith(', 0 waiting, 0 refused.'))).toEqual([]);
      expect(readdirSync(join(folder, 'var', 'sample'))).toHaveLength(2);
      for (const [index, { hub }] of hubs.entries())
        expect((await hub.parts.store.reading.rows('SELECT id FROM person')).length).toBe(10 + 5 * index);
    } finally {
      process.chdir(home);
      for (const hub of hubs) await hub.stop();
    }
  });

  it('that was cut short in another database is not gone on with in this one', async () => {
    const hub = await aHub();
    try {
      await (
        await hub.as('SEND_OFFICER')
      ).ask('mutation { registerPerson(input: { name: "Real", dateOfBirth: "2012-03-04", authority: "384", nhsNumber: "9990000018" }) { id } }');
      const note = join(folder, 'unfinished.json');
      for (const cutShort of [
        '{"people":20,"today":"2025-10-01"}',
        '{"database":"mariadb db 3306 other","people":20,"today":"2025-10-01"}',
        '{"peo',
      ]) {
        writeFileSync(note, cutShort);
        await fillEmptyHub(hub.hub.parts, 20, () => undefined, folder);
        expect(readFileSync(note, 'utf8')).toBe(cutShort);
      }
      expect(await hub.hub.parts.store.reading.rows('SELECT id FROM person')).toHaveLength(1);
      // Nobody has a budget: there is nobody to ask for, and no more is asked than that.
      expect(await someoneToAskFor(hub.hub.parts.store.reading)).toBeNull();
    } finally {
      await hub.stop();
    }
  });
});
