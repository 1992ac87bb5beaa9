import { type MigrationInterface, type QueryRunner, Table, TableColumn, TableIndex } from 'typeorm';

/*
 * Emergency access: who was shown more of a record than the table gives, for an hour and for a reason, and what was found
 * afterwards. And whom a sharing agreement lets see a budget.
 */

type Kind = ConstructorParameters<typeof TableColumn>[0];
const column = (name: string, type: string, more: Partial<NonNullable<Kind>> = {}): TableColumn => new TableColumn({ name, type, ...more });
const line = (name: string, length = '255'): TableColumn => column(name, 'varchar', { length });
const ofPerson = (): TableColumn[] => [
  column('id', 'bigint', { isPrimary: true }),
  column('person_id', 'bigint'),
  column('authority_id', 'bigint'),
  column('recorded_at', 'bigint'),
  column('load_id', 'bigint', { isNullable: true }),
];
const sharedWith = (): TableColumn[] => [
  column('shared_with_role', 'varchar', { length: '40', isNullable: true }),
  column('shared_with_id', 'bigint', { isNullable: true }),
];

export class AddEmergencyAccess1763870460000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'emergency_access',
        columns: [
          ...ofPerson(),
          line('subject'),
          line('who'),
          line('role', '40'),
          line('organisation_code', '40'),
          line('organisation'),
          column('reason', 'text'),
          column('ends_at', 'bigint'),
          column('review_due_on', 'date'),
        ],
        indices: [
          new TableIndex({ name: 'emergency_by_person', columnNames: ['person_id'] }),
          new TableIndex({ name: 'emergency_by_area', columnNames: ['authority_id', 'review_due_on'] }),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'emergency_review',
        columns: [
          ...ofPerson(),
          column('emergency_id', 'bigint'),
          column('reviewed_on', 'date'),
          line('reviewed_by'),
          column('justified', 'boolean'),
          column('finding', 'text'),
        ],
        indices: [
          new TableIndex({ name: 'emergency_review_by_person', columnNames: ['person_id'] }),
          new TableIndex({ name: 'emergency_review_of', columnNames: ['emergency_id'], isUnique: true }),
        ],
      }),
    );
    await runner.addColumns('agreement', sharedWith());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumns('agreement', sharedWith());
    await runner.dropTable('emergency_review');
    await runner.dropTable('emergency_access');
  }
}
