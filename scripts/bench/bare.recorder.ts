import type { Pool } from 'mysql2/promise';
import type { Actor } from '../../src/access/actor';
import { type Event, type Head, linkOf, START } from '../../src/audit/chain';

const IDS_AT_ONCE = 20_000;
const PIN_LOOKS = 1000;
const COLUMNS = 'id, at, person_id, subject, who, role, organisation, purpose, action, rules, series, seq, prev, hash';

interface Looked {
  readonly at: number;
  readonly personId: number;
  readonly actor: Actor;
  readonly purpose: string;
}

/** The read record by hand, chained by the same hash: one INSERT for all the looks that came while the one before was being written. */
export class BareRecorder {
  private waiting: { looked: Looked[]; done: Promise<void>; finish: (error: Error | null) => void } | null = null;
  private running: Promise<void> | null = null;
  private nextId = 0;
  private endId = 0;
  private series = 0;
  private head: Head = START;
  private pinned = 0;

  constructor(private readonly pool: Pool) {}

  record(personIds: readonly number[], actor: Actor, purpose: string, at: number): Promise<void> {
    if (personIds.length === 0) return Promise.resolve();
    this.waiting ??= this.newGroup();
    for (const personId of personIds) this.waiting.looked.push({ at, personId, actor, purpose });
    const { done } = this.waiting;
    this.running ??= this.run();
    return done;
  }

  private newGroup(): NonNullable<typeof this.waiting> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    return { looked: [], done: promise, finish: (error) => (error ? reject(error) : resolve()) };
  }

  private async run(): Promise<void> {
    while (this.waiting) {
      const group = this.waiting;
      this.waiting = null;
      try {
        await this.write(group.looked);
        group.finish(null);
      } catch (error) {
        group.finish(error as Error);
      }
    }
    this.running = null;
  }

  private async write(looked: readonly Looked[]): Promise<void> {
    if (this.series === 0) await this.openChain(looked[0]?.at ?? 0);
    if (this.nextId + looked.length > this.endId) {
      const size = Math.max(IDS_AT_ONCE, looked.length);
      this.endId = await this.takeIds('audit', size);
      this.nextId = this.endId - size;
    }
    let { seq, hash } = this.head;
    const rows = looked.map(({ at, personId, actor, purpose }) => {
      const { subject, name, role, organisation } = actor;
      const text = `${organisation.code} ${organisation.name}`;
      const event: Event = {
        id: this.nextId++,
        at,
        person_id: personId,
        subject,
        who: name,
        role,
        organisation: text,
        purpose,
        action: 'READ',
        rules: null,
      };
      const prev = hash;
      hash = linkOf(this.series, ++seq, prev, event);
      return [event.id, at, personId, subject, name, role, text, purpose, 'READ', null, this.series, seq, prev, hash];
    });
    await this.pool.query(`INSERT INTO access_event (${COLUMNS}) VALUES ?`, [rows]);
    this.head = { seq, hash };
    if (seq - this.pinned < PIN_LOOKS) return;
    await this.pool.query('UPDATE audit_chain SET seq = ?, hash = ? WHERE series = ?', [seq, hash, this.series]);
    this.pinned = seq;
  }

  private async openChain(at: number): Promise<void> {
    this.series = (await this.takeIds('audit_series', 1)) - 1;
    await this.pool.query("INSERT INTO audit_chain (series, kind, opened_at, seq, hash) VALUES (?, 'LOOKS', ?, 0, '')", [this.series, at]);
  }

  /** Moves a counter on, and says where it stands then. */
  private async takeIds(counter: string, size: number): Promise<number> {
    const connection = await this.pool.getConnection();
    try {
      await connection.query('UPDATE id_block SET next_id = LAST_INSERT_ID(next_id + ?) WHERE name = ?', [size, counter]);
      const [rows] = await connection.query('SELECT LAST_INSERT_ID() AS id');
      return (rows as { id: number }[])[0]?.id ?? 0;
    } finally {
      connection.release();
    }
  }
}
