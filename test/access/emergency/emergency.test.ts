import { anAdult } from '../../builders/adult';
import type { Case } from '../../builders/case';
import { aChild } from '../../builders/child';
import { aHub, type Caller, type TestHub } from '../../builders/hub';

const HOUR = 3_600_000;
const OPEN = `mutation($id: ID!, $born: Date, $nhs: String, $envelope: Envelope!) { openEmergencyAccess(personId: $id, dateOfBirth: $born, nhsNumber: $nhs, envelope: $envelope) {
  applied id results { rule { id } effect message fix } pooledBudget { streams { stream visibility } } } }`;
const LOOK = `query($id: ID!) { person(id: $id) { name plans { id } pooledBudget { completeness agreed { perYear } indicative { perWeek } streams { stream visibility indicative { value } } } } }`;
const LOG = 'query($id: ID!) { person(id: $id) { accessLog { edges { node { action who role organisation purpose } } } } }';
const EMERGENCIES = `query($id: ID!) { person(id: $id) { emergencies { id at until who role organisation reason reviewDueOn reviewStatus reviewedOn reviewedBy justified finding } } }`;
const REVIEW = `mutation($id: ID!, $finding: String!, $envelope: Envelope) { reviewEmergencyAccess(emergencyId: $id, justified: false, finding: $finding, envelope: $envelope) {
  applied results { rule { id } message } } }`;

describe('a record that is opened in an emergency', () => {
  let hub: TestHub;
  let made: Case;
  let stranger: Caller;
  beforeAll(async () => {
    hub = await aHub();
    made = await aChild(hub).withEhcPlan().withElement3().withChildrensCare().withContinuingCare({ shownInPool: false }).made();
    stranger = await hub.as('CHILDRENS_SOCIAL_WORKER', '343', { name: 'Sefton Night' });
  });
  afterAll(() => hub.stop());

  const open = async (by: Caller, envelope: object, id = made.personId, known: object = { born: '2014-05-04' }): Promise<any> =>
    (await by.ask(OPEN, { id, envelope, ...known })).openEmergencyAccess;
  const look = async (by: Caller, id = made.personId): Promise<any> => (await by.ask(LOOK, { id })).person;
  const code = async (by: Caller, envelope: object, id: string): Promise<string | undefined> =>
    (await by.raw(OPEN, { id, envelope, born: '2014-05-04' })).errors?.[0]?.extensions.code;

  it('is refused by name without a reason, in the same words whether there is such a person or not', async () => {
    for (const envelope of [{}, { reason: null }, { reason: '  ' }]) {
      const refused = await open(stranger, envelope);
      expect(refused).toMatchObject({
        applied: false,
        id: null,
        pooledBudget: null,
        results: [{ rule: { id: 'EMERGENCY-ACCESS' }, effect: 'REFUSE' }],
      });
      expect(await open(stranger, envelope, '999999')).toEqual(refused);
    }
    expect(await look(stranger)).toBeNull();
  });

  it('has no dry run: it is bad input, whoever the person is', async () => {
    for (const id of [made.personId, '999999']) {
      const { errors } = await stranger.raw(OPEN, { id, born: '2014-05-04', envelope: { reason: 'Found alone', dryRun: true } });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'envelope.dryRun' });
    }
    expect(await look(stranger)).toBeNull();
  });

  it('is refused without something that is known of the person, and nobody is looked up', async () => {
    const refused = await open(stranger, { reason: 'Found alone' }, made.personId, {});
    expect(refused).toMatchObject({
      applied: false,
      id: null,
      pooledBudget: null,
      results: [{ rule: { id: 'EMERGENCY-ACCESS' }, effect: 'REFUSE' }],
    });
    expect(refused.results[0].fix).toContain('dateOfBirth');
    expect(await open(stranger, { reason: 'Found alone' }, '999999', {})).toEqual(refused);
    const { errors } = await stranger.raw(OPEN, { id: made.personId, nhs: '123', envelope: { reason: 'Found alone' } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'nhsNumber' });
  });

  it('shows a stranger the record for exactly an hour, all but health that is not shown', async () => {
    const opened = await open(stranger, { reason: 'Found alone at night', idempotencyKey: 'night-1' });
    const at = hub.now();
    expect(opened).toMatchObject({ applied: true, results: [{ rule: { id: 'EMERGENCY-ACCESS' }, effect: 'INFORM' }] });
    expect(opened.pooledBudget.streams.map(({ stream }: any) => stream)).toEqual(['EDUCATION', 'CHILDRENS_SOCIAL_CARE']);
    const seen = await look(stranger);
    expect(seen).toMatchObject({ plans: [expect.anything()], pooledBudget: { completeness: 'PARTIAL' } });
    expect(seen.pooledBudget.streams).toEqual([
      { stream: 'EDUCATION', visibility: 'FULL', indicative: { value: '10000.00' } },
      { stream: 'CHILDRENS_SOCIAL_CARE', visibility: 'FULL', indicative: { value: '100.00' } },
    ]);
    // Not a colleague, nor the same person elsewhere or in another role.
    for (const [role, organisation, name] of [
      ['CHILDRENS_SOCIAL_WORKER', '343', 'Colleague'],
      ['CHILDRENS_SOCIAL_WORKER', '926', 'Sefton Night'],
      ['SEND_OFFICER', '343', 'Sefton Night'],
    ] as const)
      expect(await look(await hub.as(role, organisation, { name }))).toBeNull();
    // The same key changes nothing again, and does not begin another hour.
    hub.pass(HOUR / 2);
    const again = await open(stranger, { reason: 'Found alone at night', idempotencyKey: 'night-1' });
    expect([again.id, again.results]).toEqual([opened.id, opened.results]);
    hub.pass(at + HOUR - 100 - hub.now());
    expect(await look(stranger)).not.toBeNull();
    hub.pass(at + HOUR + 1 - hub.now());
    expect(await look(stranger)).toBeNull();
    expect((await open(stranger, { reason: 'Found alone at night', idempotencyKey: 'night-1' })).pooledBudget).toBeNull();
  });

  it('shows a worker of the council what they knew to exist, and lets nobody write more than before', async () => {
    const carers = await hub.as('CARERS_WORKER', '384', { name: 'Cal' });
    const before = await look(carers);
    expect(before.pooledBudget.streams.map(({ visibility }: any) => visibility)).toEqual(['EXISTS_ONLY', 'EXISTS_ONLY']);
    const { id } = await open(carers, { reason: 'Carer collapsed' });
    expect(id).not.toBeNull();
    expect((await look(carers)).pooledBudget.streams.map(({ visibility }: any) => visibility)).toEqual(['FULL', 'FULL']);
    await open(stranger, { reason: 'Found alone again' });
    for (const [by, expected] of [
      [carers, 'FORBIDDEN'],
      [stranger, 'FORBIDDEN'],
    ] as const) {
      const { errors } = await by.raw('mutation($b: ID!) { shareIndicative(streamBudgetId: $b, on: "2025-09-10") { applied } }', {
        b: made.budgets.EDUCATION,
      });
      expect(errors?.[0]?.extensions.code).toBe(expected);
      const kept = await by.raw('mutation($id: ID!) { recordCapacity(personId: $id, hasCapacity: true, basis: "x", on: "2025-09-10") { applied } }', {
        id: made.personId,
      });
      expect(kept.errors?.[0]?.extensions.code ?? 'APPLIED').toBe(by === carers ? 'APPLIED' : 'NOT_FOUND');
      // What the person has not had shown, nobody may learn of by writing to it.
      const hidden = await by.raw('mutation($b: ID!) { shareIndicative(streamBudgetId: $b, on: "2025-09-10") { applied } }', {
        b: made.budgets.HEALTH,
      });
      expect(hidden.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    }
    const send = await hub.as('SERVICE_MANAGER', '384', { name: 'Mo' });
    expect((await open(send, { reason: 'To be sure' })).results[0].message).toContain('show you nothing more');
    const parent = await hub.as('PARENT', '384', { person: made.personId });
    expect(await code(parent, { reason: 'x' }, made.personId)).toBe('FORBIDDEN');
  });

  it('is on record for the person: who, when, why, and each look', async () => {
    const person = await hub.as('PERSON', '384', { person: made.personId });
    const { edges } = (await person.ask(LOG, { id: made.personId })).person.accessLog;
    const ofStranger = edges.map(({ node }: any) => node).filter(({ who }: any) => who === 'Sefton Night');
    expect(
      ofStranger
        .map(({ action }: any) => action)
        .toReversed()
        .slice(0, 4),
    ).toEqual(['EMERGENCY', 'EMERGENCY_READ', 'EMERGENCY_READ', 'EMERGENCY_READ']);
    expect(ofStranger.at(-1)).toMatchObject({
      action: 'EMERGENCY',
      role: 'CHILDRENS_SOCIAL_WORKER',
      organisation: expect.stringContaining('343'),
      purpose: 'direct care: Found alone at night',
    });
    // A service manager of the person's council is told in full, though it was another organisation.
    const manager = await hub.as('SERVICE_MANAGER', '384', { name: 'Mo' });
    const told = (await manager.ask(LOG, { id: made.personId })).person.accessLog.edges.map(({ node }: any) => node);
    expect(told.filter(({ action }: any) => action === 'EMERGENCY').map(({ purpose }: any) => purpose)).toContain(
      'direct care: Found alone at night',
    );
  });

  it('is reviewed once, by who oversees the service and did not open it', async () => {
    const manager = await hub.as('SERVICE_MANAGER', '384', { name: 'Mo' });
    const list = async (by: Caller): Promise<any> => (await by.ask(EMERGENCIES, { id: made.personId })).person.emergencies;
    const all = await list(manager);
    expect(all).toHaveLength(3);
    const first = all.at(-1);
    expect(first).toMatchObject({
      who: 'Sefton Night',
      reason: 'Found alone at night',
      reviewDueOn: '2025-10-08',
      reviewStatus: 'DUE',
      finding: null,
    });
    expect(Date.parse(first.until) - Date.parse(first.at)).toBe(HOUR);
    expect(await list(made.team.send)).toBeNull();
    const review = async (by: Caller, finding = 'No risk was on record.', envelope: object | null = null): Promise<any> =>
      by.raw(REVIEW, { id: first.id, finding, envelope });
    expect((await review(await hub.as('SERVICE_MANAGER', '343'))).errors[0].extensions.code).toBe('NOT_FOUND');
    expect((await review(made.team.send)).errors[0].extensions.code).toBe('FORBIDDEN');
    expect((await review(manager, ' ')).errors[0].extensions).toMatchObject({ code: 'BAD_INPUT', field: 'finding' });
    hub.setDay('2025-10-09');
    expect((await list(manager)).at(-1).reviewStatus).toBe('OVERDUE');
    expect((await review(manager, 'x', { dryRun: true })).data.reviewEmergencyAccess.applied).toBe(true);
    expect((await list(manager)).at(-1).reviewStatus).toBe('OVERDUE');
    const auditor = await hub.as('AUDITOR', '384', { name: 'Au' });
    expect((await review(auditor)).data.reviewEmergencyAccess).toMatchObject({ applied: true, results: [] });
    expect((await list(manager)).at(-1)).toMatchObject({
      reviewStatus: 'DONE',
      reviewedOn: '2025-10-09',
      reviewedBy: 'Au',
      justified: false,
      finding: 'No risk was on record.',
    });
    expect((await review(manager)).errors[0].extensions).toMatchObject({ code: 'BAD_INPUT', field: 'emergencyId' });
  });

  it('is not judged by who opened it', async () => {
    const adult = await anAdult(hub).withCarePlan().withAdultsCare().made();
    const commissioner = await hub.as('SERVICE_MANAGER', 'QWO', { name: 'Nell' });
    const { id } = await open(commissioner, { reason: 'Ward round' }, adult.personId, { born: '1985-03-02' });
    const judged = (await commissioner.ask(REVIEW, { id, finding: 'All was well.' })).reviewEmergencyAccess;
    expect(judged).toMatchObject({ applied: false, results: [{ rule: { id: 'EMERGENCY-ACCESS' } }] });
  });
});
