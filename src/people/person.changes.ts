import { type Change, insert, update } from '../database/changes';
import type { Person } from '../person/person.types';
import type { Instant } from '../vocabulary/day';
import { PersonRow, PersonWasRow } from './person.entity';

/** A person's row says something else from now on; what it said until now is kept, so that it is still known of any instant before. */
export const changePerson = (person: Omit<Person, 'recordedAt'>, set: Partial<Omit<PersonRow, 'id'>>, at: Instant): Change[] => [
  insert(PersonWasRow, {
    person_id: person.id,
    version: person.version,
    until_at: at,
    authority_id: person.authorityId,
    health_commissioner_id: person.healthCommissionerId,
    name: person.name,
    date_of_birth: person.dateOfBirth,
    date_of_death: person.dateOfDeath,
    postcode: person.postcode,
  }),
  update(PersonRow, person.id, set),
];
