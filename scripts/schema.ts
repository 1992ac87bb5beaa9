import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { allRules } from '../src/rules/rule';
import { buildHubSchema } from '../src/server/schema';
import '../src/server/rule-book';
import { ruleBookOf } from './rule-book';

// npm run schema: writes schema/hub.graphql and the rule book, schema/rules.md, from the code.

/** Where the printed schema is kept, from the project's folder. */
export const SCHEMA_FILE = join('schema', 'hub.graphql');

/** The schema as text, in an order that does not depend on the order of the code. */
export const sdlOf = (schema: GraphQLSchema): string =>
  `# Written by "npm run schema" from the code: change it there.\n\n${printSchema(lexicographicSortSchema(schema))}\n`;

/** Where the printed rule book is kept, from the project's folder. */
export const RULE_BOOK_FILE = join('schema', 'rules.md');

if (require.main === module) {
  writeFileSync(SCHEMA_FILE, sdlOf(buildHubSchema()));
  writeFileSync(RULE_BOOK_FILE, ruleBookOf(allRules()));
  process.stdout.write(`Wrote ${SCHEMA_FILE} and ${RULE_BOOK_FILE}.\n`);
}
