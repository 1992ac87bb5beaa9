import type { Reading } from '../database/reading';
import { formatInstant } from '../vocabulary/day';
import { type AccessEventRow, NOBODY, SUMMARY } from './access-event.entity';

const ROWS_AT_ONCE = 1000;

/** One event as a line of JSON: who did what to whose record, and its place in its chain. */
export function lineOf(row: AccessEventRow): string {
  const said = row.rules === null ? null : (JSON.parse(row.rules) as string[]);
  const ofMany = row.action === SUMMARY;
  return JSON.stringify({
    id: String(row.id),
    at: formatInstant(Number(row.at)),
    personId: Number(row.person_id) === NOBODY ? null : String(row.person_id),
    subject: row.subject,
    who: row.who,
    role: row.role,
    organisation: row.organisation,
    purpose: row.purpose,
    action: row.action,
    rules: ofMany ? null : said,
    ...(ofMany ? { asked: said } : {}),
    series: row.series === null ? null : Number(row.series),
    seq: row.seq === null ? null : Number(row.seq),
    prev: row.prev,
    hash: row.hash,
  });
}

/** The audit trail in the order of its ids, a page at a time; of one person, or of everybody. */
export async function* exportTrail(reading: Reading, personId: number | null): AsyncGenerator<string> {
  let last = 0;
  for (;;) {
    const of = personId === null ? '' : ' AND person_id = ?';
    const rows = await reading.rows<AccessEventRow>(
      `SELECT * FROM access_event WHERE id > ?${of} ORDER BY id LIMIT ${ROWS_AT_ONCE}`,
      personId === null ? [last] : [last, personId],
    );
    for (const row of rows) yield lineOf(row);
    const end = rows.at(-1);
    if (!end) return;
    last = Number(end.id);
  }
}
