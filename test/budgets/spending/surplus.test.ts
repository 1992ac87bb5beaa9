import { surplusOf } from '../../../src/budgets/spending/surplus.rules';
import { aPerson, type Decided, done, fault, streamOf, type Workers, workers } from '../../builders/family';
import { aHub, type Caller, type TestHub } from '../../builders/hub';

/* What is left at the end of a period, or of a budget, goes back to the streams that paid it in. */

const SPENDING = 'spending { released paid spent available toReclaim } results { rule { id } effect message }';

describe('what is left over', () => {
  let hub: TestHub;
  let staff: Workers;
  let commissioner: Caller;
  beforeEach(async () => {
    hub = await aHub({ day: '2025-10-06' });
    staff = await workers(hub);
    commissioner = await hub.as('HEALTH_COMMISSIONER', 'QWO', { name: 'Con' });
  });
  afterEach(() => hub.stop());

  /** A child's short breaks at £70 a week and health care at £35, both a direct payment to a parent, released on 6 October 2025. */
  const aChild = async ({ routes = ['ACC-1', ' acc-1'], shown = true, schedule = 'FOUR_WEEKLY' } = {}) => {
    const id = await aPerson(staff, '2014-05-04');
    const parent = await aPerson(staff, '1985-01-05', 'Pat Parent');
    await done(staff.send, 'relatePeople', `fromId: "${parent}", kind: PARENT_OF, toId: "${id}", from: "2014-05-04"`);
    await done(
      staff.send,
      'authoriseHolder',
      `personId: "${id}", holder: PARENT_OR_CARER, name: "Pat Parent", basis: PARENTAL_RESPONSIBILITY, from: "2025-09-01"`,
    );
    const plan = await done(
      staff.social,
      'recordPlan',
      `input: { personId: "${id}", kind: CHILD_CARE_PLAN, from: "2025-09-01", outcomes: [{ ref: "O1", text: "Has a break", tags: [WELLBEING] }] }`,
    );
    await done(staff.social, 'agreePlan', `planId: "${plan.id}", on: "2025-09-01", agreedBy: "Panel"`);
    const assessed = `assessedOn: "2025-08-01", assessedBy: "A", from: "2025-09-01"`;
    const breaks = await done(
      staff.social,
      'recordChildrensRas',
      `input: { personId: "${id}", eligible: true, indicative: { value: "70.00" }, ${assessed} }`,
    );
    const health = await done(
      staff.nhs,
      'attachHealthBudget',
      `input: { personId: "${id}", eligibility: CHILDRENS_CONTINUING_CARE, decidedOn: "2025-08-01", indicative: { value: "35.00" }, shownInPool: ${shown}, ${assessed} }`,
    );
    const made: { budgetId: string; itemId: string }[] = [];
    for (const [index, { id: budgetId }] of [breaks, health].entries()) {
      const [stream, service, value, writer, approver] =
        index === 0
          ? (['CHILDRENS_SOCIAL_CARE', 'SHORT_BREAK', '70.00', staff.social, staff.manager] as const)
          : (['HEALTH', 'OVERNIGHT_CARER', '35.00', staff.nhs, commissioner] as const);
      await done(writer, 'shareIndicative', `streamBudgetId: "${budgetId}", on: "2025-09-01"`);
      const line = await done(
        writer,
        'addPlanItem',
        `input: { planId: "${plan.id}", stream: ${stream}, outcomeRef: "O1", service: "${service}", description: "x", cost: { value: "${value}" }, from: "2025-09-01" }`,
      );
      await done(approver, 'agreeBudget', `streamBudgetId: "${budgetId}", amount: { value: "${value}" }`);
      await done(
        writer,
        'chooseArrangements',
        `streamBudgetId: "${budgetId}", arrangements: [{ kind: DIRECT_PAYMENT, holder: PARENT_OR_CARER, holderName: "Pat Parent", route: "${routes[index]}", amount: { value: "${value}" }${index === 0 ? ', contingency: "100.00"' : ''}, from: "2025-09-01" }]`,
      );
      await done(
        writer,
        'recordAgreement',
        `input: { streamBudgetId: "${budgetId}", kind: DIRECT_PAYMENT_TERMS, givenBy: "Pat Parent", role: "parent", on: "2025-09-01" }`,
      );
      await done(approver, 'releaseBudget', `streamBudgetId: "${budgetId}", on: "2025-10-06", schedule: ${schedule}`);
      made.push({ budgetId, itemId: line.id });
    }
    return { id, breaks: made[0]!, health: made[1]! };
  };
  const declared = ({ budgetId }: Part, to: string): Promise<Decided> =>
    done(
      staff.manager,
      'declareSpending',
      `input: { streamBudgetId: "${budgetId}", from: "2025-10-06", to: "${to}", basis: STATEMENT, givenBy: "The bank" }`,
    );
  type Part = { readonly budgetId: string; readonly itemId: string };
  const spends = (by: Caller, { budgetId, itemId }: Part, amount: string): Promise<Decided> =>
    done(
      by,
      'recordTransactions',
      `streamBudgetId: "${budgetId}", transactions: [{ reference: "T${amount}", on: "2025-10-06", amount: "${amount}", itemId: "${itemId}" }]`,
    );
  const toReclaim = async (id: string, part: Part, reader: Caller, on: string): Promise<string> =>
    (await streamOf({ ...staff, manager: reader }, id, part.budgetId, SPENDING, on)).spending.toReclaim;
  const unspent = (decided: Pick<Decided, 'results'>): string[] =>
    decided.results.filter(({ rule }) => rule.id === 'UNSPENT-REPAID').map(({ message }) => message);

  it('of one account goes back to each stream by what it paid in, to the penny, the contingency kept', async () => {
    const { id, breaks, health } = await aChild();
    await spends(staff.social, breaks, '1500.00');
    await spends(staff.nhs, health, '200.01');
    hub.setDay('2026-04-01');
    // £1,770.00 and £885.00 were paid in, £1,700.01 went out and £100.00 is kept: £854.99 in the proportion of two to one.
    expect([await toReclaim(id, breaks, staff.manager, '2026-04-01'), await toReclaim(id, health, staff.nhs, '2026-04-01')]).toEqual([
      '570.00',
      '284.99',
    ]);
    const { results } = await streamOf(staff, id, breaks.budgetId, SPENDING, '2026-04-01');
    expect(unspent({ results })).toEqual([expect.stringContaining('£570.00 is asked back')]);
    const team = await hub.as('DP_TEAM', '384', { name: 'Dee' });
    await done(team, 'reclaimUnspent', `streamBudgetId: "${breaks.budgetId}", amount: "170.00"`);
    const later = await streamOf(staff, id, breaks.budgetId, SPENDING, '2026-04-01');
    expect(later.spending.toReclaim).toBe('400.00');
    expect(unspent(later)).toEqual([expect.stringContaining('£170.00 has been paid back, and £400.00 is still to be')]);
    // What one stream paid back changes nothing of the other's share.
    expect(await toReclaim(id, health, staff.nhs, '2026-04-01')).toBe('284.99');
  });

  it.each([
    ['of accounts of their own', { routes: ['ACC-1', 'ACC-2'] }],
    ['where the health budget is not shown with the rest', { shown: false }],
  ])('is each its own %s', async (_, how) => {
    const { id, breaks, health } = await aChild(how);
    await spends(staff.social, breaks, '1500.00');
    await spends(staff.nhs, health, '200.01');
    hub.setDay('2026-04-01');
    expect([await toReclaim(id, breaks, staff.manager, '2026-04-01'), await toReclaim(id, health, staff.nhs, '2026-04-01')]).toEqual([
      '170.00',
      '684.99',
    ]);
  });

  it('of a budget that ended before it was known: what was paid for days after it is asked back with the rest', async () => {
    const { id, breaks, health } = await aChild({ routes: ['ACC-1', 'ACC-2'] });
    await spends(staff.social, breaks, '100.00');
    hub.setDay('2025-11-20');
    const before = hub.now();
    // Two payments of four weeks were made, £280.00 each, the second for 3 to 30 November.
    const died = await done(staff.social, 'recordDeath', `personId: "${id}", on: "2025-11-05"`);
    expect(unspent(died).map((message) => message.slice(0, 7))).toEqual(['£460.00']);
    expect(died.results.filter(({ rule }) => rule.id === 'SPEND-EVIDENCE').map(({ message }) => message.slice(0, 7))).toEqual(['£280.00']);
    const { spending } = await streamOf(staff, id, breaks.budgetId, SPENDING, '2025-11-05');
    expect(spending).toMatchObject({ released: '560.00', paid: '560.00', toReclaim: '460.00' });
    expect(await toReclaim(id, health, staff.nhs, '2025-11-05')).toBe('0.00');
    const knownThen = await staff.manager.ask(
      `{ person(id: "${id}") { pooledBudget(asOf: "2025-11-05", knownAt: "${new Date(before).toISOString()}") { streams { id spending { paid toReclaim } } } } }`,
    );
    expect(knownThen.person.pooledBudget.streams).toContainEqual({ id: breaks.budgetId, spending: { paid: '560.00', toReclaim: '0.00' } });
    const team = await hub.as('DP_TEAM', '384', { name: 'Dee' });
    await done(team, 'reclaimUnspent', `streamBudgetId: "${breaks.budgetId}", amount: "460.00"`);
    expect((await fault(team, 'reclaimUnspent', `streamBudgetId: "${breaks.budgetId}", amount: "0.01"`)).message).toContain('£0.00');
  });

  it('of payments made after the last day counts too, and an end that is still to come leaves nothing', async () => {
    const { breaks } = await aChild({ schedule: 'WEEKLY' });
    hub.setDay('2025-10-31');
    await declared(breaks, '2025-10-31');
    const told = await done(
      staff.manager,
      'endBudget',
      `streamBudgetId: "${breaks.budgetId}", on: "2025-10-12", ground: PERSON_ASKED, envelope: { reason: "Letter" }`,
    );
    // Weeks of £70.00 were paid on 6, 13, 20 and 27 October.
    expect(unspent(told)).toEqual([expect.stringContaining('£280.00 is asked back')]);
    expect(told.streamBudget).toMatchObject({ status: 'ENDED' });
    const other = await aChild({ schedule: 'WEEKLY' });
    const ahead = await done(
      staff.manager,
      'endBudget',
      `streamBudgetId: "${other.breaks.budgetId}", on: "2025-11-30", ground: PERSON_ASKED, envelope: { reason: "Letter" }`,
    );
    expect(unspent(ahead)).toEqual([]);
    expect((await streamOf(staff, other.id, other.breaks.budgetId, SPENDING, '2025-11-30')).spending).toMatchObject({
      released: '560.00',
      paid: '560.00',
    });
  });
});

test('what came back where nothing was paid in goes to the stream that had paid it', () => {
  const part = (budgetId: number, spent: number) => ({ budgetId, paid: 0, spent, contingency: 0 });
  expect([...surplusOf([part(1, 500), part(2, -2000)], '2026-03-31')]).toEqual([
    [1, 0],
    [2, 1500],
  ]);
  expect([...surplusOf([part(1, 500), part(2, -500)], '2026-03-31')]).toEqual([
    [1, 0],
    [2, 0],
  ]);
});
