import { shownByTie } from '../access/family.rules';
import { mustKeepRecords } from '../access/guard';
import { standingByArea, standingOf } from '../access/relation';
import { KEEPS_RECORDS } from '../access/table';
import { insert } from '../database/changes';
import type { Circumstances, Declaration, Verdict } from '../mutation/declaration';
import type { Identifier, LivingSituation, Person, PersonalFacts, Relation, RelationKind } from '../person/person.types';
import { type Day, OPEN_ENDED } from '../vocabulary/day';
import { badInput, forbidden, HubError, notFound } from '../vocabulary/refusal';
import { checkIdentifier, HELD } from './identifier.rules';
import { standsToday } from './organisation.rules';
import { CapacityDecisionRow, IdentifierRow, LivingSituationRow, PersonRow, RelationRow } from './person.entity';

type OnPeople<Input> = Declaration<Input, PersonalFacts>;

/** The columns that every fact of a person begins with. */
export const factColumns = (id: number, person: Pick<Person, 'id' | 'authorityId'>, { at, loadId }: Circumstances) => ({
  id,
  person_id: person.id,
  authority_id: person.authorityId,
  recorded_at: at,
  load_id: loadId,
});
export const firstVersion = { version: 1, superseded_at: OPEN_ENDED };

export const made = (personId: number, id: number, changes: Verdict['changes']): Verdict => ({ results: [], changes, id, personId, budgetId: null });

export function factsOf<Facts>(facts: ReadonlyMap<number, Facts>, id: number, field = 'personId'): Facts {
  const found = facts.get(id);
  if (!found) throw notFound(field, `There is no person ${id} here.`);
  return found;
}

export interface PersonToRegister {
  readonly name: string;
  readonly dateOfBirth: Day;
  readonly nhsNumber: string | null;
  readonly upn: string | null;
  readonly localId: string | null;
  readonly authority: string;
  readonly healthCommissioner: string | null;
}

/** Identifiers in their normal form; throws BAD_INPUT naming the one whose check digit or form is wrong. */
export function normalIdentifiers(
  input: Pick<PersonToRegister, 'nhsNumber' | 'upn' | 'localId'>,
): { id_system: Identifier['system']; value: string }[] {
  const given = [
    ['NHS_NUMBER', input.nhsNumber, 'input.nhsNumber'],
    ['UPN', input.upn, 'input.upn'],
    ['LOCAL', input.localId, 'input.localId'],
  ] as const;
  return given.flatMap(([system, text, field]) => {
    if (text === null) return [];
    const { valid, normalised, reason } = checkIdentifier(system, text);
    if (!valid || normalised === null) throw badInput(field, reason ?? `"${text}" is not valid.`);
    return [{ id_system: system, value: normalised }];
  });
}

/** An NHS number in its normal form; throws BAD_INPUT naming `field` where its check digit or form is wrong. */
export function normalNhsNumber(text: string, field: string): string {
  const { valid, normalised, reason } = checkIdentifier('NHS_NUMBER', text);
  if (!valid || normalised === null) throw badInput(field, reason ?? `"${text}" is not valid.`);
  return normalised;
}

const FIELD_OF: Readonly<Record<Identifier['system'], string>> = { NHS_NUMBER: 'nhsNumber', UPN: 'upn', LOCAL: 'localId', ULN: 'uln' };

/**
 * Is a number that of somebody whom the one who registers may not see? That is not for them to learn, applied or tried out: the person is
 * registered as if it were nobody's, and it is held. Throws CONFLICT where it is that of somebody they see.
 */
function isAnothers({ system, value, scope }: Identifier, others: readonly PersonalFacts[], { actor }: Circumstances): boolean {
  const holders = others.filter(({ identifiers }) =>
    identifiers.some((each) => each.system === system && each.value === value && each.scope === scope),
  );
  if (holders.some(({ person }) => standingByArea(actor, person) !== 'NONE'))
    throw new HubError(
      'CONFLICT',
      `Somebody is registered with that ${FIELD_OF[system]} already. Look them up by it, or check the number.`,
      `input.${FIELD_OF[system]}`,
    );
  return holders.length > 0;
}

/**
 * Registers somebody new. Whether a person of another area has the same number is not said; `npm run matches` shows the two to those who may
 * tell whether they are one.
 */
export const registerPerson: OnPeople<PersonToRegister> = {
  name: 'registerPerson',
  people: () => Promise.resolve([]),
  async consults(input, find) {
    const found = await Promise.all(normalIdentifiers(input).map(({ id_system, value }) => find.holdersOf(id_system, value, input.authority)));
    return [...new Set(found.flat())];
  },
  allow(_, input, { actor, organisation }) {
    if (!KEEPS_RECORDS.includes(actor.role)) throw forbidden(`A ${actor.role} may not register a person.`);
    const authority = organisation('LOCAL_AUTHORITY', input.authority, 'input.authority');
    const commissioner =
      input.healthCommissioner === null ? null : organisation('HEALTH_COMMISSIONER', input.healthCommissioner, 'input.healthCommissioner');
    if (actor.organisation.id !== authority.id && actor.organisation.id !== commissioner?.id)
      throw forbidden('A person is registered by their own council or health commissioner.');
  },
  decide(others, input, circumstances) {
    const { organisation, newId, today, at, loadId } = circumstances;
    if (input.dateOfBirth > today) throw badInput('input.dateOfBirth', `${input.dateOfBirth} has not come yet.`);
    const authority = organisation('LOCAL_AUTHORITY', input.authority, 'input.authority');
    const commissioner =
      input.healthCommissioner === null ? null : organisation('HEALTH_COMMISSIONER', input.healthCommissioner, 'input.healthCommissioner');
    const id = newId();
    const row: PersonRow = {
      id,
      authority_id: authority.id,
      health_commissioner_id: commissioner?.id ?? null,
      name: input.name.trim(),
      date_of_birth: input.dateOfBirth,
      date_of_death: null,
      postcode: null,
      version: 1,
      recorded_at: at,
      load_id: loadId,
    };
    const person = { id, authorityId: authority.id };
    const identifiers = normalIdentifiers(input).map(({ id_system, value }) => {
      const scope = id_system === 'LOCAL' ? authority.id : 0;
      const held = isAnothers({ system: id_system, value, scope }, [...others.values()], circumstances);
      return insert(IdentifierRow, {
        ...factColumns(newId(), person, circumstances),
        value,
        ...(held ? { id_system: HELD + id_system, scope: id } : { id_system, scope }),
      });
    });
    const bodies = commissioner ? [authority, commissioner] : [authority];
    return {
      ...made(id, id, [insert(PersonRow, row), ...identifiers]),
      results: bodies.flatMap((body) => standsToday(circumstances.bodyOf(body), today)),
    };
  },
};

export interface PeopleToRelate {
  readonly fromId: number;
  readonly kind: RelationKind;
  readonly toId: number;
  readonly from: Day;
  readonly to: Day | null;
  /** What is known of a parent or carer who lives in another area, in its normal form. */
  readonly fromNhsNumber: string | null;
}

/** One of the family who is not the caller's own to see is tied by somebody who knows them: by their NHS number, or by another tie that there is. */
function isKnown(family: PersonalFacts | undefined, { toId, fromNhsNumber }: PeopleToRelate, { actor, today }: Circumstances): boolean {
  if (!family) return false;
  return (
    standingOf(actor, family, today) !== 'NONE' ||
    family.relations.some(({ personId, otherId }) => personId === toId || otherId === toId) ||
    (fromNhsNumber !== null && family.identifiers.some(({ system, value }) => system === 'NHS_NUMBER' && value === fromNhsNumber))
  );
}

export const relatePeople: OnPeople<PeopleToRelate> = {
  name: 'relatePeople',
  people: async (input, find) => {
    if (input.fromId === input.toId) throw badInput('toId', 'A person is not related to themselves.');
    const known = await find.fits(input.fromId, { dateOfBirth: null, nhsNumber: null });
    return known ? [input.fromId, input.toId] : [input.toId];
  },
  // The one whose money it is about must be the caller's. A parent or carer may live in another area; that an id is somebody's there is not said.
  allow(facts, input, circumstances) {
    mustKeepRecords(circumstances.actor, factsOf(facts, input.toId), circumstances.today);
    if (!isKnown(facts.get(input.fromId), input, circumstances)) throw notFound('personId', `There is no person ${input.fromId} here.`);
  },
  decide(facts, input, circumstances) {
    checkPeriod(input.from, input.to, 'to');
    const { person } = factsOf(facts, input.fromId, 'fromId');
    const id = circumstances.newId();
    const row: RelationRow = {
      ...factColumns(id, person, circumstances),
      ...firstVersion,
      kind: input.kind,
      other_id: input.toId,
      from_on: input.from,
      to_on: input.to,
    };
    const tie: Relation = { id, version: 1, kind: input.kind, personId: input.fromId, otherId: input.toId, from: input.from, to: input.to };
    const of = factsOf(facts, input.toId, 'toId');
    return {
      ...made(input.fromId, id, [insert(RelationRow, row)]),
      results: shownByTie(input.kind, { ...of, relations: [...of.relations, tie] }, circumstances.today),
    };
  },
};

export interface CapacityToRecord {
  readonly personId: number;
  readonly hasCapacity: boolean;
  readonly basis: string;
  readonly on: Day;
}

export const recordCapacity: OnPeople<CapacityToRecord> = {
  name: 'recordCapacity',
  people: (input) => Promise.resolve([input.personId]),
  allow: (facts, input, { actor, today }) => mustKeepRecords(actor, factsOf(facts, input.personId), today),
  decide(facts, input, circumstances) {
    const { person } = factsOf(facts, input.personId);
    if (input.on > circumstances.today) throw badInput('on', `${input.on} has not come yet: a decision on capacity is recorded once it is made.`);
    const id = circumstances.newId();
    const row: CapacityDecisionRow = {
      ...factColumns(id, person, circumstances),
      ...firstVersion,
      decided_on: input.on,
      has_capacity: input.hasCapacity,
      basis: input.basis,
    };
    return made(person.id, id, [insert(CapacityDecisionRow, row)]);
  },
};

export interface SituationToRecord {
  readonly personId: number;
  readonly situation: LivingSituation;
  readonly from: Day;
}

export const recordLivingSituation: OnPeople<SituationToRecord> = {
  name: 'recordLivingSituation',
  people: (input) => Promise.resolve([input.personId]),
  allow: (facts, input, { actor, today }) => mustKeepRecords(actor, factsOf(facts, input.personId), today),
  decide(facts, input, circumstances) {
    const { person } = factsOf(facts, input.personId);
    const id = circumstances.newId();
    const row: LivingSituationRow = { ...factColumns(id, person, circumstances), ...firstVersion, situation: input.situation, from_on: input.from };
    return made(person.id, id, [insert(LivingSituationRow, row)]);
  },
};

/** A period ends on or after the day it begins. Throws BAD_INPUT naming `field`. */
export function checkPeriod(from: Day, to: Day | null, field: string): void {
  if (to !== null && to < from) throw badInput(field, `The last day, ${to}, comes before the first, ${from}.`);
}
