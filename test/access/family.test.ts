import { aChild } from '../builders/child';
import { done, type Case } from '../builders/case';
import { type Caller, aHub, type TestHub } from '../builders/hub';
import { send } from '../builders/mutation';

/*
 * What a parent is shown as a child grows up: all by parental responsibility, then not what the young person has the say on, and from 18
 * nothing, but for what is shared with them, what they hold, and the EHC plan of one who lacks capacity.
 */

const LOOK = `query($id: ID!, $asOf: Date, $knownAt: DateTime) { person(id: $id) {
  name version identifiers { value } control { holder name } capacity { on } relations { kind } emergencies { id }
  plans(knownAt: $knownAt) { kind } transitions(until: "2040-01-01") { stream annualAmountAtStake }
  pooledBudget(asOf: $asOf, knownAt: $knownAt) { completeness agreed { perYear } blockers { rule { id } }
    streams { id stream visibility indicative { value } results { rule { id } } arrangements { holderName amount { value } } items { id } } } } }`;
const LOG = 'query($id: ID!) { person(id: $id) { accessLog(first: 5) { edges { node { action } } } } }';

describe('the family of somebody who grows up', () => {
  let hub: TestHub;
  let made: Case;
  let kin: string;
  let parent: Caller;
  let representative: Caller;
  beforeAll(async () => {
    hub = await aHub({ day: '2025-09-10' });
    // Turns 16 on 20 April 2026, leaves school on 26 June 2026, turns 18 on 20 April 2028.
    made = await aChild(hub).born('2010-04-20').withEhcPlan().withElement3().withChildrensCare().withContinuingCare().made();
    const { manager } = made.team;
    kin = (await done(manager, 'registerPerson', { input: { name: 'Pat Parent', dateOfBirth: '1980-01-01', authority: '384' } })).id;
    const tie = await send(manager, 'relatePeople', { fromId: kin, kind: 'PARENT_OF', toId: made.personId, from: '2010-04-20', to: null });
    expect([tie.applied, tie.results]).toEqual([true, []]);
    parent = await hub.as('PARENT', '384', { name: 'Pat', person: kin });
    representative = await hub.as('REPRESENTATIVE', '384', { name: 'Pat', person: kin });
  });
  afterAll(() => hub.stop());

  const look = async (by: Caller, days: object = {}): Promise<any> => (await by.ask(LOOK, { id: made.personId, ...days })).person;
  const streams = async (by: Caller, days: object = {}): Promise<string[]> => {
    const person = await look(by, days);
    return person === null ? [] : person.pooledBudget.streams.map(({ stream, visibility }: any) => `${stream} ${visibility}`);
  };
  const ALL = ['EDUCATION FULL', 'CHILDRENS_SOCIAL_CARE FULL', 'HEALTH FULL'];
  const CARE = ['CHILDRENS_SOCIAL_CARE FULL'];
  const share = (stream: 'EDUCATION' | 'HEALTH' | 'CHILDRENS_SOCIAL_CARE', by: Caller): Promise<{ id: string }> =>
    done(by, 'recordAgreement', {
      input: {
        streamBudgetId: made.budgets[stream],
        kind: 'SHARING',
        givenBy: 'Ada Field',
        role: 'the young person',
        on: '2025-09-10',
        sharedWithPerson: kin,
      },
    });
  const withdraw = (by: Caller, id: string, on: string): Promise<unknown> =>
    by.ask('mutation($id: ID!, $on: Date!) { withdrawAgreement(agreementId: $id, on: $on, reason: "Changed my mind") { applied } }', { id, on });
  const lacks = (hasCapacity: boolean, on: string): Promise<unknown> =>
    done(made.team.manager, 'recordCapacity', { personId: made.personId, hasCapacity, basis: 'Assessed', on });

  it('see everything by parental responsibility under 16, and who was at the record', async () => {
    expect(await streams(parent)).toEqual(ALL);
    expect((await look(parent)).plans).toEqual([{ kind: 'EHC_PLAN' }]);
    expect((await parent.ask(LOG, { id: made.personId })).person.accessLog.edges).not.toEqual([]);
  });

  it('do not see health from the 16th birthday, on whatever day they ask about, nor who was at the record', async () => {
    hub.setDay('2026-04-19');
    expect(await streams(parent)).toEqual(ALL);
    hub.setDay('2026-04-20');
    const kept = ['EDUCATION FULL', ...CARE];
    expect(await streams(parent)).toEqual(kept);
    expect(await streams(parent, { asOf: '2025-10-01' })).toEqual(kept);
    expect(await streams(parent, { knownAt: '2026-03-01T00:00:00Z' })).toEqual(kept);
    expect((await look(parent)).pooledBudget.completeness).toBe('PARTIAL');
    expect((await parent.raw(LOG, { id: made.personId })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('do not see education, nor the EHC plan, from the day after compulsory schooling has ended', async () => {
    hub.setDay('2026-06-26');
    expect(await streams(parent)).toContain('EDUCATION FULL');
    hub.setDay('2026-06-27');
    const seen = await look(parent);
    expect(await streams(parent)).toEqual(CARE);
    expect(seen.plans).toEqual([]);
    expect(seen.transitions.filter(({ stream }: any) => stream === 'EDUCATION').map((each: any) => each.annualAmountAtStake)).toEqual([null]);
    expect(await streams(parent, { asOf: '2025-10-01', knownAt: '2026-03-01T00:00:00Z' })).toEqual(CARE);
    // What is not shown is not there: in the words for a number that nobody has.
    const dispute = (id: string | undefined): ReturnType<Caller['raw']> =>
      parent.raw('mutation($b: ID!) { requestSufficiencyReview(streamBudgetId: $b, account: "x", envelope: { dryRun: true }) { applied } }', {
        b: id,
      });
    const told = async (id: string | undefined): Promise<string> => JSON.stringify(await dispute(id)).replaceAll(String(id), 'ID');
    expect(await told(made.budgets.EDUCATION)).toBe(await told('999999'));
    expect((await dispute(made.budgets.CHILDRENS_SOCIAL_CARE)).data.requestSufficiencyReview).not.toBeUndefined();
  });

  it('see again what the young person shares with them, to read it, until that is taken back', async () => {
    const { send: officer } = made.team;
    const { id } = await share('EDUCATION', officer);
    const seen = await look(parent);
    expect(await streams(parent)).toEqual(['EDUCATION FULL', ...CARE]);
    expect(seen.plans).toEqual([{ kind: 'EHC_PLAN' }]);
    const { errors } = await parent.raw('mutation($b: ID!) { requestSufficiencyReview(streamBudgetId: $b, account: "x") { applied } }', {
      b: made.budgets.EDUCATION,
    });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    // To nobody else: not even to one who is family as well.
    const other = (await done(made.team.manager, 'registerPerson', { input: { name: 'Sam', dateOfBirth: '1979-01-01', authority: '384' } })).id;
    const tie = await send(made.team.manager, 'relatePeople', {
      fromId: other,
      kind: 'PARENT_OF',
      toId: made.personId,
      from: '2025-01-01',
      to: null,
    });
    expect(tie).toMatchObject({ applied: true, results: [{ rule: { id: 'FAMILY-SIGHT' }, effect: 'INFORM' }] });
    expect(tie.results[0]?.message).toBe("Education and health: the young person's own to share with a parent, and not shown by this tie.");
    expect(await streams(await hub.as('PARENT', '384', { name: 'Sam', person: other }))).toEqual(CARE);
    await withdraw(officer, id, '2026-06-27');
    expect(await streams(parent)).toEqual(CARE);
  });

  it('are named alone in what is shared, and only where they are tied to the person', async () => {
    const input = { streamBudgetId: made.budgets.EDUCATION, kind: 'SHARING', givenBy: 'Ada', role: 'the young person', on: '2026-06-01' };
    const code = async (more: object): Promise<unknown> => {
      const { errors } = await made.team.send.raw('mutation($input: AgreementInput!) { recordAgreement(input: $input) { applied } }', {
        input: { ...input, ...more },
      });
      return errors?.[0]?.extensions;
    };
    const field = 'input.sharedWithPerson';
    expect(await code({ sharedWithPerson: kin, sharedWithRole: 'CARERS_WORKER' })).toMatchObject({ code: 'BAD_INPUT', field });
    expect(await code({ sharedWithPerson: made.personId })).toMatchObject({ code: 'BAD_INPUT', field });
    expect(await code({ sharedWithPerson: '999999' })).toMatchObject({ code: 'NOT_FOUND', field });
    expect(await code({ kind: 'JOINT_PLAN', sharedWithPerson: kin })).toMatchObject({ code: 'BAD_INPUT', field: 'input.kind' });
  });

  it('decide again, to 18, for one who lacks capacity; for the EHC plan only where nobody represents them', async () => {
    await lacks(false, '2026-06-20');
    expect(await streams(parent)).toEqual(ALL);
    const tie = await done(made.team.manager, 'relatePeople', {
      fromId: kin,
      kind: 'REPRESENTATIVE_OF',
      toId: made.personId,
      from: '2026-06-01',
      to: null,
    });
    expect(await streams(parent)).toEqual([...CARE, 'HEALTH FULL']);
    expect(await streams(representative)).toEqual(ALL);
    // With capacity nobody acts in their place, and the tie alone shows nothing.
    await lacks(true, '2026-06-27');
    expect(await look(representative)).toBeNull();
    await made.team.manager.ask('mutation($id: ID!) { endRelation(relationId: $id, on: "2026-06-27") { applied } }', { id: tie.id });
  });

  it('are shown nothing from the 18th birthday, and the tie says so', async () => {
    hub.setDay('2028-04-19');
    expect(await streams(parent, { asOf: '2026-04-19' })).toEqual(CARE);
    hub.setDay('2028-04-20');
    expect(await look(parent)).toBeNull();
    expect(await look(parent, { asOf: '2015-01-01', knownAt: '2026-03-01T00:00:00Z' })).toBeNull();
    const tie = await send(made.team.manager, 'relatePeople', { fromId: kin, kind: 'PARENT_OF', toId: made.personId, from: '2028-01-01', to: null });
    expect(tie).toMatchObject({ applied: true, results: [{ rule: { id: 'FAMILY-SIGHT' }, effect: 'WARN' }] });
    expect(tie.results[0]?.message).toContain("nothing of an adult's record");
    expect(tie.results[0]?.fix).toContain('sharedWithPerson');
    const acting = await send(
      made.team.manager,
      'relatePeople',
      { fromId: kin, kind: 'REPRESENTATIVE_OF', toId: made.personId, from: '2028-04-20', to: null },
      { dryRun: true },
    );
    expect(acting).toMatchObject({ applied: true, results: [{ rule: { id: 'FAMILY-SIGHT' }, effect: 'WARN' }] });
  });

  it('are shown then what the adult shares or lets them hold, and of the person who they are', async () => {
    const { id } = await share('CHILDRENS_SOCIAL_CARE', made.team.childrens);
    const { person: seen } = await parent.ask(LOOK.replace('control { holder name }', ''), { id: made.personId, asOf: '2025-10-01' });
    expect(seen).toMatchObject({ version: 0, identifiers: [], capacity: [], relations: [], plans: [], transitions: [], emergencies: null });
    expect(seen.pooledBudget.streams.map(({ stream, visibility }: any) => [stream, visibility])).toEqual([['CHILDRENS_SOCIAL_CARE', 'FULL']]);
    await withdraw(made.team.childrens, id, '2028-04-20');
    expect(await look(parent)).toBeNull();
  });

  it('act for the EHC plan of an adult who lacks capacity and is not represented, and see nothing else', async () => {
    await lacks(false, '2028-04-20');
    expect(await streams(parent, { asOf: '2025-10-01' })).toEqual(['EDUCATION FULL']);
    expect((await look(parent)).plans).toEqual([{ kind: 'EHC_PLAN' }]);
    const tie = await send(made.team.manager, 'relatePeople', { fromId: kin, kind: 'PARENT_OF', toId: made.personId, from: '2028-02-01', to: null });
    expect(tie.results[0]?.message).toContain('EHC plan and education budget, and nothing else');
  });
});

describe('who holds money that their tie does not show', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await aHub({ day: '2025-10-01' });
  });
  afterAll(() => hub.stop());

  it('is shown what they hold and what it is for, and no amount, award or history beside it', async () => {
    const made = await aChild(hub)
      .born('2009-04-20')
      .withEhcPlan()
      .withElement3()
      .withSettingRelease()
      .withItem('EHC_PLAN', { section: 'F', service: 'THERAPY', cost: { value: '10000.00', every: 'YEAR' } })
      .shared('EDUCATION')
      .agreedAt('EDUCATION', { value: '10000.00', every: 'YEAR' })
      .made();
    const { manager, send: officer } = made.team;
    const kin = (await done(manager, 'registerPerson', { input: { name: 'Pat Parent', dateOfBirth: '1980-01-01', authority: '384' } })).id;
    for (const kind of ['PARENT_OF', 'NOMINEE_OF'])
      await done(manager, 'relatePeople', { fromId: kin, kind, toId: made.personId, from: '2009-04-20', to: null });
    await done(officer, 'authoriseHolder', {
      personId: made.personId,
      holder: 'PARENT_OR_CARER',
      name: 'Pat Parent',
      basis: 'NOMINATION',
      from: '2025-07-01',
      to: null,
    });
    const parent = await hub.as('PARENT', '384', { name: 'Pat', person: kin });
    expect((await parent.ask(LOOK, { id: made.personId })).person.pooledBudget.streams).toEqual([]);
    await done(officer, 'chooseArrangements', {
      streamBudgetId: made.budgets.EDUCATION,
      arrangements: [
        {
          kind: 'DIRECT_PAYMENT',
          holder: 'PARENT_OR_CARER',
          holderName: 'Pat Parent',
          holderId: kin,
          amount: { value: '10000.00', every: 'YEAR' },
          from: '2025-09-01',
        },
      ],
    });
    const { person } = await parent.ask(LOOK, { id: made.personId });
    expect(person.plans).toEqual([]);
    expect(person.pooledBudget).toMatchObject({ completeness: 'PARTIAL', agreed: { perYear: '0.00' } });
    expect(person.pooledBudget.streams).toEqual([
      {
        id: made.budgets.EDUCATION,
        stream: 'EDUCATION',
        visibility: 'OWN_PART',
        indicative: null,
        results: null,
        arrangements: [{ holderName: 'Pat Parent', amount: { value: '10000.00' } }],
        items: [{ id: made.items[0] }],
      },
    ]);
    // They account for it as they did: the money has to be released first, and that is a matter of the budget, not of who asks.
    const { errors } = await parent.raw(
      'mutation($b: ID!) { recordTransactions(streamBudgetId: $b, transactions: [{ reference: "T1", on: "2025-09-30", amount: "5.00" }]) { applied } }',
      { b: made.budgets.EDUCATION },
    );
    expect(errors?.map(({ extensions }) => extensions.code) ?? []).not.toContain('FORBIDDEN');
    expect(errors?.map(({ extensions }) => extensions.code) ?? []).not.toContain('NOT_FOUND');
  });
});
