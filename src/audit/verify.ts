import type { Reading } from '../database/store';
import type { AccessEventRow } from './access-event.entity';
import type { AuditChainRow } from './audit-chain.entity';
import { type Head, linkOf, START } from './chain';

/** CHANGED: says something else than was written. MISSING: is gone. MOVED: stands where another stood. ADDED: no hub wrote it. */
export type Tampering = 'CHANGED' | 'MISSING' | 'MOVED' | 'ADDED';
export interface Finding {
  readonly kind: Tampering;
  readonly series: number | null;
  readonly seq: number | null;
  readonly eventId: number | null;
  readonly message: string;
}

/** Where a chain ended when it was looked at: kept elsewhere, it shows later whether the whole chain was written anew. */
export interface Seal extends Head {
  readonly series: number;
}
export interface Verified {
  readonly events: number;
  readonly findings: readonly Finding[];
  readonly seals: readonly Seal[];
}

const ROWS_AT_ONCE = 1000;

/** Reads the whole audit trail, chain by chain, a page at a time. It writes nothing, and may run beside working hubs. */
export class TrailVerifier {
  private readonly findings: Finding[] = [];
  private events = 0;

  constructor(private readonly reading: Reading) {}

  async verify(against: readonly Seal[] = []): Promise<Verified> {
    const [counter] = await this.reading.rows<{ next_id: number }>("SELECT next_id FROM id_block WHERE name = 'audit_series'");
    const next = Number(counter?.next_id ?? 1);
    const seals: Seal[] = [];
    for (let series = 1; series < next; series++) {
      const last = await this.chain(series);
      if (last) seals.push({ series, ...last });
    }
    await this.strangers();
    for (const seal of against) await this.sealed(seal);
    return { events: this.events, findings: this.findings, seals };
  }

  private found(kind: Tampering, series: number | null, seq: number | null, eventId: number | null, message: string): void {
    this.findings.push({ kind, series, seq, eventId, message });
  }

  private async head(series: number): Promise<(Head & { kind: AuditChainRow['kind'] }) | null> {
    const [row] = await this.reading.rows<AuditChainRow>('SELECT * FROM audit_chain WHERE series = ?', [series]);
    return row ? { seq: Number(row.seq), hash: row.hash, kind: row.kind } : null;
  }

  private async chain(series: number): Promise<Head | null> {
    if (!(await this.head(series))) {
      this.found('MISSING', series, null, null, `Chain ${series} was opened, and is gone.`);
      return null;
    }
    let last: Head = START;
    for (;;) {
      const rows = await this.reading.rows<AccessEventRow>('SELECT * FROM access_event WHERE series = ? AND seq > ? ORDER BY seq LIMIT ?', [
        series,
        last.seq,
        ROWS_AT_ONCE,
      ]);
      for (const row of rows) last = this.link(series, last, row);
      if (rows.length > 0) continue;
      // Asked only now: hubs may have gone on writing meanwhile.
      const head = await this.head(series);
      if (!head || head.seq <= last.seq || !(await this.more(series, last.seq))) {
        if (head) this.end(series, head, last, await this.hashAt(series, head.seq));
        return last;
      }
    }
  }

  private async more(series: number, after: number): Promise<boolean> {
    return (await this.reading.rows('SELECT id FROM access_event WHERE series = ? AND seq > ? LIMIT 1', [series, after])).length > 0;
  }
  private async hashAt(series: number, seq: number): Promise<string | null> {
    if (seq === 0) return START.hash;
    const [row] = await this.reading.rows<{ hash: string }>('SELECT hash FROM access_event WHERE series = ? AND seq = ?', [series, seq]);
    return row?.hash ?? null;
  }

  private link(series: number, last: Head, row: AccessEventRow): Head {
    this.events++;
    const [seq, id, prev, hash] = [Number(row.seq), Number(row.id), row.prev ?? '', row.hash ?? ''];
    const gap = seq - last.seq - 1;
    if (gap > 0)
      this.found(
        'MISSING',
        series,
        last.seq + 1,
        null,
        gap === 1 ? `Event ${last.seq + 1} of chain ${series} is gone.` : `Events ${last.seq + 1} to ${seq - 1} of chain ${series} are gone.`,
      );
    if (gap === 0 && prev !== last.hash)
      this.found(
        'MOVED',
        series,
        seq,
        id,
        `Event ${seq} of chain ${series} (row ${id}) does not follow the one before it: one of the two stood elsewhere or was written anew.`,
      );
    else if (linkOf(series, seq, prev, row) !== hash)
      this.found('CHANGED', series, seq, id, `Event ${seq} of chain ${series} (row ${id}) was changed after it was written.`);
    return { seq, hash };
  }

  private end(series: number, head: Head & { kind: AuditChainRow['kind'] }, last: Head, hashAtHead: string | null): void {
    if (head.seq > last.seq)
      this.found('MISSING', series, last.seq + 1, null, `Chain ${series} reached event ${head.seq}, and ends at ${last.seq}: its end is gone.`);
    else if (hashAtHead !== head.hash)
      this.found('CHANGED', series, head.seq, null, `Chain ${series} does not end as its head says: event ${head.seq} was written anew.`);
    else if (head.kind === 'CHANGES' && head.seq < last.seq)
      this.found('ADDED', series, head.seq + 1, null, `Chain ${series} goes on after its head: events from ${head.seq + 1} were added by no hub.`);
  }

  /** Rows that no chain holds. */
  private async strangers(): Promise<void> {
    const loose = await this.reading.rows<{ id: number }>(
      'SELECT id FROM access_event WHERE series IS NULL OR seq IS NULL OR seq < 1 OR series NOT IN (SELECT series FROM audit_chain) ORDER BY id LIMIT 1000',
    );
    for (const { id } of loose) this.found('ADDED', null, null, Number(id), `Row ${id} is in no chain: no hub wrote it.`);
  }

  private async sealed({ series, seq, hash }: Seal): Promise<void> {
    const now = await this.hashAt(series, seq);
    if (now === hash) return;
    if (now === null) this.found('MISSING', series, seq, null, `Event ${seq} of chain ${series} was there when the seal was taken, and is gone.`);
    else this.found('CHANGED', series, seq, null, `Chain ${series} is not the one that was sealed: it was written anew up to event ${seq}.`);
  }
}
