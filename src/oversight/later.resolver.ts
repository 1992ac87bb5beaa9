import { Arg, FieldResolver, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { PoolDimensionEnum, PoolSummaryView, QueueItemView, QueueKindEnum } from '../dashboards/summary.graph';
import { DecisionView, EnvelopeInput } from '../decide/decision.graph';
import { PersonView } from '../people/person.graph';
import { PoolFilter } from '../pool/pool.resolver';
import { type NOT_YET_SUPPORTED, notYetSupported } from '../rules/not-yet';
import { FinancialFactsInput } from '../streams/adult-social-care/contribution.graph';
import { AmountInput } from '../vocabulary/amount.graph';
import { DateScalar, MoneyScalar } from '../vocabulary/scalars.graph';
import { TransitionView } from './later.graph';

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
  recordFinancialAssessment: [
    ['personId', ID],
    ['facts', FinancialFactsInput, { nullable: true }],
    ['assessed', AmountInput, { nullable: true }],
    ['assessedOn', DateScalar],
    ['from', DateScalar],
  ],
  refundContribution: [
    ['personId', ID],
    ['from', DateScalar],
    ['to', DateScalar],
    ['amount', MoneyScalar],
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

@Resolver(() => PersonView)
class LaterOfPerson {
  @FieldResolver(() => [TransitionView], { description: 'What changes by itself as they grow older, and what is at stake.' })
  transitions(@Arg('until', () => DateScalar) _until: unknown): TransitionView[] {
    return notYetSupported('Person.transitions');
  }
}

export const LATER_RESOLVERS = [LaterMutations, LaterQueries, LaterOfPerson] as const;
