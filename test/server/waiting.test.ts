import { setTimeout as pause } from 'node:timers/promises';
import { aHub, type TestHub } from '../builders/hub';

/** Milliseconds that a request has here, and that the database takes for what is slow. */
const REQUEST_MS = 300;
const SLOW_MS = 900;

describe('work that nobody waits for', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await aHub({ limits: { requestMs: REQUEST_MS } });
  });
  afterAll(() => hub.stop());
  afterEach(() => jest.restoreAllMocks());

  const post = async (query: string): Promise<{ status: number; code: string | undefined }> => {
    const answer = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'purpose-of-use': 'direct care', authorization: `Bearer ${await hub.token('SERVICE_MANAGER')}` },
      body: JSON.stringify({ query }),
    });
    const { errors } = (await answer.json()) as { errors?: { extensions: { code: string } }[] };
    return { status: answer.status, code: errors?.[0]?.extensions.code };
  };
  const registered = async (name: string): Promise<number> => {
    const rows = await hub.hub.parts.store.reading.rows<{ people: number }>('SELECT COUNT(*) AS people FROM person WHERE name = ?', [name]);
    return Number(rows[0]?.people);
  };
  const register = (name: string): string =>
    `mutation { registerPerson(input: { name: "${name}", dateOfBirth: "2010-01-01", authority: "384" }) { applied } }`;

  it('reads nothing more: a request that has run out of time is answered 504, and its next statement is not sent', async () => {
    await post(register('Somebody'));
    const { reading } = hub.hub.parts.store;
    const rows = reading.rows.bind(reading);
    jest.spyOn(reading, 'rows').mockImplementation(async (...asked) => {
      await pause(SLOW_MS);
      return rows(...asked);
    });
    const wave = jest.spyOn(reading, 'wave');
    expect(await post('{ pooledBudgets { edges { cursor } } }')).toEqual({ status: 504, code: 'REQUEST_TIMED_OUT' });
    await pause(2 * SLOW_MS);
    expect(wave).not.toHaveBeenCalled();
  });

  it('keeps nothing: a change that has run out of time before it was written is not made, and is made when it is sent again', async () => {
    const { store } = hub.hub.parts;
    const write = store.write.bind(store);
    const slow = jest.spyOn(store, 'write').mockImplementation((work) =>
      write(async (tx) => {
        const decided = await work({
          ...tx,
          lockPeople: tx.lockPeople.bind(tx),
          rows: tx.rows.bind(tx),
          wave: tx.wave.bind(tx),
          execute: tx.execute.bind(tx),
          apply: async (changes) => {
            await pause(SLOW_MS);
            await tx.apply(changes);
          },
        });
        return decided;
      }),
    );
    expect(await post(register('Nobody'))).toEqual({ status: 504, code: 'REQUEST_TIMED_OUT' });
    await pause(2 * SLOW_MS);
    expect(await registered('Nobody')).toBe(0);
    slow.mockRestore();
    expect((await post(register('Nobody'))).status).toBe(200);
    expect(await registered('Nobody')).toBe(1);
  });
});
