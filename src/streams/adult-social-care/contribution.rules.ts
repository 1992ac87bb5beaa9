import type { RuleId } from '../../rules/rule-ids';
import { type Amount, amount } from '../../vocabulary/amount';
import { ageOn } from '../../vocabulary/day';
import { pounds, type Pence } from '../../vocabulary/money';
import { badInput } from '../../vocabulary/refusal';
import { METHOD_PUBLISHED } from '../../policy/policy.rules';
import type { Calculation, PolicyView } from '../../policy/policy.types';
import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak, type Step, stops } from '../../rules/rule';
import type { CareSetting, FinancialFacts } from '../financial-facts.types';
import { ASC_DEPRIVATION, assessedCapital, fromCapital } from './capital.rules';
import { charged, costsAllowed } from './community-settings.rules';
import { deferral } from './deferred-payment.rules';
import { FinancialFigures } from './financial-figures';
import { leftToThePerson } from './guarantee.rules';
import { countedIncome } from './income.rules';
import { adultsAge } from './provision.rules';
import { aWeek } from './weekly-lines.rules';

export const ASC_NET = defineRule('ASC-NET', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'INFORM',
  title: 'The person receives the budget less the assessed contribution, never below zero',
  law: law('CARE_ACT', 's.26'),
  source: 'Wakefield joint policy 3.3.1, 4.4',
});
export const ASC_DISCLOSE = defineRule('ASC-DISCLOSE', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'INFORM',
  title: 'Finances not disclosed: full cost',
  law: [law('CHARGING', 'reg 10'), law('CARE_GUIDANCE', 'chapter 8')],
  source: 'Care Act 2014 guidance; pack',
});
export const ASC_CJD_FREE = defineRule('ASC-CJD-FREE', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'INFORM',
  title: 'A person with variant Creutzfeldt-Jakob disease is never charged, whatever they have',
  law: law('CHARGING', 'reg 4'),
  source: 'SI 2014/2672 reg 4',
});
export const ASC_CHARGE_LOWER = defineRule('ASC-CHARGE-LOWER', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'INFORM',
  title: 'The contribution is the lower of what was assessed and what the care costs',
  law: law('CARE_ACT', 's.14'),
  source: 'Care Act 2014 s.14',
});

/** What stops the assessment before it is reckoned: each names its rule. */
interface Stopped {
  readonly amount: Amount | null;
  readonly steps: readonly Step[];
  readonly results: readonly RuleResult[];
}
const refused = (...results: readonly RuleResult[]): Stopped => ({ amount: null, steps: [], results });

function fullCost(cost: Pence, why: RuleResult, steps: readonly Step[]): Stopped {
  return {
    amount: amount(cost, 'WEEK'),
    steps: [...steps, { label: 'Contribution', detail: `The full cost of the care. ${why.message}`, amount: cost, rule: why.rule }],
    results: [why],
  };
}

const SETTING_NAMES: Record<CareSetting, string> = {
  COMMUNITY: 'care at home',
  CARE_HOME: 'a care home',
  SHORT_STAY: 'a short stay, assessed as care at home',
  TEMPORARY_STAY: 'a temporary stay in a care home',
};

/** Whatever the person has, disclosed or not. */
function neverCharged(cost: Pence): Stopped {
  const why = speak(
    ASC_CJD_FREE,
    'A person in whom variant Creutzfeldt-Jakob disease is diagnosed is never charged for care, so nothing is assessed.',
    {
      subject: 'variantCjd',
    },
  );
  return {
    amount: amount(0, 'WEEK'),
    steps: [
      { label: 'Contribution', detail: why.message, amount: 0, rule: why.rule },
      { label: 'Paid by the council', detail: 'The whole of what the care costs.', amount: cost },
    ],
    results: [why],
  };
}

const step = (label: string, detail: string, figure: Pence, rule: RuleId | null = null): Step => ({ label, detail, amount: figure, rule });

function reckon(facts: FinancialFacts, savings: Pence, cost: Pence, figures: FinancialFigures): Stopped {
  const capital = assessedCapital(facts, savings, figures.policy.day);
  if (stops(capital.results)) return refused(...capital.results);
  const { tariff, steps: capitalSteps, over } = fromCapital(capital.total, facts, figures);
  const { income, disregards, results: ofIncome } = countedIncome(facts, figures);
  const later = (charge: Pence) => deferral(facts, { charge, income: income.total - disregards.total, home: capital.home }, figures);
  if (over) {
    const deferred = later(cost);
    if (figures.refusals.length > 0) return refused(...figures.refusals);
    const whole = fullCost(cost, over, capital.steps);
    return { ...whole, steps: [...whole.steps, ...deferred.steps], results: [...whole.results, ...capital.results, ...deferred.results] };
  }
  const { housing, disability: costs, results: ofCosts } = costsAllowed(facts, figures);
  const kept = leftToThePerson(facts, figures);
  const left = income.total + tariff - disregards.total - housing.total - kept.total - costs.total;
  const disposable = Math.max(0, left);
  const charge = charged(disposable, facts.setting, figures);
  const contribution = Math.min(charge.total, cost);
  const deferred = later(contribution);
  if (figures.refusals.length > 0) return refused(...figures.refusals);
  const sum = [income.total, tariff, -disregards.total, -housing.total, -kept.total, -costs.total]
    .map((part, index) => (index === 0 ? pounds(part) : `${part > 0 ? '+' : '-'} ${pounds(Math.abs(part))}`))
    .join(' ');
  const lower = contribution < charge.total;
  return {
    amount: amount(contribution, 'WEEK'),
    steps: [
      step('Where the care is given', `Assessed for ${SETTING_NAMES[facts.setting]}.`, cost),
      ...income.steps,
      ...capital.steps,
      ...capitalSteps,
      ...disregards.steps,
      ...housing.steps,
      ...kept.steps,
      ...costs.steps,
      step('Disposable income', `${sum}${left < 0 ? ', which is below nothing and counts as nothing' : ''}.`, disposable),
      ...charge.steps,
      step('Assessed contribution', 'What the person can be asked for in a week.', charge.total),
      step(
        'Contribution',
        lower
          ? `The care costs ${pounds(cost)} a week, which is less.`
          : `The care costs ${pounds(cost)} a week, so the assessed contribution stands.`,
        contribution,
        ASC_CHARGE_LOWER.id,
      ),
      step('Paid by the council', `${pounds(cost)} - ${pounds(contribution)}.`, cost - contribution, ASC_NET.id),
      ...deferred.steps,
    ],
    results: [
      ...capital.results,
      ...ofIncome,
      ...kept.results,
      ...ofCosts,
      ...deferred.results,
      ...(lower
        ? [
            speak(
              ASC_CHARGE_LOWER,
              `The assessment came to ${pounds(charge.total)} a week, and the care costs ${pounds(cost)}: the person pays ${pounds(contribution)}.`,
              { subject: 'careCost' },
            ),
          ]
        : []),
    ],
  };
}

/** What was given away falls each week by what it adds to the charge (reg 23): by how much, the same sum without it says. */
function diminishing(facts: FinancialFacts, savings: Pence, cost: Pence, worked: Stopped, figures: FinancialFigures): readonly RuleResult[] {
  const gone = (facts.notionalCapital ?? []).reduce((sum, each) => sum + each.amount, 0);
  if (gone === 0 || worked.amount === null) return [];
  const without = reckon({ ...facts, notionalCapital: [] }, savings, cost, new FinancialFigures(figures.policy)).amount?.pence ?? 0;
  const falls = worked.amount.pence - without;
  return [
    speak(
      ASC_DEPRIVATION,
      `${pounds(gone)} that was given away counts as if it were still there. Without it the person would pay ${pounds(without)} a week, so it falls by ${pounds(falls)} each week.`,
      { fix: 'Take that off for each week that is charged, and make the assessment again.', subject: 'notionalCapital' },
    ),
  ];
}

function assess(facts: FinancialFacts, policy: PolicyView, figures: FinancialFigures): Stopped {
  const age = adultsAge(facts.dateOfBirth, policy.day);
  if (age.length > 0) return refused(...age);
  const cost = aWeek(facts.careCost, 'facts.careCost', 'The cost of the care');
  if (facts.variantCjd === true) return neverCharged(cost);
  if (!facts.disclosed)
    return fullCost(
      cost,
      speak(ASC_DISCLOSE, 'The finances were not disclosed, so the person is charged the full cost.', {
        fix: 'Disclose the finances, and the contribution is assessed from the day of the disclosure.',
        subject: 'disclosed',
      }),
      [],
    );
  if (facts.capital === null)
    return refused(
      speak(ASC_DISCLOSE, 'The capital was not stated, so no contribution can be assessed.', {
        effect: 'REFUSE',
        fix: 'State the capital (0.00 where there is none), or say that the finances are not disclosed.',
        subject: 'capital',
      }),
    );
  const worked = reckon(facts, facts.capital, cost, figures);
  return { ...worked, results: [...worked.results, ...diminishing(facts, facts.capital, cost, worked, figures)] };
}

/**
 * The weekly contribution of an adult to the cost of care: income + tariff income - disregards - housing - what the law leaves to
 * the person - disability-related expenditure, never below zero, and the lower of that and the cost. Every line by the week is
 * rounded half up and then added. `amount` is null where a fact or a figure is missing, which is named.
 * Throws BAD_INPUT for one-offs, negative counts, a premium given twice and a day of birth after the day. Care Act 2014 ss.14, 17; SI 2014/2672.
 */
export function adultContribution(facts: FinancialFacts, policy: PolicyView): Calculation {
  if (facts.dateOfBirth > policy.day) throw badInput('facts.dateOfBirth', `The person is not born on ${policy.day}. Check the two days.`);
  if (facts.dependentChildren < 0) throw badInput('facts.dependentChildren', 'The number of children is not negative.');
  if (new Set(facts.premiums).size < facts.premiums.length) throw badInput('facts.premiums', 'A premium is given twice. It is added once.');
  if ((facts.disabledChildrenLowerRate ?? 0) + (facts.disabledChildrenHigherRate ?? 0) > facts.dependentChildren)
    throw badInput('facts.dependentChildren', 'More children are disabled than there are.');
  if (facts.partnerDateOfBirth && facts.household !== 'COUPLE')
    throw badInput('facts.partnerDateOfBirth', 'Only a member of a COUPLE has a partner here.');
  if (facts.capital !== null && facts.capital < 0) throw badInput('facts.capital', 'Capital is not negative: debts are not taken off it here.');
  const figures = new FinancialFigures(policy);
  const { amount: contribution, steps, results } = assess(facts, policy, figures);
  const version = figures.version();
  const start: readonly Step[] =
    contribution === null || version === null
      ? []
      : [
          {
            label: `Assessed at the age of ${ageOn(facts.dateOfBirth, policy.day)}`,
            detail: `By the figures of ${version.name} ${version.version} for ${policy.day}: ${[...new Set(figures.used.map(({ source }) => source))].join('; ')}.`,
            rule: METHOD_PUBLISHED.id,
          },
        ];
  return {
    amount: contribution,
    upTo: false,
    band: null,
    steps: [...start, ...steps],
    results,
    policy: version ?? (contribution === null ? null : policy.version),
  };
}
