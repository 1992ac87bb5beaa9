import type { Logger } from 'pino';
import { faultOf } from './http/fault';

/** Milliseconds that running requests have to finish once the hub is told to stop; then they are cut short. */
const DRAIN_MS = 10_000;
/** After a fault of which nobody knows what it left behind, less. */
const DRAIN_AFTER_FAULT_MS = 2_000;
/** What is closed after that takes no longer: a database that hangs keeps nobody. */
const CLOSE_MS = 5_000;
/** Ctrl-C comes twice, once from the terminal and once from npm; a second wish to stop comes later than that. */
const SAME_WISH_MS = 1_000;

type Stop = (deadlineMs: number) => Promise<void>;

/**
 * The life of the process, from its first line to its exit. A promise that was rejected and that nobody looked at says that something was not
 * done, of which nobody waits to hear: it is logged, and the hub goes on. An exception that nobody caught may have left anything half done: it
 * is logged, running requests finish, and the process ends, for whatever keeps it to start another.
 */
export class Life {
  private stop: Stop | null = null;
  private toldAt: number | null = null;

  constructor(
    private readonly logger: Logger,
    private readonly say: (text: string) => void,
  ) {}

  get isEnding(): boolean {
    return this.toldAt !== null;
  }

  watch(): void {
    process.on('unhandledRejection', (reason) => this.logger.error({ err: faultOf(reason) }, 'a promise was rejected, and nobody looked'));
    process.on('uncaughtException', (error) => {
      this.logger.fatal({ err: faultOf(error) }, 'an exception that nobody caught: the hub finishes what runs, and ends');
      this.end(DRAIN_AFTER_FAULT_MS, 1);
    });
    // A terminal that has gone, or a full disk, takes no more lines: that is no reason to end.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  }

  /** From now on a signal lets running requests finish first; a second one cuts them short. */
  stopBy(stop: Stop): void {
    this.stop = stop;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        if (this.toldAt === null) {
          this.say('\nStopping: running requests finish first. A second signal cuts them short.');
          this.end(DRAIN_MS, 0);
        } else if (performance.now() - this.toldAt > SAME_WISH_MS) this.end(0, 0);
      });
  }

  private end(deadlineMs: number, code: number): void {
    this.toldAt ??= performance.now();
    setTimeout(() => process.exit(1), deadlineMs + CLOSE_MS).unref();
    if (!this.stop) process.exit(code);
    this.stop(deadlineMs).then(
      () => process.exit(code),
      () => process.exit(1),
    );
  }
}
