import { Arg, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { PoolDimensionEnum, PoolSummaryView, QueueItemView, QueueKindEnum } from '../dashboards/summary.graph';
import { DecisionView, EnvelopeInput } from '../decide/decision.graph';
import { PoolFilter } from '../pool/pool.resolver';
import { type NOT_YET_SUPPORTED, notYetSupported } from '../rules/not-yet';

/*
 * The part of the contract that later issues deliver: its shape is here, and it answers NOT_YET_SUPPORTED. Each line goes when
 * its mutation is built.
 */

type Argument = readonly [name: string, type: unknown, options?: { nullable?: true; defaultValue?: string }];
type LaterMutation = Extract<(typeof NOT_YET_SUPPORTED)[number], `Mutation.${string}`> extends `Mutation.${infer Name}` ? Name : never;

const LATER: Readonly<Record<LaterMutation, readonly Argument[]>> = {
  openEmergencyAccess: [
    ['personId', ID],
    ['envelope', EnvelopeInput],
  ],
};

@Resolver()
class LaterMutations {}

for (const [name, own] of Object.entries(LATER) as [LaterMutation, readonly Argument[]][]) {
  const all: readonly Argument[] = own.some(([argument]) => argument === 'envelope')
    ? own
    : [...own, ['envelope', EnvelopeInput, { nullable: true }]];
  const prototype = LaterMutations.prototype as unknown as Record<string, () => never>;
  prototype[name] = () => notYetSupported(`Mutation.${name}`);
  Reflect.defineMetadata(
    'design:paramtypes',
    all.map(() => Object),
    prototype,
    name,
  );
  all.forEach(([argument, type, options], index) => Arg(argument, () => type as typeof ID, options ?? {})(prototype, name, index));
  Mutation(() => DecisionView, { description: 'Not supported yet: answers NOT_YET_SUPPORTED.' })(
    prototype,
    name,
    Object.getOwnPropertyDescriptor(prototype, name) ?? {},
  );
}

@Resolver()
class LaterQueries {
  @Query(() => PoolSummaryView, { description: 'Not supported yet: answers NOT_YET_SUPPORTED.' })
  poolSummary(
    @Arg('filter', () => PoolFilter, { nullable: true }) _filter: unknown,
    @Arg('groupBy', () => [PoolDimensionEnum]) _groupBy: unknown,
  ): PoolSummaryView {
    return notYetSupported('Query.poolSummary');
  }
  @Query(() => [QueueItemView], { description: 'Not supported yet: answers NOT_YET_SUPPORTED.' })
  workQueue(
    @Arg('kind', () => QueueKindEnum) _kind: unknown,
    @Arg('filter', () => PoolFilter, { nullable: true }) _filter: unknown,
    @Arg('first', () => Int, { defaultValue: 50 }) _first: unknown,
  ): QueueItemView[] {
    return notYetSupported('Query.workQueue');
  }
}

export const LATER_RESOLVERS = [LaterMutations, LaterQueries] as const;
