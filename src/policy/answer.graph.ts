import { MaxLength, MinLength } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import type { Answer } from './answer.rules';

@InputType({ description: 'An answer to one question of a questionnaire.' })
export class AnswerInput implements Answer {
  @MinLength(1, { message: 'A question is not empty.' })
  @MaxLength(200, { message: 'A question has at most 200 characters.' })
  @Field(() => String, { description: "The question, as the authority's table names it." })
  question!: string;
  @MinLength(1, { message: 'An answer is not empty.' })
  @MaxLength(200, { message: 'An answer has at most 200 characters.' })
  @Field(() => String, { description: "The answer, as the authority's table names it." })
  answer!: string;
}
