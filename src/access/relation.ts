import type { Person, PersonalFacts } from '../people/person.types';
import { type Day, runsOn } from '../vocabulary/day';
import type { Stream } from '../vocabulary/stream';
import type { Actor, Role } from './actor';
import { READS_AREA, READS_FAMILY, SIGHT, type Sight } from './table';

/** What the one who asks is to the person. */
export type Standing = 'COUNCIL' | 'COMMISSIONER' | 'SELF' | 'FAMILY' | 'NONE';

type Known = Pick<PersonalFacts, 'person' | 'relations'>;

/** Council and commissioner by organisation; family by a relation that runs on the day. Pure: one decision a person and request. */
export function standingOf(actor: Actor, { person, relations }: Known, on: Day): Standing {
  if (READS_AREA.includes(actor.role)) return standingByArea(actor, person);
  if (!READS_FAMILY.includes(actor.role) || actor.personId === null) return 'NONE';
  if (actor.personId === person.id) return 'SELF';
  const kinds = { PARENT: 'PARENT_OF', REPRESENTATIVE: 'REPRESENTATIVE_OF', CARER: 'CARER_OF', PERSON: null }[
    actor.role as 'PARENT' | 'REPRESENTATIVE' | 'CARER' | 'PERSON'
  ];
  const related = relations.some(
    (relation) => relation.kind === kinds && relation.personId === actor.personId && relation.otherId === person.id && runsOn(relation, on),
  );
  return related ? 'FAMILY' : 'NONE';
}

/** The same from the person's row alone, for those whose standing rests on the area. */
export function standingByArea(actor: Actor, person: Pick<Person, 'authorityId' | 'healthCommissionerId'>): Standing {
  if (!READS_AREA.includes(actor.role)) return 'NONE';
  if (actor.organisation.id === person.authorityId) return 'COUNCIL';
  return actor.organisation.id === person.healthCommissionerId ? 'COMMISSIONER' : 'NONE';
}

/** Does standing rest on the area alone, so that no relation has to be read? */
export const readsByArea = (actor: Actor): boolean => READS_AREA.includes(actor.role);

export interface StreamFacts {
  readonly stream: Stream;
  readonly funderId: number;
  readonly shownInPool: boolean;
  /** A health budget that is NHS continuing healthcare: that it exists is known to the adults' worker (SI 2012/2996). */
  readonly continuingHealthcare: boolean;
}

/** How much of one stream's budget a reader with this standing is shown. */
export function sightOf(actor: Actor, standing: Standing, budget: StreamFacts): Sight {
  if (standing === 'NONE') return 'NONE';
  if (standing === 'SELF') return 'FULL';
  if (actor.organisation.id === budget.funderId && standing === 'COMMISSIONER') return 'FULL';
  if (standing === 'COMMISSIONER') return budget.stream === 'HEALTH' ? 'FULL' : 'EXISTS_ONLY';
  const sight = SIGHT[actor.role][budget.stream];
  if (budget.stream !== 'HEALTH' || budget.shownInPool || standing === 'FAMILY') return sight;
  return budget.continuingHealthcare && actor.role === 'ADULTS_SOCIAL_WORKER' ? 'EXISTS_ONLY' : 'NONE';
}

const OVERSEES: readonly Role[] = ['AUDITOR', 'SERVICE_MANAGER'];
/**
 * Who is told who was at a record: the person, those who speak for them, and who oversees the service. Not a carer, who is shown
 * one stream: the log would name the funders of the others.
 */
export function readsLog({ role }: Pick<Actor, 'role'>, standing: Standing): boolean {
  if (standing === 'SELF') return true;
  return standing === 'FAMILY' ? role !== 'CARER' : standing !== 'NONE' && OVERSEES.includes(role);
}
