import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { DecisionView, envelopeArg, EnvelopeInput } from '../mutation/decision.graph';
import type { Mutating } from '../mutation/mutations';
import type { LivingSituation, PersonalFacts, RelationKind } from '../person/person.types';
import { dayOfLife, line, LONGEST_CODE, LONGEST_REASON, text } from '../vocabulary/bounds';
import { Within } from '../vocabulary/bounds.graph';
import type { Day } from '../vocabulary/day';
import { parseId } from '../vocabulary/id';
import { DateScalar } from '../vocabulary/scalars.graph';
import { normalNhsNumber, recordCapacity, recordLivingSituation, registerPerson, relatePeople } from './people.decisions';
import { LivingSituationEnum, PersonInput, RelationKindEnum } from './person.graph';

@Resolver()
export class PeopleResolver {
  @Mutation(() => DecisionView, {
    description:
      'Registers a person with their identifiers. CONFLICT where an identifier is already that of somebody whom the caller sees; whether another area has it is not said.',
  })
  registerPerson(
    @Ctx() { mutations }: Mutating<PersonalFacts>,
    @Arg('input', () => PersonInput) input: PersonInput,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    const { nhsNumber = null, upn = null, localId = null, healthCommissioner = null, ...rest } = input;
    return mutations.decide(registerPerson, { ...rest, nhsNumber, upn, localId, healthCommissioner }, envelope);
  }

  @Mutation(() => DecisionView, {
    description:
      'Records that one person is something to another: a parent is PARENT_OF a child. FAMILY-SIGHT says what the tie does not show them. One of another area is tied by their NHS number (fromNhsNumber), else they are NOT_FOUND.',
  })
  relatePeople(
    @Ctx() { mutations }: Mutating<PersonalFacts>,
    @Arg('fromId', () => ID) fromId: string,
    @Arg('kind', () => RelationKindEnum) kind: RelationKind,
    @Arg('toId', () => ID) toId: string,
    @Arg('from', () => DateScalar) @Within(dayOfLife) from: Day,
    @Arg('to', () => DateScalar, { nullable: true }) @Within(dayOfLife) to?: Day,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
    @Arg('fromNhsNumber', () => String, {
      nullable: true,
      description: 'Of a parent or carer whom the caller may not see: their NHS number, by which they are known.',
    })
    @Within(line(LONGEST_CODE))
    fromNhsNumber?: string,
  ): Promise<DecisionView> {
    const input = {
      fromId: parseId(fromId, 'fromId'),
      kind,
      toId: parseId(toId, 'toId'),
      from,
      to: to ?? null,
      fromNhsNumber: typeof fromNhsNumber === 'string' ? normalNhsNumber(fromNhsNumber, 'fromNhsNumber') : null,
    };
    return mutations.decide(relatePeople, input, envelope);
  }

  @Mutation(() => DecisionView, { description: 'Records a decision on capacity to manage the budget (Mental Capacity Act 2005).' })
  recordCapacity(
    @Ctx() { mutations }: Mutating<PersonalFacts>,
    @Arg('personId', () => ID) personId: string,
    @Arg('hasCapacity', () => Boolean) hasCapacity: boolean,
    @Arg('basis', () => String) @Within(text(LONGEST_REASON)) basis: string,
    @Arg('on', () => DateScalar) @Within(dayOfLife) on: Day,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(recordCapacity, { personId: parseId(personId, 'personId'), hasCapacity, basis, on }, envelope);
  }

  @Mutation(() => DecisionView, { description: 'Records where the person lives from a day on.' })
  recordLivingSituation(
    @Ctx() { mutations }: Mutating<PersonalFacts>,
    @Arg('personId', () => ID) personId: string,
    @Arg('situation', () => LivingSituationEnum) situation: LivingSituation,
    @Arg('from', () => DateScalar) @Within(dayOfLife) from: Day,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(recordLivingSituation, { personId: parseId(personId, 'personId'), situation, from }, envelope);
  }
}
