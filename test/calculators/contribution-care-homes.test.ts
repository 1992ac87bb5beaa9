import { type AskedCalculation, calculate, faultOf } from './ask';

const FACTS = {
  dateOfBirth: '1945-01-01',
  setting: 'CARE_HOME',
  careCost: { value: '1000.00' },
  capital: '10000.00',
  income: [{ label: 'pension', amount: '260.00' }],
};
const assess = (facts: Record<string, unknown> = {}, on = '2025-05-01', authority = '384'): Promise<AskedCalculation> =>
  calculate('adultContribution', { authority, on, facts: { ...FACTS, ...facts } });
const step = ({ steps }: AskedCalculation, label: string): string | null | undefined => steps.find((one) => one.label === label)?.amount;
const spoken = ({ results }: AskedCalculation): readonly (readonly string[])[] =>
  results.map(({ rule, effect, subject }) => [rule.id, effect, subject ?? '']);

describe('what a council allows in the community never acts in a care home', () => {
  // Elsewhere takes nine tenths, collects nothing below 1.25 and allows 10.85 without evidence; 998 has higher limits.
  test('its share, its standard amount, its smallest charge', async () => {
    for (const setting of ['CARE_HOME', 'TEMPORARY_STAY']) expect((await assess({ setting }, '2025-05-01', '999')).amount?.value).toBe('229.35');
    expect((await assess({ setting: 'SHORT_STAY' }, '2025-05-01', '999')).amount?.value).toBe('14.90');
    const small = { income: [{ label: 'pension', amount: '31.65' }] };
    expect((await assess(small, '2025-05-01', '999')).amount?.value).toBe('1.00');
  });
  test('its capital limits: not for good, but on a temporary stay, at home and on a short one', async () => {
    const over = { capital: '24000.00' };
    const home = await assess(over, '2025-05-01', '998');
    expect([home.amount?.value, spoken(home)]).toEqual(['1000.00', [['ASC-CAPITAL-UPPER', 'INFORM', 'capital']]]);
    for (const setting of ['TEMPORARY_STAY', 'COMMUNITY', 'SHORT_STAY'])
      expect(step(await assess({ ...over, setting }, '2025-05-01', '998'), 'Income from capital')).toBe('10.00');
  });
  test('its standard amount by benefit, of which the largest counts, and none without', async () => {
    const at = (disabilityBenefits: readonly string[], setting = 'COMMUNITY') =>
      assess({ setting, disabilityBenefits, income: [{ label: 'pension', amount: '300.00' }] }, '2024-10-01', '870');
    expect((await at([])).amount?.value).toBe('64.35');
    const unknown = await assess({ setting: 'COMMUNITY', income: [{ label: 'pension', amount: '300.00' }] }, '2024-10-01', '870');
    expect([unknown.amount?.value, spoken(unknown)]).toEqual(['64.35', [['ASC-STANDARD-DRE', 'WARN', 'disabilityBenefits']]]);
    expect((await at(['ATTENDANCE_ALLOWANCE_HIGHER'])).amount?.value).toBe('53.50');
    expect((await at(['ATTENDANCE_ALLOWANCE_HIGHER'], 'CARE_HOME')).amount?.value).toBe('269.85');
  });
  test('a plain one, but to somebody who is known to have no benefit', async () => {
    const at = async (disabilityBenefits: readonly string[] | null) =>
      step(await assess({ setting: 'COMMUNITY', disabilityBenefits }, '2025-05-01', '999'), 'Disability-related expenditure');
    expect([await at(null), await at(['DLA_CARE_LOWEST']), await at([])]).toEqual(['10.85', '10.85', undefined]);
  });
  test('by rate, and no more than the largest charge', async () => {
    const at = async (disabilityBenefits: readonly string[], amount: string) => {
      const { amount: paid, steps } = await assess(
        { setting: 'COMMUNITY', disabilityBenefits, income: [{ label: 'pension', amount }] },
        '2025-05-01',
        '995',
      );
      return [paid?.value, steps.find(({ label }) => label === 'Largest charge')?.amount];
    };
    expect(await at(['PIP_DAILY_LIVING_STANDARD'], '300.00')).toEqual(['52.40', undefined]);
    expect(await at(['PIP_DAILY_LIVING_STANDARD', 'ATTENDANCE_ALLOWANCE_HIGHER'], '300.00')).toEqual(['37.40', undefined]);
    expect(await at([], '700.00')).toEqual(['400.00', '400.00']);
    expect((await assess({ income: [{ label: 'pension', amount: '700.00' }] }, '2025-05-01', '995')).amount?.value).toBe('669.35');
  });
  test('nor are costs taken off that are of life at home: housing on a temporary stay only', async () => {
    const costs = { disabilityRelatedExpenditure: [{ label: 'laundry', amount: '20.00' }], housingCosts: [{ label: 'rent', amount: '50.00' }] };
    const home = await assess(costs);
    expect([home.amount?.value, spoken(home)]).toEqual([
      '229.35',
      [
        ['ASC-CARE-HOME', 'INFORM', 'housingCosts'],
        ['ASC-CARE-HOME', 'INFORM', 'disabilityRelatedExpenditure'],
      ],
    ]);
    const temporary = await assess({ ...costs, setting: 'TEMPORARY_STAY' });
    expect([temporary.amount?.value, spoken(temporary)]).toEqual(['179.35', [['ASC-CARE-HOME', 'INFORM', 'disabilityRelatedExpenditure']]]);
  });
  test('half of a pension shared with a partner elsewhere', async () => {
    const shared = { income: [{ label: 'Works pension', amount: '200.01', kind: 'SHARED_OCCUPATIONAL_PENSION' }] };
    expect((await assess(shared)).amount?.value).toBe('69.35');
  });
});

describe('property', () => {
  const house = { label: 'The house', value: '200000.00', mainHome: true };
  const resident = (property: object, more: object = {}, on = '2025-05-01') =>
    assess({ property: [property], careHomeSince: '2025-01-06', ...more }, on);
  test.each([
    ['COMMUNITY', 'ASC-PROPERTY'],
    ['SHORT_STAY', 'ASC-PROPERTY'],
    ['TEMPORARY_STAY', 'ASC-PROPERTY'],
  ])('the main home is not counted: %s', async (setting, rule) => {
    const answer = await resident(house, { setting });
    expect(spoken(answer).filter(([, , subject]) => subject === 'property')).toEqual([[rule, 'INFORM', 'property']]);
    expect(step(answer, 'Capital that counts')).toBeUndefined();
  });
  test.each(['PARTNER', 'LONE_PARENT_FORMER_PARTNER', 'RELATIVE_AGED_60', 'INCAPACITATED_RELATIVE', 'CHILD_UNDER_18'])(
    'nor where the law names who lives there: %s',
    async (occupant) => {
      expect((await resident({ ...house, livedInBy: [occupant] })).amount?.value).toBe('229.35');
    },
  );
  test('for 12 weeks, the day of the move counted, and then it is', async () => {
    const last = await resident(house, {}, '2025-03-30');
    expect([last.amount?.value, spoken(last)]).toEqual(['229.85', [['ASC-TWELVE-WEEKS', 'INFORM', 'property']]]);
    expect(last.results[0]?.fix).toContain('from 2025-03-31');
    const first = await resident(house, {}, '2025-03-31');
    expect([first.amount?.value, step(first, 'Capital that counts'), spoken(first)]).toEqual([
      '1000.00',
      '190000.00',
      [['ASC-CAPITAL-UPPER', 'INFORM', 'capital']],
    ]);
  });
  test('since when is asked, and not before it begins', async () => {
    expect(await resident(house, { careHomeSince: null })).toMatchObject({
      amount: null,
      results: [{ rule: { id: 'ASC-TWELVE-WEEKS' }, effect: 'REFUSE', subject: 'careHomeSince' }],
    });
    expect(await faultOf(resident(house, { careHomeSince: '2025-05-02' }))).toMatchObject({ field: 'facts.careHomeSince' });
  });
  test('a share of another house, less a tenth and what is owed, counts wherever the care is given', async () => {
    const let1 = { label: 'The flat that is let', value: '60000.00', secured: '20000.00', owners: 4 };
    for (const setting of ['CARE_HOME', 'COMMUNITY']) {
      const answer = await resident(let1, { setting });
      // 60,000 less 6,000 less 20,000 is 34,000, of which a quarter is 8,500.
      expect([step(answer, 'The flat that is let'), step(answer, 'Capital that counts'), step(answer, 'Income from capital')]).toEqual([
        '8500.00',
        '18500.00',
        '17.00',
      ]);
    }
  });
  test('owed more than it would fetch, it counts for nothing', async () => {
    expect(step(await resident({ ...house, secured: '190000.00' }), 'The house')).toBe('0.00');
  });
});

describe('what was given away to pay less', () => {
  test('counts, and says by how much it falls each week', async () => {
    const answer = await assess({ notionalCapital: [{ label: 'To a nephew', amount: '8000.00' }] });
    // 18,000 is 3,750 above the lower limit: 15 steps.
    expect([answer.amount?.value, step(answer, 'To a nephew'), spoken(answer)]).toEqual([
      '244.35',
      '8000.00',
      [['ASC-DEPRIVATION', 'INFORM', 'notionalCapital']],
    ]);
    expect(answer.results[0]?.message).toContain('it falls by £15.00 each week');
  });
  test('and over the upper limit by all that it adds to the full cost', async () => {
    const answer = await assess({ notionalCapital: [{ label: 'To a nephew', amount: '50000.00' }] });
    expect(answer.amount?.value).toBe('1000.00');
    expect(answer.results.map(({ message }) => message).join(' ')).toContain('it falls by £770.65 each week');
  });
});

describe('deferred', () => {
  const owner = { property: [{ label: 'The house', value: '200000.00', mainHome: true }], careHomeSince: '2025-01-06', deferredPayment: true };
  test('the charge stays; income above the allowance is paid now, and the rest waits', async () => {
    const answer = await assess(owner);
    expect([answer.amount?.value, step(answer, 'Paid now'), step(answer, 'Deferred until the home is sold')]).toEqual([
      '1000.00',
      '116.00',
      '884.00',
    ]);
  });
  test('an allowance that the year does not publish is refused by name', async () => {
    expect((await assess(owner, '2026-10-01')).results.map(({ subject }) => subject)).toEqual([
      'the disposable income allowance of a deferred payment',
    ]);
  });
  test('nothing is deferred without a home that counts', async () => {
    const answer = await assess({ ...owner, property: [] });
    expect([answer.amount?.value, spoken(answer)]).toEqual(['229.35', [['ASC-DEFERRED', 'INFORM', 'deferredPayment']]]);
  });
});
