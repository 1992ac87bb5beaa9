import { type Amount, amount, perYear, sameRhythm } from '../../vocabulary/amount';
import { addDays, type Day, earlier, later, runsOn, type Span } from '../../vocabulary/day';
import type { CareSaid, HealthSaid, Row } from '../statements/row.types';

/** A service with its cost, and the days on which it runs: until the death, where the file ends it later. */
export interface CostedService<S extends CareSaid | HealthSaid = CareSaid> extends Span {
  readonly row: Row<S>;
  readonly cost: Amount;
}
/** Days on which services run without a gap, in slices of the same services. */
export interface CareSpan<S extends CareSaid | HealthSaid = CareSaid> extends Span {
  readonly slices: readonly { readonly on: Day; readonly services: readonly CostedService<S>[] }[];
}

/**
 * What services cost together: at their own frequency where all share one, else by the year, in which every frequency is a whole
 * number of payments. So the lines that draw on the sum never exceed it by a rounding.
 */
export function together(costs: readonly Amount[]): Amount {
  const [first] = costs;
  if (first === undefined) return amount(0);
  if (costs.every((cost) => sameRhythm(first, cost)))
    return amount(
      costs.reduce((sum, { pence }) => sum + pence, 0),
      first.every,
      first.weeksPerYear,
    );
  return amount(
    costs.reduce((sum, cost) => sum + perYear(cost), 0),
    'YEAR',
  );
}

const turns = ({ from, to }: Span): readonly Day[] => (to === null ? [from] : [from, addDays(to, 1)]);

/** The spans in which services run and nothing else gives the figure. */
export function careSpans<S extends CareSaid | HealthSaid>(services: readonly CostedService<S>[], covered: readonly Span[]): readonly CareSpan<S>[] {
  const days = [...new Set([...services, ...covered].flatMap(turns))].sort();
  const spans: { from: Day; to: Day | null; slices: { on: Day; services: readonly CostedService<S>[] }[] }[] = [];
  let open: (typeof spans)[number] | null = null;
  for (const on of days) {
    const running = covered.some((span) => runsOn(span, on)) ? [] : services.filter((service) => runsOn(service, on));
    if (running.length === 0) {
      if (open) open.to = addDays(on, -1);
      open = null;
      continue;
    }
    if (open === null) {
      open = { from: on, to: null, slices: [] };
      spans.push(open);
    }
    open.slices.push({ on, services: running });
  }
  return spans;
}

/** The days that two spans have in common; null where there is none. */
export function common(a: Span, b: Span): Span | null {
  const from = later(a.from, b.from);
  const to = a.to === null ? b.to : b.to === null ? a.to : earlier(a.to, b.to);
  return to !== null && to < from ? null : { from, to };
}

/** From the first day of any to the last of all. */
export function wholeSpan(spans: readonly Span[]): Span {
  const ends = spans.map(({ to }) => to);
  return { from: spans.map(({ from }) => from).sort()[0] ?? '', to: ends.includes(null) ? null : (ends.sort().at(-1) ?? null) };
}
