import { createHash } from 'node:crypto';
import { insert } from '../database/changes';
import { takeBlockFrom } from '../database/ids';
import type { Statement, Store } from '../database/store';
import type { Instant } from '../vocabulary/day';
import type { AccessEventRow } from './access-event.entity';
import { AuditChainRow, type ChainKind } from './audit-chain.entity';

/** An event before it has its place in a chain. */
export type Event = Omit<AccessEventRow, 'series' | 'seq' | 'prev' | 'hash'>;

/** The end of a chain. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}
export const START: Head = { seq: 0, hash: '' };

/** The hash of an event in its place: of everything that it says and of the hash of the one before it. */
export const linkOf = (series: number, seq: number, prev: string, event: Event): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        series,
        seq,
        prev,
        Number(event.id),
        Number(event.at),
        Number(event.person_id),
        event.subject,
        event.who,
        event.role,
        event.organisation,
        event.purpose,
        event.action,
        event.rules,
      ]),
    )
    .digest('base64url');

/** Gives events their places after `head`. */
export function chain(series: number, head: Head, events: readonly Event[]): { rows: AccessEventRow[]; head: Head } {
  let end = head;
  const rows = events.map((event) => {
    const [seq, prev] = [end.seq + 1, end.hash];
    const hash = linkOf(series, seq, prev, event);
    end = { seq, hash };
    return { ...event, series, seq, prev, hash };
  });
  return { rows, head: end };
}

/** Moves the head of a chain on. Changes no row where it is not where it was believed to be. */
export const headMove = (series: number, from: Head, to: Head): Statement => ({
  sql: 'UPDATE audit_chain SET seq = ?, hash = ? WHERE series = ? AND seq = ? AND hash = ?',
  values: [to.seq, to.hash, series, from.seq, from.hash],
});

/** Begins a chain that this process alone will write. Its number is the next one, so that a chain that is gone is missed. */
export const openChain = (store: Store, kind: ChainKind, at: Instant): Promise<number> =>
  store.write(async (tx) => {
    const { from: series } = await takeBlockFrom(tx, 'audit_series', 1);
    await tx.apply([insert(AuditChainRow, { series, kind, opened_at: at, ...START })]);
    return series;
  });
