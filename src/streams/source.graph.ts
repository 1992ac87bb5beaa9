import { createUnionType, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { OrganisationView, PersonView } from '../people/person.graph';
import { PolicyVersionView } from '../policy/policy.graph';
import type { PolicyVersion } from '../policy/policy.types';
import type { Amount } from '../vocabulary/amount';
import { AmountView, enumOf } from '../vocabulary/amount.graph';
import type { Day } from '../vocabulary/day';
import type { Pence } from '../vocabulary/money';
import { DateScalar, MoneyScalar } from '../vocabulary/scalars.graph';
import {
  AGREEMENT_KINDS,
  type Agreement,
  type AgreementKind,
  type Allocation,
  type CarerDetails,
  CARE_BASES,
  type ElementThreeDetails,
  HEALTH_ELIGIBILITIES,
  type HealthDetails,
  type HealthEligibility,
  type OtherDetails,
  type RasDetails,
} from './stream.types';
import { hasRightToHave } from './health/eligibility.rules';

export const HealthEligibilityEnum = enumOf(HEALTH_ELIGIBILITIES);
registerEnumType(HealthEligibilityEnum, { name: 'HealthEligibility', description: 'What a personal health budget rests on.' });
export const CareBasisEnum = enumOf(CARE_BASES);
registerEnumType(CareBasisEnum, { name: 'CareBasis', description: "An adult's care may rest on the Care Act or on s.117 of the Mental Health Act." });
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
  @Field(() => AmountView, { nullable: true, description: 'How much of it the setting releases into the budget.' })
  get released(): AmountView | null {
    return AmountView.of(this.release?.amount);
  }
  @Field(() => AgreementView, { nullable: true, description: "The setting's agreement to release it." })
  get settingAgreement(): AgreementView | null {
    return this.release && new AgreementView(this.release);
  }
}

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

export const AllocationSourceUnion = createUnionType({
  name: 'AllocationSource',
  description: 'What a budget rests on.',
  types: () => [ElementThreeAwardView, RasOutcomeView, CarerAllocationView, HealthBudgetView, OtherFundingView] as const,
});
