import type { Pool, PoolConnection } from 'mysql2/promise';
import { setTimeout as pause } from 'node:timers/promises';
import { isLost, mariadbUnavailableBy } from './mariadb.faults';
import type { Pulse } from './pulse';
import type { Value } from '../reading';

const TRIES = 3;
const PAUSE_MS = 20;

/** Connections to read by. One that was there before an outage is thrown away after it. */
export class MariadbPool {
  private readonly met = new WeakMap<object, number>();

  constructor(
    private readonly pool: Pool,
    private readonly pulse: Pulse,
  ) {
    // A second error of one connection would find nobody who listens, and end the process.
    pool.on('connection', (connection) => connection.on('error', () => undefined));
  }

  async connection(): Promise<PoolConnection> {
    for (;;) {
      if (this.pulse.silent) throw this.pulse.silent;
      const connection = await this.pulse.call('the database', null, this.pool.getConnection(), (late) => late.release());
      const raw = connection.connection;
      const since = this.met.get(raw) ?? this.pulse.outages;
      this.met.set(raw, since);
      if (since === this.pulse.outages) return connection;
      connection.destroy();
    }
  }

  /** A read, tried again on another connection where its own was lost. */
  async read(sql: string, values: readonly Value[]): Promise<unknown> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.ask(sql, values);
      } catch (error) {
        if (!isLost(error) || this.pulse.silent || attempt === TRIES) throw mariadbUnavailableBy(error) ?? error;
        await pause(attempt * PAUSE_MS);
      }
    }
  }

  /** Sent once. */
  once(sql: string, values: readonly Value[]): Promise<unknown> {
    return this.on((ask) => ask(sql, values));
  }

  private async ask(sql: string, values: readonly Value[]): Promise<unknown> {
    const connection = await this.connection();
    try {
      const [rows] = await this.pulse.call('a read', connection.threadId, connection.query(sql, values as Value[]));
      connection.release();
      return rows;
    } catch (error) {
      if (isLost(error)) connection.destroy();
      else connection.release();
      throw error;
    }
  }

  /** `work` on one connection, which goes with whatever is left in it where the work fails. */
  async on<T>(work: (ask: (sql: string, values: readonly Value[]) => Promise<unknown>) => Promise<T>): Promise<T> {
    const connection = await this.connection().catch((error: unknown) => {
      throw mariadbUnavailableBy(error) ?? error;
    });
    try {
      const answer = await work(async (sql, values) => {
        const [rows] = await this.pulse.call('a read', connection.threadId, connection.query(sql, values as Value[]));
        return rows;
      });
      connection.release();
      return answer;
    } catch (error) {
      connection.destroy();
      throw mariadbUnavailableBy(error) ?? error;
    }
  }

  end(): Promise<void> {
    return this.pool.end();
  }
}
