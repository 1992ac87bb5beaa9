import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PolicyVersionView } from '../policy/policy.graph';
import type { PolicyVersion } from '../policy/policy.types';
import type { Amount } from '../vocabulary/amount';
import { AmountView, enumOf } from '../vocabulary/amount.graph';
import type { Day } from '../vocabulary/day';
import { DateScalar } from '../vocabulary/scalars.graph';
import { type Allocation, CARE_BASES, type RasDetails } from './stream.types';

export const CareBasisEnum = enumOf(CARE_BASES);
registerEnumType(CareBasisEnum, { name: 'CareBasis', description: "An adult's care may rest on the Care Act or on s.117 of the Mental Health Act." });

@ObjectType('RasOutcome', { simpleResolvers: true, description: 'What a resource allocation system said.' })
export class RasOutcomeView {
  constructor(
    private readonly details: RasDetails & { readonly indicative: Amount },
    private readonly allocation: Allocation,
    private readonly version: PolicyVersion | null,
  ) {}
  @Field(() => String, { description: "The children's or the adults' system." })
  get system(): string {
    return this.details.system;
  }
  @Field(() => Int, { nullable: true, description: 'The points that were scored; null where only the amount is known.' })
  get points(): number | null {
    return this.details.points;
  }
  @Field(() => String, { nullable: true, description: 'The band they fall in.' })
  get band(): string | null {
    return this.details.band;
  }
  @Field(() => AmountView, { description: 'The amount it gave.' })
  get indicative(): AmountView {
    return new AmountView(this.details.indicative);
  }
  @Field(() => DateScalar, { description: 'The day of the assessment.' })
  get assessedOn(): Day {
    return this.allocation.assessedOn;
  }
  @Field(() => PolicyVersionView, { nullable: true, description: 'The policy that gave the figure; none where it was stated.' })
  get policy(): PolicyVersionView | null {
    return this.version && new PolicyVersionView(this.version);
  }
}
