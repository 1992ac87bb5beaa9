import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mysql from 'mysql2/promise';

let made = 0;

const IN_MEMORY = '/dev/shm';
const ROOM_ENOUGH = 2 ** 30;

/** Where files of tests are put: in memory where the machine has such a folder with room, so that no flush waits for a disk. Each is asked for all the same. */
function shelf(): string {
  if (!existsSync(IN_MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(IN_MEMORY);
  return bavail * bsize >= ROOM_ENOUGH ? IN_MEMORY : tmpdir();
}

/**
 * An empty database of its own for one test: a SQLite file, or a schema on the server that TEST_DATABASE_URL names
 * (mysql://user:password@host:port), so that the same suite runs on both.
 */
export async function aDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server) {
    const folder = mkdtempSync(join(shelf(), 'hub-'));
    return { url: `sqlite:${join(folder, 'hub.sqlite')}`, drop: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })) };
  }
  const name = `hub_test_${process.pid}_${++made}`;
  const connection = await mysql.createConnection(server);
  await connection.query(`DROP DATABASE IF EXISTS ${name}`);
  await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  await connection.end();
  return {
    url: `${server.replace(/\/$/, '')}/${name}`,
    drop: async () => {
      const again = await mysql.createConnection(server);
      await again.query(`DROP DATABASE IF EXISTS ${name}`);
      await again.end();
    },
  };
}
