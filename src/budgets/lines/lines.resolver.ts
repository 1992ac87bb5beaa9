import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { DecisionView, EnvelopeInput } from '../../mutation/decision.graph';
import type { Mutating } from '../../mutation/mutations';
import type { Day } from '../../vocabulary/day';
import { parseId, parseMaybeId } from '../../vocabulary/id';
import { DateScalar } from '../../vocabulary/scalars.graph';
import type { PersonFacts } from '../record/person-facts';
import { lineFrom, PlanItemInput, SectionJItemInput } from './line.graph';
import { addPlanItem, addSectionJItem, endItem } from './lines.decisions';

@Resolver()
export class LinesResolver {
  @Mutation(() => DecisionView, { description: "Adds a costed line to Section J of an EHC plan. It draws on its stream's budget." })
  addSectionJItem(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('input', () => SectionJItemInput) input: SectionJItemInput,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(
      addSectionJItem,
      { ...lineFrom(input), section: input.section, reference: input.reference, quantity: input.quantity ?? null },
      envelope,
    );
  }

  @Mutation(() => DecisionView, { description: 'Adds a costed line to any plan but an EHC plan.' })
  addPlanItem(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('input', () => PlanItemInput) input: PlanItemInput,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(
      addPlanItem,
      { ...lineFrom(input), stream: input.stream, benefitsPersonId: parseMaybeId(input.benefitsPersonId, 'input.benefitsPersonId') },
      envelope,
    );
  }

  @Mutation(() => DecisionView, { description: 'Ends a line: `on` is its last day.' })
  endItem(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('itemId', () => ID) itemId: string,
    @Arg('on', () => DateScalar) on: Day,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(endItem, { itemId: parseId(itemId, 'itemId'), on }, envelope);
  }
}
