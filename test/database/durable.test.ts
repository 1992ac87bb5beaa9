import Database from 'better-sqlite3';
import { openStore } from '../../src/database/open-store';
import type { Store } from '../../src/database/store';
import { entities } from '../../src/server/entities';
import { migrations } from '../../src/server/migrations';
import { aDatabase } from '../builders/database';

const onFile = process.env['TEST_DATABASE_URL'] ? describe.skip : describe;
onFile('changes on the embedded database', () => {
  let store: Store;
  let url: string;
  let drop: () => Promise<void>;
  let commits = 0;
  /** What the disk says to a commit. */
  let full: Error | null = null;
  beforeAll(async () => {
    ({ url, drop } = await aDatabase());
    store = await openStore(url, entities, migrations);
    await store.ids.ensure(10_000);
    await store.auditIds.ensure(10_000);
    const runner = store.source.createQueryRunner();
    const query = runner.query.bind(runner);
    jest.spyOn(runner, 'query').mockImplementation((...asked: Parameters<typeof query>) => {
      if (asked[0] === 'COMMIT' && full) return Promise.reject(full);
      if (asked[0] === 'COMMIT') commits++;
      return query(...asked);
    });
  });
  beforeEach(() => {
    commits = 0;
  });
  afterAll(async () => {
    await store.close();
    await drop();
  });

  const add = (id: number, fails = false): Promise<number> =>
    store.write(async (tx) => {
      const changed = await tx.execute("INSERT INTO organisation (id, kind, code, name) VALUES (?, 'PROVIDER', ?, 'P')", [id, `P${id}`]);
      if (fails) throw new Error(`refused ${id}`);
      return changed;
    });
  /** As another process sees the file. */
  const seen = (): number[] => {
    const other = new Database(url.slice('sqlite:'.length), { readonly: true });
    const ids = other.prepare('SELECT id FROM organisation ORDER BY id').pluck().all() as number[];
    other.close();
    return ids;
  };

  it('are flushed with each commit', async () => {
    const [row] = await store.source.query<{ synchronous: number }[]>('PRAGMA synchronous');
    expect(row).toEqual({ synchronous: 2 });
    const [mode] = await store.source.query<{ journal_mode: string }[]>('PRAGMA journal_mode');
    expect(mode).toEqual({ journal_mode: 'wal' });
  });

  it('that come one after another are committed each, and those that wait together: none is answered before it is there', async () => {
    await add(1);
    await add(2);
    expect([commits, seen()]).toEqual([2, [1, 2]]);
    const ids = Array.from({ length: 60 }, (_, index) => 100 + index);
    await Promise.all(ids.map((id) => add(id).then(() => expect(seen()).toContain(id))));
    expect(commits).toBeLessThan(2 + 60);
  });

  it('fail each by themselves, whoever is committed with them', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, (_, index) => add(200 + index, index % 3 === 0)));
    expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual(Array.from({ length: 12 }, (_, index) => index % 3 !== 0));
    expect(seen().filter((id) => id >= 200)).toEqual([201, 202, 204, 205, 207, 208, 210, 211]);
    // A row that is there already is the fault of that change alone.
    const again = await Promise.allSettled([add(300), add(201), add(301)]);
    expect(again.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('that were made and could not be committed fail together, with the cause, and leave nothing', async () => {
    full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    const outcomes = await Promise.allSettled([add(400), add(401)]);
    full = null;
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({
        status: 'rejected',
        reason: { code: 'RETRY_LATER', reason: 'has no room left', cause: { code: 'SQLITE_FULL' } },
      });
    expect(seen().filter((id) => id >= 400)).toEqual([]);
    expect(await add(402)).toBe(1);
  });
});
