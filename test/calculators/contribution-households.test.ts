import { type AskedCalculation, calculate, faultOf } from './ask';

const FACTS = { dateOfBirth: '1980-01-01', careCost: { value: '400.00' }, capital: '0.00', income: [{ label: 'benefit', amount: '250.00' }] };
const assess = (facts: Record<string, unknown> = {}, on = '2025-05-01', authority = '384'): Promise<AskedCalculation> =>
  calculate('adultContribution', { authority, on, facts: { ...FACTS, ...facts } });
const step = ({ steps }: AskedCalculation, label: string): string | null | undefined => steps.find((one) => one.label === label)?.amount;
const spoken = ({ results }: AskedCalculation): readonly (readonly string[])[] =>
  results.map(({ rule, effect, subject }) => [rule.id, effect, subject ?? '']);

describe('a couple: one or both of pension credit age', () => {
  test.each([
    ['1961-01-01', '1951-01-01', '144.30'],
    ['1951-01-01', '1990-01-01', '144.30'],
    ['1951-01-01', '1951-01-01', '144.30'],
    ['1961-01-01', '1961-01-01', '71.80'],
    // The partner's month: born 6 September 1954 to 5 October 1954, on 6 September 2020; the next day of birth, on the 66th birthday.
    ['1980-01-01', '1954-10-05', '144.30'],
    ['1980-01-01', '1954-10-06', '71.80'],
  ])('born %s, partner born %s: %s', async (dateOfBirth, partnerDateOfBirth, guarantee) => {
    const answer = await assess({ household: 'COUPLE', dateOfBirth, partnerDateOfBirth }, '2020-10-05');
    expect([step(answer, 'Minimum income guarantee'), answer.results]).toEqual([guarantee, []]);
  });
  test('whose partner is not known is told so, and is not where their own age decides', async () => {
    const young = await assess({ household: 'COUPLE' }, '2021-10-01');
    expect([step(young, 'Minimum income guarantee'), spoken(young)]).toEqual(['71.80', [['ASC-MIG', 'WARN', 'partnerDateOfBirth']]]);
    expect((await assess({ household: 'COUPLE', dateOfBirth: '1940-01-01' }, '2021-10-01')).results).toEqual([]);
  });
  test('a partner of somebody who is none is a broken request', async () => {
    expect(await faultOf(assess({ partnerDateOfBirth: '1951-01-01' }))).toMatchObject({ code: 'BAD_INPUT', field: 'facts.partnerDateOfBirth' });
  });
});

describe('premiums', () => {
  test('for a disability they stop at pension credit age; a carer’s does not', async () => {
    const premiums = ['DISABILITY', 'ENHANCED_DISABILITY', 'CARER'];
    const older = await assess({ dateOfBirth: '1953-03-10', premiums, income: [{ label: 'pension', amount: '400.00' }] }, '2024-05-01');
    expect([step(older, 'Left to the person'), step(older, 'Disability premium'), step(older, 'Carer premium')]).toEqual([
      '281.05',
      undefined,
      '52.35',
    ]);
    expect(older.amount?.value).toBe('118.95');
    expect(spoken(older)).toEqual([
      ['ASC-MIG', 'INFORM', 'premiums'],
      ['ASC-MIG', 'INFORM', 'premiums'],
    ]);
  });
  test('on the day before and on the day', async () => {
    const facts = { dateOfBirth: '1954-10-06', premiums: ['DISABILITY'] };
    expect(step(await assess(facts, '2020-10-05'), 'Disability premium')).toBe('40.35');
    expect(step(await assess(facts, '2020-10-06'), 'Disability premium')).toBeUndefined();
  });
  test('of a couple they stay while one of the two is below pension credit age', async () => {
    const facts = { household: 'COUPLE', dateOfBirth: '1950-01-01', premiums: ['DISABILITY'] };
    expect(step(await assess({ ...facts, partnerDateOfBirth: '1970-01-01' }, '2018-05-01'), 'Disability premium')).toBe('28.75');
    expect(step(await assess({ ...facts, partnerDateOfBirth: '1951-01-01' }, '2018-05-01'), 'Disability premium')).toBeUndefined();
  });
  test.each([
    ['2018-05-01', '151.45'],
    ['2023-05-01', '171.75'],
    ['2024-05-01', '183.25'],
    ['2025-05-01', '186.40'],
  ])('both of a single person on %s: %s is left, whether each is published or their sum', async (on, left) => {
    const answer = await assess({ premiums: ['DISABILITY', 'ENHANCED_DISABILITY'] }, on);
    expect([step(answer, 'Left to the person'), answer.results]).toEqual([left, []]);
  });
  test('one of them, of a year that prints their sum only, is refused by name', async () => {
    const answer = await assess({ premiums: ['DISABILITY'] }, '2024-05-01');
    expect(answer).toMatchObject({
      amount: null,
      results: [
        {
          rule: { id: 'POLICY-FIGURE' },
          message: "England's figures do not hold the disability premium for a single person on 2024-05-01.",
          subject: 'the disability premium for a single person',
        },
      ],
    });
  });
});

describe('children', () => {
  test('a lone parent of two, and a council’s own addition for one who is disabled', async () => {
    const facts = {
      household: 'LONE_PARENT',
      dependentChildren: 2,
      disabledChildrenHigherRate: 1,
      income: [{ label: 'benefits', amount: '600.00' }],
    };
    const reading = await assess(facts, '2024-05-01', '870');
    // 110.60 + 2 at 101.25 + 127.90.
    expect([step(reading, 'Disabled children, higher rate'), step(reading, 'Left to the person'), reading.amount?.value]).toEqual([
      '127.90',
      '441.00',
      '159.00',
    ]);
    const elsewhere = await assess(facts, '2024-05-01');
    expect([step(elsewhere, 'Left to the person'), spoken(elsewhere)]).toEqual(['313.10', [['ASC-MIG', 'INFORM', 'disabledChildrenHigherRate']]]);
  });
  test('no more are disabled than there are', async () => {
    expect(await faultOf(assess({ dependentChildren: 1, disabledChildrenLowerRate: 1, disabledChildrenHigherRate: 1 }))).toMatchObject({
      field: 'facts.dependentChildren',
    });
  });
});

describe('the birthdays of 18 and 25, and the turn of the year', () => {
  test.each([
    ['2008-04-03', '2026-04-02', null],
    ['2008-04-03', '2026-04-03', '89.15'],
    ['2008-04-03', '2026-04-05', '89.15'],
    ['2008-04-03', '2026-04-06', '95.40'],
    ['2001-04-06', '2026-04-05', '89.15'],
    ['2001-04-06', '2026-04-06', '120.40'],
    ['2000-02-29', '2025-02-28', '87.65'],
    ['2000-02-29', '2025-03-01', '110.60'],
    ['1990-06-01', '2026-03-31', '112.50'],
    ['1990-06-01', '2026-04-01', '112.50'],
    ['1990-06-01', '2027-04-05', '120.40'],
  ])('born %s on %s: %s', async (dateOfBirth, on, guarantee) => {
    const answer = await assess({ dateOfBirth }, on);
    expect(step(answer, 'Minimum income guarantee') ?? null).toBe(guarantee);
    if (guarantee === null) expect(spoken(answer)[0]?.slice(0, 2)).toEqual(['ASC-AGE', 'REFUSE']);
  });
});

describe('part of an income that is not counted', () => {
  const income = (...lines: readonly object[]) => assess({ income: [{ label: 'State pension', amount: '300.00' }, ...lines] }, '2024-05-01');
  test.each([
    ['as a part of the payment', { label: 'War pension', amount: '40.00', disregardedPart: '10.00' }, '10.00', '219.40'],
    ['as a part of each month’s', { label: 'Works pension', amount: '433.33', every: 'MONTH', disregardedPart: '216.67' }, '50.00', '239.40'],
    ['savings credit, less than may be left out', { label: 'Savings credit', amount: '5.00', kind: 'SAVINGS_CREDIT' }, '5.00', '189.40'],
    ['savings credit, more than may be', { label: 'Savings credit', amount: '7.25', kind: 'SAVINGS_CREDIT' }, '6.95', '189.70'],
    ['earnings', { label: 'Wages', amount: '120.00', kind: 'EARNINGS' }, '120.00', '189.40'],
    ['a mobility component', { label: 'PIP mobility', amount: '75.75', kind: 'MOBILITY_COMPONENT' }, '75.75', '189.40'],
    [
      'a pension that is shared, in the community: all of it counts',
      { label: 'Works pension', amount: '80.00', kind: 'SHARED_OCCUPATIONAL_PENSION' },
      '0.00',
      '269.40',
    ],
  ])('%s', async (_, line, disregarded, contribution) => {
    const answer = await income(line);
    expect([step(answer, 'Disregarded income'), answer.amount?.value]).toEqual([disregarded, contribution]);
  });
  test('as the letter prints it, a line beside the income that bears its name: never more than that income', async () => {
    const printed = await income(
      { label: 'Savings pension credit', amount: '7.25' },
      { label: 'Savings credit disregard', amount: '6.95', disregarded: true },
    );
    expect([step(printed, 'Income'), step(printed, 'Disregarded income'), printed.amount?.value, printed.results]).toEqual([
      '307.25',
      '6.95',
      '189.70',
      [],
    ]);
    const more = await income({ label: 'War pension', amount: '8.00' }, { label: 'War pension disregard', amount: '10.00', disregarded: true });
    expect(step(more, 'Disregarded income')).toBe('8.00');
  });
  test('a disregard of an income that is not listed does nothing, and says so', async () => {
    const answer = await income({ label: 'War pension disregard', amount: '10.00', disregarded: true });
    expect([answer.amount?.value, spoken(answer)]).toEqual(['189.40', [['ASC-DISREGARD', 'WARN', 'income']]]);
  });
  test('of a couple, by the couple’s disregard', async () => {
    const credit = { label: 'Savings credit', amount: '12.00', kind: 'SAVINGS_CREDIT' };
    const answer = await assess({ household: 'COUPLE', dateOfBirth: '1950-01-01', income: [credit] }, '2018-05-01');
    expect(step(answer, 'Disregarded income')).toBe('8.60');
  });
  test('a disregard that the year does not publish is refused by name', async () => {
    const answer = await assess({ income: [{ label: 'Savings credit', amount: '7.00', kind: 'SAVINGS_CREDIT' }] }, '2026-05-01');
    expect(answer.results.map(({ subject }) => subject)).toEqual(['the savings credit disregard for a single person']);
  });
  test.each([
    [{ label: 'x', amount: '5.00', disregardedPart: '5.01' }],
    [{ label: 'x', amount: '5.00', disregarded: true, disregardedPart: '1.00' }],
    [{ label: 'x', amount: '5.00', kind: 'EARNINGS', disregardedPart: '1.00' }],
  ])('broken: %j', async (line) => {
    expect(await faultOf(income(line))).toMatchObject({ code: 'BAD_INPUT', field: 'facts.income' });
  });
});
