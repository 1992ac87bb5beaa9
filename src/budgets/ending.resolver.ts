import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { Decides } from '../decide/decides';
import { DecisionView, EnvelopeInput } from '../decide/decision.graph';
import type { Day } from '../vocabulary/day';
import { parseId } from '../vocabulary/id';
import { badInput } from '../vocabulary/refusal';
import { DateScalar } from '../vocabulary/scalars.graph';
import { ceasePlan, recordDeath } from './ending.decisions';
import type { PersonFacts } from './facts';

const LONGEST_GROUND = 200;

@Resolver()
export class EndingResolver {
  @Mutation(() => DecisionView, {
    description:
      'The plan ceases: `on` is the first day on which it is not in being. Its lines end with it; a budget that rests on it is then ended with the ground PLAN_CEASED.',
  })
  ceasePlan(
    @Ctx() hub: Decides<PersonFacts>,
    @Arg('planId', () => ID) planId: string,
    @Arg('on', () => DateScalar) on: Day,
    @Arg('ground', () => String) ground: string,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    if (ground.length > LONGEST_GROUND) throw badInput('ground', `A ground has at most ${LONGEST_GROUND} characters.`);
    return hub.decide(ceasePlan, { planId: parseId(planId, 'planId'), on, ground }, envelope);
  }

  @Mutation(() => DecisionView, {
    description: 'Records the day of death. Every running budget and plan ends with it; what was before it stays as it was.',
  })
  recordDeath(
    @Ctx() hub: Decides<PersonFacts>,
    @Arg('personId', () => ID) personId: string,
    @Arg('on', () => DateScalar) on: Day,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return hub.decide(recordDeath, { personId: parseId(personId, 'personId'), on }, envelope);
  }
}
