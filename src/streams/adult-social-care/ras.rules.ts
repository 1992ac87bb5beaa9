import { noAmount } from '../../policy/policy.rules';
import type { Calculation, PolicyView } from '../../policy/policy.types';
import { allocateByRas, type RasFacts } from '../../policy/ras.rules';

/**
 * The indicative amount of the adults' resource allocation system, never the children's (W 4.3): by points, by hours at the
 * authority's rate, or by band, as the authority publishes. `amount` is null where the facts fall outside what is published.
 */
export const adultsRas = (facts: RasFacts, policy: PolicyView): Calculation =>
  allocateByRas(facts, {
    table: (basis) => policy.adultsRas(basis),
    outside: (message) => noAmount(message, 'The needs are costed from the assessment instead; the amount may be asked to be reviewed.', 'points'),
  });
