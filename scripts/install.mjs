// Installs the packages of package-lock.json where they are missing or others, and says so; otherwise does nothing, at once.
// Runs before every npm script that a newcomer may run first, on whatever Node the machine has (18 or later), without packages.
// Run: node scripts/install.mjs
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { home, oneAtATime } from './one-at-a-time.mjs';

const modules = join(home, 'node_modules');
const nodeFile = process.platform === 'win32' ? 'node.exe' : 'node';
/** The Node that every npm script runs on: the `node` package puts it here when its own install script runs. */
const pinnedNode = join(modules, 'node/bin', nodeFile);

const packagesIn = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : null);

let libc;
function libcHere() {
  if (libc === undefined) {
    process.report.excludeNetwork = true;
    libc = process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl';
  }
  return libc;
}

/** A program built for this very system; what names no system is there for one that does, and comes with it. */
const isForThisSystem = (wanted) =>
  wanted.os?.includes(process.platform) === true &&
  wanted.cpu?.includes(process.arch) === true &&
  (wanted.libc === undefined || process.platform !== 'linux' || wanted.libc.includes(libcHere()));

/** What is missing or of another version. npm keeps what it installed in a file that it writes last: a killed install has none. */
function missing() {
  const wanted = packagesIn(join(home, 'package-lock.json'));
  if (wanted === null) throw new Error('package-lock.json is missing: this is not a whole copy of the project.');
  const present = packagesIn(join(modules, '.package-lock.json')) ?? {};
  const paths = Object.keys(wanted).filter((path) => {
    if (path === '' || present[path]?.version === wanted[path].version) return false;
    return present[path] !== undefined || wanted[path].optional !== true || isForThisSystem(wanted[path]);
  });
  return existsSync(pinnedNode) ? paths : [...paths, pinnedNode];
}

/** Runs npm, on the Node in `folder` where one is given. */
function npm(words, folder = null) {
  const path = folder === null ? process.env.PATH : `${folder}${delimiter}${process.env.PATH}`;
  const options = { cwd: home, encoding: 'utf8', env: { ...process.env, PATH: path }, shell: process.platform === 'win32' };
  const done = spawnSync('npm', [...words, '--no-audit', '--no-fund', '--loglevel=error'], options);
  if (done.error) throw new Error(`npm is needed and could not be run: ${done.error.message}`);
  if (done.status !== 0) throw new Error(`npm ${words.join(' ')} failed:\n${done.stdout}${done.stderr}`);
}

/**
 * No package may run a script of its own, but `node`, which fetches the Node that everything here runs on. Development packages
 * too, whatever NODE_ENV says: the hub is built from source.
 */
function installAll(folder = null) {
  npm(['ci', '--ignore-scripts', '--include=dev'], folder);
  npm(['rebuild', 'node', '--ignore-scripts=false'], folder);
}

/** npm leaves out, in silence, optional packages that ask for a newer Node than the one it runs on: so it runs on the pinned one. */
function installAgainOnPinnedNode() {
  const folder = join(home, 'var/node');
  mkdirSync(folder, { recursive: true });
  // Out of node_modules, which npm ci empties.
  copyFileSync(pinnedNode, join(folder, nodeFile));
  installAll(folder);
  rmSync(folder, { recursive: true });
}

async function install() {
  if (missing().length === 0) return;
  const began = Date.now();
  process.stderr.write('Installing the packages that package-lock.json names (once, about a minute; no compiler is needed) ...\n');
  installAll();
  if (missing().length > 0 && existsSync(pinnedNode)) installAgainOnPinnedNode();
  const still = missing();
  if (still.length > 0) throw new Error(`npm finished, but these are still missing: ${still.join(', ')}.`);
  process.stderr.write(`Installed in ${Math.ceil((Date.now() - began) / 1000)} seconds.\n`);
}

try {
  if (missing().length > 0) await oneAtATime('install', install);
} catch (error) {
  process.stderr.write(`The packages could not be installed. ${error.message}\n`);
  process.exitCode = 1;
}
