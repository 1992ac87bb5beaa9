import { request as httpRequest } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import mysql from 'mysql2/promise';
import { invariantsCommand } from '../../scripts/invariants';
import { aDatabase } from '../builders/database';
import { type Answer, codeOf, endAll, type HubProcess, register, startHub, until } from './hub.process';
import { Proxy, through } from './proxy';

jest.setTimeout(240_000);

/** What is promised; what is left of it is for this machine's other work. */
const WITHIN_MS = 5_000;

const onServer = process.env['TEST_DATABASE_URL'] ? describe : describe.skip;
onServer('a hub whose database is a server', () => {
  let database: { url: string; drop: () => Promise<void> };
  let proxy: Proxy;
  let hub: HubProcess;
  let control: mysql.Connection;
  /** Keys of changes that were acknowledged, with the person each of them made. */
  const acknowledged = new Map<string, string>();
  let sent = 0;

  beforeAll(async () => {
    database = await aDatabase();
    const { hostname, port } = new URL(database.url);
    proxy = new Proxy({ host: hostname, port: Number(port || 3306) });
    await proxy.open();
    hub = await startHub(through(proxy, database.url));
    control = await mysql.createConnection(database.url);
  });
  afterAll(async () => {
    await control?.end();
    await endAll();
    await proxy?.close();
    await database?.drop();
  });

  async function change(key = `key ${++sent}`): Promise<Answer> {
    const answer = await hub.ask(register(`P ${key}`, key));
    if (answer.body.data?.registerPerson?.applied === true) acknowledged.set(key, String(answer.body.data.registerPerson.personId));
    return answer;
  }
  const read = (): Promise<Answer> => hub.ask('{ pooledBudgets(first: 5) { totalCount } }');

  let working: { stop(): Promise<void> } | null = null;
  /** Callers who go on asking and changing until they are told to stop. */
  function load(callers: number): { readonly answers: Answer[]; stop(): Promise<void> } {
    const answers: Answer[] = [];
    let isOver = false;
    const caller = async (index: number): Promise<void> => {
      while (!isOver) {
        const answer = await (index % 2 === 0 ? change() : read());
        answers.push(answer);
        // As Retry-After says, only shorter.
        if (codeOf(answer) === 'RETRY_LATER') await pause(100);
      }
    };
    const running = Promise.all(Array.from({ length: callers }, (_, index) => caller(index)));
    const load = {
      answers,
      async stop() {
        isOver = true;
        await running;
      },
    };
    working = load;
    return load;
  }

  const whatWasSaid = (answers: readonly Answer[]): string[] =>
    [
      ...new Set(answers.map((answer) => `${answer.status} ${codeOf(answer) ?? 'data'}${codeOf(answer) ? ` after ${answer.retryAfter}` : ''}`)),
    ].sort();
  const RETRIES = ['200 data', '503 RETRY_LATER after 1'];

  /** Each acknowledged change is there once, and the same key answers as it did; whatever is there holds together. */
  async function nothingLostNothingDoubled(): Promise<void> {
    const [rows] = await control.query<mysql.RowDataPacket[]>("SELECT id, name FROM person WHERE name LIKE 'P %'");
    const byName = new Map<string, string[]>();
    for (const { id, name } of rows) byName.set(String(name), [...(byName.get(String(name)) ?? []), String(id)]);
    expect([...byName].filter(([, ids]) => ids.length > 1)).toEqual([]);
    expect([...acknowledged].filter(([key, id]) => byName.get(`P ${key}`)?.[0] !== id)).toEqual([]);
    for (const [key, id] of [...acknowledged].slice(-5)) {
      expect((await hub.ask(register(`P ${key}`, key))).body.data.registerPerson.personId).toBe(id);
    }
    const lines: string[] = [];
    await invariantsCommand([], { databaseUrl: database.url, policyDir: null }, (line) => lines.push(line));
    expect(lines).toEqual([expect.stringContaining('each of them holds')]);
  }
  const errorsOf = (): unknown[] => hub.log.filter(({ level }) => level >= 50);
  afterEach(async () => {
    await working?.stop();
    working = null;
    await proxy.restore();
    await until(async () => (await hub.ready()).status === 200);
    expect(hub.child.exitCode).toBeNull();
    expect(errorsOf()).toEqual([]);
    await nothingLostNothingDoubled();
  });

  it('lives on when a thousand callers leave in the middle of changes and questions', async () => {
    const token = await hub.token('SEND_OFFICER');
    const leave = (index: number): Promise<void> =>
      new Promise((resolve) => {
        const asked = httpRequest(`${hub.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'purpose-of-use': 'direct care' },
        });
        asked.on('error', () => resolve());
        asked.on('close', () => resolve());
        const query =
          index % 3 === 0
            ? '{ pooledBudgets(first: 50) { edges { node { person { name } } } } }'
            : register(`P left ${index}`, `left ${index}`).replace('personId: id', 'person { name }');
        asked.end(JSON.stringify({ query }));
        setTimeout(() => asked.destroy(), index % 25);
      });
    for (let batch = 0; batch < 20; batch++) await Promise.all(Array.from({ length: 50 }, (_, index) => leave(50 * batch + index)));
    await until(async () => (await change()).status === 200);
    // What each of them left is there once or not at all, and its key brings it to one.
    const again = await Promise.all([1, 2, 4, 500, 998].map((index) => change(`left ${index}`)));
    expect(whatWasSaid(again)).toEqual(['200 data']);
  });

  it('goes on when its connections are killed under load', async () => {
    const work = load(12);
    for (let round = 0; round < 5; round++) {
      await pause(300);
      const [found] = await control.query<mysql.RowDataPacket[]>(
        'SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()',
      );
      for (const { id } of found) await control.query(`KILL CONNECTION ${Number(id)}`).catch(() => undefined);
    }
    await pause(300);
    await work.stop();
    expect(RETRIES).toEqual(expect.arrayContaining(whatWasSaid(work.answers)));
    expect((await change()).status).toBe(200);
  });

  it.each<[string, () => Promise<void> | void, () => Promise<void> | void]>([
    ['refuses', () => proxy.refuse(), () => proxy.open()],
    ['hangs', () => proxy.hang(), () => proxy.resume()],
  ])('tells callers within five seconds to come again while the database %s, and comes back by itself', async (_, stop, start) => {
    const work = load(12);
    await pause(500);
    await stop();
    const from = work.answers.length;
    await pause(7_000);
    const meanwhile = work.answers.slice(from);
    expect(meanwhile.filter((answer) => codeOf(answer) === 'RETRY_LATER').length).toBeGreaterThan(20);
    expect(Math.max(...meanwhile.map(({ took }) => took))).toBeLessThan(WITHIN_MS);
    const told = await hub.ready();
    expect([told.status, told.body]).toEqual([
      503,
      { status: 'not ready', ready: false, database: expect.stringMatching(/cannot be reached|does not answer/) },
    ]);
    expect(told.took).toBeLessThan(2_000);
    // A provider that nobody has asked for yet is looked up before the graph is asked.
    const stranger = await hub.ask('{ me { id } }', 'PROVIDER');
    expect(whatWasSaid([stranger, await read(), await change()])).toEqual(['503 RETRY_LATER after 1']);

    await start();
    const back = performance.now();
    await until(async () => (await change()).status === 200);
    expect(performance.now() - back).toBeLessThan(10_000);
    await work.stop();
    expect(RETRIES).toEqual(expect.arrayContaining(whatWasSaid(work.answers)));
    expect(await hub.ready()).toMatchObject({ status: 200, body: { status: 'ready', ready: true, database: 'ok' } });
  });

  it('notices a connection on which nothing passes any more, though the server answers others', async () => {
    await Promise.all(Array.from({ length: 12 }, () => change()));
    proxy.hang({ newOnesToo: false });
    const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? change() : read())));
    expect(RETRIES).toEqual(expect.arrayContaining(whatWasSaid(answers)));
    expect(Math.max(...answers.map(({ took }) => took))).toBeLessThan(2 * WITHIN_MS);
    expect((await change()).status).toBe(200);
  });

  it('lets a slow statement go on while the server answers', async () => {
    await control.query('LOCK TABLES person WRITE, idempotency_key WRITE');
    const waiting = change();
    await pause(4_500);
    expect((await hub.ready()).status).toBe(200);
    await control.query('UNLOCK TABLES');
    expect((await waiting).status).toBe(200);
  });
});
