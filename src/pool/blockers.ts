import type { Budget } from '../budgets/budget.loader';
import type { PersonFacts } from '../budgets/facts';
import { budgetResults } from '../budgets/spoken';
import type { PolicyView } from '../policy/policy.types';
import { type RuleResult, stops } from '../rules/rule';
import type { BudgetState } from '../streams/stream.types';
import type { Day } from '../vocabulary/day';

/** Everything that stops a budget's money from reaching the person, all at once. */
export const allBlockers = (entries: readonly { budget: Budget; state: BudgetState }[], facts: PersonFacts, asOf: Day, policy: PolicyView): readonly RuleResult[] =>
  entries.flatMap(({ budget, state }) => budgetResults(budget, state, facts, policy, asOf).filter((result) => stops([result])));
