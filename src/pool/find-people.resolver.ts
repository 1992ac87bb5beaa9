import { Arg, Ctx, Field, ID, InputType, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { signedIn, statedPurpose } from '../access/guard';
import type { Person } from '../person/person.types';
import { dayOfBirth, line, LONGEST_CODE, LONGEST_NAME, whole } from '../vocabulary/bounds';
import { Within } from '../vocabulary/bounds.graph';
import type { Day } from '../vocabulary/day';
import { PageInfoView } from '../vocabulary/page.graph';
import { badInput } from '../vocabulary/refusal';
import { DateScalar } from '../vocabulary/scalars.graph';
import { MOST_FOUND } from './person.finder';
import type { PoolContext } from './pool.resolver';

const SHORTEST_NAME = 2;
/** A postcode of the United Kingdom, with its space or without. */
const POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}$/i;

@InputType({ description: 'What is known of somebody whose number is not: one of them at least, and who is found fits them all.' })
export class PersonDetails {
  @Within(line(LONGEST_NAME))
  @Field(() => String, {
    nullable: true,
    description:
      'Two letters or more. Alone: how the name begins, as given, in capitals, or each word with a capital. Beside another detail: any part of it, capitals or not.',
  })
  name?: string | null;
  @Within(dayOfBirth)
  @Field(() => DateScalar, { nullable: true, description: 'The day of birth, to the day.' })
  dateOfBirth?: Day | null;
  @Within(line(LONGEST_CODE))
  @Field(() => String, { nullable: true, description: 'A whole postcode, with its space or without.' })
  postcode?: string | null;
}

@ObjectType('FoundPerson', { simpleResolvers: true, description: 'Who somebody is, to tell them from others: nothing else of their record.' })
export class FoundPersonView {
  constructor(private readonly person: Pick<Person, 'id' | 'name' | 'dateOfBirth'>) {}
  @Field(() => ID, { description: "The hub's own id: `person` shows their record by it." })
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
}

@ObjectType('FoundPersonEdge', { simpleResolvers: true, description: 'One who was found, and where they are in the list.' })
export class FoundPersonEdgeView {
  constructor(
    private readonly person: Person,
    private readonly place: string,
  ) {}
  @Field(() => FoundPersonView, { description: 'Who is at this place of the list.' })
  get node(): FoundPersonView {
    return new FoundPersonView(this.person);
  }
  @Field(() => String, { description: 'Its place in the list.' })
  get cursor(): string {
    return this.place;
  }
}

@ObjectType('FoundPersonConnection', { simpleResolvers: true, description: 'A page of people who fit the details.' })
export class FoundPersonConnectionView {
  constructor(
    private readonly views: FoundPersonEdgeView[],
    private readonly info: PageInfoView,
  ) {}
  @Field(() => [FoundPersonEdgeView], { description: "The people of this page, in the order of the hub's ids." })
  get edges(): FoundPersonEdgeView[] {
    return this.views;
  }
  @Field(() => PageInfoView, { description: 'Where the page is in the list.' })
  get pageInfo(): PageInfoView {
    return this.info;
  }
}

@Resolver()
export class FindPeopleResolver {
  @Query(() => FoundPersonConnectionView, {
    description:
      "People of the reader's own council or commissioner by name, birth date and postcode, with a budget or without one, at most 50 a page. Each who is listed was looked at, and it stands on their record (accessLog). BAD_INPUT where nothing is given to find them by.",
  })
  async findPeople(
    @Ctx() { reader, finder }: PoolContext,
    @Arg('details', () => PersonDetails) details: PersonDetails,
    @Arg('first', () => Int, { defaultValue: 20 }) @Within(whole(1, MOST_FOUND)) first?: number,
    @Arg('after', () => String, { nullable: true }) after?: string,
  ): Promise<FoundPersonConnectionView> {
    const actor = signedIn(reader.actor);
    statedPurpose(reader.purpose);
    const { dateOfBirth = null } = details;
    const name = details.name?.trim() ?? null;
    const postcode = details.postcode?.trim() ?? null;
    if (name === null && dateOfBirth === null && postcode === null)
      throw badInput('details', 'Give a name, a day of birth or a postcode to find people by.');
    if (name !== null && name.length < SHORTEST_NAME) throw badInput('details.name', 'Give two letters of the name or more.');
    if (postcode !== null && !POSTCODE.test(postcode)) throw badInput('details.postcode', 'That is not a whole postcode, such as B30 1AA.');
    const found = await finder.byDetails(actor, { name, dateOfBirth, postcode }, first ?? 20, after ?? null);
    const edges = await Promise.all(
      found.ids.map(async (id) => {
        const view = await reader.person(id);
        return view && new FoundPersonEdgeView(view.person, found.cursorOf(id));
      }),
    );
    const shown = edges.filter((edge) => edge !== null);
    return new FoundPersonConnectionView(shown, {
      hasNextPage: found.hasNext,
      hasPreviousPage: (after ?? null) !== null,
      startCursor: shown[0]?.cursor ?? null,
      endCursor: shown.at(-1)?.cursor ?? null,
    });
  }
}
