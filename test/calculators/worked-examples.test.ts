import { amount, costOverRounded } from '../../src/vocabulary/amount';
import { formatMoney, parseMoney, scale } from '../../src/vocabulary/money';
import { OF_FILES } from '../exchange/worked-files';
import { ask, type AskedCalculation, calculate } from './ask';
import { copied, type Example, examples, type Json } from './worked-example';

jest.setTimeout(120_000);

/** A figure of the file in pence, by its text: 160.3 is 160.30. */
const pence = (value: Json | undefined): number => {
  const [whole = '', part = ''] = String(value).split('.');
  return parseMoney(`${whole}.${part.padEnd(2, '0')}`);
};
const money = (value: Json | undefined): string => formatMoney(pence(value));
const number = (value: Json | undefined): number => Number(value);
const group = (value: Json | undefined): Readonly<Record<string, Json>> => value as Readonly<Record<string, Json>>;
const stepOf = (answer: AskedCalculation, label: string): string | null | undefined => answer.steps.find((step) => step.label === label)?.amount;
const lines = (held: Readonly<Record<string, Json>>): readonly { label: string; amount: string }[] =>
  Object.entries(held).map(([label, value]) => ({ label, amount: money(value) }));
const week = (value: Json): { value: string } => ({ value: money(value) });

const tariff = async (capital: Json | undefined): Promise<AskedCalculation> =>
  calculate('adultContribution', {
    authority: '384',
    on: '2025-05-01',
    facts: { dateOfBirth: '1950-01-01', careCost: week(1000), capital: money(capital), minimumIncomeGuarantee: '0.00' },
  });

const byTier = async ({ inputs, expected }: Example): Promise<void> => {
  const printed = expected.element3_top_up_gbp_year;
  const cases = typeof printed === 'number' ? [[null, printed] as const] : Object.entries(group(printed));
  for (const [tier, topUp] of cases) {
    const needs = [{ strand: inputs.strand, level: inputs.level, tier: tier === null ? null : { high: 'HIGH', med: 'MEDIUM', low: 'LOW' }[tier] }];
    const answer = await calculate('elementThreeTopUp', { authority: '384', on: '2020-09-01', needs });
    expect(answer.amount).toMatchObject({ value: money(topUp), every: 'YEAR' });
    expect(answer.upTo).toBe(topUp !== 0);
    expect(stepOf(answer, 'Element 2')).toBe(money(expected.element2_gbp_year));
  }
};
const devonBand = async ({ inputs, expected }: Example): Promise<void> => {
  for (const on of ['2022-09-01', '2023-09-01'])
    expect((await calculate('elementThreeTopUp', { authority: '878', on, band: inputs.band })).amount?.value).toBe(money(expected.top_up_gbp_year));
};
const norfolk = async ({ inputs, expected }: Example): Promise<void> => {
  for (const points of inputs.test_points as readonly number[]) {
    const answer = await calculate('childrensRas', { authority: '926', on: '2020-09-01', questionnaire: inputs.phase, points });
    const budget = expected.indicative_budget_gbp_year;
    expect(answer.amount?.perYear ?? null).toBe(budget === null ? null : money(budget));
    expect(answer.band).toBe(expected.band);
  }
};
const savva = async ({ inputs, expected }: Example): Promise<void> => {
  const answer = await calculate('adultsRas', { authority: '207', on: '2009-06-01', points: inputs.saq_points });
  expect(answer.amount).toMatchObject({ value: money(expected.ras_indicative_gbp_week), every: 'WEEK' });
};
const identifier =
  (system: string, key: string) =>
  async ({ inputs, expected }: Example): Promise<void> => {
    const { check } = await ask<{ check: { valid: boolean; reason: string | null } }>(
      'query ($system: IdentifierSystem!, $value: String!) { check: checkIdentifier(system: $system, value: $value) { valid reason } }',
      {
        system,
        value: inputs[key],
      },
    );
    expect(check.valid).toBe(expected.valid ?? expected.checksum_valid);
    expect(check.reason === null).toBe(check.valid);
    if (typeof expected.correct_letter_by_published_table === 'string')
      expect(check.reason).toContain(`it is ${expected.correct_letter_by_published_table}`);
  };
const equivalent = async (value: string, every: string, weeksPerYear = 52): Promise<{ perWeek: string | null; perYear: string }> =>
  (
    await ask<{ amount: { perWeek: string | null; perYear: string } }>(
      'query ($value: Money!, $every: Frequency!, $weeksPerYear: Int!) { amount: equivalentAmount(value: $value, every: $every, weeksPerYear: $weeksPerYear) { perWeek perYear } }',
      { value, every, weeksPerYear },
    )
  ).amount;

/** How each example is put to the hub. */
const REPRODUCED: Readonly<Record<string, (example: Example) => Promise<void>>> = {
  'tariff-001': async ({ inputs, expected }) => expect((await tariff(inputs.capital_gbp)).amount?.value).toBe(money(expected.tariff_income_gbp_week)),
  'tariff-003': async ({ inputs, expected }) => {
    const answer = await tariff(inputs.capital_gbp);
    expect(stepOf(answer, 'Income from capital')).toBe(money(expected.tariff_income_gbp_week));
    expect(answer.steps.find(({ label }) => label === 'Income from capital')?.detail).toContain(`${number(expected.steps)} steps`);
  },
  'tariff-007': async ({ inputs, expected }) =>
    expect((await tariff(14250 + number(inputs.excess_capital_gbp))).amount?.value).toBe(money(expected.tariff_income_gbp_week)),
  'tariff-010': async ({ inputs, expected }) => {
    const { state_pension, guarantee_credit, savings_credit } = inputs;
    const income = [
      ...lines({ state_pension, guarantee_credit } as Record<string, Json>),
      { label: 'savings credit', amount: money(savings_credit), disregarded: true },
    ];
    // Limits of another country: in England a council's own act on a temporary stay, and not in a care home for good.
    const facts = { dateOfBirth: '1940-01-01', setting: 'TEMPORARY_STAY', careCost: week(1000), capital: money(inputs.capital_gbp), income };
    const answer = await calculate('adultContribution', { authority: '998', on: '2024-05-01', facts });
    expect(answer.amount?.value).toBe(money(expected.charge_gbp_week));
    expect(answer.policy?.name).toBe('limits');
    expect(stepOf(answer, 'Income from capital')).toBe(money(expected.tariff_income_gbp_week));
    expect(pence(stepOf(answer, 'Income')) + pence(stepOf(answer, 'Income from capital'))).toBe(pence(expected.total_income_gbp_week));
  },
  'finass-001b': async ({ inputs, expected }) => {
    const monthly = inputs.amounts_per_month as readonly number[];
    const facts = {
      dateOfBirth: '1950-01-01',
      careCost: week(500),
      capital: '0.00',
      minimumIncomeGuarantee: '0.00',
      disabilityRelatedExpenditure: monthly.map((paid) => ({ label: `${paid} a month`, amount: money(paid), every: 'MONTH' })),
    };
    const answer = await calculate('adultContribution', { authority: '878', on: '2025-05-01', facts });
    for (const [index, paid] of monthly.entries()) {
      const weekly = money((expected.amounts_per_week as readonly Json[])[index]);
      expect(stepOf(answer, `${paid} a month`)).toBe(weekly);
      expect((await equivalent(money(paid), 'MONTH')).perWeek).toBe(weekly);
    }
  },
  'finass-002': async ({ inputs, expected }) => {
    const income = lines(group(inputs.income)).flatMap(({ label, amount: paid }) => {
      const ignored =
        label === 'PIP_daily_living_enhanced'
          ? pence(group(inputs.disregarded_income).no_night_care_element)
          : label === 'PIP_mobility_enhanced'
            ? pence(paid)
            : 0;
      const counted = pence(paid) - ignored;
      return [
        ...(counted > 0 ? [{ label, amount: formatMoney(counted) }] : []),
        ...(ignored > 0 ? [{ label: `${label}, not counted`, amount: formatMoney(ignored), disregarded: true }] : []),
      ];
    });
    const facts = {
      dateOfBirth: '2002-04-10',
      careCost: week(inputs.care_cost_gbp_week ?? 0),
      capital: '0.00',
      income,
      disabilityRelatedExpenditure: lines(group(inputs.dre)),
      minimumIncomeGuarantee: money(inputs.mig_gbp_week),
    };
    const answer = await calculate('adultContribution', { authority: '340', on: '2024-06-01', facts });
    expect(answer.amount).toMatchObject({ value: money(expected.assessed_contribution_gbp_week), every: 'WEEK' });
    expect(stepOf(answer, 'Income')).toBe(money(expected.total_income));
    expect(stepOf(answer, 'Disregarded income')).toBe(money(expected.disregards));
    expect(stepOf(answer, 'Disability-related expenditure')).toBe(money(expected.dre_total));
    expect(stepOf(answer, 'Paid by the council')).toBe('324.24');
  },
  'pb-001': async ({ inputs, expected }) => {
    const ongoing = await equivalent(money(inputs.ongoing_gbp_week), 'WEEK', 52 - number(inputs.respite_weeks));
    const respite = await equivalent(money(inputs.respite_gbp_year), 'ONE_OFF');
    expect(ongoing.perYear).toBe(money(expected.annual_ongoing));
    expect(respite).toEqual({ perWeek: null, perYear: money(expected.annual_respite) });
    expect(pence(ongoing.perYear) + pence(respite.perYear)).toBe(pence(expected.annual_total));
    const facts = {
      dateOfBirth: '1957-01-01',
      careCost: { ...week(inputs.ongoing_gbp_week ?? 0), weeksPerYear: 50 },
      capital: '0.00',
      income: [{ label: 'pension', amount: '180.00' }],
    };
    expect((await calculate('adultContribution', { authority: '870', on: '2024-05-01', facts })).amount?.value).toBe(
      money(expected.charge_ongoing_gbp_week),
    );
  },
  ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((index) => [`cras-norfolk-${index}`, norfolk])),
  'aras-001': savva,
  'aras-002': savva,
  'hn-wakefield-1': byTier,
  'hn-wakefield-2': byTier,
  'hn-wakefield-3': byTier,
  'hn-wakefield-6': byTier,
  'hn-devon-1': devonBand,
  'hn-devon-2': devonBand,
  'hn-devon-3': devonBand,
  'hn-wiltshire-1': async ({ inputs, expected }) => {
    const answer = await calculate('elementThreeTopUp', { authority: '865', on: '2016-01-31', band: inputs.band });
    expect(answer.amount?.value).toBe(money(expected.element3_gbp));
    expect([stepOf(answer, 'Element 1'), stepOf(answer, 'Element 2')]).toEqual([money(expected.element1_gbp), money(expected.element2_gbp)]);
  },
  'carer-001': async ({ inputs, expected }) => {
    for (const [index, level] of (inputs.wellbeing_impact as readonly string[]).entries()) {
      const upTo = number((expected.direct_payment_up_to_gbp as readonly Json[])[index]);
      const answer = await calculate('carerAllocation', { authority: '876', on: '2020-06-01', level });
      expect(answer).toMatchObject({ amount: { value: money(upTo) }, upTo: upTo > 0, band: level });
    }
  },
  'cld-cost-1': async ({ expected }) =>
    expect((await equivalent('100.00', 'WEEK')).perWeek).toBe(formatMoney(10_000 * number(expected.units_per_week))),
  'cld-cost-4': async ({ expected }) => {
    const [over = 0, under = 1] = String(expected.units_per_week).split('/').map(Number);
    expect((await equivalent('5200.00', 'MONTH')).perWeek).toBe(formatMoney(scale(520_000, over, under)));
  },
  'cld-cost-8': async ({ expected }) => expect((await equivalent('80.00', 'ONE_OFF')).perWeek).toBe(expected.cost_per_week),
  'cld-cost-9': async ({ inputs }) => {
    const { period_start, period_end } = inputs;
    expect(costOverRounded(amount(10_000, 'WEEK'), String(period_start), String(period_end))).toBe(13 * 10_000);
    return Promise.resolve();
  },
  'nhsno-01': identifier('NHS_NUMBER', 'number'),
  'nhsno-04': identifier('NHS_NUMBER', 'number'),
  'nhsno-08': identifier('NHS_NUMBER', 'number'),
  'nhsno-10': identifier('NHS_NUMBER', 'number'),
  'upn-01': identifier('UPN', 'upn'),
  'upn-02': identifier('UPN', 'upn'),
  'upn-05': identifier('UPN', 'upn'),
  'identifier-uln-01': identifier('ULN', 'uln'),
};

/** Every one of them: what a calculator answers, and what is read from files. */
const ALL: typeof REPRODUCED = { ...REPRODUCED, ...OF_FILES };

test('the copy of the figures is the published file’s', () => {
  expect(copied).toEqual(examples.map(({ id, inputs, expected }) => ({ id, inputs, expected })));
});
test('every example of the file is reproduced, and nothing that is not in it', () => {
  expect(Object.keys(ALL).sort()).toEqual(examples.map(({ id }) => id).sort());
});
test.each(examples.map((example) => [example.id, example] as const))('%s', async (id, example) => {
  expect.hasAssertions();
  const reproduce = ALL[id];
  if (!reproduce) throw new Error(`nothing reproduces ${id}`);
  await reproduce(example);
});
