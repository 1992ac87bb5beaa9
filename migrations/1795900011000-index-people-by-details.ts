import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

/** People are found by name and by postcode, within a council or a commissioner. */
const INDICES: Readonly<Record<string, readonly string[]>> = {
  person_by_postcode: ['postcode'],
  person_by_name: ['authority_id', 'name'],
  person_by_name_in_health: ['health_commissioner_id', 'name'],
};

export class IndexPeopleByDetails1795900011000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, columns] of Object.entries(INDICES)) await runner.createIndex('person', new TableIndex({ name, columnNames: [...columns] }));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDICES)) await runner.dropIndex('person', name);
  }
}
