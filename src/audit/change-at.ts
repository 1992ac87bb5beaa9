import type { Reading } from '../database/reading';
import type { Instant } from '../vocabulary/day';

/** What the trail says of a change: its mutation, and who made it. */
export interface RecordedChange {
  readonly action: string;
  readonly subject: string;
  readonly who: string;
}

/** The change that was made on a person's record at an instant; null where a file brought it, whose event stands at the first of its batches. */
export async function changeRecordedAt(reading: Reading, personId: number, at: Instant): Promise<RecordedChange | null> {
  const [event] = await reading.rows<RecordedChange>(
    "SELECT action, subject, who FROM access_event WHERE person_id = ? AND at = ? AND action NOT IN ('READ', 'EMERGENCY_READ') ORDER BY id LIMIT 1",
    [personId, at],
  );
  return event && !/^(LOAD|UNDO|MATCH) \d+$/.test(event.action) ? { ...event } : null;
}
