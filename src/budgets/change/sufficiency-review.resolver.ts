import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { DecisionView, envelopeArg, EnvelopeInput } from '../../mutation/decision.graph';
import type { Mutating } from '../../mutation/mutations';
import { amountFrom, AmountInput } from '../../vocabulary/amount.graph';
import { LONGEST_ACCOUNT, text } from '../../vocabulary/bounds';
import { Within } from '../../vocabulary/bounds.graph';
import { parseId } from '../../vocabulary/id';
import type { PersonFacts } from '../record/person-facts';
import { decideSufficiencyReview, requestSufficiencyReview } from './sufficiency-review.decisions';

@Resolver()
export class SufficiencyReviewResolver {
  @Mutation(() => DecisionView, {
    description: 'Asks for the indicative amount to be looked at again because it seems too low. The person and their family may ask.',
  })
  requestSufficiencyReview(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('streamBudgetId', () => ID) streamBudgetId: string,
    @Arg('account', () => String) @Within(text(LONGEST_ACCOUNT)) account: string,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(requestSufficiencyReview, { streamBudgetId: parseId(streamBudgetId, 'streamBudgetId'), account }, envelope);
  }

  @Mutation(() => DecisionView, {
    description:
      'Decides a review of the amount; without an amount it stays. Another amount is a new proposal: it is shared and agreed anew, by somebody else than who decided, and an approval of the older one is void.',
  })
  decideSufficiencyReview(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('reviewId', () => ID) reviewId: string,
    @Arg('account', () => String) @Within(text(LONGEST_ACCOUNT)) account: string,
    @Arg('indicative', () => AmountInput, { nullable: true }) indicative?: AmountInput | null,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    const review = {
      reviewId: parseId(reviewId, 'reviewId'),
      indicative: indicative ? amountFrom(indicative) : null,
      account,
    };
    return mutations.decide(decideSufficiencyReview, review, envelope);
  }
}
