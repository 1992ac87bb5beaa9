import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

/** The days that a refund or a recharge is for: two of them may not give back the same day's charge. */
const days = (): TableColumn[] => ['covers_from', 'covers_to'].map((name) => new TableColumn({ name, type: 'date', isNullable: true }));

export class AddMovementDays1763863700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumns('movement', days());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumns('movement', days());
  }
}
