import { Entity, Index, PrimaryColumn } from 'typeorm';
import {
  type Day,
  DayColumn,
  type Instant,
  InstantColumn,
  Line,
  PersonFactRow,
  Reference,
  VersionedFactRow,
  Whole,
  Word,
  YesNo,
} from '../database/row';

@Entity('organisation')
@Index('organisation_by_code', ['kind', 'code'], { unique: true })
export class OrganisationRow {
  @PrimaryColumn({ type: 'bigint' })
  id!: number;
  @Word()
  kind!: string;
  /** DfE number for a council, ODS code for a health commissioner, URN for a setting. */
  @Word()
  code!: string;
  /** The ONS code, for councils. */
  @Word({ nullable: true })
  ons_code!: string | null;
  @Line()
  name!: string;
  /** Its first and last day, as the published list has them. */
  @DayColumn({ nullable: true })
  from_on!: Day | null;
  @DayColumn({ nullable: true })
  to_on!: Day | null;
  /** The codes of those that followed it, with a space between two. */
  @Line({ nullable: true })
  successors!: string | null;
  /** ONS codes that it had before, with a space between two. */
  @Line({ nullable: true })
  former_codes!: string | null;
  /** The day of the published list that has it. */
  @DayColumn({ nullable: true })
  listed_on!: Day | null;
}

/** One row a person; `version` counts the changes to their record and is the row that a change locks. */
@Entity('person')
@Index('person_by_authority', ['authority_id', 'id'])
@Index('person_by_commissioner', ['health_commissioner_id', 'id'])
@Index('person_by_birth', ['date_of_birth'])
@Index('person_by_postcode', ['postcode'])
@Index('person_by_name', ['authority_id', 'name'])
@Index('person_by_name_in_health', ['health_commissioner_id', 'name'])
export class PersonRow {
  @PrimaryColumn({ type: 'bigint' })
  id!: number;
  @Reference()
  authority_id!: number;
  @Reference({ nullable: true })
  health_commissioner_id!: number | null;
  @Line()
  name!: string;
  @DayColumn()
  date_of_birth!: Day;
  @DayColumn({ nullable: true })
  date_of_death!: Day | null;
  @Word({ nullable: true })
  postcode!: string | null;
  @Whole()
  version!: number;
  @InstantColumn()
  recorded_at!: Instant;
  @Reference({ nullable: true })
  load_id!: number | null;
}

/** What the row of a person said until an instant at which it was changed, and the version of the record that said so. */
@Entity('person_was')
export class PersonWasRow {
  @PrimaryColumn({ type: 'bigint' })
  person_id!: number;
  @PrimaryColumn({ type: 'int' })
  version!: number;
  @InstantColumn()
  until_at!: Instant;
  @Reference()
  authority_id!: number;
  @Reference({ nullable: true })
  health_commissioner_id!: number | null;
  @Line()
  name!: string;
  @DayColumn()
  date_of_birth!: Day;
  @DayColumn({ nullable: true })
  date_of_death!: Day | null;
  @Word({ nullable: true })
  postcode!: string | null;
}

@Entity('identifier')
@Index('identifier_by_value', ['id_system', 'value', 'scope'], { unique: true })
@Index('identifier_by_person', ['person_id'])
export class IdentifierRow extends PersonFactRow {
  @Word()
  id_system!: string;
  @Word()
  value!: string;
  /** The council whose local number it is; 0 where the number is national. */
  @Reference()
  scope!: number;
}

@Entity('relation')
@Index('relation_by_person', ['person_id'])
@Index('relation_by_other', ['other_id'])
export class RelationRow extends VersionedFactRow {
  @Word()
  kind!: string;
  /** person_id is <kind> other_id: a parent is PARENT_OF a child. */
  @Reference()
  other_id!: number;
  @DayColumn()
  from_on!: Day;
  @DayColumn({ nullable: true })
  to_on!: Day | null;
}

@Entity('capacity_decision')
@Index('capacity_by_person', ['person_id'])
export class CapacityDecisionRow extends VersionedFactRow {
  @DayColumn()
  decided_on!: Day;
  @YesNo()
  has_capacity!: boolean | 0 | 1;
  @Line({ length: 2000 })
  basis!: string;
}

@Entity('living_situation')
@Index('living_by_person', ['person_id'])
export class LivingSituationRow extends VersionedFactRow {
  @Word()
  situation!: string;
  @DayColumn()
  from_on!: Day;
}

/** Why another person or body may hold or manage the person's money. */
@Entity('holder_authority')
@Index('holder_authority_by_person', ['person_id'])
export class HolderAuthorityRow extends VersionedFactRow {
  @Word()
  holder!: string;
  @Line()
  name!: string;
  @Line({ nullable: true })
  organisation!: string | null;
  @Word()
  basis!: string;
  @DayColumn()
  from_on!: Day;
  @DayColumn({ nullable: true })
  to_on!: Day | null;
}

/** Whose person they were from a day on: their council's and their NHS commissioner's. Their own row shows the present ones. */
@Entity('residence')
@Index('residence_by_person', ['person_id'])
export class ResidenceRow extends VersionedFactRow {
  @Reference()
  council_id!: number;
  @Reference({ nullable: true })
  health_commissioner_id!: number | null;
  /** Empty: before the first move that is known. */
  @DayColumn({ nullable: true })
  from_on!: Day | null;
}
