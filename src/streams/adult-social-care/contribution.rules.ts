import { type Amount, amount } from '../../vocabulary/amount';
import { ageOn } from '../../vocabulary/day';
import { pounds, type Pence, scale } from '../../vocabulary/money';
import { badInput } from '../../vocabulary/refusal';
import { METHOD_PUBLISHED } from '../../policy/policy.rules';
import type { Calculation, PolicyView } from '../../policy/policy.types';
import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak, type Step } from '../../rules/rule';
import type { CareSetting, FinancialFacts, MoneyLine } from '../financial-facts.types';
import { FinancialFigures } from './financial-figures';
import { leftToThePerson } from './guarantee.rules';
import { adultsAge } from './provision.rules';
import { added, aWeek, type Lines } from './weekly-lines.rules';

export const ASC_NET = defineRule('ASC-NET', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'INFORM',
  title: 'The person receives the budget less the assessed contribution, never below zero',
  law: law('CARE_ACT', 's.26'),
  source: 'Wakefield joint policy 3.3.1, 4.4',
});
export const ASC_CAPITAL_UPPER = defineRule('ASC-CAPITAL-UPPER', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'INFORM',
  title: 'Capital over £23,250: full cost',
  law: law('CHARGING', 'reg 12'),
  source: 'SI 2014/2672; pack',
});
export const ASC_TARIFF = defineRule('ASC-TARIFF', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'INFORM',
  title: '£1 a week for each £250, or part of £250, above £14,250',
  law: law('CHARGING', 'reg 25'),
  source: 'SI 2014/2672 reg 25; pack',
});
export const ASC_DISCLOSE = defineRule('ASC-DISCLOSE', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'INFORM',
  title: 'Finances not disclosed: full cost',
  law: [law('CHARGING', 'reg 10'), law('CARE_GUIDANCE', 'chapter 8')],
  source: 'Care Act 2014 guidance; pack',
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

/** Income from capital between the limits; over the upper limit, the reason for the full cost. */
function fromCapital(
  capital: Pence,
  figures: FinancialFigures,
): { readonly tariff: Pence; readonly steps: readonly Step[]; readonly over: RuleResult | null } {
  const [lower, upper, step, each] = (['capital.lowerLimit', 'capital.upperLimit', 'capital.tariffStep', 'capital.tariffPerStep'] as const).map(
    (name) => figures.take(name),
  ) as [Pence, Pence, Pence, Pence];
  if (figures.refusals.length > 0) return { tariff: 0, steps: [], over: null };
  if (capital > upper)
    return {
      tariff: 0,
      steps: [],
      over: speak(ASC_CAPITAL_UPPER, `Capital of ${pounds(capital)} is over the upper limit of ${pounds(upper)}.`, {
        fix: 'Ask for a new assessment when capital falls to the limit.',
        subject: 'capital',
      }),
    };
  if (capital <= lower)
    return {
      tariff: 0,
      steps: [
        {
          label: 'Income from capital',
          detail: `Capital of ${pounds(capital)} is not above ${pounds(lower)}, so none is counted.`,
          amount: 0,
          rule: ASC_TARIFF.id,
        },
      ],
      over: null,
    };
  const steps = Math.trunc((capital - lower + step - 1) / step);
  const tariff = steps * each;
  const detail = `${pounds(capital)} is ${pounds(capital - lower)} above ${pounds(lower)}: ${steps} steps of ${pounds(step)} or part of it, ${pounds(each)} a week for each.`;
  return { tariff, steps: [{ label: 'Income from capital', detail, amount: tariff, rule: ASC_TARIFF.id }], over: null };
}

const SETTING_NAMES: Record<CareSetting, string> = {
  COMMUNITY: 'care at home',
  CARE_HOME: 'a care home',
  SHORT_STAY: 'a short stay, assessed as care at home',
};

/** Disability-related expenditure: what is listed, or the authority's standard amount where that is more. */
function disabilityCosts(lines: readonly MoneyLine[], figures: FinancialFigures): Lines {
  const listed = added(lines, 'facts.disabilityRelatedExpenditure', 'Disability-related expenditure');
  const standard = figures.take('standardDisabilityRelatedExpenditure');
  if (standard <= listed.total) return listed;
  return {
    total: standard,
    steps: [
      ...listed.steps,
      {
        label: 'Disability-related expenditure',
        detail: `The standard amount of ${figures.policy.authorityName}, which is more than what is listed.`,
        amount: standard,
      },
    ],
  };
}

/** What is left of the assessed amount once the authority's share and its smallest charge are applied. */
function charged(disposable: Pence, figures: FinancialFigures): Lines {
  const share = figures.take('shareOfDisposableIncome');
  const least = figures.take('minimumCharge');
  const taken = scale(disposable, share, 100);
  const steps: Step[] = share === 100 ? [] : [{ label: 'Share that is taken', detail: `${share}% of the disposable income.`, amount: taken }];
  if (taken > 0 && taken < least)
    return {
      total: 0,
      steps: [...steps, { label: 'Smallest charge', detail: `A charge below ${pounds(least)} a week is not collected.`, amount: 0 }],
    };
  return { total: taken, steps };
}

const step = (label: string, detail: string, figure: Pence, rule: string | null = null): Step => ({ label, detail, amount: figure, rule });

function reckon(facts: FinancialFacts, capital: Pence, cost: Pence, figures: FinancialFigures): Stopped {
  const { tariff, steps: capitalSteps, over } = fromCapital(capital, figures);
  if (over) return fullCost(cost, over, []);
  const income = added(facts.income, 'facts.income', 'Income');
  const ignored = facts.income.filter(({ disregarded }) => disregarded).map((line) => ({ ...line, label: `Not counted: ${line.label}` }));
  const disregards = added(ignored, 'facts.income', 'Disregarded income');
  const housing = added(facts.housingCosts, 'facts.housingCosts', 'Housing costs');
  const kept = leftToThePerson(facts, figures);
  const costs = disabilityCosts(facts.disabilityRelatedExpenditure, figures);
  const left = income.total + tariff - disregards.total - housing.total - kept.total - costs.total;
  const disposable = Math.max(0, left);
  const charge = charged(disposable, figures);
  if (figures.refusals.length > 0) return refused(...figures.refusals);
  const contribution = Math.min(charge.total, cost);
  const sum = [income.total, tariff, -disregards.total, -housing.total, -kept.total, -costs.total]
    .map((part, index) => (index === 0 ? pounds(part) : `${part > 0 ? '+' : '-'} ${pounds(Math.abs(part))}`))
    .join(' ');
  const lower = contribution < charge.total;
  return {
    amount: amount(contribution, 'WEEK'),
    steps: [
      step('Where the care is given', `Assessed for ${SETTING_NAMES[facts.setting]}.`, cost),
      ...income.steps,
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
    ],
    results: lower
      ? [
          speak(
            ASC_CHARGE_LOWER,
            `The assessment came to ${pounds(charge.total)} a week, and the care costs ${pounds(cost)}: the person pays ${pounds(contribution)}.`,
            { subject: 'careCost' },
          ),
        ]
      : [],
  };
}

function assess(facts: FinancialFacts, policy: PolicyView, figures: FinancialFigures): Stopped {
  const age = adultsAge(facts.dateOfBirth, policy.day);
  if (age.length > 0) return refused(...age);
  const cost = aWeek(facts.careCost, 'facts.careCost', 'The cost of the care');
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
  return reckon(facts, facts.capital, cost, figures);
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
