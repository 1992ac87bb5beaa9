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
} from '../../database/row';

/** How part of a budget is held. The parts add up to the agreed budget to the penny. */
@Entity('arrangement')
@Index('arrangement_by_person', ['person_id'])
@Index('arrangement_by_route', ['route'])
export class ArrangementRow extends VersionedFactRow {
  @Reference()
  budget_id!: number;
  @Word()
  kind!: string;
  @Word()
  holder!: string;
  @Line()
  holder_name!: string;
  @Reference({ nullable: true })
  holder_id!: number | null;
  /** The record that lets another hold it. */
  @Reference({ nullable: true })
  holder_authority_id!: number | null;
  @WholePence()
  amount_pence!: Pence;
  @Word()
  amount_every!: Frequency;
  @Whole()
  amount_weeks!: number;
  @WholePence({ nullable: true })
  contingency!: Pence | null;
  @DayColumn()
  from_on!: Day;
  @DayColumn({ nullable: true })
  to_on!: Day | null;
  /** Card token or account reference that its transactions carry; never a card number. */
  @Line({ nullable: true })
  route!: string | null;
  @Word({ nullable: true })
  contribution_taken!: string | null;
}

/** Somebody's agreement that a rule asks for: a setting's release, an exception, consent to a charge, terms signed. */
@Entity('agreement')
@Index('agreement_by_person', ['person_id'])
export class AgreementRow extends VersionedFactRow {
  @Reference()
  budget_id!: number;
  @Reference({ nullable: true })
  arrangement_id!: number | null;
  @Reference({ nullable: true })
  item_id!: number | null;
  @Word()
  kind!: string;
  @Line()
  given_by!: string;
  @Line()
  role!: string;
  @DayColumn()
  given_on!: Day;
  @DayColumn({ nullable: true })
  until_on!: Day | null;
  @WholePence({ nullable: true })
  amount_pence!: Pence | null;
  @Word({ nullable: true })
  amount_every!: Frequency | null;
  @Whole({ nullable: true })
  amount_weeks!: number | null;
  /** Of a sharing agreement: the role, and the organisation, that it lets see the budget; empty: any. */
  @Word({ nullable: true })
  shared_with_role?: string | null;
  @Reference({ nullable: true })
  shared_with_id?: number | null;
  /** Of a sharing agreement: the parent, or other of the family, whom the person lets see it. */
  @Reference({ nullable: true })
  shared_with_person_id?: number | null;
  @DayColumn({ nullable: true })
  withdrawn_on!: Day | null;
  @LongText({ nullable: true })
  withdrawn_reason!: string | null;
}

/** What a person was assessed to pay a week, once, over all the budgets it falls on. */
@Entity('financial_assessment')
@Index('financial_assessment_by_person', ['person_id'])
export class FinancialAssessmentRow extends VersionedFactRow {
  @DayColumn()
  assessed_on!: Day;
  @DayColumn()
  from_on!: Day;
  @WholePence()
  weekly_pence!: Pence;
  /** The facts it rests on, as JSON; null where only the outcome is known. */
  @LongText({ nullable: true })
  facts!: string | null;
  @LongText()
  steps!: string;
  @Line({ nullable: true })
  policy!: string | null;
}

/** Beside the budget, never inside it: top-ups, brokerage fees, other resources. */
@Entity('alongside')
@Index('alongside_by_person', ['person_id'])
export class AlongsideRow extends VersionedFactRow {
  @Reference()
  budget_id!: number;
  @Reference({ nullable: true })
  item_id!: number | null;
  @Word()
  kind!: string;
  @Line()
  label!: string;
  @Line()
  payer!: string;
  @WholePence()
  amount_pence!: Pence;
  @Word()
  amount_every!: Frequency;
  @Whole()
  amount_weeks!: number;
  @DayColumn()
  from_on!: Day;
  @DayColumn({ nullable: true })
  to_on!: Day | null;
}
