import { isOfPensionCreditAge } from '../../person/pension-age.rules';
import { ageOn, type Day } from '../../vocabulary/day';
import { pounds, type Pence } from '../../vocabulary/money';
import type { FinancialFigure, OptionalFigure } from '../../policy/pack.types';
import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak, type Step } from '../../rules/rule';
import type { FinancialFacts, Premium } from '../financial-facts.types';
import { inCareHome } from './community-settings.rules';
import type { FinancialFigures } from './financial-figures';
import type { Lines } from './weekly-lines.rules';

export const ASC_MIG = defineRule('ASC-MIG', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'INFORM',
  title: 'The minimum income guarantee for age, household and premiums is left to the person',
  law: law('CHARGING', 'reg 7'),
  source: 'SI 2014/2672 reg 7; pack',
});

/** What is left to the person, and what is to be said of how it was reached. */
export interface LeftToThePerson extends Lines {
  readonly results: readonly RuleResult[];
}

/** Who of the household has reached pension credit age; `partner` null where it is not known. */
interface PensionAges {
  readonly person: boolean;
  readonly partner: boolean | null;
}
const pensionAges = ({ dateOfBirth, household, partnerDateOfBirth = null }: FinancialFacts, on: Day): PensionAges => ({
  person: isOfPensionCreditAge(dateOfBirth, on),
  partner: household !== 'COUPLE' || partnerDateOfBirth === null ? null : isOfPensionCreditAge(partnerDateOfBirth, on),
});

/** The age steps of SI 2014/2672 reg 7(2) to (4): 18, 25 and pension credit age for a single person, which one of a couple is enough for; none for a lone parent. */
function basicAmount(
  { household, dateOfBirth }: FinancialFacts,
  { person, partner }: PensionAges,
  on: Day,
): { readonly figure: FinancialFigure; readonly words: string } {
  if (household === 'LONE_PARENT') return { figure: 'minimumIncomeGuarantee.loneParent', words: 'a lone parent' };
  if (household === 'COUPLE')
    return person || partner === true
      ? { figure: 'minimumIncomeGuarantee.couplePensionAge', words: 'a member of a couple, one or both of pension credit age' }
      : { figure: 'minimumIncomeGuarantee.couple', words: 'a member of a couple' };
  if (person) return { figure: 'minimumIncomeGuarantee.singlePensionAge', words: 'a single person of pension credit age' };
  return ageOn(dateOfBirth, on) < 25
    ? { figure: 'minimumIncomeGuarantee.single18To24', words: 'a single person aged 18 to 24' }
    : { figure: 'minimumIncomeGuarantee.single25ToPensionAge', words: 'a single person from 25 to pension credit age' };
}

/** A couple's guarantee rises with the partner's age as well: what is not known is said. */
const partnerUnknown = ({ household, partnerDateOfBirth = null }: FinancialFacts, { person }: PensionAges): readonly RuleResult[] =>
  household !== 'COUPLE' || partnerDateOfBirth !== null || person
    ? []
    : [
        speak(
          ASC_MIG,
          "The partner's date of birth is not stated: the guarantee is that of a couple under pension credit age. More is left where the partner has reached it.",
          {
            effect: 'WARN',
            fix: 'State partnerDateOfBirth.',
            subject: 'partnerDateOfBirth',
          },
        ),
      ];

const PREMIUM_NAMES: Record<Premium, string> = {
  DISABILITY: 'Disability premium',
  ENHANCED_DISABILITY: 'Enhanced disability premium',
  CARER: 'Carer premium',
};
function premiumFigure(premium: Premium, couple: boolean): FinancialFigure {
  if (premium === 'CARER') return 'minimumIncomeGuarantee.carerPremium';
  if (premium === 'DISABILITY') return `minimumIncomeGuarantee.disabilityPremium${couple ? 'Couple' : 'Single'}`;
  return `minimumIncomeGuarantee.enhancedDisabilityPremium${couple ? 'Couple' : 'Single'}`;
}

const line = (label: string, detail: string, amount: Pence): Step => ({ label, detail, amount, rule: ASC_MIG.id });

/** Where a year prints the two disability premiums together only, that sum answers for who has both. */
function disabilityPremiums(wanted: readonly Premium[], couple: boolean, figures: FinancialFigures): readonly Step[] {
  const both: OptionalFigure = `minimumIncomeGuarantee.bothDisabilityPremiums${couple ? 'Couple' : 'Single'}`;
  const named = wanted.map((premium) => premiumFigure(premium, couple));
  if (wanted.length === 2 && figures.has(both) && !named.every((figure) => figures.has(figure)))
    return [line('Disability and enhanced disability premiums', 'Added to the guarantee, as their sum is published.', figures.take(both))];
  return wanted.map((premium) => line(PREMIUM_NAMES[premium], 'Added to the guarantee.', figures.take(premiumFigure(premium, couple))));
}

/**
 * The premiums that are added. Disability premiums are those of income support (reg 7(5) and (6)), which ends at pension credit age: they
 * stop once nobody of the household is known to be below it. The carer premium does not.
 */
function premiumsAdded(facts: FinancialFacts, { person, partner }: PensionAges, figures: FinancialFigures): LeftToThePerson {
  const couple = facts.household === 'COUPLE';
  const forDisability = facts.premiums.filter((premium) => premium !== 'CARER');
  const stopped = person && partner !== false ? forDisability : [];
  const disability = stopped.length > 0 ? [] : disabilityPremiums(forDisability, couple, figures);
  const carer = facts.premiums.includes('CARER')
    ? [line(PREMIUM_NAMES.CARER, 'Added to the guarantee.', figures.take(premiumFigure('CARER', couple)))]
    : [];
  const steps = [...disability, ...carer];
  return {
    total: steps.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
    steps,
    results: stopped.map((premium) =>
      speak(ASC_MIG, `The ${PREMIUM_NAMES[premium].toLowerCase()} is not added: it stops at pension credit age.`, { subject: 'premiums' }),
    ),
  };
}

const DISABLED_CHILD = [
  ['disabledChildrenLowerRate', 'lower', 'minimumIncomeGuarantee.disabledChildLower'],
  ['disabledChildrenHigherRate', 'higher', 'minimumIncomeGuarantee.disabledChildHigher'],
] as const;
function childrenAdded(facts: FinancialFacts, figures: FinancialFigures): LeftToThePerson {
  const { dependentChildren } = facts;
  if (dependentChildren === 0) return { total: 0, steps: [], results: [] };
  const each = figures.take('minimumIncomeGuarantee.eachChild');
  const steps = [line('Dependent children', `${dependentChildren} at ${pounds(each)} each.`, each * dependentChildren)];
  const results: RuleResult[] = [];
  for (const [fact, rate, figure] of DISABLED_CHILD) {
    const children = facts[fact] ?? 0;
    if (children === 0) continue;
    const addition = figures.takeIfAny(figure);
    if (addition === null)
      results.push(
        speak(ASC_MIG, `${figures.policy.authorityName} publishes no addition for a disabled child at the ${rate} rate: none is made.`, {
          subject: fact,
        }),
      );
    else steps.push(line(`Disabled children, ${rate} rate`, `${children} at ${pounds(addition)} each.`, addition * children));
  }
  return { total: steps.reduce((sum, { amount }) => sum + (amount ?? 0), 0), steps, results };
}

function guarantee(facts: FinancialFacts, figures: FinancialFigures): LeftToThePerson {
  const on = figures.policy.day;
  const ages = pensionAges(facts, on);
  const basic = basicAmount(facts, ages, on);
  const first = line('Minimum income guarantee', `For ${basic.words}.`, figures.take(basic.figure));
  const added = [premiumsAdded(facts, ages, figures), childrenAdded(facts, figures)];
  const lines = [first, ...added.flatMap(({ steps }) => steps)];
  const total = added.reduce((sum, { total: part }) => sum + part, first.amount ?? 0);
  return {
    total,
    steps: lines.length === 1 ? lines : [...lines, line('Left to the person', 'The guarantee and what is added to it.', total)],
    results: [...partnerUnknown(facts, ages), ...added.flatMap(({ results }) => results)],
  };
}

/**
 * What is left to the person before anything is charged, by the week: in a care home the personal expenses allowance (SI
 * 2014/2672 reg 6), else the minimum income guarantee (reg 7), or the guarantee that the caller states.
 */
export function leftToThePerson(facts: FinancialFacts, figures: FinancialFigures): LeftToThePerson {
  if (inCareHome(facts.setting)) {
    const allowance = figures.take('personalExpensesAllowance');
    const detail =
      facts.setting === 'CARE_HOME'
        ? 'Left to a person who lives in a care home, in place of the minimum income guarantee.'
        : 'Left to a person who stays in a care home for a while, in place of the minimum income guarantee.';
    return { total: allowance, steps: [{ label: 'Personal expenses allowance', detail, amount: allowance }], results: [] };
  }
  const stated = facts.minimumIncomeGuarantee;
  if (stated !== null)
    return {
      total: stated,
      steps: [{ label: 'Minimum income guarantee', detail: 'As it was stated, in place of the published figure.', amount: stated, rule: ASC_MIG.id }],
      results: [],
    };
  return guarantee(facts, figures);
}
