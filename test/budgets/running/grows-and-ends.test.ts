import { aChildWithBudget, aPerson, aReleasedBudget, decide, done, fault, rules, streamOf, type Workers, workers } from '../../builders/family';
import { aHub, type TestHub } from '../../builders/hub';

const part = (kind: string, holder: string, name: string, value: string, more = ''): string =>
  `{ kind: ${kind}, holder: ${holder}, holderName: "${name}", amount: { value: "${value}", every: YEAR }, from: "2025-10-06"${more} }`;
const ARRANGEMENTS =
  'arrangements { id kind holder holderName holderId amount { value every } from to contingency route contributionTaken agreementSignedOn }';

describe('a budget grows, ends by itself, and is joined with another', () => {
  let hub: TestHub;
  let staff: Workers;
  beforeAll(async () => {
    hub = await aHub({ day: '2025-10-06' });
    staff = await workers(hub);
  });
  afterAll(() => hub.stop());

  it('grows from a day, by two pairs of eyes, keeping what was known to come later', async () => {
    const { id, budgetId } = await aReleasedBudget(staff);
    expect(
      rules(
        await decide(staff.send, 'increaseBudget', `streamBudgetId: "${budgetId}", to: { value: "9000.00", every: YEAR }, effectiveOn: "2026-04-01"`),
      ),
    ).toContain('FOUR-EYES');
    await done(staff.manager, 'increaseBudget', `streamBudgetId: "${budgetId}", to: { value: "9500.00", every: YEAR }, effectiveOn: "2026-04-01"`);
    await done(staff.manager, 'increaseBudget', `streamBudgetId: "${budgetId}", to: { value: "9000.00", every: YEAR }, effectiveOn: "2026-01-01"`);
    const on = async (day: string): Promise<unknown> => {
      const { agreed, arrangements } = await streamOf(staff, id, budgetId, 'agreed { perYear } arrangements { amount { perYear } }', day);
      return [agreed.perYear, arrangements.map((each: any) => each.amount.perYear)];
    };
    expect([await on('2025-12-31'), await on('2026-01-01')]).toEqual([
      ['8000.00', ['8000.00']],
      ['9000.00', ['9000.00']],
    ]);
    expect(await on('2026-04-01')).toEqual(['9500.00', ['9500.00']]);
    const tooMuch = await decide(
      staff.manager,
      'increaseBudget',
      `streamBudgetId: "${budgetId}", to: { value: "12000.00", every: YEAR }, effectiveOn: "2026-01-01"`,
    );
    expect(rules(tooMuch)).toContain('EDU-SETTING-AGREES');
    expect(
      await fault(staff.manager, 'increaseBudget', `streamBudgetId: "${budgetId}", to: { value: "8999.99", every: YEAR }, effectiveOn: "2026-01-01"`),
    ).toMatchObject({ code: 'BAD_INPUT', field: 'to', message: expect.stringContaining('proposeReduction') });
    expect(
      await fault(staff.manager, 'increaseBudget', `streamBudgetId: "${budgetId}", to: { value: "9600.00", every: YEAR }, effectiveOn: "2025-08-31"`),
    ).toMatchObject({ code: 'BAD_INPUT', field: 'effectiveOn' });
  });

  it('a direct payment grows under the terms that were signed for it', async () => {
    const { id, budgetId } = await aChildWithBudget(staff);
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
    const held = (await streamOf(staff, id, budgetId, 'arrangements { id }')).arrangements[0];
    await done(
      staff.send,
      'recordAgreement',
      `input: { streamBudgetId: "${budgetId}", arrangementId: "${held.id}", kind: DIRECT_PAYMENT_TERMS, givenBy: "Pat Parent", role: "parent", on: "2025-10-05" }`,
    );
    await done(staff.manager, 'releaseBudget', `streamBudgetId: "${budgetId}", on: "2025-10-06"`);
    await done(staff.manager, 'increaseBudget', `streamBudgetId: "${budgetId}", to: { value: "9000.00", every: YEAR }, effectiveOn: "2026-01-01"`);
    const { arrangements } = await streamOf(staff, id, budgetId, ARRANGEMENTS, '2026-01-01');
    expect(arrangements).toMatchObject([{ amount: { value: '9000.00' }, from: '2026-01-01', agreementSignedOn: '2025-10-05' }]);
    const { person } = await staff.manager.ask(`{ person(id: "${id}") { pooledBudget(asOf: "2026-01-01") { blockers { rule { id } } } } }`);
    expect(person.pooledBudget.blockers).toEqual([]);
  });

  it('ends only on a ground that the facts bear out; anything else is a withdrawal', async () => {
    const { id, budgetId, planId } = await aReleasedBudget(staff);
    for (const ground of ['AGE_LIMIT', 'CHC_GRANTED', 'PLAN_CEASED', 'DIED', 'MOVED', 'PERSON_ASKED', 'REPLACED']) {
      const refused = await decide(staff.manager, 'endBudget', `streamBudgetId: "${budgetId}", on: "2025-12-31", ground: ${ground}`);
      expect([ground, refused.applied, rules(refused), refused.results[0]?.fix]).toEqual([
        ground,
        false,
        ['REDUCE-CONSULT'],
        expect.stringContaining('proposeReduction'),
      ]);
    }
    await done(staff.send, 'ceasePlan', `planId: "${planId}", on: "2026-01-01", ground: "Needs met"`);
    expect((await decide(staff.manager, 'endBudget', `streamBudgetId: "${budgetId}", on: "2025-12-30", ground: PLAN_CEASED`)).applied).toBe(false);
    await done(staff.manager, 'endBudget', `streamBudgetId: "${budgetId}", on: "2025-12-31", ground: PLAN_CEASED`);
    expect(await streamOf(staff, id, budgetId, 'status to', '2025-12-31')).toMatchObject({ status: 'RELEASED' });
    expect(await streamOf(staff, id, budgetId, 'status', '2026-01-01')).toBeNull();
    const { person } = await staff.manager.ask(`{ person(id: "${id}") { pooledBudget(asOf: "2026-01-01") { agreed { perYear } heldAs { kind } } } }`);
    expect(person.pooledBudget).toEqual({ agreed: { perYear: '0.00' }, heldAs: [] });
    expect((await fault(staff.manager, 'endBudget', `streamBudgetId: "${budgetId}", on: "2025-12-31", ground: PLAN_CEASED`)).message).toContain(
      'already',
    );
  });

  it('ends when the person asks, saying how', async () => {
    const { id, budgetId } = await aReleasedBudget(staff);
    await done(
      staff.manager,
      'endBudget',
      `streamBudgetId: "${budgetId}", on: "2025-12-31", ground: PERSON_ASKED, envelope: { reason: "Letter of 1 October" }`,
    );
    const { history } = await streamOf(staff, id, budgetId, 'history { action reason effectiveOn }', '2025-12-31');
    expect(history.at(-1)).toEqual({ action: 'endBudget', reason: 'PERSON_ASKED: Letter of 1 October', effectiveOn: '2026-01-01' });
  });

  it("a mover's budget ends by the move, and not before it", async () => {
    const { id, budgetId } = await aReleasedBudget(staff);
    await done(staff.send, 'movePerson', `personId: "${id}", authority: "343", from: "2025-10-04"`);
    const sefton = await workers(hub, '343');
    const told = async (on: string): Promise<string[]> =>
      (await streamOf(sefton, id, budgetId, 'results { rule { id } }', on)).results.map(({ rule }: { rule: { id: string } }) => rule.id);
    expect(await told('2025-10-06')).toContain('AREA-MOVED');
    expect(await told('2025-10-03')).not.toContain('AREA-MOVED');
    expect((await decide(sefton.manager, 'endBudget', `streamBudgetId: "${budgetId}", on: "2025-10-02", ground: MOVED`)).applied).toBe(false);
    await done(sefton.manager, 'endBudget', `streamBudgetId: "${budgetId}", on: "2025-10-03", ground: MOVED`);
  });

  it('continuing healthcare ends adult social care from its day, and says what is to be given back', async () => {
    const adult = await aPerson(staff, '1960-03-04');
    const plan = await done(
      staff.adults,
      'recordPlan',
      `input: { personId: "${adult}", kind: CARE_AND_SUPPORT_PLAN, from: "2025-09-01", outcomes: [{ ref: "O1", text: "Lives at home" }] }`,
    );
    await done(staff.adults, 'agreePlan', `planId: "${plan.id}", on: "2025-09-01", agreedBy: "Panel"`);
    const { id: budgetId } = await done(
      staff.adults,
      'recordAdultsRas',
      `input: { personId: "${adult}", eligible: true, legalBasis: CARE_ACT, indicative: { value: "200.00" }, assessedOn: "2025-08-01", assessedBy: "SW", from: "2025-09-01" }`,
    );
    await done(staff.adults, 'shareIndicative', `streamBudgetId: "${budgetId}", on: "2025-09-01"`);
    await done(staff.manager, 'agreeBudget', `streamBudgetId: "${budgetId}", amount: { value: "200.00" }`);
    await done(
      staff.adults,
      'chooseArrangements',
      `streamBudgetId: "${budgetId}", arrangements: [{ kind: COUNCIL_MANAGED, holder: AUTHORITY, holderName: "W", amount: { value: "200.00" }, from: "2025-09-01" }]`,
    );
    const released = await done(staff.manager, 'releaseBudget', `streamBudgetId: "${budgetId}", on: "2025-09-01"`);
    expect(released.results).toEqual(expect.arrayContaining([expect.objectContaining({ rule: { id: 'ASC-CONTRIBUTION-DUE' }, effect: 'WARN' })]));
    const health = await done(
      staff.nhs,
      'attachHealthBudget',
      `input: { personId: "${adult}", eligibility: CHC, assessedOn: "2025-09-20", assessedBy: "N", decidedOn: "2025-09-22", indicative: { value: "900.00" }, from: "2025-09-22" }`,
    );
    expect(health.applied).toBe(true);
    const ended = await done(staff.manager, 'endBudget', `streamBudgetId: "${budgetId}", on: "2025-09-21", ground: CHC_GRANTED`);
    // 15 days at £200 a week, both ends counted.
    expect(ended.results).toMatchObject([
      {
        rule: { id: 'PHB-CHC-WHOLE' },
        effect: 'WARN',
        message: expect.stringContaining('The council paid £428.57 for the care from 2025-09-22 to 2025-10-06'),
        fix: 'Recharge £428.57 to the NHS commissioner.',
      },
    ]);
  });

  it("a carer's and an adult's budget are joined with the agreement of both", async () => {
    const adult = await aPerson(staff, '1950-03-04');
    const carer = await aPerson(staff, '1970-03-04');
    const ras = await done(
      staff.adults,
      'recordAdultsRas',
      `input: { personId: "${adult}", eligible: true, legalBasis: CARE_ACT, indicative: { value: "200.00" }, assessedOn: "2025-08-01", assessedBy: "SW", from: "2025-09-01" }`,
    );
    const care = await done(
      staff.adults,
      'allocateToCarer',
      `input: { carerId: "${carer}", caredForId: "${adult}", eligible: true, indicative: { value: "300.00", every: YEAR }, assessedOn: "2025-08-01", assessedBy: "SW", from: "2025-09-01" }`,
    );
    const join = `carerBudgetId: "${care.id}", adultBudgetId: "${ras.id}", from: "2025-10-01"`;
    expect(rules(await decide(staff.adults, 'joinBudgets', join))).toEqual(['CAR-JOINT']);
    await done(
      staff.adults,
      'recordAgreement',
      `input: { streamBudgetId: "${care.id}", kind: JOINT_PLAN, givenBy: "The carer", role: "carer", on: "2025-09-20" }`,
    );
    expect(rules(await decide(staff.adults, 'joinBudgets', join))).toEqual(['CAR-JOINT']);
    await done(
      staff.adults,
      'recordAgreement',
      `input: { streamBudgetId: "${care.id}", kind: JOINT_PLAN, givenBy: "The adult", role: "cared for", on: "2025-09-21" }`,
    );
    await done(staff.adults, 'joinBudgets', join);
    for (const [person, budget] of [
      [carer, care.id],
      [adult, ras.id],
    ] as const) {
      const { history } = await streamOf(staff, person, budget, 'history { action reason }');
      expect(history.at(-1)).toEqual({ action: 'joinBudgets', reason: expect.stringContaining('from 2025-10-01') });
    }
    expect(await fault(staff.adults, 'joinBudgets', `carerBudgetId: "${ras.id}", adultBudgetId: "${care.id}", from: "2025-10-01"`)).toMatchObject({
      code: 'BAD_INPUT',
      field: 'carerBudgetId',
    });
    const stranger = await aPerson(staff, '1951-03-04');
    const other = await done(
      staff.adults,
      'recordAdultsRas',
      `input: { personId: "${stranger}", eligible: true, legalBasis: CARE_ACT, indicative: { value: "200.00" }, assessedOn: "2025-08-01", assessedBy: "SW", from: "2025-09-01" }`,
    );
    expect(await fault(staff.adults, 'joinBudgets', `carerBudgetId: "${care.id}", adultBudgetId: "${other.id}", from: "2025-10-01"`)).toMatchObject({
      code: 'BAD_INPUT',
      field: 'adultBudgetId',
    });
  });
});
