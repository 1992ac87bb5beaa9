import type { Amount } from '../vocabulary/amount';
import type { Day } from '../vocabulary/day';
import type { Pence, Thousandths } from '../vocabulary/money';
import type { Stream } from '../vocabulary/stream';

export const PLAN_KINDS = ['EHC_PLAN', 'CARE_AND_SUPPORT_PLAN', 'CARER_SUPPORT_PLAN', 'CHILD_CARE_PLAN', 'HEALTH_CARE_PLAN'] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];
export const PLAN_STATUSES = ['DRAFT', 'AGREED', 'CEASED'] as const;
export type PlanStatus = (typeof PLAN_STATUSES)[number];
export const OUTCOME_TAGS = ['INCLUSION', 'PROGRESSION', 'WELLBEING', 'HEALTH', 'INDEPENDENCE', 'CARING_ROLE'] as const;
export type OutcomeTag = (typeof OUTCOME_TAGS)[number];
export const PLAN_SECTIONS = ['F', 'G', 'H1', 'H2'] as const;
export type PlanSection = (typeof PLAN_SECTIONS)[number];

export const PLAN_NAMES: Record<PlanKind, string> = {
  EHC_PLAN: 'EHC plan',
  CARE_AND_SUPPORT_PLAN: 'care and support plan',
  CARER_SUPPORT_PLAN: "carer's support plan",
  CHILD_CARE_PLAN: "child's care plan",
  HEALTH_CARE_PLAN: 'health care plan',
};

export interface Outcome {
  readonly id: number;
  readonly planId: number;
  readonly ref: string;
  readonly text: string;
  readonly tags: readonly OutcomeTag[];
  readonly budgetEligible: boolean;
  readonly version: number;
  /** null: from the plan's first day. */
  readonly from: Day | null;
  /** null: as long as the plan. */
  readonly to: Day | null;
}

/** Is the outcome one of the plan's on a day? */
export const outcomeHoldsOn = ({ from, to }: Pick<Outcome, 'from' | 'to'>, on: Day): boolean =>
  (from === null || from <= on) && (to === null || to >= on);

/** A costed line of a plan; `section` is set on a line of Section J and on no other. */
export interface Item {
  readonly id: number;
  readonly version: number;
  readonly planId: number;
  readonly outcomeId: number;
  readonly budgetId: number | null;
  readonly section: PlanSection | null;
  readonly reference: string | null;
  /** As entered; for Section J see `streamOfItem`. */
  readonly stream: Stream | null;
  readonly service: string;
  readonly description: string;
  readonly quantity: string | null;
  readonly unit: string | null;
  readonly unitPrice: Pence | null;
  readonly unitsPerWeek: Thousandths | null;
  readonly cost: Amount;
  readonly from: Day;
  readonly to: Day | null;
  readonly benefitsPersonId: number | null;
  /** Is the money paid to a close relative who lives in the same household? */
  readonly householdRelative: boolean;
}

export interface Plan {
  readonly id: number;
  readonly kind: PlanKind;
  readonly status: PlanStatus;
  readonly from: Day;
  readonly to: Day | null;
  readonly version: number;
  readonly reviewEveryMonths: number | null;
  readonly agreedOn: Day | null;
  readonly agreedBy: string | null;
  readonly ceasedOn: Day | null;
  readonly outcomes: readonly Outcome[];
  readonly items: readonly Item[];
}

/** Is the plan in being on a day: begun, and neither run out nor ceased? */
export const planRunsOn = (plan: Plan, on: Day): boolean =>
  plan.from <= on && (plan.to === null || plan.to >= on) && (plan.ceasedOn === null || plan.ceasedOn > on);
export const planInForceOn = (plan: Plan, on: Day): boolean => plan.status !== 'DRAFT' && planRunsOn(plan, on);
