import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { DecisionView, envelopeArg, EnvelopeInput } from '../../mutation/decision.graph';
import type { Mutating } from '../../mutation/mutations';
import { amountFrom, AmountInput } from '../../vocabulary/amount.graph';
import { line, LONGEST_NAME } from '../../vocabulary/bounds';
import { Within } from '../../vocabulary/bounds.graph';
import type { Day } from '../../vocabulary/day';
import { parseId, parseMaybeId } from '../../vocabulary/id';
import { DateScalar } from '../../vocabulary/scalars.graph';
import type { AlongsideKind } from '../record/budget.words';
import type { PersonFacts } from '../record/person-facts';
import { recordAlongside } from './alongside.decisions';
import { AlongsideKindEnum } from './consultation.graph';

@Resolver()
export class AlongsideResolver {
  @Mutation(() => DecisionView, {
    description: 'Records a top-up, a brokerage fee or another resource beside the budget: it is shown with it and stands in no total.',
  })
  recordAlongside(
    @Ctx() { mutations }: Mutating<PersonFacts>,
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
    return mutations.decide(recordAlongside, beside, envelope);
  }
}
