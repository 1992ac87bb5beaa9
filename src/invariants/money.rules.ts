import { allocationOf, chargedOn } from '../budgets/charge/charge.rules';
import { arrangementsComplete } from '../budgets/holding/arrangement.rules';
import { drawOf } from '../budgets/lines/council-rate.rules';
import { budgetOf, itemsOn } from '../budgets/lines/draw-down.rules';
import type { Budget } from '../budgets/record/budget.loader';
import type { PersonFacts } from '../budgets/record/person-facts';
import { budgetRuns, isOver, stateOn } from '../budgets/record/revisions';
import type { Item } from '../plans/plan.types';
import { addTotals, NO_MONEY, POOL_FIGURES, poolEntries, poolTotal, type Total, totalOf } from '../pool/pool.rules';
import { FUNDING_STREAMS } from '../streams/streams';
import { type Amount, amount, exceeds, type Frequency, less, perWeek, perYear } from '../vocabulary/amount';
import { addDays, type Day, financialYearOf, later, runsOn } from '../vocabulary/day';
import { formatMoney } from '../vocabulary/money';
import { type Stream, STREAMS } from '../vocabulary/stream';
import { ownerOf } from './history.rules';
import { fault, type InvariantFault } from './invariants';
import { type Around, maybe, number, type PersonRecord, type RecordRow, textColumn } from './record.types';

/* What the money of one person comes to, on every day on which it may change. */

const inOrder = (days: readonly (Day | null)[]): readonly Day[] => [...new Set(days.filter((day) => day !== null))].sort();

/** The days on which a budget's state, or what it is, may change. */
const daysOf = ({ revisions }: Pick<Budget, 'revisions'>): readonly (Day | null)[] =>
  revisions.flatMap(({ effectiveOn, from, to }) => [effectiveOn, from, to === null ? null : addDays(to, 1)]);

const written = (row: RecordRow, prefix: string): Amount | null => {
  const pence = maybe(row[`${prefix}_pence`]);
  return pence === null ? null : amount(pence, row[`${prefix}_every`] as Frequency, number(row[`${prefix}_weeks`]));
};

/** What one budget's rows put into a pool on a day: the highest version that has taken effect, if it runs; a one-off throughout its year. */
function writtenTotal(revisions: readonly RecordRow[], figure: (typeof POOL_FIGURES)[number], asOf: Day): Total {
  const on = (day: Day): RecordRow | null => revisions.filter((row) => textColumn(row['effective_on']) <= day).at(-1) ?? null;
  const going = (row: RecordRow): boolean => !['ENDED', 'WITHDRAWN', 'VOIDED'].includes(String(row['status']));
  const row = on(asOf);
  const year = financialYearOf(asOf);
  const once = on(year.to);
  const runs = row && going(row) && runsOn({ from: textColumn(row['from_on']), to: row['to_on'] as Day | null }, asOf);
  const ofTheYear =
    once && going(once) && (once['agreed_every'] ?? once['indicative_every']) === 'ONE_OFF' && textColumn(once['from_on']) >= year.from;
  const state = runs ? row : ofTheYear && textColumn(once['from_on']) <= year.to ? once : null;
  if (!state) return NO_MONEY;
  const [agreed, assessed] = [written(state, 'agreed'), written(state, 'contribution')];
  // Charged of what is agreed, and no more than it.
  const contribution = agreed && assessed && (perYear(assessed) > perYear(agreed) ? agreed : assessed);
  const figures = {
    indicative: written(state, 'indicative'),
    agreed,
    contribution,
    net: agreed && (contribution ? less(agreed, [contribution]) : agreed),
  };
  return totalOf(figures[figure], textColumn(state['from_on']), asOf);
}

const words = ({ perWeek: week, perYear: year, oneOff }: Total): string =>
  `${formatMoney(week)} a week, ${formatMoney(year)} a year and ${formatMoney(oneOff)} once`;
const same = (a: Total, b: Total): boolean => a.perWeek === b.perWeek && a.perYear === b.perYear && a.oneOff === b.oneOff;

/** Has an age ended what a stream may pay for, whatever the rows say? An award without a last day ends with it. */
const outgrown = (stream: Stream, born: Day, on: Day): boolean => {
  const last = FUNDING_STREAMS[stream].lastDayByLaw(born);
  return last !== null && on > last;
};

/** The pool as the graph has it, against its streams as the rows have them. */
export function poolFaults({ personId, revisions, facts }: PersonRecord, { today }: Around): InvariantFault[] {
  const own = [...revisions.values()].filter((rows) => ownerOf(rows) === personId);
  const days = inOrder([today, ...facts.budgets.flatMap(daysOf), ...own.flatMap((rows) => rows.map((row) => textColumn(row['effective_on'])))]);
  for (const day of days)
    for (const figure of POOL_FIGURES) {
      const pool = poolTotal(poolEntries(facts, day), figure, day);
      const streams = STREAMS.filter((stream) => !outgrown(stream, facts.person.dateOfBirth, day))
        .flatMap((stream) => own.filter((rows) => rows.every((row) => row['stream'] === stream)))
        .map((rows) => writtenTotal(rows, figure, day))
        .reduce(addTotals, NO_MONEY);
      if (!same(pool, streams))
        return [fault('POOL-IS-SUM', personId, null, `on ${day} the pool's ${figure} is ${words(pool)}, and its streams come to ${words(streams)}.`)];
    }
  return [];
}

/** When a part was chosen at the amount that it has: the first of the versions that have it. */
function chosenAt(versions: readonly RecordRow[]): number {
  let first = versions.at(-1);
  for (const row of versions.toReversed())
    if (row['amount_pence'] === first?.['amount_pence'] && row['amount_every'] === first?.['amount_every']) first = row;
  return number(first?.['recorded_at']);
}

/**
 * On every day on which a budget is held, its parts come to what was agreed when they were chosen. Where the amount has changed since,
 * the graph asks for them to be chosen anew. What a file says of how lines are held need not cover the whole of a budget, and is no more
 * than that.
 */
export function arrangementFaults({ personId, rows, facts }: PersonRecord): InvariantFault[] {
  const versions = Map.groupBy(
    (rows.get('arrangement') ?? []).toSorted((a, b) => number(a['version']) - number(b['version'])),
    (row) => number(row['id']),
  );
  const loaded = (id: number): boolean => versions.get(id)?.some((row) => row['load_id'] !== null) ?? false;
  return facts.budgets.flatMap((budget) => {
    const days = inOrder([...budget.arrangements.flatMap(({ from, to }) => [from, to === null ? null : addDays(to, 1)]), ...daysOf(budget)]);
    for (const day of days) {
      const parts = budget.arrangements.filter((part) => runsOn(part, day));
      if (parts.length === 0) continue;
      const at = Math.max(...parts.map(({ id }) => chosenAt(versions.get(id) ?? [])));
      const then = stateOn(
        budget.revisions.filter(({ recordedAt }) => recordedAt <= at),
        day,
      );
      if (!then?.agreed || isOver(then) || !runsOn(then, day)) continue;
      const amounts = parts.map((part) => part.amount);
      const right = parts.some(({ id }) => loaded(id)) ? !exceeds(amounts, then.agreed) : arrangementsComplete(then.agreed, amounts).length === 0;
      if (right) continue;
      const held = amounts.reduce((sum, part) => sum + perYear(part), 0);
      return [
        fault(
          'ARRANGEMENTS-AGREED',
          personId,
          budget.id,
          `on ${day} the parts that are held come to ${formatMoney(held)} a year, and ${formatMoney(perYear(then.agreed))} a year was agreed.`,
        ),
      ];
    }
    return [];
  });
}

/**
 * Was the line taken on for this budget: does it draw on it from its own first day, as it did when it was recorded? What falls to it later, since
 * another ended or a birthday came, the graph says; and what was added while it was not shown with the rest, by whoever could not know of it.
 */
function takenOnFor(item: Item, budget: Budget, facts: PersonFacts, recordedAt: number): boolean {
  if (budgetOf(item, facts, item.from)?.id !== budget.id) return false;
  const known = facts.budgets.flatMap((each) => {
    const revisions = each.revisions.filter((revision) => revision.recordedAt <= recordedAt);
    return revisions.length > 0 ? [{ ...each, revisions }] : [];
  });
  const hidden = known.find(({ id }) => id === budget.id)?.revisions.at(-1)?.shownInPool === false;
  if (hidden && item.budgetId === null) return false;
  const then = budgetOf(item, { ...facts, budgets: known }, item.from);
  return then === null || then.id === budget.id;
}

/** On every day the lines that were taken on for a budget cost no more than is agreed. */
export function itemFaults(record: PersonRecord, around: Around): InvariantFault[] {
  const { personId, facts, rows } = record;
  const recorded = new Map<number, number>();
  for (const row of rows.get('budget_item') ?? []) if (row['version'] === 1) recorded.set(number(row['id']), number(row['recorded_at']));
  return facts.budgets.flatMap((budget) => {
    const days = inOrder([around.today, ...facts.plans.flatMap(({ items }) => items.map(({ from }) => from)), ...daysOf(budget)]);
    for (const day of days) {
      const state = stateOn(budget.revisions, day);
      if (!state?.agreed || !budgetRuns(state, day)) continue;
      const policy = around.policy(record, day);
      const items = itemsOn(budget, facts, day).filter((item) => item.from <= day && takenOnFor(item, budget, facts, recorded.get(item.id) ?? 0));
      const draws = items.map((item) => drawOf(item, budget.stream, policy));
      if (!exceeds(draws, state.agreed)) continue;
      const drawn = draws.reduce((sum, draw) => sum + perYear(draw), 0);
      return [
        fault(
          'ITEMS-WITHIN',
          personId,
          budget.id,
          `on ${day} the lines that draw on it cost ${formatMoney(drawn)} a year, and ${formatMoney(perYear(state.agreed))} a year is agreed.`,
        ),
      ];
    }
    return [];
  });
}

/** Only what may be charged for is charged, up to what it costs. What a file says of a charge is its council's to answer for. */
export function chargedStreamFaults({ personId, facts }: PersonRecord): InvariantFault[] {
  return facts.budgets.flatMap((budget) => {
    for (const state of budget.revisions) {
      const charge = state.contribution && (perWeek(state.contribution) ?? state.contribution.pence);
      if (!charge || state.action === 'IMPORTED') continue;
      const care = FUNDING_STREAMS[budget.stream].chargeable(state, allocationOf(budget, state));
      const cost = care ? (perWeek(care) ?? care.pence) : 0;
      if (care && charge <= cost) continue;
      return [
        fault(
          'CHARGED-STREAMS',
          personId,
          budget.id,
          `revision ${state.version} charges ${formatMoney(charge)} a week, and what may be charged for costs ${formatMoney(cost)} a week (${budget.stream}).`,
        ),
      ];
    }
    return [];
  });
}

/** From a person's first assessment on, everything they are charged for comes to no more than was assessed. */
export function chargedOnceFaults({ personId, facts, carersBudgets }: PersonRecord): InvariantFault[] {
  const everyone = [facts, { budgets: carersBudgets }];
  const first = facts.assessments[0];
  if (!first) return [];
  const days = inOrder([...facts.assessments.map(({ from }) => from), ...everyone.flatMap(({ budgets }) => budgets.flatMap(daysOf))]);
  for (const day of days.filter((each) => each >= first.from)) {
    const assessed = facts.assessments.findLast(({ from }) => from <= day)?.weekly ?? 0;
    const charged = chargedOn(personId, everyone, later(day, first.from)).reduce(
      (sum, { state }) => sum + ((state.contribution && perWeek(state.contribution)) ?? 0),
      0,
    );
    if (charged > assessed)
      return [
        fault(
          'CHARGED-ONCE',
          personId,
          null,
          `on ${day} ${formatMoney(charged)} a week is charged over all budgets, and ${formatMoney(assessed)} a week was assessed.`,
        ),
      ];
  }
  return [];
}
