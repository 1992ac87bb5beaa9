import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { PolicyView } from '../policy/policy.types';
import { StreamEnum } from '../vocabulary/amount.graph';
import { dayOfTable, line, LONGEST_CODE } from '../vocabulary/bounds';
import { Within } from '../vocabulary/bounds.graph';
import type { Day } from '../vocabulary/day';
import { DateScalar } from '../vocabulary/scalars.graph';
import type { Stream } from '../vocabulary/stream';
import type { CalculatorContext } from './calculators.graph';
import { CatalogueServiceView, PublishedFigureView, PublishedKindEnum, PublishedTableView } from './published.graph';
import { publishedFigures, type PublishedKind, publishedTables } from './published.rules';

const viewOf = ({ policies, clock }: CalculatorContext, authority: string, on: Day | null | undefined): PolicyView =>
  policies.forAuthority(authority).on(on ?? clock.today());

/** Public, about nobody: what an authority publishes, with its sources, so that a form can offer what the rules will accept. */
@Resolver()
export class PublishedResolver {
  @Query(() => [PublishedTableView], {
    description:
      'The tables that an authority publishes for a day (today where it is left out), its own first: bands, strands, schools, points, questionnaires, rates and levels, each with its source. Empty where it publishes none.',
  })
  policyTables(
    @Ctx() context: CalculatorContext,
    @Arg('authority', () => String) @Within(line(LONGEST_CODE)) authority: string,
    @Arg('on', () => DateScalar, { nullable: true }) @Within(dayOfTable) on?: Day | null,
    @Arg('kind', () => PublishedKindEnum, { nullable: true }) kind?: PublishedKind | null,
  ): PublishedTableView[] {
    return publishedTables(viewOf(context, authority, on), kind ?? null).map((table) => new PublishedTableView(table));
  }

  @Query(() => [PublishedFigureView], {
    description:
      'The figures of the financial assessment that hold for an authority on a day (today where it is left out), each with its source. One that nobody holds for the day is not among them.',
  })
  policyFigures(
    @Ctx() context: CalculatorContext,
    @Arg('authority', () => String) @Within(line(LONGEST_CODE)) authority: string,
    @Arg('on', () => DateScalar, { nullable: true }) @Within(dayOfTable) on?: Day | null,
  ): PublishedFigureView[] {
    return publishedFigures(viewOf(context, authority, on)).map((figure) => new PublishedFigureView(figure));
  }

  @Query(() => [CatalogueServiceView], {
    description:
      "The services that a line of a plan may name, on a day (today where it is left out): the national ones and the authority's own, with how each is supplied and what the authority pays.",
  })
  serviceCatalogue(
    @Ctx() context: CalculatorContext,
    @Arg('authority', () => String) @Within(line(LONGEST_CODE)) authority: string,
    @Arg('on', () => DateScalar, { nullable: true }) @Within(dayOfTable) on?: Day | null,
    @Arg('stream', () => StreamEnum, { nullable: true }) stream?: Stream | null,
  ): CatalogueServiceView[] {
    const view = viewOf(context, authority, on);
    return view
      .services()
      .filter(({ streams }) => stream === undefined || stream === null || streams.includes(stream))
      .map((service) => new CatalogueServiceView(service, view));
  }
}
