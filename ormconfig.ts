import 'reflect-metadata';
import type { DataSource } from 'typeorm';
import { mariadbSource } from './src/database/mariadb/mariadb';
import { sqliteSource } from './src/database/sqlite/sqlite';
import { entities } from './src/server/entities';
import { migrations } from './src/server/migrations';
import { settings } from './src/settings';

/** The data source for TypeORM's own command line; the hub opens its database through src/database/open-store.ts. */
const source: DataSource = settings.databaseUrl.startsWith('sqlite:')
  ? sqliteSource(settings.databaseUrl.slice('sqlite:'.length), entities, migrations)
  : mariadbSource(settings.databaseUrl, 'mariadb', entities, migrations);

export default source;
