import { setTimeout as pause } from 'node:timers/promises';
import { aChild } from '../builders/child';
import { aHub, type TestHub } from '../builders/hub';

/** How often the rules were asked of a budget, and how long (in milliseconds) each time is made to take. */
const mockRules = { asked: 0, takes: 0 };
jest.mock('../../src/budgets/standing/budget-results.rules', () => {
  const actual = jest.requireActual<typeof import('../../src/budgets/standing/budget-results.rules')>(
    '../../src/budgets/standing/budget-results.rules',
  );
  return {
    ...actual,
    budgetResults: (...of: Parameters<typeof actual.budgetResults>) => {
      mockRules.asked++;
      const until = performance.now() + mockRules.takes;
      while (performance.now() < until);
      return actual.budgetResults(...of);
    },
  };
});

const DAYS = 90;
/** Milliseconds that a request has at the hub that is in a hurry. */
const REQUEST_MS = 1_000;

describe('an answer that takes long', () => {
  let hub: TestHub;
  let hurried: TestHub;
  let personId: string;
  beforeAll(async () => {
    hub = await aHub();
    hurried = await aHub({ beside: hub, limits: { requestMs: REQUEST_MS } });
    ({ personId } = await aChild(hub).withEhcPlan().withElement3().made());
  });
  afterAll(async () => {
    await hurried.stop();
    await hub.stop();
  });
  beforeEach(() => Object.assign(mockRules, { asked: 0, takes: 0 }));

  const aliased = (field: (index: number) => string): string => Array.from({ length: DAYS }, (_, index) => `a${index}: ${field(index)}`).join(' ');
  const ofPerson = (fields: string): string => `{ person(id: "${personId}") { ${fields} } }`;
  const day = (index: number): string => `2025-${index < 30 ? '10' : index < 60 ? '11' : '12'}-${String(1 + (index % 30)).padStart(2, '0')}`;
  /** The rules asked on another day under each alias. */
  const manyDays = (): string => ofPerson(aliased((index) => `pooledBudget(asOf: "${day(index)}") { streams { results { message } } }`));
  const post = async (query: string, { url } = hub, signal?: AbortSignal): Promise<{ status: number; body: string }> => {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'purpose-of-use': 'direct care', authorization: `Bearer ${await hub.token('SEND_OFFICER')}` },
      body: JSON.stringify({ query }),
      ...(signal ? { signal } : {}),
    });
    return { status: answer.status, body: await answer.text() };
  };
  /** Waits until nothing more is asked of the rules. */
  const settled = async (): Promise<number> => {
    for (let before = -1; before !== mockRules.asked; await pause(100)) before = mockRules.asked;
    return mockRules.asked;
  };

  it('asks the rules of a budget once, however many aliases show what they say', async () => {
    const pool = (fields: string): string => ofPerson(`pooledBudget { ${fields} }`);
    await post(pool('blockers { message }'));
    const once = mockRules.asked;
    expect(once).toBeGreaterThan(0);
    mockRules.asked = 0;
    const many = await post(pool(aliased(() => 'blockers { message }')));
    expect([many.status, mockRules.asked]).toEqual([200, once]);
    mockRules.asked = 0;
    const again = await post(ofPerson(aliased(() => 'pooledBudget { blockers { message } streams { results { message } } }')));
    expect([again.status, mockRules.asked]).toEqual([200, once]);
    mockRules.asked = 0;
    // Another day is another question.
    await post(manyDays());
    expect(mockRules.asked).toBe(DAYS * once);
  });

  it('lets others be answered while it goes on, and ends when its time is over', async () => {
    mockRules.takes = 40;
    let turns = 0;
    const long = post(manyDays(), hurried);
    let isOver = false;
    const others = (async () => {
      while (!isOver) {
        const live = await fetch(`${hurried.url}/health/live`);
        if (live.status === 200) turns++;
      }
    })();
    const { status, body } = await long.finally(() => (isOver = true));
    await others;
    expect([status, JSON.parse(body)]).toMatchObject([504, { errors: [{ extensions: { code: 'REQUEST_TIMED_OUT' } }] }]);
    expect(body).toContain('Nothing was changed');
    expect(body).not.toContain('may or may not');
    expect(turns).toBeGreaterThan(3);
    const asked = await settled();
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThan(DAYS);
  });

  it('ends when its caller has gone', async () => {
    mockRules.takes = 15;
    const gone = new AbortController();
    const long = post(manyDays(), hub, gone.signal).catch(() => 'gone');
    while (mockRules.asked < 3) await pause(5);
    gone.abort();
    expect(await long).toBe('gone');
    expect(await settled()).toBeLessThan(DAYS);
  });

  it('is the same answer in turns as at once', async () => {
    const atOnce = await post(manyDays());
    mockRules.takes = 2;
    expect(await post(manyDays())).toEqual(atOnce);
    expect(atOnce.status).toBe(200);
  });

  it('ends when the hub stops', async () => {
    const own = await aHub({ beside: hub });
    Object.assign(mockRules, { takes: 40 });
    const long = post(manyDays(), own);
    while (mockRules.asked < 3) await pause(5);
    await own.hub.stop(50);
    expect(await long).toMatchObject({ status: 503, body: expect.stringContaining('RETRY_LATER') as string });
    expect(await settled()).toBeLessThan(DAYS);
  });
});
