import type { Reading } from '../../database/reading';
import { type Day, OPEN_ENDED } from '../../vocabulary/day';

/** What the SEN2 returns said of personal budgets, of the plans in being on a day: each plan once in the total. */
export interface ReturnedCounts {
  readonly plans: number;
  readonly takenUp: number;
  readonly organised: number;
  /** By the return's own code: which code is which stream is not published where we looked. */
  readonly directPayments: ReadonlyMap<string, number>;
}

interface Returned {
  readonly plan_id: number;
  readonly budget_taken_up: boolean | 0 | 1 | null;
  readonly organised_arrangements: boolean | 0 | 1 | null;
  readonly direct_payments: string | null;
}

/** Counts what returns said last of each plan of a council. */
export async function returnedCounts(reading: Reading, authorityId: number, on: Day): Promise<ReturnedCounts> {
  const rows = await reading.rows<Returned>(
    `SELECT r.plan_id, r.budget_taken_up, r.organised_arrangements, r.direct_payments FROM returned_fact r
     JOIN plan p ON p.id = r.plan_id AND p.superseded_at = ?
     WHERE p.authority_id = ? AND p.from_on <= ? AND (p.to_on IS NULL OR p.to_on >= ?) AND (p.ceased_on IS NULL OR p.ceased_on > ?)
     ORDER BY r.recorded_at, r.id`,
    [OPEN_ENDED, authorityId, on, on, on],
  );
  const last = [...new Map(rows.map((row) => [Number(row.plan_id), row])).values()];
  const taken = last.filter((row) => Boolean(row.budget_taken_up));
  const codes = Map.groupBy(
    taken.flatMap(({ direct_payments: code }) => (code === null ? [] : [code])),
    (code) => code,
  );
  return {
    plans: last.length,
    takenUp: taken.length,
    organised: taken.filter((row) => Boolean(row.organised_arrangements)).length,
    directPayments: new Map([...codes].map(([code, all]) => [code, all.length])),
  };
}
