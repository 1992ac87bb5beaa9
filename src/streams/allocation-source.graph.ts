import { createUnionType } from 'type-graphql';
import type { OrganisationView, PersonView } from '../people/person.graph';
import type { PolicyVersion } from '../policy/policy.types';
import { CarerAllocationView } from './carers/allocation.graph';
import { ElementThreeAwardView } from './element-3/award.graph';
import { HealthBudgetView } from './health/award.graph';
import { OtherFundingView } from './other-funding/other-funding.graph';
import { RasOutcomeView } from './ras.graph';
import type { Agreement, Allocation } from './stream.types';

export const AllocationSourceUnion = createUnionType({
  name: 'AllocationSource',
  description: 'What a budget rests on.',
  types: () => [ElementThreeAwardView, RasOutcomeView, CarerAllocationView, HealthBudgetView, OtherFundingView] as const,
});
export type AllocationSourceView = ElementThreeAwardView | RasOutcomeView | CarerAllocationView | HealthBudgetView | OtherFundingView;

/* The words of streams of which others ask in the same words. */
export { NeedTierEnum } from './element-3/top-up.graph';
export { HealthEligibilityEnum } from './health/award.graph';

/** What a source shows besides its own details. */
export interface AllocationSurroundings {
  readonly shownInPool: boolean;
  /** The agreement of a kind that holds on the day. */
  readonly live: (kind: 'SETTING_RELEASE' | 'CARED_FOR_CHARGE') => Agreement | null;
  readonly versionNamed: (name: string | null) => PolicyVersion | null;
  readonly organisation: (id: number) => Promise<OrganisationView>;
  readonly person: (id: number) => Promise<PersonView | null>;
}

/** A figure that no table or return gave is not known, which is not zero: a source that consists of it is not shown then. */
export function allocationSource(allocation: Allocation, beside: AllocationSurroundings): AllocationSourceView | null {
  const { details } = allocation;
  switch (details.kind) {
    case 'ELEMENT_THREE':
      return new ElementThreeAwardView(details, beside.live('SETTING_RELEASE'), beside.organisation);
    case 'RAS': {
      const { indicative } = details;
      return indicative && new RasOutcomeView({ ...details, indicative }, allocation, beside.versionNamed(allocation.policy));
    }
    case 'CARER': {
      const { indicative } = details;
      return indicative && new CarerAllocationView({ ...details, indicative }, beside.live('CARED_FOR_CHARGE'), beside.person);
    }
    case 'HEALTH':
      return new HealthBudgetView(details, beside.shownInPool, beside.organisation);
    case 'OTHER':
      return new OtherFundingView(details);
  }
}
