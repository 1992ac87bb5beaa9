import { defineRule, speak } from '../../rules/rule';
import type { Calculation, PolicyView } from '../../policy/policy.types';
import { allocateByRas, type RasFacts } from '../../policy/ras.rules';

export const CSC_RAS_RANGE = defineRule('CSC-RAS-RANGE', {
  stream: 'CHILDRENS_SOCIAL_CARE',
  effect: 'INFORM',
  title: 'Points outside the table give no amount, which is not zero',
  policyOf: 'each council that publishes a table',
  source: 'published tables',
});

export interface ChildrensRasFacts extends RasFacts {
  /** Which of the authority's questionnaires was answered; null where it has only one. */
  readonly questionnaire: string | null;
}

/**
 * The indicative amount of the children's resource allocation system, never the adults' (W 4.3). `amount` is null where the
 * points fall outside the table, and where the authority has published no table for the questionnaire.
 */
export const childrensRas = (facts: ChildrensRasFacts, policy: PolicyView): Calculation =>
  allocateByRas(facts, {
    table: (basis) => policy.childrensRas(facts.questionnaire, basis),
    outside: (message) =>
      speak(CSC_RAS_RANGE, message, { fix: "The child's needs are costed from the assessment instead; the amount may be asked to be reviewed." }),
  });
