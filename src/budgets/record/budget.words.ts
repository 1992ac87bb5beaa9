/* The closed lists of words that a budget's life is told in. */

export const ALONGSIDE_KINDS = ['TOP_UP', 'BROKERAGE_FEE', 'OTHER_RESOURCE'] as const;
export type AlongsideKind = (typeof ALONGSIDE_KINDS)[number];
export const CUT_KINDS = ['REDUCE', 'WITHDRAW'] as const;
export type CutKind = (typeof CUT_KINDS)[number];
export const CONSULTATION_STATUSES = ['OPEN', 'READY', 'APPLIED', 'DROPPED', 'RECONSIDERING'] as const;
export type ConsultationStatus = (typeof CONSULTATION_STATUSES)[number];
export const RELEASE_SCHEDULES = ['WEEKLY', 'FOUR_WEEKLY', 'MONTHLY', 'TERMLY', 'ONE_OFF'] as const;
export type ReleaseSchedule = (typeof RELEASE_SCHEDULES)[number];
/** What ends a budget by itself. */
export const END_GROUNDS = ['AGE_LIMIT', 'CHC_GRANTED', 'PLAN_CEASED', 'DIED', 'MOVED', 'PERSON_ASKED', 'REPLACED'] as const;
export type EndGround = (typeof END_GROUNDS)[number];
export const MOVEMENT_KINDS = ['RELEASED', 'PAID', 'LOADED', 'REFUNDED', 'RECLAIMED', 'RECHARGED'] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];
export const INVOICE_STATUSES = ['RECEIVED', 'QUERIED', 'APPROVED', 'PAID', 'REJECTED'] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];
export const DISPUTE_STAGES = ['PATHWAY', 'SERVICE_MANAGER', 'COMPLAINTS', 'PROVIDER', 'SETTLED'] as const;
export type DisputeStage = (typeof DISPUTE_STAGES)[number];
export const DISPUTE_SUBJECTS = ['AMOUNT', 'ELIGIBILITY', 'ARRANGEMENT', 'USE', 'CHARGE', 'BOUGHT_SERVICE'] as const;
export type DisputeSubject = (typeof DISPUTE_SUBJECTS)[number];
/** On what it rests that the record of some days is complete. */
export const SPENDING_BASES = ['STATEMENT', 'DECLARATION'] as const;
export type SpendingBasis = (typeof SPENDING_BASES)[number];
