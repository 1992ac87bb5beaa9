import { Entity, Index } from 'typeorm';
import { type Day, DayColumn, LongText, Reference, VersionedFactRow, Word, YesNo } from '../../database/row';

@Entity('review')
@Index('review_by_person', ['person_id'])
export class ReviewRow extends VersionedFactRow {
  @Reference()
  budget_id!: number;
  @DayColumn()
  due_on!: Day;
  @DayColumn({ nullable: true })
  done_on!: Day | null;
  @Word()
  rule!: string;
  @LongText({ nullable: true })
  finding!: string | null;
  @YesNo({ nullable: true })
  outcomes_met!: boolean | 0 | 1 | null;
}

@Entity('dispute')
@Index('dispute_by_person', ['person_id'])
export class DisputeRow extends VersionedFactRow {
  @Reference()
  budget_id!: number;
  @Word()
  subject!: string;
  @Word()
  stage!: string;
  @DayColumn()
  raised_on!: Day;
  @LongText()
  account!: string;
  @LongText({ nullable: true })
  outcome!: string | null;
}
