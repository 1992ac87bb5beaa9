import { ageOn, birthday, type Day } from '../../vocabulary/day';
import { pounds, type Pence } from '../../vocabulary/money';
import type { FinancialFigure } from '../../policy/pack.types';
import { POLICY_FIGURE } from '../../policy/policy.rules';
import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak, type Step } from '../../rules/rule';
import type { FinancialFacts, Household, Premium } from '../financial-facts.types';
import type { FinancialFigures } from './financial-figures';
import type { Lines } from './weekly-lines.rules';

export const ASC_MIG = defineRule('ASC-MIG', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'INFORM',
  title: 'The minimum income guarantee for age, household and premiums is left to the person',
  law: law('CHARGING', 'reg 7'),
  source: 'SI 2014/2672 reg 7; pack',
});

/** Has the person reached pension credit age? Where the figure depends on the birth date, an age in between is refused by name. */
function ofPensionAge(age: number, figures: FinancialFigures): boolean {
  const notBefore = figures.take('pensionCreditAgeNotBefore');
  const everybody = figures.take('pensionCreditAge');
  if (age >= notBefore && age < everybody)
    figures.refusals.push(
      speak(
        POLICY_FIGURE,
        `On ${figures.policy.day} pension credit age depended on the birth date, and at ${age} it cannot be told from the policy of ${figures.policy.authorityName}.`,
        {
          fix: "State the person's minimum income guarantee itself.",
          subject: 'pensionCreditAge',
        },
      ),
    );
  return age >= everybody;
}

/** The age steps of SI 2014/2672 reg 7: 18, 25 and pension credit age for a single person; none for a lone parent. */
function basicAmount(household: Household, age: number, figures: FinancialFigures): { readonly figure: FinancialFigure; readonly words: string } {
  if (household === 'LONE_PARENT') return { figure: 'minimumIncomeGuarantee.loneParent', words: 'a lone parent' };
  if (household === 'SINGLE' && age < 25) return { figure: 'minimumIncomeGuarantee.single18To24', words: 'a single person aged 18 to 24' };
  const pensionAge = ofPensionAge(age, figures);
  if (household === 'COUPLE')
    return pensionAge
      ? { figure: 'minimumIncomeGuarantee.couplePensionAge', words: 'a member of a couple of pension credit age' }
      : { figure: 'minimumIncomeGuarantee.couple', words: 'a member of a couple' };
  return pensionAge
    ? { figure: 'minimumIncomeGuarantee.singlePensionAge', words: 'a single person of pension credit age' }
    : { figure: 'minimumIncomeGuarantee.single25ToPensionAge', words: 'a single person from 25 to pension credit age' };
}

const PREMIUM_NAMES: Record<Premium, string> = {
  DISABILITY: 'Disability premium',
  ENHANCED_DISABILITY: 'Enhanced disability premium',
  CARER: 'Carer premium',
};
function premiumFigure(premium: Premium, household: Household): FinancialFigure {
  if (premium === 'CARER') return 'minimumIncomeGuarantee.carerPremium';
  const single = household !== 'COUPLE';
  if (premium === 'DISABILITY') return single ? 'minimumIncomeGuarantee.disabilityPremiumSingle' : 'minimumIncomeGuarantee.disabilityPremiumCouple';
  return single ? 'minimumIncomeGuarantee.enhancedDisabilityPremiumSingle' : 'minimumIncomeGuarantee.enhancedDisabilityPremiumCouple';
}

function guarantee({ household, dateOfBirth, premiums, dependentChildren }: FinancialFacts, figures: FinancialFigures): Lines {
  const basic = basicAmount(household, ageOn(dateOfBirth, figures.policy.day), figures);
  const line = (label: string, detail: string, value: Pence): Step => ({ label, detail, amount: value, rule: ASC_MIG.id });
  const lines: Step[] = [line('Minimum income guarantee', `For ${basic.words}.`, figures.take(basic.figure))];
  for (const premium of premiums)
    lines.push(line(PREMIUM_NAMES[premium], 'Added to the guarantee.', figures.take(premiumFigure(premium, household))));
  if (dependentChildren > 0) {
    const each = figures.take('minimumIncomeGuarantee.eachChild');
    lines.push(line('Dependent children', `${dependentChildren} at ${pounds(each)} each.`, each * dependentChildren));
  }
  const total = lines.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  return { total, steps: lines.length === 1 ? lines : [...lines, line('Left to the person', 'The guarantee and what is added to it.', total)] };
}

/**
 * What is left to the person before anything is charged, by the week: in a care home the personal expenses allowance (SI
 * 2014/2672 reg 6), else the minimum income guarantee (reg 7), or the guarantee that the caller states.
 */
export function leftToThePerson(facts: FinancialFacts, figures: FinancialFigures): Lines {
  if (facts.setting === 'CARE_HOME') {
    const allowance = figures.take('personalExpensesAllowance');
    return {
      total: allowance,
      steps: [
        {
          label: 'Personal expenses allowance',
          detail: 'Left to a person who lives in a care home, in place of the minimum income guarantee.',
          amount: allowance,
        },
      ],
    };
  }
  const stated = facts.minimumIncomeGuarantee;
  if (stated !== null)
    return {
      total: stated,
      steps: [{ label: 'Minimum income guarantee', detail: 'As it was stated, in place of the published figure.', amount: stated, rule: ASC_MIG.id }],
    };
  return guarantee(facts, figures);
}

/** The age at which the guarantee of a single person of working age moves (SI 2014/2672 reg 7(2)). */
const NEXT_STEP = 25;

/**
 * A charge that was assessed before 25 was reached rests on a guarantee that has moved since: it is assessed again. What the facts
 * of the assessment show not to depend on that age (a couple, a lone parent, a care home, finances not disclosed) stays. `since`: the day from which the
 * charge was assessed.
 */
export function guaranteeHasMoved(
  charged: {
    readonly dateOfBirth: Day;
    readonly contribution: Pence;
    readonly since: Day;
    readonly facts: Pick<FinancialFacts, 'household' | 'setting' | 'disclosed' | 'minimumIncomeGuarantee'> | null;
    readonly subject: number;
  },
  on: Day,
): readonly RuleResult[] {
  const { facts } = charged;
  const from = birthday(charged.dateOfBirth, NEXT_STEP);
  if (on < from || charged.since >= from || charged.contribution === 0) return [];
  const stays = facts && (facts.household !== 'SINGLE' || facts.setting === 'CARE_HOME' || !facts.disclosed || facts.minimumIncomeGuarantee !== null);
  if (stays) return [];
  return [
    speak(
      ASC_MIG,
      `The person is 25 from ${from}, and more of their income is left to them from then on: what they pay was assessed from ${charged.since}.`,
      { fix: 'Make the financial assessment again from that day and record it (recordFinancialAssessment).', subject: charged.subject },
    ),
  ];
}
