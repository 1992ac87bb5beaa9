import { join } from 'node:path';
import { done } from '../builders/case';
import { aHub, type Caller, type TestHub } from '../builders/hub';
import { aChildOf, anAdultOf, everyone, everythingAsked, peopleIn, summaryOf, SUMMARY } from './summary';

let hub: TestHub;
beforeAll(async () => {
  hub = await aHub({ policyDir: join(__dirname, 'packs') });
});
afterAll(() => hub.stop());

/** Wakefield: seven children with short breaks, five with NHS money besides, six adults. Sefton: seven children and two adults. */
describe('one who is shown everybody in the area', () => {
  let wakefield: Caller;
  let sefton: Caller;
  beforeAll(async () => {
    await everyone(7, () => aChildOf(hub, '384')().withChildrensCare());
    await everyone(5, () => aChildOf(hub, '384')().withChildrensCare().withContinuingCare());
    await everyone(6, () => anAdultOf(hub, '384')().withAdultsCare());
    await everyone(7, () => aChildOf(hub, '343', 'QYG')().withChildrensCare());
    await everyone(2, () => anAdultOf(hub, '343', 'QYG')().withAdultsCare());
    wakefield = await hub.as('SERVICE_MANAGER', '384');
    sefton = await hub.as('SERVICE_MANAGER', '343');
  });

  it('is told of an area by stream, and everybody once in its total', async () => {
    expect(await summaryOf(wakefield, ['STREAM'])).toEqual({
      asOf: '2025-10-01',
      rows: [
        {
          keys: [{ dimension: 'STREAM', value: 'CHILDRENS_SOCIAL_CARE' }],
          people: 12,
          indicative: '62400.00',
          agreed: '0.00',
          contribution: '0.00',
          net: '0.00',
          suppressed: false,
        },
        {
          keys: [{ dimension: 'STREAM', value: 'ADULT_SOCIAL_CARE' }],
          people: 6,
          indicative: '62400.00',
          agreed: '0.00',
          contribution: '0.00',
          net: '0.00',
          suppressed: false,
        },
        {
          keys: [{ dimension: 'STREAM', value: 'HEALTH' }],
          people: 5,
          indicative: '78000.00',
          agreed: '0.00',
          contribution: '0.00',
          net: '0.00',
          suppressed: false,
        },
      ],
      total: { keys: [], people: 18, indicative: '202800.00', agreed: '0.00', contribution: '0.00', net: '0.00', suppressed: false },
      suppressedCells: 0,
    });
  });

  it('mixes dimensions and filters as they like; a filter is of one and the same budget', async () => {
    expect(peopleIn(await summaryOf(wakefield, ['AGE_BAND', 'STREAM']))).toEqual({
      'CHILD CHILDRENS_SOCIAL_CARE': 12,
      'CHILD HEALTH': 5,
      'ADULT ADULT_SOCIAL_CARE': 6,
    });
    const pooled = await summaryOf(wakefield, ['STREAM'], { pooledOnly: true });
    expect([peopleIn(pooled), pooled.total.people, pooled.total.indicative]).toEqual([{ CHILDRENS_SOCIAL_CARE: 5, HEALTH: 5 }, 5, '104000.00']);
    const health = await summaryOf(wakefield, ['STREAM'], { stream: 'HEALTH', ageBand: 'CHILD' });
    expect([peopleIn(health), health.total.indicative]).toEqual([{ HEALTH: 5 }, '78000.00']);
    const keys = await summaryOf(wakefield, ['AUTHORITY', 'HEALTH_COMMISSIONER', 'STATUS', 'ARRANGEMENT', 'SETTING']);
    expect(peopleIn(keys)).toEqual({ '384 QWO INDICATIVE NONE NONE': 18 });
    expect(peopleIn(await summaryOf(wakefield, ['AUTHORITY'], { authority: 'E08000036', healthCommissioner: 'QWO' }))).toEqual({ '384': 18 });
  });

  it('is given nothing of others, nothing of nobody, and nothing before it was', async () => {
    const nobody = { people: 0, indicative: '0.00', suppressed: false };
    for (const filter of [
      { authority: '343' },
      { healthCommissioner: 'QYG' },
      { setting: '100001' },
      { status: 'SUSPENDED' },
      { asOf: '2020-01-01' },
    ])
      expect(await summaryOf(wakefield, ['STREAM'], filter)).toMatchObject({ rows: [], total: nobody, suppressedCells: 0 });
    expect((await summaryOf(wakefield, [], { asOf: '2026-03-31' })).asOf).toBe('2026-03-31');
  });

  it('is not told of two people, nor of what would leave two by subtraction, whichever way it is asked', async () => {
    const withheld = { people: null, indicative: null, agreed: null, contribution: null, net: null, suppressed: true };
    const summary = await summaryOf(sefton, ['STREAM']);
    expect(summary.total).toMatchObject({ people: 9, suppressed: false });
    // Nine less seven would be two.
    expect(summary.rows).toEqual([
      { keys: [{ dimension: 'STREAM', value: 'CHILDRENS_SOCIAL_CARE' }], ...withheld },
      { keys: [{ dimension: 'STREAM', value: 'ADULT_SOCIAL_CARE' }], ...withheld },
    ]);
    expect(summary.suppressedCells).toBe(2);
    for (const filter of [{ stream: 'ADULT_SOCIAL_CARE' }, { stream: 'CHILDRENS_SOCIAL_CARE' }, { ageBand: 'ADULT' }, { ageBand: 'CHILD' }])
      expect(await summaryOf(sefton, [], filter)).toMatchObject({ total: withheld, suppressedCells: 1 });
    expect((await summaryOf(sefton, ['AGE_BAND'])).rows.map(({ people }) => people)).toEqual([null, null]);
  });

  it('is not told either what the budgets of the two are like: no row says that it is theirs', async () => {
    const inside = await summaryOf(sefton, ['STATUS'], { stream: 'ADULT_SOCIAL_CARE' });
    const neverThere = await summaryOf(sefton, ['STATUS'], { stream: 'ADULT_SOCIAL_CARE', status: 'SUSPENDED' });
    expect([inside.rows, inside.total.suppressed]).toEqual([[], true]);
    expect(neverThere).toEqual(await summaryOf(sefton, ['STATUS'], { stream: 'ADULT_SOCIAL_CARE', status: 'INDICATIVE' }));
  });

  it('asks of nobody, so for no purpose, in as many statements for twenty people as for nine', async () => {
    const counted = async (caller: Caller): Promise<number> => {
      const before = hub.counter.statements;
      const { errors } = await caller.raw(SUMMARY, { groupBy: ['STREAM'] }, { 'purpose-of-use': '' });
      expect(errors).toBeUndefined();
      return hub.counter.statements - before;
    };
    await counted(wakefield);
    const many = await counted(wakefield);
    expect(await counted(sefton)).toBe(many);
    expect(many).toBeLessThan(6);
  });
});

describe('what is asked amiss', () => {
  it.each([
    [{ groupBy: ['STREAM', 'STATUS', 'STREAM'] }, 'groupBy', 'Name each dimension once: STREAM is there twice.'],
    [{ groupBy: [], filter: { authority: 'Wakefield' } }, 'filter.authority', '"Wakefield" does not name'],
    [{ groupBy: [], filter: { setting: 'A school' } }, 'filter.setting', '"A school" does not name'],
  ])('%j is told by its field', async (variables, field, message) => {
    const { errors } = await (await hub.as('SERVICE_MANAGER')).raw(SUMMARY, variables);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_INPUT', field } });
    expect(errors?.[0]?.message).toContain(message);
  });

  it('more days than three in one request are refused: each is worked out as a whole', async () => {
    const days = (many: number): string =>
      `{ ${Array.from({ length: many }, (_, day) => `d${day}: poolSummary(filter: { asOf: "2025-09-0${day + 1}" }, groupBy: []) { suppressedCells }`).join(' ')} }`;
    const manager = await hub.as('SERVICE_MANAGER');
    expect((await manager.raw(days(3))).errors).toBeUndefined();
    expect((await manager.raw(days(4))).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'filter.asOf' });
  });

  it('others than those it is for are not answered', async () => {
    for (const role of ['SEND_OFFICER', 'AUDITOR', 'PERSON', 'PROVIDER'] as const)
      expect((await (await hub.as(role)).raw(SUMMARY, { groupBy: [] })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await hub.anonymous().raw(SUMMARY, { groupBy: [] })).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('NHS money', () => {
  const DIMENSIONS = ['STREAM', 'STATUS', 'AGE_BAND', 'ARRANGEMENT', 'HEALTH_COMMISSIONER', 'SETTING'];

  it('that is not shown in the pool changes nothing of what a council is told, and all of what its commissioner is', async () => {
    const children = await everyone(8, () => aChildOf(hub, '926', 'QMM')().withChildrensCare());
    await everyone(3, () => anAdultOf(hub, '926', 'QMM')().withAdultsCare());
    const readers = await Promise.all((['SERVICE_MANAGER', 'FINANCE_OFFICER'] as const).map((role) => hub.as(role, '926')));
    const told = (): Promise<string[]> => Promise.all(readers.map((reader) => everythingAsked(reader, DIMENSIONS)));
    const before = await told();
    const budgets: string[] = [];
    for (const { personId, team } of children.slice(0, 6)) {
      const { id } = await done(team.nurse, 'attachHealthBudget', {
        input: {
          personId,
          eligibility: 'CHILDRENS_CONTINUING_CARE',
          assessedOn: '2025-08-01',
          assessedBy: 'N. Nurse',
          decidedOn: '2025-08-10',
          indicative: { value: '300.00' },
          from: '2025-09-01',
          shownInPool: false,
        },
      });
      budgets.push(id);
    }
    expect(await told()).toEqual(before);
    const commissioner = await hub.as('HEALTH_COMMISSIONER', 'QMM');
    expect(await summaryOf(commissioner, ['STREAM', 'AUTHORITY'])).toMatchObject({
      rows: [{ keys: [{ value: 'HEALTH' }, { value: '926' }], people: 6, indicative: '93600.00' }],
      total: { people: 6, indicative: '93600.00' },
    });
    // That they have another stream is known to the commissioner; its figures are not.
    expect((await summaryOf(commissioner, [], { pooledOnly: true })).total).toMatchObject({ people: 6, indicative: '93600.00' });
    expect(await summaryOf(commissioner, ['STREAM'], { stream: 'CHILDRENS_SOCIAL_CARE' })).toMatchObject({ rows: [], total: { people: 0 } });

    for (const [index, budget] of budgets.entries())
      await done(children[index]?.team.nurse as Caller, 'showInPool', { streamBudgetId: budget, shown: true });
    expect(await told()).not.toEqual(before);
    expect((await summaryOf(readers[0] as Caller)).total).toMatchObject({ people: 11 });
  });

  it("is never more than a few people's: what would leave fewer than five by subtraction is withheld with it", async () => {
    await everyone(4, () => aChildOf(hub, '878', 'QJK')().withChildrensCare().withContinuingCare());
    await everyone(4, () => aChildOf(hub, '878', 'QJK')().withChildrensCare());
    const manager = await hub.as('SERVICE_MANAGER', '878');
    const four = await summaryOf(manager, ['STREAM']);
    // Eight people in all; money of theirs less that of their care is the four's NHS money.
    expect(four.total).toMatchObject({ people: 8, indicative: '104000.00' });
    expect(four.rows.map(({ people, indicative }) => [people, indicative])).toEqual([
      [8, null],
      [null, null],
    ]);
    expect(four.rows[0]?.suppressed).toBe(true);
    await everyone(1, () => aChildOf(hub, '878', 'QJK')().withChildrensCare().withContinuingCare());
    // Now the difference is five people's; but nine less the five would be the four who have no NHS money.
    const five = await summaryOf(manager, ['STREAM']);
    expect(five.rows.map(({ people, indicative }) => [people, indicative])).toEqual([
      [9, '46800.00'],
      [null, null],
    ]);
    await everyone(1, () => aChildOf(hub, '878', 'QJK')().withChildrensCare());
    expect(await summaryOf(manager, ['STREAM'])).toMatchObject({
      rows: [{ people: 10 }, { people: 5, indicative: '78000.00' }],
      suppressedCells: 0,
    });
  });
});

describe('the threshold', () => {
  it("is the council's own, from its policy pack", async () => {
    await everyone(9, () => aChildOf(hub, '383', 'QWO')().withChildrensCare());
    const manager = await hub.as('SERVICE_MANAGER', '383');
    expect(await summaryOf(manager)).toMatchObject({ total: { people: null, suppressed: true }, suppressedCells: 1 });
    await everyone(1, () => aChildOf(hub, '383', 'QWO')().withChildrensCare());
    expect(await summaryOf(manager)).toMatchObject({ total: { people: 10, indicative: '52000.00', suppressed: false }, suppressedCells: 0 });
  });
});
