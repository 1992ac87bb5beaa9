import { withDeadline } from './deadline';
import { Unavailable } from './unavailable';

/** After so long without a change, one is tried before it is said that changes can be written. */
const STALE_MS = 15_000;
/** A database that took no change is tried again after so long at the earliest. */
const AGAIN_MS = 500;
const TRY_MS = 700;

/** Whether changes can be written: told by the last one, or by a small one that is made where that was long ago, or went wrong. */
export class WriteHealth {
  private fault: string | null = null;
  private told = -Infinity;
  private trying: Promise<void> | null = null;

  /** `tryOut` writes something that changes nothing, of the size of a change. */
  constructor(private readonly tryOut: () => Promise<unknown>) {}

  /** Notes how a change went. What was at fault in itself says nothing about the database. */
  async of<T>(change: Promise<T>): Promise<T> {
    try {
      const answer = await change;
      this.note(null);
      return answer;
    } catch (error) {
      if (error instanceof Unavailable) this.note(error.reason);
      throw error;
    }
  }

  /** What keeps changes from being written; null where nothing does. */
  async look(): Promise<string | null> {
    const age = performance.now() - this.told;
    if (age >= (this.fault === null ? STALE_MS : AGAIN_MS)) {
      this.trying ??= this.of(this.tryOut())
        .then(
          () => undefined,
          () => undefined,
        )
        .finally(() => {
          this.trying = null;
        });
      // One that hangs is waited for no longer, and tells when it ends.
      await withDeadline('a change', TRY_MS, this.trying).catch(() => {
        this.fault = 'takes no changes in time';
      });
    }
    return this.fault;
  }

  private note(fault: string | null): void {
    this.fault = fault;
    this.told = performance.now();
  }
}
