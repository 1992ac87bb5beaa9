import { type MigrationInterface, type QueryRunner, Table, TableColumn, TableIndex } from 'typeorm';

/* How often a record was tried to be opened in an emergency, by whom and about whom; and how many tries of the day are used up. */

type Kind = ConstructorParameters<typeof TableColumn>[0];
const column = (name: string, type: string, more: Partial<NonNullable<Kind>> = {}): TableColumn => new TableColumn({ name, type, ...more });
const line = (name: string, length = '255'): TableColumn => column(name, 'varchar', { length });

export class RationEmergencies1795800006100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'ration',
        columns: [column('ration', 'varchar', { length: '64', isPrimary: true }), column('on_day', 'date'), column('tries', 'bigint')],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'emergency_try',
        columns: [
          column('id', 'bigint', { isPrimary: true }),
          column('recorded_at', 'bigint'),
          column('on_day', 'date'),
          line('subject'),
          line('who'),
          line('role', '40'),
          line('organisation_code', '40'),
          column('asked_for', 'bigint'),
          column('reason', 'text'),
        ],
        indices: [new TableIndex({ name: 'emergency_try_by_organisation', columnNames: ['organisation_code', 'on_day'] })],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('emergency_try');
    await runner.dropTable('ration');
  }
}
