import { openStore } from '../../src/database/open-store';
import type { Store } from '../../src/database/store';
import { RecordReader } from '../../src/invariants/record.reader';
import { LOAD_REFERENCES, ORGANISATION_REFERENCES, OWN_REFERENCES, PEOPLE_REFERENCES } from '../../src/invariants/references.rules';
import { entities } from '../../src/server/entities';
import { migrations } from '../../src/server/migrations';
import { aDatabase } from '../builders/database';

/* A new table or reference is looked at by the invariants, or says here why it is not. */

let store: Store;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await aDatabase();
  drop = database.drop;
  store = await openStore(database.url, entities, migrations);
});
afterAll(async () => {
  await store.close();
  await drop();
});

const NOT_FACTS: readonly string[] = [
  'access_event',
  'audit_chain',
  'budget_revision',
  'emergency_try',
  'file_load',
  'id_block',
  'idempotency_key',
  'loaded_row',
  'loaded_thing',
  'match_proposal',
  'organisation',
  'person',
  'person_was',
  'ration',
  'summary_publication',
];

it('every table is one of facts about people, or one that is known not to be', () => {
  const read = new RecordReader(store.source, entities).tables.map(({ name }) => name);
  const all = entities.map((entity) => store.source.getMetadata(entity).tableName);
  expect([...read, ...NOT_FACTS].sort()).toEqual([...all].sort());
});

it('every column that names a row is followed', () => {
  const followed = new Set<string>([...Object.keys(OWN_REFERENCES), ...PEOPLE_REFERENCES, ...ORGANISATION_REFERENCES, ...LOAD_REFERENCES]);
  const columns = entities.flatMap((entity) => {
    const { tableName, columns: all } = store.source.getMetadata(entity);
    return all.map(({ databaseName }) => `${tableName}.${databaseName}`).filter((name) => name.endsWith('_id') && name !== 'id_block.next_id');
  });
  expect(columns.filter((name) => !followed.has(name.split('.')[1] ?? ''))).toEqual([]);
  const tables = new Set(entities.map((entity) => store.source.getMetadata(entity).tableName));
  expect(Object.values(OWN_REFERENCES).filter((table) => !tables.has(table))).toEqual([]);
});
