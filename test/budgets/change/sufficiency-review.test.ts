import {
  aChildWithBudget,
  aPerson,
  aReleasedBudget,
  aShortBreaksBudget,
  decide,
  done,
  fault,
  rules,
  streamOf,
  type Workers,
  workers,
} from '../../builders/family';
import { aHub, type Caller, type TestHub } from '../../builders/hub';

describe('what is agreed to, looked at again, and shown beside', () => {
  let hub: TestHub;
  let staff: Workers;
  beforeAll(async () => {
    hub = await aHub({ day: '2025-10-06' });
    staff = await workers(hub);
  });
  afterAll(() => hub.stop());

  const agreementsOf = async (caller: Caller, person: string, asOf = '2025-10-06'): Promise<any[]> => {
    const answer = await caller.ask(
      `{ person(id: "${person}") { pooledBudget(asOf: "${asOf}") { streams { agreements { id kind withdrawnOn withdrawnReason } } } } }`,
    );
    return answer.person.pooledBudget.streams[0].agreements;
  };

  it('a review of money that is released leaves what was agreed as it was, before the release as after it', async () => {
    const { id, budgetId } = await aReleasedBudget(staff);
    const asked = await done(staff.send, 'requestSufficiencyReview', `streamBudgetId: "${budgetId}", account: "Too low"`);
    await done(
      staff.send,
      'decideSufficiencyReview',
      `reviewId: "${asked.id}", indicative: { value: "9000.00", every: YEAR }, account: "One more hour"`,
    );
    const on = (day: string) => streamOf(staff, id, budgetId, 'status indicative { value } agreed { value }', day);
    expect(await on('2025-10-05')).toMatchObject({ status: 'AGREED', indicative: { value: '9000.00' }, agreed: { value: '8000.00' } });
    expect(await on('2025-10-06')).toMatchObject({ status: 'RELEASED', indicative: { value: '9000.00' }, agreed: { value: '8000.00' } });
  });

  it('a setting takes back its release: the answer says what the council still owes, and the agreement keeps its history', async () => {
    const { id, budgetId } = await aChildWithBudget(staff);
    const [agreement] = await agreementsOf(staff.send, id);
    const other = await hub.as('SETTING_APPROVER', '100002', { name: 'Another head' });
    expect((await fault(other, 'withdrawAgreement', `agreementId: "${agreement.id}", on: "2025-11-01", reason: "No room"`)).code).toBe('NOT_FOUND');
    const head = await hub.as('SETTING_APPROVER', '100001', { name: 'Dr Head' });
    const withdrawn = await done(head, 'withdrawAgreement', `agreementId: "${agreement.id}", on: "2025-11-01", reason: "No room"`);
    expect(withdrawn).toMatchObject({
      id: agreement.id,
      streamBudget: { id: budgetId, status: null, agreed: null, version: null },
      results: [{ rule: { id: 'EDU-AGREEMENT-WITHDRAWN' }, effect: 'WARN', message: expect.stringContaining('still owes the provision') }],
    });
    expect(await agreementsOf(staff.send, id)).toEqual([
      { id: agreement.id, kind: 'SETTING_RELEASE', withdrawnOn: '2025-11-01', withdrawnReason: 'No room' },
    ]);
    const { person } = await staff.send.ask(`{ person(id: "${id}") { pooledBudget { streams { id status history { action reason } } } } }`);
    expect(person.pooledBudget.streams[0]).toMatchObject({ id: budgetId, status: 'AGREED' });
    expect(person.pooledBudget.streams[0].history.at(-1)).toEqual({ action: 'withdrawAgreement', reason: 'No room' });
    expect((await fault(staff.send, 'withdrawAgreement', `agreementId: "${agreement.id}", on: "2025-11-02", reason: "x"`)).message).toContain(
      'already',
    );
  });

  it('refuses a withdrawal that cannot be', async () => {
    const { id } = await aChildWithBudget(staff);
    const [agreement] = await agreementsOf(staff.send, id);
    for (const [args, field] of [
      ['on: "2025-08-19", reason: "x"', 'on'],
      ['on: "2025-11-01", reason: " "', 'reason'],
    ])
      expect(await fault(staff.send, 'withdrawAgreement', `agreementId: "${agreement.id}", ${args}`)).toMatchObject({ code: 'BAD_INPUT', field });
    expect((await fault(staff.send, 'withdrawAgreement', 'agreementId: "1", on: "2025-11-01", reason: "x"')).code).toBe('NOT_FOUND');
    // Of an education budget an adults' worker is shown that it exists: what was agreed to about it is, to them, not there.
    expect((await fault(staff.adults, 'withdrawAgreement', `agreementId: "${agreement.id}", on: "2025-11-01", reason: "x"`)).code).toBe('NOT_FOUND');
  });

  it('a parent asks for the amount to be looked at again; another amount voids the approval and is proposed by who decided', async () => {
    const child = await aPerson(staff, '2014-03-04');
    const parent = await aPerson(staff, '1985-03-04');
    await done(staff.send, 'relatePeople', `fromId: "${parent}", kind: PARENT_OF, toId: "${child}", from: "2014-03-04"`);
    const budget = await aShortBreaksBudget(staff, child);
    const mother = await hub.as('PARENT', '384', { name: 'Pat', person: parent });
    const asked = await done(mother, 'requestSufficiencyReview', `streamBudgetId: "${budget}", account: "Two sitters are needed"`);
    expect(asked.results).toMatchObject([{ rule: { id: 'SUFFICIENCY-REVIEW' }, effect: 'INFORM' }]);
    expect((await fault(mother, 'requestSufficiencyReview', `streamBudgetId: "${budget}", account: "Again"`)).message).toContain('not decided yet');
    const stranger = await hub.as('PARENT', '384', { name: 'Strange', person: await aPerson(staff, '1984-03-04') });
    expect((await fault(stranger, 'requestSufficiencyReview', `streamBudgetId: "${budget}", account: "x"`)).code).toBe('NOT_FOUND');

    const version = asked.streamBudget?.version ?? 0;
    const stale = await decide(
      staff.manager,
      'decideSufficiencyReview',
      `reviewId: "${asked.id}", indicative: { value: "80.00" }, account: "Two are needed", envelope: { expectedVersion: ${version - 1} }`,
    );
    expect(rules(stale)).toEqual(['VERSION-STALE']);
    const higher = await done(
      staff.manager,
      'decideSufficiencyReview',
      `reviewId: "${asked.id}", indicative: { value: "80.00" }, account: "Two are needed", envelope: { expectedVersion: ${version} }`,
    );
    expect(higher.streamBudget).toMatchObject({ status: 'INDICATIVE', indicative: { value: '80.00', every: 'WEEK' }, agreed: null });
    const { person } = await mother.ask(
      `{ person(id: "${child}") { pooledBudget { agreed { perWeek } streams { sufficiencyReviews { id askedOn account decidedOn outcome } } } } }`,
    );
    expect(person.pooledBudget).toEqual({
      agreed: { perWeek: '0.00' },
      streams: [
        {
          sufficiencyReviews: [
            {
              id: asked.id,
              askedOn: '2025-10-06',
              account: 'Two sitters are needed',
              decidedOn: '2025-10-06',
              outcome: 'It goes from £50.00 a week to £80.00 a week. Two are needed',
            },
          ],
        },
      ],
    });
    const unshared = await decide(staff.second, 'agreeBudget', `streamBudgetId: "${budget}", amount: { value: "80.00" }`);
    expect(rules(unshared)).toContain('INDICATIVE-SHARED');
    await done(staff.social, 'shareIndicative', `streamBudgetId: "${budget}", on: "2025-10-06"`);
    const own = await decide(staff.manager, 'agreeBudget', `streamBudgetId: "${budget}", amount: { value: "80.00" }`);
    expect(rules(own)).toContain('FOUR-EYES');
    expect((await done(staff.second, 'agreeBudget', `streamBudgetId: "${budget}", amount: { value: "80.00" }`)).streamBudget).toMatchObject({
      status: 'AGREED',
      agreed: { value: '80.00' },
    });
    expect((await fault(staff.second, 'decideSufficiencyReview', `reviewId: "${asked.id}", account: "x"`)).message).toContain('already');
  });

  it('a review that leaves the amount as it is leaves what is agreed as it is', async () => {
    const child = await aPerson(staff, '2014-03-04');
    const budget = await aShortBreaksBudget(staff, child);
    const asked = await done(staff.social, 'requestSufficiencyReview', `streamBudgetId: "${budget}", account: "Looks low"`);
    const kept = await done(staff.manager, 'decideSufficiencyReview', `reviewId: "${asked.id}", account: "It covers what was assessed"`);
    expect(kept.streamBudget).toMatchObject({ status: 'AGREED', agreed: { value: '50.00' }, indicative: { value: '50.00' } });
    const { person } = await staff.social.ask(`{ person(id: "${child}") { pooledBudget { streams { sufficiencyReviews { outcome } } } } }`);
    expect(person.pooledBudget.streams[0].sufficiencyReviews).toEqual([{ outcome: 'It stays at £50.00 a week. It covers what was assessed' }]);
    expect(await fault(staff.social, 'requestSufficiencyReview', `streamBudgetId: "${budget}", account: " "`)).toMatchObject({
      code: 'BAD_INPUT',
      field: 'account',
    });
  });

  it('top-ups, fees and other resources are shown beside the budget and are in no total', async () => {
    const adult = await aPerson(staff, '1960-03-04');
    const { id: budget } = await done(
      staff.adults,
      'recordAdultsRas',
      `input: { personId: "${adult}", eligible: true, legalBasis: CARE_ACT, indicative: { value: "200.00" }, assessedOn: "2025-08-01", assessedBy: "SW", from: "2025-09-01" }`,
    );
    const POOL =
      'pooledBudget { indicative { perWeek } agreed { perWeek } net { perWeek } cost(from: "2025-10-01", to: "2025-10-31") heldAs { kind } alongside { topUps { label payer amount { perWeek } } brokerageFees { label } otherResources { label } } }';
    const read = async (): Promise<any> => (await staff.adults.ask(`{ person(id: "${adult}") { ${POOL} } }`)).person.pooledBudget;
    const { alongside: none, ...before } = await read();
    expect(none).toEqual({ topUps: [], brokerageFees: [], otherResources: [] });
    const topUp = await done(
      staff.adults,
      'recordAlongside',
      `streamBudgetId: "${budget}", kind: TOP_UP, label: "Larger room", payer: "A daughter", amount: { value: "30.00" }, from: "2025-09-01"`,
    );
    expect(topUp.results).toMatchObject([{ rule: { id: 'TOP-UP-OUTSIDE' }, effect: 'INFORM' }]);
    await done(
      staff.adults,
      'recordAlongside',
      `streamBudgetId: "${budget}", kind: OTHER_RESOURCE, label: "Attendance Allowance", payer: "DWP", amount: { value: "73.90" }, from: "2025-09-01", to: "2025-12-31"`,
    );
    const fee = await decide(
      staff.adults,
      'recordAlongside',
      `streamBudgetId: "${budget}", kind: BROKERAGE_FEE, label: "Arranging", payer: "The person", amount: { value: "300.00", every: ONE_OFF }, from: "2025-09-01"`,
    );
    expect(fee).toMatchObject({
      applied: false,
      results: [{ rule: { id: 'BROKERAGE-OUTSIDE' }, message: expect.stringContaining('No financial assessment') }],
    });
    const { alongside, ...after } = await read();
    expect(after).toEqual(before);
    expect(alongside).toEqual({
      topUps: [{ label: 'Larger room', payer: 'A daughter', amount: { perWeek: '30.00' } }],
      brokerageFees: [],
      otherResources: [{ label: 'Attendance Allowance' }],
    });
    const { person } = await staff.adults.ask(
      `{ person(id: "${adult}") { pooledBudget(asOf: "2026-01-01") { alongside { otherResources { label } topUps { label } } } } }`,
    );
    expect(person.pooledBudget.alongside).toEqual({ otherResources: [], topUps: [{ label: 'Larger room' }] });
    for (const [args, field] of [
      ['label: " ", payer: "P", amount: { value: "1.00" }, from: "2025-09-01"', 'label'],
      ['label: "L", payer: "", amount: { value: "1.00" }, from: "2025-09-01"', 'payer'],
      ['label: "L", payer: "P", amount: { value: "0.00" }, from: "2025-09-01"', 'amount'],
      ['label: "L", payer: "P", amount: { value: "1.00" }, from: "2025-09-01", to: "2025-08-31"', 'to'],
    ])
      expect(await fault(staff.adults, 'recordAlongside', `streamBudgetId: "${budget}", kind: TOP_UP, ${args}`)).toMatchObject({
        code: 'BAD_INPUT',
        field,
      });
    expect(
      await fault(
        staff.adults,
        'recordAlongside',
        `streamBudgetId: "${budget}", kind: TOP_UP, label: "L", payer: "P", amount: { value: "1.00" }, itemId: "1", from: "2025-09-01"`,
      ),
    ).toMatchObject({ code: 'NOT_FOUND', field: 'itemId' });
  });

  it('a brokerage fee is charged only above the limit, to one who asked the council to arrange, and never out of the budget', async () => {
    const adult = await aPerson(staff, '1950-03-04');
    const { id: budget } = await done(
      staff.adults,
      'recordAdultsRas',
      `input: { personId: "${adult}", eligible: true, legalBasis: CARE_ACT, indicative: { value: "200.00" }, assessedOn: "2025-08-01", assessedBy: "SW", from: "2025-09-01" }`,
    );
    const fee = async (payer = 'The person'): Promise<string[]> =>
      rules(
        await decide(
          staff.adults,
          'recordAlongside',
          `streamBudgetId: "${budget}", kind: BROKERAGE_FEE, label: "Arranging", payer: "${payer}", amount: { value: "300.00", every: ONE_OFF }, from: "2025-10-06"`,
        ),
      );
    // An assessment as the table holds it: capital of £23,250.00 and then a penny more.
    const { store } = hub.hub.parts;
    const assess = (id: number, from: string, capital: number): Promise<number> =>
      store.write((tx) =>
        tx.execute(
          `INSERT INTO financial_assessment (id, version, person_id, authority_id, recorded_at, superseded_at, assessed_on, from_on, weekly_pence, facts, steps) VALUES (?, 1, ?, 1, 1, ${Number.MAX_SAFE_INTEGER}, ?, ?, 0, ?, '[]')`,
          [id, Number(adult), from, from, JSON.stringify({ capital })],
        ),
      );
    await assess(9_000_000_001, '2025-09-01', 2_325_000);
    expect(await fee()).toEqual(['BROKERAGE-OUTSIDE']);
    await assess(9_000_000_002, '2025-10-01', 2_325_001);
    expect(await fee()).toEqual(['BROKERAGE-OUTSIDE']);
    await done(staff.adults, 'shareIndicative', `streamBudgetId: "${budget}", on: "2025-10-01"`);
    await done(staff.manager, 'agreeBudget', `streamBudgetId: "${budget}", amount: { value: "200.00" }`);
    await done(
      staff.adults,
      'chooseArrangements',
      `streamBudgetId: "${budget}", arrangements: [{ kind: COUNCIL_MANAGED, holder: AUTHORITY, holderName: "Wakefield", amount: { value: "200.00" }, from: "2025-10-01" }]`,
    );
    const { person } = await staff.adults.ask(`{ person(id: "${adult}") { authority { name } } }`);
    expect(await fee(person.authority.name)).toEqual(['BROKERAGE-OUTSIDE']);
    expect(await fee()).toEqual([]);
    const { person: after } = await staff.adults.ask(
      `{ person(id: "${adult}") { pooledBudget { agreed { perWeek oneOff } alongside { brokerageFees { label payer amount { value } } } } } }`,
    );
    expect(after.pooledBudget).toEqual({
      agreed: { perWeek: '200.00', oneOff: '0.00' },
      alongside: { brokerageFees: [{ label: 'Arranging', payer: 'The person', amount: { value: '300.00' } }] },
    });
  });
});
