import type { Actor } from '../access/actor';
import { insertAll } from '../database/changes';
import type { Store } from '../database/store';
import type { Instant } from '../vocabulary/day';
import { AccessEventRow, NOBODY, SUMMARY } from './access-event.entity';
import { chain, type Event, type Head, headMove, openChain, START } from './chain';

/** What one line of the trail holds; unpaired surrogates, which no database keeps, are replaced before they are hashed. */
const line = (text: string): string => text.slice(0, 255).toWellFormed();

/** The event that says who did what to whose record. */
export const accessEvent = (
  id: number,
  at: Instant,
  personId: number,
  actor: Actor,
  purpose: string | null,
  action: string,
  rules: readonly string[] | null,
): Event => ({
  id,
  at,
  person_id: personId,
  subject: line(actor.subject),
  who: line(actor.name),
  role: actor.role,
  organisation: line(`${actor.organisation.code} ${actor.organisation.name}`),
  purpose: purpose === null ? null : line(purpose),
  action,
  rules: rules === null ? null : JSON.stringify(rules),
});

/** Looks that are written down together; an id is taken for each when its turn comes. */
interface Group {
  readonly at: Instant;
  readonly events: ((take: () => number) => Event)[];
  readonly written: PromiseWithResolvers<void>;
}

/**
 * Writes down every look at a person's record before the answer leaves. Requests that arrive while a write is under way share
 * the next one, so that the cost is a write per group and not per request. The chain is this process's own and one group is
 * written at a time, so its end is known without asking, and moves with what is written.
 */
export class ReadRecorder {
  private waiting: Group | null = null;
  private running: Promise<void> | null = null;
  private series: number | null = null;
  private head: Head = START;

  constructor(private readonly store: Store) {}

  /** `inEmergency`: whose records were read by virtue of an emergency. */
  record(
    personIds: Iterable<number>,
    actor: Actor,
    purpose: string | null,
    at: Instant,
    inEmergency: (personId: number) => boolean = () => false,
  ): Promise<void> {
    const events = [...personIds].map(
      (personId) => (take: () => number) =>
        accessEvent(take(), at, personId, actor, purpose, inEmergency(personId) ? 'EMERGENCY_READ' : 'READ', null),
    );
    return this.put(events, at);
  }

  /** Questions about many: what was asked of whose area, each an event about nobody. */
  recordSummaries(questions: readonly (readonly string[])[], actor: Actor, purpose: string | null, at: Instant): Promise<void> {
    return this.put(
      questions.map((asked) => (take: () => number) => accessEvent(take(), at, NOBODY, actor, purpose, SUMMARY, asked)),
      at,
    );
  }

  private put(events: readonly ((take: () => number) => Event)[], at: Instant): Promise<void> {
    if (events.length === 0) return Promise.resolve();
    this.waiting ??= { at, events: [], written: Promise.withResolvers() };
    this.waiting.events.push(...events);
    const { promise } = this.waiting.written;
    this.running ??= this.run();
    return promise;
  }

  /** Waits for what is being written. Called once no more looks come. */
  async close(): Promise<void> {
    await this.running;
  }

  private async run(): Promise<void> {
    while (this.waiting) {
      const group = this.waiting;
      this.waiting = null;
      await this.write(group).then(group.written.resolve, group.written.reject);
    }
    this.running = null;
  }

  private async write({ events, at }: Group): Promise<void> {
    await this.store.auditIds.ensure(events.length);
    if (this.series === null) {
      this.series = await openChain(this.store, 'READS', at);
      this.head = START;
    }
    const next = chain(
      this.series,
      this.head,
      events.map((event) => event(this.store.auditIds.take)),
    );
    const move = headMove(this.series, this.head, next.head);
    // Where it fails, whether it was written is not known; where the head did not move, somebody else had moved it, which
    // the trail shows. Either way what comes next begins a chain of its own.
    let moved = false;
    try {
      moved = await this.store.append(insertAll(AccessEventRow, next.rows), move);
    } finally {
      if (!moved) this.series = null;
    }
    this.head = next.head;
  }
}
