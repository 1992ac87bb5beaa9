import { Field, ObjectType } from 'type-graphql';
import { OrganisationView } from '../../people/person.graph';
import { AmountView } from '../../vocabulary/amount.graph';
import type { Pence } from '../../vocabulary/money';
import { MoneyScalar } from '../../vocabulary/scalars.graph';
import { AgreementView } from '../agreement.graph';
import type { Agreement, ElementThreeDetails } from '../stream.types';

@ObjectType('ElementThreeAward', {
  simpleResolvers: true,
  description:
    'High needs top-up above elements 1 and 2, shown beside it for context and never poolable. Only what the setting releases is a personal budget.',
})
export class ElementThreeAwardView {
  constructor(
    private readonly details: ElementThreeDetails,
    private readonly release: Agreement | null,
    private readonly find: (id: number) => Promise<OrganisationView>,
  ) {}
  @Field(() => String, { nullable: true, description: "The band of the authority's table." })
  get band(): string | null {
    return this.details.band;
  }
  @Field(() => AmountView, { description: 'The top-up that was awarded, and how often it is paid.' })
  get topUp(): AmountView {
    return new AmountView(this.details.topUp);
  }
  @Field(() => MoneyScalar, { nullable: true, description: 'Core funding of the place, a year: never a personal budget.' })
  get elementOne(): Pence | null {
    return this.details.elementOne;
  }
  @Field(() => MoneyScalar, { nullable: true, description: 'Additional support up to £6,000 a year: never a personal budget.' })
  get elementTwo(): Pence | null {
    return this.details.elementTwo;
  }
  @Field(() => OrganisationView, { nullable: true, description: 'The school or college.' })
  get setting(): Promise<OrganisationView> | null {
    return this.details.settingId === null ? null : this.find(this.details.settingId);
  }
  @Field(() => Boolean, { description: 'Is the child educated otherwise than in a school or college, so that none has to agree?' })
  get educatedOtherwise(): boolean {
    return this.details.otherwise === true;
  }
  @Field(() => AmountView, { nullable: true, description: 'How much of it the setting releases into the budget.' })
  get released(): AmountView | null {
    return AmountView.of(this.release?.amount);
  }
  @Field(() => AgreementView, { nullable: true, description: "The setting's agreement to release it." })
  get settingAgreement(): AgreementView | null {
    return this.release && new AgreementView(this.release);
  }
}
