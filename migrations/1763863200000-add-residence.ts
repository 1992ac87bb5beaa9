import { type MigrationInterface, type QueryRunner, Table, TableColumn, TableIndex } from 'typeorm';

/*
 * Where a person has been whose: which council and which NHS commissioner they were of, from which day. Their own row shows the
 * present ones. A row without a first day is what held before the first move that the hub knows of.
 */

const column = (name: string, type: 'bigint' | 'int' | 'date', wish: { nullable?: boolean; primary?: boolean } = {}): TableColumn =>
  new TableColumn({ name, type, isNullable: wish.nullable ?? false, isPrimary: wish.primary ?? false });

export class AddResidence1763863200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'residence',
        columns: [
          column('id', 'bigint', { primary: true }),
          column('person_id', 'bigint'),
          column('authority_id', 'bigint'),
          column('recorded_at', 'bigint'),
          column('load_id', 'bigint', { nullable: true }),
          // Each database has its own name for a whole number.
          new TableColumn({ name: 'version', type: runner.connection.driver.normalizeType({ type: 'int' }), isPrimary: true }),
          column('superseded_at', 'bigint'),
          column('council_id', 'bigint'),
          column('health_commissioner_id', 'bigint', { nullable: true }),
          column('from_on', 'date', { nullable: true }),
        ],
        indices: [new TableIndex({ name: 'residence_by_person', columnNames: ['person_id'] })],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('residence');
  }
}
