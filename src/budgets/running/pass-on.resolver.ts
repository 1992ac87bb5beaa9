import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { DecisionView, envelopeArg, EnvelopeInput } from '../../mutation/decision.graph';
import type { Mutating } from '../../mutation/mutations';
import { OrganisationKindEnum } from '../../people/person.graph';
import type { OrganisationKind } from '../../person/person.types';
import { items, line, LONGEST_CODE } from '../../vocabulary/bounds';
import { Within } from '../../vocabulary/bounds.graph';
import { parseId } from '../../vocabulary/id';
import { badInput } from '../../vocabulary/refusal';
import type { PersonFacts } from '../record/person-facts';
import { MOST_PASSED, passToSuccessor } from './pass-on.decisions';

@InputType({ description: 'Which body was followed by which, and whom of its people the step is about.' })
export class SuccessionInput {
  @Field(() => OrganisationKindEnum, { description: 'LOCAL_AUTHORITY or HEALTH_COMMISSIONER: the kind of both.' })
  kind!: OrganisationKind;
  @Within(line(LONGEST_CODE))
  @Field(() => String, { description: 'The body that ended, by its code.' })
  predecessor!: string;
  @Within(line(LONGEST_CODE))
  @Field(() => String, { description: 'The body that followed it by the published list, by its code.' })
  successor!: string;
  @Within(items(MOST_PASSED, line(LONGEST_CODE)))
  @Field(() => [String], {
    nullable: true,
    description: 'Only the people of these councils, by DfE number: said, or personIds, where several bodies followed one.',
  })
  councils?: string[] | null;
  @Within(items(MOST_PASSED))
  @Field(() => [ID], { nullable: true, description: 'Only these people; an id of somebody else is passed over.' })
  personIds?: string[] | null;
}

@Resolver()
export class PassOnResolver {
  @Mutation(() => DecisionView, {
    description:
      'Passes people and money of a body that was abolished to who followed it, from the day after its last: at most 50 people a step, each listed in `results` (ORG-PASSED). Sent again, it takes the next; once nobody is left it changes nothing. Errors: BAD_INPUT where the list says otherwise, or the day has not come.',
  })
  passToSuccessor(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('input', () => SuccessionInput) input: SuccessionInput,
    @Arg('envelope', () => EnvelopeInput, envelopeArg) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    const { kind, predecessor, successor, councils, personIds } = input;
    if (kind !== 'LOCAL_AUTHORITY' && kind !== 'HEALTH_COMMISSIONER')
      throw badInput('input.kind', 'Only councils and health commissioners follow one another here.');
    const succession = {
      kind,
      predecessor,
      successor,
      councils: councils ?? null,
      personIds: personIds?.map((id) => parseId(id, 'input.personIds')) ?? null,
    };
    return mutations.decide(passToSuccessor, succession, envelope);
  }
}
