import { addYears, type Day } from './day';
import { badInput } from './refusal';

/** The longest span of days that may be asked about at once. */
const LONGEST_SPAN_YEARS = 10;

/** Refuses a span that ends before it begins, or is longer than what is asked about at once; the refusal names the last day by `field`. */
export function spanOf(from: Day, to: Day, field = 'to'): { readonly from: Day; readonly to: Day } {
  if (to < from) throw badInput(field, `The last day, ${to}, comes before the first, ${from}.`);
  const last = addYears(from, LONGEST_SPAN_YEARS);
  if (to > last) throw badInput(field, `A span is at most ${LONGEST_SPAN_YEARS} years: from ${from} to a day no later than ${last}.`);
  return { from, to };
}
