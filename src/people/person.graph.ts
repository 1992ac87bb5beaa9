import { Arg, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { AGE_BANDS, type AgeBand, ageBand } from '../person/ages.rules';
import { type Control, CONTROL_HOLDERS, controlOn } from '../person/control.rules';
import {
  AUTHORITY_BASES,
  type CapacityDecision,
  HOLDER_KINDS,
  type Identifier,
  LIVING_SITUATIONS,
  type Organisation,
  ORGANISATION_KINDS,
  type Person,
  type PersonalFacts,
  type Relation,
  RELATION_KINDS,
} from '../person/person.types';
import { enumOf } from '../vocabulary/amount.graph';
import { dayOfBirth, line, LONGEST_CODE, LONGEST_NAME } from '../vocabulary/bounds';
import { Within } from '../vocabulary/bounds.graph';
import { type Day, runsOn } from '../vocabulary/day';
import { forbidden } from '../vocabulary/refusal';
import { DateScalar } from '../vocabulary/scalars.graph';
import { IdentifierSystemEnum } from './identifier.graph';

export const OrganisationKindEnum = enumOf(ORGANISATION_KINDS);
registerEnumType(OrganisationKindEnum, { name: 'OrganisationKind', description: 'What an organisation is to the hub.' });
export const AgeBandEnum = enumOf(AGE_BANDS);
registerEnumType(AgeBandEnum, { name: 'AgeBand', description: 'CHILD under 18, YOUNG_PERSON 18 to 24, ADULT from 25.' });
export const RelationKindEnum = enumOf(RELATION_KINDS);
registerEnumType(RelationKindEnum, { name: 'RelationKind', description: 'What one person is to another.' });
export const LivingSituationEnum = enumOf(LIVING_SITUATIONS);
registerEnumType(LivingSituationEnum, { name: 'LivingSituation', description: 'Where the person lives.' });
export const HolderKindEnum = enumOf(HOLDER_KINDS);
registerEnumType(HolderKindEnum, { name: 'HolderKind', description: 'Who holds part of a budget.' });
export const AuthorityBasisEnum = enumOf(AUTHORITY_BASES);
registerEnumType(AuthorityBasisEnum, { name: 'AuthorityBasis', description: 'Why another person or body may hold or manage the money.' });
const ControlHolderEnum = enumOf(CONTROL_HOLDERS);
registerEnumType(ControlHolderEnum, { name: 'ControlHolder', description: 'Who controls a budget.' });

/** What a view of a person asks for when a field needs more than their own row. */
export interface PersonSource {
  readonly today: Day;
  personal(id: number): Promise<PersonalFacts>;
  organisation(id: number): Promise<Organisation>;
  /** Those that followed it, as far as the published list has them. */
  followersOf(organisation: Organisation): readonly Organisation[];
  /** Another person; null where the reader may not see them. */
  person(id: number): Promise<PersonView | null>;
  /** The name of somebody who is tied to a person; null where the reader neither sees them nor is on that record themselves. */
  nameOf(id: number, of: number): Promise<string | null>;
}

@ObjectType('Organisation', {
  simpleResolvers: true,
  description:
    'A council, health commissioner, setting or provider. Councils and commissioners have first and last days: groups ended on 30 June 2022, boards merge, counties are divided; `successors` are those that followed.',
})
export class OrganisationView {
  constructor(
    private readonly organisation: Organisation,
    private readonly followersOf: (organisation: Organisation) => readonly Organisation[],
  ) {}
  @Field(() => ID, { description: "The hub's own id." })
  get id(): string {
    return String(this.organisation.id);
  }
  @Field(() => OrganisationKindEnum, { description: 'What kind of organisation it is.' })
  get kind(): Organisation['kind'] {
    return this.organisation.kind;
  }
  @Field(() => String, { description: 'DfE code of a council, ODS code of a commissioner, URN of a setting.' })
  get code(): string {
    return this.organisation.code;
  }
  @Field(() => String, { description: 'Its name, or its code where no source has named it.' })
  get name(): string {
    return this.organisation.name;
  }
  @Field(() => OrganisationView, {
    nullable: true,
    description: 'The one that followed it; null while none has, and where several have: see `successors`.',
  })
  get successor(): OrganisationView | null {
    const [only, ...more] = this.successors;
    return only && more.length === 0 ? only : null;
  }
  @Field(() => [OrganisationView], {
    description: 'Those that followed it: several where its area was divided, none while it goes on or the list does not say who follows.',
  })
  get successors(): OrganisationView[] {
    return this.followersOf(this.organisation).map((next) => new OrganisationView(next, this.followersOf));
  }
  @Field(() => DateScalar, { nullable: true, description: 'Its first day; null where the published list does not say.' })
  get from(): Day | null {
    return this.organisation.from;
  }
  @Field(() => DateScalar, { nullable: true, description: 'Its last day; null while none is known.' })
  get to(): Day | null {
    return this.organisation.to;
  }
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day of the published list that has it; null where no list does, so that it is known by its code alone.',
  })
  get listedOn(): Day | null {
    return this.organisation.listedOn;
  }
}

@ObjectType('Identifier', { simpleResolvers: true, description: 'A number that a system knows the person by.' })
export class IdentifierView {
  constructor(
    private readonly identifier: Identifier,
    private readonly assigner: Organisation | null,
  ) {}
  @Field(() => IdentifierSystemEnum, { description: 'Whose number it is: the NHS, a school register or a council.' })
  get system(): Identifier['system'] {
    return this.identifier.system;
  }
  @Field(() => String, { description: 'The number, without spaces.' })
  get value(): string {
    return this.identifier.value;
  }
  @Field(() => String, { nullable: true, description: 'The council whose local number it is.' })
  get assignedBy(): string | null {
    return this.assigner?.name ?? null;
  }
}

@ObjectType('CapacityDecision', { simpleResolvers: true, description: 'A decision on capacity to manage the budget (Mental Capacity Act 2005).' })
export class CapacityDecisionView {
  constructor(private readonly decision: CapacityDecision) {}
  @Field(() => ID, { description: "The hub's own id: by it a mistake is put right (CAPACITY)." })
  get id(): string {
    return String(this.decision.id ?? '');
  }
  @Field(() => DateScalar, { description: 'The day it was made.' })
  get on(): Day {
    return this.decision.on;
  }
  @Field(() => Boolean, { description: 'Whether the person has capacity for it.' })
  get hasCapacity(): boolean {
    return this.decision.hasCapacity;
  }
  @Field(() => String, { description: 'What it rests on.' })
  get basis(): string {
    return this.decision.basis;
  }
}

@ObjectType('Control', { simpleResolvers: true, description: 'Who controls the budget, and why.' })
export class ControlView {
  constructor(
    private readonly control: Control,
    private readonly of: number,
    private readonly source: PersonSource,
  ) {}
  @Field(() => ControlHolderEnum, { description: 'Who has the say: the person, a parent or carer, or a representative.' })
  get holder(): Control['holder'] {
    return this.control.holder;
  }
  @Field(() => String, {
    nullable: true,
    description: 'Their name, where the hub has their record and it is one that the reader sees; to the person and their family, always.',
  })
  get name(): Promise<string | null> | null {
    return this.control.personId === null ? null : this.source.nameOf(this.control.personId, this.of);
  }
  @Field(() => DateScalar, { nullable: true, description: 'The first day of it, where it has one.' })
  get since(): Day | null {
    return this.control.since;
  }
  @Field(() => DateScalar, { nullable: true, description: 'The last day of it, where it is known.' })
  get until(): Day | null {
    return this.control.until;
  }
  @Field(() => String, { description: 'Why, in words a parent could read.' })
  get basis(): string {
    return this.control.basis;
  }
}

@ObjectType('Relation', {
  simpleResolvers: true,
  description: "A tie between two people: on a child's record, `PARENT_OF` names the parent as `other`.",
})
export class RelationView {
  constructor(
    private readonly relation: Relation,
    private readonly otherView: PersonView,
  ) {}
  @Field(() => ID, { description: "The hub's own id." })
  get id(): string {
    return String(this.relation.id);
  }
  @Field(() => RelationKindEnum, { description: 'What one is to the other.' })
  get kind(): Relation['kind'] {
    return this.relation.kind;
  }
  @Field(() => PersonView, { description: 'The person at the other end of it.' })
  get other(): PersonView {
    return this.otherView;
  }
  @Field(() => DateScalar, { description: 'The first day of it.' })
  get from(): Day {
    return this.relation.from;
  }
  @Field(() => DateScalar, { nullable: true, description: 'The last day of it.' })
  get to(): Day | null {
    return this.relation.to;
  }
}

@ObjectType('Person', {
  simpleResolvers: true,
  description:
    'A child, young person, adult or carer whom the hub knows. One who is shown only a part of a budget (who pays it, agrees to it or bills it) is told who it is, and nothing else of the record: lists are empty, the version is 0.',
})
export class PersonView {
  constructor(
    readonly person: Person,
    readonly source: PersonSource,
    /** Is the reader shown the record, or only who it is and a part of a budget? */
    readonly inRecord: boolean,
  ) {}
  @Field(() => ID, { description: "The hub's own id." })
  get id(): string {
    return String(this.person.id);
  }
  @Field(() => String, { description: 'As the sources write it.' })
  get name(): string {
    return this.person.name;
  }
  @Field(() => DateScalar, { description: 'The day of birth.' })
  get dateOfBirth(): Day {
    return this.person.dateOfBirth;
  }
  @Field(() => [IdentifierView], { description: 'The numbers that systems know the person by.' })
  async identifiers(): Promise<IdentifierView[]> {
    if (!this.inRecord) return [];
    const { identifiers } = await this.source.personal(this.person.id);
    return Promise.all(
      identifiers.map(async (each) => new IdentifierView(each, each.scope === 0 ? null : await this.source.organisation(each.scope))),
    );
  }
  @Field(() => OrganisationView, { description: 'The council whose person they are.' })
  async authority(): Promise<OrganisationView> {
    return this.organisation(this.person.authorityId);
  }
  @Field(() => OrganisationView, { nullable: true, description: 'The NHS commissioner responsible for them.' })
  async healthCommissioner(): Promise<OrganisationView | null> {
    return this.person.healthCommissionerId === null || !this.inRecord ? null : this.organisation(this.person.healthCommissionerId);
  }
  @Field(() => Int, { description: 'Counts the changes to the record; sent back as expectedVersion.' })
  get version(): number {
    return this.inRecord ? this.person.version : 0;
  }
  @Field(() => AgeBandEnum, { description: 'CHILD, YOUNG_PERSON or ADULT on a day (today where none is given).' })
  ageBand(@Arg('asOf', () => DateScalar, { nullable: true }) asOf?: Day): AgeBand {
    return ageBand(this.person.dateOfBirth, asOf ?? this.source.today);
  }
  @Field(() => [RelationView], { description: 'Ties to other people that hold on a day; all of them where none is given.' })
  async relations(@Arg('asOf', () => DateScalar, { nullable: true }) asOf?: Day): Promise<RelationView[]> {
    if (!this.inRecord) return [];
    const { relations } = await this.source.personal(this.person.id);
    const holding = relations.filter((relation) => asOf === undefined || asOf === null || runsOn(relation, asOf));
    const views = await Promise.all(
      holding.map(async (relation) => {
        const other = await this.source.person(relation.personId === this.person.id ? relation.otherId : relation.personId);
        return other && new RelationView(relation, other);
      }),
    );
    return views.filter((view) => view !== null);
  }
  @Field(() => [CapacityDecisionView], { description: 'Decisions on capacity, oldest first.' })
  async capacity(): Promise<CapacityDecisionView[]> {
    if (!this.inRecord) return [];
    const { capacity } = await this.source.personal(this.person.id);
    return [...capacity].sort((a, b) => (a.on < b.on ? -1 : 1)).map((each) => new CapacityDecisionView(each));
  }
  @Field(() => ControlView, {
    description: 'Who controls the budget on a day: a parent until the end of compulsory schooling, then the person, unless they lack capacity.',
  })
  async control(@Arg('asOf', () => DateScalar, { nullable: true }) asOf?: Day): Promise<ControlView> {
    if (!this.inRecord) throw forbidden('You are shown a part of a budget, not who controls it.');
    return new ControlView(controlOn(await this.source.personal(this.person.id), asOf ?? this.source.today), this.person.id, this.source);
  }

  private async organisation(id: number): Promise<OrganisationView> {
    return new OrganisationView(await this.source.organisation(id), (each) => this.source.followersOf(each));
  }
}

@InputType({ description: 'A person to register, with the numbers that match them across files.' })
export class PersonInput {
  @Within(line(LONGEST_NAME))
  @Field(() => String, { description: 'As it should be written.' })
  name!: string;
  @Within(dayOfBirth)
  @Field(() => DateScalar, { description: 'The day of birth.' })
  dateOfBirth!: Day;
  @Within(line(LONGEST_CODE))
  @Field(() => String, { nullable: true, description: 'Ten digits with a valid check digit; spaces are taken out.' })
  nhsNumber?: string | null;
  @Within(line(LONGEST_CODE))
  @Field(() => String, { nullable: true, description: 'Unique pupil number: a check letter and twelve characters.' })
  upn?: string | null;
  @Within(line(LONGEST_CODE))
  @Field(() => String, { nullable: true, description: "The council's own number." })
  localId?: string | null;
  @Within(line(LONGEST_CODE))
  @Field(() => String, { description: 'DfE code (384) or ONS code (E08000036) of the council.' })
  authority!: string;
  @Within(line(LONGEST_CODE))
  @Field(() => String, { nullable: true, description: 'ODS code of the NHS commissioner.' })
  healthCommissioner?: string | null;
}
