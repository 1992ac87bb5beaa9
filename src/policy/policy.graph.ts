import { Field, ObjectType } from 'type-graphql';
import type { Day } from '../vocabulary/day';
import { DateScalar } from '../vocabulary/scalars.graph';
import type { PolicyVersion } from './policy.types';

@ObjectType('PolicyVersion', {
  simpleResolvers: true,
  description: "A dated version of an authority's policy pack: what an answer was worked out from.",
})
export class PolicyVersionView {
  constructor(private readonly policy: PolicyVersion) {}
  static of(policy: PolicyVersion | null): PolicyVersionView | null {
    return policy ? new PolicyVersionView(policy) : null;
  }
  @Field(() => String, { description: 'Whose policy it is: the DfE code, else the ONS code.' })
  get authority(): string {
    return this.policy.authority;
  }
  @Field(() => String, { description: 'The name of the pack.' })
  get name(): string {
    return this.policy.name;
  }
  @Field(() => String, { description: 'The version of the pack.' })
  get version(): string {
    return this.policy.version;
  }
  @Field(() => DateScalar, { description: 'The first day on which it decides.' })
  get from(): Day {
    return this.policy.from;
  }
  @Field(() => DateScalar, { nullable: true, description: 'The last day on which it decides; null where none is known.' })
  get to(): Day | null {
    return this.policy.to;
  }
  @Field(() => DateScalar, { description: 'The day by which it is to be reviewed.' })
  get reviewDue(): Day {
    return this.policy.reviewDue;
  }
  @Field(() => Boolean, { description: 'true where the document it was taken from is a draft.' })
  get draft(): boolean {
    return this.policy.draft;
  }
}
