import type { RuleId } from '../rules/rule-ids';
import type { Role } from '../access/actor';
import type { BodyInTime, LivingSituation, Organisation, PersonalFacts } from '../person/person.types';
import type { PlanKind } from '../plans/plan.types';
import type { Service } from '../policy/pack.types';
import type { PolicyView } from '../policy/policy.types';
import type { RuleDefinition, RuleResult } from '../rules/rule';
import type { Amount } from '../vocabulary/amount';
import type { Day } from '../vocabulary/day';
import type { Pence } from '../vocabulary/money';
import type { Stream } from '../vocabulary/stream';
import type { FinancialFacts } from './financial-facts.types';
import type { ServiceAsked } from './service-asked.types';
import type { BudgetAsked } from './stream';
import type { Agreement, Allocation, ArrangementKind, BudgetState, PoolLabel } from './stream.types';

/*
 * The door of a stream: what the rest of the hub asks of one, and the whole of what a new stream has to say. Each room exports one,
 * and streams.ts lists them. Rooms are strangers to each other: what one needs of another's facts comes in as `OtherStreams`.
 */

/** What budgets/ tells a stream of the person's other budgets, on the day that is asked about. */
export interface OtherStreams {
  /** The first day of the first budget of the stream that takes over from this one; null while there is none. */
  readonly heirFrom: Day | null;
  /** Does NHS Continuing Healthcare pay for the whole of the person's care? */
  readonly underHealthcare: boolean;
  /** What that says of a budget that gives way to it; asked only by such a stream. */
  readonly saysHealthcare: () => readonly RuleResult[];
}

/** What a person pays towards a budget, and the assessment it rests on. */
export interface ChargeStanding {
  readonly dateOfBirth: Day;
  readonly contribution: Pence;
  /** The day from which it was assessed. */
  readonly since: Day;
  /** null where only its outcome is on record. */
  readonly facts: FinancialFacts | null;
  readonly subject: number;
}

/** A budget as it stands, for what its stream tells the person of it. */
export interface BudgetStanding extends BudgetAsked {
  /** null where nothing is charged. */
  readonly charge: ChargeStanding | null;
}

/** A dated event of growing older, and the rule that makes it change something. */
export interface AgeTransition {
  readonly on: Day;
  readonly title: string;
  /** null: every stream. */
  readonly stream: Stream | null;
  /** Rule id, as in the rule book. */
  readonly rule: RuleId;
  /** Which of the stream's budgets it touches; left out: all of them. */
  readonly touches?: (allocation: Allocation | null) => boolean;
}

/** What is said of a budget that waits for its heir, whose first day is given, or null while it is not known. */
export type Waits = (asked: Pick<BudgetAsked, 'person' | 'state' | 'on'>, heirFrom: Day | null) => readonly RuleResult[];

/**
 * A day on which the law changes a budget by itself. RULE: from `first` on a rule speaks of it. CONTROL: the person takes over from
 * the parent. HEIR: another stream takes over once it has decided, and these rules speak until then.
 */
export type Turn =
  | { readonly kind: 'RULE'; readonly dueOn: Day; readonly first: Day; readonly rule: RuleId }
  | { readonly kind: 'CONTROL' }
  | { readonly kind: 'HEIR'; readonly dueOn: Day; readonly rules: readonly RuleId[]; readonly untilDecided: Waits };

/** The stream that takes over at an age, and why the budget goes on until it has decided. */
export interface Heir {
  readonly stream: Stream;
  readonly goesOn: string;
}

/** A cut as it was announced. */
export interface CutNotice {
  readonly reasons: string;
  readonly noticeGivenOn: Day;
  readonly effectiveOn: Day;
  /** What the funder's practice counts as reasonable: the law gives no number. */
  readonly noticeDays: number;
  /** Asked for and not decided yet. */
  readonly reconsidering: boolean;
}
/** The rules of a cut that a stream has in place of the general ones. */
export interface CutRules {
  readonly notice: (notice: CutNotice) => readonly RuleResult[];
  /** What is said where a second reconsideration is asked for. */
  readonly reconsideredOnce: () => readonly RuleResult[];
}

/** What the days of reviews by law are reckoned from. */
export interface ReviewReckoned {
  readonly releasedOn: Day;
  readonly heldByDirectPayment: boolean;
  /** The first day of the EHC plan; null without one. */
  readonly ehcPlanFrom: Day | null;
}
/** A review that the law sets besides the authority's own. */
export interface ReviewByLaw {
  readonly rule: RuleDefinition;
  /** In words, at the start of a sentence. */
  readonly name: string;
  /** The latest days for it, up to a day. */
  readonly days: (reckoned: ReviewReckoned, until: Day) => readonly Day[];
}

/** What a person pays towards: their own care, or care that is given to them through somebody else's budget. */
export type Charges = 'OWN_CARE' | 'REPLACEMENT_CARE';

export interface FundingStream {
  readonly id: Stream;
  /** Who makes its budgets. */
  readonly writtenBy: readonly Role[];
  /** The plans under which its money is released; null: it is agreed and released by its own funder, not here. */
  readonly plans: readonly PlanKind[] | null;
  /** What a pool of this stream alone is called, where it has a name of its own. */
  readonly poolLabel: PoolLabel | null;

  /** The first day on which the law lets there be a personal budget of it; null: no law is needed. */
  readonly lawSince: Day | null;

  // Ages
  /** The last day on which an age lets its money run, whatever its budget says; null where none does. */
  readonly lastDayByLaw: (born: Day) => Day | null;
  /** The earliest day of birth of somebody for whom its money may run on a day; null where no age ends it. */
  readonly bornSince: (on: Day) => Day | null;
  /** The last day that an age allows a budget of it; null where no age ends it. */
  readonly lastDayByAge: (born: Day, allocation: Allocation | null) => Day | null;
  readonly heir: Heir | null;
  /** The dated events of growing older that change it. */
  readonly growingOlder: (born: Day) => readonly AgeTransition[];
  /** The age rule, where the person's own age decides. */
  readonly atAge: (born: Day, on: Day) => readonly RuleResult[];
  /** The id of that rule; null where there is none. */
  readonly ageRule: string | null;

  // Services and lines
  /** May it pay for a service, on the day of the policy? */
  readonly mayBuy: (asked: ServiceAsked, policy: PolicyView) => readonly RuleResult[];
  /** What it says besides of a service that belongs to another stream, or that nothing may buy. */
  readonly saysOfOthersService: (asked: ServiceAsked) => readonly RuleResult[];
  /** Does it buy what its funder likes, whatever stream a service belongs to? */
  readonly buysAnything: boolean;
  /** What it says of a line's price. */
  readonly saysOfCost: (service: Service, cost: Amount) => readonly RuleResult[];
  /** Its own rule against goods that nothing may buy; null: the rule of every stream. */
  readonly forbids: RuleDefinition | null;

  // Agreeing, and standing
  /** What it asks before an amount is agreed. */
  readonly asksToAgree: (asked: BudgetAsked, others: OtherStreams) => readonly RuleResult[];
  /** What it says of one that is agreed: what is refused to something new may only be a warning of what is running. */
  readonly saysWhileRunning: (asked: BudgetAsked, others: OtherStreams) => readonly RuleResult[];
  /** What the person is told of a budget as it stands. */
  readonly tells: (standing: BudgetStanding) => readonly RuleResult[];
  /** May this organisation decide on a day? */
  readonly mayDecide: (by: BodyInTime, on: Day) => readonly RuleResult[];
  /** May this organisation change a budget of the person? Beyond who may write, which access/ decides. */
  readonly mayChange: (by: Pick<Organisation, 'id' | 'name'>, person: PersonalFacts['person']) => readonly RuleResult[];
  /** What is said of the choice to have it shown with the rest, or not. */
  readonly saysOfShowing: (shown: boolean, budgetId: number) => readonly RuleResult[];

  /** What it says of an agreement that is about to be put on record. */
  readonly saysOfAgreement: (agreement: Pick<Agreement, 'kind' | 'amount' | 'on'>, allocation: Allocation | null) => readonly RuleResult[];

  // Holding
  /** Why the person may not hold a direct payment of it themselves yet, though they are 16; null: they may. */
  readonly ownDirectPaymentWaits: (born: Day, on: Day) => string | null;
  readonly directPaymentWhere: (living: LivingSituation, arrangement: ArrangementKind) => readonly RuleResult[];

  // What a person pays
  readonly charges: Charges | null;
  /** What of a budget may be charged for in a state; null: nothing. */
  readonly chargeable: (state: Pick<BudgetState, 'agreed' | 'indicative'>, allocation: Allocation | null) => Amount | null;
  /** Does NHS Continuing Healthcare take its place? */
  readonly givesWayToHealthcare: boolean;

  // While it runs
  readonly reviewByLaw: ReviewByLaw | null;
  readonly cuts: CutRules | null;
  /** The days on which the law changes a budget of it by itself. */
  readonly turns: (born: Day) => readonly Turn[];
  /** The age from which that can be; null where no age does it. */
  readonly turnsFromAge: number | null;
}

/** What a stream says that has nothing of its own to say: each room states what differs, and what the compiler asks it for. */
export const NOTHING_OF_ITS_OWN = {
  poolLabel: null,
  lawSince: null,
  ageRule: null,
  atAge: () => [],
  saysOfOthersService: () => [],
  buysAnything: false,
  saysOfCost: () => [],
  forbids: null,
  tells: () => [],
  mayDecide: () => [],
  mayChange: () => [],
  saysOfShowing: () => [],
  saysOfAgreement: () => [],
  ownDirectPaymentWaits: () => null,
  directPaymentWhere: () => [],
  chargeable: () => null,
  reviewByLaw: null,
  cuts: null,
} satisfies Partial<FundingStream>;
