import { Entity, Index, PrimaryColumn } from 'typeorm';
import { type Day, DayColumn, type Instant, InstantColumn, Line, LongText, PersonFactRow, Reference, Word, YesNo } from '../../database/row';

/** A worker was shown more of a record than the table gives, for an hour and for a reason. Append-only; names are kept as they were. */
@Entity('emergency_access')
@Index('emergency_by_person', ['person_id'])
@Index('emergency_by_area', ['authority_id', 'review_due_on'])
export class EmergencyAccessRow extends PersonFactRow {
  @Line()
  subject!: string;
  @Line()
  who!: string;
  @Word()
  role!: string;
  @Word()
  organisation_code!: string;
  @Line()
  organisation!: string;
  @LongText()
  reason!: string;
  /** The first instant at which it is over. */
  @InstantColumn()
  ends_at!: Instant;
  @DayColumn()
  review_due_on!: Day;
}

/**
 * Somebody tried to open a record in an emergency: each try that was counted, whether what they stated fitted anybody or not. Append-only. What was
 * asked for is the id as it was sent; it may be nobody's.
 */
@Entity('emergency_try')
@Index('emergency_try_by_organisation', ['organisation_code', 'on_day'])
export class EmergencyTryRow {
  @PrimaryColumn({ type: 'bigint' })
  id!: number;
  @InstantColumn()
  recorded_at!: Instant;
  @DayColumn()
  on_day!: Day;
  @Line()
  subject!: string;
  @Line()
  who!: string;
  @Word()
  role!: string;
  @Word()
  organisation_code!: string;
  @Reference()
  asked_for!: number;
  @LongText()
  reason!: string;
}

/** What was found when it was looked at afterwards: one an emergency. Append-only. */
@Entity('emergency_review')
@Index('emergency_review_by_person', ['person_id'])
@Index('emergency_review_of', ['emergency_id'], { unique: true })
export class EmergencyReviewRow extends PersonFactRow {
  @Reference()
  emergency_id!: number;
  @DayColumn()
  reviewed_on!: Day;
  @Line()
  reviewed_by!: string;
  @YesNo()
  justified!: boolean | 0 | 1;
  @LongText()
  finding!: string;
}
