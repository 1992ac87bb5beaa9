import type { Actor } from '../../src/access/actor';
import { ChangeTrail } from '../../src/audit/change-trail';
import { accessEvent, ReadRecorder } from '../../src/audit/read-recorder';
import { TrailVerifier } from '../../src/audit/verify';
import { openStore } from '../../src/database/open-store';
import type { Store } from '../../src/database/store';
import { entities } from '../../src/server/entities';
import { migrations } from '../../src/server/migrations';
import { aDatabase } from '../builders/database';

const actor: Actor = {
  subject: 'x'.repeat(400),
  name: 'N',
  role: 'AUDITOR',
  organisation: { id: 1, kind: 'LOCAL_AUTHORITY', code: '384', name: 'Wakefield' },
  personId: null,
};

describe('two hubs on one database', () => {
  let stores: Store[];
  let drop: () => Promise<void>;
  beforeEach(async () => {
    const database = await aDatabase();
    ({ drop } = database);
    stores = [await openStore(database.url, entities, migrations), await openStore(database.url, entities, migrations)];
  });
  afterEach(async () => {
    for (const store of stores) await store.close();
    await drop();
  });
  const first = (): Store => {
    if (!stores[0]) throw new Error('two are open');
    return stores[0];
  };

  it('keep chains of their own, whole however their writes race, some of them failing', async () => {
    const change = async (store: Store, trail: ChangeTrail, index: number): Promise<void> => {
      await trail.ready(0);
      await store.write(async (tx) => {
        await trail.append(tx, [accessEvent(store.auditIds.take(), index, index, actor, null, 'agreeBudget', ['FOUR-EYES'])]);
        if (index % 5 === 4) throw new Error('undone');
      });
    };
    const work = stores.flatMap((store) => {
      const [trail, recorder] = [new ChangeTrail(store), new ReadRecorder(store)];
      const changes = Array.from({ length: 25 }, (_, index) =>
        change(store, trail, index).catch((error: unknown) => expect(String(error)).toContain('undone')),
      );
      const looks = Array.from({ length: 30 }, (_, index) => recorder.record([index, index + 1], actor, 'why', index));
      return [...changes, Promise.all(looks).then(() => recorder.close())];
    });
    await Promise.all(work);
    const { events, findings, seals } = await new TrailVerifier(first().reading).verify();
    expect(findings).toEqual([]);
    expect(events).toBe(2 * (20 + 60));
    expect(seals.map(({ seq }) => seq).sort()).toEqual([20, 20, 60, 60]);
  });

  it('a look that could not be written fails, and what comes after it begins a chain anew', async () => {
    const store = first();
    let failing = true;
    const recorder = new ReadRecorder({ ...store, append: (...written) => (failing ? Promise.reject(new Error('gone')) : store.append(...written)) });
    await expect(recorder.record([1], actor, 'why', 0)).rejects.toThrow('gone');
    failing = false;
    await recorder.record([2], actor, 'why', 1);
    await recorder.close();
    const { events, findings } = await new TrailVerifier(store.reading).verify();
    expect([events, findings]).toEqual([1, []]);
  });

  it('shows looks taken out of the end of a chain that a hub closed', async () => {
    const store = first();
    const recorder = new ReadRecorder(store);
    await recorder.record([1, 2, 3], actor, 'why', 0);
    await recorder.close();
    await store.write((tx) => tx.execute('DELETE FROM access_event WHERE seq = 3'));
    expect((await new TrailVerifier(store.reading).verify()).findings).toMatchObject([{ kind: 'MISSING', seq: 3 }]);
  });

  it('what was recorded before there were chains is chained as it stands', async () => {
    const store = first();
    const later = migrations.length - migrations.findIndex(({ name }) => name.startsWith('ChainAuditTrail'));
    for (let undone = 0; undone < later; undone++) await store.source.undoLastMigration();
    for (const id of [3, 8, 9])
      await store.write((tx) =>
        tx.execute(
          "INSERT INTO access_event (id, at, person_id, subject, who, role, organisation, purpose, action, rules) VALUES (?, 5, 7, 's', 'é', 'AUDITOR', 'o', NULL, 'READ', NULL)",
          [id],
        ),
      );
    await store.source.runMigrations();
    const { events, findings, seals } = await new TrailVerifier(store.reading).verify();
    expect([events, findings, seals]).toMatchObject([3, [], [{ series: 1, seq: 3 }]]);
    const trail = new ChangeTrail(store);
    await trail.ready(0);
    await store.write((tx) => trail.append(tx, [accessEvent(10, 6, 7, actor, null, 'agreePlan', [])]));
    expect((await new TrailVerifier(store.reading).verify()).findings).toEqual([]);
  });
});
