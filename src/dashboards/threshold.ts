import type { OrganisationDirectory } from '../people/organisations';
import type { Policies } from '../policy/policy.types';
import type { Day } from '../vocabulary/day';

/** Of how many people at least a figure is told: of several councils the strictest. It is told today, so today's practice decides. */
export async function thresholdOf(councils: Iterable<number>, directory: OrganisationDirectory, policies: Policies, today: Day): Promise<number> {
  const codes = await Promise.all([...councils].map((id) => directory.codeOf(id)));
  return Math.max(1, ...codes.map((code) => policies.forAuthority(code).on(today).suppressionThreshold));
}
