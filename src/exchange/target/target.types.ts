import type { AgreementRow, ArrangementRow } from '../../budgets/record/arrangement.entity';
import type { BudgetTransaction, Movement } from '../../budgets/record/budget.types';
import type { MovementRow, TransactionRow } from '../../budgets/record/spending.entity';
import type { BodyInTime, Organisation, OrganisationKind } from '../../person/person.types';
import type { BudgetItemRow, OutcomeRow, PlanRow, ReturnedFactRow } from '../../plans/plan.entity';
import type { Plan } from '../../plans/plan.types';
import type { Policies } from '../../policy/policy.types';
import type { AllocationProposal } from '../../streams/stream';
import type { BudgetState } from '../../streams/stream.types';
import type { Day } from '../../vocabulary/day';
import type { Stream } from '../../vocabulary/stream';
import type { Remark, Row } from '../statements/row.types';

/*
 * What a person's facts should be, as far as files say: worked out from all of their rows at once, so that the order in which
 * the files came makes no difference. What is written is the difference between this before and after.
 */

type FactColumn = 'id' | 'person_id' | 'authority_id' | 'recorded_at' | 'load_id' | 'version' | 'superseded_at';
type Own<R, Ref extends string = never> = Omit<R, FactColumn | Ref>;
/** Another thing by its key, or `#12`: a row that somebody entered. */
export type Ref = string;

interface ThingOf<Kind extends string, R, Refs extends string> {
  readonly kind: Kind;
  readonly key: string;
  /** The load that brought it. */
  readonly loadId: number;
  readonly row: Own<R, Refs>;
  readonly refs: Readonly<Record<Refs, Ref>>;
}
export type PlanThing = ThingOf<'PLAN', PlanRow, never>;
export type OutcomeThing = ThingOf<'OUTCOME', OutcomeRow, 'plan_id'>;
export type ItemThing = ThingOf<'ITEM', BudgetItemRow, 'plan_id' | 'outcome_id'>;
export type ReturnedThing = ThingOf<'RETURNED', ReturnedFactRow, 'plan_id'>;
export type ArrangementThing = ThingOf<'ARRANGEMENT', ArrangementRow, 'budget_id'>;
export type AgreementThing = ThingOf<'AGREEMENT', AgreementRow, 'budget_id'>;
export type TransactionThing = ThingOf<'TRANSACTION', TransactionRow, 'budget_id'>;
export type MovementThing = ThingOf<'MOVEMENT', MovementRow, 'budget_id'>;
export type RowThing = PlanThing | OutcomeThing | ItemThing | ReturnedThing | ArrangementThing | AgreementThing | TransactionThing | MovementThing;

/** A budget's state from a day on. */
export interface BudgetSlice {
  readonly on: Day;
  readonly state: Pick<BudgetState, 'status' | 'indicative' | 'agreed' | 'contribution' | 'releasedOn'>;
}
export interface BudgetThing {
  readonly kind: 'BUDGET';
  readonly key: string;
  readonly loadId: number;
  readonly stream: Stream;
  readonly funderId: number;
  readonly assessedOn: Day;
  readonly assessedBy: string;
  readonly from: Day;
  readonly to: Day | null;
  readonly proposal: Pick<AllocationProposal, 'details' | 'steps' | 'policy' | 'settingId' | 'caredForId'>;
  /** In order; the first begins with the budget. */
  readonly slices: readonly BudgetSlice[];
}
export type Thing = RowThing | BudgetThing;

/** Who the person is, as far as files say; null: no row says enough to make a record of them. */
export interface PersonTarget {
  readonly name: string;
  readonly born: Day;
  readonly died: Day | null;
  readonly postcode: string | null;
  readonly commissionerId: number | null;
}

export interface RowVerdict {
  readonly status: 'LOADED' | 'PARTLY' | 'WAITING' | 'REFUSED';
  readonly remarks: readonly Remark[];
}

export interface Target {
  readonly person: PersonTarget | null;
  readonly things: ReadonlyMap<string, Thing>;
  /** By row id. */
  readonly verdicts: ReadonlyMap<number, RowVerdict>;
}

/** What the hub knows of a person's budgets that rows of cards and accounts ask for. */
export interface Ledger {
  /** The budget whose money the row's card or account holds; null where that is not one. */
  readonly budgetOf: (row: Row) => number | null;
  readonly wasReleased: (budgetId: number) => boolean;
  /** Did a file make something under this key that still stands? */
  readonly has: (key: string) => boolean;
  /** A payment that somebody entered under the reference. */
  readonly entered: (budgetId: number, reference: string) => Pick<BudgetTransaction, 'on' | 'amount'> | null;
  /** What somebody recorded as paid back. */
  readonly paidBack: (budgetId: number) => readonly Pick<Movement, 'id' | 'on' | 'amount'>[];
}

/** What is known around the rows while things are made of them. */
export interface Surroundings {
  readonly today: Day;
  readonly policies: Policies;
  readonly authority: Organisation;
  readonly organisation: (kind: OrganisationKind, code: string) => Organisation;
  /** What the published list says of a body. */
  readonly bodyOf: (body: Organisation) => BodyInTime;
  /** Whose identifier it is; null where nobody here has it. */
  readonly personWith: (token: string) => number | null;
  /** What the hub holds for rows of cards and accounts. */
  readonly ledger: Ledger;
  /** Plans that somebody entered. */
  readonly enteredPlans: readonly Plan[];
  /** Who the person is already, where a record was entered by hand: files do not correct it. */
  readonly entered: Pick<PersonTarget, 'name' | 'born'> | null;
  /** Who the record is of where no file says it any more, and the record stays for what was entered on it. */
  readonly lasting: Pick<PersonTarget, 'name' | 'born'> | null;
}
