import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import mysql, { type RowDataPacket } from 'mysql2/promise';
import { openStore } from '../../src/database/open-store';
import type { Store } from '../../src/database/store';
import { OrganisationDirectory } from '../../src/people/organisations';
import { OrganisationRow } from '../../src/people/person.entity';
import { keepReferenceLists } from '../../src/people/reference';
import { entities } from '../../src/server/entities';
import { migrations } from '../../src/server/migrations';
import { addPlanAndBudgets } from './made-up.plans';
import { addPerson, type Area, type Neighbours, NewRows } from './made-up.person';

export const COUNCIL = '384';
const COUNCILS = [
  { code: COUNCIL, commissioner: 'QWO' },
  { code: '343', commissioner: 'QYG' },
];
const SETTINGS = 120;
const PEOPLE_AT_ONCE = 500;
/** More ids than one made-up person ever takes. */
const IDS_OF_ONE = 80;

/** What the people were made of and into: a change of either makes them anew. */
function fingerprintOf(people: number): string {
  const makers = readdirSync(__dirname)
    .filter((name) => /^(made-up\..*|chance|fill)\.js$/.test(name))
    .sort();
  const hash = createHash('sha256').update(migrations.map(({ name }) => name).join());
  for (const name of makers) hash.update(readFileSync(join(__dirname, name), 'utf8').replace(/^\/\/# sourceMappingURL.*$/m, ''));
  return `${people} people, ${hash.digest('hex').slice(0, 16)}`;
}

async function makePeople(store: Store, people: number, progress: (done: number) => void): Promise<void> {
  await keepReferenceLists(store);
  const directory = new OrganisationDirectory(store.reading);
  await directory.load();
  await store.ids.ensure(SETTINGS);
  const settings = Array.from({ length: SETTINGS }, (_, index): OrganisationRow => {
    const urn = String(100_001 + index);
    return {
      id: store.ids.take(),
      kind: 'EDUCATION_SETTING',
      code: urn,
      ons_code: null,
      name: `School ${urn}`,
      from_on: null,
      to_on: null,
      successors: null,
      former_codes: null,
      listed_on: null,
    };
  });
  await store.write((tx) => tx.apply(settings.map((row) => ({ kind: 'insert', table: OrganisationRow, row }))));
  const idOf = (kind: 'LOCAL_AUTHORITY' | 'HEALTH_COMMISSIONER', code: string): number => {
    const found = directory.find(kind, code);
    if (!found) throw new Error(`the hub knows no ${kind} ${code}`);
    return found.id;
  };
  const area: Area = {
    newId: store.ids.take,
    councils: COUNCILS.map(({ code, commissioner }) => ({
      id: idOf('LOCAL_AUTHORITY', code),
      commissionerId: idOf('HEALTH_COMMISSIONER', commissioner),
    })),
    settingIds: settings.map(({ id }) => id),
  };
  const neighbours = new Map<number, Neighbours>();
  for (let from = 0; from < people; from += PEOPLE_AT_ONCE) {
    await store.ids.ensure(PEOPLE_AT_ONCE * IDS_OF_ONE);
    const rows = new NewRows();
    const until = Math.min(from + PEOPLE_AT_ONCE, people);
    for (let number = from; number < until; number++) {
      const person = addPerson(rows, area, number, neighbours);
      addPlanAndBudgets(rows, person, area);
      const grownUpId = person.life === 'ADULT' ? person.id : (neighbours.get(person.authorityId)?.grownUpId ?? null);
      neighbours.set(person.authorityId, { grownUpId, anyoneId: person.id });
    }
    await Promise.all(rows.changes().map((changes) => store.write((tx) => tx.apply(changes))));
    progress(until);
  }
}

export interface Filled {
  /** Everybody of the council that the benchmark asks for, by id. */
  readonly personIds: readonly number[];
  /** Some who are another council's: nobody, to those who ask. */
  readonly strangerIds: readonly number[];
  readonly rows: number;
  readonly wasThere: boolean;
}

/** Sees to it that the benchmark's own database holds its people, made once and kept while nothing they are made of changes. */
export async function fillDatabase(url: string, people: number, progress: (done: number) => void): Promise<Filled> {
  const { pathname } = new URL(url);
  const name = mysql.escapeId(decodeURIComponent(pathname.slice(1)));
  const server = await mysql.createConnection(new URL('/', url).href);
  try {
    const wanted = fingerprintOf(people);
    const kept = await server.query<RowDataPacket[]>(`SELECT fingerprint FROM ${name}.bench_people`).then(
      ([rows]) => rows[0]?.['fingerprint'] as string | undefined,
      () => undefined,
    );
    const wasThere = kept === wanted;
    if (!wasThere) {
      await server.query(`DROP DATABASE IF EXISTS ${name}`);
      await server.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
      const store = await openStore(url, entities, migrations, { statements: 0 });
      try {
        await makePeople(store, people, progress);
      } finally {
        await store.close();
      }
      // Written last: people who were made in part are made anew.
      await server.query(`CREATE TABLE ${name}.bench_people (fingerprint VARCHAR(255))`);
      await server.query(`INSERT INTO ${name}.bench_people VALUES (?)`, [wanted]);
    }
    // Every run begins with the same empty audit trail.
    await server.query(`TRUNCATE TABLE ${name}.access_event`);
    await server.query(`TRUNCATE TABLE ${name}.audit_chain`);
    const tables = ['person', 'budget_revision', 'allocation', 'arrangement', 'agreement', 'budget_item', 'outcome'].map(
      (table) => `${name}.${table}`,
    );
    await server.query(`ANALYZE TABLE ${tables.join(', ')}`);
    const idsOf = async (condition: string): Promise<number[]> => {
      const sql = `SELECT p.id FROM ${name}.person p JOIN ${name}.organisation o ON o.id = p.authority_id WHERE o.kind = 'LOCAL_AUTHORITY' AND o.code ${condition}`;
      const [ids] = await server.query<RowDataPacket[]>(sql, [COUNCIL]);
      return ids.map(({ id }) => Number(id));
    };
    const [personIds, strangerIds] = [await idsOf('= ? ORDER BY p.id'), await idsOf('<> ? ORDER BY p.id LIMIT 10')];
    const [counts] = await server.query<RowDataPacket[]>(`SELECT ${tables.map((table) => `(SELECT COUNT(*) FROM ${table})`).join(' + ')} AS held`);
    return { personIds, strangerIds, rows: Number(counts[0]?.['held']), wasThere };
  } finally {
    await server.end();
  }
}

/** How many looks each server has written down, one number a server that wrote any. */
export async function looksRecorded(url: string): Promise<readonly number[]> {
  const connection = await mysql.createConnection(url);
  const [rows] = await connection.query<RowDataPacket[]>('SELECT COUNT(*) AS looks FROM access_event GROUP BY series');
  await connection.end();
  return rows.map(({ looks }) => Number(looks));
}

export async function dropDatabase(url: string): Promise<void> {
  const server = await mysql.createConnection(new URL('/', url).href);
  await server.query(`DROP DATABASE IF EXISTS ${mysql.escapeId(decodeURIComponent(new URL(url).pathname.slice(1)))}`);
  await server.end();
}
