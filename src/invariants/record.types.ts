import type { Budget } from '../budgets/record/budget.loader';
import type { PersonFacts } from '../budgets/record/person-facts';
import type { PolicyView } from '../policy/policy.types';
import type { Day, Instant } from '../vocabulary/day';

export type Value = string | number | null;
/** A row as it is written, every version of it. */
export type Row = Readonly<Record<string, Value>>;

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
  readonly person: Row;
  /** What that row said before, each until the instant at which it was changed. */
  readonly was: readonly Row[];
  /** By table; budgets' revisions apart. */
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  /** Every revision of the budgets that any revision says are theirs, in order. */
  readonly revisions: ReadonlyMap<number, readonly Row[]>;
  readonly events: readonly ChangeEvent[];
  /** What files made of them. */
  readonly things: readonly Row[];
  readonly facts: PersonFacts;
  /** Budgets of other people, as carers, that name this person as the one cared for. */
  readonly carersBudgets: readonly Budget[];
}

/** What the checks need besides: the council's policies, and the day on which they look. */
export interface Around {
  readonly today: Day;
  readonly policy: (record: PersonRecord, on: Day) => PolicyView;
}

export const number = (value: Value | undefined): number => Number(value);
export const maybe = (value: Value | undefined): number | null => (value === null || value === undefined ? null : Number(value));
export const text = (value: Value | undefined): string => String(value);
