import type { Item } from '../../plans/plan.types';
import { type Day, later, runsOn } from '../../vocabulary/day';
import { budgetOf, itemOf, itemsNamed } from '../lines/draw-down.rules';
import type { Budget } from '../record/budget.loader';
import type { BudgetTransaction } from '../record/budget.types';
import type { MoneyFacts } from '../record/person-facts';

/* Which line of the plan a bill or a payment is for, and whether the budget pays for it. */

/** Does the budget pay for a line, or did it, on the day of a payment? */
export const paysFor = (budget: Budget, item: Item, facts: MoneyFacts, on: Day): boolean =>
  budgetOf(item, facts, later(on, item.from))?.id === budget.id;

/** The line of that id, where the budget pays for it, or paid for it, on the day of a payment. */
export function payableItem(id: number | null, budget: Budget, facts: MoneyFacts, on: Day): Item | null {
  const item = id === null ? null : itemOf(id, facts);
  return item && paysFor(budget, item, facts, on) ? item : null;
}

/** The line of the plan a payment is for: the one that was said, else the one its description names, whichever of the two came first. */
export const lineOfPayment = (payment: BudgetTransaction, budget: Budget, facts: MoneyFacts): number | null =>
  payment.itemId ?? matchedItem(payment.description, budget, facts, payment.on);

/** The line that a payment says it is for, by the line's own reference in its description; null where none or several are named. */
export function matchedItem(description: string | null, budget: Budget, facts: MoneyFacts, on: Day): number | null {
  if (description === null) return null;
  const words = new Set(description.toLowerCase().split(/[^a-z0-9]+/));
  const named = [...words].flatMap((word) => itemsNamed(word, facts).filter((item) => runsOn(item, on) && paysFor(budget, item, facts, on)));
  return named.length === 1 ? (named[0]?.id ?? null) : null;
}
