import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { addressIn, DEFAULT_DATABASE } from './address';
import { openMariadb } from './mariadb/mariadb';
import { openSqlite } from './sqlite/sqlite';
import type { Classes, OpenOptions, StatementCounter, Store } from './store';
import { inWords, lookAt } from './there';

/**
 * Opens the database that `url` names and brings it up to date: `sqlite:FILE`, or `mysql://user:password@host:port/name`. A file is made
 * where its folder is there; a folder, or a database on a server, is not. Throws BAD_INPUT in a sentence where that is not to be done.
 */
export async function openStore(
  url: string,
  entities: Classes,
  migrations: Classes,
  counter: StatementCounter = { statements: 0 },
  options: OpenOptions = {},
): Promise<Store> {
  const address = addressIn(url);
  await lookAt(url, migrations);
  if (address.kind === 'server') return inWords(address, () => openMariadb(url, entities, migrations, counter, options));
  if (url === DEFAULT_DATABASE) mkdirSync(dirname(address.file), { recursive: true });
  return inWords(address, () => openSqlite(address.file, entities, migrations, counter, options));
}
