import type { PolicyView } from '../policy/policy.types';
import { law } from '../rules/laws';
import { defineRule, type RuleResult, speak } from '../rules/rule';
import { type Amount, amountInWords } from '../vocabulary/amount';
import { aboveUpperLimit } from './adult-social-care/capital.rules';
import type { FinancialFacts } from './financial-facts.types';

export const TOP_UP_OUTSIDE = defineRule('TOP-UP-OUTSIDE', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'INFORM',
  title: 'A top-up is recorded on the plan and is no part of the budget',
  law: [law('CARE_ACT', 's.30'), law('CHOICE_OF_HOME', 'reg 3')],
  source: "Sefton plan, 'Top Ups'",
});
export const BROKERAGE_OUTSIDE = defineRule('BROKERAGE-OUTSIDE', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'REFUSE',
  title:
    'A brokerage fee is no part of the budget; it may be shown beside it, and is charged only to a person above the financial threshold who asked the council to arrange',
  law: [law('CARE_ACT', 's.14'), law('CHARGING', 'reg 5')],
  source: "Sefton plan, 'Brokerage Fee'",
});

/** A top-up is shown beside the budget and changes nothing in it. */
export const topUpStaysOutside = (payer: string, topUp: Amount): readonly RuleResult[] => [
  speak(TOP_UP_OUTSIDE, `${payer} pays a top-up of ${amountInWords(topUp)}. It is recorded on the plan, beside the budget, and is no part of it.`),
];

/** Is the person above the financial threshold, by an assessment and the policy of a day? null where neither says. */
export const aboveThreshold = (assessed: FinancialFacts | null, policy: PolicyView): boolean | null =>
  assessed === null ? null : aboveUpperLimit(assessed, policy);

export interface BrokerageFacts {
  /** Is what the person has above the upper capital limit? null where no financial assessment says; WITHHELD from one who is not shown it. */
  readonly aboveThreshold: boolean | null | 'WITHHELD';
  readonly askedCouncilToArrange: boolean;
  /** Is the fee meant to come out of the budget? */
  readonly fromBudget: boolean;
}
/** Refuses a fee that comes out of the budget, or that falls on somebody who need not pay one. */
export function brokerageFee({ aboveThreshold: above, askedCouncilToArrange, fromBudget }: BrokerageFacts): readonly RuleResult[] {
  const refuse = (message: string, fix: string): readonly RuleResult[] => [speak(BROKERAGE_OUTSIDE, message, { fix })];
  if (fromBudget) return refuse('A brokerage fee is no part of the budget.', 'Record it beside the budget, with who pays it.');
  if (above === 'WITHHELD')
    return refuse(
      'You are not shown what the person has, so a brokerage fee is not yours to record.',
      "Ask those who handle the person's adult social care to record it.",
    );
  if (above === null)
    return refuse(
      'No financial assessment says that the person has more than the upper limit, so no brokerage fee may be charged.',
      'Record the financial assessment first.',
    );
  if (!above)
    return refuse(
      'The person does not have more than the upper limit, so no brokerage fee may be charged.',
      'Charge no fee: arranging the care is part of what the council does.',
    );
  if (!askedCouncilToArrange)
    return refuse(
      'The person did not ask the council to arrange the care, so no brokerage fee may be charged.',
      'Charge the fee only where the person asked for it, and record that they did.',
    );
  return [];
}
