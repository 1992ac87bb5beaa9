import { readAmount } from '../database/amount-columns';
import type { RowSets } from '../database/changes';
import type { WaveStatement } from '../database/reading';
import { asKnown, groupBy, rowsOf } from '../database/row-sets';
import { amount } from '../vocabulary/amount';
import type { Stream } from '../vocabulary/stream';
import { BudgetItemRow, OutcomeRow, PlanRow } from './plan.entity';
import type { Item, Outcome, OutcomeTag, Plan, PlanKind, PlanSection, PlanStatus } from './plan.types';

export const PLAN_STATEMENTS: readonly WaveStatement[] = [
  { table: PlanRow, sql: asKnown('plan') },
  { table: OutcomeRow, sql: asKnown('outcome') },
  { table: BudgetItemRow, sql: asKnown('budget_item') },
];

const toOutcome = (row: OutcomeRow): Outcome => ({
  id: row.id,
  planId: row.plan_id,
  ref: row.ref,
  text: row.text,
  tags: row.tags === '' ? [] : (row.tags.split(' ') as OutcomeTag[]),
  budgetEligible: Boolean(row.budget_eligible),
  version: row.version,
  from: row.from_on ?? null,
  to: row.to_on ?? null,
});

const toItem = (row: BudgetItemRow): Item => ({
  id: row.id,
  version: row.version,
  planId: row.plan_id,
  outcomeId: row.outcome_id,
  budgetId: row.budget_id,
  section: row.section as PlanSection | null,
  reference: row.reference,
  stream: row.stream as Stream | null,
  service: row.service,
  description: row.description,
  quantity: row.quantity,
  unit: row.unit,
  unitPrice: row.unit_price,
  unitsPerWeek: row.units_per_week,
  cost: readAmount(row, 'cost') ?? amount(0),
  from: row.from_on,
  to: row.to_on,
  benefitsPersonId: row.benefits_person_id,
  householdRelative: Boolean(row.household_relative),
});

/** Each person's plans, oldest first, with their outcomes and costed lines in the order they were recorded. */
export function toPlans(sets: RowSets): ReadonlyMap<number, Plan[]> {
  const byId = <R extends { id: number }>(a: R, b: R): number => a.id - b.id;
  // One that has ended comes after those that hold, so that a reference found first is the one that holds.
  const heldFirst = (a: OutcomeRow, b: OutcomeRow): number => Number((a.to_on ?? null) !== null) - Number((b.to_on ?? null) !== null) || byId(a, b);
  const outcomes = groupBy([...rowsOf(sets, OutcomeRow)].sort(heldFirst), (row) => row.plan_id);
  const items = groupBy([...rowsOf(sets, BudgetItemRow)].sort(byId), (row) => row.plan_id);
  const plans = new Map<number, Plan[]>();
  for (const [personId, rows] of groupBy(rowsOf(sets, PlanRow), (row) => row.person_id))
    plans.set(
      personId,
      rows
        .map((row): Plan => ({
          id: row.id,
          kind: row.kind as PlanKind,
          status: row.status as PlanStatus,
          from: row.from_on,
          to: row.to_on,
          version: row.version,
          reviewEveryMonths: row.review_every_months,
          agreedOn: row.agreed_on,
          agreedBy: row.agreed_by,
          ceasedOn: row.ceased_on,
          outcomes: (outcomes.get(row.id) ?? []).map(toOutcome),
          items: (items.get(row.id) ?? []).map(toItem),
        }))
        .sort((a, b) => (a.from === b.from ? a.id - b.id : a.from < b.from ? -1 : 1)),
    );
  return plans;
}
