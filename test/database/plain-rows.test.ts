import { entities } from '../../src/server/entities';
import { aChild } from '../builders/child';
import { aHub, type TestHub } from '../builders/hub';

/** What a column of a type comes as, on either database. */
const COMES_AS: Readonly<Record<string, 'number' | 'string'>> = {
  bigint: 'number',
  int: 'number',
  boolean: 'number',
  date: 'string',
  varchar: 'string',
  text: 'string',
};

describe('rows are the same plain values from both databases', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await aHub();
    await aChild(hub).withEhcPlan().withElement3().withSettingRelease().withChildrensCare().made();
  });
  afterAll(() => hub.stop());

  const rows = (sql: string): Promise<Record<string, unknown>[]> => hub.hub.parts.store.reading.rows(sql);

  it('each column comes as its type says, so that nothing that reads it has to make a number of it', async () => {
    const { source } = hub.hub.parts.store;
    const looked = new Set<string>();
    const other: string[] = [];
    for (const { tableName, columns } of entities.map((entity) => source.getMetadata(entity)))
      for (const row of await rows(`SELECT * FROM ${tableName}`))
        for (const { databaseName, type } of columns) {
          const value = row[databaseName];
          if (value === null) continue;
          looked.add(String(type));
          if (typeof value !== COMES_AS[String(type)]) other.push(`${tableName}.${databaseName}: ${String(type)} comes as ${typeof value}`);
        }
    expect([...new Set(other)]).toEqual([]);
    expect([...looked].sort()).toEqual(Object.keys(COMES_AS).sort());
  });

  it('what is counted, summed, averaged or compared comes as a number', async () => {
    const [row] = await rows(
      'SELECT COUNT(*) AS many, SUM(version) AS summed, AVG(version) AS middle, MAX(recorded_at) AS last, SUM(version = 1) AS first FROM budget_revision',
    );
    expect(Object.fromEntries(Object.entries(row ?? {}).map(([name, value]) => [name, typeof value]))).toEqual({
      many: 'number',
      summed: 'number',
      middle: 'number',
      last: 'number',
      first: 'number',
    });
  });
});
