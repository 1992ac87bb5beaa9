import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { DecisionView, envelopeArg, EnvelopeInput } from '../../mutation/decision.graph';
import type { Mutating } from '../../mutation/mutations';
import { line, LONGEST_NAME, text } from '../../vocabulary/bounds';
import { Within } from '../../vocabulary/bounds.graph';
import type { Day } from '../../vocabulary/day';
import { parseId } from '../../vocabulary/id';
import type { Pence } from '../../vocabulary/money';
import { DateScalar, MoneyScalar } from '../../vocabulary/scalars.graph';
import type { SpendingBasis } from '../record/budget.words';
import type { PersonFacts } from '../record/person-facts';
import { acceptTransaction, declareSpending, queryTransaction, reclaimUnspent, returnReclaimed } from './settling.decisions';
import { SpendingBasisEnum } from './spending.graph';

const LONGEST_WORDS = 2000;

@InputType({ description: 'That the record of what was spent in some days is complete.' })
export class SpendingDeclarationInput {
  @Field(() => ID, { description: 'The budget whose money it was.' })
  streamBudgetId!: string;
  @Field(() => DateScalar, { description: 'The first of the days, counted in.' })
  from!: Day;
  @Field(() => DateScalar, { description: 'The last of the days, counted in; none that is still to come.' })
  to!: Day;
  @Field(() => SpendingBasisEnum, { description: "A statement, or somebody's declaration." })
  basis!: SpendingBasis;
  @Within(line(LONGEST_NAME))
  @Field(() => String, { description: 'The name of who gave it: the bank, or the person who declares it.' })
  givenBy!: string;
}

@Resolver()
export class SettlingResolver {
  @Mutation(() => DecisionView, { description: 'Records money that is paid back to the stream that paid it in: at most what there is to reclaim.' })
  reclaimUnspent(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('streamBudgetId', () => ID) streamBudgetId: string,
    @Arg('amount', () => MoneyScalar) amount: Pence,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(reclaimUnspent, { streamBudgetId: parseId(streamBudgetId, 'streamBudgetId'), amount }, envelope);
  }

  @Mutation(() => DecisionView, {
    description:
      'Gives back what was paid back and turned out not to be owed, as where a payment of the bank came late: at most what was repaid too much, else BAD_INPUT.',
  })
  returnReclaimed(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('streamBudgetId', () => ID) streamBudgetId: string,
    @Arg('amount', () => MoneyScalar) amount: Pence,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(returnReclaimed, { streamBudgetId: parseId(streamBudgetId, 'streamBudgetId'), amount }, envelope);
  }

  @Mutation(() => DecisionView, {
    description:
      'Puts on record that all that was spent of a budget in some days is on record. Only then is what is left of a period that is over asked back (SPEND-EVIDENCE). The person, their family and who holds the money may say so, and those who handle it.',
  })
  declareSpending(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('input', () => SpendingDeclarationInput) { streamBudgetId, ...input }: SpendingDeclarationInput,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(declareSpending, { ...input, streamBudgetId: parseId(streamBudgetId, 'input.streamBudgetId') }, envelope);
  }

  @Mutation(() => DecisionView, {
    description:
      'A worker asks about a payment: it could be reclaimed until its explanation is accepted (SPEND-QUERIED). What was accepted before is open again.',
  })
  queryTransaction(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('transactionId', () => ID, { description: 'The payment that is asked about, by its id in the hub.' }) transactionId: string,
    @Arg('question', () => String, { description: 'What is asked, in words that the person is shown.' })
    @Within(text(LONGEST_WORDS))
    question: string,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(queryTransaction, { transactionId: parseId(transactionId, 'transactionId'), question }, envelope);
  }

  @Mutation(() => DecisionView, {
    description:
      'A worker accepts how a payment was explained: it is asked about no more and is not reclaimed. The rules that spoke of it then inform.',
  })
  acceptTransaction(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('transactionId', () => ID, { description: 'The payment that was explained, by its id in the hub.' }) transactionId: string,
    @Arg('explanation', () => String, { description: 'How it was explained, and by whom, as it is kept on record.' })
    @Within(text(LONGEST_WORDS))
    explanation: string,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(acceptTransaction, { transactionId: parseId(transactionId, 'transactionId'), explanation }, envelope);
  }
}
