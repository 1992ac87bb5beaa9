import { EMERGENCY_STATEMENTS, toEmergencies } from '../access/emergency/emergency.loader';
import type { RowSets } from '../database/changes';
import type { WaveStatement } from '../database/reading';
import { asKnown, asWritten, groupBy, rowsOf } from '../database/row-sets';
import {
  type AuthorityBasis,
  type HolderKind,
  type Identifier,
  IDENTIFIER_SYSTEMS,
  type LivingSituation,
  type Person,
  type PersonalFacts,
  type Relation,
  type RelationKind,
} from '../person/person.types';
import { CORRECTION_STATEMENT, toCorrections } from './correction.loader';
import { HELD } from './identifier.rules';
import { CapacityDecisionRow, HolderAuthorityRow, IdentifierRow, LivingSituationRow, PersonRow, RelationRow, ResidenceRow } from './person.entity';

/** The row as it is; or, known at an instant before it was changed, what it said until the first change after that. */
const LATER_CHANGE = 'FROM person_was later WHERE later.person_id = p.id AND later.until_at > $at';
export const PERSON_STATEMENT: WaveStatement = {
  table: PersonRow,
  sql: `SELECT p.id, p.authority_id, p.health_commissioner_id, p.name, p.date_of_birth, p.date_of_death, p.postcode, p.version, p.recorded_at, p.load_id
 FROM person p WHERE p.id IN $ids AND p.recorded_at <= $at AND NOT EXISTS (SELECT 1 ${LATER_CHANGE})
 UNION ALL SELECT p.id, w.authority_id, w.health_commissioner_id, w.name, w.date_of_birth, w.date_of_death, w.postcode, w.version, p.recorded_at, p.load_id
 FROM person p JOIN person_was w ON w.person_id = p.id WHERE p.id IN $ids AND p.recorded_at <= $at AND w.version = (SELECT MIN(later.version) ${LATER_CHANGE})`,
};

/** Everything known of a person apart from plans and money; relations in both directions. */
export const PERSONAL_STATEMENTS: readonly WaveStatement[] = [
  PERSON_STATEMENT,
  { table: IdentifierRow, sql: asWritten('identifier') },
  { table: RelationRow, sql: `${asKnown('relation')} UNION ${asKnown('relation', 'other_id')}` },
  { table: CapacityDecisionRow, sql: asKnown('capacity_decision') },
  { table: LivingSituationRow, sql: asKnown('living_situation') },
  { table: HolderAuthorityRow, sql: asKnown('holder_authority') },
  { table: ResidenceRow, sql: asKnown('residence') },
  CORRECTION_STATEMENT,
  ...EMERGENCY_STATEMENTS,
];

export const toPerson = (row: PersonRow): Person => ({
  id: Number(row.id),
  authorityId: Number(row.authority_id),
  healthCommissionerId: row.health_commissioner_id === null ? null : Number(row.health_commissioner_id),
  name: row.name,
  dateOfBirth: row.date_of_birth,
  dateOfDeath: row.date_of_death,
  postcode: row.postcode,
  version: Number(row.version),
  recordedAt: Number(row.recorded_at),
});

const toRelation = (row: RelationRow): Relation => ({
  id: row.id,
  version: row.version,
  kind: row.kind as RelationKind,
  personId: row.person_id,
  otherId: row.other_id,
  from: row.from_on,
  to: row.to_on,
});

/** A number that is the person's, also while it is held; one that was given up is not. */
function toIdentifier({ id_system, value, scope, authority_id }: IdentifierRow): Identifier[] {
  const held = id_system.startsWith(HELD);
  const system = IDENTIFIER_SYSTEMS.find((each) => each === (held ? id_system.slice(HELD.length) : id_system));
  if (!system) return [];
  return [{ system, value, scope: !held ? scope : system === 'LOCAL' ? authority_id : 0 }];
}

/** One set of facts a person. A relation stands in the facts of both. */
export function toPersonalFacts(sets: RowSets): ReadonlyMap<number, PersonalFacts> {
  const identifiers = groupBy(rowsOf(sets, IdentifierRow), (row) => row.person_id);
  const relations = rowsOf(sets, RelationRow);
  const outward = groupBy(relations, (row) => row.person_id);
  const inward = groupBy(relations, (row) => row.other_id);
  const capacity = groupBy(rowsOf(sets, CapacityDecisionRow), (row) => row.person_id);
  const living = groupBy(rowsOf(sets, LivingSituationRow), (row) => row.person_id);
  const authorities = groupBy(rowsOf(sets, HolderAuthorityRow), (row) => row.person_id);
  const residences = groupBy(rowsOf(sets, ResidenceRow), (row) => row.person_id);
  const emergenciesOf = toEmergencies(sets);
  const correctionsOf = toCorrections(sets);
  return new Map(
    rowsOf(sets, PersonRow).map((row) => {
      const { id } = row;
      const facts: PersonalFacts = {
        person: toPerson(row),
        identifiers: (identifiers.get(id) ?? []).flatMap(toIdentifier),
        relations: [...(outward.get(id) ?? []), ...(inward.get(id) ?? []).filter((each) => each.person_id !== id)].map(toRelation),
        capacity: (capacity.get(id) ?? []).map((each) => ({
          id: each.id,
          on: each.decided_on,
          hasCapacity: Boolean(each.has_capacity),
          basis: each.basis,
          recordedAt: each.recorded_at,
        })),
        living: (living.get(id) ?? []).map((each) => ({
          id: each.id,
          situation: each.situation as LivingSituation,
          from: each.from_on,
          recordedAt: each.recorded_at,
        })),
        authorities: (authorities.get(id) ?? []).map((each) => ({
          id: each.id,
          holder: each.holder as HolderKind,
          name: each.name,
          organisation: each.organisation,
          basis: each.basis as AuthorityBasis,
          from: each.from_on,
          to: each.to_on,
        })),
        residences: (residences.get(id) ?? []).map((each) => ({
          id: each.id,
          councilId: each.council_id,
          healthCommissionerId: each.health_commissioner_id,
          from: each.from_on,
        })),
        corrections: correctionsOf(id),
        ...emergenciesOf(id),
      };
      return [id, facts];
    }),
  );
}
