import type { RuleId } from '../rules/rule-ids';
import type { RuleResult, Worked } from '../rules/rule';
import type { Day } from '../vocabulary/day';
import type { Pence } from '../vocabulary/money';
import type { Stream } from '../vocabulary/stream';
import type {
  Availability,
  CouncilDisputeStage,
  FinancialFigure,
  LeadDays,
  OptionalFigure,
  PublishedSummaries,
  Rate,
  ReviewCycle,
  Service,
} from './pack.types';
import type { CarerLevels, ElementThreeTable, RasBasis, RasTable, TopUpShape } from './table.types';

/** A version of a pack, as answers name it. */
export interface PolicyVersion {
  /** The DfE code where the authority has one, else the ONS code. */
  readonly authority: string;
  readonly name: string;
  readonly version: string;
  readonly from: Day;
  /** The last day on which it decides: its own, or the day before the next version's first. */
  readonly to: Day | null;
  readonly reviewDue: Day;
  readonly draft: boolean;
}

/** A figure and the version that says it, or the refusal that names what is missing: never a default. */
export type PolicyFigure<Value> = FoundFigure<Value> | MissingFigure;
export interface FoundFigure<Value> {
  readonly found: true;
  readonly value: Value;
  readonly policy: PolicyVersion;
  /** The document it was published in. */
  readonly source: string;
}
export interface MissingFigure {
  readonly found: false;
  readonly refusal: RuleResult;
  /** Where it is one that the nation sets, so that several are told in one message. */
  readonly ofNation?: FinancialFigure;
}
/** HERE: the authority's own, else England's. */
export type WhoseFigure = 'HERE' | 'NATION';

/** What a calculator answers: the figure, how it was reached, and the version it was reached by (null where none decided). */
export interface Calculation extends Worked {
  readonly policy: PolicyVersion | null;
}

/** The tables and rates of a day, each with the version that says it. */
export interface PublishedTables {
  readonly childrensRas: readonly FoundFigure<RasTable>[];
  readonly adultsRas: readonly FoundFigure<RasTable>[];
  readonly carerLevels: readonly FoundFigure<CarerLevels>[];
  readonly rates: readonly FoundFigure<Rate>[];
}

/** What one authority's policy says on one day. Immutable; safe to hand to any pure rule. */
export interface PolicyView {
  /** As it was asked for. */
  readonly authority: string;
  readonly authorityName: string;
  readonly day: Day;
  /** The version that decides: the authority's own, else England's. */
  readonly version: PolicyVersion;

  /** The top-up tables published for the day, whatever their shape. */
  elementThreeTables(): readonly FoundFigure<ElementThreeTable>[];
  elementThree<Shape extends TopUpShape>(shape: Shape): PolicyFigure<Extract<ElementThreeTable, { shape: Shape }>>;
  /** By questionnaire (null: the only one) and by what it is read by. */
  childrensRas(questionnaire: string | null, basis: RasBasis): PolicyFigure<RasTable>;
  adultsRas(basis: RasBasis): PolicyFigure<RasTable>;
  carerLevels(): PolicyFigure<CarerLevels>;
  /** Money in pence by the week (capital: pence), or a percentage. NATION: England's, whatever the authority's own pack says. */
  financial(figure: FinancialFigure, whose?: WhoseFigure): PolicyFigure<number>;
  /** The same of a figure that not everybody has; null where nobody says it. */
  financialIfAny(figure: OptionalFigure): PolicyFigure<number> | null;
  /** The first day of the nation's figures of this day, whether or not all of them are held: what was assessed before rests on others. */
  readonly figuresSince: Day;
  /** What the authority itself pays for a unit of a service. */
  rate(service: string): PolicyFigure<Rate>;

  /** Every table and rate that is published for the day, the authority's own first. */
  readonly published: PublishedTables;

  /** null: no service of the national list or of the authority's own has this code. */
  service(code: string): Service | null;
  services(): readonly Service[];
  /** How the service is supplied in that stream. */
  availability(service: string, stream: Stream): Availability;
  /** Is the rule in force here? National rules are everywhere; an authority's own policy only where its pack says so. */
  applies(rule: RuleId): boolean;

  readonly consultationDays: number;
  readonly reviewCycle: ReviewCycle;
  readonly disputeStages: readonly CouncilDisputeStage[];
  /** How many days before its day a thing waits in the work queue. */
  readonly leadDays: LeadDays;
  /** The yearly amount up to which a role may approve; null: none, so it may not approve. */
  approvalLimit(role: string): Pence | null;
  /** Counts below it are withheld from summaries. */
  readonly suppressionThreshold: number;
  /** When figures are published to those who are shown nobody. */
  readonly summaries: PublishedSummaries;
}

/** A figure that is missing on a day, or ends soon. */
export interface FigureDue {
  readonly policy: PolicyVersion;
  readonly figure: FinancialFigure;
  readonly missing: boolean;
  /** The last day on which it is held, or was; null where it never was. */
  readonly lastDay: Day | null;
}

export interface AuthorityPolicies {
  readonly authority: string;
  readonly authorityName: string;
  on(day: Day): PolicyView;
}

export interface Policies {
  /** By DfE or ONS code. An authority without a pack has England's alone. Throws BAD_INPUT for what is no such code. */
  forAuthority(code: string): AuthorityPolicies;
  /** Every version loaded; for one authority: its own first, then what it extends. */
  versions(authority?: string | null): readonly PolicyVersion[];
  /** The figures that are missing on a day, or end within so many days with nothing after them, pack by pack. */
  figuresDue(on: Day, withinDays: number): readonly FigureDue[];
  /** The DfE or ONS codes of the authorities whose own policy holds a rule on a day. */
  authoritiesWith(rule: RuleId, day: Day): readonly string[];
}

/** A version in one piece of text, as a budget remembers it: "wakefield 2016-07". */
export const nameOfVersion = ({ name, version }: Pick<PolicyVersion, 'name' | 'version'>): string => `${name} ${version}`;
