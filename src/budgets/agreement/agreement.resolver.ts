import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import type { Role } from '../../access/actor';
import { READS_AREA } from '../../access/table';
import { DecisionView, EnvelopeInput } from '../../mutation/decision.graph';
import type { Mutating } from '../../mutation/mutations';
import { AgreementKindEnum } from '../../streams/agreement.graph';
import type { AgreementKind } from '../../streams/stream.types';
import { amountFrom, AmountInput } from '../../vocabulary/amount.graph';
import { line, LONGEST_CODE, LONGEST_NAME, oneOf } from '../../vocabulary/bounds';
import { Within } from '../../vocabulary/bounds.graph';
import type { Day } from '../../vocabulary/day';
import { parseId, parseMaybeId } from '../../vocabulary/id';
import { DateScalar } from '../../vocabulary/scalars.graph';
import type { PersonFacts } from '../record/person-facts';
import { agreeBudget, shareIndicative } from './agree.decisions';
import { recordAgreement } from './agreement.decisions';
import { showInPool } from './show-in-pool.decisions';

@InputType({ description: 'What somebody agreed to.' })
export class AgreementInput {
  @Field(() => ID, { description: 'The budget it is about.' })
  streamBudgetId!: string;
  @Field(() => ID, { nullable: true, description: 'The arrangement it is about.' })
  arrangementId?: string | null;
  @Field(() => AgreementKindEnum, { description: 'What was agreed to.' })
  kind!: AgreementKind;
  @Within(line(LONGEST_NAME))
  @Field(() => String, { description: 'The name of the one who gave it.' })
  givenBy!: string;
  @Within(line(LONGEST_NAME))
  @Field(() => String, { description: 'As what, e.g. head teacher.' })
  role!: string;
  @Field(() => DateScalar, { description: 'The day it was given.' })
  on!: Day;
  @Field(() => DateScalar, { nullable: true, description: 'Its last day, where it has one.' })
  until?: Day | null;
  @Field(() => AmountInput, { nullable: true, description: 'How much was agreed to.' })
  amount?: AmountInput | null;
  @Field(() => ID, { nullable: true, description: 'The line it is about.' })
  itemId?: string | null;
  @Within(oneOf(READS_AREA))
  @Field(() => String, {
    nullable: true,
    description: 'SHARING: the role that it lets see the budget in full, e.g. ADULTS_SOCIAL_WORKER; any role where left out.',
  })
  sharedWithRole?: Role | null;
  @Within(line(LONGEST_CODE))
  @Field(() => String, {
    nullable: true,
    description: 'SHARING: DfE or ONS code of the council, or ODS code of the NHS commissioner, that it lets see the budget; any where left out.',
  })
  sharedWithOrganisation?: string | null;
  @Field(() => ID, {
    nullable: true,
    description:
      'SHARING: the record of a parent, or other of the family, whom the person lets see the budget in full; named alone, and tied to the person (relatePeople).',
  })
  sharedWithPerson?: string | null;
}

@Resolver()
export class AgreementResolver {
  @Mutation(() => DecisionView, { description: 'Records the day on which the indicative amount was shared with the person.' })
  shareIndicative(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('streamBudgetId', () => ID) streamBudgetId: string,
    @Arg('on', () => DateScalar) on: Day,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(shareIndicative, { streamBudgetId: parseId(streamBudgetId, 'streamBudgetId'), on }, envelope);
  }

  @Mutation(() => DecisionView, { description: 'Agrees the amount that plan sign-off settled: it may be lower or higher than the indicative.' })
  agreeBudget(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('streamBudgetId', () => ID) streamBudgetId: string,
    @Arg('amount', () => AmountInput) amount: AmountInput,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(agreeBudget, { streamBudgetId: parseId(streamBudgetId, 'streamBudgetId'), amount: amountFrom(amount) }, envelope);
  }

  @Mutation(() => DecisionView, { description: 'Puts on record what somebody agreed to, where a rule asks for it.' })
  recordAgreement(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('input', () => AgreementInput) input: AgreementInput,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    const { streamBudgetId, arrangementId, itemId, amount, until = null, ...others } = input;
    const { sharedWithRole = null, sharedWithOrganisation = null, sharedWithPerson, ...rest } = others;
    const agreement = {
      ...rest,
      streamBudgetId: parseId(streamBudgetId, 'input.streamBudgetId'),
      arrangementId: parseMaybeId(arrangementId, 'input.arrangementId'),
      itemId: parseMaybeId(itemId, 'input.itemId'),
      amount: amount ? amountFrom(amount) : null,
      until,
      sharedWithRole,
      sharedWithOrganisation,
      sharedWithPerson: parseMaybeId(sharedWithPerson, 'input.sharedWithPerson'),
    };
    return mutations.decide(recordAgreement, agreement, envelope);
  }

  @Mutation(() => DecisionView, { description: "The person's choice whether their health budget is shown with the rest." })
  showInPool(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('streamBudgetId', () => ID) streamBudgetId: string,
    @Arg('shown', () => Boolean) shown: boolean,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(showInPool, { streamBudgetId: parseId(streamBudgetId, 'streamBudgetId'), shown }, envelope);
  }
}
