import { Field, ID, ObjectType } from 'type-graphql';
import type { HolderAuthority, Living, Organisation } from '../person/person.types';
import type { Day } from '../vocabulary/day';
import { DateScalar } from '../vocabulary/scalars.graph';
import { AuthorityBasisEnum, HolderKindEnum, LivingSituationEnum, OrganisationView } from './person.graph';

@ObjectType('LivingSituationFrom', { simpleResolvers: true, description: 'Where the person lives from a day on, until the next one.' })
export class LivingSituationView {
  constructor(private readonly living: Living) {}
  @Field(() => ID, { description: "The hub's own id: by it a mistake is put right (LIVING_SITUATION)." })
  get id(): string {
    return String(this.living.id ?? '');
  }
  @Field(() => LivingSituationEnum, { description: 'Where they live, by its kind.' })
  get situation(): Living['situation'] {
    return this.living.situation;
  }
  @Field(() => DateScalar, { description: 'The first day of it.' })
  get from(): Day {
    return this.living.from;
  }
}

@ObjectType('HolderAuthority', {
  simpleResolvers: true,
  description: "Why another person or body may hold or manage the person's money, and how long.",
})
export class HolderAuthorityView {
  constructor(private readonly authority: HolderAuthority) {}
  @Field(() => ID, { description: 'What an arrangement names as authorityId; by it a mistake is put right (HOLDER_AUTHORITY).' })
  get id(): string {
    return String(this.authority.id);
  }
  @Field(() => HolderKindEnum, { description: 'Who holds the money, by their kind.' })
  get holder(): HolderAuthority['holder'] {
    return this.authority.holder;
  }
  @Field(() => String, { description: 'The name of who holds it.' })
  get name(): string {
    return this.authority.name;
  }
  @Field(() => String, { nullable: true, description: 'The organisation they hold it for; null where it is none.' })
  get organisation(): string | null {
    return this.authority.organisation;
  }
  @Field(() => AuthorityBasisEnum, { description: 'What gives them the right to hold it.' })
  get basis(): HolderAuthority['basis'] {
    return this.authority.basis;
  }
  @Field(() => DateScalar, { description: 'The first day of it.' })
  get from(): Day {
    return this.authority.from;
  }
  @Field(() => DateScalar, { nullable: true, description: 'The last day of it; null while none is known.' })
  get to(): Day | null {
    return this.authority.to;
  }
}

@ObjectType('Move', { simpleResolvers: true, description: 'A move: whose person they are from a day on, until the next move.' })
export class MoveView {
  constructor(
    private readonly made: { readonly id: number; readonly from: Day },
    private readonly council: Organisation,
    private readonly commissioner: Organisation | null,
    private readonly followersOf: (organisation: Organisation) => readonly Organisation[],
  ) {}
  @Field(() => ID, { description: "The hub's own id: by it a mistake is put right (MOVE)." })
  get id(): string {
    return String(this.made.id);
  }
  @Field(() => DateScalar, { description: 'The first day on which they are theirs.' })
  get from(): Day {
    return this.made.from;
  }
  @Field(() => OrganisationView, { description: 'The council whose person they are from then on.' })
  get authority(): OrganisationView {
    return new OrganisationView(this.council, this.followersOf);
  }
  @Field(() => OrganisationView, { nullable: true, description: 'The NHS commissioner from then on; null where none is recorded.' })
  get healthCommissioner(): OrganisationView | null {
    return this.commissioner && new OrganisationView(this.commissioner, this.followersOf);
  }
}
