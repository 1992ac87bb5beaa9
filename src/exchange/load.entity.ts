import { Entity, Index, PrimaryColumn } from 'typeorm';
import { type Instant, InstantColumn, Line, LongText, Reference, Whole, Word } from '../database/row';

/** One load of a file: its number, what it was and how it went. */
@Entity('file_load')
export class LoadRow {
  @PrimaryColumn({ type: 'bigint' })
  id!: number;
  @Whole()
  number!: number;
  @Word()
  format!: string;
  @Line()
  file!: string;
  @Reference()
  authority_id!: number;
  @InstantColumn()
  started_at!: Instant;
  @InstantColumn({ nullable: true })
  finished_at!: Instant | null;
  @InstantColumn({ nullable: true })
  undone_at!: Instant | null;
  /** Counts of rows loaded, changed, unchanged, waiting and refused, as JSON. */
  @LongText()
  counts!: string;
}

/**
 * A row of a file, under its natural key: what it said last, and whether it was loaded, waits for its person or plan, or was
 * refused. The same row again changes nothing.
 */
@Entity('loaded_row')
@Index('loaded_row_once', ['authority_id', 'format', 'key_hash'], { unique: true })
@Index('loaded_row_waiting', ['status', 'waits_for'])
@Index('loaded_row_by_person', ['person_id'])
@Index('loaded_row_by_load', ['load_id'])
export class LoadedRowRow {
  @PrimaryColumn({ type: 'bigint' })
  id!: number;
  @Reference()
  authority_id!: number;
  @Word()
  format!: string;
  @Word({ length: 64 })
  key_hash!: string;
  @Word({ length: 64 })
  content_hash!: string;
  @Reference()
  load_id!: number;
  @Word()
  status!: string;
  /** What a waiting row waits for, e.g. UPN:A123456789012. */
  @Line({ nullable: true })
  waits_for!: string | null;
  @Reference({ nullable: true })
  person_id!: number | null;
  /** The rows it made, as JSON. */
  @LongText({ nullable: true })
  made!: string | null;
  /** The row as it stood in the file, as JSON, while it waits. */
  @LongText({ nullable: true })
  raw!: string | null;
}

/** Two records that may be one person: for somebody to confirm, never merged by itself. */
@Entity('match_proposal')
@Index('match_proposal_once', ['first_id', 'second_id'], { unique: true })
export class MatchProposalRow {
  @PrimaryColumn({ type: 'bigint' })
  id!: number;
  @Reference()
  authority_id!: number;
  @Reference()
  first_id!: number;
  @Reference()
  second_id!: number;
  @Line()
  basis!: string;
  /** OPEN, SAME or DIFFERENT. */
  @Word()
  status!: string;
  @InstantColumn()
  recorded_at!: Instant;
}
