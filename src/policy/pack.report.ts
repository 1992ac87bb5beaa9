import type { RawDated } from './pack.raw.types';
import type { Path } from './pack.text';

/** Says what is wrong at a path. */
export type PackReport = (path: Path, message: string, fix: string) => void;

/** The later of two equal entries of a list is the fault: it is the one that would never be read. */
export function repeated<Entry>(
  entries: readonly Entry[],
  keyOf: (entry: Entry) => string,
  at: (index: number) => Path,
  what: string,
  report: PackReport,
): void {
  const seen = new Set<string>();
  entries.forEach((entry, index) => {
    const key = keyOf(entry).toLowerCase();
    if (seen.has(key)) report(at(index), `${what} "${keyOf(entry)}" is there twice.`, 'Keep one of the two.');
    seen.add(key);
  });
}

/** Have two spans of days a day in common? */
export const reaches = ({ from, to }: RawDated, other: RawDated): boolean =>
  (to === undefined || to >= other.from) && (other.to === undefined || other.to >= from);

/** Two sets that say the same thing for the same day. */
export function overlapsInTime<Entry extends RawDated>(
  entries: readonly Entry[],
  keyOf: (entry: Entry) => string,
  at: (index: number) => Path,
  what: string,
  report: PackReport,
): void {
  entries.forEach((entry, index) => {
    const before = entries.slice(0, index).find((earlier) => keyOf(earlier) === keyOf(entry) && reaches(earlier, entry));
    if (before)
      report(
        at(index),
        `${what} from ${entry.from} is in force on days on which the one from ${before.from} is, too.`,
        'Give the earlier one a last day ("to") that is the day before the later one begins.',
      );
  });
}
