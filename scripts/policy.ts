import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { nextYear } from '../src/policy/next-year';
import { changeInWords, changesBetween } from '../src/policy/pack.diff';
import { packFaultInWords, type ReadPack, readPack } from '../src/policy/pack.reader';
import type { Pack } from '../src/policy/pack.types';
import { besideShipped, NATIONAL_PACK, nationalServices, shippedPackFiles } from '../src/policy/policies';
import { nameOfVersion } from '../src/policy/policy.types';

const USAGE = `Policy packs: what differs by authority and year. The format is described in src/policy/README.md.

  npm run policy -- check FILE...   every fault with its line and column, and what to do about it
  npm run policy -- diff A B        what changes from one version to another, figure by figure
  npm run --silent policy -- next-year > FILE
                                    drafts the next year of the nation's figures, every one to fill; next-year FILE goes on from a pack of yours

A and B are files, or the names of packs that come with the hub, such as wakefield.`;

/** The text of a file, or of a pack that comes with the hub. */
function textOf(name: string): string | null {
  if (existsSync(name)) return readFileSync(name, 'utf8');
  return shippedPackFiles().find((file) => basename(file.name).replace(/\.\w+$/, '') === name)?.text ?? null;
}

function read(name: string): { readonly read: ReadPack | null; readonly lines: readonly string[] } {
  let text: string | null;
  try {
    text = textOf(name);
  } catch (error) {
    return { read: null, lines: [`${name}  It cannot be read (${(error as { code?: string }).code}). Name a file that may be.`] };
  }
  if (text === null) return { read: null, lines: [`${name}  There is no such file, and no pack of that name comes with the hub.`] };
  const found = readPack(text, nationalServices());
  const clashes = found.pack && existsSync(name) ? besideShipped(name, found.pack).faults : [];
  return { read: clashes.length > 0 ? null : found, lines: [...found.faults.map((fault) => packFaultInWords(name, fault)), ...clashes] };
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
function contents(pack: Pack): string {
  const parts: readonly (readonly [number, string, string])[] = [
    [pack.elementThree.length, 'Element 3 table', 'Element 3 tables'],
    [pack.childrensRas.length, "children's RAS table", "children's RAS tables"],
    [pack.adultsRas.length, "adults' RAS table", "adults' RAS tables"],
    [pack.carerLevels.length, 'table of carer levels', 'tables of carer levels'],
    [pack.rates.length, 'rate', 'rates'],
    [pack.financial.length, 'financial figure', 'financial figures'],
    [pack.services.length, 'service of its own', 'services of its own'],
    [pack.rules.length, 'local rule', 'local rules'],
  ];
  return parts.flatMap(([count, one, many]) => (count > 0 ? counted(count, one, many) : [])).join(', ') || 'no figures';
}

function check(files: readonly string[], print: (line: string) => void): number {
  let faults = 0;
  for (const file of files) {
    const { read: found, lines } = read(file);
    lines.forEach(print);
    faults += lines.length;
    if (found?.pack) {
      print(
        `${file}: no faults. ${nameOfVersion(found.pack)} of ${found.pack.authority.name}, in force from ${found.pack.from}${found.pack.to === null ? '' : ` to ${found.pack.to}`}: ${contents(found.pack)}.`,
      );
      const replaced = besideShipped(file, found.pack).replaced.filter(({ version }) => version !== found.pack?.version);
      if (replaced.length > 0) print(`It takes the place of what comes with the hub: ${replaced.map(nameOfVersion).join(', ')}.`);
    }
  }
  if (faults > 0) print(counted(faults, 'fault.', 'faults.'));
  return faults > 0 ? 1 : 0;
}

function diff(a: string, b: string, print: (line: string) => void): number {
  const [before, after] = [read(a), read(b)];
  const lines = [...before.lines, ...after.lines];
  if (!before.read?.raw || !after.read?.raw) {
    lines.forEach(print);
    return 1;
  }
  print(`${nameOfVersion(before.read.pack)} -> ${nameOfVersion(after.read.pack)}`);
  const changes = changesBetween(before.read.raw, after.read.raw);
  changes.map(changeInWords).forEach(print);
  print(changes.length === 0 ? 'Nothing changes.' : `${counted(changes.length, 'change', 'changes')}: + added, - removed, ~ changed.`);
  return 0;
}

/** The next year's file, line by line, so that it can be written where it is wanted. */
function draft(name: string, print: (line: string) => void): number {
  const text = textOf(name);
  const { read: found, lines } = read(name);
  if (text === null || !found?.pack) {
    lines.forEach(print);
    return 1;
  }
  if (found.pack.name !== NATIONAL_PACK) {
    print(`${name} is the pack ${found.pack.name}. A year's figures are the nation's: name a version of ${NATIONAL_PACK}, or none.`);
    return 1;
  }
  nextYear(text, found.pack).forEach(print);
  return 0;
}

/** Runs the command and answers with the exit code: 0 right, 1 a fault in a pack, 2 a fault in the command. */
export function policyCommand(args: readonly string[], print: (line: string) => void): number {
  let words: readonly string[];
  try {
    words = parseArgs({ args: [...args], allowPositionals: true, options: { help: { type: 'boolean', short: 'h' } } }).positionals;
  } catch (error) {
    print(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  const [command, first, second, ...more] = words;
  if (command === 'check' && first !== undefined) return check(words.slice(1), print);
  if (command === 'diff' && first !== undefined && second !== undefined && more.length === 0) return diff(first, second, print);
  if (command === 'next-year' && second === undefined) return draft(first ?? NATIONAL_PACK, print);
  print(USAGE);
  return args.some((word) => word === '--help' || word === '-h') ? 0 : 2;
}

if (require.main === module) process.exitCode = policyCommand(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
