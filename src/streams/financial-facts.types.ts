import type { Amount } from '../vocabulary/amount';
import type { Day } from '../vocabulary/day';
import type { Pence } from '../vocabulary/money';

export const CARE_SETTINGS = ['COMMUNITY', 'CARE_HOME', 'SHORT_STAY', 'TEMPORARY_STAY'] as const;
export type CareSetting = (typeof CARE_SETTINGS)[number];
export const HOUSEHOLDS = ['SINGLE', 'LONE_PARENT', 'COUPLE'] as const;
export type Household = (typeof HOUSEHOLDS)[number];
export const PREMIUMS = ['DISABILITY', 'ENHANCED_DISABILITY', 'CARER'] as const;
export type Premium = (typeof PREMIUMS)[number];

/** Incomes of which the law itself says how much is not counted. */
export const INCOME_KINDS = ['EARNINGS', 'MOBILITY_COMPONENT', 'SAVINGS_CREDIT', 'SHARED_OCCUPATIONAL_PENSION'] as const;
export type IncomeKind = (typeof INCOME_KINDS)[number];
/** Benefits for a disability, by rate, as a council's standard amounts ask. */
export const DISABILITY_BENEFITS = [
  'ATTENDANCE_ALLOWANCE_LOWER',
  'ATTENDANCE_ALLOWANCE_HIGHER',
  'DLA_CARE_LOWEST',
  'DLA_CARE_MIDDLE',
  'DLA_CARE_HIGHEST',
  'PIP_DAILY_LIVING_STANDARD',
  'PIP_DAILY_LIVING_ENHANCED',
] as const;
export type DisabilityBenefit = (typeof DISABILITY_BENEFITS)[number];
/** Whose home it was before the person moved and still is, so that it is not counted. */
export const HOME_OCCUPANTS = ['PARTNER', 'LONE_PARENT_FORMER_PARTNER', 'RELATIVE_AGED_60', 'INCAPACITATED_RELATIVE', 'CHILD_UNDER_18'] as const;
export type HomeOccupant = (typeof HOME_OCCUPANTS)[number];

export interface MoneyLine {
  readonly label: string;
  readonly amount: Amount;
  /** Counted by nobody: taken off again as a line of its own. */
  readonly disregarded: boolean;
  /** Of an income: the part of one payment that is not counted, as an award letter prints it. */
  readonly disregardedPart?: Pence | null;
  /** Of an income: the law says how much of it is not counted. */
  readonly kind?: IncomeKind | null;
}
export interface Property {
  readonly label: string;
  /** What it would fetch today. */
  readonly value: Pence;
  /** What is owed and secured on it. */
  readonly secured: Pence;
  /** The person and whoever owns it with them, in equal shares. */
  readonly owners: number;
  readonly mainHome: boolean;
  readonly livedInBy: readonly HomeOccupant[];
}
/** Capital that the person gave away to pay less for care: still theirs to the assessment. */
export interface NotionalCapital {
  readonly label: string;
  /** What is left of it, once each week's charge that it caused has been taken off. */
  readonly amount: Pence;
}
/** A person's finances, as far as the assessment asks. What is optional was not asked of assessments that are long on record. */
export interface FinancialFacts {
  readonly dateOfBirth: Day;
  readonly household: Household;
  /** Of the other member of a couple; null or left out where it is not known. */
  readonly partnerDateOfBirth?: Day | null;
  readonly setting: CareSetting;
  readonly dependentChildren: number;
  /** Of the dependent children: those with a disabled child addition, by rate. */
  readonly disabledChildrenLowerRate?: number;
  readonly disabledChildrenHigherRate?: number;
  readonly premiums: readonly Premium[];
  /** Empty: none. null or left out: not known. */
  readonly disabilityBenefits?: readonly DisabilityBenefit[] | null;
  /** Has a doctor diagnosed variant Creutzfeldt-Jakob disease? Then nothing is charged. */
  readonly variantCjd?: boolean;
  readonly careCost: Amount;
  readonly disclosed: boolean;
  /** null: not stated, which is refused by name unless the finances are not disclosed. */
  readonly capital: Pence | null;
  readonly property?: readonly Property[];
  readonly notionalCapital?: readonly NotionalCapital[];
  /** The day on which the person first moved into a care home to stay. */
  readonly careHomeSince?: Day | null;
  /** Is what the home is to pay for deferred until it is sold? */
  readonly deferredPayment?: boolean;
  readonly income: readonly MoneyLine[];
  readonly housingCosts: readonly MoneyLine[];
  readonly disabilityRelatedExpenditure: readonly MoneyLine[];
  /** A week; where it is stated it replaces the pack's, premiums and children included. */
  readonly minimumIncomeGuarantee: Pence | null;
}
