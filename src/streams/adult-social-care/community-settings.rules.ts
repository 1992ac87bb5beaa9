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

export const ASC_STANDARD_DRE = defineRule('ASC-STANDARD-DRE', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'INFORM',
  title: "A council's standard amount for disability-related expenditure needs no evidence, but the benefits that it asks for",
  policyOf: 'each council that publishes one in its charging policy',
  source: 'Reading Borough Council, charging framework, appendix C; London Borough of Bexley, how we work out what you can afford to pay; pack',
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

/**
 * The authority's standard amount: by the benefits that the person has, of which the largest counts, or one for whoever has any. It is not
 * for somebody of whom it is known that they have none; where that is not known, what depends on the benefit is said.
 */
function standardAmount(
  { disabilityBenefits = null }: FinancialFacts,
  figures: FinancialFigures,
): { readonly amount: Pence; readonly results: readonly RuleResult[] } {
  if (disabilityBenefits?.length === 0) return { amount: 0, results: [] };
  const amount = figures.take('standardDisabilityRelatedExpenditure');
  if (disabilityBenefits !== null)
    return { amount: Math.max(amount, ...disabilityBenefits.map((benefit) => figures.takeIfAny(BY_BENEFIT[benefit]) ?? 0)), results: [] };
  const depends = Object.values(BY_BENEFIT).some((figure) => figures.has(figure));
  const asks = `${figures.policy.authorityName} allows a standard amount by the disability benefit that the person has, which is not stated: none is taken off.`;
  return {
    amount,
    results: depends
      ? [
          speak(ASC_STANDARD_DRE, asks, {
            effect: 'WARN',
            fix: 'State disabilityBenefits, empty where there is none.',
            subject: 'disabilityBenefits',
          }),
        ]
      : [],
  };
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
  const { amount: standard, results: ofBenefits } = standardAmount(facts, figures);
  results.push(...ofBenefits);
  if (standard <= listed.total) return { housing, disability: listed, results };
  const step: Step = {
    label: 'Disability-related expenditure',
    detail: `The standard amount of ${figures.policy.authorityName}, which is more than what is listed.`,
    amount: standard,
    rule: ASC_STANDARD_DRE.id,
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
