import type { BudgetRevisionRow } from '../../../src/budgets/record/budget.entity';
import { toState } from '../../../src/budgets/record/budget.loader';
import { reviseBudget, stateOn, timeline } from '../../../src/budgets/record/revisions';
import type { BudgetState } from '../../../src/streams/stream.types';
import { amount } from '../../../src/vocabulary/amount';
import { aHub, type Caller, type TestHub } from '../../builders/hub';

describe('what was known, and when', () => {
  let hub: TestHub;
  let officer: Caller;
  beforeAll(async () => {
    hub = await aHub({ day: '2025-09-01' });
    officer = await hub.as('SEND_OFFICER');
  });
  afterAll(() => hub.stop());

  it('a pool as it was known at each instant is the one that was answered then, whatever came after', async () => {
    const pool = 'pooledBudget { indicative { perYear } agreed { perYear } streams { stream status indicative { value } history { action } } }';
    const { registerPerson } = await officer.ask(
      `mutation { registerPerson(input: { name: "Ada", dateOfBirth: "2014-05-04", authority: "384" }) { id } }`,
    );
    const personId = registerPerson.id;
    const answers: { at: string; pool: unknown }[] = [];
    const note = async (): Promise<void> => {
      const { person } = await officer.ask(`query($id: ID!) { person(id: $id) { ${pool} } }`, { id: personId });
      answers.push({ at: new Date(hub.now()).toISOString(), pool: person.pooledBudget });
    };
    await note();
    hub.setDay('2025-09-10');
    const { awardElementThree } = await officer.ask(
      `mutation($id: ID!) { awardElementThree(input: { personId: $id, assessedOn: "2025-08-01", assessedBy: "EP", topUp: { value: "4000.00", every: YEAR }, from: "2025-09-01" }) { id } }`,
      { id: personId },
    );
    await note();
    hub.setDay('2025-09-20');
    await officer.ask(`mutation($b: ID!) { shareIndicative(streamBudgetId: $b, on: "2025-09-15") { applied } }`, { b: awardElementThree.id });
    await note();
    await officer.ask(
      `mutation($id: ID!) { recordOtherFunding(input: { personId: $id, funder: "Trust", purpose: "Trips", amount: { value: "10.00" }, from: "2025-09-01" }) { applied } }`,
      { id: personId },
    );
    await note();
    for (const { at, pool: then } of answers) {
      const { person } = await officer.ask(
        `query($id: ID!, $at: DateTime!) { person(id: $id) { pooledBudget(knownAt: $at) { ${pool.slice(pool.indexOf('{') + 1)} } }`,
        { id: personId, at },
      );
      expect(person.pooledBudget).toEqual(then);
    }
    // As of a day before it began there is no budget, though it is known of now.
    const { person } = await officer.ask(
      `query($id: ID!) { person(id: $id) { pooledBudget(asOf: "2025-08-31") { ${pool.slice(pool.indexOf('{') + 1)} } }`,
      { id: personId },
    );
    expect(person.pooledBudget).toMatchObject({ streams: [], indicative: { perYear: '0.00' } });
  });
});

describe('a change that takes effect before another that is known already', () => {
  const first: BudgetState = {
    budgetId: 1,
    version: 1,
    personId: 1,
    authorityId: 1,
    stream: 'EDUCATION',
    funderId: 1,
    effectiveOn: '2025-04-01',
    recordedAt: 1,
    action: 'award',
    reason: null,
    actorSubject: 'a',
    actorName: 'A',
    status: 'AGREED',
    from: '2025-04-01',
    to: null,
    indicative: amount(100),
    agreed: amount(100),
    contribution: null,
    sharedOn: null,
    proposedBy: null,
    approvedBy: null,
    releasedOn: null,
    schedule: null,
    shownInPool: true,
    origin: 'ENTERED',
    allocationId: 1,
    settingId: null,
    caredForId: null,
  };
  const recording = (at: number) => ({
    actor: {
      subject: 'b',
      name: 'B',
      role: 'SERVICE_MANAGER' as const,
      organisation: { id: 1, kind: 'LOCAL_AUTHORITY' as const, code: '384', name: 'W' },
      personId: null,
    },
    at,
    envelope: { idempotencyKey: null, expectedVersion: null, dryRun: false, reason: 'why', purpose: null, corrects: null },
    loadId: null,
  });
  const rows = (changes: ReturnType<typeof reviseBudget>): BudgetState[] =>
    changes.map((change) => toState((change as { row: BudgetRevisionRow }).row));

  it('is carried into it, so that neither is lost', () => {
    const raised = [
      first,
      ...rows(
        reviseBudget({ revisions: [first] }, { effectiveOn: '2026-01-01', action: 'increase', patch: () => ({ agreed: amount(200) }) }, recording(2)),
      ),
    ];
    const suspended = [
      ...raised,
      ...rows(
        reviseBudget({ revisions: raised }, { effectiveOn: '2025-10-01', action: 'suspend', patch: () => ({ status: 'SUSPENDED' }) }, recording(3)),
      ),
    ];
    const on = (day: string): unknown[] => [stateOn(suspended, day)?.agreed?.pence, stateOn(suspended, day)?.status];
    expect(on('2025-09-30')).toEqual([100, 'AGREED']);
    expect(on('2025-10-01')).toEqual([100, 'SUSPENDED']);
    expect(on('2026-01-01')).toEqual([200, 'SUSPENDED']);
    expect(stateOn(suspended, '2025-03-31')).toBeNull();
    expect(suspended.map(({ version }) => version)).toEqual([1, 2, 3, 4]);
    expect(timeline(suspended).map(({ from, until }) => [from, until])).toEqual([
      ['2025-04-01', '2025-09-30'],
      ['2025-10-01', '2025-12-31'],
      ['2026-01-01', null],
    ]);
  });
});
