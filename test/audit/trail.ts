import type { Actor } from '../../src/access/actor';
import type { AccessEventRow } from '../../src/audit/access-event.entity';
import { linkOf } from '../../src/audit/chain';
import { ChangeTrail } from '../../src/audit/change-trail';
import { accessEvent, ReadRecorder } from '../../src/audit/read-recorder';
import type { Store } from '../../src/database/store';

/*
 * A trail as a hub writes it, and what somebody with the database's password may do to it.
 */

export const ACTOR: Actor = {
  subject: 'x',
  name: 'N',
  role: 'AUDITOR',
  organisation: { id: 1, kind: 'LOCAL_AUTHORITY', code: '384', name: 'Wakefield' },
  personId: null,
};

/** A hub's own part of the trail: so many changes and so many looks, one after another. */
export async function aTrail(store: Store, events: number): Promise<void> {
  const [trail, recorder] = [new ChangeTrail(store), new ReadRecorder(store)];
  await trail.ready(0);
  for (let index = 1; index <= events; index++) {
    await store.write((tx) => trail.append(tx, [accessEvent(store.auditIds.take(), index, index, ACTOR, null, 'agreeBudget', [])]));
    await recorder.record([index], ACTOR, 'why', index);
  }
  await recorder.close();
}

export class Tamperer {
  constructor(private readonly store: Store) {}

  execute(sql: string, values: (string | number | null)[] = []): Promise<number> {
    return this.store.write((tx) => tx.execute(sql, values));
  }
  async seriesOf(kind: 'CHANGES' | 'READS'): Promise<number> {
    const [row] = await this.store.reading.rows<{ series: number }>('SELECT MAX(series) AS series FROM audit_chain WHERE kind = ?', [kind]);
    return Number(row?.series);
  }
  events(series: number): Promise<AccessEventRow[]> {
    return this.store.reading.rows<AccessEventRow>('SELECT * FROM access_event WHERE series = ? ORDER BY seq', [series]);
  }
  async event(series: number, seq: number): Promise<AccessEventRow> {
    const row = (await this.events(series)).find((each) => Number(each.seq) === seq);
    if (!row) throw new Error(`there is no event ${seq}`);
    return row;
  }
  remove(series: number, ...seqs: number[]): Promise<number> {
    return this.execute(`DELETE FROM access_event WHERE series = ? AND seq IN (${seqs.join(',')})`, [series]);
  }
  place(series: number, seq: number, where: number): Promise<number> {
    return this.execute('UPDATE access_event SET seq = ? WHERE series = ? AND seq = ?', [where, series, seq]);
  }
  /** Puts a copy of an event somewhere, hashed as the hub would have. */
  async insert(series: number, seq: number, like: AccessEventRow, prev: string): Promise<void> {
    const row = { ...like, id: 900_000_000 + 100 * series + seq, series, seq, prev };
    const forged = { ...row, hash: linkOf(series, seq, prev, row) };
    const names = Object.keys(forged) as (keyof AccessEventRow)[];
    await this.execute(
      `INSERT INTO access_event (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      names.map((name) => forged[name]),
    );
  }
  /** Cuts a chain off after `seq`, and sets back where it ends: all that one who knows the tables can do. */
  async cutOff(series: number, seq: number): Promise<void> {
    const last = await this.event(series, seq);
    await this.execute('DELETE FROM access_event WHERE series = ? AND seq > ?', [series, seq]);
    await this.execute('UPDATE audit_chain SET seq = ?, hash = ? WHERE series = ?', [seq, last.hash, series]);
  }
  /** Writes a chain anew from `seq` on in another's name, every hash and the end with it. */
  async writeAnew(series: number, from: number): Promise<void> {
    let prev = from === 1 ? '' : ((await this.event(series, from - 1)).hash ?? '');
    for (const row of (await this.events(series)).filter(({ seq }) => Number(seq) >= from)) {
      const hash = linkOf(series, Number(row.seq), prev, { ...row, who: 'Nobody' });
      await this.execute('UPDATE access_event SET who = ?, prev = ?, hash = ? WHERE id = ?', ['Nobody', prev, hash, Number(row.id)]);
      prev = hash;
    }
    await this.execute('UPDATE audit_chain SET hash = ? WHERE series = ?', [prev, series]);
  }
  /** Takes a chain away whole, and counts as if it had never been opened. */
  async forget(series: number): Promise<void> {
    await this.execute('DELETE FROM access_event WHERE series = ?', [series]);
    await this.execute('DELETE FROM audit_chain WHERE series = ?', [series]);
    await this.execute("UPDATE id_block SET next_id = ? WHERE name = 'audit_series'", [series]);
  }
}
