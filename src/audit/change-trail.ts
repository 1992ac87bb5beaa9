import { insertAll } from '../database/changes';
import type { Store, Writing } from '../database/store';
import type { Instant } from '../vocabulary/day';
import { AccessEventRow } from './access-event.entity';
import { chain, type Event, type Head, headMove, openChain, START } from './chain';

/**
 * Puts changes on record in the transaction that makes them. The chain's head is the last row that a transaction takes, so
 * that changes of different people wait for one another only while they commit, and never in a circle.
 */
export class ChangeTrail {
  private opening: Promise<number> | null = null;
  /** Where the chain is believed to end: asked of the database only where that proves wrong. */
  private head: Head = START;

  constructor(private readonly store: Store) {}

  /** Before a transaction begins: a chain is opened on the first change. */
  async ready(at: Instant): Promise<void> {
    const opening = (this.opening ??= openChain(this.store, 'CHANGES', at));
    try {
      await opening;
    } catch (error) {
      // Another may have begun it anew meanwhile.
      if (this.opening === opening) this.opening = null;
      throw error;
    }
  }

  async append(tx: Writing, events: readonly Event[]): Promise<void> {
    if (events.length === 0) return;
    if (!this.opening) throw new Error('a chain is opened before the transaction: call ready()');
    const series = await this.opening;
    let next = chain(series, this.head, events);
    if (!(await moveHead(tx, series, this.head, next.head))) {
      const head = await this.headOf(tx, series);
      next = chain(series, head, events);
      if (!(await moveHead(tx, series, head, next.head))) throw new Error(`the head of audit chain ${series} moved while it was held`);
    }
    this.head = next.head;
    await tx.apply(insertAll(AccessEventRow, next.rows));
  }

  private async headOf(tx: Writing, series: number): Promise<Head> {
    const lock = this.store.kind === 'mariadb' ? ' FOR UPDATE' : '';
    const [row] = await tx.rows<Head>(`SELECT seq, hash FROM audit_chain WHERE series = ?${lock}`, [series]);
    if (!row) throw new Error(`audit chain ${series} is gone`);
    return { seq: Number(row.seq), hash: row.hash };
  }
}

async function moveHead(tx: Writing, series: number, from: Head, to: Head): Promise<boolean> {
  const { sql, values } = headMove(series, from, to);
  return (await tx.execute(sql, values)) === 1;
}
