import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { DecisionView, EnvelopeInput } from '../../mutation/decision.graph';
import type { Mutating } from '../../mutation/mutations';
import { MOST_OUTCOMES, OutcomeInput } from '../../plans/plan.graph';
import { revisingPlan } from '../../plans/revising.decisions';
import { items, line, LONGEST_NAME } from '../../vocabulary/bounds';
import { Within } from '../../vocabulary/bounds.graph';
import type { Day } from '../../vocabulary/day';
import { parseId } from '../../vocabulary/id';
import { DateScalar } from '../../vocabulary/scalars.graph';
import { linesSeenBy } from '../lines/visible-lines';
import type { PersonFacts } from '../record/person-facts';
import { ceasePlan, recordDeath } from './death-and-plan-end.decisions';

const revisePlan = revisingPlan<PersonFacts>((facts, circumstances) => linesSeenBy(circumstances.actor, facts, circumstances));

@Resolver()
export class DeathAndPlanEndResolver {
  @Mutation(() => DecisionView, {
    description:
      'The plan ceases: `on` is the first day on which it is not in being. Its lines end with it; a budget that rests on it is then ended with the ground PLAN_CEASED.',
  })
  ceasePlan(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('planId', () => ID) planId: string,
    @Arg('on', () => DateScalar) on: Day,
    @Arg('ground', () => String) @Within(line(LONGEST_NAME)) ground: string,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(ceasePlan, { planId: parseId(planId, 'planId'), on, ground }, envelope);
  }

  @Mutation(() => DecisionView, {
    description:
      'The plan has these outcomes from a day on: new ones begin, those not named end the day before, one named in other words is reworded. An outcome that a line still serves is kept, with a warning. Without outcomes they stay as they are.',
  })
  revisePlan(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('planId', () => ID) planId: string,
    @Arg('from', () => DateScalar) from: Day,
    @Arg('outcomes', () => [OutcomeInput], { nullable: true }) @Within(items(MOST_OUTCOMES)) outcomes?: OutcomeInput[] | null,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(revisePlan, { planId: parseId(planId, 'planId'), from, outcomes: outcomes ?? null }, envelope);
  }

  @Mutation(() => DecisionView, {
    description: 'Records the day of death. Every running budget and plan ends with it; what was before it stays as it was.',
  })
  recordDeath(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('personId', () => ID) personId: string,
    @Arg('on', () => DateScalar) on: Day,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(recordDeath, { personId: parseId(personId, 'personId'), on }, envelope);
  }
}
