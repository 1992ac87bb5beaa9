import { createHash } from 'node:crypto';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DayColumn } from '../database/row';
import type { Writing } from '../database/store';
import type { Day } from '../vocabulary/day';
import type { Actor } from './actor';

/** So many tries a day of what is rationed: by one who asks, and by all of their organisation. */
export interface Rations {
  readonly caller: number;
  readonly organisation: number;
}
export const DEFAULT_RATIONS: Rations = { caller: 5, organisation: 30 };

/** How many tries were made of a ration on its day. It names nobody: who tried is kept elsewhere. */
@Entity('ration')
export class RationRow {
  /** SHA-256 of what is rationed, the day, and whose ration it is. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  ration!: string;
  @DayColumn()
  on_day!: Day;
  @Column({ type: 'bigint' })
  tries!: number;
}

const keyOf = (...parts: readonly string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/**
 * One more try, in the transaction of what is tried: the guarded update holds the row until that is over, so that requests that run side by
 * side, on however many hubs, come to no more than there are. A row that another has just made is a duplicate, and the transaction begins again.
 */
async function taken(tx: Writing, ration: string, on: Day, most: number): Promise<boolean> {
  if ((await tx.execute('UPDATE ration SET tries = tries + 1 WHERE ration = ? AND tries < ?', [ration, most])) === 1) return true;
  const [row] = await tx.rows<{ tries: number }>('SELECT tries FROM ration WHERE ration = ?', [ration]);
  if (row || most < 1) return false;
  await tx.execute('INSERT INTO ration (ration, on_day, tries) VALUES (?, ?, 1)', [ration, on]);
  return true;
}

/** Whose ration is used up; null where there was one of each left, which is then taken. */
export async function takeRation(
  tx: Writing,
  what: string,
  { subject, organisation }: Actor,
  on: Day,
  rations: Rations,
): Promise<keyof Rations | null> {
  const place = `${organisation.kind} ${organisation.code}`;
  if (!(await taken(tx, keyOf(what, on, place, subject), on, rations.caller))) return 'caller';
  return (await taken(tx, keyOf(what, on, place), on, rations.organisation)) ? null : 'organisation';
}
