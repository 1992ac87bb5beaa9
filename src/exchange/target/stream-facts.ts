import { noFacts } from '../../budgets/record/person-facts';
import type { StreamFacts } from '../../streams/stream';
import type { Day } from '../../vocabulary/day';
import type { TargetBuilder } from './target-builder';

/** What a stream's rules are asked with while a row is read: the person as the files know them, and the policy of the row's first day. */
export const streamFactsOf = ({ person, around }: TargetBuilder, day: Day): StreamFacts => ({
  person: noFacts({
    id: 0,
    authorityId: around.authority.id,
    healthCommissionerId: person.commissionerId,
    name: person.name,
    dateOfBirth: person.born,
    dateOfDeath: person.died,
    postcode: person.postcode,
    version: 0,
    recordedAt: 0,
  }),
  plans: [],
  policy: around.policies.forAuthority(around.authority.code).on(day),
  today: around.today,
});
