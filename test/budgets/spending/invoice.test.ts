import { anAdult } from '../../builders/adult';
import { type Decided, done } from '../../builders/family';
import { aHub, type Caller, type TestHub } from '../../builders/hub';

/* Where a bill is: received, queried, approved, paid; and that no bill is counted beside the payment that settled it. */

describe('bills', () => {
  let hub: TestHub;
  let finance: Caller;
  beforeAll(async () => {
    hub = await aHub({ day: '2025-10-01' });
    finance = await hub.as('FINANCE_OFFICER', '384', { name: 'Fin' });
  });
  afterAll(() => hub.stop());

  /** An adult's home care of ten hours a week at £20, kept by the council, or held as a fund by Kind Ltd. */
  const anAdultWithCare = async (held = 'kind: COUNCIL_MANAGED, holder: AUTHORITY, holderName: "W"') => {
    const made = await anAdult(hub)
      .withCarePlan()
      .withAdultsCare()
      .withItem('CARE_AND_SUPPORT_PLAN', { stream: 'ADULT_SOCIAL_CARE', service: 'HOME_CARE', unit: 'hour', unitPrice: '20.00', unitsPerWeek: '10' })
      .shared('ADULT_SOCIAL_CARE')
      .agreedAt('ADULT_SOCIAL_CARE', { value: '200.00' })
      .made();
    const budgetId = made.budgets.ADULT_SOCIAL_CARE ?? '';
    const { adults, manager } = made.team;
    await done(
      adults,
      'chooseArrangements',
      `streamBudgetId: "${budgetId}", arrangements: [{ ${held}, amount: { value: "200.00" }, from: "2025-09-01" }]`,
    );
    await done(manager, 'releaseBudget', `streamBudgetId: "${budgetId}", on: "2025-09-01"`);
    const billed = (by: Caller, number: string, units = '5', rate = '20.00', on = '2025-09-08'): Promise<Decided> =>
      done(
        by,
        'submitInvoice',
        `input: { streamBudgetId: "${budgetId}", provider: "Kind Ltd", number: "${number}", lines: [{ itemId: "${made.items[0]}", on: "${on}", units: "${units}", rate: "${rate}" }] }`,
      );
    const paid = (reference: string, amount: string): Promise<Decided> =>
      done(
        finance,
        'recordTransactions',
        `streamBudgetId: "${budgetId}", transactions: [{ reference: "${reference}", on: "2025-09-30", amount: "${amount}" }]`,
      );
    const seen = async (args = ''): Promise<{ statuses: object; spent: string; queried: string[] }> => {
      const { person } = await manager.ask(
        `{ person(id: "${made.personId}") { pooledBudget${args} { streams { spending { spent } invoices { number status } transactions { reference results { rule { id } } } } } } }`,
      );
      const [stream] = person.pooledBudget.streams;
      return {
        statuses: Object.fromEntries(stream.invoices.map(({ number, status }: any) => [number, status])),
        spent: stream.spending.spent,
        queried: stream.transactions.filter(({ results }: any) => results.length > 0).map(({ reference }: any) => reference),
      };
    };
    return { ...made.team, billed, paid, seen };
  };

  it('are approved within the plan by other eyes with a limit, else received, and paid by their number and sum', async () => {
    const { adults, manager, billed, paid, seen } = await anAdultWithCare();
    await billed(adults, 'A-1');
    // The manager approved the budget; finance has no limit in this council's pack.
    await billed(manager, 'A-2', '5', '20.00', '2025-09-09');
    await billed(finance, 'A-3', '5', '20.00', '2025-09-15');
    await billed(adults, 'A-4', '5', '20.01', '2025-09-22');
    const statuses = { 'A-1': 'APPROVED', 'A-2': 'RECEIVED', 'A-3': 'RECEIVED', 'A-4': 'QUERIED' };
    expect(await seen()).toEqual({ statuses, spent: '300.00', queried: [] });

    const before = hub.now();
    expect((await paid('a-1', '100.00')).results).toEqual([]);
    await paid('A-3', '100.00');
    // Another sum settles nothing, and neither does the payment of a bill that is queried.
    expect((await paid('A-2', '99.99')).results).toMatchObject([{ rule: { id: 'SPEND-OUTCOMES' } }]);
    expect((await paid('A-4', '100.05')).results).toMatchObject([{ rule: { id: 'SPEND-OUTCOMES' } }]);
    // Two bills settled by their payments, one bill, and two payments that settle none.
    expect(await seen()).toEqual({ statuses: { ...statuses, 'A-1': 'PAID', 'A-3': 'PAID' }, spent: '500.04', queried: ['A-2', 'A-4'] });
    expect(await seen(`(asOf: "2025-10-01", knownAt: "${new Date(before).toISOString()}")`)).toEqual({ statuses, spent: '300.00', queried: [] });
  });

  it('that come after their payment are paid as they come', async () => {
    const { adults, billed, paid, seen } = await anAdultWithCare();
    await paid('B-1', '100.00');
    expect(await seen()).toEqual({ statuses: {}, spent: '100.00', queried: ['B-1'] });
    await billed(adults, 'B-1');
    expect(await seen()).toEqual({ statuses: { 'B-1': 'PAID' }, spent: '100.00', queried: [] });
  });

  it("a provider's own is received until it is paid", async () => {
    const { billed, paid, seen } = await anAdultWithCare('kind: INDIVIDUAL_SERVICE_FUND, holder: PROVIDER, holderName: "Kind Ltd"');
    const provider = await hub.as('PROVIDER', 'KIND LTD', { name: 'Kind' });
    await billed(provider, 'C-1');
    expect((await seen()).statuses).toEqual({ 'C-1': 'RECEIVED' });
    await paid('C-1', '100.00');
    expect(await seen()).toEqual({ statuses: { 'C-1': 'PAID' }, spent: '100.00', queried: [] });
  });
});
