import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { DecisionView, envelopeArg, EnvelopeInput } from '../../mutation/decision.graph';
import type { Mutating } from '../../mutation/mutations';
import { amountFrom, AmountInput } from '../../vocabulary/amount.graph';
import type { Day } from '../../vocabulary/day';
import { DateScalar } from '../../vocabulary/scalars.graph';
import { budgetIdOf } from '../caller/mutation-arguments';
import type { PersonFacts } from '../record/person-facts';
import { increaseBudget } from './increase.decisions';

@Resolver()
export class IncreaseResolver {
  @Mutation(() => DecisionView, {
    description:
      'More from a day on, approved by somebody other than who proposed the amount. What is already known to change later stays so. A budget that is held in one part goes on being held so.',
  })
  increaseBudget(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('streamBudgetId', () => ID) streamBudgetId: string,
    @Arg('to', () => AmountInput) to: AmountInput,
    @Arg('effectiveOn', () => DateScalar) effectiveOn: Day,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(increaseBudget, { streamBudgetId: budgetIdOf(streamBudgetId), to: amountFrom(to), effectiveOn }, envelope);
  }
}
