import { invoiceLineResults } from '../../src/budgets/spending/invoice.rules';
import { chargeAccountOn } from '../../src/budgets/charge/charge-history.rules';
import { notExtraMoney, sufficient } from '../../src/budgets/lines/draw-down.rules';
import type { PersonFacts } from '../../src/budgets/record/person-facts';
import { spendingOn } from '../../src/budgets/spending/ledger.rules';
import { paymentResults } from '../../src/budgets/spending/payment.rules';
import { type BudgetTransaction, EMPTY_RECORD, type Invoice } from '../../src/budgets/record/budget.types';
import { amount } from '../../src/vocabulary/amount';
import { addDays, type Day } from '../../src/vocabulary/day';
import { ADULT, aBudget, anItem, aPart, aPerson, aPlan, aState, RAS, wakefield } from './facts';

/* One person may have hundreds of lines, payments, bills and changes: what their rules take grows with them, and not with their square. */

const FIRST: Day = '2024-04-08';
const LATER: Day = '2027-04-05';
const policy = wakefield();
const A_DAY_MS = 86_400_000;

let reads = 0;
const counted = <Thing extends object>(thing: Thing): Thing =>
  new Proxy(thing, { get: (of, name, receiver) => (reads++, Reflect.get(of, name, receiver) as unknown) });
const many = <Thing extends object>(count: number, make: (index: number) => Thing): readonly Thing[] =>
  Array.from({ length: count }, (_, index) => counted(make(index)));

/** An adult with so many lines, payments and bills, whose budget was changed half as often: each on a day of its own, recorded on another. */
function aPersonWithMany(count: number): PersonFacts {
  const days = (index: number): Day => addDays(FIRST, index);
  const items = many(count, (index) =>
    anItem({
      id: 1000 + index,
      section: null,
      stream: 'ADULT_SOCIAL_CARE',
      service: 'HOME_CARE',
      reference: `L${index}`,
      from: days(index),
      cost: amount(100, 'WEEK'),
    }),
  );
  const revisions = many(count / 2, (index) =>
    aState({
      stream: 'ADULT_SOCIAL_CARE',
      version: index + 1,
      effectiveOn: index === 0 ? FIRST : days(2 * index),
      from: FIRST,
      recordedAt: Date.parse(`${FIRST}T12:00:00Z`) + index * A_DAY_MS,
      status: 'RELEASED',
      releasedOn: FIRST,
      schedule: 'WEEKLY',
      agreed: amount(1_000_000 + index, 'WEEK'),
      contribution: amount(5_000, 'WEEK'),
    }),
  );
  const transactions = many(count, (index): BudgetTransaction => ({
    id: 5000 + index,
    version: 1,
    reference: `P${index}`,
    on: days(count + index),
    amount: 100 + index,
    description: `for L${index}`,
    itemId: index % 2 === 0 ? 1000 + index : null,
    merchantCategory: null,
    askedAbout: null,
    explanation: null,
  }));
  const invoices = many(count / 2, (index): Invoice => ({
    id: 9000 + index,
    version: 1,
    provider: 'Care Co',
    number: `I${index}`,
    status: index % 2 === 0 ? 'PAID' : 'APPROVED',
    lines: [{ id: 20_000 + index, itemId: 1000 + index, on: days(count + index), units: 1000, rate: 100, amount: 100 }],
  }));
  return aPerson(ADULT, {
    plans: [aPlan({ kind: 'CARE_AND_SUPPORT_PLAN', items })],
    budgets: [
      aBudget(
        RAS,
        { stream: 'ADULT_SOCIAL_CARE' },
        {
          revisions,
          record: { ...EMPTY_RECORD, transactions, invoices },
          arrangements: [aPart({ amount: amount(1_000_000, 'WEEK'), from: FIRST, contributionTaken: 'NET_OF_PAYMENT' })],
        },
      ),
    ],
  });
}

type Asked = (facts: PersonFacts, budget: PersonFacts['budgets'][number]) => unknown;
const EACH: Readonly<Record<string, Asked>> = {
  'what is asked about every payment': (facts, budget) => budget.record.transactions.map((payment) => paymentResults(payment, budget, facts, policy)),
  'what is asked about every line of a bill': (facts, budget) =>
    budget.record.invoices.map((invoice) => invoice.lines.map((line) => invoiceLineResults(line, budget, facts))),
};
/** Of each day on which something turns, what counts on it is looked through. */
const EACH_DAY: Readonly<Record<string, Asked>> = {
  'where the money is': (facts, budget) => spendingOn(budget, facts, policy, LATER),
  'what was charged': (facts, budget) => chargeAccountOn(facts, [budget], LATER),
  'whether an amount covers the lines': (facts, budget) => sufficient(budget, amount(1_000_000, 'WEEK'), facts, policy),
  'whether another line fits': (facts) =>
    notExtraMoney(anItem({ id: 1, section: null, stream: 'ADULT_SOCIAL_CARE', from: FIRST, cost: amount(100, 'WEEK') }), facts, policy),
};

describe('of a person with many lines, payments, bills and changes', () => {
  const work = (asked: Asked, count: number): number => {
    const facts = aPersonWithMany(count);
    reads = 0;
    for (const budget of facts.budgets) asked(facts, budget);
    return reads;
  };
  it.each(Object.entries(EACH))('%s takes so much work for each of them', (_, asked) => {
    expect(work(asked, 400)).toBeLessThan(5 * work(asked, 100));
  });
  it.each(Object.entries(EACH_DAY))('%s is told by looking through them once for each day on which something turns', (_, asked) => {
    expect(work(asked, 400)).toBeLessThan(18 * work(asked, 100));
    expect(work(asked, 100)).toBeLessThan(7 * 100 * 100);
  });
  it('where the money is on another day of a year that is over is not worked out again', () => {
    const facts = aPersonWithMany(200);
    const [budget] = facts.budgets;
    if (!budget) throw new Error('a person has a budget');
    spendingOn(budget, facts, policy, LATER);
    reads = 0;
    spendingOn(budget, facts, policy, addDays(LATER, 365));
    const again = reads;
    const fresh = aPersonWithMany(200);
    reads = 0;
    for (const each of fresh.budgets) spendingOn(each, fresh, policy, addDays(LATER, 365));
    expect(again).toBeLessThan(reads);
  });
});
