import { type RuleResult, stops } from '../rules/rule';

/** What the rules say of one budget and of the lines that draw on it, as far as a reader may know it. */
export interface Speaking {
  readonly spoken: readonly RuleResult[];
  readonly spokenOfLines: readonly RuleResult[];
}

/** Everything that stops the budgets' money from reaching the person, all at once. */
export const allBlockers = (budgets: readonly Speaking[]): readonly RuleResult[] =>
  budgets.flatMap(({ spoken, spokenOfLines }) => [...spoken, ...spokenOfLines]).filter((result) => stops([result]));
