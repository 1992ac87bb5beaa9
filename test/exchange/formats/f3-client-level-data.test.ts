import type { PersonFacts } from '../../../src/budgets/record/person-facts';
import { stateOn } from '../../../src/budgets/record/revisions';
import { nhsNumberFor } from '../../../src/people/made-up-identifier';
import { amount } from '../../../src/vocabulary/amount';
import { anArea, type Area, type CsvRow } from '../area';
import { careRow, packageRow, rasRow, whoRow } from '../rows';

const nhs = nhsNumberFor(1);
const held = (facts: PersonFacts, stream: string) =>
  facts.budgets
    .filter((budget) => budget.stream === stream)
    .flatMap(({ arrangements }) => arrangements.map(({ kind, amount: part, from, to }) => ({ kind, part, from, to })));
const agreedOn = (facts: PersonFacts, stream: string, day: string) =>
  facts.budgets
    .filter((budget) => budget.stream === stream)
    .map(({ revisions }) => stateOn(revisions, day))
    .filter((state) => state !== null && state.from <= day && (state.to === null || state.to >= day) && state.status !== 'ENDED')
    .map((state) => state?.agreed ?? null);

describe('Client Level Data', () => {
  let area: Area;
  beforeEach(async () => {
    area = await anArea();
  });
  afterEach(() => area.stop());
  const load = (...rows: Parameters<typeof careRow>[0][]) =>
    area.load(
      'F3',
      area.file(
        'care.csv',
        rows.map((row) => careRow({ 'NHS Number': nhs, 'LA Person Unique Identifier': 'C1', ...row })),
      ),
    );

  it('makes a person, a care and support plan with a line a service, and a budget at the sum of what is in force', async () => {
    await load(
      { 'Event Reference': 'A', 'Unit Cost': '-120.00' },
      {
        'Event Reference': 'B',
        'Unit Cost': '20',
        'Cost Frequency (Unit Type)': 'Hourly',
        'Planned units per week': '7.5',
        'Delivery Mechanism': 'Direct payment',
        'Event Start Date': '2024-06-01',
        'Event End Date': '2024-08-31',
      },
      { 'Event Reference': 'C', 'Event Type': 'Review', 'Unit Cost': '' },
    );
    const facts = await area.person(nhs);
    expect(facts.person).toMatchObject({ name: 'Ada Shaw', dateOfBirth: '1950-02-03', postcode: 'WF22 3DE' });
    expect(facts.plans).toMatchObject([
      { kind: 'CARE_AND_SUPPORT_PLAN', status: 'AGREED', from: '2024-04-01', to: null, outcomes: [{ ref: 'CLD', budgetEligible: true }] },
    ]);
    expect([...(facts.plans[0]?.items ?? [])].sort((a, b) => (a.from < b.from ? -1 : 1))).toMatchObject([
      { reference: 'A', stream: 'ADULT_SOCIAL_CARE', service: 'HOME_CARE', cost: amount(12_000, 'WEEK'), unit: null, budgetId: null },
      { reference: 'B', cost: amount(15_000, 'WEEK'), unit: 'hour', unitPrice: 2000, unitsPerWeek: 7500, from: '2024-06-01', to: '2024-08-31' },
    ]);
    expect(facts.budgets).toHaveLength(1);
    expect(
      facts.budgets[0]?.revisions.map(({ effectiveOn, status, agreed, indicative, releasedOn }) => [
        effectiveOn,
        status,
        agreed?.pence,
        indicative,
        releasedOn,
      ]),
    ).toEqual([
      ['2024-04-01', 'RELEASED', 12_000, null, '2024-04-01'],
      ['2024-06-01', 'RELEASED', 27_000, null, '2024-04-01'],
      ['2024-09-01', 'RELEASED', 12_000, null, '2024-04-01'],
    ]);
    expect(held(facts, 'ADULT_SOCIAL_CARE')).toEqual(
      expect.arrayContaining([
        { kind: 'COUNCIL_MANAGED', part: amount(12_000, 'WEEK'), from: '2024-04-01', to: null },
        { kind: 'DIRECT_PAYMENT', part: amount(15_000, 'WEEK'), from: '2024-06-01', to: '2024-08-31' },
      ]),
    );
  });

  it('keeps a cost at its own frequency, and adds up different ones by the year, to the penny', async () => {
    await load({ 'Event Reference': 'A', 'Unit Cost': '100.02', 'Cost Frequency (Unit Type)': 'Monthly' });
    expect(agreedOn(await area.person(nhs), 'ADULT_SOCIAL_CARE', '2025-01-01')).toEqual([amount(10_002, 'MONTH')]);
    await load({ 'Event Reference': 'B', 'Unit Cost': '50.01', 'Cost Frequency (Unit Type)': '4-weekly' });
    expect(agreedOn(await area.person(nhs), 'ADULT_SOCIAL_CARE', '2025-01-01')).toEqual([amount(12 * 10_002 + 13 * 5_001, 'YEAR')]);
  });

  it('lists a service without a cost, and guesses none', async () => {
    const summary = await load(
      { 'Event Reference': 'A', 'Unit Cost': '' },
      { 'Event Reference': 'B', 'Cost Frequency (Unit Type)': 'Per session' },
      { 'Event Reference': 'C', 'Cost Frequency (Unit Type)': '' },
      { 'Event Reference': 'D', 'Cost Frequency (Unit Type)': 'Now and then' },
    );
    expect(summary).toMatchObject({ loaded: 3, refused: 1, reported: 4 });
    expect(summary.lines.map(({ line, effect, rule, field }) => [line, effect, rule, field]).sort()).toEqual([
      [2, 'WARN', 'UNCOSTED', 'Unit Cost'],
      [3, 'WARN', 'UNCOSTED', 'Unit Cost'],
      [4, 'WARN', 'UNCOSTED', 'Unit Cost'],
      [5, 'REFUSE', 'FORMAT', 'Cost Frequency (Unit Type)'],
    ]);
    const facts = await area.person(nhs);
    expect(facts.budgets).toEqual([]);
    expect(facts.plans).toMatchObject([{ kind: 'CARE_AND_SUPPORT_PLAN', items: [] }]);
  });

  it('ends at the death what the file ends later or not at all, and refuses what begins after it', async () => {
    const died = { 'Date of Death': '2025-02-10' };
    const summary = await load(
      { ...died, 'Event Reference': 'A' },
      { ...died, 'Event Reference': 'B', 'Event End Date': '2025-12-31' },
      { ...died, 'Event Reference': 'C', 'Event Start Date': '2025-03-01' },
    );
    expect(summary.lines).toMatchObject([{ line: 4, rule: 'DATES', field: 'Event Start Date' }]);
    const facts = await area.person(nhs);
    expect(facts.person.dateOfDeath).toBe('2025-02-10');
    expect(facts.plans[0]?.items.map(({ to }) => to)).toEqual(['2025-02-10', '2025-02-10']);
    expect(facts.budgets[0]?.revisions.at(-1)?.to).toBe('2025-02-10');
  });

  it('lets a one-off stand alone, and counts no reablement', async () => {
    const summary = await load(
      { 'Event Reference': 'A', 'Unit Cost': '450', 'Cost Frequency (Unit Type)': 'One-off', 'Event Start Date': '2025-05-01' },
      { 'Event Reference': 'B', 'Service Type': 'Short Term Support: ST-Max', 'Service Component': 'Reablement' },
      { 'Event Reference': 'C' },
    );
    expect(summary.lines).toMatchObject([{ line: 3, effect: 'WARN', rule: 'ASC-REABLEMENT' }]);
    const { budgets } = await area.person(nhs);
    expect(budgets.map(({ revisions }) => revisions.map(({ agreed, from, to }) => [agreed, from, to])).sort()).toEqual([
      [[amount(20_000, 'WEEK'), '2024-04-01', null]],
      [[amount(45_000, 'ONE_OFF'), '2025-05-01', '2026-03-31']],
    ]);
  });

  it('is about a carer where it says so: their own plan and budget, for the adult they care for', async () => {
    const carer = {
      'NHS Number': nhsNumberFor(2),
      'LA Person Unique Identifier': 'C2',
      'First Name': 'Joe',
      'Client Type': 'Carer',
      'Service Type': 'Carer Support: Direct to Carer',
      'Service Component': 'Direct Payment',
      'Adult 1 Linked Person_ID': 'C1',
      'Delivery Mechanism': 'Direct payment',
      'Unit Cost': '25',
    };
    const summary = await load(carer);
    expect(summary).toMatchObject({ loaded: 1, lines: [{ effect: 'WARN', rule: 'LINK', field: 'Adult 1 Linked Person_ID' }] });
    expect((await area.person(nhsNumberFor(2))).budgets[0]?.revisions.map(({ caredForId }) => caredForId)).toEqual([null]);

    // The cared-for adult arrives in another file: the carer's budget names them.
    await load({ 'Event Reference': 'X' });
    const cared = await area.person(nhs);
    const { plans, budgets } = await area.person(nhsNumberFor(2));
    expect(plans).toMatchObject([{ kind: 'CARER_SUPPORT_PLAN', items: [{ stream: 'CARER' }] }]);
    expect(budgets).toHaveLength(1);
    expect(budgets[0]?.stream).toBe('CARER');
    expect(budgets[0]?.revisions.at(-1)).toMatchObject({ status: 'RELEASED', agreed: amount(2_500, 'WEEK'), caredForId: cared.person.id });
    expect(budgets[0]?.allocations.at(-1)?.details).toMatchObject({ kind: 'CARER', caredForId: cared.person.id });
  });

  it('refuses care before the 18th birthday, and a row that is nobody’s', async () => {
    const summary = await load({ 'Date of Birth': '2009-01-01' }, { 'NHS Number': '', 'LA Person Unique Identifier': '' });
    expect(summary.lines.map(({ line, rule }) => `${line} ${rule}`).sort()).toEqual(['2 ASC-AGE', '3 REQUIRED']);
  });

  it('knows a person by the council’s own number where there is no NHS number, and puts the two together', async () => {
    await load(
      { 'NHS Number': '', 'Event Reference': 'A' },
      { 'Event Reference': 'B' },
      { 'NHS Number': '', 'Event Reference': 'A', 'Unit Cost': '210.00', 'LA Person Unique Identifier': 'c1' },
    );
    const facts = await area.person(nhs);
    expect(facts.identifiers.map(({ system, value }) => `${system} ${value}`).sort()).toEqual(['LOCAL C1', `NHS_NUMBER ${nhs}`]);
    // The same event under either number is one event.
    expect(facts.plans[0]?.items).toHaveLength(2);
  });

  describe('beside a RAS outcome', () => {
    const outcome = (more: CsvRow): string =>
      area.file('adults.csv', [rasRow({ nhs_number: nhs, agreed_amount: '', agreed_on: '', released_on: '', contribution_per_week: '', ...more })]);
    it('gives way where the outcome gives the figure, whichever came first, and stands where it does not', async () => {
      await load({ 'Event Reference': 'A' });
      await area.load(
        'F6',
        outcome({
          from: '2025-01-01',
          to: '2025-12-31',
          agreed_amount: '260',
          agreed_on: '2024-12-01',
          released_on: '2025-01-01',
          contribution_per_week: '30.05',
        }),
      );
      const facts = await area.person(nhs);
      expect(agreedOn(facts, 'ADULT_SOCIAL_CARE', '2024-12-31')).toEqual([amount(20_000, 'WEEK')]);
      expect(agreedOn(facts, 'ADULT_SOCIAL_CARE', '2025-06-01')).toEqual([amount(26_000, 'WEEK')]);
      expect(agreedOn(facts, 'ADULT_SOCIAL_CARE', '2026-01-01')).toEqual([amount(20_000, 'WEEK')]);
      const ras = facts.budgets.find(({ revisions }) => revisions.some(({ indicative }) => indicative !== null));
      expect(ras?.revisions).toMatchObject([
        { status: 'RELEASED', indicative: amount(10_400, 'WEEK'), contribution: amount(3005, 'WEEK'), releasedOn: '2025-01-01' },
      ]);
      expect(ras?.arrangements).toMatchObject([{ kind: 'COUNCIL_MANAGED', from: '2025-01-01', to: '2025-12-31', amount: amount(20_000, 'WEEK') }]);
      expect(facts.plans[0]?.items).toHaveLength(1);
    });
    it('is indicative alone where nothing was agreed', async () => {
      await area.load('F6', outcome({ from: '2024-01-01', every: 'year', indicative_amount: '12000' }), { kind: 'adults' });
      expect(await area.people()).toEqual([]);
      await load({ 'Event Reference': 'A' });
      const facts = await area.person(nhs);
      expect(facts.budgets).toHaveLength(1);
      expect(facts.budgets[0]?.revisions).toMatchObject([{ status: 'INDICATIVE', indicative: amount(1_200_000, 'YEAR'), agreed: null }]);
    });
  });
});

describe('RAS outcomes', () => {
  let area: Area;
  beforeEach(async () => {
    area = await anArea();
    await area.load(
      'F10',
      area.file('who.csv', [
        whoRow({ nhs_number: nhs, local_id: 'K1' }),
        whoRow({ nhs_number: nhsNumberFor(2), birth_date: '1980-01-01', forename: 'Ida' }),
      ]),
    );
  });
  afterEach(() => area.stop());

  it('of children make a budget of theirs, never with a charge, and never for an adult', async () => {
    const rows = [
      rasRow({ nhs_number: nhs, questionnaire: 'secondary', points: 120, contribution_per_week: '' }),
      rasRow({ local_id: 'K1', from: '2025-08-01', contribution_per_week: '10.00' }),
      rasRow({ nhs_number: nhsNumberFor(2), contribution_per_week: '' }),
      rasRow({ nhs_number: nhs, from: '2025-09-01', indicative_amount: '', points: 10, every: '' }),
      rasRow({ nhs_number: nhs, from: '2025-09-02', every: '' }),
    ];
    const summary = await area.load('F6', area.file('children.csv', rows, Object.keys(rows[0] ?? {})));
    expect(summary).toMatchObject({ loaded: 2, refused: 3 });
    expect(summary.lines.map(({ line, rule }) => `${line} ${rule}`).sort()).toEqual(['3 CHARGE-STREAM', '4 CSC-AGE', '5 UNCOSTED', '6 REQUIRED']);
    const { budgets } = await area.person(nhs);
    expect(budgets.map(({ stream, allocations }) => [stream, allocations[0]?.details])).toMatchObject([
      [
        'CHILDRENS_SOCIAL_CARE',
        { kind: 'RAS', system: "children's RAS", questionnaire: 'secondary', points: 120, indicative: amount(10_400, 'WEEK') },
      ],
    ]);
  });

  it('of adults are refused before 18 and where a children’s questionnaire gave them', async () => {
    const summary = await area.load(
      'F6',
      area.file('adults.csv', [rasRow({ nhs_number: nhs }), rasRow({ nhs_number: nhsNumberFor(2), questionnaire: 'primary' })]),
    );
    expect(summary.lines.map(({ line, rule }) => `${line} ${rule}`).sort()).toEqual(['2 ASC-AGE', '3 ASC-RAS']);
  });
});

describe('NHS care packages', () => {
  let area: Area;
  beforeEach(async () => {
    area = await anArea();
    await area.load(
      'F10',
      area.file('who.csv', [
        whoRow({ nhs_number: nhs, health_commissioner: '' }),
        whoRow({ nhs_number: nhsNumberFor(2), birth_date: '1980-01-01', forename: 'Ida', health_commissioner: '' }),
      ]),
    );
  });
  afterEach(() => area.stop());
  const load = (...rows: Parameters<typeof packageRow>[0][]) =>
    area.load(
      'F4',
      area.file(
        'packages.csv',
        rows.map((row) => packageRow({ 'NHS NUMBER': nhs, ...row })),
      ),
    );

  it('make a health budget each, held as its type says: continuing care for a child, CHC for an adult', async () => {
    await load(
      {},
      {
        'NHS NUMBER': nhsNumberFor(2),
        'PERSONAL HEALTH BUDGET TYPE': '3',
        'CARE PRODUCT TYPE': '1',
        'CONTRACT UNIT COST': '150.50',
        'CONTRACT UNIT FREQUENCY CODE': '03',
      },
    );
    const child = await area.person(nhs);
    expect(child.budgets).toHaveLength(1);
    const commissioner = area.directory.find('HEALTH_COMMISSIONER', 'QWO');
    expect(child.person.healthCommissionerId).toBe(commissioner?.id);
    expect(child.budgets[0]?.revisions).toMatchObject([
      {
        stream: 'HEALTH',
        status: 'RELEASED',
        agreed: amount(21_000, 'WEEK'),
        indicative: null,
        shownInPool: false,
        funderId: commissioner?.id,
        from: '2025-01-06',
        releasedOn: '2025-01-06',
        origin: 'IMPORTED',
      },
    ]);
    expect(child.budgets[0]?.allocations).toMatchObject([
      {
        assessedOn: '2025-01-06',
        details: { kind: 'HEALTH', eligibility: 'CHILDRENS_CONTINUING_CARE', decidedOn: '2025-01-06', decidedById: commissioner?.id },
      },
    ]);
    expect(child.budgets[0]?.allocations[0]?.steps).toMatchObject([{ label: 'Home care', detail: '10.5 hours a week at £20.00.', amount: 21_000 }]);
    expect(held(child, 'HEALTH')).toEqual([{ kind: 'DIRECT_PAYMENT', part: amount(21_000, 'WEEK'), from: '2025-01-06', to: null }]);
    // The set does not say who receives it. Under 16 it is not the child.
    expect(child.budgets[0]?.arrangements).toMatchObject([{ holder: 'PARENT_OR_CARER', holderName: 'Not stated' }]);
    const adult = await area.person(nhsNumberFor(2));
    expect(adult.budgets[0]?.allocations).toMatchObject([{ details: { eligibility: 'CHC' } }]);
    expect(held(adult, 'HEALTH')).toEqual([{ kind: 'NHS_THIRD_PARTY', part: amount(7 * 15_050, 'WEEK'), from: '2025-01-06', to: null }]);
  });

  it('of several products are one budget; type 04 makes none; what has no cost is listed', async () => {
    const summary = await load(
      { 'PERSONAL HEALTH BUDGET TYPE': '02' },
      { 'PERSONAL HEALTH BUDGET TYPE': '02', 'CARE PRODUCT TYPE': '09', 'CONTRACT UNIT COST': '55', 'CONTRACT UNIT FREQUENCY CODE': '04' },
      { 'PERSONAL HEALTH BUDGET TYPE': '02', 'CARE PRODUCT TYPE': '10', 'CONTRACT UNIT COST': '800', 'CONTRACT UNIT FREQUENCY CODE': '01' },
      { 'PERSONAL HEALTH BUDGET TYPE': '02', 'CARE PRODUCT TYPE': '07', 'CONTRACT UNIT COST': '40', 'CONTRACT UNIT FREQUENCY CODE': '03' },
      { 'CARE PACKAGE IDENTIFIER': 'CP2', 'PERSONAL HEALTH BUDGET TYPE': '04' },
    );
    expect(summary).toMatchObject({
      loaded: 5,
      refused: 0,
      lines: [{ line: 5, rule: 'UNCOSTED', message: expect.stringContaining('not on how many days') }],
    });
    const facts = await area.person(nhs);
    expect(facts.budgets.map(({ revisions }) => revisions[0]?.agreed).sort()).toEqual([amount(26_500, 'WEEK'), amount(80_000, 'ONE_OFF')]);
    expect(held(facts, 'HEALTH').map(({ kind }) => kind)).toEqual(['NHS_NOTIONAL', 'NHS_NOTIONAL', 'NHS_NOTIONAL']);
  });

  it('wait for a person whom only the NHS number tells of, since the set has no name', async () => {
    expect(await load({ 'NHS NUMBER': nhsNumberFor(3) })).toMatchObject({ loaded: 0, waiting: 1 });
    expect(await area.load('F10', area.file('three.csv', [whoRow({ nhs_number: nhsNumberFor(3) })]))).toMatchObject({ loaded: 1, joined: 1 });
    expect((await area.person(nhsNumberFor(3))).budgets).toHaveLength(1);
  });
});
