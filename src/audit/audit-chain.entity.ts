import { Entity, PrimaryColumn } from 'typeorm';
import { type Instant, InstantColumn, Reference, Word } from '../database/row';

/** Changes move their chain's head in their own transaction; looks are written first, and their head follows. */
export type ChainKind = 'CHANGES' | 'LOOKS';

/** How far a chain of the audit trail reaches. Each hub that runs has chains of its own, so that no two write one. */
@Entity('audit_chain')
export class AuditChainRow {
  @PrimaryColumn({ type: 'bigint' })
  series!: number;
  @Word()
  kind!: ChainKind;
  @InstantColumn()
  opened_at!: Instant;
  /** The place and the hash of the last event that it is known to hold. */
  @Reference()
  seq!: number;
  @Word({ length: 64 })
  hash!: string;
}
