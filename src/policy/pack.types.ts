import type { RuleId } from '../rules/rule-ids';
import type { Day } from '../vocabulary/day';
import type { Pence } from '../vocabulary/money';
import type { Stream } from '../vocabulary/stream';
import type { CarerLevels, Dated, ElementThreeTable, RasTable } from './table.types';

// ---------------------------------------------------------------- rates and the catalogue

export const RATE_UNITS = ['hour', 'session', 'day', 'night', 'week', 'mile', 'item'] as const;
export type RateUnit = (typeof RATE_UNITS)[number];
export interface Rate extends Dated {
  readonly service: string;
  readonly unit: RateUnit;
  /** What the authority itself would pay for a unit. */
  readonly price: Pence;
  /** The most it would pay; null: the price is the most. */
  readonly ceiling: Pence | null;
}

export const AVAILABILITIES = ['individual', 'universal', 'targeted', 'block', 'group-harm'] as const;
/** How a service is supplied: to one person at a price, or in a way that one person's cost cannot simply be taken out of. */
export type Availability = (typeof AVAILABILITIES)[number];
export const SERVICE_TRAITS = [
  'place',
  'in-setting',
  'residential',
  'short-break',
  'care-home',
  'reablement',
  'aid',
  'wheelchair',
  'minor-adaptation',
  'replacement-care',
  'nhs-excluded',
  'forbidden',
] as const;
/** What the national rules ask of a service. */
export type ServiceTrait = (typeof SERVICE_TRAITS)[number];
export interface Service {
  readonly code: string;
  readonly name: string;
  readonly streams: readonly Stream[];
  readonly availability: Availability;
  readonly traits: readonly ServiceTrait[];
}
/** The streams that a national service is bought from here, in place of the national ones. */
export interface BoughtFromRow {
  readonly service: string;
  readonly streams: readonly Stream[];
}
export interface AvailabilityRow {
  readonly service: string;
  /** null: in every stream in which the service occurs. */
  readonly stream: Stream | null;
  readonly is: Availability;
}

// ---------------------------------------------------------------- practice

export const REVIEW_BASES = ['fixed', 'risk', 'law'] as const;
export interface ReviewCycle {
  /** fixed: the months below. risk: by risk, within the law's own dates. law: the law's own dates only. */
  readonly basis: (typeof REVIEW_BASES)[number];
  readonly firstWithinMonths: number | null;
  readonly secondAfterMonths: number | null;
  /** The intervals a plan may choose from, in months. */
  readonly thenEveryMonths: readonly number[];
  readonly usuallyEveryMonths: number;
}
/** How many days before its day a thing waits in the work queue. */
export interface LeadDays {
  readonly reviews: number;
  readonly agreements: number;
  readonly transitions: number;
}
export const COUNCIL_DISPUTE_STAGES = ['PATHWAY', 'SERVICE_MANAGER', 'COMPLAINTS'] as const;
export type CouncilDisputeStage = (typeof COUNCIL_DISPUTE_STAGES)[number];
export const APPROVER_ROLES = [
  'SEND_OFFICER',
  'CHILDRENS_SOCIAL_WORKER',
  'ADULTS_SOCIAL_WORKER',
  'CARERS_WORKER',
  'HEALTH_COMMISSIONER',
  'FINANCE_OFFICER',
  'SERVICE_MANAGER',
  'DP_TEAM',
] as const;
export type ApproverRole = (typeof APPROVER_ROLES)[number];

/** Rules that are an authority's own policy: in force only where its pack names them. */
export const LOCAL_RULES = [
  'CSC-NON-RESIDENTIAL',
  'CSC-SHORT-BREAK',
  'ASC-DP-RESIDENTIAL',
  'EDU-OBJECTIVES',
  'EDU-SETTING-AGREES',
  'CAR-NO-CHARGE',
  'INVOICE-ITEMISED',
  'SERVICE-UNIVERSAL',
  'SERVICE-BLOCK',
  'SERVICE-GROUP-HARM',
  'CATALOGUE-DUE',
  'REVIEW-FIRST',
  'REVIEW-SECOND',
  'REVIEW-CYCLE',
  'DISPUTE-STAGES',
] as const satisfies readonly RuleId[];
export type LocalRule = (typeof LOCAL_RULES)[number];

// ---------------------------------------------------------------- a whole version of a pack

/** One figure of a financial assessment. Money by the week, but capital; `share` in per cent. */
export interface FinancialFigureRow extends Dated {
  readonly figure: FinancialFigure;
  /** Whole pence, or per cent. */
  readonly value: number;
}
/** What the nation sets by year, in regulations and circulars: a council may leave more, and it is no council's to know. */
export const STATUTORY_FIGURES = {
  'capital.lowerLimit': 'the lower capital limit',
  'capital.upperLimit': 'the upper capital limit',
  'capital.tariffStep': 'the step of capital that counts as income',
  'capital.tariffPerStep': 'the weekly income that each step of capital counts as',
  'minimumIncomeGuarantee.single18To24': 'the minimum income guarantee for a single person aged 18 to 24',
  'minimumIncomeGuarantee.single25ToPensionAge': 'the minimum income guarantee for a single person from 25 to pension credit age',
  'minimumIncomeGuarantee.singlePensionAge': 'the minimum income guarantee for a single person of pension credit age',
  'minimumIncomeGuarantee.loneParent': 'the minimum income guarantee for a lone parent',
  'minimumIncomeGuarantee.couple': 'the minimum income guarantee for a member of a couple under pension credit age',
  'minimumIncomeGuarantee.couplePensionAge': 'the minimum income guarantee for a member of a couple of pension credit age',
  'minimumIncomeGuarantee.eachChild': 'the minimum income guarantee for each dependent child',
  'minimumIncomeGuarantee.disabilityPremiumSingle': 'the disability premium for a single person',
  'minimumIncomeGuarantee.disabilityPremiumCouple': 'the disability premium for a member of a couple',
  'minimumIncomeGuarantee.enhancedDisabilityPremiumSingle': 'the enhanced disability premium for a single person',
  'minimumIncomeGuarantee.enhancedDisabilityPremiumCouple': 'the enhanced disability premium for a member of a couple',
  'minimumIncomeGuarantee.carerPremium': 'the carer premium',
  personalExpensesAllowance: 'the personal expenses allowance',
  'savingsCreditDisregard.single': 'the savings credit disregard for a single person',
  'savingsCreditDisregard.couple': 'the savings credit disregard for a couple',
  disposableIncomeAllowance: 'the disposable income allowance of a deferred payment',
} as const;
/** What only some councils have, or what only some years print: silence says that there is none. */
export const OPTIONAL_FIGURES = {
  'minimumIncomeGuarantee.bothDisabilityPremiumsSingle': 'the disability and the enhanced disability premium of a single person together',
  'minimumIncomeGuarantee.bothDisabilityPremiumsCouple': 'the disability and the enhanced disability premium of a member of a couple together',
  'minimumIncomeGuarantee.disabledChildLower': 'the addition for a disabled child at the lower rate',
  'minimumIncomeGuarantee.disabledChildHigher': 'the addition for a disabled child at the higher rate',
  maximumCharge: 'the largest charge',
  'standardDisabilityRelatedExpenditureByBenefit.attendanceAllowanceLower': 'the standard amount with attendance allowance at the lower rate',
  'standardDisabilityRelatedExpenditureByBenefit.attendanceAllowanceHigher': 'the standard amount with attendance allowance at the higher rate',
  'standardDisabilityRelatedExpenditureByBenefit.dlaCareLowest': 'the standard amount with disability living allowance, care at the lowest rate',
  'standardDisabilityRelatedExpenditureByBenefit.dlaCareMiddle': 'the standard amount with disability living allowance, care at the middle rate',
  'standardDisabilityRelatedExpenditureByBenefit.dlaCareHighest': 'the standard amount with disability living allowance, care at the highest rate',
  'standardDisabilityRelatedExpenditureByBenefit.pipDailyLivingStandard':
    'the standard amount with personal independence payment, daily living at the standard rate',
  'standardDisabilityRelatedExpenditureByBenefit.pipDailyLivingEnhanced':
    'the standard amount with personal independence payment, daily living at the enhanced rate',
} as const;
export const FINANCIAL_FIGURES = {
  ...STATUTORY_FIGURES,
  ...OPTIONAL_FIGURES,
  shareOfDisposableIncome: 'the share of disposable income that is taken',
  minimumCharge: 'the smallest charge that is collected',
  standardDisabilityRelatedExpenditure: 'the standard amount for disability-related expenditure',
} as const;
export type FinancialFigure = keyof typeof FINANCIAL_FIGURES;
export type OptionalFigure = keyof typeof OPTIONAL_FIGURES;
/** Of the pension age, which the Acts set by birth date: a pack may still say them, and nothing reads them. */
export const PASSED_OVER = ['pensionCreditAgeNotBefore', 'pensionCreditAge'] as const;

/** How often figures are published to those who are shown nobody. */
export const SUMMARY_POINTS = ['MONTH', 'QUARTER'] as const;
export interface PublishedSummaries {
  /** The ends of months, or of quarters (March, June, September, December). */
  readonly every: (typeof SUMMARY_POINTS)[number];
  /** So many days after its end a point may be published. */
  readonly publishedAfterDays: number;
  /** The latest points that are answered. */
  readonly keep: number;
}

/** What is asked of an authority's practice; null where the pack is silent and the one it extends answers. */
export interface Practice {
  readonly consultationDays: number | null;
  readonly reviews: ReviewCycle | null;
  readonly disputeStages: readonly CouncilDisputeStage[] | null;
  /** Each by itself: what one pack leaves out, the one it extends says. */
  readonly leadDays: Readonly<Partial<LeadDays>>;
  /** Pence a year. */
  readonly approvalLimits: Readonly<Partial<Record<ApproverRole, Pence>>>;
  readonly suppressionThreshold: number | null;
  /** Each by itself. */
  readonly summaries: Readonly<Partial<PublishedSummaries>>;
}

export interface Pack {
  readonly name: string;
  readonly version: string;
  readonly authority: { readonly name: string; readonly dfe: string | null; readonly ons: string | null };
  /** The pack that answers where this one is silent; null for `england` itself. */
  readonly extends: string | null;
  readonly from: Day;
  readonly to: Day | null;
  readonly reviewDue: Day;
  /** Its source is a draft: its answers say so. */
  readonly draft: boolean;
  readonly source: string;
  readonly elementThree: readonly ElementThreeTable[];
  readonly childrensRas: readonly RasTable[];
  readonly adultsRas: readonly RasTable[];
  readonly carerLevels: readonly CarerLevels[];
  readonly rates: readonly Rate[];
  readonly financial: readonly FinancialFigureRow[];
  readonly services: readonly Service[];
  readonly boughtFrom: readonly BoughtFromRow[];
  readonly availability: readonly AvailabilityRow[];
  readonly rules: readonly LocalRule[];
  readonly practice: Practice;
}
