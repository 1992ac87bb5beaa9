import fc from 'fast-check';
import { amount, FREQUENCIES, perWeek } from '../../src/vocabulary/amount';
import type { RasStep, StepsRas } from '../../src/policy/table.types';
import { allocateByRas, roundAsPublished } from '../../src/policy/ras.rules';
import { noAmount } from '../../src/policy/policy.rules';
import { adultContribution } from '../../src/streams/adult-social-care/contribution.rules';
import { CARE_SETTINGS, type FinancialFacts, HOUSEHOLDS, type MoneyLine } from '../../src/streams/financial-facts.types';
import { policies } from './ask';

const recurring = fc.constantFrom(...FREQUENCIES.filter((every) => every !== 'ONE_OFF'));
const pence = (most: number): fc.Arbitrary<number> => fc.nat(most);
const line = (most: number): fc.Arbitrary<MoneyLine> =>
  fc.record({
    label: fc.string({ minLength: 1, maxLength: 8 }),
    amount: fc.record({ pence: pence(most), every: recurring, weeksPerYear: fc.constant(52) }),
    disregarded: fc.boolean(),
  });
const facts: fc.Arbitrary<FinancialFacts> = fc.record({
  dateOfBirth: fc.integer({ min: 1925, max: 2005 }).map((year) => `${year}-06-15`),
  household: fc.constantFrom(...HOUSEHOLDS),
  setting: fc.constantFrom(...CARE_SETTINGS),
  dependentChildren: fc.nat(4),
  premiums: fc.constant([]),
  careCost: fc.record({ pence: pence(200_000), every: recurring, weeksPerYear: fc.integer({ min: 1, max: 52 }) }),
  disclosed: fc.boolean(),
  capital: fc.option(pence(4_000_000)),
  income: fc.array(line(80_000), { maxLength: 5 }),
  housingCosts: fc.array(line(30_000), { maxLength: 3 }),
  disabilityRelatedExpenditure: fc.array(line(10_000), { maxLength: 3 }),
  minimumIncomeGuarantee: pence(40_000),
});
const POLICIES = ['384', '999', '998'].map((authority) => policies.forAuthority(authority).on('2025-05-01'));
const policy = fc.constantFrom(...POLICIES);

describe('the contribution', () => {
  test('is never below nothing and never above the cost of the care', () => {
    fc.assert(
      fc.property(facts, policy, (given, view) => {
        const { amount: contribution, results } = adultContribution(given, view);
        if (contribution === null) return void expect(results.some(({ effect }) => effect === 'REFUSE')).toBe(true);
        expect(contribution.every).toBe('WEEK');
        expect(contribution.pence).toBeGreaterThanOrEqual(0);
        expect(contribution.pence).toBeLessThanOrEqual(perWeek(given.careCost) ?? 0);
      }),
      { numRuns: 2_000 },
    );
  });
  test('never falls when income or capital rises, and never rises with what the disability costs', () => {
    fc.assert(
      fc.property(facts, policy, pence(50_000), (given, view, more) => {
        const charge = (changed: Partial<FinancialFacts>): number | null => adultContribution({ ...given, ...changed }, view).amount?.pence ?? null;
        const before = charge({});
        fc.pre(before !== null);
        const extra = { label: 'more', amount: amount(more, 'WEEK'), disregarded: false };
        expect(charge({ income: [...given.income, extra] })).toBeGreaterThanOrEqual(before ?? 0);
        expect(charge({ income: [...given.income, { ...extra, disregarded: true }] })).toBe(before);
        if (given.capital !== null) expect(charge({ capital: given.capital + more })).toBeGreaterThanOrEqual(before ?? 0);
        expect(charge({ disabilityRelatedExpenditure: [...given.disabilityRelatedExpenditure, extra] })).toBeLessThanOrEqual(before ?? 0);
      }),
      { numRuns: 2_000 },
    );
  });
  test('its steps can be re-added to its figure', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { amount: contribution, steps } = adultContribution(given, policies.forAuthority('384').on('2025-05-01'));
        const at = (label: string): number => steps.find((step) => step.label === label)?.amount ?? 0;
        if (contribution === null || !steps.some(({ label }) => label === 'Disposable income')) return;
        const kept = at('Personal expenses allowance') + at('Minimum income guarantee');
        const left =
          at('Income') + at('Income from capital') - at('Disregarded income') - at('Housing costs') - kept - at('Disability-related expenditure');
        expect(at('Disposable income')).toBe(Math.max(0, left));
        expect(at('Contribution')).toBe(contribution.pence);
        expect(at('Contribution') + at('Paid by the council')).toBe(at('Where the care is given'));
      }),
      { numRuns: 1_000 },
    );
  });
});

/** Facts as the law knows them: property, what was given away, a partner, premiums and parts that are not counted. Of a year with every figure. */
const born = fc.integer({ min: 1920, max: 1999 }).chain((year) => fc.constantFrom(`${year}-03-06`, `${year}-09-29`));
const ofTheLaw: fc.Arbitrary<FinancialFacts> = fc
  .record({
    facts,
    dateOfBirth: born,
    partner: fc.option(born),
    premiums: fc.subarray(['DISABILITY', 'ENHANCED_DISABILITY'] as const),
    property: fc.array(
      fc.record({
        label: fc.constant('house'),
        value: pence(40_000_000),
        secured: pence(10_000_000),
        owners: fc.integer({ min: 1, max: 4 }),
        mainHome: fc.boolean(),
        livedInBy: fc.subarray(['PARTNER', 'RELATIVE_AGED_60'] as const),
      }),
      { maxLength: 2 },
    ),
    given: fc.option(pence(3_000_000)),
    moved: fc.constantFrom('2017-01-01', '2018-04-01'),
    deferredPayment: fc.boolean(),
    parts: fc.array(fc.record({ pence: pence(40_000), part: fc.integer({ min: 0, max: 100 }), every: recurring }), { maxLength: 3 }),
    minimumIncomeGuarantee: fc.option(pence(40_000)),
  })
  .map(({ facts: basic, partner, given, moved, parts, ...rest }) => ({
    ...basic,
    ...rest,
    // The figures of a couple's enhanced premium were found in no year.
    premiums: basic.household === 'COUPLE' ? rest.premiums.filter((premium) => premium === 'DISABILITY') : rest.premiums,
    partnerDateOfBirth: basic.household === 'COUPLE' ? partner : null,
    notionalCapital: given === null ? [] : [{ label: 'given', amount: given }],
    careHomeSince: moved,
    income: [
      ...basic.income,
      ...parts.map(({ pence: whole, part, every }) => ({
        label: 'part',
        amount: amount(whole, every),
        disregarded: false,
        disregardedPart: Math.trunc((whole * part) / 100),
      })),
    ],
  }));
/** By their codes, so that a counterexample stays short. */
const COUNCILS = ['384', '999', '998', '995'] as const;

describe('the contribution by the facts of the law', () => {
  const workedOut = (given: FinancialFacts, authority: string) => adultContribution(given, policies.forAuthority(authority).on('2018-05-01'));
  const contributionOf = (given: FinancialFacts, authority = '384'): number => workedOut(given, authority).amount?.pence ?? 0;
  test('is worked out, between nothing and the cost, in steps that can be re-added', () => {
    fc.assert(
      fc.property(ofTheLaw, fc.constantFrom(...COUNCILS), (given, authority) => {
        const { amount: contribution, steps, results } = workedOut(given, authority);
        if (given.disclosed && given.capital === null) return;
        expect(results.filter(({ effect }) => effect === 'REFUSE')).toEqual([]);
        expect(contribution?.pence).toBeGreaterThanOrEqual(0);
        expect(contribution?.pence).toBeLessThanOrEqual(perWeek(given.careCost) ?? 0);
        const of = (label: string) => steps.filter((step) => step.label === label).reduce((sum, step) => sum + (step.amount ?? 0), 0);
        if (steps.some(({ label }) => label === 'Capital that counts'))
          expect(of('Savings and other capital') + of('house') + of('given')).toBe(of('Capital that counts'));
        const ignored = steps.filter(({ label }) => label.startsWith('Not counted: ')).reduce((sum, step) => sum + (step.amount ?? 0), 0);
        expect(ignored).toBe(of('Disregarded income'));
        if (steps.some(({ label }) => label === 'Paid now')) expect(of('Paid now') + of('Deferred until the home is sold')).toBe(contribution?.pence);
      }),
      { numRuns: 1_500 },
    );
  });
  test('in a care home for good is the same in every council', () => {
    fc.assert(
      fc.property(ofTheLaw, (given) => {
        const resident = { ...given, setting: 'CARE_HOME' as const };
        // 998 leaves more for personal expenses, which a council may.
        const all = COUNCILS.filter((authority) => authority !== '998').map((authority) => contributionOf(resident, authority));
        expect(new Set(all).size).toBe(1);
      }),
      { numRuns: 500 },
    );
  });
  test('never rises with a partner’s age, a home that is not counted, or a part that is not', () => {
    fc.assert(
      fc.property(ofTheLaw, (given) => {
        const before = contributionOf(given);
        if (given.household === 'COUPLE') {
          expect(contributionOf({ ...given, partnerDateOfBirth: '1930-01-01', premiums: [] })).toBeLessThanOrEqual(
            contributionOf({ ...given, partnerDateOfBirth: '1990-01-01', premiums: [] }),
          );
        }
        const lived = (given.property ?? []).map((each) => ({ ...each, livedInBy: ['PARTNER' as const] }));
        expect(contributionOf({ ...given, property: lived })).toBeLessThanOrEqual(before);
        expect(contributionOf({ ...given, notionalCapital: [] })).toBeLessThanOrEqual(before);
        expect(contributionOf({ ...given, income: given.income.map((each) => ({ ...each, disregardedPart: null })) })).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: 500 },
    );
  });
});

/** Tables as a pack may hold them: steps that run on without a gap, some without an amount, the last perhaps open. */
const table: fc.Arbitrary<StepsRas> = fc
  .record({
    first: fc.nat(50),
    widths: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }),
    amounts: fc.array(fc.option(pence(2_000_000)), { minLength: 8, maxLength: 8 }),
    open: fc.boolean(),
  })
  .map(({ first, widths, amounts, open }) => {
    let next = first;
    const steps = widths.map((width, index): RasStep => {
      const from = next;
      next += width;
      return { from, to: open && index === widths.length - 1 ? null : next - 1, band: `band ${index}`, amount: amounts[index] ?? null };
    });
    return {
      method: 'steps',
      title: 'made up',
      questionnaire: null,
      every: 'YEAR',
      upTo: false,
      rounding: null,
      from: '2020-01-01',
      to: null,
      source: 'made up',
      steps,
      questions: [],
    };
  });
const pack = policies.versions('384')[0];

describe('a table of steps', () => {
  test('answers with the one step that holds the points, both ends counted, and with no amount outside', () => {
    fc.assert(
      fc.property(table, fc.nat(450), (value, points) => {
        if (!pack) throw new Error('no pack');
        const answer = allocateByRas(
          { points, hoursPerWeek: null, answers: null },
          { table: () => ({ found: true, value, policy: pack, source: value.source }), outside: (message) => noAmount(message, null) },
        );
        const holding = value.steps.filter(({ from, to }) => from <= points && (to === null || points <= to));
        expect(holding.length).toBeLessThanOrEqual(1);
        const [step] = holding;
        expect(answer.amount?.pence ?? null).toBe(step?.amount ?? null);
        expect(answer.band).toBe(step?.band ?? null);
        expect(answer.results).toHaveLength(answer.amount === null ? 1 : 0);
      }),
      { numRuns: 2_000 },
    );
  });
  test('a table that rises never gives less for more points', () => {
    fc.assert(
      fc.property(table, fc.nat(450), fc.nat(450), (made, a, b) => {
        if (!pack) throw new Error('no pack');
        let reached = 0;
        const value = { ...made, steps: made.steps.map((step) => ({ ...step, amount: step.amount === null ? null : (reached += step.amount) })) };
        const at = (points: number): number | null =>
          allocateByRas(
            { points, hoursPerWeek: null, answers: null },
            { table: () => ({ found: true, value, policy: pack, source: '' }), outside: (message) => noAmount(message, null) },
          ).amount?.pence ?? null;
        const [fewer, more] = [at(Math.min(a, b)), at(Math.max(a, b))];
        if (fewer !== null && more !== null) expect(more).toBeGreaterThanOrEqual(fewer);
      }),
      { numRuns: 1_000 },
    );
  });
  test('rounding as published moves a figure by less than its step, the way it says', () => {
    fc.assert(
      fc.property(pence(1_000_000), fc.integer({ min: 1, max: 5_000 }), (value, to) => {
        const [up, down, nearest] = (['up', 'down', 'nearest'] as const).map((way) => roundAsPublished(value, { to, way })) as [
          number,
          number,
          number,
        ];
        for (const rounded of [up, down, nearest]) expect(rounded % to).toBe(0);
        expect(up - value).toBeGreaterThanOrEqual(0);
        expect(value - down).toBeGreaterThanOrEqual(0);
        expect(Math.max(up - value, value - down)).toBeLessThan(to);
        expect(Math.abs(nearest - value) * 2).toBeLessThanOrEqual(to);
      }),
    );
    expect(roundAsPublished(12_345, null)).toBe(12_345);
  });
});
