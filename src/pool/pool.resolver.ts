import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { signedIn, statedPurpose } from '../access/guard';
import type { RequestReader } from '../budgets/caller/request-reader';
import { BudgetStatusEnum } from '../budgets/holding/arrangement.graph';
import { noFacts } from '../budgets/record/person-facts';
import { stateOn } from '../budgets/record/revisions';
import { StreamBudgetView } from '../budgets/standing/stream-budget.graph';
import { DecisionView } from '../mutation/decision.graph';
import { checkIdentifier } from '../people/identifier.rules';
import { AgeBandEnum, PersonView } from '../people/person.graph';
import type { AgeBand } from '../person/ages.rules';
import { PlanView } from '../plans/plan.graph';
import { planRunsOn } from '../plans/plan.types';
import { ArrangementKindEnum } from '../streams/arrangement.graph';
import type { ArrangementKind, BudgetStatus } from '../streams/stream.types';
import { StreamEnum } from '../vocabulary/amount.graph';
import { line, LONGEST_CODE, whole } from '../vocabulary/bounds';
import { Within } from '../vocabulary/bounds.graph';
import { type Day, earlier, type Instant, later } from '../vocabulary/day';
import { PageInfoView } from '../vocabulary/page.graph';
import { badInput } from '../vocabulary/refusal';
import { DateScalar, DateTimeScalar } from '../vocabulary/scalars.graph';
import type { Stream } from '../vocabulary/stream';
import { MOST_ON_A_PAGE, type PersonFinder, type PoolPage } from './person.finder';
import { PooledBudgetView } from './pool.graph';

export interface PoolContext {
  readonly reader: RequestReader;
  readonly finder: PersonFinder;
}

@InputType({ description: 'Which people, by what their pools hold on a day.' })
export class PoolFilter {
  @Within(line(LONGEST_CODE))
  @Field(() => String, { nullable: true, description: 'DfE or ONS code of the council.' })
  authority?: string | null;
  @Within(line(LONGEST_CODE))
  @Field(() => String, { nullable: true, description: 'ODS code of the NHS commissioner.' })
  healthCommissioner?: string | null;
  @Field(() => StreamEnum, { nullable: true, description: 'With a budget of that stream.' })
  stream?: Stream | null;
  @Field(() => BudgetStatusEnum, { nullable: true, description: 'With a budget in that state.' })
  status?: BudgetStatus | null;
  @Field(() => ArrangementKindEnum, { nullable: true, description: 'With a budget held in that way.' })
  arrangement?: ArrangementKind | null;
  @Field(() => AgeBandEnum, { nullable: true, description: 'In that age band on the day.' })
  ageBand?: AgeBand | null;
  @Within(line(LONGEST_CODE))
  @Field(() => String, { nullable: true, description: 'URN of the setting of an education budget.' })
  setting?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day; today where none is given. Of a summary for one who is shown nobody: a published point, the latest where none is given.',
  })
  asOf?: Day | null;
  @Field(() => Boolean, { nullable: true, description: 'Only people whose pool has two streams or more.' })
  pooledOnly?: boolean | null;
}

@ObjectType('PooledBudgetEdge', { simpleResolvers: true, description: 'One pool and where it is in the list.' })
export class PooledBudgetEdgeView {
  constructor(
    readonly pool: PooledBudgetView,
    readonly place: string,
  ) {}
  @Field(() => PooledBudgetView, { description: 'The pool at this place of the list.' })
  get node(): PooledBudgetView {
    return this.pool;
  }
  @Field(() => String, { description: 'Its place in the list.' })
  get cursor(): string {
    return this.place;
  }
}

@ObjectType('PooledBudgetConnection', { simpleResolvers: true, description: 'A page of pools.' })
export class PooledBudgetConnectionView {
  constructor(
    private readonly page: PoolPage,
    private readonly views: PooledBudgetEdgeView[],
  ) {}
  @Field(() => [PooledBudgetEdgeView], { description: 'The pools of this page.' })
  get edges(): PooledBudgetEdgeView[] {
    return this.views;
  }
  @Field(() => PageInfoView, { description: 'Where the page is in the list.' })
  get pageInfo(): PageInfoView {
    return {
      hasNextPage: this.page.hasNext,
      hasPreviousPage: this.page.hasPrevious,
      startCursor: this.views[0]?.place ?? null,
      endCursor: this.views.at(-1)?.place ?? null,
    };
  }
  @Field(() => Int, { nullable: true, description: 'How many there are in all; counted only where it is asked for.' })
  totalCount(): Promise<number> {
    return this.page.count();
  }
}

@Resolver()
export class PoolResolver {
  @Query(() => PersonView, {
    nullable: true,
    description: "One person, by the hub's id or by one of their numbers; null where there is none that the reader may see.",
  })
  async person(
    @Ctx() { reader, finder }: PoolContext,
    @Arg('id', () => ID, { nullable: true }) id?: string,
    @Arg('nhsNumber', () => String, { nullable: true }) @Within(line(LONGEST_CODE)) nhsNumber?: string,
    @Arg('upn', () => String, { nullable: true }) @Within(line(LONGEST_CODE)) upn?: string,
    @Arg('localId', () => String, { nullable: true }) @Within(line(LONGEST_CODE)) localId?: string,
  ): Promise<PersonView | null> {
    const actor = signedIn(reader.actor);
    statedPurpose(reader.purpose);
    const given = [id, nhsNumber, upn, localId].filter((each) => each !== undefined && each !== null);
    if (given.length !== 1) throw badInput('id', 'Name the person by exactly one of id, nhsNumber, upn and localId.');
    if (id !== undefined && id !== null) return reader.person(/^\d{1,15}$/.test(id) ? Number(id) : 0);
    const [system, text, field] = nhsNumber
      ? (['NHS_NUMBER', nhsNumber, 'nhsNumber'] as const)
      : upn
        ? (['UPN', upn, 'upn'] as const)
        : (['LOCAL', localId ?? '', 'localId'] as const);
    const { valid, normalised, reason } = checkIdentifier(system, text);
    if (!valid || normalised === null) throw badInput(field, reason ?? `"${text}" is not valid.`);
    for (const found of await finder.byIdentifier(system, normalised, actor)) {
      const person = await reader.person(found);
      if (person) return person;
    }
    return null;
  }

  @Query(() => PersonView, { nullable: true, description: 'The person who asks, where their token names their record.' })
  async me(@Ctx() { reader }: PoolContext): Promise<PersonView | null> {
    const { personId } = signedIn(reader.actor);
    return personId === null ? null : reader.person(personId);
  }

  @Query(() => PooledBudgetConnectionView, {
    description:
      "The pools of an area, in the order of people's ids: everyone of whose pool the reader is shown that it holds a budget on the day, and who fits the filter, at most 100 a page.",
  })
  async pooledBudgets(
    @Ctx() { reader, finder }: PoolContext,
    @Arg('filter', () => PoolFilter, { nullable: true }) filter?: PoolFilter,
    @Arg('first', () => Int, { defaultValue: 50 }) @Within(whole(1, MOST_ON_A_PAGE)) first?: number,
    @Arg('after', () => String, { nullable: true }) after?: string,
  ): Promise<PooledBudgetConnectionView> {
    const actor = signedIn(reader.actor);
    statedPurpose(reader.purpose);
    const asOf = filter?.asOf ?? reader.today;
    const page = await finder.page(actor, { ...filter, asOf }, first ?? 50, after ?? null);
    const views = await Promise.all(
      page.ids.map(async (id) => {
        const [person, facts] = await Promise.all([reader.person(id), reader.facts(id)]);
        return person && facts ? new PooledBudgetEdgeView(new PooledBudgetView(facts, asOf, reader), page.cursorOf(id)) : null;
      }),
    );
    return new PooledBudgetConnectionView(
      page,
      views.filter((view) => view !== null),
    );
  }
}

@Resolver(() => PersonView)
export class PersonPoolResolver {
  @FieldResolver(() => PooledBudgetView, {
    description: 'Their budgets of every stream, added up, on a day (today where none is given), as known at an instant (now).',
  })
  async pooledBudget(
    @Root() view: PersonView,
    @Ctx() { reader }: PoolContext,
    @Arg('asOf', () => DateScalar, { nullable: true }) asOf?: Day,
    @Arg('knownAt', () => DateTimeScalar, { nullable: true }) knownAt?: Instant,
  ): Promise<PooledBudgetView> {
    const facts = await reader.facts(view.person.id, knownAt ?? undefined);
    // Before they were registered nothing was known of them: an empty pool.
    const known = facts ?? noFacts(view.person);
    return new PooledBudgetView(known, asOf ?? reader.today, reader);
  }

  @FieldResolver(() => [PlanView], {
    description: 'Their plans: those in being on a day, or all of them where none is given; as known at an instant (now).',
  })
  async plans(
    @Root() view: PersonView,
    @Ctx() { reader }: PoolContext,
    @Arg('asOf', () => DateScalar, { nullable: true }) asOf?: Day,
    @Arg('knownAt', () => DateTimeScalar, { nullable: true }) knownAt?: Instant,
  ): Promise<PlanView[]> {
    if (!view.inRecord) return [];
    const [facts, now] = await Promise.all([reader.facts(view.person.id, knownAt ?? undefined), reader.facts(view.person.id)]);
    if (!facts || !now) return [];
    const on = asOf ?? reader.today;
    const plans = facts.plans.filter((plan) => (asOf === undefined || asOf === null || planRunsOn(plan, asOf)) && reader.seesPlan(now, plan));
    return plans.map((plan) => new PlanView(plan, view.person.id, on, knownAt ?? undefined));
  }
}

/** The day on which a decision's budget is shown: today, or the nearest day on which that budget runs. */
const nearest = (today: Day, period: { from: Day; to: Day | null } | null): Day =>
  period === null ? today : period.to === null ? later(today, period.from) : earlier(later(today, period.from), later(period.to, period.from));

@Resolver(() => DecisionView)
export class DecisionPoolResolver {
  private async facts({ outcome }: DecisionView, reader: RequestReader) {
    // What they may see is decided from what is known now, also where the answer is made of what was known then.
    if (outcome.personId === null || (await reader.standing(outcome.personId)) === 'NONE') return null;
    // A replayed key is answered from what was known when it was first answered.
    return outcome.facts === null ? reader.facts(outcome.personId, outcome.at) : reader.facts(outcome.personId);
  }

  @FieldResolver(() => StreamBudgetView, { nullable: true, description: 'The budget it is about, as it stands after it.' })
  async streamBudget(@Root() decision: DecisionView, @Ctx() { reader }: PoolContext): Promise<StreamBudgetView | null> {
    const facts = await this.facts(decision, reader);
    const budget = facts?.budgets.find(({ id }) => id === decision.outcome.budgetId);
    const first = budget?.revisions[0];
    if (!facts || !budget || !first) return null;
    const on = nearest(reader.today, first);
    const state = stateOn(budget.revisions, on) ?? first;
    const sight = reader.sight(facts, budget);
    return sight === 'NONE' ? null : new StreamBudgetView(facts, budget, state, on, sight, reader);
  }

  @FieldResolver(() => PooledBudgetView, {
    nullable: true,
    description: 'The pool after it, on the day nearest to today on which the budget it is about runs.',
  })
  async pooledBudget(@Root() decision: DecisionView, @Ctx() { reader }: PoolContext): Promise<PooledBudgetView | null> {
    const facts = await this.facts(decision, reader);
    if (!facts) return null;
    // Not somebody who would be registered: theirs is no record yet.
    const { shown, personId } = decision.outcome;
    if (shown === null || shown.includes(personId ?? 0)) reader.looked.add(facts.person.id);
    const budget = facts.budgets.find(({ id }) => id === decision.outcome.budgetId);
    return new PooledBudgetView(facts, nearest(reader.today, budget?.revisions[0] ?? null), reader);
  }
}
