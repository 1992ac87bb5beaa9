import { type Amount, amountInWords, perWeek } from '../../vocabulary/amount';
import { pounds, type Pence } from '../../vocabulary/money';
import { badInput } from '../../vocabulary/refusal';
import type { Step } from '../../rules/rule';
import type { MoneyLine } from '../financial-facts.types';

/** A one-off has no share of a week, so it is neither income nor a cost by the week. */
export function aWeek(what: Amount, field: string, label: string): Pence {
  const week = perWeek(what);
  if (week === null) throw badInput(field, `${label} is a one-off. The assessment is by the week: give it at how often it comes, or leave it out.`);
  return week;
}

/** A sum by the week and the steps that lead to it. */
export interface Lines {
  readonly total: Pence;
  readonly steps: readonly Step[];
}
/** Each line by the week, rounded half up, and then added, so that a family can re-add them. */
export function added(lines: readonly MoneyLine[], field: string, total: string): Lines {
  if (lines.length === 0) return { total: 0, steps: [] };
  const weekly = lines.map((line) => ({ ...line, week: aWeek(line.amount, field, line.label) }));
  const sum = weekly.reduce((all, { week }) => all + week, 0);
  const steps = weekly.map(({ label, amount: paid, week }): Step => ({
    label,
    detail: paid.every === 'WEEK' ? `${pounds(week)} a week.` : `${amountInWords(paid)} is ${pounds(week)} a week.`,
    amount: week,
  }));
  return { total: sum, steps: [...steps, { label: total, detail: 'The lines above, added.', amount: sum }] };
}
