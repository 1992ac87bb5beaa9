import { type MigrationInterface, type QueryRunner, Table, TableColumn, TableIndex } from 'typeorm';

/*
 * What is known of spending: statements of a bank or card, and declarations that a period's record is complete. Nothing of the kind was
 * kept before, and a budget without payments on record counted as one of which nothing was spent.
 * And what somebody asked about a payment, and how it was explained.
 */

const column = (
  name: string,
  type: 'bigint' | 'date' | 'varchar',
  more: { isPrimary?: boolean; isNullable?: boolean; length?: string } = {},
): TableColumn => new TableColumn({ name, type, ...more });

export class AddSpendingStatement1795900008000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'spending_statement',
        columns: [
          column('id', 'bigint', { isPrimary: true }),
          column('person_id', 'bigint'),
          column('authority_id', 'bigint'),
          column('recorded_at', 'bigint'),
          column('load_id', 'bigint', { isNullable: true }),
          // Each database has its own name for a whole number.
          new TableColumn({ name: 'version', type: runner.connection.driver.normalizeType({ type: 'int' }), isPrimary: true }),
          column('superseded_at', 'bigint'),
          column('budget_id', 'bigint'),
          column('basis', 'varchar', { length: '40' }),
          column('from_on', 'date'),
          column('to_on', 'date'),
          column('given_by', 'varchar', { length: '255' }),
        ],
      }),
    );
    await runner.addColumns('budget_transaction', [
      new TableColumn({ name: 'asked_about', type: 'text', isNullable: true }),
      new TableColumn({ name: 'explanation', type: 'text', isNullable: true }),
    ]);
    await runner.createIndex('spending_statement', new TableIndex({ name: 'spending_statement_by_person', columnNames: ['person_id'] }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumns('budget_transaction', ['asked_about', 'explanation']);
    await runner.dropTable('spending_statement');
  }
}
