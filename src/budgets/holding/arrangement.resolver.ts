import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { DecisionView, envelopeArg, EnvelopeInput } from '../../mutation/decision.graph';
import type { Mutating } from '../../mutation/mutations';
import { HolderKindEnum } from '../../people/person.graph';
import type { HolderKind } from '../../person/person.types';
import { ArrangementKindEnum } from '../../streams/arrangement.graph';
import type { ArrangementKind, ContributionMode } from '../../streams/stream.types';
import { amountFrom, AmountInput } from '../../vocabulary/amount.graph';
import { items, line, LONGEST_NAME, LONGEST_REFERENCE } from '../../vocabulary/bounds';
import { Within } from '../../vocabulary/bounds.graph';
import type { Day } from '../../vocabulary/day';
import { parseMaybeId } from '../../vocabulary/id';
import type { Pence } from '../../vocabulary/money';
import { DateScalar, MoneyScalar } from '../../vocabulary/scalars.graph';
import { budgetIdOf } from '../caller/mutation-arguments';
import type { PersonFacts } from '../record/person-facts';
import { chooseArrangements, MOST_PARTS } from './arrangement.decisions';
import { ContributionModeEnum } from './arrangement.graph';

@InputType({ description: 'How part of a budget is to be held.' })
export class ArrangementInput {
  @Field(() => ArrangementKindEnum, { description: 'The way it is held.' })
  kind!: ArrangementKind;
  @Field(() => HolderKindEnum, { description: 'What kind of holder has the money.' })
  holder!: HolderKind;
  @Within(line(LONGEST_NAME))
  @Field(() => String, { description: 'The name of the person or organisation that holds it.' })
  holderName!: string;
  @Field(() => ID, { nullable: true, description: "The holder's own record, by its id, where the hub has one." })
  holderId?: string | null;
  @Field(() => MoneyScalar, { nullable: true, description: 'What may be kept back for the unexpected.' })
  contingency?: Pence | null;
  @Field(() => AmountInput, { description: 'How much of the budget.' })
  amount!: AmountInput;
  @Field(() => DateScalar, { description: 'The first day on which this part is held so.' })
  from!: Day;
  @Field(() => DateScalar, { nullable: true, description: 'Its last day, where it has one.' })
  to?: Day | null;
  @Within(line(LONGEST_REFERENCE))
  @Field(() => String, { nullable: true, description: 'Card token or account reference; never a card number.' })
  route?: string | null;
  @Field(() => ID, { nullable: true, description: 'The record that lets another hold it (authoriseHolder).' })
  authorityId?: string | null;
  @Field(() => ContributionModeEnum, { nullable: true, description: "How the person's contribution is taken." })
  contributionTaken?: ContributionMode | null;
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'The law bars a direct payment: the holder, or of adults and in health the person, is under a drug or alcohol order or licence. Asked, and not kept.',
  })
  barred!: boolean;
}

@Resolver()
export class ArrangementResolver {
  @Mutation(() => DecisionView, {
    description:
      'How the budget is held from the first day of the given parts on, in place of whatever it was. The parts add up to what is agreed, to the penny, on every day.',
  })
  chooseArrangements(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('streamBudgetId', () => ID) streamBudgetId: string,
    @Arg('arrangements', () => [ArrangementInput]) @Within(items(MOST_PARTS)) arrangements: ArrangementInput[],
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    const parts = arrangements.map(
      ({ amount, holderId, authorityId, contingency = null, to = null, route = null, contributionTaken = null, ...part }, index) => ({
        ...part,
        amount: amountFrom(amount),
        holderId: parseMaybeId(holderId, `arrangements.${index}.holderId`),
        holderAuthorityId: parseMaybeId(authorityId, `arrangements.${index}.authorityId`),
        contingency,
        to,
        route,
        contributionTaken,
      }),
    );
    return mutations.decide(chooseArrangements, { streamBudgetId: budgetIdOf(streamBudgetId), arrangements: parts }, envelope);
  }
}
