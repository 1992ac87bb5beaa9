import { Entity, Index } from 'typeorm';
import {
  type Day,
  DayColumn,
  type Frequency,
  Line,
  LongText,
  type Pence,
  Reference,
  VersionedFactRow,
  Whole,
  WholePence,
  Word,
  YesNo,
} from '../../database/row';

/** A proposed cut or withdrawal, on which every party is heard before it may be applied. */
@Entity('consultation')
@Index('consultation_by_person', ['person_id'])
export class ConsultationRow extends VersionedFactRow {
  @Reference()
  budget_id!: number;
  @Word()
  kind!: string;
  @WholePence({ nullable: true })
  to_pence!: Pence | null;
  @Word({ nullable: true })
  to_every!: Frequency | null;
  @Whole({ nullable: true })
  to_weeks!: number | null;
  @LongText()
  reasons!: string;
  @DayColumn()
  notice_given_on!: Day;
  @DayColumn()
  takes_effect_on!: Day;
  @DayColumn()
  closes_on!: Day;
  @Word()
  status!: string;
  @Line()
  proposed_by!: string;
  /** The account given for the one reconsideration, and what was decided. */
  @LongText({ nullable: true })
  reconsideration!: string | null;
  /** The day from which the cut takes effect, once it is applied. */
  @DayColumn({ nullable: true })
  applied_on!: Day | null;
}

@Entity('consultation_party')
@Index('consultation_party_by_person', ['person_id'])
export class ConsultationPartyRow extends VersionedFactRow {
  @Reference()
  consultation_id!: number;
  @Line()
  name!: string;
  @Line()
  role!: string;
  @DayColumn({ nullable: true })
  answered_on!: Day | null;
  @YesNo({ nullable: true })
  agrees!: boolean | 0 | 1 | null;
  @LongText({ nullable: true })
  view!: string | null;
  /** The record of the person who is heard. */
  @Reference({ nullable: true })
  who_id!: number | null;
  /** The funder that is heard. */
  @Reference({ nullable: true })
  organisation_id!: number | null;
}

/** The person says the indicative amount is too low: it is looked at again, and may go up or down. */
@Entity('sufficiency_review')
@Index('sufficiency_review_by_person', ['person_id'])
export class SufficiencyReviewRow extends VersionedFactRow {
  @Reference()
  budget_id!: number;
  @DayColumn()
  asked_on!: Day;
  @LongText()
  account!: string;
  @DayColumn({ nullable: true })
  decided_on!: Day | null;
  @LongText({ nullable: true })
  outcome!: string | null;
}
