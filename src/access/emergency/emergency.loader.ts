import type { RowSets } from '../../database/changes';
import type { WaveStatement } from '../../database/reading';
import { asWritten, groupBy, rowsOf } from '../../database/row-sets';
import type { EmergencyAccess, EmergencyReview } from '../../person/emergency.types';
import { EmergencyAccessRow, EmergencyReviewRow } from './emergency.entity';

/** Emergencies are read with every person: what a reader is shown may rest on them. */
export const EMERGENCY_STATEMENTS: readonly WaveStatement[] = [
  { table: EmergencyAccessRow, sql: asWritten('emergency_access') },
  { table: EmergencyReviewRow, sql: asWritten('emergency_review') },
];

const toEmergency = (row: EmergencyAccessRow): EmergencyAccess => ({
  id: row.id,
  subject: row.subject,
  who: row.who,
  role: row.role,
  organisationCode: row.organisation_code,
  organisation: row.organisation,
  reason: row.reason,
  openedAt: row.recorded_at,
  endsAt: row.ends_at,
  reviewDueOn: row.review_due_on,
});
const toReview = (row: EmergencyReviewRow): EmergencyReview => ({
  id: row.id,
  emergencyId: row.emergency_id,
  on: row.reviewed_on,
  by: row.reviewed_by,
  justified: Boolean(row.justified),
  finding: row.finding,
});

/** What each person's facts hold of emergencies, oldest first. */
export function toEmergencies(sets: RowSets): (personId: number) => { emergencies: EmergencyAccess[]; emergencyReviews: EmergencyReview[] } {
  const rows = groupBy(rowsOf(sets, EmergencyAccessRow), (row) => row.person_id);
  const reviews = groupBy(rowsOf(sets, EmergencyReviewRow), (row) => row.person_id);
  return (personId) => ({
    emergencies: (rows.get(personId) ?? []).map(toEmergency).sort((a, b) => a.id - b.id),
    emergencyReviews: (reviews.get(personId) ?? []).map(toReview),
  });
}
