import { afterWhatHasArrived, DeadlineError } from '../deadline';
import type { Tell } from '../store';
import { Unavailable } from '../unavailable';

/** The server behind a pool, asked on a connection of its own each time. */
export interface Server {
  /** Rejects where the server does not answer. Which of these connections run nothing, as far as the server can tell. */
  idleAmong(connections: readonly number[]): Promise<ReadonlySet<number>>;
  /** Ends a connection that was given up here, with whatever it holds there. */
  end(connection: number): Promise<void>;
}

export interface PulseTimes {
  /** A call that takes longer makes the server be asked whether it answers at all. */
  readonly slowMs: number;
  /** How often that is asked, while a call is slow or nothing answers. */
  readonly everyMs: number;
  /** A call that takes longer is given up, though the server answers. */
  readonly callMs: number;
}
const TIMES: PulseTimes = { slowMs: 750, everyMs: 250, callMs: 15_000 };

interface Call {
  readonly what: string;
  readonly since: number;
  readonly connection: number | null;
  /** How many times in a row the server said that its connection runs nothing. */
  idle: number;
  fail(error: Error): void;
}

/**
 * Tells a slow statement from a database that does not answer. A slow statement may go on while the server answers others; where
 * it does not, every call is given up at once, and new ones are refused until it does. A call whose connection runs nothing over there
 * has lost its answer on the way.
 */
export class Pulse {
  private readonly calls = new Set<Call>();
  private timer: NodeJS.Timeout | null = null;
  private silence: Unavailable | null = null;
  /** Outages so far: a connection from before one is not trusted after it. */
  outages = 0;

  constructor(
    private readonly server: Server,
    private readonly tell: Tell,
    private readonly times: PulseTimes = TIMES,
  ) {}

  /** What is wrong, while the server does not answer. */
  get silent(): Unavailable | null {
    return this.silence;
  }

  /** Waits for `work`, on a connection where it has one, as long as the server answers. `late` is called with what came after all. */
  async call<T>(what: string, connection: number | null, work: Promise<T>, late?: (result: T) => void): Promise<T> {
    const given = Promise.withResolvers<never>();
    let over = false;
    const call: Call = {
      what,
      since: performance.now(),
      connection,
      idle: 0,
      fail: (error) => {
        over = true;
        given.reject(error);
      },
    };
    work.then(
      (result) => {
        if (over) late?.(result);
      },
      () => undefined,
    );
    if (this.silence) call.fail(this.silence);
    this.calls.add(call);
    this.plan();
    try {
      return await Promise.race([work, given.promise]);
    } finally {
      this.calls.delete(call);
    }
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.calls.clear();
    this.silence = null;
  }

  private plan(): void {
    if (this.timer || (this.calls.size === 0 && !this.silence)) return;
    this.timer = setTimeout(() => {
      this.look().then(
        () => this.again(),
        () => this.again(),
      );
    }, this.times.everyMs);
    this.timer.unref();
  }
  private again(): void {
    this.timer = null;
    this.plan();
  }

  private async look(): Promise<void> {
    await afterWhatHasArrived();
    const slow = [...this.calls].filter(({ since }) => performance.now() - since >= this.times.slowMs);
    if (slow.length === 0 && !this.silence) return;
    try {
      const idle = await this.server.idleAmong(slow.flatMap(({ connection }) => connection ?? []));
      if (this.silence) this.tell('the database answers again');
      this.silence = null;
      for (const call of slow) if (this.calls.has(call)) this.judge(call, idle);
    } catch (error) {
      if (!this.silence) this.tell('the database does not answer', error);
      this.silence ??= new Unavailable('does not answer', error);
      this.outages++;
      for (const call of this.calls) call.fail(this.silence);
    }
  }

  private judge(call: Call, idle: ReadonlySet<number>): void {
    const { what, since, connection } = call;
    call.idle = connection !== null && idle.has(connection) ? call.idle + 1 : 0;
    const late = performance.now() - since >= this.times.callMs;
    if (call.idle < 2 && !late) return;
    call.fail(call.idle < 2 ? new DeadlineError(what, this.times.callMs) : Object.assign(new Error(`${what} lost its connection`), { fatal: true }));
    if (connection !== null) this.server.end(connection).catch((error: unknown) => this.tell('a connection could not be ended', error));
  }
}
