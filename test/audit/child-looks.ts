import 'reflect-metadata';
import { ReadRecorder } from '../../src/audit/read-recorder';
import { openStore } from '../../src/database/open-store';
import { entities } from '../../src/server/entities';
import { migrations } from '../../src/server/migrations';
import { ACTOR } from './trail';

/*
 * Writes down looks for as long as it lives, and says how many are on record: child-looks.ts URL
 */
async function main(url: string): Promise<void> {
  const recorder = new ReadRecorder(await openStore(url, entities, migrations));
  for (let written = 0; ;) {
    // Several at once, so that groups of more than one look are cut short as well.
    await Promise.all([1, 2, 3].map((person) => recorder.record([person], ACTOR, 'why', written)));
    written += 3;
    process.stdout.write(`${written}\n`);
  }
}
main(process.argv[2] ?? '').catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
