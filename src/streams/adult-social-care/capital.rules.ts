import type { Day } from '../../vocabulary/day';
import { pounds, type Pence, scale } from '../../vocabulary/money';
import { badInput } from '../../vocabulary/refusal';
import { law } from '../../rules/laws';
import type { PolicyView, WhoseFigure } from '../../policy/policy.types';
import { defineRule, type RuleResult, speak, type Step, stops } from '../../rules/rule';
import { twelveWeeksAfter } from '../financial-facts.rules';
import type { FinancialFacts, HomeOccupant, Property } from '../financial-facts.types';
import type { FinancialFigures } from './financial-figures';

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
export const ASC_PROPERTY = defineRule('ASC-PROPERTY', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'INFORM',
  title:
    'Property counts at what it would fetch, less a tenth and what is secured on it; the main home only in a care home for good, and not while somebody whom the law names lives there',
  law: law('CHARGING', 'regs 20 and 24, schedule 2 paras 1 and 4'),
  source: 'SI 2014/2672; Care and support statutory guidance, annex B',
});
export const ASC_TWELVE_WEEKS = defineRule('ASC-TWELVE-WEEKS', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'INFORM',
  title: 'The main home is not counted for the first 12 weeks in a care home for good',
  law: law('CHARGING', 'schedule 2 para 2'),
  source: 'SI 2014/2672 schedule 2; Care and support statutory guidance, annex B',
});
export const ASC_DEPRIVATION = defineRule('ASC-DEPRIVATION', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'INFORM',
  title: 'Capital given away to pay less for care counts as if it were still there, less each week what it adds to the charge',
  law: law('CHARGING', 'regs 22 and 23'),
  source: 'SI 2014/2672; Care and support statutory guidance, annex E',
});

const OCCUPANT_NAMES: Record<HomeOccupant, string> = {
  PARTNER: 'their partner',
  LONE_PARENT_FORMER_PARTNER: 'a former partner who is a lone parent',
  RELATIVE_AGED_60: 'a relative aged 60 or over',
  INCAPACITATED_RELATIVE: 'a relative who is incapacitated',
  CHILD_UNDER_18: 'their child under 18',
};

/** Why a property is not counted; null where it is. */
function notCounted(facts: FinancialFacts, { label, mainHome, livedInBy }: Property, on: Day): RuleResult | null {
  const { setting, careHomeSince = null } = facts;
  const because = (rule: typeof ASC_PROPERTY, why: string, fix: string | null = null, effect: RuleResult['effect'] = 'INFORM'): RuleResult =>
    speak(rule, `${label} is not counted: ${why}.`, { fix, subject: 'property', effect });
  if (setting !== 'CARE_HOME') {
    if (!mainHome) return null;
    return because(
      ASC_PROPERTY,
      setting === 'TEMPORARY_STAY' ? 'it is the home that the person means to return to' : 'it is the main home of somebody who is cared for there',
    );
  }
  const [occupant] = livedInBy;
  if (occupant) return because(ASC_PROPERTY, `${OCCUPANT_NAMES[occupant]} has lived there since before the person moved`);
  if (!mainHome) return null;
  if (careHomeSince === null)
    return speak(
      ASC_TWELVE_WEEKS,
      `It is not stated when the person moved into a care home to stay, so it cannot be told whether ${label} counts yet.`,
      {
        fix: 'State careHomeSince, the day on which the person first moved in.',
        subject: 'careHomeSince',
        effect: 'REFUSE',
      },
    );
  const counts = twelveWeeksAfter(careHomeSince);
  return on < counts
    ? because(
        ASC_TWELVE_WEEKS,
        `the first 12 weeks of the stay, from ${careHomeSince}, are not over`,
        `Make the financial assessment again from ${counts}, and record it (recordFinancialAssessment): it counts from then on.`,
      )
    : null;
}

/** What a property counts for: a tenth is left out for the cost of selling it, and what is secured on it (regs 20 and 24). */
function counted({ label, value, secured, owners }: Property): Step & { readonly amount: Pence } {
  const sale = value - scale(value, 9, 10);
  const whole = Math.max(0, value - sale - secured);
  const share = scale(whole, 1, owners);
  const less = `${pounds(value)} less a tenth for the cost of selling it (${pounds(sale)})${secured > 0 ? ` and ${pounds(secured)} secured on it` : ''}`;
  return { label, detail: `${less}: ${pounds(whole)}${owners > 1 ? `; one of ${owners} equal shares` : ''}.`, amount: share, rule: ASC_PROPERTY.id };
}

/** Capital as the assessment sees it, with the steps that lead to it, and what is to be said of it. */
export interface AssessedCapital {
  readonly total: Pence;
  readonly steps: readonly Step[];
  readonly results: readonly RuleResult[];
  /** Is some of it a home that a deferred payment can be secured on? */
  readonly home: boolean;
}

/** Savings, property and what was given away. Throws BAD_INPUT for a stay that has not begun. */
export function assessedCapital(facts: FinancialFacts, savings: Pence, on: Day): AssessedCapital {
  const { property = [], notionalCapital = [], careHomeSince } = facts;
  if (careHomeSince && careHomeSince > on)
    throw badInput('facts.careHomeSince', `The stay in a care home does not begin before ${careHomeSince}. Assess it from that day.`);
  const asked = property.map((each) => ({ each, why: notCounted(facts, each, on) }));
  const houses = asked.filter(({ why }) => why === null).map(({ each }) => counted(each));
  const gone = notionalCapital.map(({ label, amount }): Step & { readonly amount: Pence } => ({
    label,
    detail: 'Given away to pay less for care: counted as if it were still there.',
    amount,
    rule: ASC_DEPRIVATION.id,
  }));
  const lines = [...houses, ...gone];
  const total = lines.reduce((sum, { amount }) => sum + amount, savings);
  return {
    total,
    steps:
      lines.length === 0
        ? []
        : [
            { label: 'Savings and other capital', detail: 'As it was stated.', amount: savings },
            ...lines,
            { label: 'Capital that counts', detail: 'The lines above, added.', amount: total },
          ],
    results: asked.flatMap(({ why }) => why ?? []),
    home: houses.length > 0,
  };
}

/** A council may have higher limits, but not for who is in a care home for good (circular of 9 February 2024, capital limits). */
const whoseLimits = ({ setting }: Pick<FinancialFacts, 'setting'>): WhoseFigure => (setting === 'CARE_HOME' ? 'NATION' : 'HERE');

/** Is what the person has, property and all, above the upper limit of where they are cared for? null where that is not known. */
export function aboveUpperLimit(facts: FinancialFacts, policy: PolicyView): boolean | null {
  const limit = policy.financial('capital.upperLimit', whoseLimits(facts));
  if (facts.capital === null || !limit.found || (facts.careHomeSince && facts.careHomeSince > policy.day)) return null;
  const { total, results } = assessedCapital(facts, facts.capital, policy.day);
  return stops(results) ? null : total > limit.value;
}

/** Income from capital between the limits; over the upper limit, the reason for the full cost. */
export function fromCapital(
  capital: Pence,
  { setting }: Pick<FinancialFacts, 'setting'>,
  figures: FinancialFigures,
): { readonly tariff: Pence; readonly steps: readonly Step[]; readonly over: RuleResult | null } {
  const whose = whoseLimits({ setting });
  const before = figures.refusals.length;
  const [lower, upper, step, each] = (['capital.lowerLimit', 'capital.upperLimit', 'capital.tariffStep', 'capital.tariffPerStep'] as const).map(
    (name) => figures.take(name, whose),
  ) as [Pence, Pence, Pence, Pence];
  if (figures.refusals.length > before) return { tariff: 0, steps: [], over: null };
  if (capital > upper)
    return {
      tariff: 0,
      steps: [],
      over: speak(ASC_CAPITAL_UPPER, `Capital of ${pounds(capital)} is over the upper limit of ${pounds(upper)}.`, {
        fix: 'Ask for a new assessment when capital falls to the limit.',
        subject: 'capital',
      }),
    };
  if (capital <= lower) {
    const detail = `Capital of ${pounds(capital)} is not above ${pounds(lower)}, so none is counted.`;
    return { tariff: 0, steps: [{ label: 'Income from capital', detail, amount: 0, rule: ASC_TARIFF.id }], over: null };
  }
  const steps = Math.trunc((capital - lower + step - 1) / step);
  const tariff = steps * each;
  const detail = `${pounds(capital)} is ${pounds(capital - lower)} above ${pounds(lower)}: ${steps} steps of ${pounds(step)} or part of it, ${pounds(each)} a week for each.`;
  return { tariff, steps: [{ label: 'Income from capital', detail, amount: tariff, rule: ASC_TARIFF.id }], over: null };
}
