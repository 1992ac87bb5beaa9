import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { AmountView, enumOf } from '../vocabulary/amount.graph';
import type { Day } from '../vocabulary/day';
import { DateScalar } from '../vocabulary/scalars.graph';
import { AGREEMENT_KINDS, type Agreement, type AgreementKind } from './stream.types';

export const AgreementKindEnum = enumOf(AGREEMENT_KINDS);
registerEnumType(AgreementKindEnum, { name: 'AgreementKind', description: 'What somebody agreed to.' });

@ObjectType('Agreement', { simpleResolvers: true, description: 'What somebody agreed to, and for how long.' })
export class AgreementView {
  constructor(private readonly agreement: Agreement) {}
  @Field(() => ID, { description: "The hub's own id." })
  get id(): string {
    return String(this.agreement.id);
  }
  @Field(() => AgreementKindEnum, { description: 'What was agreed to.' })
  get kind(): AgreementKind {
    return this.agreement.kind;
  }
  @Field(() => String, { description: 'The name of the one who gave it.' })
  get givenBy(): string {
    return this.agreement.givenBy;
  }
  @Field(() => String, { description: 'As what, e.g. head teacher.' })
  get role(): string {
    return this.agreement.role;
  }
  @Field(() => DateScalar, { description: 'The day it was given.' })
  get on(): Day {
    return this.agreement.on;
  }
  @Field(() => DateScalar, { nullable: true, description: 'Its last day, where it has one.' })
  get until(): Day | null {
    return this.agreement.until;
  }
  @Field(() => AmountView, { nullable: true, description: 'How much was agreed to.' })
  get amount(): AmountView | null {
    return AmountView.of(this.agreement.amount);
  }
  @Field(() => ID, { nullable: true, description: 'The line it is about.' })
  get itemId(): string | null {
    return this.agreement.itemId === null ? null : String(this.agreement.itemId);
  }
  @Field(() => String, { nullable: true, description: 'SHARING: the role that it lets see the budget in full; any where empty.' })
  get sharedWithRole(): string | null {
    return this.agreement.sharedWithRole;
  }
  @Field(() => ID, { nullable: true, description: 'SHARING: the council or commissioner that it lets see the budget in full; any where empty.' })
  get sharedWithOrganisationId(): string | null {
    return this.agreement.sharedWithId === null ? null : String(this.agreement.sharedWithId);
  }
  @Field(() => ID, {
    nullable: true,
    description: 'SHARING: the record of the parent, or other of the family, whom the person lets see the budget in full.',
  })
  get sharedWithPersonId(): string | null {
    return this.agreement.sharedWithPersonId === null ? null : String(this.agreement.sharedWithPersonId);
  }
  @Field(() => DateScalar, { nullable: true, description: 'The day from which it no longer holds.' })
  get withdrawnOn(): Day | null {
    return this.agreement.withdrawnOn;
  }
  @Field(() => String, { nullable: true, description: 'Why it was withdrawn.' })
  get withdrawnReason(): string | null {
    return this.agreement.withdrawnReason;
  }
}
