import { type MigrationInterface, type QueryRunner, Table, TableColumn } from 'typeorm';

/*
 * The points in time of which an area's figures are published, to those who are shown nobody: as known at which instant, and by which
 * threshold, so that a point shows the same for ever.
 */

const column = (name: string, type: 'bigint' | 'date', isPrimary = false): TableColumn => new TableColumn({ name, type, isPrimary });

export class AddSummaryPublication1795800007000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'summary_publication',
        columns: [
          column('organisation_id', 'bigint', true),
          column('as_of', 'date', true),
          column('known_at', 'bigint'),
          // Each database has its own name for a whole number.
          new TableColumn({ name: 'threshold', type: runner.connection.driver.normalizeType({ type: 'int' }) }),
          column('published_at', 'bigint'),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('summary_publication');
  }
}
