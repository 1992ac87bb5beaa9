import type { PersonalFacts } from '../people/person.types';
import type { Declaration } from './decision';
import type { DecisionView, EnvelopeInput } from './decision.graph';

/** What a mutation's resolver needs of the request: the one pipeline, asked as this caller. */
export interface Decides<Facts extends PersonalFacts> {
  decide<Input>(declaration: Declaration<Input, Facts>, input: Input, envelope: EnvelopeInput | null | undefined): Promise<DecisionView>;
}
