import { Entity, PrimaryColumn } from 'typeorm';
import { type Instant, InstantColumn, Reference, Word } from '../database/row';

/**
 * What a chain holds: changes, or reads. Its head moves in the transaction that writes them. LOOKS are reads from before that was
 * so: what is in such a chain may reach past its head.
 */
export type ChainKind = 'CHANGES' | 'READS' | 'LOOKS';

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
