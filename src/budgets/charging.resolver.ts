import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { Decides } from '../decide/decides';
import { DecisionView, EnvelopeInput } from '../decide/decision.graph';
import { financialFacts, FinancialFactsInput } from '../streams/adult-social-care/contribution.graph';
import { amountFrom, AmountInput } from '../vocabulary/amount.graph';
import type { Day } from '../vocabulary/day';
import { parseId } from '../vocabulary/id';
import { DateScalar } from '../vocabulary/scalars.graph';
import { recordFinancialAssessment } from './charging.decisions';
import type { PersonFacts } from './facts';

@Resolver()
export class ChargingResolver {
  @Mutation(() => DecisionView, {
    description:
      "Of the person who is charged: worked out from `facts`, or as it was `assessed`; shared out over the budgets it falls on (their own adult social care first, then replacement care in carers' budgets), never more than once.",
  })
  recordFinancialAssessment(
    @Ctx() hub: Decides<PersonFacts>,
    @Arg('personId', () => ID) personId: string,
    @Arg('assessedOn', () => DateScalar) assessedOn: Day,
    @Arg('from', () => DateScalar) from: Day,
    @Arg('facts', () => FinancialFactsInput, { nullable: true }) facts?: FinancialFactsInput | null,
    @Arg('assessed', () => AmountInput, { nullable: true }) assessed?: AmountInput | null,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    const input = {
      personId: parseId(personId, 'personId'),
      facts: facts ? financialFacts(facts) : null,
      assessed: assessed ? amountFrom(assessed) : null,
      assessedOn,
      from,
    };
    return hub.decide(recordFinancialAssessment, input, envelope);
  }
}
