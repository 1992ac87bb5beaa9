import { createHash } from 'node:crypto';
import { type MigrationInterface, type QueryRunner, Table, TableColumn, TableIndex } from 'typeorm';

/*
 * The audit trail becomes chains of events, each named with the hash of the one before it, so that a row that was changed,
 * taken out or moved shows. What was recorded before is chained as it stands, in a series of its own.
 */

const CHAINED = ['series', 'seq', 'prev', 'hash'] as const;
const ROWS_AT_ONCE = 1000;

interface Event {
  readonly id: number;
  readonly at: number;
  readonly person_id: number;
  readonly subject: string;
  readonly who: string;
  readonly role: string;
  readonly organisation: string;
  readonly purpose: string | null;
  readonly action: string;
  readonly rules: string | null;
}

const linkOf = (series: number, seq: number, prev: string, event: Event): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        series,
        seq,
        prev,
        Number(event.id),
        Number(event.at),
        Number(event.person_id),
        event.subject,
        event.who,
        event.role,
        event.organisation,
        event.purpose,
        event.action,
        event.rules,
      ]),
    )
    .digest('base64url');

export class ChainAuditTrail1763863400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'audit_chain',
        columns: [
          new TableColumn({ name: 'series', type: 'bigint', isPrimary: true }),
          new TableColumn({ name: 'kind', type: 'varchar', length: '40' }),
          new TableColumn({ name: 'opened_at', type: 'bigint' }),
          new TableColumn({ name: 'seq', type: 'bigint' }),
          new TableColumn({ name: 'hash', type: 'varchar', length: '64' }),
        ],
      }),
    );
    await runner.addColumns('access_event', [
      new TableColumn({ name: 'series', type: 'bigint', isNullable: true }),
      new TableColumn({ name: 'seq', type: 'bigint', isNullable: true }),
      new TableColumn({ name: 'prev', type: 'varchar', length: '64', isNullable: true }),
      new TableColumn({ name: 'hash', type: 'varchar', length: '64', isNullable: true }),
    ]);
    const series = await this.chainWhatIsThere(runner);
    await runner.query(`INSERT INTO id_block (name, next_id) VALUES ('audit_series', ${series + 1})`);
    await runner.createIndex('access_event', new TableIndex({ name: 'access_event_in_chain', columnNames: ['series', 'seq'], isUnique: true }));
    await runner.createIndex('access_event', new TableIndex({ name: 'access_event_of_person', columnNames: ['person_id', 'at', 'id'] }));
    await runner.dropIndex('access_event', 'access_event_by_person');
  }

  /** Answers with the series that was made: 0 where nothing was recorded before. */
  private async chainWhatIsThere(runner: QueryRunner): Promise<number> {
    let [seq, hash, last] = [0, '', 0];
    for (;;) {
      const events = (await runner.query(`SELECT * FROM access_event WHERE id > ${last} ORDER BY id LIMIT ${ROWS_AT_ONCE}`)) as Event[];
      if (events.length === 0) break;
      for (const event of events) {
        const prev = hash;
        hash = linkOf(1, ++seq, prev, event);
        last = Number(event.id);
        await runner.query('UPDATE access_event SET series = 1, seq = ?, prev = ?, hash = ? WHERE id = ?', [seq, prev, hash, last]);
      }
    }
    if (seq > 0) await runner.query("INSERT INTO audit_chain (series, kind, opened_at, seq, hash) VALUES (1, 'CHANGES', 0, ?, ?)", [seq, hash]);
    return seq > 0 ? 1 : 0;
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.createIndex('access_event', new TableIndex({ name: 'access_event_by_person', columnNames: ['person_id', 'id'] }));
    await runner.dropIndex('access_event', 'access_event_of_person');
    await runner.dropIndex('access_event', 'access_event_in_chain');
    await runner.query("DELETE FROM id_block WHERE name = 'audit_series'");
    await runner.dropColumns('access_event', [...CHAINED]);
    await runner.dropTable('audit_chain');
  }
}
