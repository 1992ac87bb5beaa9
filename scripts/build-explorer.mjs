// Builds the explorer page into dist/explorer, and does nothing where that is newer than what it is made of.
// Run: node scripts/build-explorer.mjs [--force]
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const home = resolve(import.meta.dirname, '..');
const source = join(home, 'src/server/explorer');
const built = join(home, 'dist/explorer');
// Written last, so that a build that was cut short is not taken for a whole one.
const stamp = join(built, '.built');
const COMPRESSED = new Set(['.js', '.css', '.svg', '.ttf']);

const filesUnder = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const changedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function isFresh() {
  const madeOf = [...filesUnder(source), join(home, 'package-lock.json'), import.meta.filename];
  return changedAt(stamp) > Math.max(...madeOf.map(changedAt));
}

async function build() {
  let vite;
  try {
    vite = await import('vite');
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    console.warn('The explorer page is not built: vite, a development dependency, is not installed. The hub serves without the page.');
    return;
  }
  await vite.build({ configFile: join(source, 'app/vite.config.mts'), logLevel: 'warn' });
  for (const file of filesUnder(built)) {
    if (COMPRESSED.has(extname(file))) writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
  }
  writeFileSync(stamp, '');
}

if (process.argv.includes('--force') || !isFresh()) await build();
