import type { Service } from '../../policy/pack.types';
import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import { type Amount, perYear } from '../../vocabulary/amount';
import { pounds, type Pence } from '../../vocabulary/money';

export const ASC_AIDS = defineRule('ASC-AIDS', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'INFORM',
  title: 'Aids at any cost, and minor adaptations of £1,000 or less, are free',
  law: law('CHARGING', 'reg 3'),
  source: 'SI 2014/2672 reg 3',
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
