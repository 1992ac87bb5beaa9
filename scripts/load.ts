import { Presets, SingleBar } from 'cli-progress';
import { parseArgs } from 'node:util';
import { formatById, FORMATS } from '../src/exchange/formats/formats';
import { loadFile } from '../src/exchange/loads/load-file';
import { undoLoad } from '../src/exchange/loads/undo';
import type { Exchange } from '../src/exchange/statements/exchange';
import type { LoadSummary, Progress } from '../src/exchange/statements/load.types';
import { type Print, runCommand } from './run-command';
import { type ExchangeSettings, withExchange } from './with-exchange';

const USAGE = `npm run load -- FORMAT PATH [--authority CODE] [--kind children|adults]
  Loads a file, or the folder of a format that is several. The same file again changes nothing; one that was cut short goes on.
npm run load -- --undo NUMBER
  Takes back what only that load brought.

Formats: ${FORMATS.map(({ id, title }) => `${id} ${title}`).join('; ')}. Their headers are in src/exchange/README.md.`;

const figure = (count: number): string => count.toLocaleString('en-GB');

/** A bar for each phase, where somebody watches. */
function bars(): { at: (progress: Progress) => void; end: () => void } {
  if (!process.stderr.isTTY) return { at: () => undefined, end: () => undefined };
  const names = { reading: 'Reading', settling: 'Making records' } as const;
  const bar = new SingleBar({ format: '{phase} {bar} {percentage}%', hideCursor: true }, Presets.shades_classic);
  let phase: Progress['phase'] | null = null;
  return {
    at(progress) {
      if (phase === null) bar.start(progress.total, 0, { phase: '' });
      if (phase !== progress.phase) bar.setTotal(progress.total);
      phase = progress.phase;
      bar.update(progress.done, { phase: names[phase].padEnd(14) });
    },
    end: () => bar.stop(),
  };
}

function printSummary(summary: LoadSummary, print: Print): void {
  const { number, format, file, rows, loaded, changed, unchanged, waiting, refused, joined, lines, reported, report, reportFault } = summary;
  print(`Load ${number}: ${formatById(format).title}, ${file}`);
  print(
    `${figure(rows)} rows: ${figure(loaded)} loaded, ${figure(changed)} changed, ${figure(unchanged)} unchanged, ${figure(waiting)} waiting, ${figure(refused)} refused.`,
  );
  if (joined > 0) print(`${figure(joined)} rows of other loads, which were waiting, are in now.`);
  for (const { file: part, line, field, rule, effect, message } of lines)
    print(`  ${part} line ${line}${field === '' ? '' : `, ${field}`}: ${effect} ${rule} ${message}`);
  if (reported > lines.length) print(`  and ${figure(reported - lines.length)} more.`);
  if (report !== null && reported > 0) print(`All ${figure(reported)} are in ${report}`);
  if (reportFault !== null) print(reportFault);
}

const load =
  (path: string, format: string, authority: string | undefined, kind: 'children' | 'adults' | null, print: Print) =>
  async (exchange: Exchange): Promise<number> => {
    const bar = bars();
    try {
      const summary = await loadFile({ ...exchange, format: formatById(format).id, path, authority: authority ?? null, kind, onProgress: bar.at });
      bar.end();
      printSummary(summary, print);
      return 0;
    } finally {
      bar.end();
    }
  };

const undo =
  (number: number, print: Print) =>
  async (exchange: Exchange): Promise<number> => {
    const bar = bars();
    try {
      const { file, takenBack, kept, left } = await undoLoad(exchange, number, bar.at);
      bar.end();
      print(`Load ${number} (${file}) is taken back: ${figure(takenBack)} rows that no other load says, ${figure(kept)} kept because another does.`);
      if (left > 0)
        print(`${figure(left)} facts stay, because somebody changed them by hand since. End them in the hub where they should not stand.`);
      return 0;
    } finally {
      bar.end();
    }
  };

/** Runs the command and answers with the exit code: 0 the file was read, whatever its rows; 2 it was refused whole. */
export async function loadCommand(args: readonly string[], where: ExchangeSettings, print: Print): Promise<number> {
  const text = { type: 'string' } as const;
  let given: { values: { authority?: string; kind?: string; undo?: string }; positionals: string[] };
  try {
    given = parseArgs({ args: [...args], allowPositionals: true, options: { authority: text, kind: text, undo: text } });
  } catch (error) {
    print(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  const { values, positionals } = given;
  const { authority, kind } = values;
  const [format, path, ...more] = positionals;
  const kindIsKnown = kind === undefined || kind === 'children' || kind === 'adults';
  if (values.undo !== undefined && positionals.length === 0 && /^\d{1,9}$/.test(values.undo))
    return withExchange(where, authority, print, undo(Number(values.undo), print));
  if (values.undo !== undefined || format === undefined || path === undefined || more.length > 0 || !kindIsKnown) {
    print(USAGE);
    return 2;
  }
  return withExchange(where, authority, print, load(path, format, authority, kind ?? null, print));
}

if (require.main === module) runCommand('The file could not be loaded', (settings, print) => loadCommand(process.argv.slice(2), settings, print));
