import { Entity, Index } from 'typeorm';
import { type Instant, InstantColumn, Line, LongText, type Pence, PersonFactRow, Reference, Whole, WholePence, Word } from '../database/row';

/** A mistake that was put right: which change recorded it, which took its place, who, why, and what money it had moved. Written once. */
@Entity('correction')
@Index('correction_by_person', ['person_id'])
export class CorrectionRow extends PersonFactRow {
  @Reference({ nullable: true })
  budget_id!: number | null;
  @Word()
  kind!: string;
  /** The id of what was mistaken, in the table of its kind. */
  @Reference()
  thing!: number;
  /** Of a later change of it, the version that the change made. */
  @Whole({ nullable: true })
  thing_version!: number | null;
  @InstantColumn()
  mistaken_at!: Instant;
  @Word()
  mistaken_action!: string;
  @Line()
  mistaken_by!: string;
  /** The change that put it right: voidRecord, or the mutation that recorded it anew. */
  @Word()
  action!: string;
  @Line()
  corrected_by!: string;
  @LongText()
  reason!: string;
  @Reference({ nullable: true })
  replaced_by!: number | null;
  @WholePence()
  paid_pence!: Pence;
  @WholePence()
  charged_pence!: Pence;
}
