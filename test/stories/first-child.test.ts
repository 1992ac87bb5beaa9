import { aHub, type TestHub } from '../builders/hub';

const DECISION = `{ applied id results { rule { id } effect message fix } streamBudget { id stream status version indicative { value perYear } agreed { value perYear } unallocated { value every perYear } }
  pooledBudget { asOf label completeness agreed { perWeek perYear oneOff } indicative { perWeek perYear } streams { stream status visibility agreed { perYear } } } }`;

describe('one child, from nothing to a pooled budget', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await aHub();
  });
  afterAll(() => hub.stop());

  it('is registered, assessed, shared with, agreed and pooled over three streams', async () => {
    const send = await hub.as('SEND_OFFICER');
    const manager = await hub.as('SERVICE_MANAGER');
    const commissioner = await hub.as('HEALTH_COMMISSIONER', 'QWO', { name: 'Cass' });
    const social = await hub.as('CHILDRENS_SOCIAL_WORKER');
    const { registerPerson } = await send.ask(
      `mutation { registerPerson(input: { name: "Ada Field", dateOfBirth: "2014-05-04", nhsNumber: "999 000 0018", authority: "384", healthCommissioner: "QWO" }) ${DECISION} }`,
    );
    expect(registerPerson).toMatchObject({ applied: true, results: [] });
    const personId = registerPerson.id;
    const { recordPlan } = await send.ask(
      `mutation($personId: ID!) { recordPlan(input: { personId: $personId, kind: EHC_PLAN, from: "2025-09-01", outcomes: [
        { ref: "O1", text: "Joins in", tags: [INCLUSION] }, { ref: "O2", text: "Moves on", tags: [PROGRESSION] }] }) ${DECISION} }`,
      { personId },
    );
    await send.ask(`mutation($id: ID!) { agreePlan(planId: $id, on: "2025-09-01", agreedBy: "Panel") ${DECISION} }`, { id: recordPlan.id });
    const { awardElementThree } = await send.ask(
      `mutation($personId: ID!) { awardElementThree(input: { personId: $personId, assessedOn: "2025-08-01", assessedBy: "EP", elementOne: "4000.00", elementTwo: "6000.00",
         needs: [{ strand: "1A", level: 5, tier: HIGH }], from: "2025-09-01" }) ${DECISION} }`,
      { personId },
    );
    expect(awardElementThree).toMatchObject({
      applied: true,
      streamBudget: { stream: 'EDUCATION', status: 'INDICATIVE', indicative: { perYear: '10000.00' } },
    });
    const budget = awardElementThree.id;
    const { addSectionJItem } = await send.ask(
      `mutation($planId: ID!) { addSectionJItem(input: { planId: $planId, section: F, reference: "J1", outcomeRef: "O1", service: "TUTOR_AT_HOME", description: "Tutor",
        unit: "hour", unitPrice: "30.00", unitsPerWeek: "2.5", from: "2025-09-01" }) ${DECISION} }`,
      { planId: recordPlan.id },
    );
    expect(addSectionJItem).toMatchObject({ applied: true, pooledBudget: { agreed: { perYear: '0.00' }, indicative: { perYear: '10000.00' } } });
    const { recordAgreement } = await send.ask(
      `mutation($b: ID!) { recordAgreement(input: { streamBudgetId: $b, kind: SETTING_RELEASE, givenBy: "H. Moor", role: "Head teacher", on: "2025-08-20", amount: { value: "9000.00", every: YEAR } }) ${DECISION} }`,
      { b: budget },
    );
    expect(recordAgreement).toMatchObject({ applied: true });
    const early = await manager.ask(`mutation($b: ID!) { agreeBudget(streamBudgetId: $b, amount: { value: "8000.00", every: YEAR }) ${DECISION} }`, {
      b: budget,
    });
    expect(early.agreeBudget).toMatchObject({ applied: false, results: [{ rule: { id: 'INDICATIVE-SHARED' } }] });
    await send.ask(`mutation($b: ID!) { shareIndicative(streamBudgetId: $b, on: "2025-09-10") ${DECISION} }`, { b: budget });
    const same = await send.ask(`mutation($b: ID!) { agreeBudget(streamBudgetId: $b, amount: { value: "8000.00", every: YEAR }) ${DECISION} }`, {
      b: budget,
    });
    expect(same.agreeBudget.results.map((r: any) => r.rule.id)).toContain('FOUR-EYES');
    const stale = await manager.ask(
      `mutation($b: ID!) { agreeBudget(streamBudgetId: $b, amount: { value: "8000.00", every: YEAR }, envelope: { expectedVersion: 1 }) ${DECISION} }`,
      { b: budget },
    );
    expect(stale.agreeBudget).toMatchObject({ applied: false, results: [{ rule: { id: 'VERSION-STALE' } }] });
    const agreed = await manager.ask(
      `mutation($b: ID!) { agreeBudget(streamBudgetId: $b, amount: { value: "8000.00", every: YEAR }, envelope: { expectedVersion: 3, idempotencyKey: "k1" }) ${DECISION} }`,
      { b: budget },
    );
    expect(agreed.agreeBudget).toMatchObject({
      applied: true,
      streamBudget: { status: 'AGREED', version: 4, agreed: { perYear: '8000.00' }, unallocated: { value: '4100.00', every: 'YEAR' } },
    });
    const again = await manager.ask(
      `mutation($b: ID!) { agreeBudget(streamBudgetId: $b, amount: { value: "8000.00", every: YEAR }, envelope: { expectedVersion: 3, idempotencyKey: "k1" }) ${DECISION} }`,
      { b: budget },
    );
    expect(again).toEqual(agreed);
    const ras = await social.ask(
      `mutation($personId: ID!) { recordChildrensRas(input: { personId: $personId, eligible: true, indicative: { value: "50.00", every: WEEK, weeksPerYear: 50 }, assessedOn: "2025-08-01", assessedBy: "SW", from: "2025-09-01" }) ${DECISION} }`,
      { personId },
    );
    expect(ras.recordChildrensRas.pooledBudget.indicative).toEqual({ perWeek: '242.31', perYear: '12500.00' });
    const wrong = await send.ask(
      `mutation($personId: ID!) { attachHealthBudget(input: { personId: $personId, eligibility: CHILDRENS_CONTINUING_CARE, assessedOn: "2025-08-01", assessedBy: "N", decidedOn: "2025-08-10", indicative: { value: "300.00" }, from: "2025-09-01" }) ${DECISION} }`,
      { personId },
    );
    expect(wrong.attachHealthBudget).toMatchObject({ applied: false, results: [{ rule: { id: 'PHB-COMMISSIONER' } }] });
    const right = await commissioner.ask(
      `mutation($personId: ID!) { attachHealthBudget(input: { personId: $personId, eligibility: CHILDRENS_CONTINUING_CARE, assessedOn: "2025-08-01", assessedBy: "N", decidedOn: "2025-08-10", indicative: { value: "300.00" }, from: "2025-09-01" }) ${DECISION} }`,
      { personId },
    );
    expect(right.attachHealthBudget).toMatchObject({ applied: true, pooledBudget: { completeness: 'PARTIAL', indicative: { perWeek: '300.00' } } });
    const { person } = await send.ask(
      `{ person(nhsNumber: "9990000018") { id name plans { kind status items { __typename id stream cost { value every } fundedBy { id } ... on SectionJItem { reference section } } }
          pooledBudget { label completeness streams { stream source { __typename ... on ElementThreeAward { topUp { value } elementTwo } } history { action } steps { label detail amount } }
            indicative { perYear } agreed { perYear } cost(from: "2026-04-01", to: "2027-03-31") heldAs { kind } steps { label detail amount } blockers { rule { id } } } } }`,
    );
    expect(person.pooledBudget).toMatchObject({
      label: 'EHC_PERSONAL_BUDGET',
      completeness: 'PARTIAL',
      agreed: { perYear: '8000.00' },
      cost: '8000.00',
    });
    expect(person.pooledBudget.streams.map((s: any) => s.stream)).toEqual(['EDUCATION', 'CHILDRENS_SOCIAL_CARE']);
    expect(person.plans[0].items[0]).toMatchObject({
      __typename: 'SectionJItem',
      stream: 'EDUCATION',
      cost: { value: '75.00', every: 'WEEK' },
      fundedBy: { id: budget },
    });
    const page = await manager.ask(
      `{ pooledBudgets(first: 10) { totalCount edges { cursor node { person { name } agreed { perYear } } } pageInfo { hasNextPage } } }`,
    );
    expect(page.pooledBudgets).toMatchObject({ totalCount: 1, edges: [{ node: { person: { name: 'Ada Field' }, agreed: { perYear: '8000.00' } } }] });
  });

  it('is nobody to those who may not see them', async () => {
    expect((await hub.anonymous().raw('{ person(id: 1) { name } }')).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const elsewhere = await hub.as('SEND_OFFICER', '343');
    expect(await elsewhere.ask('{ person(nhsNumber: "9990000018") { name } }')).toEqual({ person: null });
  });
});
