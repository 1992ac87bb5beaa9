import type Database from 'better-sqlite3';
import { statSync } from 'node:fs';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';
import { isBusy, sqliteUnavailableBy } from './sqlite.faults';
import type { StatementCounter, Writing } from '../store';
import { Transaction } from '../transaction';
import { Unavailable } from '../unavailable';

interface Job {
  readonly since: number;
  /** Makes the change; what it gives tells its caller, once it is flushed. */
  make(tx: Writing): Promise<() => void>;
  fail(error: unknown): void;
}

const PAUSE_MS = 10;
/** A group that has taken so long takes no more changes: those who came first do not wait for all who came after. */
const GROUP_MS = 20;

/**
 * The one writer. TypeORM has one SQLite connection and mixes concurrent transactions, so that changes are made one after another, in the
 * order they came. Those that wait are committed together and flushed to the disk once: each within a savepoint of its own, and none is
 * answered before all of them are flushed.
 */
export class SqliteWriter {
  private waiting: Job[] = [];
  private running: Promise<void> | null = null;
  private readonly place: string;

  constructor(
    private readonly source: DataSource,
    private readonly file: string,
    private readonly counter: StatementCounter,
    /** Milliseconds to wait for another process (a load beside a running hub) to finish its write. */
    private readonly patienceMs: number,
  ) {
    this.place = placeOf(file);
  }

  write<T>(work: (tx: Writing) => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.waiting.push({
      since: performance.now(),
      make: async (tx) => {
        const answer = await work(tx);
        return () => resolve(answer);
      },
      fail: (error) => reject(sqliteUnavailableBy(error) ?? (error as Error)),
    });
    this.running ??= this.run();
    return promise;
  }

  /** Settles once nothing waits to be written. */
  async idle(): Promise<void> {
    await this.running;
  }

  private get connection(): Database.Database {
    return (this.source.driver as unknown as { readonly databaseConnection: Database.Database }).databaseConnection;
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      const runner = this.source.createQueryRunner();
      try {
        await this.begin(runner);
        await this.group(runner);
      } catch (error) {
        this.waiting.shift()?.fail(error);
      }
      await runner.release();
      // Others have their turn, and whoever comes meanwhile joins the next group.
      if (this.waiting.length > 0) await nextTurn();
    }
    this.running = null;
  }

  /** Makes the changes that wait, and answers them once they are flushed. All that was made and is not flushed fails together. */
  private async group(runner: QueryRunner): Promise<void> {
    const made: { readonly job: Job; readonly tell: () => void }[] = [];
    const until = performance.now() + GROUP_MS;
    try {
      for (let job = this.waiting.shift(); job; job = performance.now() < until ? this.waiting.shift() : undefined) {
        const tell = await this.one(runner, job);
        if (tell) made.push({ job, tell });
      }
      await runner.query('COMMIT');
      for (const { tell } of made) tell();
    } catch (error) {
      for (const { job } of made) job.fail(error);
      this.undo();
    }
  }

  /** Makes one change. Throws where SQLite undid the whole transaction because of it, and so those before it. */
  private async one(runner: QueryRunner, job: Job): Promise<(() => void) | null> {
    try {
      await runner.query('SAVEPOINT change');
      const tell = await job.make(
        new Transaction(runner, false, (_what, call) => {
          this.counter.statements++;
          return call;
        }),
      );
      await runner.query('RELEASE change');
      return tell;
    } catch (error) {
      job.fail(error);
      if (!this.connection.inTransaction) throw error;
      await runner.query('ROLLBACK TO change');
      await runner.query('RELEASE change');
      return null;
    }
  }

  /**
   * IMMEDIATE takes the one write lock before anything is read: a load and a hub that share the file then wait for each other, where
   * a transaction that read first would be refused its write.
   */
  private async begin(runner: QueryRunner): Promise<void> {
    if (this.connection.inTransaction) this.connection.exec('ROLLBACK');
    if (placeOf(this.file) !== this.place) throw new Unavailable('is not where it was: its file was moved, replaced or deleted', null);
    for (;;) {
      try {
        await runner.query('BEGIN IMMEDIATE');
        return;
      } catch (error) {
        const since = this.waiting[0]?.since ?? 0;
        if (!isBusy(error) || performance.now() - since >= this.patienceMs) throw error;
        await pause(PAUSE_MS);
      }
    }
  }

  /** A rollback that fails as well does not hide what made it necessary: it is tried again before the next change. */
  private undo(): void {
    try {
      if (this.connection.inTransaction) this.connection.exec('ROLLBACK');
    } catch {
      return;
    }
  }
}

/** Which file a path leads to; nothing where there is none. What is written to a file that is gone is lost with this process. */
function placeOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found ? `${found.dev} ${found.ino}` : '';
}
