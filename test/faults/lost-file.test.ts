import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { invariantsCommand } from '../../scripts/invariants';
import { aFolder, codeOf, endAll, type HubProcess, register, startHub, until } from './hub.process';

jest.setTimeout(240_000);

const WITHIN_MS = 5_000;
/** Somebody whom the record does not have: it is read, and there is no look to write down. */
const NOBODY = '{ person(nhsNumber: "9434765919") { name } }';
const KILLS = Number(process.env['KILLS'] ?? 4);

describe('a hub whose database is a file', () => {
  afterEach(endAll);

  const inFile = (): { file: string; url: string } => {
    const file = join(aFolder(), 'hub.sqlite');
    return { file, url: `sqlite:${file}` };
  };
  const change = (hub: HubProcess, key: string) => hub.ask(register(`P ${key}`, key));
  const errorsOf = (hub: HubProcess): unknown[] => hub.log.filter(({ level }) => level >= 50);
  async function holds(url: string): Promise<void> {
    const lines: string[] = [];
    await invariantsCommand([], { databaseUrl: url, policyDir: null }, (line) => lines.push(line));
    expect(lines).toEqual([expect.stringContaining('each of them holds')]);
  }

  it('tells callers within five seconds to come again while another program holds the file, and answers others meanwhile', async () => {
    const { file, url } = inFile();
    const hub = await startHub(url);
    expect((await change(hub, 'before')).status).toBe(200);
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    const waiting = [1, 2, 3].map((index) => change(hub, `held ${index}`));
    await pause(500);
    // What is read and leaves no line in the trail waits for nobody, nor does the process itself.
    const read = await hub.ask(NOBODY);
    expect([read.status, codeOf(read)]).toEqual([200, undefined]);
    expect(read.took).toBeLessThan(WITHIN_MS);
    for (const answer of await Promise.all(waiting)) {
      expect([answer.status, codeOf(answer), answer.retryAfter]).toEqual([503, 'RETRY_LATER', '1']);
      expect(answer.took).toBeLessThan(WITHIN_MS);
    }
    expect(await hub.ready()).toMatchObject({
      status: 503,
      body: { ready: false, database: expect.stringMatching(/held by another|takes no changes/) },
    });
    other.exec('COMMIT');
    other.close();
    await until(async () => (await hub.ready()).status === 200);
    expect((await change(hub, 'held 1')).body.data.registerPerson.applied).toBe(true);
    expect(errorsOf(hub)).toEqual([]);
  });

  it('refuses changes clearly on a full disk and says so, goes on reading, and writes again once there is room', async () => {
    const { url } = inFile();
    const first = await startHub(url);
    expect((await change(first, 'fits')).status).toBe(200);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);

    // As on a disk without room: no file may grow beyond what there is.
    const full = await startHub(url, { fileBytes: 1_100 * 1024 });
    let refused = await change(full, 'fills 0');
    const acknowledged = [];
    for (let index = 1; codeOf(refused) === undefined && index < 2_000; index++) {
      acknowledged.push(`fills ${index - 1}`);
      refused = await change(full, `fills ${index}`);
    }
    expect([refused.status, codeOf(refused), refused.retryAfter]).toEqual([503, 'RETRY_LATER', '1']);
    // The cause, and not that it could not be undone.
    await until(() => full.log.some((line) => /RETRY_LATER.*SQLITE_(FULL|IOERR)/.test(JSON.stringify(line))));
    expect(await full.ready()).toMatchObject({
      status: 503,
      body: { ready: false, database: expect.stringMatching(/no room|cannot be read or written/) },
    });
    expect(codeOf(await full.ask(NOBODY))).toBeUndefined();
    expect(errorsOf(full)).toEqual([]);
    full.child.kill('SIGTERM');
    await full.ended;

    const roomy = await startHub(url);
    expect((await change(roomy, 'roomy')).status).toBe(200);
    expect((await roomy.ready()).status).toBe(200);
    for (const key of acknowledged.slice(-3)) expect((await change(roomy, key)).body.data.registerPerson.applied).toBe(true);
    await roomy.gone();
    await holds(url);
    const rows = new Database(url.slice('sqlite:'.length), { readonly: true });
    const names = rows.prepare("SELECT name FROM person WHERE name LIKE 'P %'").pluck().all() as string[];
    rows.close();
    expect(names.sort()).toEqual([...new Set([...acknowledged.map((key) => `P ${key}`), 'P fits', 'P roomy'])].sort());
  });

  it('takes no change for a file that is gone, since it would be lost, and takes them again once it is back', async () => {
    const { file, url } = inFile();
    const hub = await startHub(url);
    expect((await change(hub, 'before')).status).toBe(200);
    renameSync(file, `${file}.away`);
    const refused = await change(hub, 'gone');
    expect([refused.status, codeOf(refused)]).toEqual([503, 'RETRY_LATER']);
    expect(await hub.ready()).toMatchObject({ status: 503, body: { database: expect.stringContaining('is not where it was') } });
    renameSync(`${file}.away`, file);
    await until(async () => (await hub.ready()).status === 200);
    expect((await change(hub, 'gone')).body.data.registerPerson.applied).toBe(true);
    rmSync(file);
    expect(codeOf(await change(hub, 'deleted'))).toBe('RETRY_LATER');
    expect(errorsOf(hub)).toEqual([]);
  });

  it(`has every acknowledged change once after it was killed at any instant (${KILLS} times)`, async () => {
    const { file, url } = inFile();
    const acknowledged = new Map<string, string>();
    for (let round = 0; round < KILLS; round++) {
      const hub = await startHub(url);
      const clients = Array.from({ length: 6 }, async (_, client) => {
        for (let index = 0; ; index++) {
          const key = `${round} ${client} ${index}`;
          const answer = await change(hub, key).catch(() => null);
          if (!answer) return;
          if (answer.body.data?.registerPerson?.applied === true) acknowledged.set(`P ${key}`, answer.body.data.registerPerson.personId);
        }
      });
      await pause(300 + 137 * round);
      hub.child.kill('SIGKILL');
      await Promise.all(clients);
      await hub.gone();
    }
    expect(acknowledged.size).toBeGreaterThan(KILLS);
    const rows = new Database(file, { readonly: true });
    const found = rows.prepare("SELECT name, COUNT(*) AS n, MIN(id) AS id FROM person WHERE name LIKE 'P %' GROUP BY name").all() as {
      name: string;
      n: number;
      id: number;
    }[];
    rows.close();
    expect(found.filter(({ n }) => n !== 1)).toEqual([]);
    const ids = new Map(found.map(({ name, id }) => [name, String(id)]));
    expect([...acknowledged].filter(([name, id]) => ids.get(name) !== id)).toEqual([]);
    await holds(url);
  });
});
