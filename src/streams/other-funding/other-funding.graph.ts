import { Field, ObjectType } from 'type-graphql';
import type { OtherDetails } from '../stream.types';

@ObjectType('OtherFunding', { simpleResolvers: true, description: 'Money from elsewhere that goes into the same plan.' })
export class OtherFundingView {
  constructor(private readonly details: OtherDetails) {}
  @Field(() => String, { description: 'The name of the one who pays it.' })
  get funder(): string {
    return this.details.funder;
  }
  @Field(() => String, { description: 'What it is for.' })
  get purpose(): string {
    return this.details.purpose;
  }
}
