import 'reflect-metadata';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { faultsOf, makeManifest, readManifest, type Source } from '../src/server/documents/manifest';
import { QueryGate } from '../src/server/limits/query.gate';
import { buildHubSchema } from '../src/server/schema';
import { settings } from '../src/settings';
import { runCommand } from './run-command';

const USAGE = `Trusted documents: what clients may ask, each known by its SHA-256. See src/server/README.md.

  npm run documents -- make FOLDER --out FILE   a manifest of every operation in the .graphql files of a folder
  npm run documents -- check FILE               reads a manifest as the hub does, and each document by the schema and the limits

Then: TRUSTED_DOCUMENTS=FILE, and TRUSTED_DOCUMENTS_ONLY=1 for no others to be answered.`;

const sourcesIn = (folder: string): Source[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(graphql|gql)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((name) => ({ name, text: readFileSync(name, 'utf8') }));

/** What is wrong with a document: by the schema, and by the limits that hold for it as for any other. */
function faultsIn(text: string): readonly string[] {
  const faults = faultsOf(buildHubSchema(), text);
  if (faults.length > 0) return faults;
  try {
    new QueryGate(settings.queryLimits).check(text, undefined);
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

function make(folder: string, out: string, print: (line: string) => void): number {
  const { manifest, faults } = makeManifest(buildHubSchema(), sourcesIn(folder));
  faults.forEach(print);
  if (faults.length > 0) return 1;
  writeFileSync(out, `${JSON.stringify(manifest, null, 2)}\n`);
  print(`Wrote ${out}: ${manifest.operations.length} operations.`);
  return 0;
}

function check(file: string, print: (line: string) => void): number {
  const documents = readManifest(readFileSync(file, 'utf8'));
  const faults = [...documents].flatMap(([id, text]) => faultsIn(text).map((fault) => `${id}: ${fault}`));
  faults.forEach(print);
  print(faults.length === 0 ? `${file}: ${documents.size} documents, no faults.` : `${faults.length} faults.`);
  return faults.length === 0 ? 0 : 1;
}

/** The exit code: 0 where everything is as it should be. */
export function documentsCommand(args: readonly string[], print: (line: string) => void): number {
  let given: { positionals: string[]; values: { out?: string } };
  try {
    given = parseArgs({ args: [...args], allowPositionals: true, options: { out: { type: 'string' } } });
  } catch (error) {
    print(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  const { positionals, values } = given;
  const [what, where] = positionals;
  if (where !== undefined && !existsSync(where)) {
    print(`There is no ${where}.`);
    return 1;
  }
  try {
    if (what === 'make' && where !== undefined && values.out !== undefined) return make(where, values.out, print);
    if (what === 'check' && where !== undefined) return check(where, print);
  } catch (error) {
    const { code, syscall, path = where, message } = error as NodeJS.ErrnoException;
    print(syscall === undefined ? message : `${path} cannot be ${path === values.out ? 'written' : 'read'} (${code}). Name another.`);
    return 1;
  }
  print(USAGE);
  return what === undefined ? 0 : 1;
}

if (require.main === module) runCommand('The documents could not be read', (_, print) => documentsCommand(process.argv.slice(2), print));
