import { stateOn } from '../../../src/budgets/record/revisions';
import { upnFor } from '../../../src/people/made-up-identifier';
import { amount } from '../../../src/vocabulary/amount';
import { anArea, type Area } from '../area';
import { bladeExport, rasRow, released, sectionJRow, topUpRow, whoRow } from '../rows';

const upn = upnFor('384', 9900, 12, 1);
const other = upnFor('384', 9900, 12, 2);

describe('an Element 3 schedule', () => {
  let area: Area;
  beforeEach(async () => {
    area = await anArea();
    await area.load('F10', area.file('who.csv', [whoRow({ upn }), whoRow({ upn: other, birth_date: '1999-05-06', forename: 'Ida' })]));
  });
  afterEach(() => area.stop());
  const schedule = (...rows: Parameters<typeof topUpRow>[0][]): string =>
    area.file(
      'schedule.csv',
      rows.map((row) => topUpRow({ upn, ...row })),
    );

  it('makes an award that is indicative, and is agreed at what the setting released', async () => {
    await area.load('F5', schedule({ setting_urn: '123456' }, { setting_urn: '654321', ...released }));
    const { budgets } = await area.person(upn);
    expect(budgets).toHaveLength(2);
    const [only, agreed] = [...budgets].sort((a, b) => a.agreements.length - b.agreements.length);
    const state = {
      stream: 'EDUCATION',
      from: '2025-09-01',
      to: '2026-08-31',
      indicative: amount(1_000_000),
      origin: 'IMPORTED',
      action: 'IMPORTED',
      shownInPool: true,
    };
    expect(only?.revisions).toMatchObject([{ ...state, status: 'INDICATIVE', agreed: null }]);
    expect(only?.allocations).toMatchObject([{ details: { kind: 'ELEMENT_THREE', band: '1A 5 HIGH', topUp: amount(1_000_000) } }]);
    expect(agreed?.revisions).toMatchObject([{ ...state, status: 'AGREED', agreed: amount(260_000) }]);
    expect(agreed?.agreements).toMatchObject([
      { kind: 'SETTING_RELEASE', givenBy: 'H. Okafor', role: 'Headteacher', on: '2025-08-20', until: '2026-08-31', amount: amount(260_000) },
    ]);
  });

  it('adds up the strands of one award, which the schedule pays together', async () => {
    await area.load('F5', schedule({ strand: '1A', annual_top_up: '4000', ...released }, { strand: '2A', level: '4', annual_top_up: '2500.50' }));
    const { budgets } = await area.person(upn);
    expect(budgets).toHaveLength(1);
    expect(budgets[0]?.revisions).toMatchObject([{ indicative: amount(650_050), agreed: amount(260_000), status: 'AGREED' }]);
    expect(budgets[0]?.allocations[0]?.steps.map((step) => step.amount)).toEqual([400_000, 250_050, 650_050]);
  });

  it('revises the budget when a row says something else, and keeps what was known before', async () => {
    await area.load('F5', schedule({}));
    const [before] = (await area.person(upn)).budgets;
    expect(await area.load('F5', schedule({ annual_top_up: '7000.00', level: '4', ...released }))).toMatchObject({
      loaded: 0,
      changed: 1,
      unchanged: 0,
    });
    const [after] = (await area.person(upn)).budgets;
    expect(after?.id).toBe(before?.id);
    expect(after?.revisions.map(({ version, status, indicative, reason }) => [version, status, indicative?.pence, reason])).toEqual([
      [1, 'INDICATIVE', 1_000_000, 'Load 2'],
      [2, 'AGREED', 700_000, 'Load 3'],
    ]);
    expect(stateOn(after?.revisions ?? [], '2025-10-01')).toMatchObject({ agreed: amount(260_000) });
    expect(after?.allocations).toHaveLength(2);
  });

  it('refuses what can never be a personal budget, by its rule, and loads the rest', async () => {
    const rows = [
      { from: '2025-09-01', band: 'Element 1' },
      { from: '2025-09-02', band: 'Element 2' },
      { from: '2025-09-03', strand: '1A', level: '3', annual_top_up: '6000' },
      { from: '2025-09-04', annual_top_up: '2000', ...released },
      { from: '2025-09-05', upn: other },
      { from: '2025-09-06' },
    ];
    const summary = await area.load('F5', schedule(...rows));
    expect(summary).toMatchObject({ loaded: 1, refused: 5 });
    expect(summary.lines.map(({ line, rule, field }) => [line, rule, field]).sort()).toEqual([
      [2, 'EDU-ELEMENT-1', 'annual_top_up'],
      [3, 'EDU-ELEMENT-2', 'annual_top_up'],
      [4, 'EDU-ELEMENT-2', 'annual_top_up'],
      [5, 'EDU-ELEMENT-2', 'annual_top_up'],
      [6, 'EDU-AGE', 'from'],
    ]);
    expect((await area.person(upn)).budgets.map(({ revisions }) => revisions[0]?.from)).toEqual(['2025-09-06']);
  });

  it('takes a row that was refused for an age once the age is put right', async () => {
    const ida = upnFor('384', 9900, 12, 3);
    await area.load('F10', area.file('ida.csv', [whoRow({ upn: ida, birth_date: '1999-05-06' })]));
    expect(await area.load('F5', schedule({ upn: ida }))).toMatchObject({ refused: 1 });
    await area.load('F10', area.file('ida.csv', [whoRow({ upn: ida, birth_date: '2009-05-06' })]));
    expect((await area.person(ida)).budgets).toHaveLength(1);
  });

  it('gives no money below zero, and no release without the day it was agreed', async () => {
    const summary = await area.load(
      'F5',
      schedule(
        { annual_top_up: '-5' },
        { strand: '2A', released_amount: '100' },
        { strand: '2B', annual_top_up: '10.505' },
        { strand: '3', to: '2025-08-31' },
      ),
    );
    expect(summary.lines.map(({ field, rule }) => `${field} ${rule}`)).toEqual([
      'annual_top_up FORMAT',
      'setting_agreed_on REQUIRED',
      'annual_top_up FORMAT',
      'to DATES',
    ]);
  });
});

describe('Section J', () => {
  let area: Area;
  beforeEach(async () => {
    area = await anArea();
    await area.load('F1', bladeExport(area, 'return', [{ upn }, { upn: other, born: '2004-05-06', forename: 'Ida' }]));
    await area.load('F5', area.file('schedule.csv', [topUpRow({ upn, ...released })]));
    await area.load(
      'F6',
      area.file('children.csv', [
        rasRow({ upn, agreed_amount: '104.00', released_on: '2025-07-01', agreed_on: '2025-06-20', contribution_per_week: '' }),
      ]),
    );
  });
  afterEach(() => area.stop());
  const items = (...rows: Parameters<typeof sectionJRow>[0][]): string =>
    area.file(
      'items.csv',
      rows.map((row) => sectionJRow({ upn, ...row })),
    );

  it('makes outcomes and lines that draw on the budget of their stream and add nothing to it, held as each says', async () => {
    await area.load(
      'F7',
      items(
        { reference: 'J1' },
        {
          reference: 'J2',
          section: 'H1',
          outcome: 'Goes swimming',
          outcome_tags: 'wellbeing; independence',
          service: 'Short break',
          cost: '60',
          weeks_per_year: '',
          arrangement: 'managed',
          holder: '',
          holder_name: '',
        },
        { reference: 'J3', outcome_tags: 'HEALTH' },
      ),
    );
    const { plans, budgets } = await area.person(upn);
    expect([...(plans[0]?.outcomes ?? [])].sort((a, b) => (a.ref < b.ref ? -1 : 1))).toMatchObject([
      { ref: 'Goes swimming', tags: ['WELLBEING', 'INDEPENDENCE'], budgetEligible: true },
      { ref: 'Takes part in lessons', tags: ['INCLUSION', 'PROGRESSION', 'HEALTH'] },
    ]);
    expect(plans[0]?.items).toHaveLength(3);
    expect(plans[0]?.items.find(({ reference }) => reference === 'J1')).toMatchObject({
      section: 'F',
      service: 'TUTOR_AT_HOME',
      budgetId: null,
      stream: null,
      cost: amount(5000, 'WEEK', 39),
      quantity: '2 hours a week',
    });
    expect(plans[0]?.items.find(({ reference }) => reference === 'J2')).toMatchObject({
      section: 'H1',
      service: 'SHORT_BREAK',
      cost: amount(6000, 'WEEK'),
    });
    const held = Object.fromEntries(
      budgets.map(({ stream, arrangements }) => [
        stream,
        arrangements.map(({ kind, holder, holderName }) => `${kind} ${holder} ${holderName}`).sort(),
      ]),
    );
    expect(held).toEqual({
      EDUCATION: ['DIRECT_PAYMENT PARENT_OR_CARER A. Reed', 'DIRECT_PAYMENT PARENT_OR_CARER A. Reed'],
      CHILDRENS_SOCIAL_CARE: ['COUNCIL_MANAGED AUTHORITY Wakefield'],
    });
    expect(budgets.map(({ revisions }) => revisions.length)).toEqual([1, 1]);
  });

  it('waits for its plan, and joins when the plan arrives', async () => {
    const summary = await area.load('F7', items({ plan_start: '2026-01-05', from: '2026-01-05' }));
    expect(summary).toMatchObject({
      loaded: 0,
      waiting: 1,
      lines: [{ effect: 'WAIT', field: 'plan_start', message: expect.stringContaining('no EHC plan that begins on 2026-01-05') }],
    });
    const amended = bladeExport(area, 'amended', [{ upn, plans: [{}, { startdate: '2026-01-05' }] }], '31-03-2026');
    expect(await area.load('F1', amended)).toMatchObject({ joined: 1 });
    expect((await area.person(upn)).plans[1]).toMatchObject({ from: '2026-01-05', items: [{ reference: 'J1' }] });
  });

  it('refuses goods no budget may buy, sections that do not fit and ages that do not, each by its rule', async () => {
    const summary = await area.load(
      'F7',
      items(
        { reference: 'J1', service: 'ALCOHOL' },
        { reference: 'J2', service: 'GAMBLING', section: 'G' },
        { reference: 'J3', section: 'B' },
        { reference: 'J4', arrangement: 'NHS_NOTIONAL' },
        { reference: 'J5', upn: other, section: 'H1' },
        { reference: 'J6', from: '2037-09-02', to: '' },
        { reference: 'J7', every: 'sometimes' },
        { reference: 'J8' },
      ),
    );
    expect(summary).toMatchObject({ loaded: 1, refused: 7 });
    expect(summary.lines.map(({ line, rule }) => `${line} ${rule}`).sort()).toEqual([
      '2 SPEND-LAWFUL',
      '3 PHB-FORBIDDEN',
      '4 EDU-SECTION',
      '5 EDU-SECTION',
      '6 CSC-AGE',
      '7 EDU-AGE',
      '8 FORMAT',
    ]);
  });

  it('closes nothing and changes one line when one cost changes', async () => {
    await area.load('F7', items({ reference: 'J1' }, { reference: 'J2' }));
    expect(await area.load('F7', items({ reference: 'J1' }, { reference: 'J2', cost: '65.00', to: '2026-03-31' }))).toMatchObject({
      changed: 1,
      unchanged: 1,
    });
    const lines = (await area.person(upn)).plans[0]?.items ?? [];
    expect(lines.map(({ reference, version, cost, to }) => [reference, version, cost.pence, to]).sort()).toEqual([
      ['J1', 1, 5000, '2026-08-31'],
      ['J2', 2, 6500, '2026-03-31'],
    ]);
  });
});
