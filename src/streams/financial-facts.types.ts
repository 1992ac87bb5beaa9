import type { Amount } from '../vocabulary/amount';
import type { Day } from '../vocabulary/day';
import type { Pence } from '../vocabulary/money';

export const CARE_SETTINGS = ['COMMUNITY', 'CARE_HOME', 'SHORT_STAY'] as const;
export type CareSetting = (typeof CARE_SETTINGS)[number];
export const HOUSEHOLDS = ['SINGLE', 'LONE_PARENT', 'COUPLE'] as const;
export type Household = (typeof HOUSEHOLDS)[number];
export const PREMIUMS = ['DISABILITY', 'ENHANCED_DISABILITY', 'CARER'] as const;
export type Premium = (typeof PREMIUMS)[number];

export interface MoneyLine {
  readonly label: string;
  readonly amount: Amount;
  /** Counted by nobody: taken off again as a line of its own. */
  readonly disregarded: boolean;
}
/** A person's finances, as far as the assessment asks. */
export interface FinancialFacts {
  readonly dateOfBirth: Day;
  readonly household: Household;
  readonly setting: CareSetting;
  readonly dependentChildren: number;
  readonly premiums: readonly Premium[];
  readonly careCost: Amount;
  readonly disclosed: boolean;
  /** null: not stated, which is refused by name unless the finances are not disclosed. */
  readonly capital: Pence | null;
  readonly income: readonly MoneyLine[];
  readonly housingCosts: readonly MoneyLine[];
  readonly disabilityRelatedExpenditure: readonly MoneyLine[];
  /** A week; where it is stated it replaces the pack's, premiums and children included. */
  readonly minimumIncomeGuarantee: Pence | null;
}
