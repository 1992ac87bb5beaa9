import type { RuleId } from '../../rules/rule-ids';
import type { Amount } from '../../vocabulary/amount';
import type { Day } from '../../vocabulary/day';
import type { Pence, Thousandths } from '../../vocabulary/money';
import type {
  AlongsideKind,
  ConsultationStatus,
  CutKind,
  DisputeStage,
  DisputeSubject,
  InvoiceStatus,
  MovementKind,
  SpendingBasis,
} from './budget.words';

/*
 * What gathers around a budget in its life, besides its revisions and how it is held: each as it was last known, in the order in
 * which it was recorded.
 */

/** Shown beside the budget, in no total. */
export interface Alongside {
  readonly id: number;
  readonly kind: AlongsideKind;
  readonly label: string;
  readonly payer: string;
  readonly amount: Amount;
  readonly itemId: number | null;
  readonly from: Day;
  readonly to: Day | null;
}

/** The indicative amount looked at again. */
export interface SufficiencyReview {
  readonly id: number;
  readonly version: number;
  readonly askedOn: Day;
  readonly account: string;
  readonly decidedOn: Day | null;
  readonly outcome: string | null;
}

/** Somebody who is heard before a cut. */
export interface ConsultationParty {
  readonly id: number;
  readonly version: number;
  readonly name: string;
  readonly role: string;
  readonly answeredOn: Day | null;
  readonly agrees: boolean | null;
  readonly view: string | null;
  /** The record of the person who is heard; null where it is not known, or where it is a funder. */
  readonly whoId: number | null;
  /** The funder that is heard. */
  readonly organisationId: number | null;
}
/** A proposed cut (to an amount) or withdrawal (`to` null). */
export interface Consultation {
  readonly id: number;
  readonly version: number;
  readonly kind: CutKind;
  readonly to: Amount | null;
  readonly reasons: string;
  readonly noticeGivenOn: Day;
  readonly effectiveOn: Day;
  /** The last day for an answer. */
  readonly closesOn: Day;
  readonly status: ConsultationStatus;
  /** The subject of the one who proposed it: they do not apply it. */
  readonly proposedBy: string;
  /** The account given for the one reconsideration, and what was decided; null while none was asked for. */
  readonly reconsideration: string | null;
  /** The day from which the cut takes effect; null while it is not applied. */
  readonly appliedOn: Day | null;
  readonly parties: readonly ConsultationParty[];
}

/** Money that a funder moved. */
export interface Movement {
  readonly id: number;
  readonly arrangementId: number | null;
  readonly kind: MovementKind;
  readonly on: Day;
  readonly amount: Pence;
  readonly note: string | null;
  /** The days that it is for, first and last, where it is for days that were paid or charged already. */
  readonly covers: { readonly from: Day; readonly to: Day } | null;
  /** Did a file bring it, such as that of a card? */
  readonly loaded: boolean;
}

/** Somebody's word, or a bank's, that the record of some days is complete: what is not on it was not spent. */
export interface SpendingStatement {
  readonly id: number;
  readonly version: number;
  readonly basis: SpendingBasis;
  readonly from: Day;
  readonly to: Day;
  readonly givenBy: string;
}

/** A payment from the card or account that holds the budget; negative where money came back. */
export interface BudgetTransaction {
  readonly id: number;
  readonly version: number;
  readonly reference: string;
  readonly on: Day;
  readonly amount: Pence;
  readonly description: string | null;
  /** The line that somebody said it was for, or that was found when it was recorded. */
  readonly itemId: number | null;
  /** The four-digit code by which card schemes class the merchant; null where the source has none. */
  readonly merchantCategory: string | null;
  /** What a worker asked about it; null where none did. */
  readonly askedAbout: string | null;
  /** How it was explained, where that was accepted. */
  readonly explanation: string | null;
}

export interface InvoiceLine {
  readonly id: number;
  readonly itemId: number;
  readonly on: Day;
  readonly units: Thousandths;
  readonly rate: Pence;
  readonly amount: Pence;
}
export interface Invoice {
  readonly id: number;
  readonly version: number;
  readonly provider: string;
  readonly number: string;
  readonly status: InvoiceStatus;
  readonly lines: readonly InvoiceLine[];
}

/** A review that was done, against the day for it. */
export interface DoneReview {
  readonly id: number;
  readonly version: number;
  readonly dueOn: Day;
  readonly doneOn: Day | null;
  readonly rule: RuleId;
  readonly finding: string | null;
  readonly outcomesMet: boolean | null;
}

/** A disagreement; the budget stands while it lasts. */
export interface Dispute {
  readonly id: number;
  readonly version: number;
  readonly subject: DisputeSubject;
  readonly stage: DisputeStage;
  readonly raisedOn: Day;
  readonly account: string;
  readonly outcome: string | null;
}

/** All of it. */
export interface BudgetRecord {
  readonly alongside: readonly Alongside[];
  readonly sufficiencyReviews: readonly SufficiencyReview[];
  readonly consultations: readonly Consultation[];
  readonly movements: readonly Movement[];
  readonly transactions: readonly BudgetTransaction[];
  readonly statements: readonly SpendingStatement[];
  readonly invoices: readonly Invoice[];
  readonly reviews: readonly DoneReview[];
  readonly disputes: readonly Dispute[];
}
export const EMPTY_RECORD: BudgetRecord = {
  alongside: [],
  sufficiencyReviews: [],
  consultations: [],
  movements: [],
  transactions: [],
  statements: [],
  invoices: [],
  reviews: [],
  disputes: [],
};

/** Where the money of one budget is, over the financial year of a day. */
export interface Spending {
  /** What the year comes to, from the budget's first day to its last. */
  readonly allocated: Pence;
  /** What the schedule has released by the day. */
  readonly released: Pence;
  /** Of that, what has left the funder: held by the person, or by somebody for them; less the contribution taken off it. */
  readonly paid: Pence;
  /** Payments made from it, and invoices that are not queried. */
  readonly spent: Pence;
  /** What stayed at the end of the year before, within the contingency: this year's to spend. */
  readonly broughtForward: Pence;
  readonly available: Pence;
  /** Payments that were queried, and what stayed unspent at the end of a year above the contingency, less what was reclaimed. */
  readonly toReclaim: Pence;
  /** What was paid back and turned out not to be owed. */
  readonly repaidTooMuch: Pence;
  /** What was paid in periods that are over and of which nothing is known. */
  readonly notKnownYet: Pence;
}
