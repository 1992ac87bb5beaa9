import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { DecisionView, envelopeArg, EnvelopeInput } from '../../mutation/decision.graph';
import type { Mutating } from '../../mutation/mutations';
import { amountFrom, AmountInput } from '../../vocabulary/amount.graph';
import { LONGEST_ACCOUNT, text } from '../../vocabulary/bounds';
import { Within } from '../../vocabulary/bounds.graph';
import type { Day } from '../../vocabulary/day';
import { parseId } from '../../vocabulary/id';
import { DateScalar } from '../../vocabulary/scalars.graph';
import type { CutKind } from '../record/budget.words';
import type { PersonFacts } from '../record/person-facts';
import { answerConsultation, decideReconsideration, requestReconsideration } from './consultation.decisions';
import { CutKindEnum } from './consultation.graph';
import { applyReduction, proposeReduction } from './reduction.decisions';
const consultationIdOf = (id: string): number => parseId(id, 'consultationId');
import { withdrawReduction } from './withdraw-reduction.decisions';

@Resolver()
export class ReductionResolver {
  @Mutation(() => DecisionView, {
    description:
      "Proposes a cut (REDUCE, to an amount) or a withdrawal. Nothing changes yet: who is concerned is found from the facts and heard first, for the days that the council's policy gives them from the notice.",
  })
  proposeReduction(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('streamBudgetId', () => ID) streamBudgetId: string,
    @Arg('kind', () => CutKindEnum) kind: CutKind,
    @Arg('reasons', () => String) @Within(text(LONGEST_ACCOUNT, 0)) reasons: string,
    @Arg('noticeGivenOn', () => DateScalar) noticeGivenOn: Day,
    @Arg('effectiveOn', () => DateScalar) effectiveOn: Day,
    @Arg('to', () => AmountInput, { nullable: true }) to?: AmountInput | null,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    const reduction = {
      streamBudgetId: parseId(streamBudgetId, 'streamBudgetId'),
      kind,
      to: to ? amountFrom(to) : null,
      reasons,
      noticeGivenOn,
      effectiveOn,
    };
    return mutations.decide(proposeReduction, reduction, envelope);
  }

  @Mutation(() => DecisionView, {
    description:
      'Records what a party said, named as the consultation shows it. The person, their family and other funders answer for themselves; a worker records what they were told.',
  })
  answerConsultation(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('consultationId', () => ID) consultationId: string,
    @Arg('party', () => String) party: string,
    @Arg('agrees', () => Boolean) agrees: boolean,
    @Arg('view', () => String) @Within(text(LONGEST_ACCOUNT, 0)) view: string,
    @Arg('on', () => DateScalar) on: Day,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(answerConsultation, { consultationId: consultationIdOf(consultationId), party, agrees, view, on }, envelope);
  }

  @Mutation(() => DecisionView, {
    description:
      'Applies a cut once everyone was heard or the time for it has run, by somebody other than who proposed it; from its day, or from today where that has passed.',
  })
  applyReduction(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('consultationId', () => ID) consultationId: string,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(applyReduction, { consultationId: consultationIdOf(consultationId) }, envelope);
  }

  @Mutation(() => DecisionView, {
    description:
      'Takes back the proposal of a cut that is not applied, by whoever made it or a service manager: the budget stays as it is, and what was said stays on record.',
  })
  withdrawReduction(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('consultationId', () => ID) consultationId: string,
    @Arg('reason', () => String, { description: 'Why the proposal is taken back; those who were asked may read it.' })
    @Within(text(LONGEST_ACCOUNT))
    reason: string,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(withdrawReduction, { consultationId: consultationIdOf(consultationId), reason }, envelope);
  }

  @Mutation(() => DecisionView, { description: 'Asks for a cut to be reconsidered: once, before it is applied or after.' })
  requestReconsideration(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('consultationId', () => ID) consultationId: string,
    @Arg('account', () => String) @Within(text(LONGEST_ACCOUNT)) account: string,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(requestReconsideration, { consultationId: consultationIdOf(consultationId), account }, envelope);
  }

  @Mutation(() => DecisionView, {
    description:
      'Decides a reconsideration. upheld: the cut stands. Where it does not, it is dropped, and what was cut already is given back from its day.',
  })
  decideReconsideration(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('consultationId', () => ID) consultationId: string,
    @Arg('upheld', () => Boolean) upheld: boolean,
    @Arg('reasons', () => String) @Within(text(LONGEST_ACCOUNT)) reasons: string,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(decideReconsideration, { consultationId: consultationIdOf(consultationId), upheld, reasons }, envelope);
  }
}
