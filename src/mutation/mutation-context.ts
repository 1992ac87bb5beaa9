import type { PersonalFacts } from '../person/person.types';
import type { DecisionView, EnvelopeInput } from './decision.graph';
import type { Declaration } from './declaration';

/** What a mutation's resolver needs of the request: the one pipeline, asked as this caller. */
export interface MutationContext<Facts extends PersonalFacts> {
  decide<Input>(declaration: Declaration<Input, Facts>, input: Input, envelope: EnvelopeInput | null | undefined): Promise<DecisionView>;
}
