import { aPerson, decide, done, fault, rules, streamOf, type Workers, workers } from '../../builders/family';
import { aHub, type Caller, type TestHub } from '../../builders/hub';

/* What a person was charged, what is given back of it, and what the NHS owes once it pays for everything. */

describe('what a person is charged', () => {
  let hub: TestHub;
  let staff: Workers;
  let finance: Caller;
  beforeEach(async () => {
    hub = await aHub({ day: '2025-09-01' });
    staff = await workers(hub);
    finance = await hub.as('FINANCE_OFFICER', '384', { name: 'Fin' });
  });
  afterEach(() => hub.stop());

  /** Care at £200 a week from 1 September 2025, released that day, towards which the person pays £50 a week. */
  const anAdultWhoPays = async ({ held = 'kind: COUNCIL_MANAGED, holder: AUTHORITY, holderName: "W"', weekly = '50.00', name = 'Una' } = {}) => {
    const id = await aPerson(staff, '1960-03-04', name);
    const plan = await done(
      staff.adults,
      'recordPlan',
      `input: { personId: "${id}", kind: CARE_AND_SUPPORT_PLAN, from: "2025-09-01", outcomes: [{ ref: "O1", text: "Lives at home" }] }`,
    );
    await done(staff.adults, 'agreePlan', `planId: "${plan.id}", on: "2025-09-01", agreedBy: "Panel"`);
    const { id: budgetId } = await done(
      staff.adults,
      'recordAdultsRas',
      `input: { personId: "${id}", eligible: true, legalBasis: CARE_ACT, indicative: { value: "200.00" }, assessedOn: "2025-08-01", assessedBy: "SW", from: "2025-09-01" }`,
    );
    await done(staff.adults, 'shareIndicative', `streamBudgetId: "${budgetId}", on: "2025-09-01"`);
    await done(staff.manager, 'agreeBudget', `streamBudgetId: "${budgetId}", amount: { value: "200.00" }`);
    await done(
      staff.adults,
      'chooseArrangements',
      `streamBudgetId: "${budgetId}", arrangements: [{ ${held}, amount: { value: "200.00" }, from: "2025-09-01" }]`,
    );
    await assess(id, weekly);
    await done(
      staff.adults,
      'recordAgreement',
      `input: { streamBudgetId: "${budgetId}", kind: DIRECT_PAYMENT_TERMS, givenBy: "${name}", role: "person", on: "2025-09-01" }`,
    );
    await done(staff.manager, 'releaseBudget', `streamBudgetId: "${budgetId}", on: "2025-09-01"`);
    return { id, budgetId };
  };
  const assess = (id: string, weekly: string, from = '2025-09-01') =>
    done(finance, 'recordFinancialAssessment', `personId: "${id}", assessed: { value: "${weekly}" }, assessedOn: "2025-09-01", from: "${from}"`);
  const grantsHealthcare = (id: string, from: string, to: string | null = null) =>
    done(
      staff.nhs,
      'attachHealthBudget',
      `input: { personId: "${id}", eligibility: CHC, assessedOn: "2025-09-01", assessedBy: "N", decidedOn: "2025-09-01", indicative: { value: "900.00" }, from: "${from}"${to === null ? '' : `, to: "${to}"`} }`,
    );
  const refund = (id: string, amount: string, from: string, to: string): string =>
    `personId: "${id}", from: "${from}", to: "${to}", amount: "${amount}"`;
  const CHARGES = `asOf charged refunded toRefund toRecharge recharged refunds { on from to amount reason } results { rule { id } effect message }`;
  const charges = async (reader: Caller, id: string, args = ''): Promise<any> =>
    (await reader.ask(`{ person(id: "${id}") { careCharges${args} { ${CHARGES} } } }`)).person.careCharges;
  const pays = async (id: string, budgetId: string, asOf: string): Promise<string | null> =>
    (await streamOf(staff, id, budgetId, 'contribution { value }', asOf)).contribution?.value ?? null;

  it('is counted by days, and given back once', async () => {
    const { id, budgetId } = await anAdultWhoPays();
    hub.setDay('2025-09-30');
    // 30 days at £50 a week.
    expect(await charges(staff.adults, id)).toMatchObject({ asOf: '2025-09-30', charged: '214.29', refunded: '0.00', toRefund: '0.00' });
    expect(await charges(staff.adults, id, '(asOf: "2025-09-07")')).toMatchObject({ charged: '50.00' });

    const dry = await decide(finance, 'refundContribution', `${refund(id, '30.00', '2025-09-08', '2025-09-14')}, envelope: { dryRun: true }`);
    expect(await charges(staff.adults, id)).toMatchObject({ refunded: '0.00' });
    const real = `${refund(id, '30.00', '2025-09-08', '2025-09-14')}, envelope: { idempotencyKey: "k1", reason: "Care was missed" }`;
    const back = await done(finance, 'refundContribution', real);
    expect([back.results, back.id, back.streamBudget?.id]).toEqual([dry.results, dry.id, budgetId]);
    expect(back.results).toMatchObject([{ rule: { id: 'CONTRIBUTION-ONCE' }, effect: 'INFORM', message: expect.stringContaining('£30.00') }]);
    await done(finance, 'refundContribution', real);
    expect(await charges(staff.adults, id)).toMatchObject({
      refunded: '30.00',
      refunds: [{ on: '2025-09-30', from: '2025-09-08', to: '2025-09-14', amount: '30.00', reason: 'Care was missed' }],
    });

    // £20.00 is left of that week, £70.00 of it and the week before, and no more of the whole of both than was charged for them.
    for (const [amount, from, to] of [
      ['20.01', '2025-09-08', '2025-09-14'],
      ['70.01', '2025-09-01', '2025-09-14'],
    ] as const)
      expect(await decide(finance, 'refundContribution', refund(id, amount, from, to))).toMatchObject({
        applied: false,
        results: [{ rule: { id: 'CONTRIBUTION-ONCE' }, effect: 'REFUSE' }],
      });
    await done(finance, 'refundContribution', refund(id, '50.00', '2025-09-01', '2025-09-07'));
    expect(rules(await decide(finance, 'refundContribution', refund(id, '20.01', '2025-09-01', '2025-09-14')))).toEqual(['CONTRIBUTION-ONCE']);
    await done(finance, 'refundContribution', refund(id, '20.00', '2025-09-01', '2025-09-14'));
    expect(rules(await decide(finance, 'refundContribution', refund(id, '0.01', '2025-09-03', '2025-09-10')))).toEqual(['CONTRIBUTION-ONCE']);
    const { history } = await streamOf(staff, id, budgetId, 'history { action reason }', '2025-09-30');
    expect(history.filter(({ action }: { action: string }) => action === 'refundContribution')).toHaveLength(3);
  });

  it('is not given back before its day, below a penny, where nothing was charged, or by somebody else', async () => {
    const { id } = await anAdultWhoPays();
    expect(await fault(finance, 'refundContribution', refund(id, '1.00', '2025-09-01', '2025-09-02'))).toMatchObject({
      code: 'BAD_INPUT',
      field: 'to',
    });
    expect(await fault(finance, 'refundContribution', refund(id, '0.00', '2025-09-01', '2025-09-01'))).toMatchObject({ field: 'amount' });
    expect(await fault(finance, 'refundContribution', refund(id, '1.00', '2025-09-01', '2025-08-01'))).toMatchObject({ field: 'to' });
    expect(rules(await decide(finance, 'refundContribution', refund(id, '1.00', '2025-08-01', '2025-08-31')))).toEqual(['CHARGE-STREAM']);
    expect((await fault(staff.social, 'refundContribution', refund(id, '1.00', '2025-09-01', '2025-09-01'))).code).toBe('FORBIDDEN');
    const elsewhere = await hub.as('FINANCE_OFFICER', '343');
    expect((await fault(elsewhere, 'refundContribution', refund(id, '1.00', '2025-09-01', '2025-09-01'))).code).toBe('NOT_FOUND');
  });

  it('stops on the day on which NHS Continuing Healthcare began, also found out late: refund and recharge are exact, and closed', async () => {
    const { id, budgetId } = await anAdultWhoPays();
    hub.setDay('2025-10-20');
    const before = hub.now();
    const granted = await grantsHealthcare(id, '2025-09-22');
    const flagged = granted.results.find(({ rule }) => rule.id === 'PHB-CHC-WHOLE');
    // The NHS is not shown what the council pays: the figures stand on the council's own budget.
    expect(flagged).toMatchObject({
      effect: 'WARN',
      subject: budgetId,
      message: expect.not.stringContaining('£'),
      fix: expect.stringContaining('CHC_GRANTED'),
    });
    expect([await pays(id, budgetId, '2025-09-21'), await pays(id, budgetId, '2025-09-22')]).toEqual(['50.00', '0.00']);

    // 29 days, both ends counted: £207.14 of £50 a week, £828.57 of £200 a week.
    const running = await streamOf(staff, id, budgetId, 'results { rule { id } effect message fix }', '2025-10-20');
    const seenBy = async (reader: Caller): Promise<any> =>
      (
        await reader.ask(`{ person(id: "${id}") { pooledBudget { streams { stream results { rule { id } effect message } } } } }`)
      ).person.pooledBudget.streams.find(({ stream }: { stream: string }) => stream === 'ADULT_SOCIAL_CARE').results;
    const whole = (await seenBy(staff.adults)).find(({ rule }: { rule: { id: string } }) => rule.id === 'PHB-CHC-WHOLE');
    expect(whole).toMatchObject({ effect: 'WARN' });
    expect(whole.message).toContain('£207.14 was charged from 2025-09-22 to 2025-10-20');
    expect(whole.message).toContain('The council paid £828.57');
    expect(running.results.map(({ rule }: { rule: { id: string } }) => rule.id)).not.toContain('PHB-CHC-WHOLE');
    expect(await charges(staff.adults, id)).toMatchObject({
      charged: '357.14',
      toRefund: '207.14',
      toRecharge: '828.57',
      recharged: '0.00',
      results: [
        { rule: { id: 'CONTRIBUTION-ONCE' }, effect: 'WARN' },
        { rule: { id: 'PHB-CHC-WHOLE' }, effect: 'WARN' },
      ],
    });
    // To one who may not know of it, it is neither there nor not there.
    expect(await charges(finance, id)).toMatchObject({
      toRefund: '207.14',
      toRecharge: null,
      recharged: null,
      results: [{ rule: { id: 'CONTRIBUTION-ONCE' } }],
    });
    const other = await anAdultWhoPays({ name: 'Ned' });
    expect(await charges(finance, other.id)).toMatchObject({ toRecharge: null, recharged: null, results: [] });
    // Before it was known, nothing was owed.
    expect(await charges(staff.adults, id, `(knownAt: "${new Date(before).toISOString()}")`)).toMatchObject({
      charged: '357.14',
      toRefund: '0.00',
      toRecharge: '0.00',
    });

    await done(finance, 'refundContribution', refund(id, '107.14', '2025-09-22', '2025-10-20'));
    const ended = await done(staff.adults, 'endBudget', `streamBudgetId: "${budgetId}", on: "2025-09-21", ground: CHC_GRANTED`);
    expect(ended.results).toMatchObject([
      {
        rule: { id: 'PHB-CHC-WHOLE' },
        effect: 'WARN',
        message:
          'The NHS pays for the whole of the care since 2025-09-22. £100.00 was charged from 2025-09-22 to 2025-10-20 and is to be given back to the person. The council paid £828.57 for the care from 2025-09-22 to 2025-10-20, all of which the NHS commissioner owes it.',
        fix: expect.stringContaining('Recharge £828.57'),
      },
    ]);
    // What was charged and paid stays so after the end, and what is still owed stays in sight until it is settled.
    expect(await charges(staff.adults, id)).toMatchObject({
      charged: '357.14',
      refunded: '107.14',
      toRefund: '100.00',
      toRecharge: '0.00',
      recharged: '828.57',
    });
    await done(finance, 'refundContribution', refund(id, '100.00', '2025-09-22', '2025-10-20'));
    expect(await charges(staff.adults, id)).toMatchObject({ refunded: '207.14', toRefund: '0.00', results: [] });
    expect(rules(await decide(finance, 'refundContribution', refund(id, '0.01', '2025-09-22', '2025-10-20')))).toEqual(['CONTRIBUTION-ONCE']);
  });

  it('is flagged before the day on which continuing healthcare is to begin, to those who may know of it', async () => {
    const { id, budgetId } = await anAdultWhoPays();
    await grantsHealthcare(id, '2025-10-01');
    const flags = async (reader: Caller): Promise<string[]> =>
      (
        await reader.ask(`{ person(id: "${id}") { pooledBudget(asOf: "2025-09-02") { streams { id results { rule { id } message } } } } }`)
      ).person.pooledBudget.streams
        .filter((stream: any) => stream.id === budgetId)
        .flatMap(({ results }: any) => results.filter(({ rule }: any) => rule.id === 'PHB-CHC-WHOLE').map(({ message }: any) => message));
    expect(await flags(staff.adults)).toEqual([expect.stringContaining('NHS Continuing Healthcare begins on 2025-10-01')]);
    expect(await flags(finance)).toEqual([]);
    await done(staff.adults, 'endBudget', `streamBudgetId: "${budgetId}", on: "2025-09-30", ground: CHC_GRANTED`);
    expect(await flags(staff.adults)).toEqual([]);
  });

  it('is not charged while the care is suspended', async () => {
    const { id, budgetId } = await anAdultWhoPays();
    await done(staff.manager, 'suspendBudget', `streamBudgetId: "${budgetId}", on: "2025-09-08", reason: "In hospital"`);
    await done(staff.manager, 'resumeBudget', `streamBudgetId: "${budgetId}", on: "2025-09-22"`);
    hub.setDay('2025-09-28');
    expect(await charges(staff.adults, id)).toMatchObject({ charged: '100.00', toRefund: '0.00' });
  });

  it('stops while continuing healthcare runs and goes on after it, at what was assessed', async () => {
    const { id, budgetId } = await anAdultWhoPays();
    await grantsHealthcare(id, '2025-10-01', '2025-11-30');
    const days = ['2025-09-30', '2025-10-01', '2025-11-30', '2025-12-01'];
    expect(await Promise.all(days.map((day) => pays(id, budgetId, day)))).toEqual(['50.00', '0.00', '0.00', '50.00']);
    // Assessed anew from a day before: still nothing while the NHS pays.
    await assess(id, '60.00', '2025-09-15');
    expect(await Promise.all(days.map((day) => pays(id, budgetId, day)))).toEqual(['60.00', '0.00', '0.00', '60.00']);
    hub.setDay('2025-12-31');
    // 14 days at £50 (and 16 at £60), 31 at £60; known ahead of time, nothing is to be given back.
    expect(await charges(staff.adults, id)).toMatchObject({ charged: '502.86', toRefund: '0.00', toRecharge: '1742.86' });
  });

  it('is given back once by two who ask at the same moment', async () => {
    const { id } = await anAdultWhoPays();
    hub.setDay('2025-09-07');
    const both = await Promise.all(
      [finance, staff.adults].map((by) => decide(by, 'refundContribution', refund(id, '50.00', '2025-09-01', '2025-09-07'))),
    );
    expect(both.map(({ applied }) => applied).sort()).toEqual([false, true]);
    expect(await charges(staff.adults, id)).toMatchObject({ charged: '50.00', refunded: '50.00' });
  });

  it('goes on from the day after continuing healthcare ends early', async () => {
    const { id, budgetId } = await anAdultWhoPays();
    const { id: health } = await grantsHealthcare(id, '2025-10-01', '2025-11-30');
    await done(staff.nhs, 'endBudget', `streamBudgetId: "${health}", on: "2025-10-31", ground: PERSON_ASKED, envelope: { reason: "Letter" }`);
    const days = ['2025-09-30', '2025-10-31', '2025-11-01', '2025-12-01'];
    expect(await Promise.all(days.map((day) => pays(id, budgetId, day)))).toEqual(['50.00', '0.00', '50.00', '50.00']);
  });

  it('lower from a day that is past leaves the difference to be given back; higher leaves nothing', async () => {
    const { id } = await anAdultWhoPays();
    hub.setDay('2025-09-28');
    await assess(id, '36.00', '2025-09-15');
    // £14 less a week for two weeks.
    expect(await charges(staff.adults, id)).toMatchObject({
      charged: '200.00',
      toRefund: '28.00',
      results: [
        {
          rule: { id: 'CONTRIBUTION-ONCE' },
          message: '£28.00 more was charged from 2025-09-15 to 2025-09-28 than turned out to be due, and is to be given back.',
        },
      ],
    });
    // Given back for days on which it was due, it leaves what is owed for the others.
    await done(finance, 'refundContribution', refund(id, '10.00', '2025-09-01', '2025-09-07'));
    expect(await charges(staff.adults, id)).toMatchObject({ refunded: '10.00', toRefund: '28.00' });
    await done(finance, 'refundContribution', refund(id, '28.00', '2025-09-15', '2025-09-28'));
    expect(await charges(staff.adults, id)).toMatchObject({ refunded: '38.00', toRefund: '0.00', results: [] });
    await assess(id, '90.00', '2025-09-22');
    expect(await charges(staff.adults, id)).toMatchObject({ charged: '240.00', toRefund: '0.00' });
  });

  it('is given back beside each budget that carried it, a carer told nothing of why', async () => {
    const { id, budgetId } = await anAdultWhoPays({ weekly: '230.00' });
    const carer = await aPerson(staff, '1970-05-05', 'Cy');
    const carers = await hub.as('CARERS_WORKER', '384', { name: 'Cal' });
    const plan = await done(
      staff.manager,
      'recordPlan',
      `input: { personId: "${carer}", kind: CARER_SUPPORT_PLAN, from: "2025-09-01", outcomes: [{ ref: "O1", text: "Has a rest" }] }`,
    );
    await done(staff.manager, 'agreePlan', `planId: "${plan.id}", on: "2025-09-01", agreedBy: "Panel"`);
    const given = await done(
      carers,
      'allocateToCarer',
      `input: { carerId: "${carer}", caredForId: "${id}", eligible: true, indicative: { value: "60.00" }, replacementCare: { value: "40.00" }, assessedOn: "2025-08-01", assessedBy: "CW", from: "2025-09-01" }`,
    );
    await done(carers, 'shareIndicative', `streamBudgetId: "${given.id}", on: "2025-09-01"`);
    // The charge falls on it once the person who is charged consents.
    expect(await pays(carer, given.id, '2025-09-01')).toBeNull();
    await done(
      carers,
      'recordAgreement',
      `input: { streamBudgetId: "${given.id}", kind: CARED_FOR_CHARGE, givenBy: "Una", role: "cared for", on: "2025-09-01" }`,
    );
    expect([await pays(id, budgetId, '2025-09-01'), await pays(carer, given.id, '2025-09-01')]).toEqual(['200.00', '30.00']);
    await done(staff.manager, 'agreeBudget', `streamBudgetId: "${given.id}", amount: { value: "60.00" }`);
    await done(
      carers,
      'chooseArrangements',
      `streamBudgetId: "${given.id}", arrangements: [{ kind: COUNCIL_MANAGED, holder: AUTHORITY, holderName: "W", amount: { value: "60.00" }, from: "2025-09-01" }]`,
    );
    await done(staff.manager, 'releaseBudget', `streamBudgetId: "${given.id}", on: "2025-09-01"`);
    hub.setDay('2025-09-07');
    await done(finance, 'refundContribution', refund(id, '23.00', '2025-09-01', '2025-09-07'));
    expect(await charges(staff.adults, id)).toMatchObject({
      charged: '230.00',
      refunded: '23.00',
      refunds: [{ amount: '20.00' }, { amount: '3.00' }],
    });

    const her = await hub.as('PERSON', '384', { name: 'Cy', person: carer });
    const log = async (): Promise<any[]> =>
      (await her.ask(`{ me { accessLog(first: 50) { edges { node { action } } } } }`)).me.accessLog.edges.map(({ node }: any) => node.action);
    await grantsHealthcare(id, '2025-09-05');
    expect([await pays(id, budgetId, '2025-09-05'), await pays(carer, given.id, '2025-09-05')]).toEqual(['0.00', '0.00']);
    const { history } = await streamOf(staff, carer, given.id, 'history { action by reason }', '2025-09-05');
    expect(history.at(-1)).toEqual({
      action: 'shareContribution',
      by: 'Pooled Budget Hub',
      reason: 'The one contribution is shared out over what it falls on',
    });
    expect(await log()).not.toContain('attachHealthBudget');
    expect(await log()).toContain('shareContribution');
    // Three days at £230.00 a week, less what was given back for a week that they are in.
    expect(await charges(staff.adults, id)).toMatchObject({ toRefund: '75.57' });
  });

  it('stops with the direct payment whose terms are taken back', async () => {
    const { id, budgetId } = await anAdultWhoPays({ held: 'kind: DIRECT_PAYMENT, holder: PERSON, holderName: "Una"' });
    const { agreements } = await streamOf(staff, id, budgetId, 'agreements { id kind }', '2025-09-01');
    const withdraw = `agreementId: "${agreements[0].id}", on: "2025-09-15", reason: "Too much to manage"`;
    const withdrawn = await done(staff.adults, 'withdrawAgreement', withdraw);
    expect(withdrawn.results).toMatchObject([
      { rule: { id: 'DP-TERMS' }, effect: 'WARN', message: expect.stringContaining('the need is still to be met') },
      { rule: { id: 'TAKES-LATER' }, effect: 'INFORM' },
    ]);
    const { status, spending } = await streamOf(staff, id, budgetId, 'status spending { paid }', '2025-10-05');
    // The payment of 1 September is made; that of the 29th is not.
    expect([status, spending.paid]).toEqual(['SUSPENDED', '800.00']);
    hub.setDay('2025-09-28');
    expect(await charges(staff.adults, id)).toMatchObject({ charged: '100.00' });
    expect(rules(await decide(staff.manager, 'resumeBudget', `streamBudgetId: "${budgetId}", on: "2025-09-28"`))).toContain('DP-TERMS');
  });

  it("is taken off a direct payment as it was charged: a refund is the person's own money, and not the budget's", async () => {
    const { id, budgetId } = await anAdultWhoPays({
      held: 'kind: DIRECT_PAYMENT, holder: PERSON, holderName: "Una", contributionTaken: NET_OF_PAYMENT',
    });
    hub.setDay('2025-09-28');
    const spending = async (): Promise<object> =>
      (await streamOf(staff, id, budgetId, 'spending { released paid toReclaim }', '2025-09-28')).spending;
    // The payment of 1 September covers four weeks, £200 a week less £50.
    const paid = { released: '800.00', paid: '600.00', toReclaim: '0.00' };
    expect(await spending()).toEqual(paid);
    await grantsHealthcare(id, '2025-09-22');
    expect(await spending()).toEqual(paid);
    await done(finance, 'refundContribution', refund(id, '50.00', '2025-09-22', '2025-09-28'));
    expect(await spending()).toEqual(paid);
  });
});
