import {
  aChildWithBudget,
  aPerson,
  aReleasedBudget,
  decide,
  done,
  fault,
  heldByCouncil,
  rules,
  streamOf,
  type Workers,
  workers,
} from '../../builders/family';
import { aHub, type TestHub } from '../../builders/hub';

const part = (kind: string, holder: string, name: string, value: string, more = ''): string =>
  `{ kind: ${kind}, holder: ${holder}, holderName: "${name}", amount: { value: "${value}", every: YEAR }, from: "2025-10-06"${more} }`;
const ARRANGEMENTS =
  'arrangements { id kind holder holderName holderId amount { value every } from to contingency route contributionTaken agreementSignedOn }';

describe('how a budget is held', () => {
  let hub: TestHub;
  let staff: Workers;
  beforeAll(async () => {
    hub = await aHub({ day: '2025-10-06' });
    staff = await workers(hub);
  });
  afterAll(() => hub.stop());

  const choose = (budget: string, ...parts: string[]): string => `streamBudgetId: "${budget}", arrangements: [${parts.join(', ')}]`;

  it('in several ways at once, split to the penny, with totals that do not change', async () => {
    const { id, budgetId } = await aChildWithBudget(staff);
    const authority = await done(
      staff.send,
      'authoriseHolder',
      `personId: "${id}", holder: PARENT_OR_CARER, name: "Pat Parent", basis: PARENTAL_RESPONSIBILITY, from: "2025-09-01"`,
    );
    const mother = part(
      'DIRECT_PAYMENT',
      'PARENT_OR_CARER',
      'Pat Parent',
      '3333.33',
      `, authorityId: "${authority.id}", contingency: "200.00", route: "acct-77"`,
    );
    const short = await decide(
      staff.send,
      'chooseArrangements',
      choose(budgetId, mother, part('COUNCIL_MANAGED', 'AUTHORITY', 'Wakefield', '4666.66')),
    );
    expect(short).toMatchObject({ applied: false, results: [{ rule: { id: 'ARRANGEMENTS-COMPLETE' } }] });
    const before = await streamOf(staff, id, budgetId, 'agreed { perYear } net { perYear } arrangements { id }');
    expect(before.arrangements).toEqual([]);
    await done(staff.send, 'chooseArrangements', choose(budgetId, mother, part('COUNCIL_MANAGED', 'AUTHORITY', 'Wakefield', '4666.67')));
    const after = await streamOf(staff, id, budgetId, `agreed { perYear } net { perYear } ${ARRANGEMENTS}`);
    expect([after.agreed, after.net]).toEqual([before.agreed, before.net]);
    expect(after.arrangements).toMatchObject([
      {
        kind: 'DIRECT_PAYMENT',
        holder: 'PARENT_OR_CARER',
        holderName: 'Pat Parent',
        amount: { value: '3333.33', every: 'YEAR' },
        contingency: '200.00',
        route: 'acct-77',
        agreementSignedOn: null,
      },
      { kind: 'COUNCIL_MANAGED', amount: { value: '4666.67' } },
    ]);
    const { person } = await staff.manager.ask(
      `{ person(id: "${id}") { pooledBudget(asOf: "2025-10-06") { agreed { perYear } heldAs { kind amount { perYear } } } } }`,
    );
    expect(person.pooledBudget).toEqual({
      agreed: { perYear: '8000.00' },
      heldAs: [
        { kind: 'DIRECT_PAYMENT', amount: { perYear: '3333.33' } },
        { kind: 'COUNCIL_MANAGED', amount: { perYear: '4666.67' } },
      ],
    });

    // Held otherwise from December on: what was before stays on record by its days.
    await done(
      staff.send,
      'chooseArrangements',
      `streamBudgetId: "${budgetId}", arrangements: [{ kind: COUNCIL_MANAGED, holder: AUTHORITY, holderName: "Wakefield", amount: { value: "8000.00", every: YEAR }, from: "2025-12-01" }]`,
    );
    expect((await streamOf(staff, id, budgetId, ARRANGEMENTS, '2025-11-30')).arrangements.map((each: any) => [each.kind, each.to])).toEqual([
      ['DIRECT_PAYMENT', '2025-11-30'],
      ['COUNCIL_MANAGED', '2025-11-30'],
    ]);
    expect(
      (await streamOf(staff, id, budgetId, ARRANGEMENTS, '2025-12-01')).arrangements.map((each: any) => [each.kind, each.amount.value, each.to]),
    ).toEqual([['COUNCIL_MANAGED', '8000.00', null]]);
    // And again, from a day before: what had not begun is taken back.
    await done(staff.send, 'chooseArrangements', choose(budgetId, part('COUNCIL_MANAGED', 'AUTHORITY', 'Wakefield', '8000.00')));
    expect((await streamOf(staff, id, budgetId, ARRANGEMENTS, '2025-12-02')).arrangements).toMatchObject([
      { kind: 'COUNCIL_MANAGED', from: '2025-10-06' },
    ]);
  });

  it('only by those who may: 16 and past school, an authority on record, a fitting holder, the right stream', async () => {
    const { id, budgetId } = await aChildWithBudget(staff);
    for (const [held, rule] of [
      [part('DIRECT_PAYMENT', 'PERSON', 'The child', '8000.00'), 'DP-SELF-16'],
      [part('DIRECT_PAYMENT', 'PARENT_OR_CARER', 'Pat Parent', '8000.00'), 'DP-AUTHORISED'],
      [part('COUNCIL_MANAGED', 'PROVIDER', 'Acme', '8000.00'), 'ARRANGEMENT-CHOICE'],
      [part('NHS_NOTIONAL', 'HEALTH_COMMISSIONER', 'ICB', '8000.00'), 'ARRANGEMENT-CHOICE'],
    ] as const) {
      const refused = await decide(staff.send, 'chooseArrangements', choose(budgetId, held));
      expect([refused.applied, rules(refused)]).toEqual([false, expect.arrayContaining([rule])]);
    }
    expect((await streamOf(staff, id, budgetId, 'arrangements { id }')).arrangements).toEqual([]);
    const older = await aChildWithBudget(staff, { born: '2008-01-10' });
    await done(staff.send, 'chooseArrangements', choose(older.budgetId, part('DIRECT_PAYMENT', 'PERSON', 'Robin', '8000.00')));
    expect((await streamOf(staff, older.id, older.budgetId, ARRANGEMENTS)).arrangements).toMatchObject([{ holder: 'PERSON', holderId: older.id }]);
    for (const [held, code, field] of [
      [part('COUNCIL_MANAGED', 'AUTHORITY', ' ', '8000.00'), 'BAD_INPUT', 'arrangements.0.holderName'],
      [part('COUNCIL_MANAGED', 'AUTHORITY', 'W', '8000.00', ', contingency: "8000.01"'), 'BAD_INPUT', 'arrangements.0.contingency'],
      [part('COUNCIL_MANAGED', 'AUTHORITY', 'W', '8000.00', ', route: "4929 1234 5678 9012"'), 'BAD_INPUT', 'arrangements.0.route'],
      [part('COUNCIL_MANAGED', 'AUTHORITY', 'W', '8000.00', ', authorityId: "1"'), 'NOT_FOUND', 'arrangements.0.authorityId'],
      [part('COUNCIL_MANAGED', 'AUTHORITY', 'W', '8000.00', ', to: "2025-10-05"'), 'BAD_INPUT', 'arrangements.0.to'],
    ] as const)
      expect(await fault(staff.send, 'chooseArrangements', choose(budgetId, held))).toMatchObject({ code, field });
    expect(await fault(staff.send, 'chooseArrangements', `streamBudgetId: "${budgetId}", arrangements: []`)).toMatchObject({
      code: 'BAD_INPUT',
      field: 'arrangements',
    });
  });

  it('a part that runs out before the budget does leaves it incomplete', async () => {
    const { budgetId } = await aChildWithBudget(staff);
    const gap = await decide(
      staff.send,
      'chooseArrangements',
      choose(budgetId, part('COUNCIL_MANAGED', 'AUTHORITY', 'W', '8000.00', ', to: "2026-03-31"')),
    );
    expect(rules(gap)).toEqual(['ARRANGEMENTS-COMPLETE']);
    const whole = `${part('COUNCIL_MANAGED', 'AUTHORITY', 'W', '8000.00', ', to: "2026-03-31"')}, { kind: COUNCIL_MANAGED, holder: AUTHORITY, holderName: "W", amount: { value: "8000.00", every: YEAR }, from: "2026-04-01" }`;
    await done(staff.send, 'chooseArrangements', choose(budgetId, whole));
  });

  it('no direct payment buys a place in a home: its cost fits into what the council manages, or it is refused', async () => {
    const adult = await aPerson(staff, '1950-03-04');
    const plan = await done(
      staff.adults,
      'recordPlan',
      `input: { personId: "${adult}", kind: CARE_AND_SUPPORT_PLAN, from: "2025-09-01", outcomes: [{ ref: "O1", text: "Is safe" }] }`,
    );
    await done(staff.adults, 'agreePlan', `planId: "${plan.id}", on: "2025-09-01", agreedBy: "Panel"`);
    const { id: budgetId } = await done(
      staff.adults,
      'recordAdultsRas',
      `input: { personId: "${adult}", eligible: true, legalBasis: CARE_ACT, indicative: { value: "8000.00", every: YEAR }, assessedOn: "2025-08-01", assessedBy: "SW", from: "2025-09-01" }`,
    );
    await done(staff.adults, 'shareIndicative', `streamBudgetId: "${budgetId}", on: "2025-09-01"`);
    await done(staff.manager, 'agreeBudget', `streamBudgetId: "${budgetId}", amount: { value: "8000.00", every: YEAR }`);
    for (const [service, cost] of [
      ['RESIDENTIAL_CARE', '3000.00'],
      ['DAY_ACTIVITY', '5000.00'],
    ])
      await done(
        staff.adults,
        'addPlanItem',
        `input: { planId: "${plan.id}", stream: ADULT_SOCIAL_CARE, outcomeRef: "O1", service: "${service}", description: "x", cost: { value: "${cost}", every: YEAR }, from: "2025-09-01" }`,
      );
    const own = (value: string): string => part('DIRECT_PAYMENT', 'PERSON', 'Robin', value);
    expect(rules(await decide(staff.adults, 'chooseArrangements', choose(budgetId, own('8000.00'))))).toEqual(['ASC-DP-RESIDENTIAL']);
    expect(
      rules(await decide(staff.adults, 'chooseArrangements', choose(budgetId, own('5000.01'), part('COUNCIL_MANAGED', 'AUTHORITY', 'W', '2999.99')))),
    ).toEqual(['ASC-DP-RESIDENTIAL']);
    await done(staff.adults, 'chooseArrangements', choose(budgetId, own('5000.00'), part('COUNCIL_MANAGED', 'AUTHORITY', 'W', '3000.00')));
    await done(staff.adults, 'recordLivingSituation', `personId: "${adult}", situation: PRISON, from: "2025-10-01"`);
    expect(
      rules(await decide(staff.adults, 'chooseArrangements', choose(budgetId, own('5000.00'), part('COUNCIL_MANAGED', 'AUTHORITY', 'W', '3000.00')))),
    ).toEqual(['ASC-DP-PRISON']);
  });
});

describe('a budget is released, suspended and resumed', () => {
  let hub: TestHub;
  let staff: Workers;
  beforeAll(async () => {
    hub = await aHub({ day: '2025-10-06' });
    staff = await workers(hub);
  });
  afterAll(() => hub.stop());

  it('only once everything is in place: the answer names all that is not, as blockers do', async () => {
    const { id, budgetId } = await aChildWithBudget(staff);
    const early = await decide(staff.manager, 'releaseBudget', `streamBudgetId: "${budgetId}", on: "2025-10-06"`);
    expect([early.applied, rules(early)]).toEqual([false, expect.arrayContaining(['ARRANGEMENTS-COMPLETE'])]);
    const { person } = await staff.manager.ask(`{ person(id: "${id}") { pooledBudget { blockers { rule { id } } } } }`);
    for (const { rule } of person.pooledBudget.blockers) expect(rules(early)).toContain(rule.id);
    await done(
      staff.send,
      'authoriseHolder',
      `personId: "${id}", holder: PARENT_OR_CARER, name: "Pat Parent", basis: PARENTAL_RESPONSIBILITY, from: "2025-09-01"`,
    );
    await done(
      staff.send,
      'chooseArrangements',
      `streamBudgetId: "${budgetId}", arrangements: [${part('DIRECT_PAYMENT', 'PARENT_OR_CARER', 'Pat Parent', '8000.00')}]`,
    );
    expect(rules(await decide(staff.manager, 'releaseBudget', `streamBudgetId: "${budgetId}", on: "2025-10-06"`))).toContain('DP-TERMS');
    await done(
      staff.send,
      'recordAgreement',
      `input: { streamBudgetId: "${budgetId}", kind: DIRECT_PAYMENT_TERMS, givenBy: "Pat Parent", role: "parent", on: "2025-10-05" }`,
    );
    expect(rules(await decide(staff.send, 'releaseBudget', `streamBudgetId: "${budgetId}", on: "2025-10-06"`))).toContain('FOUR-EYES');
    const released = await done(staff.manager, 'releaseBudget', `streamBudgetId: "${budgetId}", on: "2025-10-06", schedule: MONTHLY`);
    expect(released.streamBudget).toMatchObject({ status: 'RELEASED' });
    expect(released.results).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ rule: { id: 'REVIEW-FIRST' }, effect: 'INFORM', message: expect.stringContaining('2026-01-06') }),
        expect.objectContaining({ rule: { id: 'REVIEW-SECOND' }, message: expect.stringContaining('2026-04-06') }),
      ]),
    );
    expect(await streamOf(staff, id, budgetId, 'status arrangements { agreementSignedOn }')).toMatchObject({
      status: 'RELEASED',
      arrangements: [{ agreementSignedOn: '2025-10-05' }],
    });
    expect((await staff.manager.ask(`{ person(id: "${id}") { pooledBudget { blockers { rule { id } } } } }`)).person.pooledBudget.blockers).toEqual(
      [],
    );
    expect((await fault(staff.manager, 'releaseBudget', `streamBudgetId: "${budgetId}", on: "2025-10-07"`)).message).toContain('released');
  });

  it('not before it begins, and a single sum once', async () => {
    const { budgetId } = await aChildWithBudget(staff);
    expect(await fault(staff.manager, 'releaseBudget', `streamBudgetId: "${budgetId}", on: "2025-08-31"`)).toMatchObject({
      code: 'BAD_INPUT',
      field: 'on',
    });
    await heldByCouncil(staff, budgetId);
    const team = await hub.as('DP_TEAM', '384', { name: 'Dee' });
    expect(rules(await decide(team, 'releaseBudget', `streamBudgetId: "${budgetId}", on: "2025-10-06"`))).toContain('FOUR-EYES');
    const elsewhere = await hub.as('DP_TEAM', '343', { name: 'Ed' });
    expect((await fault(elsewhere, 'releaseBudget', `streamBudgetId: "${budgetId}", on: "2025-10-06"`)).code).toBe('NOT_FOUND');
    expect((await fault(await hub.as('ANALYST'), 'releaseBudget', `streamBudgetId: "${budgetId}", on: "2025-10-06"`)).code).toBe('FORBIDDEN');
  });

  it('is suspended with a reason and resumed when all is in place again; each day keeps its own state', async () => {
    const { id, budgetId } = await aReleasedBudget(staff);
    expect((await fault(staff.manager, 'resumeBudget', `streamBudgetId: "${budgetId}", on: "2025-10-10"`)).message).toContain('released');
    expect(await fault(staff.manager, 'suspendBudget', `streamBudgetId: "${budgetId}", on: "2025-11-01", reason: " "`)).toMatchObject({
      code: 'BAD_INPUT',
      field: 'reason',
    });
    await done(staff.manager, 'suspendBudget', `streamBudgetId: "${budgetId}", on: "2025-11-01", reason: "Account statements missing"`);
    const statusOn = async (day: string): Promise<string> => (await streamOf(staff, id, budgetId, 'status', day)).status;
    expect([await statusOn('2025-10-31'), await statusOn('2025-11-01')]).toEqual(['RELEASED', 'SUSPENDED']);
    const { person } = await staff.manager.ask(`{ person(id: "${id}") { pooledBudget { streams { agreements { id kind } } } } }`);
    const release = person.pooledBudget.streams[0].agreements.find(({ kind }: any) => kind === 'SETTING_RELEASE');
    await done(staff.send, 'withdrawAgreement', `agreementId: "${release.id}", on: "2025-11-10", reason: "No room"`);
    expect(rules(await decide(staff.manager, 'resumeBudget', `streamBudgetId: "${budgetId}", on: "2025-11-15"`))).toContain('EDU-SETTING-AGREES');
    await done(
      staff.send,
      'recordAgreement',
      `input: { streamBudgetId: "${budgetId}", kind: SETTING_RELEASE, givenBy: "Dr Head", role: "head teacher", on: "2025-10-06", amount: { value: "10000.00", every: YEAR } }`,
    );
    await done(staff.manager, 'resumeBudget', `streamBudgetId: "${budgetId}", on: "2025-11-15"`);
    expect([await statusOn('2025-11-14'), await statusOn('2025-11-15')]).toEqual(['SUSPENDED', 'RELEASED']);
    const { history } = await streamOf(staff, id, budgetId, 'history { action status reason }', '2025-11-15');
    expect(history.map(({ action }: any) => action).slice(-5)).toEqual([
      'releaseBudget',
      'suspendBudget',
      'withdrawAgreement',
      'recordAgreement',
      'resumeBudget',
    ]);
  });

  it('a released budget is suspended by the setting that takes its release back', async () => {
    const { id, budgetId } = await aReleasedBudget(staff);
    const { agreements } = await streamOf(staff, id, budgetId, 'agreements { id }');
    await done(staff.send, 'withdrawAgreement', `agreementId: "${agreements[0].id}", on: "2025-12-01", reason: "No room"`);
    expect([
      (await streamOf(staff, id, budgetId, 'status', '2025-11-30')).status,
      (await streamOf(staff, id, budgetId, 'status', '2025-12-01')).status,
    ]).toEqual(['RELEASED', 'SUSPENDED']);
  });
});
