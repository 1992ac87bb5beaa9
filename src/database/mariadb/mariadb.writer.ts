import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';
import { DeadlineError } from '../deadline';
import { isLost, mariadbUnavailableBy, mayBeTriedAgain } from './mariadb.faults';
import type { Pulse } from './pulse';
import type { StatementCounter, Writing } from '../store';
import { Transaction } from '../transaction';
import { CommitUnknown } from '../unavailable';

const TRIES = 6;

/** What TypeORM's driver hands out. */
interface RawConnection {
  readonly threadId: number;
  on(event: 'error', listener: () => void): void;
  release(): void;
  destroy(): void;
}

/** Changes, each a transaction on a connection of TypeORM's. */
export class MariadbWriter {
  private readonly met = new WeakMap<RawConnection, number>();

  constructor(
    private readonly source: DataSource,
    private readonly pulse: Pulse,
    private readonly counter: StatementCounter,
  ) {}

  /** From the start again where the database asks for it, or where the connection was lost before the commit. */
  async write<T>(work: (tx: Writing) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(work);
      } catch (error) {
        const lost = isLost(error) && !(error instanceof CommitUnknown) && !(error instanceof DeadlineError);
        const again = mayBeTriedAgain(error) || (lost && !this.pulse.silent);
        if (!again || attempt === TRIES) throw mariadbUnavailableBy(error) ?? error;
        await pause(attempt * 10 + ((attempt * 7919 + this.counter.statements) % 40));
      }
    }
  }

  private async once<T>(work: (tx: Writing) => Promise<T>): Promise<T> {
    const { runner, connection } = await this.connected();
    const call = <A>(what: string, asked: Promise<A>): Promise<A> => this.pulse.call(what, connection.threadId, asked);
    let usable = false;
    let committing = false;
    try {
      await call('a transaction', runner.startTransaction('READ COMMITTED'));
      const answer = await work(
        new Transaction(runner, true, (what, asked) => {
          this.counter.statements++;
          return call(what, asked);
        }),
      );
      committing = true;
      await call('a commit', runner.commitTransaction());
      usable = true;
      return answer;
    } catch (error) {
      if (committing && isLost(error)) throw new CommitUnknown(error);
      usable = !isLost(error) && (await this.undone(call, runner));
      throw error;
    } finally {
      if (!usable) connection.destroy();
      await runner.release();
    }
  }

  /** Whether the transaction was undone: what cannot be is left to the server, which undoes what its connection leaves behind. */
  private undone(call: <A>(what: string, asked: Promise<A>) => Promise<A>, runner: QueryRunner): Promise<boolean> {
    if (!runner.isTransactionActive) return Promise.resolve(true);
    return call('a rollback', runner.rollbackTransaction()).then(
      () => true,
      () => false,
    );
  }

  /** A connection that has seen no outage. */
  private async connected(): Promise<{ runner: QueryRunner; connection: RawConnection }> {
    for (;;) {
      if (this.pulse.silent) throw this.pulse.silent;
      const runner = this.source.createQueryRunner();
      const connecting = runner.connect() as Promise<RawConnection>;
      const connection = await this.pulse.call('the database', null, connecting, (late) => late.release());
      // A second error of one connection would find nobody who listens, and end the process.
      if (!this.met.has(connection)) connection.on('error', () => undefined);
      const since = this.met.get(connection) ?? this.pulse.outages;
      this.met.set(connection, since);
      if (since === this.pulse.outages) return { runner, connection };
      connection.destroy();
      await runner.release();
    }
  }
}
