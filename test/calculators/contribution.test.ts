import { type AskedCalculation, calculate, faultOf } from './ask';

const FACTS = { dateOfBirth: '1980-01-01', careCost: { value: '400.00' }, capital: '0.00', income: [{ label: 'benefit', amount: '250.00' }] };
const assess = (facts: Record<string, unknown> = {}, on = '2025-05-01', authority = '384'): Promise<AskedCalculation> =>
  calculate('adultContribution', { authority, on, facts: { ...FACTS, ...facts } });
const step = ({ steps }: AskedCalculation, label: string): string | null | undefined => steps.find((one) => one.label === label)?.amount;
const spoken = ({ results }: AskedCalculation): readonly (readonly string[])[] => results.map(({ rule, effect }) => [rule.id, effect]);

test('a whole assessment, in steps that can be re-added', async () => {
  const answer = await assess({
    capital: '15000.00',
    income: [
      { label: 'state benefit', amount: '300.00' },
      { label: 'pension', amount: '100.00', every: 'MONTH' },
      { label: 'mobility', amount: '75.75', disregarded: true },
    ],
    housingCosts: [{ label: 'rent', amount: '20.00' }],
    disabilityRelatedExpenditure: [{ label: 'laundry', amount: '6.42' }],
    premiums: ['DISABILITY'],
  });
  expect(answer.steps.map(({ label, amount, rule }) => [label, amount, rule?.id ?? null])).toEqual([
    ['Assessed at the age of 45', null, 'METHOD-PUBLISHED'],
    ['Where the care is given', '400.00', null],
    ['state benefit', '300.00', null],
    ['pension', '23.08', null],
    ['mobility', '75.75', null],
    ['Income', '398.83', null],
    ['Income from capital', '3.00', 'ASC-TARIFF'],
    ['Not counted: mobility', '75.75', null],
    ['Disregarded income', '75.75', null],
    ['rent', '20.00', null],
    ['Housing costs', '20.00', null],
    ['Minimum income guarantee', '112.50', 'ASC-MIG'],
    ['Disability premium', '49.65', 'ASC-MIG'],
    ['Left to the person', '162.15', 'ASC-MIG'],
    ['laundry', '6.42', null],
    ['Disability-related expenditure', '6.42', null],
    ['Disposable income', '137.51', null],
    ['Assessed contribution', '137.51', null],
    ['Contribution', '137.51', 'ASC-CHARGE-LOWER'],
    ['Paid by the council', '262.49', 'ASC-NET'],
  ]);
  expect(answer.steps.find(({ label }) => label === 'Disposable income')?.detail).toBe('£398.83 + £3.00 - £75.75 - £20.00 - £162.15 - £6.42.');
  expect(answer).toMatchObject({ amount: { value: '137.51', every: 'WEEK' }, results: [], policy: { name: 'england', version: '2026-27' } });
});

describe('capital', () => {
  test.each([
    ['14250.00', '0.00'],
    ['14250.01', '1.00'],
    ['14500.00', '1.00'],
    ['14500.01', '2.00'],
    ['23250.00', '36.00'],
  ])('%s counts as %s a week', async (capital, tariff) => {
    expect(step(await assess({ capital }), 'Income from capital')).toBe(tariff);
  });
  test('a penny over the upper limit is the full cost', async () => {
    const answer = await assess({ capital: '23250.01' });
    expect(answer.amount?.value).toBe('400.00');
    expect(spoken(answer)).toEqual([['ASC-CAPITAL-UPPER', 'INFORM']]);
  });
  test('not stated: refused by name, unless the finances are not disclosed, which is the full cost', async () => {
    const unstated = await assess({ capital: null });
    expect(unstated).toMatchObject({ amount: null, results: [{ rule: { id: 'ASC-DISCLOSE' }, effect: 'REFUSE', subject: 'capital' }] });
    const closed = await assess({ capital: null, disclosed: false });
    expect(closed.amount?.value).toBe('400.00');
    expect(spoken(closed)).toEqual([['ASC-DISCLOSE', 'INFORM']]);
  });
});

describe('what is left to the person', () => {
  test.each([
    // Born on 1 May: 18, 25 and 66 on the day, and the day before.
    ['SINGLE', '2007-05-01', '2025-05-01', '89.15'],
    ['SINGLE', '2000-05-02', '2025-05-01', '89.15'],
    ['SINGLE', '2000-05-01', '2025-05-01', '112.50'],
    ['SINGLE', '1959-05-02', '2025-05-01', '112.50'],
    ['SINGLE', '1959-05-01', '2025-05-01', '232.60'],
    // Every year begins on 6 April.
    ['SINGLE', '1980-01-01', '2015-04-01', '90.50'],
    ['SINGLE', '1980-01-01', '2015-04-05', '90.50'],
    ['SINGLE', '1980-01-01', '2015-04-06', '91.40'],
    ['SINGLE', '1980-01-01', '2022-04-05', '91.40'],
    ['SINGLE', '1980-01-01', '2022-04-06', '94.15'],
    ['SINGLE', '1980-01-01', '2023-04-06', '103.65'],
    ['SINGLE', '1980-01-01', '2024-04-06', '110.60'],
    ['SINGLE', '1980-01-01', '2025-04-05', '110.60'],
    ['SINGLE', '1980-01-01', '2026-03-31', '112.50'],
    ['LONE_PARENT', '2000-01-01', '2018-05-01', '91.40'],
    ['COUPLE', '1980-01-01', '2018-05-01', '71.80'],
    ['COUPLE', '1950-01-01', '2018-05-01', '144.30'],
  ])('%s born %s on %s: %s', async (household, dateOfBirth, on, guarantee) => {
    expect(step(await assess({ household, dateOfBirth }, on), 'Minimum income guarantee')).toBe(guarantee);
  });
  test('premiums and children are added', async () => {
    const answer = await assess({ household: 'COUPLE', premiums: ['DISABILITY'], dependentChildren: 2 }, '2018-05-01');
    expect([step(answer, 'Disability premium'), step(answer, 'Dependent children'), step(answer, 'Left to the person')]).toEqual([
      '28.75',
      '167.30',
      '267.85',
    ]);
    expect(answer.amount?.value).toBe('0.00');
  });
  test('a stated guarantee replaces the published one, premiums included', async () => {
    const answer = await assess({ minimumIncomeGuarantee: '160.30', premiums: ['CARER'] });
    expect(answer.amount?.value).toBe('89.70');
    expect(step(answer, 'Carer premium')).toBeUndefined();
  });
  test('in a care home it is the personal expenses allowance; a short stay is assessed as care at home', async () => {
    const home = await assess({ setting: 'CARE_HOME' });
    expect([step(home, 'Personal expenses allowance'), step(home, 'Minimum income guarantee'), home.amount?.value]).toEqual([
      '30.65',
      undefined,
      '219.35',
    ]);
    expect((await assess({ setting: 'CARE_HOME', minimumIncomeGuarantee: '200.00' })).amount?.value).toBe('219.35');
    expect((await assess({ setting: 'SHORT_STAY' })).amount?.value).toBe('137.50');
  });
  test.each([
    // Before October 2020, and again from April 2026, by birth date and not by whole years.
    ['1953-01-01', '2015-09-05', '91.40'],
    ['1953-01-01', '2015-09-06', '189.00'],
    ['1954-05-02', '2016-05-01', '91.40'],
    ['1960-04-05', '2026-04-05', '232.60'],
    ['1960-04-05', '2026-04-04', '112.50'],
    ['1960-04-06', '2026-05-05', '120.40'],
    ['1960-04-06', '2026-05-06', '241.45'],
    ['1960-07-31', '2026-11-29', '120.40'],
    ['1960-07-31', '2026-11-30', '241.45'],
  ])('born %s on %s, near pension credit age: %s', async (dateOfBirth, on, guarantee) => {
    expect(step(await assess({ dateOfBirth }, on), 'Minimum income guarantee')).toBe(guarantee);
  });
});

describe('what is missing is named, all at once', () => {
  test.each(['2027-04-06', '2030-01-01', '2015-03-31'])('no statutory figure is held on %s', async (on) => {
    const answer = await assess({}, on);
    expect(answer).toMatchObject({ amount: null, steps: [] });
    expect(answer.results.map(({ rule, effect }) => [rule.id, effect])).toEqual([['POLICY-FIGURE', 'REFUSE']]);
    expect(answer.results[0]?.message).toContain("England's figures do not hold the lower capital limit, the upper capital limit, ");
    expect(answer.results[0]?.message).toContain('the minimum income guarantee for a single person from 25 to pension credit age');
    expect(answer.results[0]?.fix).toContain('Add capital.lowerLimit, capital.upperLimit, ');
  });
  test('not disclosed needs no figure, so it is answered on any day', async () => {
    expect((await assess({ disclosed: false }, '2026-05-01')).amount?.value).toBe('400.00');
  });
  test('a figure that was not found for its year', async () => {
    expect((await assess({ premiums: ['CARER'] }, '2018-05-01')).results.map(({ subject }) => subject)).toEqual(['the carer premium']);
    const couple = await assess({ household: 'COUPLE', dependentChildren: 1 }, '2025-05-01');
    expect(couple.results.map(({ subject }) => subject)).toEqual([
      'the minimum income guarantee for a member of a couple under pension credit age, the minimum income guarantee for each dependent child',
    ]);
  });
  test('nobody under 18 is assessed', async () => {
    expect(await assess({ dateOfBirth: '2007-05-02' })).toMatchObject({ amount: null, results: [{ rule: { id: 'ASC-AGE' }, effect: 'REFUSE' }] });
  });
});

describe('the lower of what was assessed and what the care costs', () => {
  test('care that costs less', async () => {
    const answer = await assess({ careCost: { value: '50.00' } });
    expect(answer.amount?.value).toBe('50.00');
    expect(spoken(answer)).toEqual([['ASC-CHARGE-LOWER', 'INFORM']]);
    expect(step(answer, 'Paid by the council')).toBe('0.00');
  });
  test('costs by the month are 12/52 of it a week', async () => {
    expect(step(await assess({ careCost: { value: '433.33', every: 'MONTH' } }), 'Where the care is given')).toBe('100.00');
  });
  test('never below nothing', async () => {
    const answer = await assess({ income: [] });
    expect(answer.amount?.value).toBe('0.00');
    expect(answer.steps.find(({ label }) => label === 'Disposable income')?.detail).toContain('below nothing');
  });
});

describe("an authority's own figures", () => {
  test('a share, a standard amount and a smallest charge', async () => {
    const answer = await assess({}, '2025-05-01', '999');
    // 250.00 - 112.50 - 10.85 = 126.65, of which nine tenths is 113.985.
    expect([
      step(answer, 'Disability-related expenditure'),
      step(answer, 'Disposable income'),
      step(answer, 'Share that is taken'),
      answer.amount?.value,
    ]).toEqual(['10.85', '126.65', '113.99', '113.99']);
    expect(answer.policy?.name).toBe('elsewhere');
    const listed = await assess({ disabilityRelatedExpenditure: [{ label: 'heating', amount: '12.00' }] }, '2025-05-01', '999');
    expect(step(listed, 'Disability-related expenditure')).toBe('12.00');
    const small = await assess({ income: [{ label: 'benefit', amount: '124.70' }] }, '2025-05-01', '999');
    expect([step(small, 'Share that is taken'), step(small, 'Smallest charge'), small.amount?.value]).toEqual(['1.22', '0.00', '0.00']);
  });
});

describe('broken requests name their field', () => {
  test.each([
    [{ income: [{ label: 'gift', amount: '5.00', every: 'ONE_OFF' }] }, 'facts.income'],
    [{ careCost: { value: '5.00', every: 'ONE_OFF' } }, 'facts.careCost'],
    [{ premiums: ['WEALTH'] }, 'facts.premiums.0'],
    [{ premiums: ['CARER', 'CARER'] }, 'facts.premiums'],
    [{ dateOfBirth: '2025-05-02' }, 'facts.dateOfBirth'],
  ])('%j', async (facts, field) => {
    expect(await faultOf(assess(facts))).toMatchObject({ code: 'BAD_INPUT', field });
  });
  test.each([
    { dependentChildren: -1 },
    { capital: '-1.00' },
    { careCost: { value: '-1.00' } },
    { income: [{ label: '', amount: '1.00' }] },
    { income: Array.from({ length: 101 }, () => ({ label: 'x', amount: '1.00' })) },
  ])('the schema refuses %j', async (facts) => {
    await expect(assess(facts)).rejects.toThrow();
  });
});
