// Compiles src, migrations, scripts/*.ts and ormconfig.ts to dist with swc, and copies what the code reads at run time. Only
// what has changed is done again; outputs without a source are removed. Then the explorer page: scripts/build-explorer.mjs.
// Types are not checked here (npm run types).
// Run: node scripts/build.mjs [--force] [--no-explorer]
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, extname, join, relative, sep } from 'node:path';
import { spawnSync } from 'node:child_process';
import { home, oneAtATime } from './one-at-a-time.mjs';

const dist = join(home, 'dist');
/** What was built from which state of which source; written last, so that a build cut short is taken up again. */
const record = join(dist, '.built.json');
/** Made by scripts/build-explorer.mjs. */
const EXPLORER = 'explorer';

const filesUnder = async (folder) =>
  (await readdir(join(home, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(home, join(entry.parentPath, entry.name)));

const isCode = (path) => extname(path) === '.ts' && !path.endsWith('.test.ts') && !path.endsWith('.d.ts');
/** Policy packs and whatever else stands beside the code and is no code, test or page of text. */
const isRead = (path) => !['.ts', '.tsx', '.mts', '.md'].includes(extname(path));
const ofExplorerPage = (path) => path.startsWith(join('src/server/explorer/app') + sep);

async function sources() {
  const src = (await filesUnder('src')).filter((path) => !ofExplorerPage(path) && (isCode(path) || isRead(path)));
  const others = [...(await filesUnder('migrations')), ...(await filesUnder('scripts'))].filter(isCode);
  return [...src, ...others, 'ormconfig.ts'];
}

const outputOf = (path) => (isCode(path) ? path.replace(/\.ts$/, '.js') : path);

async function stateOf(path) {
  const { mtimeMs, size } = await stat(join(home, path));
  return `${mtimeMs} ${size}`;
}

/** Changes whenever everything must be compiled again: the compiler, its options, or this file. */
async function settingsOfBuild() {
  const parts = ['.swcrc', 'scripts/build.mjs', 'node_modules/@swc/core/package.json'].map((path) => readFile(join(home, path)));
  return (await Promise.all(parts)).reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');
}

async function recordOf(settings) {
  try {
    const kept = JSON.parse(await readFile(record, 'utf8'));
    return kept.settings === settings ? kept.states : {};
  } catch {
    return {};
  }
}

/** Whole or not at all: a hub that starts meanwhile never reads half a file. */
async function put(path, write) {
  const target = join(dist, path);
  await mkdir(dirname(target), { recursive: true });
  await write(`${target}.new`);
  await rename(`${target}.new`, target);
}

async function compile(paths) {
  if (paths.length === 0) return;
  const { transformFile } = await import('@swc/core');
  const waiting = [...paths];
  const worker = async () => {
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const from = join(home, path);
      if (!isCode(path)) await put(path, (target) => copyFile(from, target));
      else {
        const { code } = await transformFile(from, { cwd: home, configFile: join(home, '.swcrc') });
        await put(outputOf(path), (target) => writeFile(target, code));
      }
    }
  };
  await Promise.all(Array.from({ length: 2 * availableParallelism() }, worker));
}

async function removeStale(wanted) {
  const present = (await readdir(dist, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dist, join(entry.parentPath, entry.name)));
  const stale = present.filter((path) => !wanted.has(path) && path !== '.built.json' && path.split(sep)[0] !== EXPLORER);
  await Promise.all(stale.map((path) => rm(join(dist, path))));
  return new Set(present);
}

async function buildCode(force) {
  await mkdir(dist, { recursive: true });
  const paths = await sources();
  const settings = await settingsOfBuild();
  const before = force ? {} : await recordOf(settings);
  const present = await removeStale(new Set(paths.map(outputOf)));
  const states = Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await stateOf(path)])));
  const changed = paths.filter((path) => before[path] !== states[path] || !present.has(outputOf(path)));
  if (changed.length === 0 && Object.keys(before).length === paths.length) return;
  await compile(changed);
  await put('.built.json', (target) => writeFile(target, JSON.stringify({ settings, states })));
}

function buildExplorer(force) {
  const words = [join(home, 'scripts/build-explorer.mjs'), ...(force ? ['--force'] : [])];
  const { status } = spawnSync(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error('The explorer page could not be built.');
}

const words = process.argv.slice(2);
const force = words.includes('--force');
try {
  await oneAtATime('build', async () => {
    await buildCode(force);
    if (!words.includes('--no-explorer')) buildExplorer(force);
  });
} catch (error) {
  process.stderr.write(`The build failed. ${error.message}\n`);
  process.exitCode = 1;
}
