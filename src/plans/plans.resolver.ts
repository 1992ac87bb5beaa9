import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { DecisionView, EnvelopeInput } from '../mutation/decision.graph';
import type { Mutating } from '../mutation/mutations';
import { line, LONGEST_NAME } from '../vocabulary/bounds';
import { Within } from '../vocabulary/bounds.graph';
import type { Day } from '../vocabulary/day';
import { parseId } from '../vocabulary/id';
import { DateScalar } from '../vocabulary/scalars.graph';
import { PlanInput } from './plan.graph';
import { agreePlan, recordPlan, type WithPlans } from './plans.decisions';

@Resolver()
export class PlansResolver {
  @Mutation(() => DecisionView, { description: 'Records a plan with its outcomes, as a draft.' })
  recordPlan(
    @Ctx() { mutations }: Mutating<WithPlans>,
    @Arg('input', () => PlanInput) input: PlanInput,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    const { personId, to = null, reviewEveryMonths = null, ...rest } = input;
    return mutations.decide(recordPlan, { ...rest, personId: parseId(personId, 'input.personId'), to, reviewEveryMonths }, envelope);
  }

  @Mutation(() => DecisionView, { description: 'Agrees a draft plan: money is released only under an agreed plan.' })
  agreePlan(
    @Ctx() { mutations }: Mutating<WithPlans>,
    @Arg('planId', () => ID) planId: string,
    @Arg('on', () => DateScalar) on: Day,
    @Arg('agreedBy', () => String) @Within(line(LONGEST_NAME)) agreedBy: string,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(agreePlan, { planId: parseId(planId, 'planId'), on, agreedBy }, envelope);
  }
}
