import type { Actor } from '../../access/actor';
import type { PersonFacts } from '../record/person-facts';
import { latestState } from '../record/revisions';
import type { Seen } from './visibility';

/** May the one who asks know that an organisation funds something of this person's? Their own always. */
export const funderSeenBy =
  (actor: Actor, facts: Pick<PersonFacts, 'budgets'>, seen: Seen) =>
  (organisationId: number): boolean =>
    organisationId === actor.organisation.id ||
    facts.budgets.some((budget) => latestState(budget).funderId === organisationId && seen.of(budget) !== 'NONE');
