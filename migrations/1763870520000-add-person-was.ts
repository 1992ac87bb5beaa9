import { type MigrationInterface, type QueryRunner, Table, TableColumn } from 'typeorm';

/*
 * What a person's row said until it was changed: a move, a death, a correction by a file. The row itself shows the present, and
 * what was known at an instant is asked of both.
 */

type Wish = { nullable?: boolean; primary?: boolean; length?: number };
const column = (name: string, type: 'bigint' | 'varchar' | 'date', { nullable = false, primary = false, length }: Wish = {}): TableColumn =>
  new TableColumn({ name, type, isNullable: nullable, isPrimary: primary, ...(length === undefined ? {} : { length: String(length) }) });

export class AddPersonWas1763870520000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'person_was',
        columns: [
          column('person_id', 'bigint', { primary: true }),
          // Each database has its own name for a whole number.
          new TableColumn({ name: 'version', type: runner.connection.driver.normalizeType({ type: 'int' }), isPrimary: true }),
          column('until_at', 'bigint'),
          column('authority_id', 'bigint'),
          column('health_commissioner_id', 'bigint', { nullable: true }),
          column('name', 'varchar', { length: 255 }),
          column('date_of_birth', 'date'),
          column('date_of_death', 'date', { nullable: true }),
          column('postcode', 'varchar', { length: 40, nullable: true }),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('person_was');
  }
}
