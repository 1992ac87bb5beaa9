import type { RuleId } from '../../rules/rule-ids';
import type { HolderKind } from '../../person/person.types';
import type { OutcomeTag, PlanSection } from '../../plans/plan.types';
import type { ArrangementKind } from '../../streams/stream.types';
import type { Amount } from '../../vocabulary/amount';
import type { Day } from '../../vocabulary/day';
import type { Pence, Thousandths } from '../../vocabulary/money';

/** What a row says of who it is about: normal forms, checked. `row` stands in where a person has no number at all. */
export interface Ids {
  readonly nhs?: string;
  readonly upn?: string;
  readonly uln?: string;
  readonly local?: string;
  readonly row?: string;
  /** Of money: the card's token, and the account it belongs to. */
  readonly route?: string;
  readonly account?: string;
}

/** Enough to make a record of somebody. */
export interface PersonSaid {
  readonly name: string;
  readonly born: Day;
  readonly died: Day | null;
  readonly postcode: string | null;
}

interface About {
  readonly ids: Ids;
}
export interface WhoSaid extends About {
  readonly kind: 'WHO';
  readonly person: PersonSaid;
  /** ODS code. */
  readonly commissioner: string | null;
}
export interface PupilSaid extends About {
  readonly kind: 'PUPIL';
  readonly person: PersonSaid;
}
export interface EhcPlanSaid extends About {
  readonly kind: 'EHC_PLAN';
  readonly start: Day;
  /** The day of the request that led to it: what needs hang on. */
  readonly received: Day | null;
  readonly budgetTakenUp: boolean | null;
  readonly organisedArrangements: boolean | null;
  /** The return's own letter. */
  readonly directPayments: string | null;
  readonly ceased: Day | null;
  readonly ceaseReason: string | null;
}
export interface SettingSaid extends About {
  readonly kind: 'SETTING';
  /** URN, else UKPRN. */
  readonly code: string;
}
export interface NeedSaid extends About {
  readonly kind: 'NEED';
  readonly received: Day | null;
  readonly rank: number;
  readonly need: string;
}
/** A row that says nothing the hub keeps facts of, such as a request; it is remembered all the same. */
export interface OtherSaid extends About {
  readonly kind: 'OTHER';
  readonly what: Readonly<Record<string, string>>;
}
export interface CareSaid extends About {
  readonly kind: 'CARE';
  readonly person: PersonSaid | null;
  readonly carer: boolean;
  readonly event: string;
  readonly reference: string | null;
  readonly from: Day;
  readonly to: Day | null;
  readonly serviceType: string;
  readonly component: string;
  readonly held: ArrangementKind | null;
  readonly cost: Amount | null;
  /** Where the cost is by the unit. */
  readonly unit: string | null;
  readonly unitPrice: Pence | null;
  readonly unitsPerWeek: Thousandths | null;
  /** Why there is no cost; null where there is one. */
  readonly uncosted: string | null;
  /** The adult a carer cares for, as the file names them. */
  readonly caresFor: string | null;
}
export interface HealthSaid extends About {
  readonly kind: 'HEALTH';
  readonly born: Day | null;
  /** ODS codes. */
  readonly commissioner: string;
  readonly provider: string | null;
  readonly package: string | null;
  readonly from: Day;
  readonly to: Day | null;
  /** null: not a personal health budget (type 04). */
  readonly held: ArrangementKind | null;
  readonly product: string;
  readonly cost: Amount | null;
  readonly costDetail: string;
}
export interface TopUpSaid extends About {
  readonly kind: 'TOP_UP';
  /** URN. */
  readonly setting: string | null;
  readonly strand: string | null;
  readonly level: string | null;
  readonly tier: string | null;
  readonly band: string | null;
  readonly topUp: Pence;
  readonly from: Day;
  readonly to: Day | null;
  readonly release: { readonly amount: Pence; readonly on: Day; readonly by: string; readonly role: string } | null;
}
export interface RasSaid extends About {
  readonly kind: 'RAS';
  readonly of: 'children' | 'adults';
  readonly questionnaire: string | null;
  readonly points: number | null;
  readonly indicative: Amount | null;
  readonly assessedOn: Day | null;
  readonly assessedBy: string | null;
  readonly from: Day;
  readonly to: Day | null;
  readonly agreed: Amount | null;
  readonly agreedOn: Day | null;
  readonly releasedOn: Day | null;
  readonly contributionPerWeek: Pence | null;
}
export interface SectionJSaid extends About {
  readonly kind: 'SECTION_J';
  readonly planStart: Day;
  readonly reference: string;
  readonly section: PlanSection;
  readonly outcome: string;
  readonly tags: readonly OutcomeTag[];
  readonly service: string;
  readonly description: string;
  readonly quantity: string | null;
  readonly cost: Amount;
  readonly held: ArrangementKind | null;
  readonly holder: HolderKind | null;
  readonly holderName: string | null;
  /** Card token or account reference. */
  readonly route?: string;
  readonly from: Day;
  readonly to: Day | null;
}
/** A payment from a card or account that holds a budget. */
export interface PaymentSaid extends About {
  readonly kind: 'PAYMENT';
  readonly reference: string;
  /** Was any money moved? Not where it was declined. */
  readonly moved: boolean;
  readonly on: Day;
  /** Below zero where money came back. */
  readonly amount: Pence;
  readonly description: string | null;
  readonly merchantCategory: string | null;
}
/** Money that the funder put on a card, or took back off it. */
export interface FundingSaid extends About {
  readonly kind: 'FUNDING';
  readonly reference: string;
  readonly way: 'LOAD' | 'UNLOAD';
  readonly on: Day;
  readonly amount: Pence;
}
export type Said =
  | WhoSaid
  | PupilSaid
  | EhcPlanSaid
  | SettingSaid
  | NeedSaid
  | OtherSaid
  | CareSaid
  | HealthSaid
  | TopUpSaid
  | RasSaid
  | SectionJSaid
  | PaymentSaid
  | FundingSaid;
export type SaidOf<Kind extends Said['kind']> = Extract<Said, { kind: Kind }>;

/**
 * STAGED: read, to be settled. LOADED: in force. PARTLY: in force, though somebody it names is not known yet. WAITING: for its
 * person or plan. REFUSED: by a rule, kept in case what it was refused for changes. TAKING_BACK: in force, to be taken back.
 * SUPERSEDED: the file said something else later. UNDONE: its loads were undone.
 */
export const ROW_STATUSES = ['STAGED', 'LOADED', 'PARTLY', 'WAITING', 'REFUSED', 'TAKING_BACK', 'SUPERSEDED', 'UNDONE'] as const;
export type RowStatus = (typeof ROW_STATUSES)[number];
/** What a person's facts were made of, until the row is settled again. */
export const IN_FORCE: readonly RowStatus[] = ['LOADED', 'PARTLY', 'TAKING_BACK'];
export const LIVE: readonly RowStatus[] = ['STAGED', 'LOADED', 'PARTLY', 'WAITING', 'REFUSED', 'TAKING_BACK'];

/** What the reader of a file asks for by itself: README.md says each. */
type ReadersOwn =
  'AREA' | 'DATES' | 'FORMAT' | 'IDENTIFIER' | 'IDENTITY' | 'LINK' | 'REQUIRED' | 'TWICE' | 'UNCOSTED' | 'UNHELD' | 'UNRELEASED' | 'WAITING';
/** A rule of the rule book, or what the reader itself asks for. */
export type RuleOfRows = RuleId | ReadersOwn;

/** What is said of a row in the report. */
export interface Remark {
  readonly effect: 'REFUSE' | 'WAIT' | 'WARN';
  /** The column to put right; empty where it is the row as a whole. */
  readonly field: string;
  readonly rule: RuleOfRows;
  readonly message: string;
}

/** A row as the hub remembers it. */
export interface Row<S extends Said = Said> {
  readonly id: number;
  readonly authorityId: number;
  readonly format: string;
  readonly part: string;
  readonly keyHash: string;
  readonly loadId: number;
  /** Numbers of the loads that said it. */
  readonly saidBy: readonly number[];
  readonly line: number;
  readonly status: RowStatus;
  readonly personId: number | null;
  readonly said: S;
  /** The same as it is stored. */
  readonly text: string;
  /** Remarks as they are stored. */
  readonly spoken: string | null;
  /** Identifiers with their system, strongest first: `UPN:A123456789012`. */
  readonly tokens: readonly string[];
}

export const isKind =
  <Kind extends Said['kind']>(kind: Kind) =>
  (row: Row): row is Row<SaidOf<Kind>> =>
    row.said.kind === kind;
