import { Entity, Index, PrimaryColumn } from 'typeorm';
import { type Instant, InstantColumn, Line, LongText, Reference, Word } from '../database/row';

/** The person of an event that is about nobody, and the action of such a one: a question about many. */
export const NOBODY = 0;
export const SUMMARY = 'SUMMARY';

/** Who looked at or changed a person's record, when, as what and why. Append-only; names are kept as they were. */
@Entity('access_event')
@Index('access_event_of_person', ['person_id', 'at', 'id'])
@Index('access_event_in_chain', ['series', 'seq'], { unique: true })
export class AccessEventRow {
  @PrimaryColumn({ type: 'bigint' })
  id!: number;
  @InstantColumn()
  at!: Instant;
  @Reference()
  person_id!: number;
  @Line()
  subject!: string;
  @Line()
  who!: string;
  @Word()
  role!: string;
  @Line()
  organisation!: string;
  @Line({ nullable: true })
  purpose!: string | null;
  /** READ, EMERGENCY_READ, SUMMARY, or the mutation's name. */
  @Word()
  action!: string;
  /** The rules that spoke, or what was asked of many, as JSON; null for a read. */
  @LongText({ nullable: true })
  rules!: string | null;
  /** Which chain it is in, and its place there, from 1. A row without them was not written by a hub. */
  @Reference({ nullable: true })
  series!: number | null;
  @Reference({ nullable: true })
  seq!: number | null;
  /** The hash of the event before it in the chain; empty for the first. */
  @Word({ length: 64, nullable: true })
  prev!: string | null;
  /** SHA-256 of all of the above. */
  @Word({ length: 64, nullable: true })
  hash!: string | null;
}
