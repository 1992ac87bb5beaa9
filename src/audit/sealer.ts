import { randomUUID } from 'node:crypto';
import { withDeadline } from '../database/deadline';
import type { Reading } from '../database/reading';
import type { Instant } from '../vocabulary/day';
import type { SealPlace } from './seal-place';
import { hashOfLine, lineOfSeal, type Occasion, type Seal } from './seals';

export interface SealerOptions {
  readonly place: SealPlace;
  readonly everyMs: number;
  /** What seals are signed with; null: they are not. */
  readonly key: Uint8Array | null;
  readonly now: () => Instant;
  /** Told of what went wrong, and that it is well again (no fault). */
  readonly tell: (what: string, fault: unknown) => void;
}

/** How sealing goes, for whoever watches the hub. */
export interface SealState {
  readonly state: 'KEPT' | 'FAILING' | 'NONE_YET';
  readonly newest: Instant | null;
}

/** Milliseconds that a place has to take a seal, after which one that it did not take is tried again, and that the last has as the hub stops. */
const PLACE_MS = 15_000;
const AGAIN_MS = 10_000;
const LAST_MS = 5_000;

/** Where the chains end, by the database. */
export async function endsOf(reading: Reading): Promise<readonly Seal[]> {
  const rows = await reading.rows<Seal>('SELECT series, seq, hash FROM audit_chain ORDER BY series');
  return rows.map(({ series, seq, hash }) => ({ series: Number(series), seq: Number(seq), hash }));
}

/**
 * Writes down where the chains of the audit trail end, outside the database: as the hub starts, every so often, and as it stops. A
 * place that takes nothing is told of and tried again; nobody waits for it.
 */
export class Sealer {
  private readonly hub = randomUUID();
  private n = 1;
  private prev = '';
  private sealed = new Map<number, Seal>();
  private timer: NodeJS.Timeout | undefined;
  private last: Promise<void> = Promise.resolve();
  private failing = false;
  private newest: Instant | null = null;
  private stopped = false;

  constructor(
    private readonly reading: Reading,
    private readonly options: SealerOptions,
  ) {}

  start(): void {
    this.last = this.attempt('START').then(() => this.later());
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    const over = this.last.then(() => this.attempt('STOP'));
    await withDeadline('the last seal', LAST_MS, over).catch((error: unknown) => this.options.tell('the last seal could not be kept', error));
  }

  get state(): SealState {
    return { state: this.failing ? 'FAILING' : this.newest === null ? 'NONE_YET' : 'KEPT', newest: this.newest };
  }

  private later(): void {
    if (this.stopped) return;
    const pause = this.failing ? Math.min(AGAIN_MS, this.options.everyMs) : this.options.everyMs;
    this.timer = setTimeout(() => {
      this.last = this.attempt(this.newest === null ? 'START' : 'RUNNING').then(() => this.later());
    }, pause).unref();
  }

  private async attempt(occasion: Occasion): Promise<void> {
    const { place, tell } = this.options;
    try {
      await this.seal(occasion);
      if (this.failing) tell(`seals of the audit trail are kept again at ${place.name}`, null);
      this.failing = false;
    } catch (error) {
      this.failing = true;
      tell(`a seal of the audit trail could not be kept at ${place.name}; it is tried again`, error);
    }
  }

  private async seal(occasion: Occasion): Promise<void> {
    const { place, key, now, tell } = this.options;
    const ends = await endsOf(this.reading);
    const lost = this.lost(ends);
    lost.forEach((fault) => tell(fault, new Error('the audit trail is not as it was sealed: run npm run audit -- verify')));
    const moved = ends.filter(({ series, seq, hash }) => {
      const before = this.sealed.get(series);
      return before?.seq !== seq || before.hash !== hash;
    });
    // A hub at which nothing happens has nothing new to seal.
    if (occasion === 'RUNNING' && moved.length === 0 && lost.length === 0) return;
    const at = now();
    const line = lineOfSeal({ hub: this.hub, n: this.n, prev: this.prev }, at, occasion, ends, moved, key);
    await withDeadline('the place of the seals', PLACE_MS, place.add(line));
    [this.n, this.prev, this.newest] = [this.n + 1, hashOfLine(line), at];
    this.sealed = new Map(ends.map((end) => [end.series, end]));
  }

  /** What was there at the last seal, and is not: seen at the next one, long before anybody verifies the trail. */
  private lost(ends: readonly Seal[]): string[] {
    const now = new Map(ends.map((end) => [end.series, end]));
    return [...this.sealed.values()].flatMap(({ series, seq, hash }) => {
      const end = now.get(series);
      if (!end) return [`audit chain ${series} was sealed, and is gone`];
      if (end.seq < seq) return [`audit chain ${series} was sealed at event ${seq}, and ends at ${end.seq}`];
      return end.seq === seq && end.hash !== hash ? [`event ${seq} of audit chain ${series} was sealed, and is another`] : [];
    });
  }
}
