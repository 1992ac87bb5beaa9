import type { PolicyView } from '../policy/policy.types';
import type { Item } from '../plans/plan.types';
import type { RuleResult } from '../rules/rule';
import type { BudgetState } from '../streams/stream.types';
import type { Day } from '../vocabulary/day';
import { indicativeShared } from './agreeing.rules';
import type { Budget } from './budget.loader';
import { sufficient } from './drawing.rules';
import type { PersonFacts } from './facts';

/** What the rules say today of a budget as it stands: all that is missing at once, not one refusal at a time. */
export function budgetResults(budget: Budget, state: BudgetState, facts: PersonFacts, _policy: PolicyView, _asOf: Day): readonly RuleResult[] {
  return [...(state.indicative ? indicativeShared(state) : []), ...(state.agreed ? sufficient(budget, state.agreed, facts) : [])];
}

/** What the rules say today of one line. */
export function itemResults(_item: Item, _facts: PersonFacts, _policy: PolicyView, _asOf: Day): readonly RuleResult[] {
  return [];
}
