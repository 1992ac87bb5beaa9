import type { Circumstances } from '../../mutation/declaration';
import type { PolicyView } from '../../policy/policy.types';
import type { StreamFacts } from '../../streams/stream';
import type { BudgetState } from '../../streams/stream.types';
import type { Day } from '../../vocabulary/day';
import type { PersonFacts } from '../record/person-facts';

/** The policy on a day of the person's council; of a budget (`state`) that of the council that funds it, which keeps it when the person moves. */
export const policyOn = (
  { person }: Pick<PersonFacts, 'person'>,
  { policies, organisationById }: Pick<Circumstances, 'policies' | 'organisationById'>,
  on: Day,
  state?: Pick<BudgetState, 'funderId'>,
): PolicyView => {
  const funder = state ? organisationById(state.funderId) : null;
  const council = funder?.kind === 'LOCAL_AUTHORITY' ? funder : organisationById(person.authorityId);
  return policies.forAuthority(council?.code ?? '').on(on);
};

/** What a stream's rules are asked with. */
export const streamFacts = (facts: PersonFacts, { policies, today, organisationById }: Circumstances, day: Day): StreamFacts => ({
  person: facts,
  plans: facts.plans,
  policy: policyOn(facts, { policies, organisationById }, day),
  today,
});
