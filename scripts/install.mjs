// Installs the packages of package-lock.json where they are missing or others, and says so; otherwise does nothing, at once.
// Runs before every npm script, on whatever Node the machine has (18 or later) and without packages of its own.
// Run: node scripts/install.mjs
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { home, oneAtATime } from './one-at-a-time.mjs';

const modules = join(home, 'node_modules');
/** The Node that every npm script runs on: the `node` package puts it here when its own install script runs. */
const pinnedNode = join(modules, 'node/bin/node');

const packagesIn = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : null);

/** npm keeps what it installed in node_modules/.package-lock.json, written last: a killed install has none. */
function isInstalled() {
  const wanted = packagesIn(join(home, 'package-lock.json'));
  const present = packagesIn(join(modules, '.package-lock.json'));
  if (wanted === null) throw new Error('package-lock.json is missing: this is not a whole copy of the project.');
  if (present === null || !existsSync(pinnedNode)) return false;
  // Packages for other systems are optional, and rightly absent.
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || present[path]?.version === version || (optional === true && present[path] === undefined),
  );
}

function npm(...words) {
  const done = spawnSync('npm', [...words, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: home,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (done.error) throw new Error(`npm is needed and could not be run: ${done.error.message}`);
  if (done.status !== 0) throw new Error(`npm ${words.join(' ')} failed:\n${done.stdout}${done.stderr}`);
}

async function install() {
  if (isInstalled()) return;
  const [began, people] = [Date.now(), process.stderr];
  people.write('Installing the packages that package-lock.json names (once, about a minute; no compiler is needed) ...\n');
  // No package may run a script of its own, but `node`, which fetches the Node that everything here runs on. Development
  // packages too, whatever NODE_ENV says: the hub is built from source.
  npm('ci', '--ignore-scripts', '--include=dev');
  npm('rebuild', 'node', '--ignore-scripts=false');
  if (!isInstalled()) throw new Error(`npm finished, but ${pinnedNode} or a package is still missing.`);
  people.write(`Installed in ${Math.ceil((Date.now() - began) / 1000)} seconds.\n`);
}

try {
  if (!isInstalled()) await oneAtATime('install', install);
} catch (error) {
  process.stderr.write(`The packages could not be installed. ${error.message}\n`);
  process.exitCode = 1;
}
