import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';

/*
 * A council or commissioner has a first and a last day, and several may follow one whose area was divided. The day of the published list
 * that has it tells what is listed from what was only named. What a body funds is found by the body, to be passed to who followed it.
 */

const day = (name: string): TableColumn => new TableColumn({ name, type: 'date', isNullable: true });
const words = (name: string): TableColumn => new TableColumn({ name, type: 'varchar', length: '255', isNullable: true });

export class OrganisationsInTime1795900006000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumns('organisation', [day('from_on'), day('to_on'), words('successors'), words('former_codes'), day('listed_on')]);
    const followed = (await runner.query(
      'SELECT o.id AS id, s.code AS code FROM organisation o JOIN organisation s ON s.id = o.successor_id',
    )) as readonly { id: number; code: string }[];
    for (const { id, code } of followed) await runner.query('UPDATE organisation SET successors = ? WHERE id = ?', [code, id]);
    await runner.dropColumn('organisation', 'successor_id');
    await runner.createIndex('budget_revision', new TableIndex({ name: 'revision_by_funder', columnNames: ['funder_id'] }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('budget_revision', 'revision_by_funder');
    await runner.addColumn('organisation', new TableColumn({ name: 'successor_id', type: 'bigint', isNullable: true }));
    // One follower is all that there was room for.
    const followed = (await runner.query(
      'SELECT o.id AS id, s.id AS successor FROM organisation o JOIN organisation s ON s.kind = o.kind AND s.code = o.successors',
    )) as readonly { id: number; successor: number }[];
    for (const { id, successor } of followed) await runner.query('UPDATE organisation SET successor_id = ? WHERE id = ?', [successor, id]);
    await runner.dropColumns('organisation', ['from_on', 'to_on', 'successors', 'former_codes', 'listed_on']);
  }
}
