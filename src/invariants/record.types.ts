import type { Budget } from '../budgets/record/budget.loader';
import type { PersonFacts } from '../budgets/record/person-facts';
import type { PolicyView } from '../policy/policy.types';
import type { Day, Instant } from '../vocabulary/day';

export type RecordValue = string | number | null;
/** A row as it is written, every version of it. */
export type RecordRow = Readonly<Record<string, RecordValue>>;

/** A table of facts about people: written once, or in versions. */
export interface FactTable {
  readonly name: string;
  readonly versioned: boolean;
}

/** A change in the audit trail. */
export interface ChangeEvent {
  readonly id: number;
  readonly at: Instant;
  readonly action: string;
  readonly series: number | null;
  readonly seq: number | null;
}

/** Everything that is written of one person. */
export interface PersonRecord {
  readonly personId: number;
  readonly person: RecordRow;
  /** What that row said before, each until the instant at which it was changed. */
  readonly was: readonly RecordRow[];
  /** By table; budgets' revisions apart. */
  readonly rows: ReadonlyMap<string, readonly RecordRow[]>;
  /** Every revision of the budgets that any revision says are theirs, in order. */
  readonly revisions: ReadonlyMap<number, readonly RecordRow[]>;
  readonly events: readonly ChangeEvent[];
  /** What files made of them. */
  readonly things: readonly RecordRow[];
  readonly facts: PersonFacts;
  /** Budgets of other people, as carers, that name this person as the one cared for. */
  readonly carersBudgets: readonly Budget[];
}

/** What the checks need besides: the council's policies, and the day on which they look. */
export interface Around {
  readonly today: Day;
  readonly policy: (record: PersonRecord, on: Day) => PolicyView;
}

export const number = (value: RecordValue | undefined): number => Number(value);
export const maybe = (value: RecordValue | undefined): number | null => (value === null || value === undefined ? null : Number(value));
export const textColumn = (value: RecordValue | undefined): string => String(value);
