import { Entity, Index, PrimaryColumn } from 'typeorm';
import { type Instant, InstantColumn, Line, LongText, Reference, Word } from '../database/row';

/** Who looked at or changed a person's record, when, as what and why. Append-only; names are kept as they were. */
@Entity('access_event')
@Index('access_event_by_person', ['person_id', 'id'])
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
  /** READ, or the mutation's name. */
  @Word()
  action!: string;
  /** The rules that spoke, as JSON; null for a read. */
  @LongText({ nullable: true })
  rules!: string | null;
}
