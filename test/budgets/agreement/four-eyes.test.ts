import { ROLES } from '../../../src/access/actor';
import { KEEPS_RECORDS } from '../../../src/access/table';
import { loadPolicies } from '../../../src/policy/policies';
import { aChildWithBudget, aPerson, aShortBreaksBudget, decide, done, fault, rules, type Workers, workers } from '../../builders/family';
import { aHub, type Caller, type TestHub } from '../../builders/hub';

/* The proposer of a change does not approve it; an approval is of one version; limits by role, where no limit is none. */

describe('two people for every amount', () => {
  let hub: TestHub;
  let staff: Workers;
  beforeAll(async () => {
    hub = await aHub({ day: '2025-10-06' });
    staff = await workers(hub);
  });
  afterAll(() => hub.stop());

  /** A children's budget that `social` (Sol) proposed, shared and not agreed. */
  async function proposed(weekly = '50.00'): Promise<{ id: string; budgetId: string }> {
    const id = await aPerson(staff, '2014-05-04');
    const { id: budgetId } = await done(
      staff.social,
      'recordChildrensRas',
      `input: { personId: "${id}", eligible: true, indicative: { value: "${weekly}" }, assessedOn: "2025-08-01", assessedBy: "SW", from: "2025-09-01" }`,
    );
    await done(staff.social, 'shareIndicative', `streamBudgetId: "${budgetId}", on: "2025-09-01"`);
    return { id, budgetId };
  }
  const agree = (by: Caller, budgetId: string, value: string, envelope = ''): Promise<{ applied: boolean; results: any }> =>
    decide(by, 'agreeBudget', `streamBudgetId: "${budgetId}", amount: { value: "${value}" }${envelope}`);

  it('one human in two roles is one human', async () => {
    const { budgetId } = await proposed();
    const same = await hub.as('SERVICE_MANAGER', '384', { name: 'Sol' });
    const refused = await agree(same, budgetId, '50.00');
    expect(refused).toMatchObject({
      applied: false,
      results: [{ rule: { id: 'FOUR-EYES' }, message: expect.stringContaining('proposed this amount') }],
    });
    expect((await agree(staff.manager, budgetId, '50.00')).applied).toBe(true);
  });

  it('to the penny of the yearly limit, and no limit is none', async () => {
    const { budgetId } = await proposed('961.54');
    const colleague = await hub.as('CHILDRENS_SOCIAL_WORKER', '384', { name: 'Second' });
    // £50,000 a year: 52 weeks at £961.53 are £49,999.56, at £961.54 £50,000.08.
    expect(rules((await agree(colleague, budgetId, '961.54')) as never)).toContain('FOUR-EYES');
    const integration = await hub.as('INTEGRATION', '384');
    const none = await agree(integration, budgetId, '0.01');
    expect(none).toMatchObject({ applied: false, results: [{ rule: { id: 'FOUR-EYES' }, message: expect.stringContaining('no approval limit') }] });
    expect((await agree(colleague, budgetId, '961.53')).applied).toBe(true);
  });

  it('only those who write have a limit, unless a council gives one to those who pay', () => {
    const england = loadPolicies({}).forAuthority('926').on('2025-10-06');
    const limited = ROLES.filter((role) => england.approvalLimit(role) !== null);
    expect(limited.filter((role) => !KEEPS_RECORDS.includes(role))).toEqual([]);
    expect(england.approvalLimit('INTEGRATION')).toBeNull();
  });

  it('an approval is of the version that was read, and an edit takes it away', async () => {
    const { id, budgetId } = await proposed();
    const version = async (): Promise<number> =>
      (await staff.manager.ask(`{ person(id: "${id}") { pooledBudget { streams { version } } } }`)).person.pooledBudget.streams[0].version;
    const read = await version();
    const review = await done(staff.social, 'requestSufficiencyReview', `streamBudgetId: "${budgetId}", account: "Too low"`);
    const stale = await agree(staff.manager, budgetId, '50.00', `, envelope: { expectedVersion: ${read} }`);
    expect(stale).toMatchObject({ applied: false, results: [{ rule: { id: 'VERSION-STALE' } }] });
    expect((await agree(staff.manager, budgetId, '50.00', `, envelope: { expectedVersion: ${await version()} }`)).applied).toBe(true);
    await done(staff.social, 'decideSufficiencyReview', `reviewId: "${review.id}", indicative: { value: "60.00" }, account: "Two sitters"`);
    const { person } = await staff.manager.ask(`{ person(id: "${id}") { pooledBudget { streams { status agreed { value } } } } }`);
    expect(person.pooledBudget.streams[0]).toEqual({ status: 'INDICATIVE', agreed: null });
    expect((await fault(staff.second, 'releaseBudget', `streamBudgetId: "${budgetId}", on: "2025-10-06"`)).message).toContain(
      'Nothing is agreed yet',
    );
  });

  it('an increase and a cut are not approved by who proposed them', async () => {
    const { budgetId } = await proposed();
    await agree(staff.manager, budgetId, '50.00');
    const more = `streamBudgetId: "${budgetId}", to: { value: "55.00" }, effectiveOn: "2025-11-01"`;
    expect(rules(await decide(staff.social, 'increaseBudget', more))).toContain('FOUR-EYES');
    expect((await decide(staff.second, 'increaseBudget', more)).applied).toBe(true);
    const child = await aChildWithBudget(staff);
    await aShortBreaksBudget(staff, child.id);
    const cut = await done(
      staff.manager,
      'proposeReduction',
      `streamBudgetId: "${child.budgetId}", kind: REDUCE, to: { value: "7500.00", every: YEAR }, reasons: "Fewer hours", noticeGivenOn: "2025-10-06", effectiveOn: "2025-12-06"`,
    );
    hub.setDay('2025-12-06');
    expect(rules(await decide(staff.manager, 'applyReduction', `consultationId: "${cut.id}"`))).toContain('FOUR-EYES');
    expect(rules(await decide(staff.second, 'applyReduction', `consultationId: "${cut.id}"`))).not.toContain('FOUR-EYES');
  });
});
