import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { DecisionView, envelopeArg, EnvelopeInput } from '../../mutation/decision.graph';
import type { Mutating } from '../../mutation/mutations';
import { LONGEST_REASON, text } from '../../vocabulary/bounds';
import { Within } from '../../vocabulary/bounds.graph';
import type { Day } from '../../vocabulary/day';
import { parseId } from '../../vocabulary/id';
import { DateScalar } from '../../vocabulary/scalars.graph';
import type { PersonFacts } from '../record/person-facts';
import { withdrawAgreement } from './withdraw-agreement.decisions';

@Resolver()
export class WithdrawAgreementResolver {
  @Mutation(() => DecisionView, {
    description:
      'Takes back an agreement: `on` is the first day on which it does not stand. Where a setting takes back its release, nothing more is paid from that day: a released budget is suspended.',
  })
  withdrawAgreement(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('agreementId', () => ID) agreementId: string,
    @Arg('on', () => DateScalar) on: Day,
    @Arg('reason', () => String) @Within(text(LONGEST_REASON)) reason: string,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(withdrawAgreement, { agreementId: parseId(agreementId, 'agreementId'), on, reason }, envelope);
  }
}
