import type { Service } from '../../policy/pack.types';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import { type Amount, amountInWords, perYear } from '../../vocabulary/amount';
import { pounds, type Pence } from '../../vocabulary/money';

export const ASC_AIDS = defineRule('ASC-AIDS', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'INFORM',
  title: 'Aids at any cost, and minor adaptations of £1,000 or less, are free',
  law: 'SI 2014/2672 reg 3',
  since: '2015-04-01',
  source: 'SI 2014/2672 reg 3',
});
export const TOP_UP_OUTSIDE = defineRule('TOP-UP-OUTSIDE', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'INFORM',
  title: 'A top-up is recorded on the plan and is no part of the budget',
  source: "Sefton plan, 'Top Ups'",
});
export const BROKERAGE_OUTSIDE = defineRule('BROKERAGE-OUTSIDE', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'REFUSE',
  title:
    'A brokerage fee is no part of the budget; it may be shown beside it, and is charged only to a person above the financial threshold who asked the council to arrange',
  source: "Sefton plan, 'Brokerage Fee'",
});

/** An adaptation that costs no more than this, fitting included, is free. */
export const MOST_FREE_ADAPTATION: Pence = 100_000;

/** Says that what is asked for is free: an aid whatever it costs, an adaptation up to £1,000. */
export function freeAids(service: Service, cost: Amount): readonly RuleResult[] {
  const aid = service.traits.includes('aid');
  if (!aid && !(service.traits.includes('minor-adaptation') && perYear(cost) <= MOST_FREE_ADAPTATION)) return [];
  return [
    speak(
      ASC_AIDS,
      aid
        ? `${service.name} is an aid, and aids are free whatever they cost: it carries no contribution.`
        : `${service.name} at ${pounds(perYear(cost))} is within ${pounds(MOST_FREE_ADAPTATION)}, so it is free and carries no contribution.`,
      {
        subject: service.code,
      },
    ),
  ];
}

/** A top-up is shown beside the budget and changes nothing in it. */
export const topUpStaysOutside = (payer: string, topUp: Amount): readonly RuleResult[] => [
  speak(TOP_UP_OUTSIDE, `${payer} pays a top-up of ${amountInWords(topUp)}. It is recorded on the plan, beside the budget, and is no part of it.`),
];

export interface BrokerageFacts {
  /** Is what the person has above the upper capital limit? null where no financial assessment says. */
  readonly aboveThreshold: boolean | null;
  readonly askedCouncilToArrange: boolean;
  /** Is the fee meant to come out of the budget? */
  readonly fromBudget: boolean;
}
/** Refuses a fee that comes out of the budget, or that falls on somebody who need not pay one. */
export function brokerageFee({ aboveThreshold, askedCouncilToArrange, fromBudget }: BrokerageFacts): readonly RuleResult[] {
  const refuse = (message: string, fix: string): readonly RuleResult[] => [speak(BROKERAGE_OUTSIDE, message, { fix })];
  if (fromBudget) return refuse('A brokerage fee is no part of the budget.', 'Record it beside the budget, with who pays it.');
  if (aboveThreshold === null)
    return refuse(
      'No financial assessment says that the person has more than the upper limit, so no brokerage fee may be charged.',
      'Record the financial assessment first.',
    );
  if (!aboveThreshold)
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
