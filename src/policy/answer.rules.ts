import { badInput } from '../vocabulary/refusal';
import type { Step } from '../rules/rule';
import type { ScoredQuestion } from './table.types';

/** An answer to one question of a questionnaire. */
export interface Answer {
  readonly question: string;
  readonly answer: string;
}

const plain = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ');
/** Do two texts name the same thing, whatever their capitals and spaces? */
export const sameWords = (a: string, b: string): boolean => plain(a) === plain(b);

/** The answer to one question. Throws BAD_INPUT where it is answered twice. */
export function answerTo(question: string, answers: readonly Answer[]): string | null {
  const given = answers.filter((answer) => sameWords(answer.question, question));
  if (given.length > 1) throw badInput('answers', `The question "${question}" is answered twice.`);
  return given[0]?.answer ?? null;
}

/**
 * The points of a questionnaire that is answered in full. Throws BAD_INPUT, naming the question, where an answer is missing, is
 * given twice, or is none of those that the table scores.
 */
export function scoreAnswers(
  questions: readonly ScoredQuestion[],
  answers: readonly Answer[],
): { readonly points: number; readonly steps: readonly Step[] } {
  const unknown = answers.find(({ question }) => !questions.some((known) => sameWords(known.question, question)));
  if (unknown)
    throw badInput('answers', `The table has no question "${unknown.question}". It asks: ${questions.map(({ question }) => question).join('; ')}.`);
  let points = 0;
  const steps = questions.map(({ question, answers: scored }): Step => {
    const given = answerTo(question, answers);
    if (given === null) throw badInput('answers', `The question "${question}" is not answered.`);
    const row = scored.find(({ answer }) => sameWords(answer, given));
    if (!row) throw badInput('answers', `"${given}" is no answer to "${question}". Its answers: ${scored.map(({ answer }) => answer).join('; ')}.`);
    points += row.points;
    return { label: question, detail: `Answered "${row.answer}": ${row.points} points, ${points} so far.` };
  });
  return { points, steps };
}
