import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { Decides } from '../decide/decides';
import { DecisionView, EnvelopeInput } from '../decide/decision.graph';
import type { Day } from '../vocabulary/day';
import { parseId } from '../vocabulary/id';
import { badInput } from '../vocabulary/refusal';
import { DateScalar } from '../vocabulary/scalars.graph';
import { OutcomeInput, PlanInput } from './plan.graph';
import { agreePlan, recordPlan, type WithPlans } from './plans.decisions';
import { revisePlan } from './revising.decisions';

const MOST_OUTCOMES = 200;

@Resolver()
export class PlansResolver {
  @Mutation(() => DecisionView, { description: 'Records a plan with its outcomes, as a draft.' })
  recordPlan(
    @Ctx() hub: Decides<WithPlans>,
    @Arg('input', () => PlanInput) input: PlanInput,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    const { personId, to = null, reviewEveryMonths = null, ...rest } = input;
    return hub.decide(recordPlan, { ...rest, personId: parseId(personId, 'input.personId'), to, reviewEveryMonths }, envelope);
  }

  @Mutation(() => DecisionView, { description: 'Agrees a draft plan: money is released only under an agreed plan.' })
  agreePlan(
    @Ctx() hub: Decides<WithPlans>,
    @Arg('planId', () => ID) planId: string,
    @Arg('on', () => DateScalar) on: Day,
    @Arg('agreedBy', () => String) agreedBy: string,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return hub.decide(agreePlan, { planId: parseId(planId, 'planId'), on, agreedBy }, envelope);
  }

  @Mutation(() => DecisionView, {
    description:
      'The plan has these outcomes from a day on: new ones begin, those not named end the day before, one named in other words is reworded. An outcome that a line still serves is kept, with a warning. Without outcomes they stay as they are.',
  })
  revisePlan(
    @Ctx() hub: Decides<WithPlans>,
    @Arg('planId', () => ID) planId: string,
    @Arg('from', () => DateScalar) from: Day,
    @Arg('outcomes', () => [OutcomeInput], { nullable: true }) outcomes?: OutcomeInput[] | null,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    if ((outcomes ?? []).length > MOST_OUTCOMES) throw badInput('outcomes', `A plan has at most ${MOST_OUTCOMES} outcomes.`);
    return hub.decide(revisePlan, { planId: parseId(planId, 'planId'), from, outcomes: outcomes ?? null }, envelope);
  }
}
