import { Entity, Index } from 'typeorm';
import {
  type Day,
  DayColumn,
  type Frequency,
  Line,
  LongText,
  type Pence,
  PersonFactRow,
  Reference,
  VersionedFactRow,
  WholePence,
  Whole,
  Word,
  YesNo,
} from '../database/row';

@Entity('plan')
@Index('plan_by_person', ['person_id'])
export class PlanRow extends VersionedFactRow {
  @Word()
  kind!: string;
  @Word()
  status!: string;
  @DayColumn()
  from_on!: Day;
  @DayColumn({ nullable: true })
  to_on!: Day | null;
  @Whole({ nullable: true })
  review_every_months!: number | null;
  @DayColumn({ nullable: true })
  agreed_on!: Day | null;
  @Line({ nullable: true })
  agreed_by!: string | null;
  @DayColumn({ nullable: true })
  ceased_on!: Day | null;
  @Line({ nullable: true })
  cease_ground!: string | null;
}

@Entity('outcome')
@Index('outcome_by_person', ['person_id'])
export class OutcomeRow extends VersionedFactRow {
  @Reference()
  plan_id!: number;
  @Line()
  ref!: string;
  @LongText()
  text!: string;
  /** Outcome tags joined by spaces. */
  @Line()
  tags!: string;
  @YesNo()
  budget_eligible!: boolean | 0 | 1;
  /** Empty: from the plan's first day. */
  @DayColumn({ nullable: true })
  from_on?: Day | null;
  /** Empty: as long as the plan. */
  @DayColumn({ nullable: true })
  to_on?: Day | null;
}

/** A costed line of provision: of Section J where `section` is set, of any other plan where it is not. */
@Entity('budget_item')
@Index('item_by_person', ['person_id'])
export class BudgetItemRow extends VersionedFactRow {
  @Reference()
  plan_id!: number;
  @Reference()
  outcome_id!: number;
  /** The budget it draws on where one was named; else it draws on the person's budget of its stream. */
  @Reference({ nullable: true })
  budget_id!: number | null;
  @Word({ nullable: true })
  section!: string | null;
  @Line({ nullable: true })
  reference!: string | null;
  /** The stream as entered; a Section J line's follows its section and the person's age. */
  @Word({ nullable: true })
  stream!: string | null;
  @Word()
  service!: string;
  @LongText()
  description!: string;
  @Line({ nullable: true })
  quantity!: string | null;
  @Line({ nullable: true })
  unit!: string | null;
  @WholePence({ nullable: true })
  unit_price!: Pence | null;
  /** Units a week in thousandths. */
  @Reference({ nullable: true })
  units_per_week!: number | null;
  @WholePence()
  cost_pence!: Pence;
  @Word()
  cost_every!: Frequency;
  @Whole()
  cost_weeks!: number;
  @DayColumn()
  from_on!: Day;
  @DayColumn({ nullable: true })
  to_on!: Day | null;
  @Reference({ nullable: true })
  benefits_person_id!: number | null;
  /** Is a close relative of the same household paid? Empty in what a file brought, which does not say. */
  @YesNo({ nullable: true })
  household_relative?: boolean | 0 | 1 | null;
}

/** What a statutory return said of a plan (budget taken up, organised arrangements, direct payments): for comparison, never money. */
@Entity('returned_fact')
@Index('returned_fact_by_person', ['person_id'])
export class ReturnedFactRow extends PersonFactRow {
  @Reference()
  plan_id!: number;
  @YesNo({ nullable: true })
  budget_taken_up!: boolean | 0 | 1 | null;
  @YesNo({ nullable: true })
  organised_arrangements!: boolean | 0 | 1 | null;
  @Word({ nullable: true })
  direct_payments!: string | null;
  @Line({ nullable: true })
  needs!: string | null;
}
