import { stringify } from 'csv-stringify/sync';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BudgetRecord } from '../../../src/budgets/record/budget.types';
import { loadFile } from '../../../src/exchange/loads/load-file';
import { undoLoad } from '../../../src/exchange/loads/undo';
import type { LoadSummary } from '../../../src/exchange/statements/load.types';
import { upnFor } from '../../../src/people/made-up-identifier';
import { aPerson, decide, done, fault, streamOf, type Workers, workers } from '../../builders/family';
import { aHub, type TestHub } from '../../builders/hub';
import { anArea, type Area, type CsvRow, told } from '../area';
import { bladeExport, fundingRow, paymentRow, rasRow, sectionJRow, whoRow } from '../rows';

const upn = upnFor('384', 9900, 12, 1);
const other = upnFor('384', 9900, 12, 2);

describe('a card programme’s file', () => {
  let area: Area;
  beforeEach(async () => {
    area = await anArea();
  });
  afterEach(() => area.stop());

  const who = (): string => area.file('who.csv', [whoRow({ upn }), whoRow({ upn: other, forename: 'Ida' })]);
  const ras = (): string =>
    area.file(
      'ras-child.csv',
      [upn, other].map((each) => rasRow({ upn: each, agreed_amount: '104.00', agreed_on: '2025-06-20', released_on: '2025-07-01' })),
    );
  const child = { section: 'H1', service: 'SHORT_BREAK', description: 'Swimming', cost: '104.00', weeks_per_year: '52', from: '2025-07-01', to: '' };
  const items = (rows: readonly CsvRow[] = [sectionJRow({ upn, ...child, route: 'TOK-1' }), sectionJRow({ upn: other, ...child, route: 'TOK-2' })]) =>
    area.file('items.csv', rows);
  const plans = (): string => bladeExport(area, 'return', [{ upn }, { upn: other, forename: 'Ida' }]);
  const pay = (...rows: Parameters<typeof paymentRow>[0][]): string =>
    area.file(
      'cards.csv',
      rows.map((row) => paymentRow(row)),
    );
  const fund = (...rows: Parameters<typeof fundingRow>[0][]): string =>
    area.file(
      'loads.csv',
      rows.map((row) => fundingRow(row)),
    );
  const budgetsOnCards = async (): Promise<void> => {
    await area.load('F10', who());
    await area.load('F1', plans());
    await area.load('F6', ras());
    await area.load('F7', items());
  };
  const record = async (of = upn): Promise<BudgetRecord> => {
    const [budget, ...more] = (await area.person(of)).budgets;
    if (!budget || more.length > 0) throw new Error('one budget was expected');
    return budget.record;
  };
  const payments = async (of = upn) => (await record(of)).transactions.map(({ reference, on, amount }) => [reference, on, amount]);
  const versions = async (): Promise<number> =>
    Number((await area.store.reading.rows<{ n: number }>('SELECT COUNT(*) AS n FROM budget_transaction'))[0]?.n);

  it('is matched by the card to the budget it holds, each kind of entry with the way the money went', async () => {
    await budgetsOnCards();
    const summary = await area.load(
      'F8',
      pay(
        {},
        { 'Trace Id': 'T2', 'Entry Type': 'declined', 'Bill Amount': '500.00' },
        { 'Trace Id': 'T1', 'Entry Type': 'Reversal', 'Tx Date': '2025-09-11', 'Bill Amount': '8.50' },
        { 'Trace Id': 'T3', 'Entry Type': 'Chargeback', 'Tx Date': '2025-09-12', 'Bill Amount': '-2.00' },
        { 'Trace Id': 'T3', 'Entry Type': 'Second presentment', 'Tx Date': '2025-09-13', 'Bill Amount': '£2.00' },
        { 'Trace Id': 'T9', Token: 'TOK-2', 'Tx Amount': '40.00', 'Tx Currency': 'EUR', 'Bill Amount': '34.91', MCC: '780' },
      ),
    );
    expect(summary).toMatchObject({ rows: 6, loaded: 6, changed: 0, waiting: 0, refused: 0, reported: 0 });
    expect(await payments()).toEqual([
      ['T1', '2025-09-10', 1850],
      ['T1 reversal', '2025-09-11', -850],
      ['T3 chargeback', '2025-09-12', -200],
      ['T3 second presentment', '2025-09-13', 200],
    ]);
    expect((await record(other)).transactions).toMatchObject([
      { reference: 'T9', amount: 3491, description: 'Sun Lane Pool, Wakefield, Sports clubs, 40.00 EUR', merchantCategory: '0780', itemId: null },
    ]);
    // What was declined is in no ledger, and remembered.
    expect(await area.store.reading.rows("SELECT status FROM loaded_row WHERE format = 'F8' AND said LIKE '%T2%'")).toEqual([{ status: 'LOADED' }]);
  });

  it('changes nothing the second time; a corrected row is another version of the same payment', async () => {
    await budgetsOnCards();
    await area.load('F8', pay({}, { 'Trace Id': 'T2' }));
    const before = told(await area.people());
    expect(await area.load('F8', pay({}, { 'Trace Id': 'T2' }))).toMatchObject({ loaded: 0, changed: 0, unchanged: 2 });
    expect(told(await area.people())).toEqual(before);
    expect(await versions()).toBe(2);
    expect(await area.load('F8', pay({ 'Bill Amount': '19.50' }, { 'Trace Id': 'T2' }))).toMatchObject({ loaded: 0, changed: 1, unchanged: 1 });
    expect(await payments()).toEqual([
      ['T1', '2025-09-10', 1950],
      ['T2', '2025-09-10', 1850],
    ]);
    expect(await versions()).toBe(3);
  });

  it('has the same end in whatever order it comes: its rows wait for the card to hold a budget', async () => {
    await budgetsOnCards();
    await area.load('F8', pay({}, { 'Trace Id': 'T9', Token: 'TOK-2' }));
    await area.load('F8', fund({}, { txn_id: 'U1', txn_type: '2100', txn_amt: '20.00', Date: '2025-09-20' }));
    const straight = told(await area.people());
    const late = await anArea();
    try {
      expect(await late.load('F8', pay({}, { 'Trace Id': 'T9', Token: 'TOK-2' }))).toMatchObject({ loaded: 0, waiting: 2, reported: 2 });
      const listed = await late.load('F8', fund({}, { txn_id: 'U1', txn_type: '2100', txn_amt: '20.00', Date: '2025-09-20' }));
      expect(listed.lines).toMatchObject([
        { line: 2, effect: 'WAIT', field: 'Token', rule: 'WAITING', message: expect.stringContaining('chooseArrangements') },
        { line: 3 },
      ]);
      await late.load('F7', items());
      await late.load('F10', who());
      await late.load('F6', ras());
      expect(await late.load('F1', plans())).toMatchObject({ joined: 6 });
      expect(told(await late.people())).toEqual(straight);
    } finally {
      await late.stop();
    }
  });

  it('refuses what cannot be read by line, column and reason, loads the rest, and never writes down the number of a card', async () => {
    await budgetsOnCards();
    const summary = await area.load(
      'F8',
      pay(
        { Token: '4111 1111 1111 1111' },
        { 'Trace Id': 'T2', 'Entry Type': 'Fee' },
        { 'Trace Id': 'T3', 'Tx Date': '10/09/2025' },
        { 'Trace Id': 'T4', 'Tx Date': '2025-10-02' },
        { 'Trace Id': 'T5', 'Bill Amount': '-4.00' },
        { 'Trace Id': 'T6', 'Bill Currency': 'EUR' },
        { 'Trace Id': 'T7', 'Bill Amount': '' },
        { 'Trace Id': 'T8', MCC: 'pool', 'Merchant Name': '5555555555554444' },
        { 'Trace Id': 'T9' },
        { 'Trace Id': 'T9', 'Bill Amount': '1.00' },
        { 'Trace Id': '' },
      ),
    );
    expect(summary).toMatchObject({ rows: 11, loaded: 1, refused: 10 });
    expect(summary.lines.map(({ line, field, rule }) => [line, field, rule])).toEqual([
      [2, 'Token', 'FORMAT'],
      [3, 'Entry Type', 'FORMAT'],
      [4, 'Tx Date', 'FORMAT'],
      [5, 'Tx Date', 'DATES'],
      [6, 'Bill Amount', 'FORMAT'],
      [7, 'Bill Currency', 'FORMAT'],
      [8, 'Bill Amount', 'REQUIRED'],
      [9, 'MCC', 'FORMAT'],
      [12, 'Trace Id', 'REQUIRED'],
      [11, '', 'TWICE'],
    ]);
    const report = readFileSync(summary.report ?? '', 'utf8');
    expect(report).toContain('T5');
    expect(report).not.toMatch(/4111|5555555555554444/);
    expect(JSON.stringify(await area.store.reading.rows('SELECT said FROM loaded_row'))).not.toMatch(/4111|5555555555554444/);
    expect(await payments()).toEqual([['T9', '2025-09-10', 1850]]);
    const items7 = await area.load('F7', items([sectionJRow({ upn, ...child, reference: 'J7', route: '4111111111111111' })]));
    expect(items7.lines).toMatchObject([{ field: 'route', rule: 'FORMAT' }]);
    expect(readFileSync(items7.report ?? '', 'utf8')).not.toContain('4111');
  });

  it('is refused whole where it is neither payments nor loads, or a column is missing', async () => {
    await expect(area.load('F8', area.file('x.csv', [{ Token: 'a', Sum: '1' }]))).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringMatching(/neither a file of payments \(Trace Id, .*txn_amt.*It has: Token, Sum/),
    });
    const { 'Bill Amount': _, ...short } = paymentRow({});
    await expect(area.load('F8', area.file('y.csv', [short]))).rejects.toThrow(/is missing Bill Amount/);
    const { txn_amt: _amount, ...shortLoad } = fundingRow({});
    await expect(area.load('F8', area.file('z.csv', [shortLoad]))).rejects.toThrow(/is missing txn_amt/);
  });

  it('is taken back when its load is, keeps what was known, and comes back with the file', async () => {
    await budgetsOnCards();
    const empty = told(await area.people());
    const { number } = await area.load('F8', pay({}, { 'Trace Id': 'T2' }));
    const loads = await area.load('F8', fund({}, { txn_id: 'U1', txn_type: '2100', txn_amt: '20.00', Date: '2025-09-20' }));
    const full = told(await area.people());
    expect((await record()).movements.map(({ kind, on, amount }) => [kind, on, amount])).toEqual([
      ['LOADED', '2025-09-01', 41_600],
      ['RECLAIMED', '2025-09-20', 2000],
    ]);
    expect(await undoLoad(area, number)).toMatchObject({ takenBack: 2, kept: 0, left: 0 });
    expect(await undoLoad(area, loads.number)).toMatchObject({ takenBack: 2, left: 0 });
    expect(told(await area.people())).toEqual(empty);
    // Nothing was erased: the payments are closed, the movements were moved back.
    expect(await versions()).toBe(2);
    expect((await record()).movements.map(({ amount }) => amount)).toEqual([41_600, 2000, -41_600, -2000]);
    expect(await undoLoad(area, loads.number)).toMatchObject({ takenBack: 0 });
    await area.load('F8', pay({}, { 'Trace Id': 'T2' }));
    await area.load('F8', fund({}, { txn_id: 'U1', txn_type: '2100', txn_amt: '20.00', Date: '2025-09-20' }));
    expect(told(await area.people())).toEqual(full);
    // A load of another sum under the same number puts it right.
    expect(await area.load('F8', fund({ txn_amt: '400.00' }))).toMatchObject({ changed: 1 });
    const net = (await record()).movements.filter(({ kind }) => kind === 'LOADED').reduce((sum, { amount }) => sum + amount, 0);
    expect(net).toBe(40_000);
  });

  it('undone after a correction, says what the file said first', async () => {
    await budgetsOnCards();
    await area.load('F8', pay({}));
    const { number } = await area.load('F8', pay({ 'Bill Amount': '19.50' }));
    await undoLoad(area, number);
    expect(await payments()).toEqual([['T1', '2025-09-10', 1850]]);
  });

  it('waits where two children’s budgets are held on one card, and says what to do', async () => {
    await budgetsOnCards();
    await area.load('F7', items([sectionJRow({ upn: other, ...child, route: 'TOK-1' })]));
    const summary = await area.load('F8', pay({}));
    expect(summary).toMatchObject({ loaded: 0, waiting: 1 });
    expect(summary.lines).toMatchObject([{ effect: 'WAIT', message: expect.stringContaining('Several budgets') }]);
    await area.load('F7', items([sectionJRow({ upn: other, ...child, route: 'TOK-2' })]));
    expect(await payments()).toEqual([['T1', '2025-09-10', 1850]]);
  });

  it('is told one card from another by capitals, and a load by its account where it names no card', async () => {
    await area.load('F10', who());
    await area.load('F1', plans());
    await area.load('F6', ras());
    await area.load('F7', items([sectionJRow({ upn, ...child, route: 'tok-1' }), sectionJRow({ upn: other, ...child, route: 'AC-77' })]));
    expect(await area.load('F8', pay({}))).toMatchObject({ waiting: 1 });
    expect(await area.load('F8', fund({ Token: '' }))).toMatchObject({ loaded: 1 });
    expect((await record(other)).movements).toMatchObject([{ kind: 'LOADED', amount: 41_600 }]);
  });
});

describe('a parent’s card, through the graph', () => {
  let hub: TestHub;
  let staff: Workers;
  const folder = mkdtempSync(join(tmpdir(), 'cards-'));
  beforeAll(async () => {
    hub = await aHub({ day: '2025-10-20' });
    staff = await workers(hub);
  });
  afterAll(async () => {
    await hub.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  async function load(rows: readonly CsvRow[]): Promise<LoadSummary> {
    const { store, directory, policies, clock } = hub.hub.parts;
    const council = directory.findByCode('384');
    if (!council) throw new Error('Wakefield is missing from the reference lists');
    const path = join(folder, 'cards.csv');
    const columns = Object.keys(rows[0] ?? {});
    writeFileSync(path, stringify([columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]));
    const actor = { subject: 'loader', name: 'The loader', role: 'INTEGRATION', organisation: council, personId: null } as const;
    const now = clock.now();
    return loadFile({ store, directory, policies, actor, now, today: '2025-10-20', authority: '384', format: 'F8', path, report: null });
  }

  /** Short breaks of £70 a week on a card, released on 6 October, £280.00 paid onto it. */
  async function aCard(route: string): Promise<{ id: string; budgetId: string; itemId: string }> {
    const id = await aPerson(staff, '2014-05-04');
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
    const held = `kind: DIRECT_PAYMENT, holder: PARENT_OR_CARER, holderName: "Pat Parent", route: " ${route} ", amount: { value: "70.00" }`;
    await done(staff.social, 'chooseArrangements', `streamBudgetId: "${budget.id}", arrangements: [{ ${held}, from: "2025-10-06" }]`);
    await done(
      staff.social,
      'recordAgreement',
      `input: { streamBudgetId: "${budget.id}", kind: DIRECT_PAYMENT_TERMS, givenBy: "Pat Parent", role: "parent", on: "2025-10-01" }`,
    );
    await done(staff.manager, 'releaseBudget', `streamBudgetId: "${budget.id}", on: "2025-10-06", schedule: FOUR_WEEKLY`);
    return { id, budgetId: budget.id, itemId: line.id };
  }
  const FIELDS =
    'spending { released spent available toReclaim } transactions { reference on amount description itemId results { rule { id } effect fix } }';

  it('is queried and reclaimable, never refused; somebody says which line a payment was for; a load knows what is recorded', async () => {
    const { id, budgetId, itemId } = await aCard('TOK-A');
    await done(
      staff.social,
      'recordTransactions',
      `streamBudgetId: "${budgetId}", transactions: [{ reference: "T0", on: "2025-10-07", amount: "14.00", itemId: "${itemId}" }]`,
    );
    const on = (more: Parameters<typeof paymentRow>[0]): CsvRow => paymentRow({ Token: 'TOK-A', 'Tx Date': '2025-10-08', ...more });
    const summary = await load([
      on({ 'Trace Id': 'T0', 'Tx Date': '2025-10-07', 'Bill Amount': '14.00' }),
      on({ 'Trace Id': 'T1', 'Bill Amount': '28.00' }),
      on({ 'Trace Id': 'T2', 'Bill Amount': '10.00', MCC: '7995', 'Merchant Name': 'Bets', 'MCC Desc': 'Betting' }),
      on({ 'Trace Id': 'T3', 'Bill Amount': '5.00', 'Tx Date': '2025-09-20' }),
    ]);
    expect(summary).toMatchObject({ loaded: 4, waiting: 0, refused: 0 });
    expect(summary.lines).toMatchObject([{ line: 4, field: 'MCC', rule: 'SPEND-LAWFUL', effect: 'WARN' }]);
    const stream = await streamOf(staff, id, budgetId, FIELDS, '2025-10-20');
    // £14.00, £28.00, £10.00 and £5.00; all but the first serve no line that is known.
    expect(stream.spending).toEqual({ released: '280.00', spent: '57.00', available: '223.00', toReclaim: '43.00' });
    expect(stream.transactions.map(({ reference, results }: any) => [reference, results.map(({ rule }: any) => rule.id)])).toEqual([
      ['T3', ['SPEND-OUTCOMES']],
      ['T0', []],
      ['T1', ['SPEND-OUTCOMES']],
      ['T2', ['SPEND-OUTCOMES', 'SPEND-LAWFUL']],
    ]);

    const told1 = `streamBudgetId: "${budgetId}", transactions: [{ reference: "T1", on: "2025-10-08", amount: "28.00", itemId: "${itemId}" }]`;
    const placed = await done(staff.social, 'recordTransactions', told1);
    expect(placed.results).toEqual([]);
    expect((await done(staff.social, 'recordTransactions', told1)).streamBudget?.version).toBe(placed.streamBudget?.version);
    const after = await streamOf(staff, id, budgetId, FIELDS, '2025-10-20');
    expect(after.spending.toReclaim).toBe('15.00');
    expect(after.transactions.find(({ reference }: any) => reference === 'T1')).toMatchObject({
      reference: 'T1',
      itemId,
      description: 'Sun Lane Pool, Wakefield, Sports clubs',
      results: [],
    });
    expect(await fault(staff.social, 'recordTransactions', told1.replace('28.00', '28.01'))).toMatchObject({ code: 'CONFLICT' });

    // The programme's file again leaves what somebody said, and a sum that is not what was recorded by hand is told.
    const again = await load([
      on({ 'Trace Id': 'T0', 'Tx Date': '2025-10-07', 'Bill Amount': '15.00' }),
      on({ 'Trace Id': 'T1', 'Bill Amount': '28.00' }),
    ]);
    expect(again).toMatchObject({ unchanged: 1, refused: 1 });
    expect(again.lines).toMatchObject([{ line: 2, field: 'Trace Id', rule: 'TWICE', message: expect.stringContaining('£14.00 on 2025-10-07') }]);
    expect((await streamOf(staff, id, budgetId, FIELDS, '2025-10-20')).transactions).toContainEqual(
      expect.objectContaining({ reference: 'T1', itemId }),
    );
  });

  it('knows at each instant what was known then', async () => {
    const { id, budgetId } = await aCard('TOK-B');
    await load([paymentRow({ Token: 'TOK-B', 'Tx Date': '2025-10-08', 'Trace Id': 'B1', 'Bill Amount': '20.00' })]);
    const then = new Date(hub.hub.parts.clock.now()).toISOString();
    await load([paymentRow({ Token: 'TOK-B', 'Tx Date': '2025-10-08', 'Trace Id': 'B1', 'Bill Amount': '25.00' })]);
    const spent = async (knownAt: string): Promise<string> => {
      const { person }: any = await staff.manager.ask(
        `{ person(id: "${id}") { pooledBudget(asOf: "2025-10-20"${knownAt}) { streams { id spending { spent } } } } }`,
      );
      return person.pooledBudget.streams.find((each: any) => each.id === budgetId).spending.spent;
    };
    expect([await spent(`, knownAt: "${then}"`), await spent('')]).toEqual(['20.00', '25.00']);
  });

  it('unloaded by what was recorded as paid back is not paid back twice', async () => {
    const { id, budgetId } = await aCard('TOK-C');
    await load([paymentRow({ Token: 'TOK-C', 'Tx Date': '2025-10-08', 'Trace Id': 'C1', 'Bill Amount': '20.00' })]);
    await done(staff.social, 'reclaimUnspent', `streamBudgetId: "${budgetId}", amount: "20.00"`);
    const before = (await streamOf(staff, id, budgetId, FIELDS, '2025-10-20')).spending;
    expect(before).toMatchObject({ available: '240.00', toReclaim: '0.00' });
    const unload = { Token: 'TOK-C', txn_type: 'unload', Date: '2025-10-18', txn_amt: '20.00' };
    expect(
      await load([fundingRow({ ...unload, txn_id: 'U1' }), fundingRow({ Token: 'TOK-C', Date: '2025-10-06', txn_id: 'L1', txn_amt: '280.00' })]),
    ).toMatchObject({ loaded: 2 });
    expect((await streamOf(staff, id, budgetId, FIELDS, '2025-10-20')).spending).toEqual(before);
    // Another of the same sum is another.
    await load([fundingRow({ ...unload, txn_id: 'U2' })]);
    expect((await streamOf(staff, id, budgetId, FIELDS, '2025-10-20')).spending).toMatchObject({ available: '220.00' });
  });

  it('a card number is no route, by hand either', async () => {
    const { budgetId } = await aCard('TOK-D');
    const held = 'kind: DIRECT_PAYMENT, holder: PARENT_OR_CARER, holderName: "Pat Parent", amount: { value: "70.00" }, from: "2025-10-06"';
    expect(
      await fault(staff.social, 'chooseArrangements', `streamBudgetId: "${budgetId}", arrangements: [{ ${held}, route: "4111-1111-1111-1111" }]`),
    ).toMatchObject({ code: 'BAD_INPUT', field: 'arrangements.0.route' });
    expect(
      (await decide(staff.social, 'chooseArrangements', `streamBudgetId: "${budgetId}", arrangements: [{ ${held}, route: "TOK-E" }]`)).applied,
    ).toBe(true);
  });
});
