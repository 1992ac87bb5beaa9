import { pounds, type Pence, scale } from '../../vocabulary/money';
import type { OptionalFigure } from '../../policy/pack.types';
import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak, type Step } from '../../rules/rule';
import type { CareSetting, DisabilityBenefit, FinancialFacts } from '../financial-facts.types';
import type { FinancialFigures } from './financial-figures';
import { added, type Lines } from './weekly-lines.rules';

export const ASC_CARE_HOME = defineRule('ASC-CARE-HOME', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'INFORM',
  title:
    "In a care home the national framework is whole: no council's own limit, share, standard amount, smallest or largest charge; disability-related expenditure is not taken off, and housing costs on a temporary stay only",
  law: [law('CHARGING', 'regs 6 and 7'), law('CARE_GUIDANCE', 'annex C para 2')],
  source: 'Care and support statutory guidance, annex C para 2; social care charging circular of 9 February 2024',
});

const NONE: Lines = { total: 0, steps: [] };
/** Is the person assessed as somebody who lives in a care home, for good or for a while? */
export const inCareHome = (setting: CareSetting): boolean => setting === 'CARE_HOME' || setting === 'TEMPORARY_STAY';

const BY_BENEFIT: Readonly<Record<DisabilityBenefit, OptionalFigure>> = {
  ATTENDANCE_ALLOWANCE_LOWER: 'standardDisabilityRelatedExpenditureByBenefit.attendanceAllowanceLower',
  ATTENDANCE_ALLOWANCE_HIGHER: 'standardDisabilityRelatedExpenditureByBenefit.attendanceAllowanceHigher',
  DLA_CARE_LOWEST: 'standardDisabilityRelatedExpenditureByBenefit.dlaCareLowest',
  DLA_CARE_MIDDLE: 'standardDisabilityRelatedExpenditureByBenefit.dlaCareMiddle',
  DLA_CARE_HIGHEST: 'standardDisabilityRelatedExpenditureByBenefit.dlaCareHighest',
  PIP_DAILY_LIVING_STANDARD: 'standardDisabilityRelatedExpenditureByBenefit.pipDailyLivingStandard',
  PIP_DAILY_LIVING_ENHANCED: 'standardDisabilityRelatedExpenditureByBenefit.pipDailyLivingEnhanced',
};

/** The authority's standard amount: for everybody, or by the benefits that the person has, of which the largest counts. */
function standardAmount({ disabilityBenefits = [] }: FinancialFacts, figures: FinancialFigures): Pence {
  const forBenefits = disabilityBenefits.map((benefit) => figures.takeIfAny(BY_BENEFIT[benefit]) ?? 0);
  return Math.max(figures.take('standardDisabilityRelatedExpenditure'), ...forBenefits);
}

/** What is taken off for costs, and what is said of costs that are listed and not taken off. */
export interface CostsAllowed {
  readonly housing: Lines;
  readonly disability: Lines;
  readonly results: readonly RuleResult[];
}

/** Housing costs and disability-related expenditure, as far as the setting lets them count. */
export function costsAllowed(facts: FinancialFacts, figures: FinancialFigures): CostsAllowed {
  const { setting, housingCosts, disabilityRelatedExpenditure } = facts;
  const results: RuleResult[] = [];
  const leftOut = (what: string, subject: string, but: string): Lines => {
    results.push(speak(ASC_CARE_HOME, `${what} listed, and not taken off: ${but}.`, { subject }));
    return NONE;
  };
  const housing =
    setting === 'CARE_HOME' && housingCosts.length > 0
      ? leftOut('Housing costs are', 'housingCosts', 'who lives in a care home for good has no other home to keep')
      : added(housingCosts, 'facts.housingCosts', 'Housing costs');
  if (inCareHome(setting)) {
    if (disabilityRelatedExpenditure.length > 0)
      leftOut('Disability-related expenditure is', 'disabilityRelatedExpenditure', 'the care home meets those needs');
    return { housing, disability: NONE, results };
  }
  const listed = added(disabilityRelatedExpenditure, 'facts.disabilityRelatedExpenditure', 'Disability-related expenditure');
  const standard = standardAmount(facts, figures);
  if (standard <= listed.total) return { housing, disability: listed, results };
  const step: Step = {
    label: 'Disability-related expenditure',
    detail: `The standard amount of ${figures.policy.authorityName}, which is more than what is listed.`,
    amount: standard,
  };
  return { housing, disability: { total: standard, steps: [...listed.steps, step] }, results };
}

/** What is left of the assessed amount once the authority's share, its smallest and its largest charge are applied: all of it in a care home. */
export function charged(disposable: Pence, setting: CareSetting, figures: FinancialFigures): Lines {
  if (inCareHome(setting)) return { total: disposable, steps: [] };
  const share = figures.take('shareOfDisposableIncome');
  const least = figures.take('minimumCharge');
  const most = figures.takeIfAny('maximumCharge');
  const taken = scale(disposable, share, 100);
  const steps: Step[] = share === 100 ? [] : [{ label: 'Share that is taken', detail: `${share}% of the disposable income.`, amount: taken }];
  if (taken > 0 && taken < least)
    return {
      total: 0,
      steps: [...steps, { label: 'Smallest charge', detail: `A charge below ${pounds(least)} a week is not collected.`, amount: 0 }],
    };
  if (most !== null && taken > most)
    return { total: most, steps: [...steps, { label: 'Largest charge', detail: `No more than ${pounds(most)} a week is asked for.`, amount: most }] };
  return { total: taken, steps };
}
