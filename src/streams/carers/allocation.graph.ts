import { Field, ObjectType } from 'type-graphql';
import { PersonView } from '../../people/person.graph';
import type { Amount } from '../../vocabulary/amount';
import { AmountView } from '../../vocabulary/amount.graph';
import { AgreementView } from '../agreement.graph';
import type { Agreement, CarerDetails } from '../stream.types';

@ObjectType('CarerAllocation', { simpleResolvers: true, description: "What a carer's assessment led to." })
export class CarerAllocationView {
  constructor(
    private readonly details: CarerDetails & { readonly indicative: Amount },
    private readonly consent: Agreement | null,
    private readonly findPerson: (id: number) => Promise<PersonView | null>,
  ) {}
  @Field(() => String, { nullable: true, description: "The level of the authority's table." })
  get level(): string | null {
    return this.details.level;
  }
  @Field(() => AmountView, { description: 'The amount it gave.' })
  get indicative(): AmountView {
    return new AmountView(this.details.indicative);
  }
  @Field(() => PersonView, { nullable: true, description: 'The person cared for, where the reader may see them.' })
  get caredFor(): Promise<PersonView | null> {
    return this.findPerson(this.details.caredForId);
  }
  @Field(() => AmountView, { nullable: true, description: 'The part of it that is replacement care.' })
  get replacementCare(): AmountView | null {
    return AmountView.of(this.details.replacementCare);
  }
  @Field(() => AgreementView, { nullable: true, description: "The cared-for person's consent to be charged." })
  get caredForConsent(): AgreementView | null {
    return this.consent && new AgreementView(this.consent);
  }
}
