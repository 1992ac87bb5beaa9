import type { RowSets } from '../../database/changes';
import type { WaveStatement } from '../../database/reading';
import { asKnown, groupBy, rowsOf } from '../../database/row-sets';
import type { Step } from '../../rules/rule';
import type { FinancialFacts } from '../../streams/financial-facts.types';
import type { Day } from '../../vocabulary/day';
import type { Pence } from '../../vocabulary/money';
import { FinancialAssessmentRow } from './arrangement.entity';

export const ASSESSMENT_STATEMENTS: readonly WaveStatement[] = [{ table: FinancialAssessmentRow, sql: asKnown('financial_assessment') }];

/** What a person was assessed to pay a week, from a day on, over all the budgets it falls on. */
export interface FinancialAssessment {
  readonly id: number;
  readonly assessedOn: Day;
  readonly from: Day;
  readonly weekly: Pence;
  /** null where only the outcome is known. */
  readonly facts: FinancialFacts | null;
  readonly steps: readonly Step[];
  readonly policy: string | null;
}

/** By their first days; of one day the one recorded last is the last. Its id does not tell: each hub takes ids from blocks of its own. */
export function toAssessments(sets: RowSets): ReadonlyMap<number, FinancialAssessment[]> {
  const assessments = new Map<number, FinancialAssessment[]>();
  for (const [personId, rows] of groupBy(rowsOf(sets, FinancialAssessmentRow), (row) => row.person_id))
    assessments.set(
      personId,
      rows
        .toSorted((a, b) => (a.from_on === b.from_on ? a.recorded_at - b.recorded_at || a.id - b.id : a.from_on < b.from_on ? -1 : 1))
        .map((row) => ({
          id: row.id,
          assessedOn: row.assessed_on,
          from: row.from_on,
          weekly: row.weekly_pence,
          facts: row.facts === null ? null : (JSON.parse(row.facts) as FinancialFacts),
          steps: JSON.parse(row.steps) as Step[],
          policy: row.policy,
        })),
    );
  return assessments;
}
