import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

/* An outcome that a revision of the plan brings begins on a day, and one that it takes away ends on one. Empty: as the plan itself. */

const days = (): TableColumn[] => ['from_on', 'to_on'].map((name) => new TableColumn({ name, type: 'date', isNullable: true }));

export class AddOutcomeDays1763863300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumns('outcome', days());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumns('outcome', days());
  }
}
