import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { isBusy } from './sqlite.faults';

const PAUSE_MS = 50;

/** Does `work` while no other process does work of that name on the same file. A process that ends lets go, however it ends. */
export async function aloneOnFile<T>(file: string, name: string, work: () => Promise<T>): Promise<T> {
  const lock = new Database(`${file}.${name}-lock`);
  try {
    lock.pragma('busy_timeout = 0');
    for (;;) {
      try {
        lock.exec('BEGIN EXCLUSIVE');
        break;
      } catch (error) {
        if (!isBusy(error)) throw error;
        await pause(PAUSE_MS);
      }
    }
    return await work();
  } finally {
    lock.close();
  }
}
