import { openStore } from '../../src/database/open-store';
import type { Store } from '../../src/database/store';
import { keepReferenceLists } from '../../src/people/reference';
import { entities } from '../../src/server/entities';
import { migrations } from '../../src/server/migrations';
import { aDatabase } from '../builders/database';

describe('a snapshot', () => {
  let store: Store;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    store = await openStore(database.url, entities, migrations);
    await keepReferenceLists(store);
  });
  afterAll(async () => {
    await store.close();
    await drop();
  });
  const named = (name: string): Promise<number> => store.write((tx) => tx.execute("UPDATE organisation SET name = ? WHERE code = '384'", [name]));
  const SQL = "SELECT name FROM organisation WHERE code = '384'";

  it('sees in every read what its first read saw, while others write; and the next one sees what they wrote', async () => {
    await named('before');
    const seen = await store.snapshot(async (reading) => {
      const first = await reading.rows(SQL);
      await named('after');
      const [wave] = await reading.wave([{ table: Object, sql: "SELECT name FROM organisation WHERE code = '384' AND id > $at" }], [], 0);
      return [first, wave, await reading.rows(SQL)];
    });
    expect(seen).toEqual([[{ name: 'before' }], [{ name: 'before' }], [{ name: 'before' }]]);
    expect(await store.snapshot((reading) => reading.rows(SQL))).toEqual([{ name: 'after' }]);
  });

  it('writes nothing, and what fails in it fails outside', async () => {
    await expect(store.snapshot((reading) => reading.rows("UPDATE organisation SET name = 'x'"))).rejects.toThrow();
    await expect(store.snapshot(() => Promise.reject(new Error('mine')))).rejects.toThrow('mine');
    expect(await store.reading.rows(SQL)).toEqual([{ name: 'after' }]);
  });
});
