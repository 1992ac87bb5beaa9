import { Entity, Index, PrimaryColumn } from 'typeorm';
import { type Instant, InstantColumn, Line, LongText, Reference, Whole, Word } from '../../database/row';

/** One load of a file: its number, what it was, who ran it and how it went. */
@Entity('file_load')
@Index('file_load_number', ['number'], { unique: true })
export class LoadRow {
  @PrimaryColumn({ type: 'bigint' })
  id!: number;
  @Whole()
  number!: number;
  @Word()
  format!: string;
  @Line()
  file!: string;
  /** null where every row names its own council. */
  @Reference({ nullable: true })
  authority_id!: number | null;
  @Line()
  actor_name!: string;
  @InstantColumn()
  started_at!: Instant;
  /** null while it runs, and for ever where it was killed. */
  @InstantColumn({ nullable: true })
  finished_at!: Instant | null;
  @InstantColumn({ nullable: true })
  undone_at!: Instant | null;
  /** Counts of rows read, loaded, changed, unchanged, waiting and refused, as JSON. */
  @LongText()
  counts!: string;
}

/**
 * What a row of a file said, under its natural key. A row that says something else later is another of these, and the one said
 * last holds; nothing is overwritten, so that a load can be taken back. The same row again only adds to `said_by`.
 */
@Entity('loaded_row')
@Index('loaded_row_once', ['authority_id', 'format', 'key_hash', 'content_hash'], { unique: true })
@Index('loaded_row_to_do', ['status', 'who'])
@Index('loaded_row_by_person', ['person_id'])
export class StagedRow {
  @PrimaryColumn({ type: 'bigint' })
  id!: number;
  @Reference()
  authority_id!: number;
  @Word()
  format!: string;
  /** The module of a return in several files; empty elsewhere. */
  @Word()
  part!: string;
  @Word()
  key_hash!: string;
  @Word()
  content_hash!: string;
  /** The load that said it first. */
  @Reference()
  load_id!: number;
  /** The numbers of the loads that said it, each between spaces: " 3 7 ". */
  @LongText()
  said_by!: string;
  @Whole()
  line!: number;
  /** See row.types.ts. */
  @Word()
  status!: string;
  /** The strongest identifier it carries, e.g. UPN:A123456789012. */
  @Word({ length: 120 })
  who!: string;
  @Reference({ nullable: true })
  person_id!: number | null;
  /** The row as it was understood, as JSON. */
  @LongText()
  said!: string;
  /** What it waits for, why it was refused, or what was remarked on, as JSON. */
  @LongText({ nullable: true })
  spoken!: string | null;
}

/** What rows of files made for a person, under a key that the rows give: so that it is found again when they say more. */
@Entity('loaded_thing')
@Index('loaded_thing_by_person', ['person_id'])
export class LoadedThingRow {
  /** The id of what was made: of the plan, outcome, line, budget, arrangement or agreement. */
  @PrimaryColumn({ type: 'bigint' })
  id!: number;
  @Reference()
  person_id!: number;
  @Reference()
  authority_id!: number;
  @Reference()
  load_id!: number;
  @Word()
  kind!: string;
  @Word({ length: 160 })
  thing_key!: string;
  @InstantColumn({ nullable: true })
  closed_at!: Instant | null;
}

/** Two records that may be one person: for somebody to confirm, never merged by itself. */
@Entity('match_proposal')
@Index('match_proposal_once', ['first_id', 'second_id'], { unique: true })
@Index('match_proposal_by_second', ['second_id'])
export class MatchProposalRow {
  @PrimaryColumn({ type: 'bigint' })
  id!: number;
  @Reference()
  authority_id!: number;
  @Reference()
  first_id!: number;
  @Reference()
  second_id!: number;
  /** An identifier of each, by which the answer holds whatever records they have later. */
  @Word({ length: 120 })
  first_known_by!: string;
  @Word({ length: 120 })
  second_known_by!: string;
  @Line()
  basis!: string;
  /** OPEN, SAME or DIFFERENT. */
  @Word()
  status!: string;
  @InstantColumn()
  recorded_at!: Instant;
  @Line({ nullable: true })
  decided_by!: string | null;
  /** The record that goes on where both are one person: the other is empty and in nobody's area. */
  @Reference({ nullable: true })
  survivor_id!: number | null;
}
