import { Entity, Index, PrimaryColumn } from 'typeorm';
import { type Instant, InstantColumn, LongText, Reference, Word } from '../database/row';

/** A change already made under a key: asked again, the same answer is given and nothing is done twice. */
@Entity('idempotency_key')
@Index('idempotency_key_once', ['organisation_id', 'key_hash'], { unique: true })
export class IdempotencyRow {
  @PrimaryColumn({ type: 'bigint' })
  id!: number;
  @Reference()
  organisation_id!: number;
  /** SHA-256 of the key and of the caller whose it is, so that letter case and length are told apart alike by every database. */
  @Word({ length: 64 })
  key_hash!: string;
  /** SHA-256 of who asked for what: another request under the same key is an error. */
  @Word({ length: 64 })
  request_hash!: string;
  @InstantColumn()
  recorded_at!: Instant;
  /** What was decided, as JSON. */
  @LongText()
  answer!: string;
}
