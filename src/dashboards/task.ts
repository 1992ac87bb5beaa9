import type { RuleResult } from '../rules/rule';
import type { Day } from '../vocabulary/day';
import { inclusiveDays } from '../vocabulary/day';
import type { Stream } from '../vocabulary/stream';

export const QUEUE_KINDS = [
  'AGREEMENT_NEEDED',
  'FINANCIAL_ASSESSMENT_DUE',
  'DISPUTE_OPEN',
  'REVIEW_DUE',
  'REVIEW_OVERDUE',
  'AGREEMENT_EXPIRING',
  'RELEASE_BLOCKED',
  'TRANSITION_DUE',
  'CONSULTATION_OPEN',
  'EMERGENCY_ACCESS',
  'EVIDENCE_DUE',
  'PAYMENT_QUERIED',
] as const;
export type QueueKind = (typeof QUEUE_KINDS)[number];

/** Something that waits for a worker, mostly about one budget. */
export interface Task {
  readonly id: string;
  readonly kind: QueueKind;
  readonly personId: number;
  /** null: it is about the person's record. */
  readonly budgetId: number | null;
  readonly stream: Stream | null;
  readonly subjectId: string | null;
  readonly dueOn: Day | null;
  readonly daysLate: number;
  readonly blocker: RuleResult | null;
  /** The day on which its budget is shown. */
  readonly shownOn: Day;
}

interface TaskBudget {
  readonly id: number;
  readonly stream: Stream;
}
export interface Waiting {
  readonly kind: QueueKind;
  readonly budget: TaskBudget | null;
  /** What tells it from the others of its kind and budget. */
  readonly key: string;
  readonly subjectId?: string | null;
  readonly dueOn: Day | null;
  readonly blocker: RuleResult | null;
  readonly shownOn: Day;
}

/** What a rule says of a budget, or of something of it, told from what else is said of it. */
export const keyOf = ({ id }: TaskBudget, { rule, subject }: RuleResult): string =>
  subject === null || subject === String(id) ? rule : `${rule}-${subject}`;

export const taskOf = ({ kind, budget, key, subjectId = null, dueOn, blocker, shownOn }: Waiting, personId: number, on: Day): Task => ({
  id: [kind, budget?.id ?? 'RECORD', key].join('-'),
  kind,
  personId,
  budgetId: budget?.id ?? null,
  stream: budget?.stream ?? null,
  subjectId,
  dueOn,
  // The day itself is not late.
  daysLate: dueOn === null || dueOn >= on ? 0 : inclusiveDays(dueOn, on) - 1,
  blocker,
  shownOn,
});

/** Most overdue first, then what is due next; what has no day last. */
export function mostOverdueFirst(a: Task, b: Task): number {
  if (a.dueOn !== b.dueOn) {
    if (a.dueOn === null) return 1;
    return b.dueOn === null || a.dueOn < b.dueOn ? -1 : 1;
  }
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
}
