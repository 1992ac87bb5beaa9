import { invariantsCommand } from '../../scripts/invariants';
import { openStore } from '../../src/database/open-store';
import { entities } from '../../src/server/entities';
import { migrations } from '../../src/server/migrations';
import { aDatabase } from '../builders/database';
import { aFolder, endAll, startHub } from './hub.process';

jest.setTimeout(240_000);

describe('hubs that start at once on one empty database', () => {
  let database: { url: string; drop: () => Promise<void> };
  beforeEach(async () => {
    database = await aDatabase();
  });
  afterEach(async () => {
    await endAll();
    await database.drop();
  });

  const counted = async (sql: string): Promise<number> => {
    const store = await openStore(database.url, entities, migrations);
    const [row] = await store.reading.rows<{ n: number }>(sql);
    await store.close();
    return Number(row?.n);
  };

  it('all live, in one process', async () => {
    const stores = await Promise.all(Array.from({ length: 4 }, () => openStore(database.url, entities, migrations)));
    for (const store of stores) await store.close();
    expect(await counted('SELECT COUNT(*) AS n FROM id_block')).toBe(3);
  });

  it('all live, four of them in processes of their own, and the lists are there once', async () => {
    const hubs = await Promise.all(Array.from({ length: 4 }, () => startHub(database.url)));
    for (const hub of hubs) {
      expect((await hub.ready()).status).toBe(200);
      // A server that does not flush each change is warned of.
      expect(hub.log.filter(({ level, msg }) => level >= 40 && !String(msg).includes('flush'))).toEqual([]);
    }
    expect(await counted("SELECT COUNT(*) AS n FROM organisation WHERE code = '384'")).toBe(1);
    expect(await counted('SELECT COUNT(*) AS n FROM (SELECT kind, code FROM organisation GROUP BY kind, code HAVING COUNT(*) > 1) doubled')).toBe(0);
  });

  it('fill it with one sample area, whoever of them does', async () => {
    const folder = aFolder();
    const environment = { SAMPLE_PEOPLE: '40' };
    const alone = await aDatabase();
    const [, ...hubs] = await Promise.all([
      startHub(alone.url, { environment }),
      // Two that share a folder, as on one machine, and one on another.
      startHub(database.url, { folder, environment }),
      startHub(database.url, { folder, environment }),
      startHub(database.url, { folder: aFolder(), environment }),
    ]);
    expect(hubs.filter(({ said }) => said.some((line) => line.startsWith('Making a sample area')))).toHaveLength(1);
    const people = await counted('SELECT COUNT(*) AS n FROM person');
    const store = await openStore(alone.url, entities, migrations);
    const [expected] = await store.reading.rows<{ n: number }>('SELECT COUNT(*) AS n FROM person');
    await store.close();
    expect(people).toBe(Number(expected?.n));
    const lines: string[] = [];
    await invariantsCommand([], { databaseUrl: database.url, policyDir: null }, (line) => lines.push(line));
    expect(lines).toEqual([expect.stringContaining('each of them holds')]);
    await endAll();
    await alone.drop();
  });
});
