import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillEmptyHub, type HubToFill } from '../../src/sample/fill';

/** The day on which it all begins. */
export const FIRST_INSTANT = Date.parse('2025-10-01T12:00:00Z');

/** A small made-up area, loaded as a council's files are: somebody to begin with. Its files go at once. */
export async function aSmallArea(hub: HubToFill, people: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  try {
    await fillEmptyHub(hub, people, () => undefined, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
