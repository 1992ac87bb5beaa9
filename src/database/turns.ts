import { setImmediate as nextTurn } from 'node:timers/promises';
import { mustBeWaitedFor, notWaitedFor } from './while-waited';

/** Milliseconds of work after which others have their turn. */
const A_TURN = 12;

interface Waiting {
  readonly work: () => void;
  readonly stop: (reason: unknown) => void;
}

/**
 * The work of one request, in turns: what takes long gives the others of this process theirs every few milliseconds, and stops once
 * nobody waits for it any more. Work that is short is done at once and pays for a look at the clock alone.
 */
export class Turns {
  /** When this turn began; null: the loop has been round since. */
  private began: number | null = null;
  private waiting: Waiting[] = [];
  /** How many of those are done. */
  private done = 0;
  /** Statements that are sent once nothing waits. */
  private gathering: (() => void)[] = [];

  constructor(
    private readonly signal?: AbortSignal,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Has this turn lasted long enough? The first who asks begins it. */
  get isOver(): boolean {
    return this.now() - (this.began ?? this.begin()) >= A_TURN;
  }

  private begin(): number {
    setImmediate(() => (this.began = null));
    return (this.began = this.now());
  }

  /** Between the steps of a loop: lets others have their turn where this one is over, and throws where nobody waits for it any more. */
  async between(): Promise<void> {
    if (this.isOver) {
      await nextTurn();
      if (this.began === null) this.begin();
    }
    mustBeWaitedFor(this.signal);
  }

  /** May work be done at once: nothing waits before it, and somebody waits for it? */
  get isFree(): boolean {
    return this.waiting.length === 0 && !this.isOver && !this.signal?.aborted;
  }

  /** Does work in a turn to come, in the order in which it was asked for. */
  later<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.waiting.length === 0) setImmediate(this.take);
      this.waiting.push({
        work: () => {
          try {
            resolve(work());
          } catch (error) {
            reject(error);
          }
        },
        stop: reject,
      });
    });
  }

  /**
   * Sends what is gathered once everything that waits has been asked, and all that follows from it at once: one statement for a level of an
   * answer, however many turns the level takes.
   */
  readonly gathered = (send: () => void): void => {
    queueMicrotask(() => process.nextTick(() => (this.waiting.length > 0 ? this.gathering.push(send) : send())));
  };

  /** Runs a rule that stops between its steps to its end, with turns for others. */
  async through<Result>(steps: Generator<void, Result>): Promise<Result> {
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) return step.value;
      if (this.isOver || this.signal?.aborted) await this.between();
    }
  }

  /** Does what waits, one after another: each with all that follows from it at once, before the clock is looked at. */
  private readonly take = (): void => {
    if (this.began === null) this.begin();
    const next = this.waiting[this.done++];
    if (this.signal?.aborted) this.stop();
    else next?.work();
    if (this.done < this.waiting.length) {
      if (this.isOver) setImmediate(this.take);
      // Once the promises that it has kept are followed up.
      else queueMicrotask(() => process.nextTick(this.take));
    } else {
      this.waiting = [];
      this.done = 0;
      for (const send of this.gathering.splice(0)) this.gathered(send);
    }
  };

  private stop(): void {
    const stopped = this.waiting.slice(this.done - 1);
    this.done = this.waiting.length;
    for (const { stop } of stopped) stop(notWaitedFor());
  }
}
