import type { PersonFacts } from './facts';
import type { Budget } from './budget.loader';
import { stateOn } from './revisions';
import { type Item, streamOfItem } from '../plans/plan.types';
import { defineRule, type RuleResult, speak } from '../rules/rule';
import type { BudgetState } from '../streams/stream.types';
import { type Amount, amountInWords, exceeds, less, perYear } from '../vocabulary/amount';
import { type Day, financialYearOf, later, overlaps, runsOn } from '../vocabulary/day';
import { pounds } from '../vocabulary/money';

export const NOT_EXTRA_MONEY = defineRule('NOT-EXTRA-MONEY', {
  effect: 'REFUSE',
  title: "Items draw on a stream's agreed budget and never exceed it; an item never adds to the pool",
  source: "Wakefield personal budgets page, 'About'",
});
export const SUFFICIENT = defineRule('SUFFICIENT', {
  effect: 'REFUSE',
  title: "A budget is not agreed below the cost, at the council's own rate, of the items it must meet (health: enough for the outcomes)",
  source: "Sefton plan 'Sufficiency', 'The Personal Budget'; Wakefield joint policy Appendix 2 3.0",
});

type Money = Pick<PersonFacts, 'person' | 'plans' | 'budgets'>;

/** Does the budget run on a day, in a state that can pay? */
export const budgetRuns = (state: BudgetState | null, on: Day): state is BudgetState =>
  state !== null && runsOn(state, on) && state.status !== 'ENDED' && state.status !== 'WITHDRAWN';

/** The budget that pays for a line on a day: the one it names, else the person's own of its stream. Never two. */
export function budgetOf(item: Item, { person, budgets }: Money, on: Day): Budget | null {
  if (item.budgetId !== null) return budgets.find(({ id }) => id === item.budgetId) ?? null;
  const stream = streamOfItem(item, person.dateOfBirth, on);
  const running = budgets.filter((budget) => budget.stream === stream && budgetRuns(stateOn(budget.revisions, on), on));
  return running.sort((a, b) => a.id - b.id)[0] ?? null;
}

export const allItems = ({ plans }: Pick<Money, 'plans'>): readonly Item[] => plans.flatMap(({ items }) => items);

/** Does a line count towards a day? A one-off counts throughout the financial year in which it falls. */
const countsOn = (item: Item, on: Day): boolean => {
  if (item.cost.every !== 'ONE_OFF') return runsOn(item, on);
  const year = financialYearOf(on);
  return item.from >= year.from && item.from <= year.to;
};

/** The lines that draw on a budget and count towards a day. */
export const itemsOn = (budget: Budget, facts: Money, on: Day): readonly Item[] =>
  allItems(facts).filter((item) => countsOn(item, on) && budgetOf(item, facts, later(on, item.from))?.id === budget.id);

/** Agreed less what draws on it; null while nothing is agreed. */
export function unallocatedOn(budget: Budget, facts: Money, on: Day): Amount | null {
  const agreed = stateOn(budget.revisions, on)?.agreed ?? null;
  return agreed && less(agreed, itemsOn(budget, facts, on).map(({ cost }) => cost));
}

/** The days on which what is drawn may change while a period runs: its first, and each on which another line or state begins. */
const turningDays = (period: { from: Day; to: Day | null }, budget: Budget, facts: Money): Day[] => {
  const starts = [...allItems(facts).map(({ from }) => from), ...budget.revisions.map(({ effectiveOn }) => effectiveOn)];
  return [...new Set([period.from, ...starts.filter((day) => runsOn(period, day))])].sort();
};

/** Would the lines on a budget, `added` among them, cost more in a year than is agreed, on any day of `added`'s run? */
export function notExtraMoney(added: Item, facts: Money): RuleResult[] {
  const budget = budgetOf(added, facts, added.from);
  if (!budget) return [];
  const withIt: Money = { ...facts, plans: facts.plans.map((plan) => (plan.id === added.planId ? { ...plan, items: [...plan.items, added] } : plan)) };
  for (const day of turningDays(added, budget, withIt)) {
    const agreed = stateOn(budget.revisions, day)?.agreed;
    if (!agreed) continue;
    const costs = itemsOn(budget, withIt, day).map(({ cost }) => cost);
    if (!exceeds(costs, agreed)) continue;
    const left = unallocatedOn(budget, facts, day);
    return [
      speak(NOT_EXTRA_MONEY, `With this line, what draws on the budget would cost more than the ${amountInWords(agreed)} that is agreed${left ? `: ${amountInWords(left)} is left on ${day}` : ''}.`, {
        fix: 'Lower its cost, end another line first, or ask for the budget to be increased.',
        subject: budget.id,
      }),
    ];
  }
  return [];
}

/** Is an amount enough for the lines that draw on the budget, on every day of its run? */
export function sufficient(budget: Budget, proposed: Amount, facts: Money): RuleResult[] {
  const state = budget.revisions.at(-1);
  if (!state) return [];
  const drawing = allItems(facts).filter((item) => overlaps(item, state) && budgetOf(item, facts, later(item.from, state.from))?.id === budget.id);
  const days = [...new Set([state.from, ...drawing.map(({ from }) => later(from, state.from))])].sort();
  for (const day of days) {
    const costs = itemsOn(budget, facts, day).map(({ cost }) => cost);
    if (!exceeds(costs, proposed)) continue;
    const needed = costs.reduce((sum, cost) => sum + perYear(cost), 0);
    return [
      speak(SUFFICIENT, `The lines that this budget must meet cost ${pounds(needed)} a year from ${day}; ${amountInWords(proposed)} does not cover them.`, {
        fix: `Agree at least ${pounds(needed)} a year, or change the lines of the plan first.`,
        subject: budget.id,
      }),
    ];
  }
  return [];
}
