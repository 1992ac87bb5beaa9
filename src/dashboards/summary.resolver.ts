import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { signedIn } from '../access/guard';
import type { RequestReader } from '../budgets/caller/request-reader';
import { PoolFilter } from '../pool/pool.resolver';
import type { Summaries } from './summaries';
import { type PoolDimension, PoolDimensionEnum, PoolSummaryView } from './summary.graph';

export interface SummaryContext {
  readonly reader: RequestReader;
  readonly summaries: Summaries;
}

@Resolver()
export class SummaryResolver {
  @Query(() => PoolSummaryView, {
    description:
      "Figures about the pools of the reader's area, by any of its dimensions, of the budgets that fit the filter. Who is shown every person of the area is told of any day, today where none is given. An analyst is told of published points in time alone (ends of quarters or months, as the policy pack has it; the latest where none is given), each as it was known when it was published; another day is BAD_INPUT and names the nearest. Nobody's record is opened, and no purpose is asked for; the question is on record. Few people are withheld, by the threshold of the council's policy pack, and so is whatever they could be told from, by this question or by any others.",
  })
  poolSummary(
    @Ctx() { reader, summaries }: SummaryContext,
    @Arg('groupBy', () => [PoolDimensionEnum]) groupBy: PoolDimension[],
    @Arg('filter', () => PoolFilter, { nullable: true }) filter?: PoolFilter,
  ): Promise<PoolSummaryView> {
    return summaries.summary(signedIn(reader.actor), { ...filter }, groupBy);
  }
}
