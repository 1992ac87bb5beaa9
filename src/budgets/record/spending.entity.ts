import { Entity, Index } from 'typeorm';
import { type Day, DayColumn, Line, LongText, type Pence, Reference, VersionedFactRow, WholePence, Word } from '../../database/row';

/*
 * Where the money is. A movement is corrected by another movement, never edited; a payment by a new version of it.
 */

/** Money moved by the funder: a refund of a contribution, a recharge to another funder, a reclaim of what was not spent. Scheduled payments follow from the schedule and are not written. */
@Entity('movement')
@Index('movement_by_person', ['person_id'])
export class MovementRow extends VersionedFactRow {
  @Reference()
  budget_id!: number;
  @Reference({ nullable: true })
  arrangement_id!: number | null;
  /** RELEASED, PAID, REFUNDED, RECLAIMED, RECHARGED; LOADED: put onto a card, which is counted nowhere, since what is paid follows the schedule. */
  @Word()
  kind!: string;
  @DayColumn()
  moved_on!: Day;
  @WholePence()
  amount_pence!: Pence;
  @LongText({ nullable: true })
  note!: string | null;
  /** The days that it is for, where they were paid or charged already: a refund, a recharge. */
  @DayColumn({ nullable: true })
  covers_from!: Day | null;
  @DayColumn({ nullable: true })
  covers_to!: Day | null;
}

/** A card or bank transaction against the budget: the ledger equals the bank, so what matches nothing is kept too. */
@Entity('budget_transaction')
@Index('transaction_by_person', ['person_id'])
@Index('transaction_by_reference', ['budget_id', 'reference', 'superseded_at'], { unique: true })
export class TransactionRow extends VersionedFactRow {
  @Reference()
  budget_id!: number;
  @Line()
  reference!: string;
  @DayColumn()
  spent_on!: Day;
  @WholePence()
  amount_pence!: Pence;
  @LongText({ nullable: true })
  description!: string | null;
  @Reference({ nullable: true })
  item_id!: number | null;
  /** The four-digit code by which card schemes class the merchant (ISO 18245). */
  @Word({ nullable: true })
  merchant_category!: string | null;
  /** What a worker asked about it. */
  @LongText({ nullable: true })
  asked_about!: string | null;
  /** How it was explained, where that was accepted: it is then asked about no more. */
  @LongText({ nullable: true })
  explanation!: string | null;
}

@Entity('invoice')
@Index('invoice_by_person', ['person_id'])
export class InvoiceRow extends VersionedFactRow {
  @Reference()
  budget_id!: number;
  @Line()
  provider!: string;
  @Line()
  number!: string;
  @Word()
  status!: string;
}

@Entity('invoice_line')
@Index('invoice_line_by_person', ['person_id'])
export class InvoiceLineRow extends VersionedFactRow {
  @Reference()
  invoice_id!: number;
  @Reference()
  item_id!: number;
  @DayColumn()
  on_day!: Day;
  /** Units in thousandths. */
  @Reference()
  units!: number;
  @WholePence()
  rate_pence!: Pence;
  @WholePence()
  amount_pence!: Pence;
}

/** A statement, or a declaration, that the record of some days is complete. */
@Entity('spending_statement')
@Index('spending_statement_by_person', ['person_id'])
export class SpendingStatementRow extends VersionedFactRow {
  @Reference()
  budget_id!: number;
  /** STATEMENT: of the bank or card. DECLARATION: somebody's word. */
  @Word()
  basis!: string;
  @DayColumn()
  from_on!: Day;
  @DayColumn()
  to_on!: Day;
  @Line()
  given_by!: string;
}
