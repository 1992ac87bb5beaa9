import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, Resolver, Root } from 'type-graphql';
import type { Role } from '../../access/actor';
import { READS_AREA } from '../../access/table';
import { DecisionView, EnvelopeInput } from '../../decide/decision.graph';
import type { Decides } from '../../decide/mutation-context';
import { PlanView } from '../../plans/plan.graph';
import { AgreementKindEnum } from '../../streams/source.graph';
import type { AgreementKind } from '../../streams/stream.types';
import { amountFrom, AmountInput } from '../../vocabulary/amount.graph';
import { line, LONGEST_CODE, LONGEST_NAME, oneOf } from '../../vocabulary/bounds';
import { Within } from '../../vocabulary/bounds.graph';
import { type Day, later } from '../../vocabulary/day';
import { parseId, parseMaybeId } from '../../vocabulary/id';
import { DateScalar } from '../../vocabulary/scalars.graph';
import { agreeBudget, shareIndicative } from '../agreement/agree.decisions';
import { recordAgreement } from '../agreement/agreement.decisions';
import { showInPool } from '../agreement/show-in-pool.decisions';
import type { RequestReader } from '../caller/request-reader';
import { budgetOf } from '../lines/draw-down.rules';
import { BudgetItemView, itemView, lineFrom, lineResults, PlanItemInput, SectionJItemInput } from '../lines/line.graph';
import { addPlanItem, addSectionJItem, endItem } from '../lines/lines.decisions';
import type { PersonFacts } from '../record/person-facts';
import { stateOn } from '../record/revisions';
import { StreamBudgetView } from './stream-budget.graph';

@InputType({ description: 'What somebody agreed to.' })
export class AgreementInput {
  @Field(() => ID, { description: 'The budget it is about.' })
  streamBudgetId!: string;
  @Field(() => ID, { nullable: true, description: 'The arrangement it is about.' })
  arrangementId?: string | null;
  @Field(() => AgreementKindEnum, { description: 'What was agreed to.' })
  kind!: AgreementKind;
  @Within(line(LONGEST_NAME))
  @Field(() => String, { description: 'Who gave it.' })
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
export class BudgetsResolver {
  @Mutation(() => DecisionView, { description: 'Records the day on which the indicative amount was shared with the person.' })
  shareIndicative(
    @Ctx() hub: Decides<PersonFacts>,
    @Arg('streamBudgetId', () => ID) streamBudgetId: string,
    @Arg('on', () => DateScalar) on: Day,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return hub.decide(shareIndicative, { streamBudgetId: parseId(streamBudgetId, 'streamBudgetId'), on }, envelope);
  }

  @Mutation(() => DecisionView, { description: 'Agrees the amount that plan sign-off settled: it may be lower or higher than the indicative.' })
  agreeBudget(
    @Ctx() hub: Decides<PersonFacts>,
    @Arg('streamBudgetId', () => ID) streamBudgetId: string,
    @Arg('amount', () => AmountInput) amount: AmountInput,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return hub.decide(agreeBudget, { streamBudgetId: parseId(streamBudgetId, 'streamBudgetId'), amount: amountFrom(amount) }, envelope);
  }

  @Mutation(() => DecisionView, { description: 'Puts on record what somebody agreed to, where a rule asks for it.' })
  recordAgreement(
    @Ctx() hub: Decides<PersonFacts>,
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
    return hub.decide(recordAgreement, agreement, envelope);
  }

  @Mutation(() => DecisionView, { description: "The person's choice whether their health budget is shown with the rest." })
  showInPool(
    @Ctx() hub: Decides<PersonFacts>,
    @Arg('streamBudgetId', () => ID) streamBudgetId: string,
    @Arg('shown', () => Boolean) shown: boolean,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return hub.decide(showInPool, { streamBudgetId: parseId(streamBudgetId, 'streamBudgetId'), shown }, envelope);
  }

  @Mutation(() => DecisionView, { description: "Adds a costed line to Section J of an EHC plan. It draws on its stream's budget." })
  addSectionJItem(
    @Ctx() hub: Decides<PersonFacts>,
    @Arg('input', () => SectionJItemInput) input: SectionJItemInput,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return hub.decide(
      addSectionJItem,
      { ...lineFrom(input), section: input.section, reference: input.reference, quantity: input.quantity ?? null },
      envelope,
    );
  }

  @Mutation(() => DecisionView, { description: 'Adds a costed line to any plan but an EHC plan.' })
  addPlanItem(
    @Ctx() hub: Decides<PersonFacts>,
    @Arg('input', () => PlanItemInput) input: PlanItemInput,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return hub.decide(
      addPlanItem,
      { ...lineFrom(input), stream: input.stream, benefitsPersonId: parseMaybeId(input.benefitsPersonId, 'input.benefitsPersonId') },
      envelope,
    );
  }

  @Mutation(() => DecisionView, { description: 'Ends a line: `on` is its last day.' })
  endItem(
    @Ctx() hub: Decides<PersonFacts>,
    @Arg('itemId', () => ID) itemId: string,
    @Arg('on', () => DateScalar) on: Day,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return hub.decide(endItem, { itemId: parseId(itemId, 'itemId'), on }, envelope);
  }
}

interface Reads {
  readonly reader: RequestReader;
}

/** The budget that pays for a line, where the reader may know of it. */
function payer(view: BudgetItemView, reader: RequestReader): StreamBudgetView | null {
  const on = later(view.asOf, view.item.from);
  const budget = budgetOf(view.item, view.facts, on);
  const state = budget && (stateOn(budget.revisions, on) ?? budget.revisions[0]);
  if (!budget || !state) return null;
  const sight = reader.sight(view.facts, budget);
  return sight === 'NONE' ? null : new StreamBudgetView(view.facts, budget, state, on, sight, reader);
}
const fundedBy = { nullable: true, description: 'The budget it draws on.' } as const;

@Resolver(() => BudgetItemView)
export class BudgetItemResolver {
  @FieldResolver(() => StreamBudgetView, fundedBy)
  fundedBy(@Root() item: BudgetItemView, @Ctx() { reader }: Reads): StreamBudgetView | null {
    return payer(item, reader);
  }
}

@Resolver(() => PlanView)
export class PlanItemsResolver {
  @FieldResolver(() => [BudgetItemView], { description: 'Its costed lines, as far as this reader may see the money they draw on.' })
  async items(@Root() view: PlanView, @Ctx() { reader }: Reads): Promise<BudgetItemView[]> {
    const facts = await reader.facts(view.personId, view.knownAt);
    if (!facts) return [];
    const policy = reader.policy(facts, view.asOf);
    return view.plan.items
      .map((item) => itemView(item, facts, view.asOf, () => lineResults(item, facts, policy, view.asOf, reader)))
      .filter((view) => reader.seesLine(facts, view.stream, budgetOf(view.item, facts, later(view.asOf, view.item.from))));
  }
}
