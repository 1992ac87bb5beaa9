import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { DecisionView, envelopeArg, EnvelopeInput } from '../mutation/decision.graph';
import type { Mutating } from '../mutation/mutations';
import type { AuthorityBasis, HolderKind, PersonalFacts } from '../person/person.types';
import { dayOfLife, line, LONGEST_CODE, LONGEST_NAME } from '../vocabulary/bounds';
import { Within } from '../vocabulary/bounds.graph';
import type { Day } from '../vocabulary/day';
import { parseId } from '../vocabulary/id';
import { DateScalar } from '../vocabulary/scalars.graph';
import { AuthorityBasisEnum, HolderKindEnum } from './person.graph';
import { authoriseHolder, endRelation, movePerson } from './ties.decisions';

@Resolver()
export class TiesResolver {
  @Mutation(() => DecisionView, { description: 'Ends a tie between two people: `on` is its last day.' })
  endRelation(
    @Ctx() { mutations }: Mutating<PersonalFacts>,
    @Arg('relationId', () => ID) relationId: string,
    @Arg('on', () => DateScalar) @Within(dayOfLife) on: Day,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(endRelation, { relationId: parseId(relationId, 'relationId'), on }, envelope);
  }

  @Mutation(() => DecisionView, {
    description:
      "Puts on record why somebody else may hold or manage the person's money. Its id is what an arrangement names as `authorityId`. Parental responsibility ends with the day before the 18th birthday.",
  })
  authoriseHolder(
    @Ctx() { mutations }: Mutating<PersonalFacts>,
    @Arg('personId', () => ID) personId: string,
    @Arg('holder', () => HolderKindEnum) holder: HolderKind,
    @Arg('name', () => String) @Within(line(LONGEST_NAME)) name: string,
    @Arg('basis', () => AuthorityBasisEnum) basis: AuthorityBasis,
    @Arg('from', () => DateScalar) @Within(dayOfLife) from: Day,
    @Arg('organisation', () => String, { nullable: true }) @Within(line(LONGEST_NAME)) organisation?: string | null,
    @Arg('to', () => DateScalar, { nullable: true }) @Within(dayOfLife) to?: Day | null,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(
      authoriseHolder,
      { personId: parseId(personId, 'personId'), holder, name, organisation: organisation ?? null, basis, from, to: to ?? null },
      envelope,
    );
  }

  @Mutation(() => DecisionView, {
    description:
      "Records that the person is another council's or another commissioner's from a day on. Running budgets keep their funder until they are ended.",
  })
  movePerson(
    @Ctx() { mutations }: Mutating<PersonalFacts>,
    @Arg('personId', () => ID) personId: string,
    @Arg('from', () => DateScalar) @Within(dayOfLife) from: Day,
    @Arg('authority', () => String, { nullable: true }) @Within(line(LONGEST_CODE)) authority?: string | null,
    @Arg('healthCommissioner', () => String, { nullable: true }) @Within(line(LONGEST_CODE)) healthCommissioner?: string | null,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(
      movePerson,
      { personId: parseId(personId, 'personId'), authority: authority ?? null, healthCommissioner: healthCommissioner ?? null, from },
      envelope,
    );
  }
}
