import type { Actor } from '../access/actor';
import { sightOf, type Standing } from '../access/relation';
import type { Sight } from '../access/table';
import type { BudgetState } from '../streams/stream.types';
import type { Budget } from './budget.loader';

/** Is the budget NHS continuing healthcare, as it stands in a state? */
export function isContinuingHealthcare(budget: Pick<Budget, 'allocations'>, state: Pick<BudgetState, 'allocationId'>): boolean {
  const details = budget.allocations.find(({ id }) => id === state.allocationId)?.details;
  return details?.kind === 'HEALTH' && details.eligibility === 'CHC';
}

/** How much of a budget one who asks is shown. */
export const sightOfBudget = (actor: Actor, standing: Standing, budget: Budget, state: BudgetState): Sight =>
  sightOf(actor, standing, {
    stream: budget.stream,
    funderId: state.funderId,
    shownInPool: state.shownInPool,
    continuingHealthcare: isContinuingHealthcare(budget, state),
  });
