import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { DisputeSubject } from '../budgets/record/budget.words';
import type { PersonFacts } from '../budgets/record/person-facts';
import { StreamBudgetView } from '../budgets/standing/stream-budget.graph';
import { DecisionView, envelopeArg, EnvelopeInput } from '../mutation/decision.graph';
import type { Mutating } from '../mutation/mutations';
import { LONGEST_ACCOUNT, text } from '../vocabulary/bounds';
import { Within } from '../vocabulary/bounds.graph';
import type { Day } from '../vocabulary/day';
import { parseId } from '../vocabulary/id';
import { DateScalar } from '../vocabulary/scalars.graph';
import { escalateDispute, raiseDispute, recordReview, settleDispute } from './reviews-and-disputes.decisions';
import { DisputeSubjectEnum, DisputeView, ReviewView } from './reviews-and-disputes.graph';

@Resolver()
export class ReviewsAndDisputesResolver {
  @Mutation(() => DecisionView, { description: 'Records a review: it answers every review that was due by its day, or the next one where none was.' })
  recordReview(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('streamBudgetId', () => ID) streamBudgetId: string,
    @Arg('doneOn', () => DateScalar) doneOn: Day,
    @Arg('finding', () => String) @Within(text(LONGEST_ACCOUNT)) finding: string,
    @Arg('outcomesMet', () => Boolean) outcomesMet: boolean,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(recordReview, { streamBudgetId: parseId(streamBudgetId, 'streamBudgetId'), doneOn, finding, outcomesMet }, envelope);
  }

  @Mutation(() => DecisionView, {
    description: 'Raises a dispute about a budget, which stands meanwhile. A complaint about a service that was bought goes to its provider.',
  })
  raiseDispute(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('streamBudgetId', () => ID) streamBudgetId: string,
    @Arg('subject', () => DisputeSubjectEnum) subject: DisputeSubject,
    @Arg('account', () => String) @Within(text(LONGEST_ACCOUNT)) account: string,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(raiseDispute, { streamBudgetId: parseId(streamBudgetId, 'streamBudgetId'), subject, account }, envelope);
  }

  @Mutation(() => DecisionView, { description: "Takes a dispute to the next of the council's stages." })
  escalateDispute(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('disputeId', () => ID) disputeId: string,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(escalateDispute, { disputeId: parseId(disputeId, 'disputeId') }, envelope);
  }

  @Mutation(() => DecisionView, { description: 'Records how a dispute ended.' })
  settleDispute(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('disputeId', () => ID) disputeId: string,
    @Arg('outcome', () => String) @Within(text(LONGEST_ACCOUNT)) outcome: string,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(settleDispute, { disputeId: parseId(disputeId, 'disputeId'), outcome }, envelope);
  }
}

@Resolver(() => StreamBudgetView)
export class ReviewsAndDisputesOfBudgetResolver {
  @FieldResolver(() => [DisputeView], { nullable: true, description: 'Disagreements about it; null to a reader who is not shown all of it.' })
  disputes(@Root() view: StreamBudgetView): DisputeView[] | null {
    return view.inFull ? view.budget.record.disputes.map((dispute) => new DisputeView(dispute)) : null;
  }

  @FieldResolver(() => [ReviewView], { nullable: true, description: 'Its reviews: done, overdue, and of each rule the next.' })
  reviews(@Root() view: StreamBudgetView): ReviewView[] | null {
    return view.inFull ? view.standingReviews.map((review) => new ReviewView(view.id, review, view.asOf)) : null;
  }
}
