import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

/*
 * Who is heard before a cut, by their record: a person, or the organisation that funds another stream (both empty: known by name
 * alone); and the day from which a cut that was applied takes effect.
 */

const references = (): TableColumn[] => ['who_id', 'organisation_id'].map((name) => new TableColumn({ name, type: 'bigint', isNullable: true }));
const applied = (): TableColumn => new TableColumn({ name: 'applied_on', type: 'date', isNullable: true });

export class AddConsultationReferences1763863500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumns('consultation_party', references());
    await runner.addColumn('consultation', applied());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('consultation', 'applied_on');
    await runner.dropColumns('consultation_party', references());
  }
}
