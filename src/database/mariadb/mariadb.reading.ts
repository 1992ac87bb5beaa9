import type { Instant } from '../../vocabulary/day';
import type { MariadbPool } from './mariadb.pool';
import type { Reading, Value, WaveStatement } from '../reading';
import type { StatementCounter } from '../store';
import { waveSql } from '../transaction';

type Ask = (sql: string, values: readonly Value[]) => Promise<unknown>;

export class MariadbReading implements Reading {
  constructor(
    private readonly ask: Ask,
    private readonly counter: StatementCounter,
  ) {}

  async rows<Row extends object>(sql: string, values: readonly Value[] = []): Promise<Row[]> {
    this.counter.statements++;
    return (await this.ask(sql, values)) as Row[];
  }

  async wave(statements: readonly WaveStatement[], ids: readonly number[], at: Instant): Promise<object[][]> {
    this.counter.statements += statements.length;
    if (statements.length === 0) return [];
    const answer = (await this.ask(statements.map(({ sql }) => waveSql(sql, ids, at)).join(';'), [])) as object[][];
    return statements.length === 1 ? [answer] : answer;
  }
}

/** All statements on one connection, in one transaction that sees nothing written after it began. */
export const inSnapshot = <Answer>(pool: MariadbPool, counter: StatementCounter, work: (reading: Reading) => Promise<Answer>): Promise<Answer> =>
  pool.on(async (ask) => {
    await ask('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ', []);
    await ask('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY', []);
    const answer = await work(new MariadbReading(ask, counter));
    await ask('COMMIT', []);
    return answer;
  });
