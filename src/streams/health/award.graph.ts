import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { OrganisationView } from '../../people/person.graph';
import { AmountView, enumOf } from '../../vocabulary/amount.graph';
import type { Day } from '../../vocabulary/day';
import { DateScalar } from '../../vocabulary/scalars.graph';
import { HEALTH_ELIGIBILITIES, type HealthDetails, type HealthEligibility } from '../stream.types';
import { hasRightToHave } from './eligibility.rules';

export const HealthEligibilityEnum = enumOf(HEALTH_ELIGIBILITIES);
registerEnumType(HealthEligibilityEnum, { name: 'HealthEligibility', description: 'What a personal health budget rests on.' });

@ObjectType('HealthBudget', {
  simpleResolvers: true,
  description: 'Attached by the health commissioner and nobody else: the NHS part of the package only.',
})
export class HealthBudgetView {
  constructor(
    private readonly details: HealthDetails,
    private readonly shown: boolean,
    private readonly find: (id: number) => Promise<OrganisationView>,
  ) {}
  @Field(() => HealthEligibilityEnum, { description: 'What it rests on.' })
  get eligibility(): HealthEligibility {
    return this.details.eligibility;
  }
  @Field(() => Boolean, { description: 'Does it carry a right to have a personal health budget?' })
  get rightToHave(): boolean {
    return hasRightToHave(this.details.eligibility, this.details.decidedOn);
  }
  @Field(() => AmountView, { nullable: true, description: 'What the NHS would have spent on the package.' })
  get baseline(): AmountView | null {
    return AmountView.of(this.details.baseline);
  }
  @Field(() => OrganisationView, { description: 'The commissioner who decided.' })
  get decidedBy(): Promise<OrganisationView> {
    return this.find(this.details.decidedById);
  }
  @Field(() => DateScalar, { description: 'The day of the decision.' })
  get decidedOn(): Day {
    return this.details.decidedOn;
  }
  @Field(() => Boolean, { description: 'Has the person said that it may be shown with the rest?' })
  get shownInPool(): boolean {
    return this.shown;
  }
}
