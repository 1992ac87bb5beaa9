import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Exchange } from '../src/exchange/statements/exchange';
import { type ListedOrganisation, readOrganisationList } from '../src/people/organisation-list';
import { bringList } from '../src/people/reference';
import { type Day, isDay } from '../src/vocabulary/day';
import { type Print, runCommand } from './run-command';
import { type ExchangeSettings, withExchange } from './with-exchange';

const USAGE = `npm run organisations -- load FILE... [--on DAY]
  Brings the list of councils or NHS bodies into the database that DATABASE_URL names: their names, first and last days, and who followed them.
  FILE is a list of organisations, or of successions, as the NHS Organisation Data Service publishes them (27 or 5 fields, no header), or the
  hub's own form (header kind,code,name,ons,formerOns,from,to,successors), which councils are brought in. DAY is the day of the list: today where
  it is left out and the file does not say ("# as of 2026-04-10"). A list changes nothing that a newer one has said; the same file again changes
  nothing. Hubs that run read it when they start again.
npm run organisations -- check FILE...
  Tells what could not be read, and changes nothing.`;

interface Lists {
  readonly rows: readonly ListedOrganisation[];
  readonly on: Day | null;
  readonly faults: readonly string[];
}
function read(files: readonly string[]): Lists {
  const lists = files.map((file) => {
    try {
      return readOrganisationList(readFileSync(file, 'utf8'), file);
    } catch (error) {
      return { on: null, rows: [], faults: [`${file}  It cannot be read (${(error as { code?: string }).code ?? String(error)}).`] };
    }
  });
  return {
    rows: lists.flatMap(({ rows }) => rows),
    on:
      lists
        .flatMap(({ on }) => on ?? [])
        .sort()
        .at(-1) ?? null,
    faults: lists.flatMap(({ faults }) => faults),
  };
}

const named = (codes: readonly string[]): string => (codes.length === 0 ? '' : `: ${codes.slice(0, 20).join(', ')}${codes.length > 20 ? ', …' : ''}`);

const load =
  ({ rows, on }: Lists, given: Day | null, print: Print) =>
  async ({ store, today }: Exchange): Promise<number> => {
    const day = given ?? on ?? today;
    const { added, changed, unchanged, older } = await bringList(store, rows, day);
    print(`The list of ${day}: ${added.length} added${named(added)}; ${changed.length} changed${named(changed)}; ${unchanged} unchanged.`);
    if (older > 0) print(`${older} were left as they are: a newer list has said them.`);
    return 0;
  };

/** Runs the command and answers with the exit code: 0 every line was read, 1 some could not be and the others were brought, 2 it was refused whole. */
export async function organisationsCommand(args: readonly string[], where: ExchangeSettings, print: Print): Promise<number> {
  let given: { values: { on?: string }; positionals: string[] };
  try {
    given = parseArgs({ args: [...args], allowPositionals: true, options: { on: { type: 'string' } } });
  } catch (error) {
    print(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  const [command, ...files] = given.positionals;
  const { on = null } = given.values;
  if ((command !== 'load' && command !== 'check') || files.length === 0 || (on !== null && !isDay(on))) {
    print(USAGE);
    return 2;
  }
  const lists = read(files);
  lists.faults.forEach(print);
  if (lists.rows.length === 0) {
    print('No line could be read: nothing was changed.');
    return 2;
  }
  const left = lists.faults.length > 0 ? 1 : 0;
  if (command === 'check') {
    print(`${lists.rows.length} organisations can be read.`);
    return left;
  }
  return Math.max(left, await withExchange(where, undefined, print, load(lists, on, print)));
}

if (require.main === module)
  runCommand('The list could not be brought', (settings, print) => organisationsCommand(process.argv.slice(2), settings, print));
