import type { Instant } from '../vocabulary/day';
import type { Pence } from '../vocabulary/money';

/** What kind of record holds a mistake. BUDGET: the budget itself, or with a version one change of it. */
export const RECORD_KINDS = [
  'BUDGET',
  'PLAN',
  'ITEM',
  'ARRANGEMENT',
  'AGREEMENT',
  'ALONGSIDE',
  'FINANCIAL_ASSESSMENT',
  'PAYMENT',
  'MOVEMENT',
  'INVOICE',
  'REVIEW',
  'CONSULTATION',
  'ANSWER',
  'SUFFICIENCY_REVIEW',
  'DISPUTE',
  'RELATION',
  'CAPACITY',
  'LIVING_SITUATION',
  'HOLDER_AUTHORITY',
  'MOVE',
  'DEATH',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** Which record of a mistake is put right: by its id, and a later change of it by the version that the change made. */
export interface Mistaken {
  readonly kind: RecordKind;
  readonly id: number;
  /** null: that it was recorded at all. */
  readonly version: number | null;
}

/** A mistake that was put right: both ends of it, so that the audit trail leads from one to the other. */
export interface Correction extends Mistaken {
  readonly correctionId: number;
  readonly budgetId: number | null;
  /** When, by which change and by whom the mistake was recorded. */
  readonly mistakenAt: Instant;
  readonly mistakenAction: string;
  readonly mistakenBy: string;
  /** When, by which change and by whom it was put right. */
  readonly at: Instant;
  readonly action: string;
  readonly by: string;
  readonly reason: string;
  /** What is recorded in its place; null where it is void. */
  readonly replacedBy: number | null;
  /** What had left the funder on it, and is owed by nothing any more. */
  readonly paid: Pence;
  /** What the person was charged on it, and is not due any more. */
  readonly charged: Pence;
}
