import mysql, { type Connection, type RowDataPacket } from 'mysql2/promise';
import { createHash } from 'node:crypto';
import type { ServerAddress } from '../address';
import { withDeadline } from '../deadline';
import { mariadbUnavailableBy } from './mariadb.faults';
import type { Server } from './pulse';

/** Milliseconds in which the server has answered whoever asks whether it is well. */
const HEALTH_MS = 800;
/** A lock is asked for again after so many seconds, so that no connection waits for long in silence. */
const LOCK_S = 2;
const MARK = '/* what runs on them */';

/** The server itself, asked on connections of its own, so that a full pool hides nothing. */
export class MariadbServer implements Server {
  private looking: Promise<string | null> | null = null;

  constructor(
    private readonly address: ServerAddress,
    private readonly connectMs: number,
  ) {}

  /** Within the time for `work` as well, whatever the server does. */
  private async ask<T>(milliseconds: number, work: (connection: Connection) => Promise<T>): Promise<T> {
    const connecting = this.connect(milliseconds);
    const destroy = (connection: Connection): void => connection.destroy();
    try {
      return await withDeadline('the database', milliseconds, connecting.then(work));
    } finally {
      connecting.then(destroy, () => undefined);
    }
  }

  private async connect(milliseconds: number): Promise<Connection> {
    const connection = await mysql.createConnection({ ...this.address, connectTimeout: milliseconds });
    connection.on('error', () => undefined);
    return connection;
  }

  async idleAmong(connections: readonly number[]): Promise<ReadonlySet<number>> {
    try {
      return await this.ask(this.connectMs, async (own) => {
        const [rows] = await own.query<RowDataPacket[]>(
          `SELECT ${MARK} ID AS id, COMMAND AS command, INFO AS info FROM information_schema.PROCESSLIST WHERE ID IN (?)`,
          [[own.threadId, ...connections]],
        );
        // Behind a proxy the numbers of connections are the proxy's, and say nothing of the server's.
        const isOwn = rows.some((row) => Number(row['id']) === own.threadId && String(row['info']).includes(MARK));
        return new Set(isOwn ? rows.filter((row) => row['command'] === 'Sleep').map((row) => Number(row['id'])) : []);
      });
    } catch (error) {
      // One that says why it takes no connection does answer.
      if (Number((error as { errno?: unknown }).errno) >= 1000 && Number((error as { errno?: unknown }).errno) !== 1053) return new Set();
      throw error;
    }
  }

  async end(connection: number): Promise<void> {
    await this.ask(this.connectMs, (own) => own.query(`KILL CONNECTION ${Number(connection)}`)).catch((error: unknown) => {
      // It has ended by itself.
      if ((error as { errno?: unknown }).errno !== 1094) throw error;
    });
  }

  /** What keeps it from being asked, in a few words; null where nothing does. Several who ask at once are told the same. */
  fault(): Promise<string | null> {
    this.looking ??= this.look().finally(() => {
      this.looking = null;
    });
    return this.looking;
  }

  private async look(): Promise<string | null> {
    try {
      return await this.ask(HEALTH_MS, async (own) => {
        const { wsrep_on: galera } = await this.variables(own, 'wsrep_on');
        if (galera !== 'ON') return null;
        const [rows] = await own.query<RowDataPacket[]>("SHOW STATUS LIKE 'wsrep_ready'");
        return rows[0]?.['Value'] === 'ON' ? null : 'is not part of its cluster';
      });
    } catch (error) {
      return mariadbUnavailableBy(error)?.reason ?? 'cannot be asked';
    }
  }

  private async variables(own: Connection, ...names: readonly string[]): Promise<Readonly<Record<string, string>>> {
    const [rows] = await own.query<RowDataPacket[]>('SHOW GLOBAL VARIABLES WHERE Variable_name IN (?)', [names]);
    return Object.fromEntries(rows.map((row) => [String(row['Variable_name']), String(row['Value'])]));
  }

  /** What about its settings could lose a change that was acknowledged. */
  async risks(): Promise<string[]> {
    return this.ask(this.connectMs, async (own) => {
      const set = await this.variables(own, 'innodb_flush_log_at_trx_commit', 'sync_binlog', 'log_bin', 'innodb_doublewrite');
      return [
        ...(set['innodb_flush_log_at_trx_commit'] === '1'
          ? []
          : [
              'the database does not flush each change to its disk: set innodb_flush_log_at_trx_commit=1, or a power cut loses what was acknowledged',
            ]),
        ...(set['log_bin'] === 'ON' && set['sync_binlog'] !== '1'
          ? ['the database does not flush its binary log with each change: set sync_binlog=1, or a replica may lack what was acknowledged']
          : []),
        ...(set['innodb_doublewrite'] === 'OFF'
          ? ['the database writes its pages once: leave innodb_doublewrite on, or a power cut may damage it']
          : []),
      ];
    });
  }

  /** A lock of this database on its server, which goes with the connection that holds it. */
  async alone<T>(name: string, work: () => Promise<T>): Promise<T> {
    const lock = createHash('sha256').update(`${name} ${this.address.database}`).digest('hex').slice(0, 60);
    const connection = await this.connect(this.connectMs);
    try {
      for (let held = false; !held;) {
        const [rows] = await connection.query<RowDataPacket[]>('SELECT GET_LOCK(?, ?) AS held', [lock, LOCK_S]);
        held = Number(rows[0]?.['held']) === 1;
      }
      return await work();
    } finally {
      connection.destroy();
    }
  }
}
