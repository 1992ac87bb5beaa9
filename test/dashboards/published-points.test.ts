import { exportTrail } from '../../src/audit/export';
import { TrailVerifier } from '../../src/audit/verify';
import type { Case } from '../builders/case';
import { aHub, type Caller, type TestHub } from '../builders/hub';
import { aChildOf, anAdultOf, everyone, everythingAsked, peopleIn, SUMMARY, summaryOf } from './summary';

const EVERYTHING = ['STREAM', 'STATUS', 'AGE_BAND', 'SETTING', 'ARRANGEMENT'];
const MINUTES = 5 * 60_000;

let hub: TestHub;
let children: Case[];
let analyst: Caller;
let manager: Caller;
beforeAll(async () => {
  hub = await aHub();
  children = await everyone(9, () => aChildOf(hub, '384')().withChildrensCare());
  await everyone(6, () => anAdultOf(hub, '384')().withAdultsCare());
  hub.setDay('2025-10-20');
  analyst = await hub.as('ANALYST');
  manager = await hub.as('SERVICE_MANAGER');
});
afterAll(() => hub.stop());

const refusal = async (caller: Caller, filter: object): Promise<{ code?: string; field?: string; message?: string }> => {
  const error = (await caller.raw(SUMMARY, { groupBy: [], filter })).errors?.[0];
  return { ...error?.extensions, message: error?.message };
};
/** Recorded late: that the budget of a child ended on a day that is long over. */
const ended = async ({ team, budgets }: Case): Promise<void> => {
  const id = budgets.CHILDRENS_SOCIAL_CARE;
  const { endBudget } = await team.manager.ask(
    `mutation { endBudget(streamBudgetId: "${id}", on: "2025-09-15", ground: PERSON_ASKED, envelope: { reason: "Letter" }) { applied } }`,
  );
  expect(endBudget).toEqual({ applied: true });
};

describe('figures for one who is shown nobody', () => {
  it('are of the latest published point, and of no other day', async () => {
    const told = await summaryOf(analyst, ['STREAM']);
    expect([told.asOf, peopleIn(told), told.total.people]).toEqual(['2025-09-30', { CHILDRENS_SOCIAL_CARE: 9, ADULT_SOCIAL_CARE: 6 }, 15]);
    expect(await summaryOf(analyst, ['STREAM'], { asOf: '2025-09-30' })).toEqual(told);
    expect(await refusal(analyst, { asOf: '2025-10-01' })).toEqual({
      code: 'BAD_INPUT',
      field: 'filter.asOf',
      message: expect.stringMatching(
        /^Figures are published of certain days alone, and 2025-10-01 is not one of them\. The nearest: 2025-09-30\./,
      ) as string,
    });
    expect((await summaryOf(manager, [], { asOf: '2025-10-01' })).total.people).toBe(15);
  });

  it('cannot be had of neighbouring days: 110 questions are 110 refusals, with nothing in them', async () => {
    const days = Array.from({ length: 56 }, (_, day) => new Date(Date.UTC(2025, 7, 8 + day)).toISOString().slice(0, 10)).filter(
      (day) => day !== '2025-09-30',
    );
    for (const asOf of days)
      for (const groupBy of [['STREAM'], ['AGE_BAND', 'STATUS']]) {
        const { data, errors } = await analyst.raw(SUMMARY, { groupBy, filter: { asOf } });
        expect([data?.poolSummary ?? null, errors?.[0]?.extensions]).toEqual([null, { code: 'BAD_INPUT', field: 'filter.asOf' }]);
      }
    expect(days.length * 2).toBe(110);
  });

  it('stay as they were published, to the byte, whatever is recorded later of days before', async () => {
    const before = await everythingAsked(analyst, EVERYTHING);
    const ofManager = await summaryOf(manager, ['STREAM'], { asOf: '2025-09-30' });
    await ended(children[0] as Case);
    await everyone(3, () => aChildOf(hub, '384')().withChildrensCare());
    hub.pass(MINUTES);
    expect(await everythingAsked(analyst, EVERYTHING)).toBe(before);
    // Who is shown everybody is told of the day as it is known now.
    expect(await summaryOf(manager, ['STREAM'], { asOf: '2025-09-30' })).not.toEqual(ofManager);
    // A hub that starts anew on the same record says the same.
    const other = await aHub({ beside: hub, day: '2025-11-01' });
    expect(await everythingAsked(await other.as('ANALYST'), EVERYTHING)).toBe(before);
    await other.stop();
  });

  it('of the next point withhold what few people changed in, and stay withheld', async () => {
    hub.setDay('2026-01-20');
    // Three came and one went: four people, in children's care and in all. Nobody changed among the adults.
    const told = await summaryOf(analyst, ['STREAM']);
    expect(told.asOf).toBe('2025-12-31');
    expect([told.total.people, peopleIn(told)]).toEqual([null, { ADULT_SOCIAL_CARE: 6 }]);
    expect((await summaryOf(manager, [], { asOf: '2025-12-31' })).total.people).toBe(17);
    const first = await summaryOf(analyst, ['STREAM'], { asOf: '2025-09-30' });
    expect(first.total.people).toBe(15);
    const { message } = await refusal(analyst, { asOf: '2025-11-15' });
    expect(message).toContain('2025-09-30 and 2025-12-31');
  });

  it('are told again where five people changed', async () => {
    await everyone(8, () => aChildOf(hub, '384')().withChildrensCare());
    hub.setDay('2026-04-20');
    const told = await summaryOf(analyst, ['STREAM']);
    expect([told.asOf, told.total.people, peopleIn(told)]).toEqual(['2026-03-31', 25, { CHILDRENS_SOCIAL_CARE: 19, ADULT_SOCIAL_CARE: 6 }]);
  });
});

describe('every question about many', () => {
  it('is on record before its answer leaves: who asked what, about nobody, in a chain that holds', async () => {
    const before: string[] = [];
    for await (const line of exportTrail(hub.hub.parts.store.reading, null)) before.push(line);
    await summaryOf(analyst, ['STREAM', 'AGE_BAND'], { stream: 'HEALTH', pooledOnly: true });
    await summaryOf(manager, [], { asOf: '2025-12-01' });
    const events: Record<string, unknown>[] = [];
    for await (const line of exportTrail(hub.hub.parts.store.reading, null))
      if (!before.includes(line)) events.push(JSON.parse(line) as Record<string, unknown>);
    expect(events).toEqual([
      expect.objectContaining({
        personId: null,
        role: 'ANALYST',
        action: 'SUMMARY',
        purpose: 'direct care',
        rules: null,
        asked: ['asOf 2026-03-31', 'groupBy STREAM AGE_BAND', 'stream HEALTH', 'pooledOnly true'],
      }),
      expect.objectContaining({ personId: null, role: 'SERVICE_MANAGER', action: 'SUMMARY', asked: ['asOf 2025-12-01', 'groupBy'] }),
    ]);
    expect((await new TrailVerifier(hub.hub.parts.store.reading).verify()).findings).toEqual([]);
  });
});
