import { Arg, Ctx, ID, Mutation, registerEnumType, Resolver } from 'type-graphql';
import { DecisionView, envelopeArg, EnvelopeInput } from '../../mutation/decision.graph';
import type { Mutating } from '../../mutation/mutations';
import { enumOf } from '../../vocabulary/amount.graph';
import { LONGEST_REASON, text } from '../../vocabulary/bounds';
import { Within } from '../../vocabulary/bounds.graph';
import type { Day } from '../../vocabulary/day';
import { DateScalar } from '../../vocabulary/scalars.graph';
import { budgetIdOf } from '../caller/mutation-arguments';
import { RELEASE_SCHEDULES, type ReleaseSchedule } from '../record/budget.words';
import type { PersonFacts } from '../record/person-facts';
import { releaseBudget, resumeBudget, suspendBudget } from './release.decisions';
const ReleaseScheduleEnum = enumOf(RELEASE_SCHEDULES);
registerEnumType(ReleaseScheduleEnum, { name: 'ReleaseSchedule', description: 'How often money is released.' });

@Resolver()
export class ReleaseResolver {
  @Mutation(() => DecisionView, {
    description:
      'Releases the money from a day on, once plan, outcomes, agreements, arrangements and contribution (or that it is provisional) are in place; the answer names all that is not.',
  })
  releaseBudget(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('streamBudgetId', () => ID) streamBudgetId: string,
    @Arg('on', () => DateScalar) on: Day,
    @Arg('schedule', () => ReleaseScheduleEnum, { defaultValue: 'FOUR_WEEKLY' }) schedule: ReleaseSchedule,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(releaseBudget, { streamBudgetId: budgetIdOf(streamBudgetId), on, schedule }, envelope);
  }

  @Mutation(() => DecisionView, { description: 'Nothing more is paid from a day on, until the budget is resumed. What is agreed stays agreed.' })
  suspendBudget(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('streamBudgetId', () => ID) streamBudgetId: string,
    @Arg('on', () => DateScalar) on: Day,
    @Arg('reason', () => String) @Within(text(LONGEST_REASON)) reason: string,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(suspendBudget, { streamBudgetId: budgetIdOf(streamBudgetId), on, reason }, envelope);
  }

  @Mutation(() => DecisionView, { description: 'Payments go on from a day, with everything in place again that a release asks for.' })
  resumeBudget(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('streamBudgetId', () => ID) streamBudgetId: string,
    @Arg('on', () => DateScalar) on: Day,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(resumeBudget, { streamBudgetId: budgetIdOf(streamBudgetId), on }, envelope);
  }
}
