import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { DecisionView, EnvelopeInput } from '../../decide/decision.graph';
import type { Decides } from '../../decide/mutation-context';
import { amountFrom, AmountInput } from '../../vocabulary/amount.graph';
import { line, LONGEST_ACCOUNT, LONGEST_NAME, LONGEST_REASON, text } from '../../vocabulary/bounds';
import { Within } from '../../vocabulary/bounds.graph';
import type { Day } from '../../vocabulary/day';
import { parseId, parseMaybeId } from '../../vocabulary/id';
import { DateScalar } from '../../vocabulary/scalars.graph';
import type { AlongsideKind } from '../record/budget.words';
import type { PersonFacts } from '../record/person-facts';
import { recordAlongside } from './alongside.decisions';
import { AlongsideKindEnum } from './consultation.graph';
import { decideSufficiencyReview, requestSufficiencyReview, withdrawAgreement } from './sufficiency-review.decisions';

const envelopeArg = { nullable: true, description: 'How the change is to be made, and why.' } as const;

@Resolver()
export class ReconsideringResolver {
  @Mutation(() => DecisionView, {
    description:
      'Takes back an agreement: `on` is the first day on which it does not stand. Where a setting takes back its release, nothing more is paid from that day: a released budget is suspended.',
  })
  withdrawAgreement(
    @Ctx() hub: Decides<PersonFacts>,
    @Arg('agreementId', () => ID) agreementId: string,
    @Arg('on', () => DateScalar) on: Day,
    @Arg('reason', () => String) @Within(text(LONGEST_REASON)) reason: string,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return hub.decide(withdrawAgreement, { agreementId: parseId(agreementId, 'agreementId'), on, reason }, envelope);
  }

  @Mutation(() => DecisionView, {
    description: 'Asks for the indicative amount to be looked at again because it seems too low. The person and their family may ask.',
  })
  requestSufficiencyReview(
    @Ctx() hub: Decides<PersonFacts>,
    @Arg('streamBudgetId', () => ID) streamBudgetId: string,
    @Arg('account', () => String) @Within(text(LONGEST_ACCOUNT)) account: string,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return hub.decide(requestSufficiencyReview, { streamBudgetId: parseId(streamBudgetId, 'streamBudgetId'), account }, envelope);
  }

  @Mutation(() => DecisionView, {
    description:
      'Decides a review of the amount; without an amount it stays. Another amount is a new proposal: it is shared and agreed anew, by somebody else than who decided, and an approval of the older one is void.',
  })
  decideSufficiencyReview(
    @Ctx() hub: Decides<PersonFacts>,
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
    return hub.decide(decideSufficiencyReview, review, envelope);
  }

  @Mutation(() => DecisionView, {
    description: 'Records a top-up, a brokerage fee or another resource beside the budget: it is shown with it and stands in no total.',
  })
  recordAlongside(
    @Ctx() hub: Decides<PersonFacts>,
    @Arg('streamBudgetId', () => ID) streamBudgetId: string,
    @Arg('kind', () => AlongsideKindEnum) kind: AlongsideKind,
    @Arg('label', () => String) @Within(line(LONGEST_NAME)) label: string,
    @Arg('payer', () => String) @Within(line(LONGEST_NAME)) payer: string,
    @Arg('amount', () => AmountInput) amount: AmountInput,
    @Arg('from', () => DateScalar) from: Day,
    @Arg('itemId', () => ID, { nullable: true }) itemId?: string | null,
    @Arg('to', () => DateScalar, { nullable: true }) to?: Day | null,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    const beside = {
      streamBudgetId: parseId(streamBudgetId, 'streamBudgetId'),
      kind,
      label,
      payer,
      amount: amountFrom(amount),
      itemId: parseMaybeId(itemId, 'itemId'),
      from,
      to: to ?? null,
    };
    return hub.decide(recordAlongside, beside, envelope);
  }
}
