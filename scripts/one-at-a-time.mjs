// One process at a time for work that two must not do at once: installing, building. Plain Node 18, no packages.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const home = dirname(dirname(fileURLToPath(import.meta.url)));

const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Takes away the lock of a process that was killed; a lock that somebody took meanwhile is put back. */
function clearIfAbandoned(lock) {
  const owner = read(lock);
  if (owner === null || owner === '' || isRunning(Number(owner))) return;
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  if (read(aside) === owner) rmSync(aside, { force: true });
  else renameSync(aside, lock);
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

/** Runs `work` while no other process runs work of the same name in this checkout. */
export async function oneAtATime(name, work) {
  const lock = join(home, 'var', `${name}.lock`);
  mkdirSync(dirname(lock), { recursive: true });
  for (let tries = 0; !take(lock); tries++) {
    if (tries === 20) process.stderr.write(`Waiting for process ${read(lock) ?? ''}, which does the same work here (${name}).\n`);
    await wait(100);
    clearIfAbandoned(lock);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}
