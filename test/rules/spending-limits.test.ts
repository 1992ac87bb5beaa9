import fc from 'fast-check';
import { needMetTwice, needOnce } from '../../src/budgets/agreement/need-once.rules';
import type { Budget } from '../../src/budgets/record/budget.loader';
import { type BudgetTransaction, EMPTY_RECORD, type Invoice } from '../../src/budgets/record/budget.types';
import { evidenceWanted } from '../../src/budgets/spending/evidence.rules';
import { invoiceLineResults, payableOf } from '../../src/budgets/spending/invoice.rules';
import { LineMeter, mostInYear } from '../../src/budgets/spending/line-meter.rules';
import { askedOfPayment, paymentResults } from '../../src/budgets/spending/payment.rules';
import { lawful, withinBudget } from '../../src/budgets/spending/spending.rules';
import type { Item } from '../../src/plans/plan.types';
import { amount } from '../../src/vocabulary/amount';
import { addDays, type Day } from '../../src/vocabulary/day';
import { aBudget, anItem, aPerson, aPlan, CHC, CHILD, ELEMENT_3, FROM, RAS, wakefield } from './facts';
import { rule } from './rule';

/* What adds up is what is limited: bills in units and money, payments in money, and a need once. */

/** Two hours a week at £30.00. */
const TUTOR = anItem({ id: 100, unit: 'hour', unitPrice: 3_000, unitsPerWeek: 2_000, cost: amount(6_000, 'WEEK'), from: FROM });
/** £100.00 a week, by its cost alone. */
const BY_COST = anItem({ id: 100, unit: null, unitPrice: null, unitsPerWeek: null, cost: amount(10_000, 'WEEK'), from: FROM });

let ids = 1;
const bill = (on: Day, units: number, rate = 3_000, status: Invoice['status'] = 'QUERIED'): Invoice => ({
  id: ids,
  version: 1,
  provider: 'Tutors Ltd',
  number: `T-${ids++}`,
  status,
  lines: [{ id: 1_000 + ids, itemId: 100, on, units, rate, amount: (units * rate) / 1_000 }],
});
const payment = (pence: number, own: Partial<BudgetTransaction> = {}): BudgetTransaction => ({
  id: 5_000 + ids++,
  version: 1,
  reference: `P-${ids}`,
  on: '2025-09-08',
  amount: pence,
  description: null,
  itemId: 100,
  merchantCategory: null,
  askedAbout: null,
  explanation: null,
  ...own,
});
const holding = (item: Item, invoices: readonly Invoice[], transactions: readonly BudgetTransaction[] = []) => {
  const budget = aBudget(
    ELEMENT_3,
    { status: 'RELEASED', agreed: amount(1_000_000), releasedOn: FROM },
    { record: { ...EMPTY_RECORD, invoices, transactions } },
  );
  return { budget, facts: aPerson(CHILD, { plans: [aPlan({ items: [item] })], budgets: [budget] }) };
};
const askedOfBills = (item: Item, invoices: readonly Invoice[], transactions: readonly BudgetTransaction[] = []) => {
  const { budget, facts } = holding(item, invoices, transactions);
  return invoices.flatMap(({ lines }) => lines.flatMap((line) => invoiceLineResults(line, budget, facts)));
};
const asked = (item: Item, each: BudgetTransaction, invoices: readonly Invoice[] = []) => {
  const { budget, facts } = holding(item, invoices, [each]);
  return paymentResults(each, budget, facts, wakefield());
};

describe('bills', () => {
  rule('BILL-UNITS')
    .speaks('of more hours in a week, over two bills', () => askedOfBills(TUTOR, [bill('2025-09-02', 1_500), bill('2025-09-04', 1_000)]), 'WARN')
    .speaks('of £9,000.00 on a line of £100.00 a week', () => askedOfBills(BY_COST, [bill('2025-09-02', 1_000, 900_000)]), 'WARN')
    .speaks('of a week that a payment has used up the year of', () => askedOfBills(TUTOR, [bill('2025-09-02', 2_000)], [payment(53 * 6_000)]))
    .passes('of the hours of each week', () => askedOfBills(TUTOR, [bill('2025-09-07', 2_000), bill('2025-09-08', 2_000)]))
    .passes('of what a line costs a week', () => askedOfBills(BY_COST, [bill('2025-09-02', 1_000, 10_000), bill('2025-09-08', 1_000, 10_000)]));
  rule('BILL-ONCE')
    .speaks('of the same line on another bill', () => askedOfBills(TUTOR, [bill('2025-09-02', 500), bill('2025-09-02', 500)]), 'WARN')
    .passes('of another day', () => askedOfBills(TUTOR, [bill('2025-09-02', 500), bill('2025-09-03', 500)]));

  const DAYS: readonly Day[] = Array.from({ length: 28 }, (_, index) => addDays(FROM, index));
  it('the tutor of two hours a week: ten bills of 17 hours come to £510.00, and £240.00 of four weeks are payable', () => {
    const bills = [
      ...[0, 7, 14, 21].map((day) => bill(DAYS[day] ?? FROM, 2_000)),
      ...[1, 8, 15, 22, 2, 9].map((day) => bill(DAYS[day] ?? FROM, 1_500)),
    ];
    expect(bills.flatMap(({ lines }) => lines).reduce((sum, line) => sum + line.amount, 0)).toBe(51_000);
    const { budget, facts } = holding(TUTOR, bills);
    expect(bills.reduce((sum, each) => sum + payableOf(each, budget, facts), 0)).toBe(24_000);
  });

  const someBills = fc.uniqueArray(fc.record({ day: fc.nat(27), halves: fc.integer({ min: 1, max: 6 }) }), {
    minLength: 1,
    maxLength: 14,
    selector: ({ day, halves }) => `${day} ${halves}`,
  });
  it.each([
    ['by units', TUTOR],
    ['by its cost', BY_COST],
  ])('in any order, and split in any way, as much is payable of a line costed %s, and never more than its weeks come to', (_, item) => {
    fc.assert(
      fc.property(someBills, fc.infiniteStream(fc.nat(10_000)), (bills, dice) => {
        const lines = bills.map(({ day, halves }) => ({ on: DAYS[day] ?? FROM, units: halves * 500, rate: 3_000, amount: halves * 1_500 }));
        const shuffled = lines
          .map((line) => ({ line, at: dice.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ line }) => line);
        const payable = (all: typeof lines): number => {
          const meter = new LineMeter(item);
          return all.reduce((sum, line) => sum + meter.take(line).payable, 0);
        };
        const ofWeek = item === TUTOR ? 6_000 : 10_000;
        const most = [0, 1, 2, 3].reduce((sum, week) => {
          const billed = lines.filter(({ on }) => on >= addDays(FROM, week * 7) && on < addDays(FROM, week * 7 + 7));
          return (
            sum +
            Math.min(
              ofWeek,
              billed.reduce((all, line) => all + line.amount, 0),
            )
          );
        }, 0);
        expect([payable(lines), payable(shuffled)]).toEqual([most, most]);
      }),
    );
  });
  it('a year of a line is as many of its weeks as begin in it, and no more than it runs', () => {
    expect(mostInYear(TUTOR, 0)).toBe(53 * 6_000);
    expect(mostInYear({ ...TUTOR, to: addDays(FROM, 27) }, 0)).toBe(4 * 6_000);
    expect(mostInYear({ ...BY_COST, cost: amount(10_000, 'WEEK', 39) }, 0)).toBe(390_000);
    expect(mostInYear({ ...BY_COST, cost: amount(120_000, 'YEAR'), to: '2026-02-28' }, 0)).toBe(59_507);
    expect(mostInYear({ ...BY_COST, cost: amount(50_000, 'ONE_OFF') }, 0)).toBe(50_000);
  });
});

describe('payments', () => {
  rule('SPEND-WITHIN-LINE')
    .speaks('of £9,000.00 on a line of £100.00 a week that it names', () => asked(BY_COST, payment(900_000)), 'WARN')
    .speaks('of what bills have used up', () => asked(BY_COST, payment(525_000), [bill('2025-09-02', 1_000, 10_000, 'APPROVED')]))
    .passes('of a year of it at once', () => asked(BY_COST, payment(520_000)));
  rule('SPEND-WITHIN-BUDGET')
    .speaks('a penny over', () => withinBudget(1, '2025-10-01', 20), 'WARN')
    .passes('to the penny', () => withinBudget(0, '2025-10-01', 20));
  rule('SPEND-QUERIED')
    .speaks('while a worker asks', () => asked(BY_COST, payment(1_000, { askedAbout: 'What was it for?' })), 'WARN')
    .passes('where nobody does', () => asked(BY_COST, payment(1_000)));

  it('a betting shop is asked about by its code or its words, whatever line it names, until it is explained', () => {
    for (const own of [{ merchantCategory: '7995' }, { description: 'BETFRED 1234 WAKEFIELD' }]) {
      expect(asked(BY_COST, payment(1_000, own)).map(({ rule: id, effect }) => [id, effect])).toEqual([['SPEND-LAWFUL', 'WARN']]);
      const explained = payment(1_000, { ...own, explanation: 'A raffle of the day centre' });
      expect(asked(BY_COST, explained).map(({ rule: id, effect }) => [id, effect])).toEqual([['SPEND-LAWFUL', 'INFORM']]);
      const { budget, facts } = holding(BY_COST, [], [explained]);
      expect(askedOfPayment(explained, budget, facts, wakefield())).toBe(0);
    }
    expect(lawful(payment(1_000, { description: 'Better Lives swimming' }), null).map(({ rule: id }) => id)).toEqual([]);
  });
  it('what is beyond the line could be reclaimed, and not the rest: £9,000.00 less 53 weeks of £100.00', () => {
    const large = payment(900_000);
    const { budget, facts } = holding(BY_COST, [], [large]);
    expect(askedOfPayment(large, budget, facts, wakefield())).toBe(370_000);
  });
});

describe('what is known, and what is needed once', () => {
  const missing = { period: { from: FROM, to: '2026-03-31' }, amount: 100_000 };
  rule('SPEND-EVIDENCE')
    .speaks('of a year of which nothing is on record', () => evidenceWanted([missing]), 'WARN')
    .passes('of years that are known', () => evidenceWanted([]));

  const need = { stream: 'EDUCATION' as const, funderId: 9, details: ELEMENT_3, amount: amount(700_000), from: '2025-10-01', to: null };
  const first = (own: Partial<Budget> = {}): Budget => aBudget(ELEMENT_3, { funderId: 9, from: FROM, to: null }, own);
  rule('NEED-ONCE')
    .speaks('of the same award twice', () => needOnce(need, [first()], null), 'NEEDS_AGREEMENT')
    .speaks('of the same health ground twice', () => {
      const health = { ...need, stream: 'HEALTH' as const, details: CHC };
      return needOnce(health, [aBudget(CHC, { stream: 'HEALTH', funderId: 9 })], ' ');
    })
    .speaks('of the same RAS twice', () =>
      needOnce({ ...need, stream: 'CHILDRENS_SOCIAL_CARE', details: RAS }, [aBudget(RAS, { funderId: 9, stream: 'CHILDRENS_SOCIAL_CARE' })], null),
    )
    .speaks(
      'of what a file brought',
      () => {
        const second = aBudget(ELEMENT_3, { origin: 'IMPORTED', recordedAt: 5, funderId: 9 }, { id: 21 });
        return needMetTwice(second, [first(), second]);
      },
      'WARN',
    )
    .passes('of a second, to one who is not shown the first', () => {
      const second = aBudget(ELEMENT_3, { origin: 'IMPORTED', recordedAt: 5, funderId: 9 }, { id: 21 });
      return needMetTwice(second, [second]);
    })
    .passes('of two schools', () => needOnce({ ...need, details: { ...ELEMENT_3, settingId: 77 } as typeof ELEMENT_3 }, [first()], null))
    .passes('of other days', () => needOnce(need, [aBudget(ELEMENT_3, { funderId: 9, from: FROM, to: '2025-09-30' })], null))
    .passes('of another funder', () => needOnce({ ...need, funderId: 8 }, [first()], null));
  it('a reason lets it, and is told', () => {
    expect(needOnce(need, [first()], 'Dual placement until Easter')).toMatchObject([
      { effect: 'INFORM', message: expect.stringContaining('Dual placement until Easter') },
    ]);
  });
});
