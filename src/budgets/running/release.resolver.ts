import { Arg, Ctx, Field, ID, InputType, Mutation, registerEnumType, Resolver } from 'type-graphql';
import { DecisionView, EnvelopeInput } from '../../decide/decision.graph';
import type { Decides } from '../../decide/mutation-context';
import { HolderKindEnum } from '../../people/person.graph';
import type { HolderKind } from '../../people/person.types';
import { ArrangementKindEnum } from '../../streams/arrangement.graph';
import type { ArrangementKind, ContributionMode } from '../../streams/stream.types';
import { amountFrom, AmountInput, enumOf } from '../../vocabulary/amount.graph';
import { items, line, LONGEST_NAME, LONGEST_REASON, LONGEST_REFERENCE, text } from '../../vocabulary/bounds';
import { Within } from '../../vocabulary/bounds.graph';
import type { Day } from '../../vocabulary/day';
import { parseId, parseMaybeId } from '../../vocabulary/id';
import type { Pence } from '../../vocabulary/money';
import { DateScalar, MoneyScalar } from '../../vocabulary/scalars.graph';
import { chooseArrangements, MOST_PARTS } from '../holding/arrangement.decisions';
import { ContributionModeEnum } from '../holding/arrangement.graph';
import { END_GROUNDS, type EndGround, RELEASE_SCHEDULES, type ReleaseSchedule } from '../record/budget.words';
import type { PersonFacts } from '../record/person-facts';
import { endBudget, increaseBudget, joinBudgets } from './end.decisions';
import { releaseBudget, resumeBudget, suspendBudget } from './release.decisions';

const ReleaseScheduleEnum = enumOf(RELEASE_SCHEDULES);
registerEnumType(ReleaseScheduleEnum, { name: 'ReleaseSchedule', description: 'How often money is released.' });
const EndGroundEnum = enumOf(END_GROUNDS);
registerEnumType(EndGroundEnum, { name: 'EndGround', description: 'What ends a budget by itself.' });

@InputType({ description: 'How part of a budget is to be held.' })
export class ArrangementInput {
  @Field(() => ArrangementKindEnum, { description: 'The way it is held.' })
  kind!: ArrangementKind;
  @Field(() => HolderKindEnum, { description: 'Who holds it.' })
  holder!: HolderKind;
  @Within(line(LONGEST_NAME))
  @Field(() => String, { description: "The holder's name." })
  holderName!: string;
  @Field(() => ID, { nullable: true, description: "The holder's record." })
  holderId?: string | null;
  @Field(() => MoneyScalar, { nullable: true, description: 'What may be kept back for the unexpected.' })
  contingency?: Pence | null;
  @Field(() => AmountInput, { description: 'How much of the budget.' })
  amount!: AmountInput;
  @Field(() => DateScalar, { description: 'Its first day.' })
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
}

const envelopeArg = { nullable: true, description: 'How the change is to be made, and why.' } as const;
const budgetIdOf = (id: string): number => parseId(id, 'streamBudgetId');

@Resolver()
export class ArrangingResolver {
  @Mutation(() => DecisionView, {
    description:
      'How the budget is held from the first day of the given parts on, in place of whatever it was. The parts add up to what is agreed, to the penny, on every day.',
  })
  chooseArrangements(
    @Ctx() hub: Decides<PersonFacts>,
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
    return hub.decide(chooseArrangements, { streamBudgetId: budgetIdOf(streamBudgetId), arrangements: parts }, envelope);
  }

  @Mutation(() => DecisionView, {
    description:
      'Releases the money from a day on, once plan, outcomes, agreements, arrangements and contribution (or that it is provisional) are in place; the answer names all that is not.',
  })
  releaseBudget(
    @Ctx() hub: Decides<PersonFacts>,
    @Arg('streamBudgetId', () => ID) streamBudgetId: string,
    @Arg('on', () => DateScalar) on: Day,
    @Arg('schedule', () => ReleaseScheduleEnum, { defaultValue: 'FOUR_WEEKLY' }) schedule: ReleaseSchedule,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return hub.decide(releaseBudget, { streamBudgetId: budgetIdOf(streamBudgetId), on, schedule }, envelope);
  }

  @Mutation(() => DecisionView, { description: 'Nothing more is paid from a day on, until the budget is resumed. What is agreed stays agreed.' })
  suspendBudget(
    @Ctx() hub: Decides<PersonFacts>,
    @Arg('streamBudgetId', () => ID) streamBudgetId: string,
    @Arg('on', () => DateScalar) on: Day,
    @Arg('reason', () => String) @Within(text(LONGEST_REASON)) reason: string,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return hub.decide(suspendBudget, { streamBudgetId: budgetIdOf(streamBudgetId), on, reason }, envelope);
  }

  @Mutation(() => DecisionView, { description: 'Payments go on from a day, with everything in place again that a release asks for.' })
  resumeBudget(
    @Ctx() hub: Decides<PersonFacts>,
    @Arg('streamBudgetId', () => ID) streamBudgetId: string,
    @Arg('on', () => DateScalar) on: Day,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return hub.decide(resumeBudget, { streamBudgetId: budgetIdOf(streamBudgetId), on }, envelope);
  }

  @Mutation(() => DecisionView, {
    description:
      'More from a day on, approved by somebody other than who proposed the amount. What is already known to change later stays so. A budget that is held in one part goes on being held so.',
  })
  increaseBudget(
    @Ctx() hub: Decides<PersonFacts>,
    @Arg('streamBudgetId', () => ID) streamBudgetId: string,
    @Arg('to', () => AmountInput) to: AmountInput,
    @Arg('effectiveOn', () => DateScalar) effectiveOn: Day,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return hub.decide(increaseBudget, { streamBudgetId: budgetIdOf(streamBudgetId), to: amountFrom(to), effectiveOn }, envelope);
  }

  @Mutation(() => DecisionView, {
    description:
      'Ends a budget: `on` is its last day. Only on a ground that ends it by itself and that the facts bear out; anything else is a withdrawal and goes through proposeReduction. PERSON_ASKED says in envelope.reason how they asked.',
  })
  endBudget(
    @Ctx() hub: Decides<PersonFacts>,
    @Arg('streamBudgetId', () => ID) streamBudgetId: string,
    @Arg('on', () => DateScalar) on: Day,
    @Arg('ground', () => EndGroundEnum) ground: EndGround,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return hub.decide(endBudget, { streamBudgetId: budgetIdOf(streamBudgetId), on, ground }, envelope);
  }

  @Mutation(() => DecisionView, {
    description:
      "Joins a carer's budget and that of the adult they care for from a day on, with the agreement of both. Each keeps its own amount and ledger.",
  })
  joinBudgets(
    @Ctx() hub: Decides<PersonFacts>,
    @Arg('carerBudgetId', () => ID) carerBudgetId: string,
    @Arg('adultBudgetId', () => ID) adultBudgetId: string,
    @Arg('from', () => DateScalar) from: Day,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return hub.decide(
      joinBudgets,
      { carerBudgetId: parseId(carerBudgetId, 'carerBudgetId'), adultBudgetId: parseId(adultBudgetId, 'adultBudgetId'), from },
      envelope,
    );
  }
}
