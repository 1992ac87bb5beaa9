import type { Reading } from '../database/reading';
import type { AccessEventRow } from './access-event.entity';
import type { AuditChainRow } from './audit-chain.entity';
import { type Head, linkOf, START } from './chain';
import type { Seal } from './seals';

/** CHANGED: says something else than was written. MISSING: is gone. MOVED: stands where another stood. ADDED: no hub wrote it. */
export type Tampering = 'CHANGED' | 'MISSING' | 'MOVED' | 'ADDED';
export interface Finding {
  readonly kind: Tampering;
  readonly series: number | null;
  readonly seq: number | null;
  readonly eventId: number | null;
  readonly message: string;
}

export interface VerifiedTrail {
  readonly events: number;
  readonly findings: readonly Finding[];
  readonly seals: readonly Seal[];
  /** Events after the last seal of their chain: taken off the end, they would not be missed. */
  readonly unsealed: number;
}

/** What seals say of a chain: the hash at each place that was sealed. Two that differ cannot both be right. */
interface SealedChain {
  last: number;
  readonly places: Map<number, Set<string>>;
  /** Was it said that the chain is another one? */
  told: boolean;
}

const ROWS_AT_ONCE = 1000;

/** Reads the whole audit trail, chain by chain, a page at a time. It writes nothing, and may run beside working hubs. */
export class TrailVerifier {
  private readonly findings: Finding[] = [];
  private events = 0;
  private unsealed = 0;
  private readonly sealed = new Map<number, SealedChain>();

  constructor(private readonly reading: Reading) {}

  async verify(against: readonly Seal[] = []): Promise<VerifiedTrail> {
    for (const { series, seq, hash } of against) {
      const chain = this.sealed.get(series) ?? { last: 0, places: new Map<number, Set<string>>(), told: false };
      chain.last = Math.max(chain.last, seq);
      chain.places.set(seq, (chain.places.get(seq) ?? new Set()).add(hash));
      this.sealed.set(series, chain);
    }
    const seals: Seal[] = [];
    const last = await this.lastSeries();
    for (let series = 1; series <= last; series++) {
      const end = await this.chain(series);
      if (end) seals.push({ series, ...end });
    }
    await this.strangers();
    return { events: this.events, findings: this.findings, seals, unsealed: this.unsealed };
  }

  /** The number of the last chain that was opened, by whatever knows of it: a counter that was set back hides none. */
  private async lastSeries(): Promise<number> {
    const [counter] = await this.reading.rows<{ next_id: number }>("SELECT next_id FROM id_block WHERE name = 'audit_series'");
    const [held] = await this.reading.rows<{ last: number | null }>('SELECT MAX(series) AS last FROM audit_chain');
    const [counted, known] = [Number(counter?.next_id ?? 1) - 1, Math.max(Number(held?.last ?? 0), ...this.sealed.keys())];
    if (known > counted)
      this.found('CHANGED', null, null, null, `The counter of chains stands at ${counted}, and there were ${known}: it was set back.`);
    return Math.max(counted, known);
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
      const sealed = this.sealed.get(series)?.last ?? 0;
      this.found('MISSING', series, null, null, `Chain ${series} was opened, ${sealed > 0 ? `was sealed at event ${sealed}, ` : ''}and is gone.`);
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
        this.cutOff(series, head?.seq ?? 0, last);
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
    this.seal(series, seq, id, hash);
    return { seq, hash };
  }

  /** Is this the event that was sealed? Said once a chain. */
  private seal(series: number, seq: number, id: number, hash: string): void {
    const chain = this.sealed.get(series);
    const hashes = chain?.places.get(seq);
    if (!chain || !hashes || chain.told || (hashes.size === 1 && hashes.has(hash))) return;
    chain.told = true;
    this.found('CHANGED', series, seq, id, `Chain ${series} is not the one that was sealed: it was written anew up to event ${seq}.`);
  }

  /** What was sealed and lies past the end, where the head does not say so already. */
  private cutOff(series: number, head: number, last: Head): void {
    const sealed = this.sealed.get(series)?.last ?? 0;
    if (sealed > last.seq && head <= last.seq)
      this.found(
        'MISSING',
        series,
        last.seq + 1,
        null,
        `Event ${sealed} of chain ${series} was there when the seal was taken, and the chain ends at ${last.seq}: its end is gone.`,
      );
    this.unsealed += Math.max(0, last.seq - sealed);
  }

  private end(series: number, head: Head & { kind: AuditChainRow['kind'] }, last: Head, hashAtHead: string | null): void {
    if (head.seq > last.seq)
      this.found('MISSING', series, last.seq + 1, null, `Chain ${series} reached event ${head.seq}, and ends at ${last.seq}: its end is gone.`);
    else if (hashAtHead !== head.hash)
      this.found('CHANGED', series, head.seq, null, `Chain ${series} does not end as its head says: event ${head.seq} was written anew.`);
    else if (head.kind !== 'LOOKS' && head.seq < last.seq)
      this.found('ADDED', series, head.seq + 1, null, `Chain ${series} goes on after its head: events from ${head.seq + 1} were added by no hub.`);
  }

  /** Rows that no chain holds. */
  private async strangers(): Promise<void> {
    const loose = await this.reading.rows<{ id: number }>(
      'SELECT id FROM access_event WHERE series IS NULL OR seq IS NULL OR seq < 1 OR series NOT IN (SELECT series FROM audit_chain) ORDER BY id LIMIT 1000',
    );
    for (const { id } of loose) this.found('ADDED', null, null, Number(id), `Row ${id} is in no chain: no hub wrote it.`);
  }
}
