import type { Actor } from '../access/actor';
import type { Rations } from '../access/ration';
import type { Change } from '../database/changes';
import type { Mistaken, RecordKind } from '../person/correction.types';
import type { BodyInTime, Organisation, OrganisationKind, PersonalFacts, Stated } from '../person/person.types';
import type { Policies } from '../policy/policy.types';
import type { RuleResult } from '../rules/rule';
import type { Day, Instant } from '../vocabulary/day';

/** What comes with every mutation: how it is to be made and why. */
export interface Envelope {
  readonly idempotencyKey: string | null;
  readonly expectedVersion: number | null;
  readonly dryRun: boolean;
  readonly reason: string | null;
  readonly purpose: string | null;
  /** The mistake that the change puts right: void in the same change, and decided without it. */
  readonly corrects: Mistaken | null;
}
export const PLAIN_ENVELOPE: Envelope = { idempotencyKey: null, expectedVersion: null, dryRun: false, reason: null, purpose: null, corrects: null };

/** What a decision is made with, besides the facts. The same for a dry run, so that it answers alike. */
export interface Circumstances {
  readonly actor: Actor;
  readonly envelope: Envelope;
  readonly today: Day;
  /** When it is recorded: later than anything recorded of these people before. */
  readonly at: Instant;
  readonly newId: () => number;
  readonly policies: Policies;
  /** The organisation with that code, which joins the hub's list with this change where it is new. */
  readonly organisation: (kind: OrganisationKind, code: string, field: string, name?: string) => Organisation;
  readonly organisationById: (id: number) => Organisation | null;
  /** What the published list says of a body: its days, who followed it and whom it followed. */
  readonly bodyOf: (body: Pick<Organisation, 'id' | 'kind' | 'code' | 'name'>) => BodyInTime;
  /** The load that brings it, where a file does. */
  readonly loadId: number | null;
}

/** What was decided, before anything is written. */
export interface Verdict {
  readonly results: readonly RuleResult[];
  /** Written only where no result refuses. */
  readonly changes: readonly Change[];
  /** Of what was made or changed. */
  readonly id: number | null;
  /** Whose record it is about; null where it is about many. */
  readonly personId: number | null;
  readonly budgetId: number | null;
}

/**
 * What follows from a change by itself, in the facts as they are after it. Others whose facts that takes are locked with the rest,
 * and concerned only where something of theirs changes: it then stands on their record under its own name.
 */
export interface Following<Facts> {
  readonly name: string;
  readonly people: (concerned: readonly number[], find: Find) => Promise<readonly number[]>;
  readonly decide: (after: ReadonlyMap<number, Facts>, circumstances: Circumstances) => readonly Change[];
}

/** One mutation, as data for the one pipeline: whose record it is about, and what it decides from the facts. */
export interface Declaration<Input, Facts extends PersonalFacts> {
  readonly name: string;
  /** Ids of everyone whose facts it needs; NOT_FOUND where what it names is not there. Locked in order. */
  readonly people: (input: Input, find: Find) => Promise<readonly number[]>;
  /** Ids of those whose facts it is decided with and whom it does not concern: nothing of theirs changes, and nothing is on their record. */
  readonly consults?: (input: Input, find: Find) => Promise<readonly number[]>;
  /** The version that expectedVersion must match: a budget's, or null for the person's; withheld from one who is not shown it. */
  readonly versionOf?: (
    facts: ReadonlyMap<number, Facts>,
    input: Input,
    circumstances: Circumstances,
  ) => { readonly version: number; readonly since: readonly string[] } | 'WITHHELD' | null;
  /**
   * Throws FORBIDDEN where the one who asks may not, and NOT_FOUND where they may not know of whom it is about. Health's commissioner
   * rule is a Decision, not this.
   */
  readonly allow: (facts: ReadonlyMap<number, Facts>, input: Input, circumstances: Circumstances) => void;
  readonly decide: (facts: ReadonlyMap<number, Facts>, input: Input, circumstances: Circumstances) => Verdict;
  readonly follows?: Following<Facts>;
  readonly rationed?: Rationed<Input>;
  /** What the trail says of why, where that is more than the envelope's purpose. */
  readonly statedAs?: (envelope: Envelope) => string | null;
}

/** A change that is tried only so many times a day, because a try may tell something. */
export interface Rationed<Input> {
  /** What refuses it before anybody is looked up: it costs nothing. Throws where it is not theirs to try. */
  readonly unasked: (input: Input, asking: Pick<Circumstances, 'actor' | 'envelope'>) => readonly RuleResult[];
  readonly spent: (whose: keyof Rations, most: number) => RuleResult;
  /** What is kept of a try, whatever comes of it. */
  readonly kept: (input: Input, actor: Actor, made: { readonly id: number; readonly at: Instant; readonly on: Day }) => Change;
}

/** A council or commissioner, and whom of its people is asked for. */
export interface BodyWhose {
  readonly kind: OrganisationKind;
  readonly code: string;
  readonly councils: readonly string[] | null;
  readonly personIds: readonly number[] | null;
}

/** Finds whose record a row belongs to. */
export interface Find {
  /** Is there such a person, and does all that is stated fit them? One statement, whether there is or not. */
  fits(personId: number, stated: Stated): Promise<boolean>;
  /** The person a row of a table belongs to; throws NOT_FOUND naming `field`. */
  personOf(table: OwnedTable, id: number, field: string): Promise<number>;
  /** Whose record a change was made on, and when: of the row's version, else of its first; of a person, when their death was put on record. Throws NOT_FOUND naming `field`. */
  changeOf(table: OwnedTable, id: number, version: number | null, field: string): Promise<{ readonly personId: number; readonly at: Instant }>;
  /** The two people of a relation, the one whose row it is first; throws NOT_FOUND naming `field`. */
  bothOf(relationId: number, field: string): Promise<readonly [number, number]>;
  /** Those who are or were a person's parents and representatives, in no order. */
  speakersFor(personId: number): Promise<readonly number[]>;
  /** Those whose budgets, as carers, name a person as the one cared for, in no order. */
  carersOf(personId: number): Promise<readonly number[]>;
  /** Those with whose budgets theirs may share one charge, as carers, as the one cared for, or as another's carers, in no order. */
  chargedWith(personId: number): Promise<readonly number[]>;
  /** Those whose body it is, or whose budgets it funds, the lowest ids first; none where the hub does not know the body. */
  ofBody(body: BodyWhose, most: number): Promise<readonly number[]>;
  /** Everybody who has an identifier, or says so. A local id is looked up within its council. */
  holdersOf(system: string, value: string, authority: string): Promise<readonly number[]>;
}
export const OWNED_TABLES = [
  'person',
  'plan',
  'budget_item',
  'budget_revision',
  'relation',
  'agreement',
  'arrangement',
  'consultation',
  'sufficiency_review',
  'dispute',
  'emergency_access',
  'alongside',
  'financial_assessment',
  'budget_transaction',
  'movement',
  'invoice',
  'review',
  'consultation_party',
  'capacity_decision',
  'living_situation',
  'holder_authority',
  'residence',
] as const;
export type OwnedTable = (typeof OWNED_TABLES)[number];
/** Where the records of each kind are. */
export const TABLE_OF: Readonly<Record<RecordKind, OwnedTable>> = {
  BUDGET: 'budget_revision',
  PLAN: 'plan',
  ITEM: 'budget_item',
  ARRANGEMENT: 'arrangement',
  AGREEMENT: 'agreement',
  ALONGSIDE: 'alongside',
  FINANCIAL_ASSESSMENT: 'financial_assessment',
  PAYMENT: 'budget_transaction',
  MOVEMENT: 'movement',
  INVOICE: 'invoice',
  REVIEW: 'review',
  CONSULTATION: 'consultation',
  ANSWER: 'consultation_party',
  SUFFICIENCY_REVIEW: 'sufficiency_review',
  DISPUTE: 'dispute',
  RELATION: 'relation',
  CAPACITY: 'capacity_decision',
  LIVING_SITUATION: 'living_situation',
  HOLDER_AUTHORITY: 'holder_authority',
  MOVE: 'residence',
  DEATH: 'person',
};

/** What the graph answers a mutation with. */
export interface MutationOutcome<Facts> {
  readonly applied: boolean;
  readonly results: readonly RuleResult[];
  readonly id: number | null;
  readonly personId: number | null;
  readonly budgetId: number | null;
  readonly at: Instant;
  /** The facts as they are after it: null where a key was replayed and they are read as they were then. */
  readonly facts: ReadonlyMap<number, Facts> | null;
  /** Organisations that the change brings with it. */
  readonly organisations: readonly Organisation[];
  /** Whose record was shown and not changed, by a dry run or a refusal: a look. null where the change itself is on record. */
  readonly shown: readonly number[] | null;
}
