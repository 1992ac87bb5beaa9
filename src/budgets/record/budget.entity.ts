import { Entity, Index, PrimaryColumn } from 'typeorm';
import {
  type Day,
  DayColumn,
  type Frequency,
  type Instant,
  InstantColumn,
  Line,
  LongText,
  type Pence,
  PersonFactRow,
  Reference,
  Whole,
  WholePence,
  Word,
  YesNo,
} from '../../database/row';

/**
 * One revision of a stream's budget: its whole state, with who, why, the day it takes effect and the instant it was
 * recorded. Append-only. The state on a day, as known at an instant, is the highest version among those effective by that day
 * and recorded by that instant.
 */
@Entity('budget_revision')
@Index('revision_by_person', ['person_id', 'budget_id', 'version'])
@Index('revision_by_cared_for', ['cared_for_id'])
@Index('revision_by_funder', ['funder_id'])
@Index('revision_by_area', ['authority_id', 'stream', 'status'])
export class BudgetRevisionRow {
  @PrimaryColumn({ type: 'bigint' })
  budget_id!: number;
  @PrimaryColumn({ type: 'int' })
  version!: number;
  @Reference()
  person_id!: number;
  @Reference()
  authority_id!: number;
  @Word()
  stream!: string;
  @Reference()
  funder_id!: number;
  @DayColumn()
  effective_on!: Day;
  @InstantColumn()
  recorded_at!: Instant;
  @Reference({ nullable: true })
  load_id!: number | null;
  /** The mutation that made it, or IMPORTED. */
  @Word()
  action!: string;
  @LongText({ nullable: true })
  reason!: string | null;
  @Line()
  actor_subject!: string;
  @Line()
  actor_name!: string;
  @Word()
  status!: string;
  @DayColumn()
  from_on!: Day;
  @DayColumn({ nullable: true })
  to_on!: Day | null;
  @WholePence({ nullable: true })
  indicative_pence!: Pence | null;
  @Word({ nullable: true })
  indicative_every!: Frequency | null;
  @Whole({ nullable: true })
  indicative_weeks!: number | null;
  @WholePence({ nullable: true })
  agreed_pence!: Pence | null;
  @Word({ nullable: true })
  agreed_every!: Frequency | null;
  @Whole({ nullable: true })
  agreed_weeks!: number | null;
  @WholePence({ nullable: true })
  contribution_pence!: Pence | null;
  @Word({ nullable: true })
  contribution_every!: Frequency | null;
  @Whole({ nullable: true })
  contribution_weeks!: number | null;
  /** The day the indicative amount was shared with the person. */
  @DayColumn({ nullable: true })
  shared_on!: Day | null;
  /** Who proposed the amount as it stands: they do not approve it. */
  @Line({ nullable: true })
  proposed_by!: string | null;
  @Line({ nullable: true })
  approved_by!: string | null;
  @DayColumn({ nullable: true })
  released_on!: Day | null;
  @Word({ nullable: true })
  schedule!: string | null;
  /** Health only: may it be shown to those who are not its funder or the person? */
  @YesNo()
  shown_in_pool!: boolean | 0 | 1;
  /** ENTERED, or IMPORTED where a file brought it: its history before the hub is taken as it is. */
  @Word()
  origin!: string;
  @Reference()
  allocation_id!: number;
  @Reference({ nullable: true })
  setting_id!: number | null;
  @Reference({ nullable: true })
  cared_for_id!: number | null;
}

/** What an assessment led to: the source of a budget's indicative amount, and how it was worked out. Written once. */
@Entity('allocation')
@Index('allocation_by_person', ['person_id'])
export class AllocationRow extends PersonFactRow {
  @Reference()
  budget_id!: number;
  @Word()
  stream!: string;
  @DayColumn()
  assessed_on!: Day;
  @Line()
  assessed_by!: string;
  /** What only this stream's source knows, as JSON: see streams/stream.types.ts. */
  @LongText()
  details!: string;
  /** The steps from the facts to the figure, as JSON. */
  @LongText()
  steps!: string;
  /** The policy pack and version that gave the figure; null where it was stated. */
  @Line({ nullable: true })
  policy!: string | null;
}
