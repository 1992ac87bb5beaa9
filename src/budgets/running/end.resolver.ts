import { Arg, Ctx, ID, Mutation, registerEnumType, Resolver } from 'type-graphql';
import { DecisionView, envelopeArg, EnvelopeInput } from '../../mutation/decision.graph';
import type { Mutating } from '../../mutation/mutations';
import { enumOf } from '../../vocabulary/amount.graph';
import type { Day } from '../../vocabulary/day';
import { DateScalar } from '../../vocabulary/scalars.graph';
import { budgetIdOf } from '../caller/mutation-arguments';
import { END_GROUNDS, type EndGround } from '../record/budget.words';
import type { PersonFacts } from '../record/person-facts';
import { endBudget } from './end.decisions';

const EndGroundEnum = enumOf(END_GROUNDS);
registerEnumType(EndGroundEnum, { name: 'EndGround', description: 'What ends a budget by itself.' });

@Resolver()
export class EndResolver {
  @Mutation(() => DecisionView, {
    description:
      'Ends a budget: `on` is its last day. Only on a ground that ends it by itself and that the facts bear out; anything else is a withdrawal and goes through proposeReduction. PERSON_ASKED says in envelope.reason how they asked.',
  })
  endBudget(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('streamBudgetId', () => ID) streamBudgetId: string,
    @Arg('on', () => DateScalar) on: Day,
    @Arg('ground', () => EndGroundEnum) ground: EndGround,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(endBudget, { streamBudgetId: budgetIdOf(streamBudgetId), on, ground }, envelope);
  }
}
