import type { PolicyView } from '../../policy/policy.types';
import { type Day, financialYearOf } from '../../vocabulary/day';
import type { Budget } from '../record/budget.loader';
import type { Spending } from '../record/budget.types';
import type { MoneyFacts } from '../record/person-facts';
import { askedBackOn } from './reclaim.rules';
import { sumOf, yearOfBudget } from './year.rules';

/** Where the money is on a day. What is paid back settles what came from the years before first; only the rest is this year's. */
export function spendingOn(budget: Budget, facts: MoneyFacts, policy: PolicyView, asOf: Day): Spending {
  const year = financialYearOf(asOf);
  const { allocated, released, paid, spent } = yearOfBudget(budget, year, asOf);
  const { carried, broughtForward, toReclaim, repaidTooMuch, notKnownYet } = askedBackOn(budget, facts, policy, asOf);
  const paidBack = sumOf(
    budget.record.movements.filter(({ kind, on }) => kind === 'RECLAIMED' && on >= year.from && on <= asOf).map(({ amount }) => amount),
  );
  const available = broughtForward + released - spent - Math.max(0, paidBack - carried);
  return { allocated, released, paid, spent, broughtForward, available, toReclaim, repaidTooMuch, notKnownYet };
}
