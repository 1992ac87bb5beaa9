import type { Actor } from '../access/actor';
import { insertAll } from '../database/changes';
import type { Store } from '../database/store';
import type { Instant } from '../vocabulary/day';
import { AccessEventRow } from './access-event.entity';

/** The row that says who did what to whose record. */
export const accessEvent = (
  id: number,
  at: Instant,
  personId: number,
  actor: Actor,
  purpose: string | null,
  action: string,
  rules: readonly string[] | null,
): AccessEventRow => ({
  id,
  at,
  person_id: personId,
  subject: actor.subject,
  who: actor.name,
  role: actor.role,
  organisation: `${actor.organisation.code} ${actor.organisation.name}`,
  purpose,
  action,
  rules: rules === null ? null : JSON.stringify(rules),
});

/** Looks that are written down together; an id is taken for each when its turn comes. */
interface Group {
  readonly rows: ((take: () => number) => AccessEventRow)[];
  readonly written: PromiseWithResolvers<void>;
}

/**
 * Writes down every look at a person's record before the answer leaves. Requests that arrive while a write is under way share
 * the next one, so that the cost is a write per group and not per request.
 */
export class ReadRecorder {
  private waiting: Group | null = null;
  private running = false;

  constructor(private readonly store: Store) {}

  record(personIds: Iterable<number>, actor: Actor, purpose: string | null, at: Instant): Promise<void> {
    const rows = [...personIds].map((personId) => (take: () => number) => accessEvent(take(), at, personId, actor, purpose, 'READ', null));
    if (rows.length === 0) return Promise.resolve();
    this.waiting ??= { rows: [], written: Promise.withResolvers() };
    this.waiting.rows.push(...rows);
    const { promise } = this.waiting.written;
    if (!this.running) void this.run();
    return promise;
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.waiting) {
      const group = this.waiting;
      this.waiting = null;
      try {
        await this.store.auditIds.ensure(group.rows.length);
        await this.store.append(insertAll(AccessEventRow, group.rows.map((row) => row(this.store.auditIds.take))));
        group.written.resolve();
      } catch (error) {
        group.written.reject(error);
      }
    }
    this.running = false;
  }
}
