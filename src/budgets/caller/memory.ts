import type { PersonFacts } from '../record/person-facts';

/** So many answers about one person are kept in one request: of some days and states of each of their budgets. */
const KEPT = 500;

/**
 * What was worked out in one request, so that it is worked out once however many fields, aliases or tasks show it. Kept beside the facts
 * that it was made of, and forgotten with them: facts of another instant are others.
 */
export class Memory<Answer> {
  private readonly known = new WeakMap<Pick<PersonFacts, 'budgets'>, Map<string, Answer>>();

  of(facts: Pick<PersonFacts, 'budgets'>, question: string, work: () => Answer): Answer {
    let answers = this.known.get(facts);
    if (!answers) this.known.set(facts, (answers = new Map<string, Answer>()));
    const known = answers.get(question);
    if (known !== undefined) return known;
    const answer = work();
    if (answers.size >= KEPT) answers.clear();
    answers.set(question, answer);
    return answer;
  }
}
