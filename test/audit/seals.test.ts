import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { auditCommand, type SealSource } from '../../scripts/audit';
import { sealKey } from '../../src/audit/seal-key';
import { type SealPlace, sealPlace } from '../../src/audit/seal-place';
import { Sealer } from '../../src/audit/sealer';
import { readSeals, type SealLine } from '../../src/audit/seals';
import { openStore } from '../../src/database/open-store';
import type { Store } from '../../src/database/store';
import { entities } from '../../src/server/entities';
import { migrations } from '../../src/server/migrations';
import { aDatabase } from '../builders/database';
import { aHub } from '../builders/hub';
import { aTrail, Tamperer } from './trail';

const KEY = Buffer.from('k'.repeat(64));
const REGISTER = `mutation { registerPerson(input: { name: "Child", dateOfBirth: "2012-03-04", authority: "384" }) { id } }`;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seals-'));
  file = join(folder, 'seals.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));
const linesIn = (path = file): SealLine[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as SealLine);

const audit = async (url: string, source: SealSource, ...args: string[]): Promise<{ code: number; text: string }> => {
  const lines: string[] = [];
  return { code: await auditCommand(['verify', ...args], url, (line) => lines.push(line), source), text: lines.join('\n') };
};
/** Waits for what comes by itself, within the time of a test. */
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await pause(5);
};

describe('a hub that is told where seals are kept', () => {
  it('takes one as it starts, as it runs and as it stops, beside another hub that does the same, and the trail is compared with them', async () => {
    const seals = { place: sealPlace(file), everyMs: 20, key: KEY };
    const one = await aHub({ seals });
    const other = await aHub({ seals, beside: one });
    const source = { to: file, key: KEY };
    try {
      await until(() => existsSync(file) && linesIn().length >= 2);
      for (const hub of [one, other]) {
        const officer = await hub.as('SEND_OFFICER');
        const { registerPerson } = await officer.ask(REGISTER);
        await officer.ask('query($id: ID!) { person(id: $id) { name } }', { id: registerPerson.id });
      }
      // Each of the two has a chain of changes and one of looks by now; both seal all four.
      await until(() => linesIn().some(({ occasion, chains, events }) => occasion === 'RUNNING' && chains === 4 && events === 4));
      const ready = (await (await fetch(`${one.url}/health/ready`)).json()) as { status: string; auditSeals: { state: string } };
      expect(ready.auditSeals.state).toBe('KEPT');
      await other.stop();
      const lines = linesIn();
      expect(new Set(lines.map(({ hub }) => hub)).size).toBe(2);
      expect(lines.filter(({ occasion }) => occasion === 'START')).toHaveLength(2);
      expect(lines.filter(({ occasion }) => occasion === 'STOP')).toHaveLength(1);
      const right = await audit(one.databaseUrl, source);
      expect(right.text).toMatch(/^4 events in 4 chains: each as it was written, none missing\.\nThe newest seal in .+ ago: 0 events came after/);
      expect(right.code).toBe(0);

      const tamper = new Tamperer(one.hub.parts.store);
      const reads = await tamper.seriesOf('READS');
      await tamper.execute('DELETE FROM access_event WHERE series = ?', [reads]);
      await tamper.execute("UPDATE audit_chain SET seq = 0, hash = '' WHERE series = ?", [reads]);
      expect(await audit(one.databaseUrl, { to: null, key: null })).toMatchObject({ code: 0, text: expect.stringContaining('No seals:') });
      expect(await audit(one.databaseUrl, source)).toMatchObject({
        code: 1,
        text: expect.stringContaining(`MISSING Event 1 of chain ${reads} was there when the seal was taken`),
      });
    } finally {
      await one.stop();
    }
  });

  it('serves as ready while they cannot be kept, says so, and keeps them again once they can', async () => {
    const missing = join(folder, 'away');
    const hub = await aHub({ seals: { place: sealPlace(join(missing, 'seals.jsonl')), everyMs: 20, key: null } });
    const ready = async (): Promise<{ status: string; auditSeals: { state: string } }> =>
      (await (await fetch(`${hub.url}/health/ready`)).json()) as { status: string; auditSeals: { state: string } };
    try {
      while ((await ready()).auditSeals.state !== 'FAILING') await pause(5);
      // It is as ready, and as much of a hub.
      expect((await ready()).status).toBe('ready');
      expect(await (await hub.as('SEND_OFFICER')).ask(REGISTER)).toEqual({ registerPerson: { id: expect.stringMatching(/^\d+$/) } });
      expect(existsSync(missing)).toBe(false);
      mkdirSync(missing);
      while ((await ready()).auditSeals.state !== 'KEPT') await pause(5);
      const [first] = linesIn(join(missing, 'seals.jsonl'));
      expect(first).toMatchObject({ n: 1, occasion: 'START', chains: 1, events: 1, ends: [{ seq: 1 }] });
    } finally {
      await hub.stop();
    }
  });

  it('stops although its place never answers', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const hub = await aHub({ seals: { place: { name: 'nowhere', add: () => promise }, everyMs: 1000, key: null } });
    await hub.stop();
    resolve();
  });
});

describe('seals', () => {
  let store: Store;
  let url: string;
  let drop: () => Promise<void>;
  let told: string[];
  let now: number;
  const sealer = (place: SealPlace, key: Uint8Array | null, everyMs = 5): Sealer =>
    new Sealer(store.reading, { place, everyMs, key, now: () => now++, tell: (what) => told.push(what) });
  beforeEach(async () => {
    ({ url, drop } = await aDatabase());
    store = await openStore(url, entities, migrations);
    [told, now] = [[], Date.now()];
  });
  afterEach(async () => {
    await store.close();
    await drop();
  });
  /** Three seals of one run: of two chains, of one event more in each of two others, and as it stops. */
  async function three(key: Uint8Array | null): Promise<string[]> {
    const running = sealer(sealPlace(file), key);
    await aTrail(store, 2);
    running.start();
    await until(() => existsSync(file) && linesIn().length === 1);
    await aTrail(store, 1);
    await until(() => linesIn().length >= 2 && linesIn().at(-1)?.events === 6);
    await running.stop();
    return readFileSync(file, 'utf8').trimEnd().split('\n');
  }

  it('hold where every chain ends at first, and then what has moved; none is taken while nothing happens', async () => {
    await three(null);
    const lines = linesIn();
    expect(lines[0]).toMatchObject({ n: 1, prev: '', occasion: 'START', chains: 2, events: 4 });
    expect(lines[0]?.ends.map(({ series, seq }) => [series, seq])).toEqual([
      [1, 2],
      [2, 2],
    ]);
    expect(lines.at(-1)).toMatchObject({ occasion: 'STOP', chains: 4, events: 6, ends: [] });
    const quiet = sealer(sealPlace(join(folder, 'quiet')), null, 1);
    quiet.start();
    await until(() => quiet.state.state === 'KEPT');
    await pause(20);
    await quiet.stop();
    expect(linesIn(join(folder, 'quiet')).map(({ occasion }) => occasion)).toEqual(['START', 'STOP']);
  });

  const DEEDS: readonly [what: string, deed: (lines: string[]) => string[], found: RegExp][] = [
    ['taken out', ([first = '', , ...rest]) => [first, ...rest], /Seal 2.* of run .+ is gone, before line 2/],
    ['changed', ([first = '', ...rest]) => [first.replace('"seq":2', '"seq":1'), ...rest], /Line 1 was changed after it was written/],
    [
      'changed, its signature taken off',
      ([first = '', second = '', ...rest]) => [first, second.replace(/,"mac":"[^"]+"/, ''), ...rest],
      /Line 2 is not signed/,
    ],
    ['put in another order', ([first = '', second = '', ...rest]) => [second, first, ...rest], /Line 2 does not follow the one before it/],
  ];
  it.each(DEEDS)('that were %s are named, and the trail is not right by them', async (_, deed, found) => {
    writeFileSync(file, deed(await three(KEY)).join('\n'));
    const { code, text } = await audit(url, { to: file, key: KEY });
    expect(text).toMatch(new RegExp(`^SEALS .*${found.source}`, 'm'));
    expect(code).toBe(1);
  });

  it('that are changed without a signature do not fit the one after them', async () => {
    const [first = '', ...rest] = await three(null);
    writeFileSync(file, [first.replace('"seq":2', '"seq":1'), ...rest].join('\n'));
    expect(readSeals(readFileSync(file, 'utf8'), null).faults).toEqual([expect.stringMatching(/Line 2 does not follow/)]);
  });

  it('signed with another key, or forged without it, are named; without the key that is said', async () => {
    await three(KEY);
    expect(readSeals(readFileSync(file, 'utf8'), KEY)).toMatchObject({ faults: [], notes: [] });
    expect(readSeals(readFileSync(file, 'utf8'), Buffer.from('another')).faults.length).toBeGreaterThan(0);
    expect(readSeals(readFileSync(file, 'utf8'), null).notes).toEqual([expect.stringMatching(/signed, and were not checked: set AUDIT_SEAL_KEY/)]);
  });

  it('go on after a line that was cut short, and after one that nobody knows to have arrived', async () => {
    const lines = await three(KEY);
    const running = sealer(sealPlace(file), KEY);
    appendFileSync(file, lines[0]?.slice(0, 40) ?? '');
    let lost = 1;
    const place: SealPlace = {
      name: 'file',
      async add(line) {
        await sealPlace(file).add(line);
        if (lost-- > 0) throw new Error('the answer was lost');
      },
    };
    const unsure = sealer(place, KEY);
    unsure.start();
    await until(() => told.length > 0 && unsure.state.state === 'KEPT');
    await unsure.stop();
    await running.stop();
    const { faults, notes } = readSeals(readFileSync(file, 'utf8'), KEY);
    expect(faults).toEqual([]);
    expect(notes).toEqual([expect.stringMatching(/^1 line cannot be read/)]);
    expect(await audit(url, { to: file, key: KEY })).toMatchObject({ code: 0 });
  });

  it('tell the log at once of a chain that ends before its last seal, or is gone', async () => {
    const running = sealer(sealPlace(file), null);
    await aTrail(store, 3);
    running.start();
    await until(() => running.state.state === 'KEPT');
    const tamper = new Tamperer(store);
    const [changes, reads] = [await tamper.seriesOf('CHANGES'), await tamper.seriesOf('READS')];
    await tamper.cutOff(changes, 2);
    await tamper.execute('DELETE FROM audit_chain WHERE series = ?', [reads]);
    await until(() => told.length >= 2);
    await running.stop();
    expect(told).toEqual([`audit chain ${changes} was sealed at event 3, and ends at 2`, `audit chain ${reads} was sealed, and is gone`]);
  });

  it('go to an address that somebody else keeps, each tried again until it is taken', async () => {
    const kept: string[] = [];
    let refusals = 2;
    const headers: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      headers.push(request.headers.authorization);
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      request.on('end', () => {
        if (refusals-- > 0) response.writeHead(503).end();
        else {
          kept.push(body);
          response.writeHead(201).end();
        }
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://hub:s%40cret@127.0.0.1:${(server.address() as AddressInfo).port}/seals`;
    const running = sealer(sealPlace(address), KEY);
    await aTrail(store, 1);
    running.start();
    await until(() => kept.length > 0);
    await running.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(told.filter((line) => line.includes('could not be kept')).length).toBe(2);
    expect(told.join()).not.toContain('s%40cret');
    expect(new Set(headers)).toEqual(new Set([`Basic ${Buffer.from('hub:s@cret').toString('base64')}`]));
    const collected = join(folder, 'collected');
    writeFileSync(collected, kept.join('\n'));
    expect(await audit(url, { to: address, key: KEY })).toMatchObject({ code: 0, text: expect.stringContaining('verify --against FILE') });
    expect(await audit(url, { to: address, key: KEY }, '--against', collected)).toMatchObject({
      code: 0,
      text: expect.stringContaining('0 events came after'),
    });
  });

  it('in the form of before, one list that a person took, are read as well', async () => {
    await aTrail(store, 2);
    const series = await new Tamperer(store).seriesOf('CHANGES');
    writeFileSync(file, JSON.stringify([{ series, seq: 2, hash: 'another' }], null, 1));
    expect(await audit(url, { to: null, key: null }, '--against', file)).toMatchObject({ code: 1, text: expect.stringMatching(/^CHANGED Chain/) });
  });

  it('and their key are asked for by name where they cannot be read', async () => {
    await expect(audit(url, { to: null, key: null }, '--against', join(folder, 'none'))).rejects.toThrow(/The seals in .* cannot be read \(ENOENT\)/);
    expect(await audit(url, { to: join(folder, 'none'), key: null })).toMatchObject({ code: 0, text: expect.stringContaining('AUDIT_SEAL_TO') });
    writeFileSync(file, 'short');
    expect(() => sealKey(file)).toThrow(/AUDIT_SEAL_KEY=.* fewer than 64 signs/);
    expect(() => sealKey(join(folder, 'none'))).toThrow(/AUDIT_SEAL_KEY=.* cannot be read \(ENOENT\)/);
    expect(sealKey(null)).toBeNull();
  });
});
