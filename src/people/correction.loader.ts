import type { RowSets } from '../database/changes';
import type { Reading, WaveStatement } from '../database/reading';
import { asWritten, groupBy, rowsOf } from '../database/row-sets';
import type { Correction, RecordKind } from '../person/correction.types';
import type { Instant } from '../vocabulary/day';
import { CorrectionRow } from './correction.entity';

export const CORRECTION_STATEMENT: WaveStatement = { table: CorrectionRow, sql: asWritten('correction') };

const toCorrection = (row: CorrectionRow): Correction => ({
  correctionId: row.id,
  budgetId: row.budget_id,
  kind: row.kind as RecordKind,
  id: row.thing,
  version: row.thing_version,
  mistakenAt: row.mistaken_at,
  mistakenAction: row.mistaken_action,
  mistakenBy: row.mistaken_by,
  at: row.recorded_at,
  action: row.action,
  by: row.corrected_by,
  reason: row.reason,
  replacedBy: row.replaced_by,
  paid: row.paid_pence,
  charged: row.charged_pence,
});

/** What was put right on each person's record, first to last. */
export function toCorrections(sets: RowSets): (personId: number) => readonly Correction[] {
  const corrections = groupBy(rowsOf(sets, CorrectionRow), (row) => row.person_id);
  return (personId) => (corrections.get(personId) ?? []).toSorted((a, b) => a.recorded_at - b.recorded_at || a.id - b.id).map(toCorrection);
}

/** When the death that a person's row tells was recorded; null where none is. */
export async function deathRecordedAt(reading: Reading, personId: number): Promise<Instant | null> {
  const [row] = await reading.rows<{ at: number | null }>(
    `SELECT MAX(w.until_at) AS at FROM person_was w JOIN person p ON p.id = w.person_id
      WHERE w.person_id = ? AND w.date_of_death IS NULL AND p.date_of_death IS NOT NULL`,
    [personId],
  );
  return row?.at ? Number(row.at) : null;
}
