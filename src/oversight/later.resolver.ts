import { Arg, Int, Query, Resolver } from 'type-graphql';
import { QueueItemView, QueueKindEnum } from '../dashboards/summary.graph';
import { PoolFilter } from '../pool/pool.resolver';
import { notYetSupported } from '../rules/not-yet';

/*
 * The part of the contract that later issues deliver: its shape is here, and it answers NOT_YET_SUPPORTED. Each line goes when
 * its query is built.
 */

@Resolver()
class LaterQueries {
  @Query(() => [QueueItemView], { description: 'Not supported yet: answers NOT_YET_SUPPORTED.' })
  workQueue(
    @Arg('kind', () => QueueKindEnum) _kind: unknown,
    @Arg('filter', () => PoolFilter, { nullable: true }) _filter: unknown,
    @Arg('first', () => Int, { defaultValue: 50 }) _first: unknown,
  ): QueueItemView[] {
    return notYetSupported('Query.workQueue');
  }
}

export const LATER_RESOLVERS = [LaterQueries] as const;
