import { hash } from 'node:crypto';
import { type DocumentNode, parse } from 'graphql';
import { RefusedRequest } from '../http/refused.request';
import { DIRECTIVES_AT_ONE_PLACE, MOST_REPEATS, type QueryLimits, VARIABLES_DEPTH } from './query.limits';
import { shapeOf } from './query.shape';

const tooLarge = (message: string): RefusedRequest => new RefusedRequest(400, 'QUERY_TOO_LARGE', message);

function within(what: string, found: number, limit: number, instead: string): void {
  if (found > limit) throw tooLarge(`The query has more ${what} than the ${limit} that are allowed. ${instead}`);
}

/** Counts values, and stops as soon as there are more than `left` of them. */
function countValues(value: unknown, depth: number, left: number): number {
  if (typeof value !== 'object' || value === null) return 1;
  if (depth > VARIABLES_DEPTH) throw tooLarge(`The variables are more than ${VARIABLES_DEPTH} levels deep.`);
  let count = 1;
  for (const each of Object.values(value)) {
    count += countValues(each, depth + 1, left - count);
    if (count > left) return count;
  }
  return count;
}

/** Documents that were let through: clients send the same ones again and again. Of longer ones a digest is kept. */
const KEPT = 1_000;
const KEPT_LENGTH = 10_000;
const keptAs = (query: string): string => (query.length > KEPT_LENGTH ? hash('sha256', query) : query);

/**
 * Turns away what is too large before it is validated, since validation itself takes long on some shapes. What is wrong in
 * another way is let through, for the graph to explain.
 */
export class QueryGate {
  private readonly seen = new Set<string>();

  constructor(private readonly limits: QueryLimits) {}

  /** Throws QUERY_TOO_LARGE, with the limit and what to do instead. */
  check(query: unknown, variables: unknown): void {
    if (countValues(variables, 0, this.limits.variables) > this.limits.variables)
      throw tooLarge(`The variables hold more values than the ${this.limits.variables} that are allowed. Send them in several requests.`);
    if (typeof query !== 'string') return;
    within('characters', query.length, this.limits.length, 'Send values as variables, and ask in several requests.');
    const kept = keptAs(query);
    if (this.seen.has(kept)) return;
    const document = this.parsed(query);
    if (!document) return;
    this.checkShape(document);
    if (this.seen.size >= KEPT) this.seen.clear();
    this.seen.add(kept);
  }

  private parsed(query: string): DocumentNode | null {
    try {
      return parse(query, { maxTokens: this.limits.tokens, noLocation: true });
    } catch (error) {
      if ((error as Error).message.includes('Parsing aborted'))
        throw tooLarge(`The query has more words and signs than the ${this.limits.tokens} that are allowed. Ask in several requests.`);
      if (error instanceof RangeError) throw tooLarge('The query is nested too deeply to be read.');
      return null;
    }
  }

  private checkShape(document: DocumentNode): void {
    const { limits } = this;
    const shape = shapeOf(document);
    within('levels', shape.depth, limits.depth, 'Ask for what is deeper by its id.');
    within('aliases', shape.aliases, limits.aliases, 'Ask in several requests.');
    within('directives', shape.directives, limits.directives, 'Leave out what is not needed.');
    within('directives at one place', shape.directivesAtOnePlace, DIRECTIVES_AT_ONE_PLACE, 'Leave out what is not needed.');
    within('root fields', shape.rootFields, limits.rootFields, 'Ask in several requests.');
    within('repeated fields', shape.repeats, MOST_REPEATS, 'Ask for each field once.');
  }
}
