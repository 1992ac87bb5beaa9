import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { endsOf } from '../../src/audit/sealer';
import type { Seal } from '../../src/audit/seals';
import { TrailVerifier, type VerifiedTrail } from '../../src/audit/verify';
import { openStore } from '../../src/database/open-store';
import type { Store } from '../../src/database/store';
import { entities } from '../../src/server/entities';
import { migrations } from '../../src/server/migrations';
import { aDatabase } from '../builders/database';
import { aTrail, Tamperer } from './trail';

const EVENTS = 6;

let store: Store;
let url: string;
let drop: () => Promise<void>;
let tamper: Tamperer;
const open = async (): Promise<void> => {
  ({ url, drop } = await aDatabase());
  store = await openStore(url, entities, migrations);
  tamper = new Tamperer(store);
};
const close = async (): Promise<void> => {
  await store.close();
  await drop();
};
const verified = (against: readonly Seal[] = []): Promise<VerifiedTrail> => new TrailVerifier(store.reading).verify(against);
const kinds = async (against: readonly Seal[] = []): Promise<string[]> =>
  (await verified(against)).findings.map(({ kind, series, seq }) => `${kind} ${series ?? '-'}:${seq ?? '-'}`);

/** Of one chain: others of the same database were tampered with before. */
const found = async (series: number, against: readonly Seal[] = []): Promise<string[]> =>
  (await kinds(against)).filter((each) => each.includes(` ${series}:`));

/** What is done to a chain, and what is found in it, without any seal. */
const DEEDS: readonly [what: string, deed: (series: number) => Promise<unknown>, found: (series: number) => string[]][] = [
  ['taken out at the beginning', (series) => tamper.remove(series, 1), (series) => [`MISSING ${series}:1`]],
  ['taken out of the middle', (series) => tamper.remove(series, 3), (series) => [`MISSING ${series}:3`]],
  ['taken off the end, one', (series) => tamper.remove(series, EVENTS), (series) => [`MISSING ${series}:${EVENTS}`]],
  ['taken off the end, several', (series) => tamper.remove(series, 4, 5, 6), (series) => [`MISSING ${series}:4`]],
  ['all taken out', (series) => tamper.remove(series, 1, 2, 3, 4, 5, 6), (series) => [`MISSING ${series}:1`]],
  [
    'changed',
    (series) => tamper.execute("UPDATE access_event SET who = 'Nobody' WHERE series = ? AND seq = 2", [series]),
    (series) => [`CHANGED ${series}:2`],
  ],
  [
    'changed, the last',
    (series) => tamper.execute('UPDATE access_event SET person_id = 9 WHERE series = ? AND seq = ?', [series, EVENTS]),
    (series) => [`CHANGED ${series}:${EVENTS}`],
  ],
  [
    'put in another order',
    async (series) => {
      await tamper.place(series, 2, 99);
      await tamper.place(series, 3, 2);
      await tamper.place(series, 99, 3);
    },
    (series) => [`MOVED ${series}:2`, `MOVED ${series}:3`, `MOVED ${series}:4`],
  ],
  [
    'put in after the last, well chained',
    async (series) => {
      const last = await tamper.event(series, EVENTS);
      await tamper.insert(series, EVENTS + 1, last, last.hash ?? '');
    },
    (series) => [`ADDED ${series}:${EVENTS + 1}`],
  ],
  [
    'put in between, those after it moved on',
    async (series) => {
      for (let seq = EVENTS; seq > 3; seq--) await tamper.place(series, seq, seq + 1);
      const before = await tamper.event(series, 3);
      await tamper.insert(series, 4, before, before.hash ?? '');
    },
    (series) => [`MOVED ${series}:5`, `CHANGED ${series}:6`, `CHANGED ${series}:7`, `CHANGED ${series}:${EVENTS}`],
  ],
];

describe.each(['CHANGES', 'READS'] as const)('events of a chain of %s that somebody', (kind) => {
  beforeAll(open);
  afterAll(close);
  it.each(DEEDS)('has %s are named', async (_, deed, expected) => {
    await aTrail(store, EVENTS);
    const series = await tamper.seriesOf(kind);
    expect(await found(series)).toEqual([]);
    await deed(series);
    expect(await found(series)).toEqual(expected(series));
  });

  it('has cut off the end, the end set back with them, are named by a seal, and by nothing else', async () => {
    await aTrail(store, EVENTS);
    const [series, seals] = [await tamper.seriesOf(kind), await endsOf(store.reading)];
    await tamper.cutOff(series, EVENTS - 1);
    expect(await found(series)).toEqual([]);
    expect(await found(series, seals)).toEqual([`MISSING ${series}:${EVENTS}`]);
  });

  it('has written anew, every hash and the end with them, are named by a seal that was taken before', async () => {
    await aTrail(store, EVENTS);
    const [series, seals] = [await tamper.seriesOf(kind), await endsOf(store.reading)];
    await tamper.writeAnew(series, 2);
    expect(await found(series)).toEqual([]);
    expect(await found(series, seals)).toEqual([`CHANGED ${series}:${EVENTS}`]);
  });

  it('has cut off and replaced by as many others are named by a seal', async () => {
    await aTrail(store, EVENTS);
    const [series, seals] = [await tamper.seriesOf(kind), await endsOf(store.reading)];
    await tamper.cutOff(series, 3);
    for (let seq = 4; seq <= EVENTS + 2; seq++) {
      const before = await tamper.event(series, seq - 1);
      await tamper.insert(series, seq, before, before.hash ?? '');
    }
    const last = await tamper.event(series, EVENTS + 2);
    await tamper.execute('UPDATE audit_chain SET seq = ?, hash = ? WHERE series = ?', [EVENTS + 2, last.hash, series]);
    expect(await found(series)).toEqual([]);
    expect(await found(series, seals)).toEqual([`CHANGED ${series}:${EVENTS}`]);
  });
});

describe('a chain', () => {
  beforeEach(open);
  afterEach(close);
  it('that was taken away whole, the counter set back with it, is named by a seal', async () => {
    await aTrail(store, 2);
    const seals = await endsOf(store.reading);
    const last = Math.max(...seals.map(({ series }) => series));
    await tamper.forget(last);
    expect(await kinds()).toEqual([]);
    expect(await kinds(seals)).toEqual(['CHANGED -:-', `MISSING ${last}:-`]);
  });

  it('is not hidden by a counter that was set back', async () => {
    await aTrail(store, 2);
    const series = await tamper.seriesOf('READS');
    await tamper.execute("UPDATE id_block SET next_id = 1 WHERE name = 'audit_series'");
    await tamper.remove(series, 1);
    expect(await kinds()).toEqual(['CHANGED -:-', `MISSING ${series}:1`]);
  });

  it('that an older hub left, its end behind what it holds, is whole, and what is missing within it still is named', async () => {
    await aTrail(store, EVENTS);
    const series = await tamper.seriesOf('READS');
    const third = await tamper.event(series, 3);
    await tamper.execute("UPDATE audit_chain SET kind = 'LOOKS', seq = 3, hash = ? WHERE series = ?", [third.hash, series]);
    expect(await kinds()).toEqual([]);
    await tamper.remove(series, 5);
    expect(await kinds()).toEqual([`MISSING ${series}:5`]);
  });

  it('says how many of its events came after its last seal', async () => {
    await aTrail(store, 3);
    const seals = await endsOf(store.reading);
    expect(await verified(seals)).toMatchObject({ unsealed: 0, findings: [] });
    await aTrail(store, 2);
    expect(await verified(seals)).toMatchObject({ unsealed: 4, findings: [] });
  });
});

describe('a hub that is killed as it writes down looks', () => {
  beforeEach(open);
  afterEach(close);
  /** Records looks in a process of its own, and kills it once it has said that so many were written. */
  const killed = (said: number): Promise<number> => {
    const child = spawn(process.execPath, ['--require', join(__dirname, '..', 'exchange', 'typescript.cjs'), require.resolve('./child-looks'), url], {
      cwd: join(__dirname, '..', '..'),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return new Promise((resolve, reject) => {
      let last = 0;
      createInterface(child.stdout).on('line', (line) => {
        last = Number(line);
        if (last >= said) child.kill('SIGKILL');
      });
      child.on('exit', (_, signal) => (signal === 'SIGKILL' ? resolve(last) : reject(new Error('the child ended by itself'))));
      child.on('error', reject);
    });
  };

  it('leaves every look on record that it said was, and an end from which none can be taken', async () => {
    const said = await killed(40);
    const { events, findings } = await verified();
    expect(findings).toEqual([]);
    expect(events).toBeGreaterThanOrEqual(said);
    const series = await tamper.seriesOf('READS');
    const last = (await tamper.events(series)).length;
    await tamper.remove(series, last);
    expect(await kinds()).toEqual([`MISSING ${series}:${last}`]);
  });
});
