import { IdAllocator } from '../../src/database/ids';
import { openStore } from '../../src/database/open-store';
import type { Store } from '../../src/database/store';
import { entities } from '../../src/server/entities';
import { migrations } from '../../src/server/migrations';
import { aDatabase } from '../builders/database';

describe('changes that race', () => {
  let store: Store;
  let url: string;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    ({ url, drop } = await aDatabase());
    store = await openStore(url, entities, migrations);
    await store.write(async (tx) => {
      for (const id of [1, 2])
        await tx.execute('INSERT INTO person (id, authority_id, name, date_of_birth, version, recorded_at) VALUES (?, 1, ?, ?, 1000, 0)', [
          id,
          `P${id}`,
          '2000-01-01',
        ]);
    });
  });
  afterAll(async () => {
    await store.close();
    await drop();
  });

  const balances = async (): Promise<number[]> =>
    (await store.reading.rows<{ version: number }>('SELECT version FROM person ORDER BY id')).map(({ version }) => Number(version));

  it('moves fifty sums between two people at once, losing and doubling none', async () => {
    const move = (index: number): Promise<void> =>
      store.write(async (tx) => {
        const [from, to] = index % 2 === 0 ? [1, 2] : [2, 1];
        await tx.lockPeople([from, to]);
        const rows = await tx.rows<{ id: number; version: number }>('SELECT id, version FROM person ORDER BY id');
        const [first, second] = rows.map(({ version }) => Number(version));
        if (first === undefined || second === undefined) throw new Error('both are there');
        const amount = index + 1;
        await tx.execute('UPDATE person SET version = ? WHERE id = ?', [first + (from === 1 ? -amount : amount), 1]);
        await new Promise((resolve) => setImmediate(resolve));
        await tx.execute('UPDATE person SET version = ? WHERE id = ?', [second + (from === 2 ? -amount : amount), 2]);
      });
    await Promise.all(Array.from({ length: 50 }, (_, index) => move(index)));
    // Even indexes move 1 + 3 + … + 49 = 625 from the first to the second, odd ones 2 + 4 + … + 50 = 650 back.
    expect(await balances()).toEqual([1025, 975]);
  });

  it('leaves nothing of a change that fails half-way, whatever else is under way', async () => {
    const before = await balances();
    const half = store.write(async (tx) => {
      await tx.lockPeople([1]);
      await tx.execute('UPDATE person SET version = version + 1 WHERE id = 1');
      throw new Error('half-way');
    });
    const whole = store.write((tx) => tx.execute('UPDATE person SET version = version + 5 WHERE id = 2'));
    await expect(half).rejects.toThrow('half-way');
    expect(await whole).toBe(1);
    expect(await balances()).toEqual([before[0], (before[1] ?? 0) + 5]);
  });

  it('does not show a reader what is not committed yet', async () => {
    const before = await balances();
    let seen: number[] = [];
    await store.write(async (tx) => {
      await tx.execute('UPDATE person SET version = version + 100 WHERE id = 1');
      seen = await balances();
    });
    expect(seen).toEqual(before);
    expect(await balances()).toEqual([(before[0] ?? 0) + 100, before[1]]);
  });

  it('waits for another hub on the same database, which reads and changes the same rows at the same time', async () => {
    const other = await openStore(url, entities, migrations);
    const before = await balances();
    const bump = (hub: Store): Promise<void> =>
      hub.write(async (tx) => {
        await tx.lockPeople([1]);
        const [row] = await tx.rows<{ version: number }>('SELECT version FROM person WHERE id = 1');
        await tx.execute('UPDATE person SET version = ? WHERE id = 1', [Number(row?.version) + 1]);
      });
    await Promise.all(Array.from({ length: 40 }, (_, index) => bump(index % 2 === 0 ? store : other)));
    expect(await balances()).toEqual([(before[0] ?? 0) + 40, before[1]]);
    await other.close();
  });

  it('gives ids that no two takers share, and a dry run uses none up', async () => {
    let next = 1;
    const taken: number[] = [];
    const allocator = new IdAllocator((size) => Promise.resolve({ from: (next += size) - size, size }), 10);
    const many = async (): Promise<void> => {
      const release = await allocator.reserve(25);
      for (let count = 0; count < 25; count++) taken.push(allocator.take());
      release();
    };
    await Promise.all([many(), many(), many()]);
    expect(new Set(taken).size).toBe(75);
    await allocator.ensure(3);
    const peek = allocator.peeking();
    const foreseen = [peek(), peek(), peek()];
    expect([allocator.take(), allocator.take(), allocator.take()]).toEqual(foreseen);
  });
});
