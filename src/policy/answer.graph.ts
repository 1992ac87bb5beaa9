import { Field, InputType } from 'type-graphql';
import { type Bounds, LONGEST_NAME, line } from '../vocabulary/bounds';
import { Within } from '../vocabulary/bounds.graph';
import type { Answer } from './answer.rules';

/** A questionnaire's answers, and the steps that tell of them, are kept in one column each. */
export const ANSWERS: Bounds = { items: 200, characters: 12_000 };

@InputType({ description: 'An answer to one question of a questionnaire.' })
export class AnswerInput implements Answer {
  @Within(line(LONGEST_NAME))
  @Field(() => String, { description: "The question, as the authority's table names it." })
  question!: string;
  @Within(line(LONGEST_NAME))
  @Field(() => String, { description: "The answer, as the authority's table names it." })
  answer!: string;
}
