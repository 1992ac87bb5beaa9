import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

/* Whether a line pays a close relative of the same household (SI 2014/2871 reg 3): empty in older rows, which do not say. */

const householdRelative = (): TableColumn => new TableColumn({ name: 'household_relative', type: 'boolean', isNullable: true });

export class AddHouseholdRelative1795900005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('budget_item', householdRelative());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('budget_item', householdRelative());
  }
}
