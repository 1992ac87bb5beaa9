import { Field, InputType } from 'type-graphql';
import { LONGEST_NAME, line } from '../vocabulary/bounds';
import { Within } from '../vocabulary/bounds.graph';
import type { Answer } from './answer.rules';

/** How many answers a questionnaire has at most. */
export const MOST_ANSWERS = 200;

@InputType({ description: 'An answer to one question of a questionnaire.' })
export class AnswerInput implements Answer {
  @Within(line(LONGEST_NAME))
  @Field(() => String, { description: "The question, as the authority's table names it." })
  question!: string;
  @Within(line(LONGEST_NAME))
  @Field(() => String, { description: "The answer, as the authority's table names it." })
  answer!: string;
}
