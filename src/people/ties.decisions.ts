import { mustKeepRecords } from '../access/guard';
import { insert, revise } from '../database/changes';
import type { Circumstances, Declaration } from '../mutation/declaration';
import type { AuthorityBasis, HolderKind, PersonalFacts, Relation, Residence } from '../person/person.types';
import { birthday, type Day, dayBefore, earlier, OPEN_ENDED } from '../vocabulary/day';
import { badInput, notFound } from '../vocabulary/refusal';
import { checkPeriod, factColumns, factsOf, firstVersion, made } from './people.decisions';
import { notAfterItsEnd, unlisted } from './organisation.rules';
import { changePerson } from './person.changes';
import { HolderAuthorityRow, RelationRow, ResidenceRow } from './person.entity';

type OnPeople<Input> = Declaration<Input, PersonalFacts>;

export interface RelationToEnd {
  readonly relationId: number;
  /** Its last day. */
  readonly on: Day;
}

function findRelation(facts: ReadonlyMap<number, PersonalFacts>, id: number): Relation {
  for (const { relations } of facts.values()) {
    const found = relations.find((each) => each.id === id);
    if (found) return found;
  }
  throw notFound('relationId', `There is no tie ${id} here.`);
}

/** Ends a tie between two people: who they were to each other before that day stays known. */
export const endRelation: OnPeople<RelationToEnd> = {
  name: 'endRelation',
  people: (input, find) => find.bothOf(input.relationId, 'relationId'),
  allow: (facts, input, { actor, today }) =>
    mustKeepRecords(actor, factsOf(facts, findRelation(facts, input.relationId).otherId, 'relationId'), today),
  decide(facts, { relationId, on }, { at, loadId }) {
    const relation = findRelation(facts, relationId);
    if (on < relation.from) throw badInput('on', `The tie began on ${relation.from}; it cannot end before.`);
    if (relation.to !== null && relation.to <= on) throw badInput('on', `The tie ended on ${relation.to} already.`);
    const { person } = factsOf(facts, relation.personId, 'relationId');
    const row: RelationRow = {
      id: relation.id,
      version: relation.version,
      person_id: person.id,
      authority_id: person.authorityId,
      recorded_at: at,
      superseded_at: OPEN_ENDED,
      load_id: loadId,
      kind: relation.kind,
      other_id: relation.otherId,
      from_on: relation.from,
      to_on: relation.to,
    };
    return made(relation.personId, relation.id, revise(RelationRow, row, { to_on: on }, at));
  },
};

export interface HolderToAuthorise {
  readonly personId: number;
  readonly holder: HolderKind;
  readonly name: string;
  readonly organisation: string | null;
  readonly basis: AuthorityBasis;
  readonly from: Day;
  readonly to: Day | null;
}

/** The last day of an authority: parental responsibility ends with childhood (Children Act 1989 s.105), whatever was written. */
function lastDayOf({ holder, basis, from, to }: HolderToAuthorise, dateOfBirth: Day): Day | null {
  if (basis !== 'PARENTAL_RESPONSIBILITY') return to;
  if (holder !== 'PARENT_OR_CARER') throw badInput('basis', 'Only a parent or carer has parental responsibility.');
  const lastOfChildhood = dayBefore(birthday(dateOfBirth, 18));
  if (from > lastOfChildhood)
    throw badInput(
      'basis',
      `Parental responsibility ended with the 18th birthday. From ${birthday(dateOfBirth, 18)} a parent holds the money as nominee, attorney, deputy or authorised person.`,
    );
  return to === null ? lastOfChildhood : earlier(to, lastOfChildhood);
}

/** Puts on record why somebody else may hold or manage the person's money, and for how long. */
export const authoriseHolder: OnPeople<HolderToAuthorise> = {
  name: 'authoriseHolder',
  people: (input) => Promise.resolve([input.personId]),
  allow: (facts, input, { actor, today }) => mustKeepRecords(actor, factsOf(facts, input.personId), today),
  decide(facts, input, circumstances) {
    checkPeriod(input.from, input.to, 'to');
    if (input.holder === 'PERSON') throw badInput('holder', "Nobody's leave is needed to hold one's own money.");
    const { person } = factsOf(facts, input.personId);
    const id = circumstances.newId();
    const row: HolderAuthorityRow = {
      ...factColumns(id, person, circumstances),
      ...firstVersion,
      holder: input.holder,
      name: input.name.trim(),
      organisation: input.organisation,
      basis: input.basis,
      from_on: input.from,
      to_on: lastDayOf(input, person.dateOfBirth),
    };
    return made(person.id, id, [insert(HolderAuthorityRow, row)]);
  },
};

export interface Move {
  readonly personId: number;
  readonly authority: string | null;
  readonly healthCommissioner: string | null;
  readonly from: Day;
}

/** The last of them by their days: what the person's own row shows. */
const latest = (residences: readonly Residence[]): Residence | undefined =>
  residences.toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1)).at(-1);

/**
 * The person is another council's, or another commissioner's, from a day on. Whoever funds a budget goes on funding it until it
 * is ended (ground MOVED): the move itself ends nothing (Care Act 2014 s.37; SI 2014/1530 reg 15).
 */
export const movePerson: OnPeople<Move> = {
  name: 'movePerson',
  people: (input) => Promise.resolve([input.personId]),
  allow: (facts, input, { actor, today }) => mustKeepRecords(actor, factsOf(facts, input.personId), today),
  decide(facts, input, circumstances) {
    const { person, residences } = factsOf(facts, input.personId);
    const { from } = input;
    if (from > circumstances.today) throw badInput('from', `${from} has not come yet: a move is recorded once the person has moved.`);
    if (from < person.dateOfBirth) throw badInput('from', `The person was born on ${person.dateOfBirth}.`);
    const council = input.authority === null ? null : circumstances.organisation('LOCAL_AUTHORITY', input.authority, 'authority');
    const commissioner =
      input.healthCommissioner === null ? null : circumstances.organisation('HEALTH_COMMISSIONER', input.healthCommissioner, 'healthCommissioner');
    const ended = [council, commissioner].flatMap((body) => (body === null ? [] : notAfterItsEnd(circumstances.bodyOf(body), from)));
    if (ended.length > 0) return { ...made(person.id, person.id, []), results: ended };
    if (!council && !commissioner) throw badInput('authority', 'Say to which council or health commissioner they have moved.');
    const known: readonly Residence[] =
      residences.length > 0 ? residences : [{ councilId: person.authorityId, healthCommissionerId: person.healthCommissionerId, from: null }];
    if (known.some((each) => each.from === from)) throw badInput('from', `A move on ${from} is recorded already.`);
    const before = latest(known.filter((each) => each.from === null || each.from < from));
    const moved: Residence = {
      councilId: council?.id ?? before?.councilId ?? person.authorityId,
      healthCommissionerId: commissioner?.id ?? before?.healthCommissionerId ?? null,
      from,
    };
    if (before && moved.councilId === before.councilId && moved.healthCommissionerId === before.healthCommissionerId)
      throw badInput(council ? 'authority' : 'healthCommissioner', 'They are theirs already.');
    const written = residences.length > 0 ? [moved] : [...known, moved];
    const now = latest([...known, moved]) ?? moved;
    const changes = [
      ...written.map((each) => insert(...residenceRow(each, person, circumstances))),
      ...changePerson(person, { authority_id: now.councilId, health_commissioner_id: now.healthCommissionerId }, circumstances.at),
    ];
    return { ...made(person.id, person.id, changes), results: commissioner ? unlisted(circumstances.bodyOf(commissioner)) : [] };
  },
};

/** Whose they are from a day on, as a row of its table. */
export const residenceRow = (
  residence: Residence,
  person: PersonalFacts['person'],
  circumstances: Circumstances,
): readonly [typeof ResidenceRow, ResidenceRow] => [
  ResidenceRow,
  {
    ...factColumns(circumstances.newId(), person, circumstances),
    ...firstVersion,
    council_id: residence.councilId,
    health_commissioner_id: residence.healthCommissionerId,
    from_on: residence.from,
  },
];
