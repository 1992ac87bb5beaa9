import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { DecisionView, envelopeArg, EnvelopeInput } from '../../mutation/decision.graph';
import type { Mutating } from '../../mutation/mutations';
import type { Day } from '../../vocabulary/day';
import { parseId } from '../../vocabulary/id';
import { DateScalar } from '../../vocabulary/scalars.graph';
import type { PersonFacts } from '../record/person-facts';
import { joinBudgets } from './join.decisions';

@Resolver()
export class JoinResolver {
  @Mutation(() => DecisionView, {
    description:
      "Joins a carer's budget and that of the adult they care for from a day on, with the agreement of both. Each keeps its own amount and ledger.",
  })
  joinBudgets(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('carerBudgetId', () => ID) carerBudgetId: string,
    @Arg('adultBudgetId', () => ID) adultBudgetId: string,
    @Arg('from', () => DateScalar) from: Day,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(
      joinBudgets,
      { carerBudgetId: parseId(carerBudgetId, 'carerBudgetId'), adultBudgetId: parseId(adultBudgetId, 'adultBudgetId'), from },
      envelope,
    );
  }
}
