import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { Presets, SingleBar } from 'cli-progress';
import { openStore } from '../src/database/open-store';
import { mustHoldHub } from '../src/database/there';
import { Inspector } from '../src/invariants/inspector';
import { faultInWords, INVARIANTS } from '../src/invariants/invariants';
import { OrganisationDirectory } from '../src/people/organisations';
import { loadPolicies } from '../src/policy/policies';
import { entities } from '../src/server/entities';
import { migrations } from '../src/server/migrations';
import { dayOf, type Instant } from '../src/vocabulary/day';
import { type Print, runCommand } from './run-command';

const USAGE = `npm run --silent invariants
  Looks through the database that DATABASE_URL names, beside a running hub if need be, and names whatever breaks an invariant.
  Exit code 0 where each of them holds, 1 where one does not.

${Object.entries(INVARIANTS)
  .map(([id, title]) => `  ${id.padEnd(20)} ${title}`)
  .join('\n')}`;

/** A bar for each phase, where somebody watches. */
function bars(): { at: (phase: 'people' | 'ids', done: number, total: number) => void; end: () => void } {
  if (!process.stderr.isTTY) return { at: () => undefined, end: () => undefined };
  const names = { people: 'People', ids: 'Ids' } as const;
  const bar = new SingleBar({ format: '{phase} {bar} {percentage}%', hideCursor: true }, Presets.shades_classic);
  let begun = false;
  return {
    at(phase, done, total) {
      if (!begun) bar.start(total, 0, { phase: '' });
      begun = true;
      bar.setTotal(total);
      bar.update(done, { phase: names[phase].padEnd(6) });
    },
    end: () => bar.stop(),
  };
}

const figure = (count: number): string => count.toLocaleString('en-GB');

/** Runs the command and answers with the exit code: 0 everything holds, 1 something was found, 2 a fault in the command. */
export async function invariantsCommand(
  args: readonly string[],
  where: { readonly databaseUrl: string; readonly policyDir: string | null },
  print: Print,
  clock: () => Instant = Date.now,
): Promise<number> {
  try {
    const { values } = parseArgs({ args: [...args], options: { help: { type: 'boolean', short: 'h' } } });
    if (values.help) {
      print(USAGE);
      return 0;
    }
  } catch (error) {
    print(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  const policies = loadPolicies({ extraDirectory: where.policyDir ?? undefined });
  await mustHoldHub(where.databaseUrl, migrations);
  const store = await openStore(where.databaseUrl, entities, migrations);
  const bar = bars();
  try {
    const directory = new OrganisationDirectory(store.reading);
    await directory.load();
    const inspector = new Inspector({ store, directory, policies, entities, today: dayOf(clock()) });
    const { people, budgets, faults } = await inspector.inspect({ onFault: (found) => print(faultInWords(found)), onProgress: bar.at });
    bar.end();
    const looked = `${figure(people)} people and ${figure(budgets)} budgets, ${Object.keys(INVARIANTS).length} invariants`;
    print(faults === 0 ? `${looked}: each of them holds.` : `${looked}: ${figure(faults)} ${faults === 1 ? 'fault' : 'faults'}.`);
    return faults === 0 ? 0 : 1;
  } finally {
    bar.end();
    await store.close();
  }
}

if (require.main === module)
  runCommand('The database could not be looked through', (settings, print) => invariantsCommand(process.argv.slice(2), settings, print));
