import { aChildWithBudget, decide, done, fault, type Workers, workers } from '../builders/family';
import { aHub, type TestHub } from '../builders/hub';

describe('a plan that changes and ceases', () => {
  let hub: TestHub;
  let staff: Workers;
  beforeAll(async () => {
    hub = await aHub({ day: '2025-11-03' });
    staff = await workers(hub);
  });
  afterAll(() => hub.stop());

  const outcomes = async (id: string, asOf: string): Promise<string[]> => {
    const { person } = await staff.send.ask(`{ person(id: "${id}") { plans(asOf: "${asOf}") { outcomes { ref text } } } }`);
    return person.plans.flatMap((plan: any) => plan.outcomes.map((outcome: any) => `${outcome.ref} ${outcome.text}`));
  };

  it('is revised from a day: outcomes begin, end, are reworded, and one that a line serves is kept', async () => {
    const { id, planId } = await aChildWithBudget(staff);
    const first = await done(
      staff.send,
      'revisePlan',
      `planId: "${planId}", from: "2025-10-01", outcomes: [{ ref: "O1", text: "Joins in" }, { ref: "O2", text: "Moves on", tags: [PROGRESSION] }, { ref: "O3", text: "Travels alone", tags: [INDEPENDENCE] }]`,
    );
    expect(first.results).toEqual([]);
    expect(await outcomes(id, '2025-09-30')).toEqual(['O1 Joins in', 'O2 Moves on']);
    expect(await outcomes(id, '2025-10-01')).toEqual(['O1 Joins in', 'O2 Moves on', 'O3 Travels alone']);

    const second = await done(
      staff.send,
      'revisePlan',
      `planId: "${planId}", from: "2025-11-01", outcomes: [{ ref: "O2", text: "Moves on to college", tags: [PROGRESSION] }]`,
    );
    expect(second.results).toMatchObject([{ rule: { id: 'OUTCOME-LINKED' }, effect: 'WARN', subject: 'O1', message: expect.stringContaining('J1') }]);
    expect(await outcomes(id, '2025-10-31')).toEqual(['O1 Joins in', 'O2 Moves on to college', 'O3 Travels alone']);
    expect(await outcomes(id, '2025-11-01')).toEqual(['O1 Joins in', 'O2 Moves on to college']);
    const { person } = await staff.send.ask(`{ person(id: "${id}") { plans { version status items { outcome { ref } } } } }`);
    expect(person.plans).toEqual([{ version: 4, status: 'AGREED', items: [{ outcome: { ref: 'O1' } }, { outcome: { ref: 'O2' } }] }]);

    // A line for an outcome that came back names the one that holds.
    await done(
      staff.send,
      'revisePlan',
      `planId: "${planId}", from: "2025-11-02", outcomes: [{ ref: "O1", text: "Joins in" }, { ref: "O2", text: "Moves on to college", tags: [PROGRESSION] }, { ref: "O3", text: "Goes by bus" }]`,
    );
    const line = await done(
      staff.send,
      'addSectionJItem',
      `input: { planId: "${planId}", section: F, reference: "J3", outcomeRef: "O3", service: "TUTOR_AT_HOME", description: "x", cost: { value: "1.00" }, from: "2025-11-02" }`,
    );
    const { person: again } = await staff.send.ask(`{ person(id: "${id}") { plans { items { id outcome { text } } } } }`);
    expect(again.plans[0].items.find((item: any) => item.id === line.id)).toMatchObject({ outcome: { text: 'Goes by bus' } });
  });

  it('says who agreed it, when, and how often it is reviewed; nothing of it while it is a draft', async () => {
    const { id } = await aChildWithBudget(staff);
    const draft = `input: { personId: "${id}", kind: CHILD_CARE_PLAN, from: "2025-09-08", reviewEveryMonths: 6, outcomes: [{ ref: "C1", text: "Rests" }] }`;
    await done(staff.social, 'recordPlan', draft);
    const { person } = await staff.social.ask(`{ person(id: "${id}") { plans { kind status agreedOn agreedBy reviewEveryMonths } } }`);
    expect(person.plans).toEqual([
      { kind: 'EHC_PLAN', status: 'AGREED', agreedOn: '2025-09-01', agreedBy: 'Panel', reviewEveryMonths: null },
      { kind: 'CHILD_CARE_PLAN', status: 'DRAFT', agreedOn: null, agreedBy: null, reviewEveryMonths: 6 },
    ]);
  });

  it('takes no line that outlives the outcome it serves', async () => {
    const { planId } = await aChildWithBudget(staff, { line: false });
    await done(staff.send, 'revisePlan', `planId: "${planId}", from: "2026-01-01", outcomes: [{ ref: "O2", text: "Moves on", tags: [PROGRESSION] }]`);
    const line = (to: string): string =>
      `input: { planId: "${planId}", section: F, reference: "J9", outcomeRef: "O1", service: "TUTOR_AT_HOME", description: "Tutor", cost: { value: "10.00" }, from: "2025-11-01"${to} }`;
    for (const to of ['', ', to: "2026-01-01"'])
      expect(await decide(staff.send, 'addSectionJItem', line(to))).toMatchObject({
        applied: false,
        results: [{ rule: { id: 'OUTCOME-LINKED' }, effect: 'REFUSE', fix: expect.stringContaining('2025-12-31') }],
      });
    await done(staff.send, 'addSectionJItem', line(', to: "2025-12-31"'));
  });

  it('refuses what cannot be a revision', async () => {
    const { planId } = await aChildWithBudget(staff);
    for (const [args, field] of [
      ['from: "2025-08-31"', 'from'],
      ['from: "2025-10-01", outcomes: [{ ref: "A", text: "x" }, { ref: "A", text: "y" }]', 'outcomes'],
      ['from: "2025-10-01", outcomes: [{ ref: "", text: "x" }]', 'outcomes.0.ref'],
    ])
      expect(await fault(staff.send, 'revisePlan', `planId: "${planId}", ${args}`)).toMatchObject({ code: 'BAD_INPUT', field });
    const social = await hub.as('FINANCE_OFFICER');
    expect((await fault(social, 'revisePlan', `planId: "${planId}", from: "2025-10-01"`)).code).toBe('FORBIDDEN');
  });

  it('ceases on a ground: its lines end with it, and the budget stands until its own worker ends it', async () => {
    const { id, planId, budgetId } = await aChildWithBudget(staff);
    const later = await done(
      staff.send,
      'addSectionJItem',
      `input: { planId: "${planId}", section: F, reference: "J9", outcomeRef: "O1", service: "TUTOR_AT_HOME", description: "x", cost: { value: "1.00" }, from: "2026-04-01" }`,
    );
    const knownThen = '2025-11-03T23:00:00Z';
    hub.setDay('2025-11-10');
    await done(staff.send, 'ceasePlan', `planId: "${planId}", on: "2025-12-20", ground: "Needs met"`);
    const { person } = await staff.manager.ask(
      `{ person(id: "${id}") { plans { status to items { id to } } after: plans(asOf: "2025-12-20") { id } before: plans(asOf: "2025-12-19", knownAt: "${knownThen}") { status to items { id to } }
         pooledBudget(asOf: "2025-12-20") { streams { id status items { id } } } } }`,
    );
    expect(person.plans).toMatchObject([{ status: 'AGREED', to: '2025-12-19', items: [{ to: '2025-12-19' }, { to: '2025-12-19' }] }]);
    expect(person.after).toEqual([]);
    expect(person.before[0].items.map((item: any) => [item.id === later.id, item.to])).toEqual([
      [false, null],
      [false, null],
      [true, null],
    ]);
    expect(person.pooledBudget.streams).toMatchObject([{ id: budgetId, status: 'AGREED', items: [] }]);
    hub.setDay('2025-12-20');
    expect((await staff.manager.ask(`{ person(id: "${id}") { plans { status } } }`)).person.plans).toEqual([{ status: 'CEASED' }]);
    expect(await fault(staff.send, 'ceasePlan', `planId: "${planId}", on: "2025-12-21", ground: "x"`)).toMatchObject({
      code: 'BAD_INPUT',
      field: 'planId',
    });
    const other = await aChildWithBudget(staff);
    for (const [args, field] of [
      ['on: "2025-08-31", ground: "x"', 'on'],
      ['on: "2025-12-01", ground: " "', 'ground'],
    ])
      expect(await fault(staff.send, 'ceasePlan', `planId: "${other.planId}", ${args}`)).toMatchObject({ code: 'BAD_INPUT', field });
  });
});
