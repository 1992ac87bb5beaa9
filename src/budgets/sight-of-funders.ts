import type { Actor } from '../access/actor';
import { standingOf } from '../access/relation';
import type { Day } from '../vocabulary/day';
import type { PersonFacts } from './facts';
import { latestState, stateOn } from './revisions';
import { sightOfBudget } from './sight';

/** May the one who asks know that an organisation funds something of this person's? Their own always. */
export const funderSeenBy =
  (actor: Actor, facts: PersonFacts, on: Day) =>
  (organisationId: number): boolean => {
    if (organisationId === actor.organisation.id) return true;
    const standing = standingOf(actor, facts, on);
    return facts.budgets.some((budget) => {
      const state = stateOn(budget.revisions, on) ?? latestState(budget);
      return state.funderId === organisationId && sightOfBudget(actor, standing, budget, state) !== 'NONE';
    });
  };
