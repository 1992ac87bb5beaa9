import { badInput } from '../vocabulary/refusal';
import { openMariadb } from './mariadb';
import { openSqlite } from './sqlite';
import type { Classes, OpenOptions, StatementCounter, Store } from './store';

/** Opens the database that `url` names and brings it up to date. `sqlite:FILE`, or `mysql://user:password@host:port/name`. */
export async function openStore(
  url: string,
  entities: Classes,
  migrations: Classes,
  counter: StatementCounter = { statements: 0 },
  options: OpenOptions = {},
): Promise<Store> {
  if (url.startsWith('sqlite:')) return openSqlite(url.slice('sqlite:'.length), entities, migrations, counter, options);
  if (/^(mysql|mariadb):\/\//.test(url)) return openMariadb(url, entities, migrations, counter, options);
  throw badInput(
    'DATABASE_URL',
    `"${url.replace(/:[^:@/]*@/, ':***@')}" names no database. Write sqlite:FILE or mysql://user:password@host:port/name.`,
  );
}
