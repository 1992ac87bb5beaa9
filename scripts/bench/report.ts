import type { Measured, Window } from './measure';
import type { Running } from './servers';

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.trunc(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle] ?? Number.NaN, sorted[middle] ?? Number.NaN];
  return (low + high) / 2;
}

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const twoPlaces = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const spread = (numbers: readonly number[], format: Intl.NumberFormat): string =>
  `${format.format(median(numbers))} [${format.format(Math.min(...numbers))} to ${format.format(Math.max(...numbers))}]`;

function lineOf(name: string, windows: readonly Window[]): string {
  const database = windows.map(({ databaseCpu }) => databaseCpu).filter((each) => each !== null);
  const cells = [
    name.padEnd(16),
    spread(
      windows.map(({ rate }) => rate),
      whole,
    ).padEnd(26),
    spread(
      windows.map(({ cpu }) => cpu),
      whole,
    ).padEnd(26),
    (database.length === 0 ? 'not seen' : whole.format(median(database))).padEnd(10),
    `${twoPlaces.format(median(windows.map((each) => each.median)))} / ${twoPlaces.format(median(windows.map((each) => each.slowest)))}`,
  ];
  return `  ${cells.join('  ')}`;
}

/** One operation: requests a second, processor time and the ratio, each with its spread over the windows. */
export function reportOf({ operation, hub, bare, ratios }: Measured, least: number): string {
  const head = [
    'server'.padEnd(16),
    'requests/s [spread]'.padEnd(26),
    'cpu us/request [spread]'.padEnd(26),
    'db cpu us'.padEnd(10),
    'ms half / 99 of 100',
  ].join('  ');
  const ratio = median(ratios);
  const verdict = ratio < least ? `BELOW ${twoPlaces.format(least)}` : `at least ${twoPlaces.format(least)}: holds`;
  return [
    `\n${operation.name}: ${operation.title}`,
    `  ${head}`,
    lineOf('hub', hub),
    lineOf('by hand', bare),
    `  hub / by hand: ${spread(ratios, twoPlaces)}  (${verdict})`,
  ].join('\n');
}

export const memoryReport = (servers: readonly Running[]): string =>
  servers
    .map((server) => {
      const { now, most } = server.memory();
      return `  ${server.name.padEnd(16)}  ${whole.format(now / 1024 ** 2)} MiB now, ${whole.format(most / 1024 ** 2)} MiB at most`;
    })
    .join('\n');
