import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import { DecisionView, EnvelopeInput, RecordKindEnum } from '../../mutation/decision.graph';
import type { Mutating } from '../../mutation/mutations';
import type { RecordKind } from '../../person/correction.types';
import { whole } from '../../vocabulary/bounds';
import { Within } from '../../vocabulary/bounds.graph';
import type { PersonFacts } from '../record/person-facts';
import { voidRecord } from './void.decisions';

@Resolver()
export class VoidResolver {
  @Mutation(() => DecisionView, {
    description:
      'Says that a record was made by mistake: from now on it counts on no day (knownAt still shows what was believed). What it closed is open again; money that had left on it stands as paid. envelope.reason says what was wrong (MISTAKE-REASON). To record it rightly in the same change, send the mutation that records it with envelope.corrects.',
  })
  voidRecord(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('kind', () => RecordKindEnum) kind: RecordKind,
    @Arg('id', () => ID, { description: 'The id of the record, in its kind. NOT_FOUND where it is not of a person whom you may see.' }) id: string,
    @Arg('envelope', () => EnvelopeInput, { description: 'How the change is to be made; its reason is asked for, and its corrects is this.' })
    envelope: EnvelopeInput,
    @Within(whole(1, 1_000_000))
    @Arg('version', () => Int, {
      nullable: true,
      description: 'The version that the mistaken change made; left out where recording it at all was the mistake.',
    })
    version?: number,
  ): Promise<DecisionView> {
    return mutations.decide(voidRecord, null, { ...envelope, corrects: { kind, id, version: version ?? null } });
  }
}
