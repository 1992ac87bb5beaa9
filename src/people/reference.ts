import { insertAll } from '../database/changes';
import type { Store } from '../database/store';
import { CLINICAL_COMMISSIONING_GROUPS, COUNCILS, INTEGRATED_CARE_BOARDS } from './england';
import { OrganisationRow } from './person.entity';

type Entry = Omit<OrganisationRow, 'id' | 'successor_id'> & { successor?: string };

const entries: readonly Entry[] = [
  ...COUNCILS.map(([code, ons_code, name]) => ({ kind: 'LOCAL_AUTHORITY', code, ons_code, name })),
  ...INTEGRATED_CARE_BOARDS.map(([code, name]) => ({ kind: 'HEALTH_COMMISSIONER', code, ons_code: null, name })),
  ...CLINICAL_COMMISSIONING_GROUPS.map(([code, name, successor]) => ({ kind: 'HEALTH_COMMISSIONER', code, ons_code: null, name, successor })),
];

/** Puts the published lists of councils and commissioners in where they are missing. Run at every start; changes nothing twice. */
export async function keepReferenceLists(store: Store): Promise<void> {
  if ((await lacking(store)).missing.length === 0) return;
  // Hubs that start together find them missing together.
  await store.alone('lists', async () => {
    const { known, missing } = await lacking(store);
    if (missing.length === 0) return;
    await store.ids.ensure(missing.length);
    await store.write(async (tx) => {
      const rows = missing.map(({ successor, ...entry }): OrganisationRow => {
        const id = store.ids.take();
        known.set(`${entry.kind} ${entry.code}`, id);
        return { id, ...entry, successor_id: successor === undefined ? null : (known.get(`${entry.kind} ${successor}`) ?? null) };
      });
      await tx.apply(insertAll(OrganisationRow, rows));
    });
  });
}

async function lacking(store: Store): Promise<{ known: Map<string, number>; missing: readonly Entry[] }> {
  const rows = await store.reading.rows<{ id: number; kind: string; code: string }>('SELECT id, kind, code FROM organisation');
  const known = new Map(rows.map((row) => [`${row.kind} ${row.code}`, row.id]));
  return { known, missing: entries.filter(({ kind, code }) => !known.has(`${kind} ${code}`)) };
}
