import { type DataSource } from 'typeorm';
import { entities } from '../../src/server/entities';
import { migrations } from '../../src/server/migrations';
import { aDatabase } from '../builders/database';
import { openStore } from '../../src/database/open-store';

/** What TypeORM would still have to change for the tables to be as the row classes say. */
const drift = async (source: DataSource): Promise<string[]> => (await source.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query);

const tableNames = async (source: DataSource): Promise<string[]> => {
  const runner = source.createQueryRunner();
  const tables = await runner.getTables(source.entityMetadatas.map(({ tablePath }) => tablePath));
  await runner.release();
  return tables.map(({ name }) => name.split('.').pop() ?? name).sort();
};

describe('migrations', () => {
  it('make exactly the tables that the row classes describe, go down to nothing, and up again with rows in between', async () => {
    const { url, drop } = await aDatabase();
    const store = await openStore(url, entities, migrations);
    const expected = entities.length;
    expect(await tableNames(store.source)).toHaveLength(expected);
    expect(await drift(store.source)).toEqual([]);

    await store.write((tx) => tx.execute("INSERT INTO organisation (id, kind, code, name) VALUES (1, 'LOCAL_AUTHORITY', '384', 'Wakefield')"));
    for (const _ of migrations) await store.source.undoLastMigration();
    expect(await tableNames(store.source)).toEqual([]);

    await store.source.runMigrations();
    expect(await tableNames(store.source)).toHaveLength(expected);
    expect(await drift(store.source)).toEqual([]);
    expect(await store.reading.rows('SELECT id FROM organisation')).toEqual([]);
    await store.close();
    await drop();
  });
});
