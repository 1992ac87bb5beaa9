import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

/* Which of the family a sharing agreement lets see a budget: a parent, once their own sight has ended. */

const sharedWithPerson = (): TableColumn => new TableColumn({ name: 'shared_with_person_id', type: 'bigint', isNullable: true });

export class ShareWithFamily1795800006000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('agreement', sharedWithPerson());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('agreement', sharedWithPerson());
  }
}
