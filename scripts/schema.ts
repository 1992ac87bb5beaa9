import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildHubSchema } from '../src/server/schema';

// npm run schema: writes schema/hub.graphql from the code.

/** Where the printed schema is kept, from the project's folder. */
export const SCHEMA_FILE = join('schema', 'hub.graphql');

/** The schema as text, in an order that does not depend on the order of the code. */
export const sdlOf = (schema: GraphQLSchema): string =>
  `# Written by "npm run schema" from the code: change it there.\n\n${printSchema(lexicographicSortSchema(schema))}\n`;

if (require.main === module) {
  writeFileSync(SCHEMA_FILE, sdlOf(buildHubSchema()));
  process.stdout.write(`Wrote ${SCHEMA_FILE}.\n`);
}
