import { aPerson, decide, done, fault, rules, streamOf, type Workers, workers } from '../../builders/family';
import { aHub, type TestHub } from '../../builders/hub';

const SPENDING = 'spending { allocated released paid spent available toReclaim }';

describe('where the money is', () => {
  let hub: TestHub;
  let staff: Workers;
  beforeEach(async () => {
    hub = await aHub({ day: '2025-10-20' });
    staff = await workers(hub);
  });
  afterEach(() => hub.stop());

  /** Short breaks at £70 a week from 1 September 2025, a direct payment to a parent, released on 6 October, paid every four weeks. */
  const aDirectPayment = async ({ schedule = 'FOUR_WEEKLY', kind = 'DIRECT_PAYMENT' } = {}) => {
    const id = await aPerson(staff, '2014-05-04');
    const parent = await aPerson(staff, '1985-01-05', 'Pat Parent');
    await done(staff.send, 'relatePeople', `fromId: "${parent}", kind: PARENT_OF, toId: "${id}", from: "2014-05-04"`);
    const plan = await done(
      staff.social,
      'recordPlan',
      `input: { personId: "${id}", kind: CHILD_CARE_PLAN, from: "2025-09-01", outcomes: [{ ref: "O1", text: "Has a break", tags: [WELLBEING] }] }`,
    );
    await done(staff.social, 'agreePlan', `planId: "${plan.id}", on: "2025-09-01", agreedBy: "Panel"`);
    const budget = await done(
      staff.social,
      'recordChildrensRas',
      `input: { personId: "${id}", eligible: true, indicative: { value: "70.00" }, assessedOn: "2025-08-01", assessedBy: "SW", from: "2025-09-01" }`,
    );
    await done(staff.social, 'shareIndicative', `streamBudgetId: "${budget.id}", on: "2025-09-01"`);
    const line = await done(
      staff.social,
      'addPlanItem',
      `input: { planId: "${plan.id}", stream: CHILDRENS_SOCIAL_CARE, outcomeRef: "O1", service: "SHORT_BREAK", description: "Sitter", unit: "hour", unitPrice: "14.00", unitsPerWeek: "5", from: "2025-09-01" }`,
    );
    await done(staff.manager, 'agreeBudget', `streamBudgetId: "${budget.id}", amount: { value: "70.00" }`);
    await done(
      staff.send,
      'authoriseHolder',
      `personId: "${id}", holder: PARENT_OR_CARER, name: "Pat Parent", basis: PARENTAL_RESPONSIBILITY, from: "2025-09-01"`,
    );
    const held =
      kind === 'DIRECT_PAYMENT'
        ? 'kind: DIRECT_PAYMENT, holder: PARENT_OR_CARER, holderName: "Pat Parent", contingency: "100.00"'
        : 'kind: COUNCIL_MANAGED, holder: AUTHORITY, holderName: "Wakefield"';
    await done(
      staff.social,
      'chooseArrangements',
      `streamBudgetId: "${budget.id}", arrangements: [{ ${held}, amount: { value: "70.00" }, from: "2025-10-06" }]`,
    );
    await done(
      staff.social,
      'recordAgreement',
      `input: { streamBudgetId: "${budget.id}", kind: DIRECT_PAYMENT_TERMS, givenBy: "Pat Parent", role: "parent", on: "2025-10-01" }`,
    );
    await done(staff.manager, 'releaseBudget', `streamBudgetId: "${budget.id}", on: "2025-10-06", schedule: ${schedule}`);
    return { id, budgetId: budget.id, itemId: line.id, mother: await hub.as('PARENT', '384', { name: 'Pat Parent', person: parent }) };
  };

  it('is paid in advance, spent, queried where it serves nothing, and reclaimed', async () => {
    const { id, budgetId, itemId, mother } = await aDirectPayment();
    // 212 days from 1 September to 31 March at £10 a day; four weeks have been paid.
    const zero = { allocated: '2120.00', released: '280.00', paid: '280.00', spent: '0.00', available: '280.00', toReclaim: '0.00' };
    expect((await streamOf(staff, id, budgetId, SPENDING, '2025-10-20')).spending).toEqual(zero);
    expect((await streamOf(staff, id, budgetId, SPENDING, '2025-11-03')).spending).toMatchObject({ released: '560.00', paid: '560.00' });
    // The payment of 23 March covers nine days of this year: all 177 days since the release are paid for.
    expect((await streamOf(staff, id, budgetId, SPENDING, '2026-03-31')).spending).toMatchObject({ allocated: '2120.00', released: '1770.00' });

    const sent = `streamBudgetId: "${budgetId}", transactions: [
      { reference: "T1", on: "2025-10-10", amount: "50.00", description: "Sitter", itemId: "${itemId}" }, { reference: "T2", on: "2025-10-12", amount: "20.00", description: "Corner shop" },
      { reference: "T3", on: "2025-10-13", amount: "-5.00", itemId: "${itemId}" }]`;
    const recorded = await done(mother, 'recordTransactions', sent);
    expect(recorded.results).toMatchObject([{ rule: { id: 'SPEND-OUTCOMES' }, effect: 'WARN', subject: 'T2' }]);
    expect((await streamOf(staff, id, budgetId, SPENDING, '2025-10-20')).spending).toEqual({
      ...zero,
      spent: '65.00',
      available: '215.00',
      toReclaim: '20.00',
    });
    // The bank's file again changes nothing; another sum under a known reference is a conflict.
    const again = await done(mother, 'recordTransactions', sent);
    expect(again.results).toEqual([]);
    expect(again.streamBudget?.version).toBe(recorded.streamBudget?.version);
    const { transactions } = await streamOf(
      staff,
      id,
      budgetId,
      'transactions { reference on amount description itemId results { rule { id } } }',
      '2025-10-20',
    );
    expect(transactions).toEqual([
      { reference: 'T1', on: '2025-10-10', amount: '50.00', description: 'Sitter', itemId, results: [] },
      { reference: 'T2', on: '2025-10-12', amount: '20.00', description: 'Corner shop', itemId: null, results: [{ rule: { id: 'SPEND-OUTCOMES' } }] },
      { reference: 'T3', on: '2025-10-13', amount: '-5.00', description: null, itemId, results: [] },
    ]);
    const one = (more: string): string => `streamBudgetId: "${budgetId}", transactions: [{ ${more} }]`;
    expect(await fault(mother, 'recordTransactions', one('reference: "T1", on: "2025-10-10", amount: "51.00"'))).toMatchObject({
      code: 'CONFLICT',
      field: 'transactions.0.reference',
    });
    expect(await fault(mother, 'recordTransactions', one('reference: "T9", on: "2025-10-21", amount: "1.00"'))).toMatchObject({
      code: 'BAD_INPUT',
      field: 'transactions.0.on',
    });
    expect(await fault(mother, 'recordTransactions', one('reference: "T9", on: "2025-10-20", amount: "0.00"'))).toMatchObject({
      code: 'BAD_INPUT',
      field: 'transactions.0.amount',
    });

    expect(await fault(staff.social, 'reclaimUnspent', `streamBudgetId: "${budgetId}", amount: "20.01"`)).toMatchObject({
      code: 'BAD_INPUT',
      field: 'amount',
    });
    const team = await hub.as('DP_TEAM', '384', { name: 'Dee' });
    const back = await done(team, 'reclaimUnspent', `streamBudgetId: "${budgetId}", amount: "20.00"`);
    expect(back.results).toMatchObject([{ rule: { id: 'UNSPENT-REPAID' }, message: expect.stringContaining('nothing more') }]);
    expect((await streamOf(staff, id, budgetId, SPENDING, '2025-10-20')).spending).toMatchObject({ available: '195.00', toReclaim: '0.00' });
    // At the end of the year: £1,770.00 paid less £65.00 spent, above the contingency of £100.00.
    hub.setDay('2026-04-01');
    expect((await streamOf(staff, id, budgetId, SPENDING, '2026-04-01')).spending).toMatchObject({ spent: '0.00', toReclaim: '1605.00' });
    await done(team, 'reclaimUnspent', `streamBudgetId: "${budgetId}", amount: "605.00"`);
    expect((await streamOf(staff, id, budgetId, SPENDING, '2026-04-01')).spending).toMatchObject({ toReclaim: '1000.00' });
    // What is paid back is last year's money: what this year has is not less for it. The payment of 23 March covers 19 days of April, and the
    // contingency of £100.00 that was kept opens the year.
    expect((await streamOf(staff, id, budgetId, SPENDING, '2026-04-01')).spending).toMatchObject({ released: '190.00', available: '290.00' });
  });

  it('stops while the budget is suspended, and what is left of the days is paid when it is resumed', async () => {
    const { id, budgetId } = await aDirectPayment();
    await done(staff.manager, 'suspendBudget', `streamBudgetId: "${budgetId}", on: "2025-11-01", reason: "Statements missing"`);
    const released = async (day: string): Promise<string> => (await streamOf(staff, id, budgetId, SPENDING, day)).spending.released;
    expect([await released('2025-11-03'), await released('2025-12-01')]).toEqual(['280.00', '280.00']);
    await done(staff.manager, 'resumeBudget', `streamBudgetId: "${budgetId}", on: "2025-11-10"`);
    // 21 days from 10 to 30 November, then four weeks again.
    expect([await released('2025-11-09'), await released('2025-11-10'), await released('2025-12-01')]).toEqual(['280.00', '490.00', '770.00']);
  });

  it.each([
    ['WEEKLY', '140.00'],
    ['MONTHLY', '310.00'],
    ['TERMLY', '870.00'],
    ['ONE_OFF', '1770.00'],
  ])('by the schedule %s, £%s is released by 20 October', async (schedule, expected) => {
    const { id, budgetId } = await aDirectPayment({ schedule });
    // A week is due on the 6th and the 13th and the 20th.
    const { spending } = await streamOf(staff, id, budgetId, SPENDING, schedule === 'WEEKLY' ? '2025-10-19' : '2025-10-20');
    expect(spending.released).toBe(expected);
  });

  it('a bill names its item, day, units and price; what is beyond them is queried and not yet counted', async () => {
    const { id, budgetId, itemId } = await aDirectPayment({ kind: 'COUNCIL_MANAGED' });
    expect((await streamOf(staff, id, budgetId, SPENDING, '2025-10-20')).spending).toMatchObject({ released: '280.00', paid: '0.00' });
    const bill = (number: string, lines: string): string =>
      `input: { streamBudgetId: "${budgetId}", provider: "Sitters Ltd", number: "${number}", lines: [${lines}] }`;
    const line = (units: string, rate: string, on = '2025-10-08'): string =>
      `{ itemId: "${itemId}", on: "${on}", units: "${units}", rate: "${rate}" }`;
    expect(rules(await decide(staff.social, 'submitInvoice', bill('A1', '')))).toEqual(['INVOICE-ITEMISED']);
    expect(rules(await decide(staff.social, 'submitInvoice', bill('A1', line('0', '14.00'))))).toEqual(['INVOICE-ITEMISED']);
    const good = await done(staff.social, 'submitInvoice', bill('A1', `${line('2.5', '14.00')}, ${line('2', '13.99', '2025-10-15')}`));
    expect(good.results).toEqual([]);
    const dear = await done(staff.social, 'submitInvoice', bill('A2', line('6', '15.00', '2025-10-16')));
    expect(dear.results.map(({ rule, effect }) => [rule.id, effect])).toEqual([
      ['NOT-EXTRA-MONEY', 'WARN'],
      ['BILL-UNITS', 'WARN'],
    ]);
    const stream = await streamOf(
      staff,
      id,
      budgetId,
      `${SPENDING} invoices { id provider number total status lines { itemId on units rate amount results { rule { id } message } } }`,
      '2025-10-20',
    );
    expect(stream.invoices).toMatchObject([
      {
        id: good.id,
        provider: 'Sitters Ltd',
        number: 'A1',
        total: '62.98',
        status: 'APPROVED',
        lines: [{ itemId, units: '2.5', rate: '14.00', amount: '35.00', results: [] }, { amount: '27.98' }],
      },
      {
        id: dear.id,
        total: '90.00',
        status: 'QUERIED',
        lines: [{ results: [{ message: expect.stringContaining('£15.00') }, { message: expect.stringContaining('More hours') }] }],
      },
    ]);
    expect(stream.spending).toMatchObject({ spent: '62.98', available: '217.02' });
    expect(await fault(staff.social, 'submitInvoice', bill('A1', line('1', '14.00')))).toMatchObject({ code: 'CONFLICT', field: 'input.number' });
    expect(await fault(staff.social, 'submitInvoice', bill('A3', line('1', '14.00', '2025-10-21')))).toMatchObject({
      code: 'BAD_INPUT',
      field: 'input.lines.0.on',
    });
    const provider = await hub.as('PROVIDER', 'ACME', { name: 'Acme' });
    expect((await fault(provider, 'submitInvoice', bill('A4', line('1', '14.00')))).code).toBe('NOT_FOUND');
  });

  it("at the year's end a service fund's bills count, and the contingency of a part that took another's place counts once", async () => {
    const { id, budgetId, itemId, mother } = await aDirectPayment();
    // £70 a week in two parts from 1 December; a direct payment with its contingency, and a fund that a provider holds.
    await done(
      staff.social,
      'chooseArrangements',
      `streamBudgetId: "${budgetId}", arrangements: [
        { kind: DIRECT_PAYMENT, holder: PARENT_OR_CARER, holderName: "Pat Parent", contingency: "100.00", amount: { value: "42.00" }, from: "2025-12-01" },
        { kind: INDIVIDUAL_SERVICE_FUND, holder: PROVIDER, holderName: "Sitters Ltd", amount: { value: "28.00" }, from: "2025-12-01" }]`,
    );
    hub.setDay('2026-04-01');
    const toReclaim = async (): Promise<string> => (await streamOf(staff, id, budgetId, SPENDING, '2026-04-01')).spending.toReclaim;
    // Nothing known is not nothing spent.
    expect(await toReclaim()).toBe('0.00');
    await done(
      mother,
      'declareSpending',
      `input: { streamBudgetId: "${budgetId}", from: "2025-10-06", to: "2026-03-31", basis: DECLARATION, givenBy: "Pat Parent" }`,
    );
    // 177 days at £10 were paid, above the contingency of £100 that is kept last.
    expect(await toReclaim()).toBe('1670.00');
    const provider = await hub.as('PROVIDER', 'SITTERS', { name: 'Sitters' });
    const bill = `streamBudgetId: "${budgetId}", provider: "Sitters Ltd", number: "A1", lines: [{ itemId: "${itemId}", on: "2026-01-10", units: "2", rate: "14.00" }]`;
    expect((await fault(provider, 'submitInvoice', `input: { ${bill} }`)).code).toBe('NOT_FOUND');
    await done(staff.social, 'submitInvoice', `input: { ${bill} }`);
    expect(await toReclaim()).toBe('1642.00');
  });
});
