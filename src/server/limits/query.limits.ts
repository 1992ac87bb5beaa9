/** How much one request may ask for. Every limit is generous to what people write, and a wall to what machines multiply. */
export interface QueryLimits {
  /** Fields within fields. */
  readonly depth: number;
  /** See `query.cost.ts`: the values that an answer may come to, and what has to be worked out for them. */
  readonly cost: number;
  /** Fields that are asked for under another name. */
  readonly aliases: number;
  /** Directives in all; at most `DIRECTIVES_AT_ONE_PLACE` at one place. */
  readonly directives: number;
  /** Queries in one operation. */
  readonly rootFields: number;
  /** Words and signs of a document. */
  readonly tokens: number;
  /** Characters of a document. */
  readonly length: number;
  /** Values in the variables, at any depth. */
  readonly variables: number;
}

export const DEFAULT_LIMITS: QueryLimits = {
  depth: 20,
  cost: 2_000_000,
  aliases: 100,
  directives: 50,
  rootFields: 50,
  tokens: 5_000,
  length: 100_000,
  variables: 20_000,
};

export const DIRECTIVES_AT_ONE_PLACE = 4;
/** Fields asked for again beside themselves, fragments unfolded. */
export const MOST_REPEATS = 200;
/** Lists and objects within one another, in variables. */
export const VARIABLES_DEPTH = 20;
