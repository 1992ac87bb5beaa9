import fc from 'fast-check';
import type { Budget } from '../../src/budgets/record/budget.loader';
import { EMPTY_RECORD } from '../../src/budgets/record/budget.types';
import { budgetCost, POOL_FIGURES, poolEntries, poolTotal } from '../../src/pool/pool.rules';
import type { BudgetState } from '../../src/streams/stream.types';
import { type Amount, amount, costOver, FREQUENCIES, less, perWeek, perYear } from '../../src/vocabulary/amount';
import { addDays, birthday, dayBefore, financialYearOf, inclusiveDays } from '../../src/vocabulary/day';
import {
  addFractions,
  compareFractions,
  formatMoney,
  fraction,
  parseMoney,
  roundHalfUp,
  scale,
  splitEvenly,
  splitInProportion,
} from '../../src/vocabulary/money';
import { STREAMS } from '../../src/vocabulary/stream';

const pence = fc.integer({ min: 0, max: 100_000_000 });
const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2018-01-01', days));
const anAmount: fc.Arbitrary<Amount> = fc
  .tuple(pence, fc.constantFrom(...FREQUENCIES), fc.integer({ min: 1, max: 52 }))
  .map(([value, every, weeks]) => amount(value, every, every === 'ONE_OFF' ? 52 : weeks));
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });

const aBudget: fc.Arbitrary<Budget> = fc
  .record({
    stream: fc.constantFrom(...STREAMS),
    indicative: maybe(anAmount),
    agreed: maybe(anAmount),
    contribution: maybe(anAmount),
    from: day,
    days: maybe(fc.integer({ min: 0, max: 1500 })),
    id: fc.integer({ min: 1, max: 10_000 }),
  })
  .map(({ stream, indicative, agreed, contribution, from, days, id }): Budget => {
    const state: BudgetState = {
      budgetId: id,
      version: 1,
      personId: 1,
      authorityId: 1,
      stream,
      funderId: 1,
      effectiveOn: from,
      recordedAt: 1,
      action: 'x',
      reason: null,
      actorSubject: 'a',
      actorName: 'A',
      status: agreed ? 'AGREED' : 'INDICATIVE',
      from,
      to: days === null ? null : addDays(from, days),
      indicative,
      agreed,
      contribution,
      sharedOn: null,
      proposedBy: null,
      approvedBy: null,
      releasedOn: null,
      schedule: null,
      shownInPool: true,
      origin: 'ENTERED',
      allocationId: 1,
      settingId: null,
      caredForId: null,
    };
    return { id, personId: 1, stream, revisions: [state], allocations: [], arrangements: [], agreements: [], record: EMPTY_RECORD };
  });

describe('money', () => {
  it('is written and read back as it was, to the penny', () => {
    fc.assert(fc.property(fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }), (value) => parseMoney(formatMoney(value)) === value));
  });

  it('rounds half up exactly as the exact fraction does', () => {
    fc.assert(
      fc.property(pence, fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }), (value, over, under) => {
        const rounded = scale(value, over, under);
        const exact = fraction(BigInt(value) * BigInt(over), under);
        expect(rounded).toBe(roundHalfUp(exact));
        // No whole penny is nearer, and a half goes up.
        expect(compareFractions(fraction(2 * rounded - 1, 2), exact)).toBeLessThanOrEqual(0);
        expect(compareFractions(fraction(2 * rounded + 1, 2), exact)).toBe(1);
      }),
    );
  });

  it('split into parts adds up to the whole, the pence left over going to the first', () => {
    fc.assert(
      fc.property(pence, fc.integer({ min: 1, max: 40 }), (whole, parts) => {
        const shares = splitEvenly(whole, parts);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(whole);
        expect(new Set(shares.slice(1)).size).toBeLessThanOrEqual(1);
        expect((shares[0] ?? 0) - (shares.at(-1) ?? 0)).toBeLessThan(parts);
      }),
    );
    fc.assert(
      fc.property(
        pence,
        fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 8 }).filter((weights) => weights.some((weight) => weight > 0)),
        (whole, weights) => {
          expect(splitInProportion(whole, weights).reduce((sum, share) => sum + share, 0)).toBe(whole);
        },
      ),
    );
  });
});

describe('an amount', () => {
  it('has a year that is its week times its weeks, from the exact fraction: within half a penny of it', () => {
    fc.assert(
      fc.property(
        anAmount.filter(({ every }) => every !== 'ONE_OFF'),
        (what) => {
          const week = perWeek(what) ?? 0;
          expect(Math.abs(perYear(what) - week * what.weeksPerYear)).toBeLessThanOrEqual(what.weeksPerYear / 2 + 1);
        },
      ),
    );
  });

  it.each([
    ['10.00', 'MONTH', '2.31'],
    ['25.00', 'MONTH', '5.77'],
    ['110.00', 'WEEK', '110.00'],
    ['52.00', 'YEAR', '1.00'],
    ['130.00', 'QUARTER', '10.00'],
    ['80.00', 'FOUR_WEEKS', '20.00'],
    ['80.00', 'FORTNIGHT', '40.00'],
  ] as const)('%s every %s is %s a week, as councils publish it', (value, every, week) => {
    expect(formatMoney(perWeek(amount(parseMoney(value), every)) ?? -1)).toBe(week);
  });

  it('£110 a week for the 50 weeks that are not respite is £5,500 a year (Reading, Example A)', () => {
    expect(formatMoney(perYear(amount(11_000, 'WEEK', 50)))).toBe('5500.00');
  });

  it('costs over two spans that touch what it costs over both, and over a whole financial year its yearly amount', () => {
    fc.assert(
      fc.property(anAmount, day, fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 900 }), (what, from, first, second) => {
        const middle = addDays(from, first);
        const end = addDays(middle, second);
        expect(addFractions(costOver(what, from, middle), costOver(what, addDays(middle, 1), end))).toEqual(costOver(what, from, end));
        const year = financialYearOf(from);
        const byTheWeek = what.weeksPerYear === 52 && ['WEEK', 'FORTNIGHT', 'FOUR_WEEKS'].includes(what.every);
        if (what.every !== 'ONE_OFF' && !byTheWeek) expect(roundHalfUp(costOver(what, year.from, year.to))).toBe(perYear(what));
      }),
    );
  });

  it('by the week, a quarter of 91 days is 13 weeks (CLD cost rules)', () => {
    expect(inclusiveDays('2024-04-01', '2024-06-30')).toBe(91);
    expect(roundHalfUp(costOver(amount(10_000, 'WEEK'), '2024-04-01', '2024-06-30'))).toBe(130_000);
  });

  it('less something is never below nothing', () => {
    fc.assert(fc.property(anAmount, fc.array(anAmount, { maxLength: 4 }), (what, others) => less(what, others).pence >= 0));
  });
});

/** So young that no age ends what they have. */
const person = { dateOfBirth: '2040-01-01' };

describe('the pool', () => {
  it('is the sum of its streams, in whatever order they are pooled', () => {
    fc.assert(
      fc.property(fc.uniqueArray(aBudget, { selector: ({ id }) => id, maxLength: 8 }), day, fc.integer(), (budgets, asOf, seed) => {
        const shuffled = [...budgets].sort((a, b) => ((a.id * 31 + seed) % 17) - ((b.id * 31 + seed) % 17));
        for (const figure of POOL_FIGURES) {
          const total = poolTotal(poolEntries({ person, budgets }, asOf), figure, asOf);
          expect(poolTotal(poolEntries({ person, budgets: shuffled }, asOf), figure, asOf)).toEqual(total);
          const alone = budgets.map((budget) => poolTotal(poolEntries({ person, budgets: [budget] }, asOf), figure, asOf));
          for (const part of ['perWeek', 'perYear', 'oneOff'] as const) expect(alone.reduce((sum, each) => sum + each[part], 0)).toBe(total[part]);
        }
      }),
    );
  });

  it('costs nothing before its first day and after its last, and a one-off only on its day', () => {
    fc.assert(
      fc.property(aBudget, (budget) => {
        const [state] = budget.revisions;
        if (!state) return;
        expect(budgetCost(budget, person, '2000-01-01', dayBefore(state.from))).toBe(0);
        if (state.to !== null) expect(budgetCost(budget, person, addDays(state.to, 1), '2060-01-01')).toBe(0);
        if (state.agreed?.every === 'ONE_OFF') expect(budgetCost(budget, person, state.from, state.from)).toBe(state.agreed.pence);
      }),
    );
  });
});

describe('days', () => {
  it('a leap-day birthday is reached on 1 March of a common year', () => {
    expect([birthday('2008-02-29', 16), birthday('2008-02-29', 18)]).toEqual(['2024-02-29', '2026-03-01']);
  });
  it('a financial year runs from 1 April to 31 March, 366 days with a 29 February in it', () => {
    expect(financialYearOf('2024-03-31')).toEqual({ from: '2023-04-01', to: '2024-03-31', days: 366, name: '2023/24' });
    expect(financialYearOf('2024-04-01')).toEqual({ from: '2024-04-01', to: '2025-03-31', days: 365, name: '2024/25' });
  });
});
