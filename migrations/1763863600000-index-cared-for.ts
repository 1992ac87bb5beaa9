import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

/** Whose carers' budgets name a person: a financial assessment falls on the replacement care in them, too. */
export class IndexCaredFor1763863600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createIndex('budget_revision', new TableIndex({ name: 'revision_by_cared_for', columnNames: ['cared_for_id'] }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('budget_revision', 'revision_by_cared_for');
  }
}
