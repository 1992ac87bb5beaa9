import fc from 'fast-check';
import { partsOf } from '../../src/dashboards/summary.loader';
import { figureOf, POOL_FIGURES, type PoolEntry, totalOf } from '../../src/pool/pool.rules';
import { type Arrangement, ARRANGEMENT_KINDS, type BudgetState } from '../../src/streams/stream.types';
import { type Amount, amount, FREQUENCIES } from '../../src/vocabulary/amount';
import { aBudget, aPart, aState, RAS, TODAY } from '../rules/facts';

const entry = (state: Partial<BudgetState>, arrangements: readonly Partial<Arrangement>[]): PoolEntry => ({
  state: aState(state),
  budget: aBudget(RAS, state, { arrangements: arrangements.map(aPart) }),
});

describe('a budget by how it is held', () => {
  it('is all NONE while it is not held', () => {
    expect(partsOf(entry({ indicative: amount(10_000, 'WEEK') }, []), TODAY)).toEqual([
      { kind: 'NONE', money: { indicative: 520_000, agreed: 0, contribution: 0, net: 0 } },
    ]);
  });

  it('is shared by the yearly amounts of its arrangements: £60 a week paid out and £40 managed of £100, less £10 that is paid', () => {
    const agreed = amount(10_000, 'WEEK');
    const parts = [
      { kind: 'COUNCIL_MANAGED', amount: amount(4_000, 'WEEK') },
      { kind: 'DIRECT_PAYMENT', amount: amount(6_000, 'WEEK') },
    ] as const;
    expect(partsOf(entry({ indicative: amount(500_001, 'YEAR'), agreed, contribution: amount(1_000, 'WEEK') }, parts), TODAY)).toEqual([
      // 5,000.01 x 60%, and the odd penny.
      { kind: 'DIRECT_PAYMENT', money: { indicative: 300_001, agreed: 312_000, contribution: 31_200, net: 280_800 } },
      { kind: 'COUNCIL_MANAGED', money: { indicative: 200_000, agreed: 208_000, contribution: 20_800, net: 187_200 } },
    ]);
  });

  it('is held as it is on the day, and evenly where nothing is paid under any arrangement yet', () => {
    const parts = [
      { kind: 'DIRECT_PAYMENT', amount: amount(0), to: null },
      { kind: 'COUNCIL_MANAGED', amount: amount(0), to: null },
      { kind: 'INDIVIDUAL_SERVICE_FUND', amount: amount(5_000), to: '2025-09-30' },
    ] as const;
    expect(partsOf(entry({ agreed: amount(900) }, parts), TODAY).map(({ kind, money }) => [kind, money.agreed])).toEqual([
      ['DIRECT_PAYMENT', 450],
      ['COUNCIL_MANAGED', 450],
    ]);
  });

  it('loses not a penny, whatever its amounts and however it is held', () => {
    const anAmount: fc.Arbitrary<Amount> = fc
      .tuple(fc.integer({ min: 0, max: 10_000_000 }), fc.constantFrom(...FREQUENCIES), fc.integer({ min: 1, max: 52 }))
      .map(([pence, every, weeks]) => amount(pence, every, every === 'ONE_OFF' ? 52 : weeks));
    const maybe = fc.option(anAmount, { nil: null });
    const parts = fc.array(fc.record({ kind: fc.constantFrom(...ARRANGEMENT_KINDS), amount: anAmount }), { maxLength: 4 });
    fc.assert(
      fc.property(maybe, maybe, maybe, parts, (indicative, agreed, contribution, arrangements) => {
        const held = entry({ indicative, agreed, contribution }, arrangements);
        const shared = partsOf(held, TODAY);
        expect(shared.map(({ kind }) => kind)).toEqual(
          arrangements.length === 0 ? ['NONE'] : ARRANGEMENT_KINDS.filter((kind) => arrangements.some((part) => part.kind === kind)),
        );
        for (const figure of POOL_FIGURES) {
          const { perYear, oneOff } = totalOf(figureOf(held.state, figure), held.state.from, TODAY);
          expect(shared.reduce((sum, { money }) => sum + money[figure], 0)).toBe(perYear + oneOff);
        }
      }),
      { numRuns: 500 },
    );
  });
});
