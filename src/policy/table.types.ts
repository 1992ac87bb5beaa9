import type { Frequency } from '../vocabulary/amount';
import type { Day } from '../vocabulary/day';
import type { Pence, Thousandths } from '../vocabulary/money';

/* The tables that a pack holds: top-ups, resource allocation systems, carer levels. */

/** A set of figures with the days on which it holds (both counted) and where it was published. */
export interface Dated {
  readonly from: Day;
  /** null: until another is known. */
  readonly to: Day | null;
  readonly source: string;
}

// ---------------------------------------------------------------- education: Element 3, by the year

/** One entry of a table. `topUp` null: the table prints no amount, or prices it individually (`above`). */
export interface TopUpValue {
  /** For the period and the hours of the table. */
  readonly topUp: Pence | null;
  /** For places of other hours a week, where the table prints them. */
  readonly otherHours: readonly { readonly hours: Thousandths; readonly topUp: Pence }[];
  /** Printed as 'up to': a ceiling, not a sum. */
  readonly upTo: boolean;
  /** Open-ended: priced individually, above this figure. */
  readonly above: Pence | null;
  /** The setting meets it from Element 2, so the top-up is nothing. */
  readonly metFromElementTwo: boolean;
}
export interface BandRow extends TopUpValue {
  readonly band: string;
  readonly name: string | null;
}
export interface SettingRow extends TopUpValue {
  readonly setting: string;
  readonly alsoCalled: readonly string[];
  readonly urn: string | null;
}
export const NEED_TIERS = ['HIGH', 'MEDIUM', 'LOW'] as const;
export type NeedTier = (typeof NEED_TIERS)[number];
export interface LevelRow {
  readonly level: number;
  readonly descriptor: string | null;
  /** By tier, or one value whatever the tier. */
  readonly tiers: Readonly<Record<NeedTier, TopUpValue>> | null;
  readonly value: TopUpValue | null;
}
export interface StrandRows {
  readonly strand: string;
  readonly name: string | null;
  readonly levels: readonly LevelRow[];
}
/** Points from and to, both counted; `to` null: and above. */
export interface TopUpStep extends TopUpValue {
  readonly from: number;
  readonly to: number | null;
  readonly band: string | null;
}
/** An area of need that is scored: its levels are added up, times its weight, and no more than `mostPoints`. */
export interface ScoredArea {
  readonly area: string;
  readonly weight: number;
  readonly mostPoints: number | null;
  /** The parts that are scored by themselves; none where the area is scored as a whole. */
  readonly domains: readonly string[];
}
export const TOP_UP_PERIODS = ['YEAR', 'TERM'] as const;
export const TOP_UP_SHAPES = ['band', 'matrix', 'setting', 'points'] as const;
export type TopUpShape = (typeof TOP_UP_SHAPES)[number];
interface TopUpTableCommon extends Dated {
  readonly title: string;
  /** Printed beside the top-up, never poolable. */
  readonly elementOne: Pence | null;
  readonly elementTwo: Pence | null;
  readonly every: (typeof TOP_UP_PERIODS)[number];
  /** How many of its periods a year has: 1, or so many terms. */
  readonly timesAYear: number;
  /** The hours a week of the place that the amounts are for; null: whatever its hours. */
  readonly hoursAWeek: Thousandths | null;
}
export interface BandTable extends TopUpTableCommon {
  readonly shape: 'band';
  readonly bands: readonly BandRow[];
}
export interface MatrixTable extends TopUpTableCommon {
  readonly shape: 'matrix';
  /** What several strands come to; null: not declared, so several strands are refused. */
  readonly severalStrands: 'highest' | 'sum' | null;
  readonly strands: readonly StrandRows[];
}
export interface SettingTable extends TopUpTableCommon {
  readonly shape: 'setting';
  readonly settings: readonly SettingRow[];
}
export interface PointsTable extends TopUpTableCommon {
  readonly shape: 'points';
  readonly steps: readonly TopUpStep[];
  /** How needs come to points; none where only the points are given. */
  readonly areas: readonly ScoredArea[];
}
export type ElementThreeTable = BandTable | MatrixTable | SettingTable | PointsTable;

// ---------------------------------------------------------------- resource allocation systems

/** Only where a council's published method rounds otherwise than half up to the penny. */
export interface Rounding {
  readonly to: Pence;
  readonly way: 'up' | 'down' | 'nearest';
}
/** The points that each answer to a question scores. */
export interface ScoredQuestion {
  readonly question: string;
  readonly answers: readonly { readonly answer: string; readonly points: number }[];
}
export interface RasStep {
  readonly from: number;
  /** null: and above. */
  readonly to: number | null;
  readonly band: string | null;
  /** null: the table gives no amount here, which is not zero. */
  readonly amount: Pence | null;
}
interface RasCommon extends Dated {
  readonly title: string;
  /** null: the authority has one questionnaire only. */
  readonly questionnaire: string | null;
  readonly every: Frequency;
  readonly upTo: boolean;
  readonly rounding: Rounding | null;
}
export interface StepsRas extends RasCommon {
  readonly method: 'steps';
  readonly steps: readonly RasStep[];
  readonly questions: readonly ScoredQuestion[];
}
export interface PointPriceRas extends RasCommon {
  readonly method: 'point-price';
  readonly pricePerPoint: Pence;
  readonly lowestPoints: number;
  readonly highestPoints: number;
  readonly questions: readonly ScoredQuestion[];
}
export interface HoursRas extends RasCommon {
  readonly method: 'hours';
  /** Hours a week, or a year (`every`). */
  readonly ratePerHour: Pence;
  readonly mostHours: Thousandths;
  /** The question whose answer names another rate; null: there is one rate. */
  readonly question: string | null;
  readonly otherRates: readonly { readonly answer: string; readonly ratePerHour: Pence }[];
}
export interface BandsRas extends RasCommon {
  readonly method: 'bands';
  /** The question whose answer names the band. */
  readonly question: string;
  readonly bands: readonly { readonly band: string; readonly amount: Pence | null }[];
}
export type RasTable = StepsRas | PointPriceRas | HoursRas | BandsRas;
export type RasBasis = 'points' | 'hours' | 'hours-a-year' | 'bands';
/** What a table is read by. A system may publish one table for each on the same day. */
export const rasBasisOf = ({ method, every }: { readonly method: RasTable['method']; readonly every: string }): RasBasis =>
  method === 'steps' || method === 'point-price' ? 'points' : method === 'hours' && every === 'YEAR' ? 'hours-a-year' : method;

export interface CarerLevels extends Dated {
  readonly title: string;
  readonly every: Frequency;
  readonly upTo: boolean;
  /** The question whose answer names the level, where the assessment is answered and not levelled. */
  readonly question: string | null;
  readonly levels: readonly { readonly level: string; readonly amount: Pence }[];
}
