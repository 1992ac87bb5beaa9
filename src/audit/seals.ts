import { createHash, createHmac } from 'node:crypto';
import { formatInstant, type Instant } from '../vocabulary/day';
import type { Head } from './chain';

/** Where a chain ended when it was looked at: kept elsewhere, it shows later whether what was there still is. */
export interface Seal extends Head {
  readonly series: number;
}

/** When a seal was taken: as a hub started, as it ran, as it stopped, or by a person. */
export type Occasion = 'START' | 'RUNNING' | 'STOP' | 'BY_HAND';

/** One line of the seals. Each run of a hub numbers its own, and each names the hash of the one before it. */
export interface SealLine {
  readonly hub: string;
  readonly n: number;
  readonly prev: string;
  readonly at: string;
  readonly occasion: Occasion;
  /** How many chains there were, and how many events they had come to. */
  readonly chains: number;
  readonly events: number;
  /** Where the chains ended: all of them in the first line of a run, in others those that had moved since. */
  readonly ends: readonly Seal[];
  /** HMAC-SHA256 of all of the above, where the hub has a key. */
  readonly mac?: string;
}

export const hashOfLine = (text: string): string => createHash('sha256').update(text).digest('base64url');
const macOf = (line: Omit<SealLine, 'mac'>, key: Uint8Array): string => createHmac('sha256', key).update(JSON.stringify(line)).digest('base64url');

/** A seal as one line of JSON. */
export function lineOfSeal(
  { hub, n, prev }: Pick<SealLine, 'hub' | 'n' | 'prev'>,
  at: Instant,
  occasion: Occasion,
  all: readonly Seal[],
  moved: readonly Seal[],
  key: Uint8Array | null,
): string {
  const events = all.reduce((sum, { seq }) => sum + seq, 0);
  const ends = moved.map(({ series, seq, hash }) => ({ series, seq, hash }));
  const line = { hub, n, prev, at: formatInstant(at), occasion, chains: all.length, events, ends };
  return JSON.stringify(key === null ? line : { ...line, mac: macOf(line, key) });
}

/** What seals are good for once they are read: what they say, and what is wrong with them. */
export interface ReadSeals {
  readonly ends: readonly Seal[];
  /** When the newest was taken; null where there is none, or where it does not say. */
  readonly newest: string | null;
  /** Seals that were changed, taken out or put in. */
  readonly faults: readonly string[];
  /** What whoever reads this should know, and need not be anybody's doing. */
  readonly notes: readonly string[];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isSeal = (value: unknown): value is Seal =>
  isObject(value) && Number.isSafeInteger(value['series']) && Number.isSafeInteger(value['seq']) && typeof value['hash'] === 'string';
const isLine = (value: unknown): value is SealLine =>
  isObject(value) &&
  typeof value['hub'] === 'string' &&
  Number.isSafeInteger(value['n']) &&
  typeof value['prev'] === 'string' &&
  typeof value['at'] === 'string' &&
  Array.isArray(value['ends']) &&
  value['ends'].every(isSeal);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The signature of a line: right, wrong, or not looked at. */
function signature({ mac, ...line }: SealLine, key: Uint8Array | null): 'RIGHT' | 'WRONG' | 'NONE' | 'UNCHECKED' {
  if (mac === undefined) return 'NONE';
  if (key === null) return 'UNCHECKED';
  return macOf(line, key) === mac ? 'RIGHT' : 'WRONG';
}

/** Reads seals: lines as hubs write them, or the one list of a seal that was taken by hand before hubs took their own. */
export function readSeals(text: string, key: Uint8Array | null): ReadSeals {
  const whole = text.trimStart().startsWith('[') ? parsed(text) : null;
  if (Array.isArray(whole) && whole.every(isSeal)) return { ends: whole, newest: null, faults: [], notes: [] };
  const [faults, notes, ends]: [string[], string[], Seal[]] = [[], [], []];
  // A line that is repeated because nobody knew whether it had arrived has the number of the one before.
  const runs = new Map<string, { n: number; hashes: Set<string>; before: ReadonlySet<string> }>();
  const count = { NONE: 0, UNCHECKED: 0, unreadable: 0 };
  let newest: string | null = null;
  let signed = false;
  text.split('\n').forEach((each, index) => {
    if (each.trim() === '') return;
    const line = parsed(each);
    if (!isLine(line)) {
      count.unreadable++;
      return;
    }
    const { hub, n, prev, at } = line;
    const is = signature(line, key);
    signed ||= is === 'RIGHT';
    if (is === 'WRONG') faults.push(`Line ${index + 1} was changed after it was written, or is signed with another key.`);
    else if (is === 'NONE' && signed) faults.push(`Line ${index + 1} is not signed, and lines before it are: no hub wrote it.`);
    else if (is !== 'RIGHT') count[is]++;

    const run = runs.get(hub);
    if (!run) {
      if (n > 1) notes.push(`The seals of run ${hub} begin with its ${n}th: those before are not among these lines.`);
      runs.set(hub, { n, hashes: new Set([hashOfLine(each)]), before: new Set([prev]) });
    } else if (n === run.n) {
      if (!run.before.has(prev)) faults.push(`Line ${index + 1} does not follow the one before it of run ${hub}: one of the two was changed.`);
      run.hashes.add(hashOfLine(each));
    } else {
      if (n > run.n + 1)
        faults.push(`Seal ${n === run.n + 2 ? run.n + 1 : `${run.n + 1} to ${n - 1}`} of run ${hub} is gone, before line ${index + 1}.`);
      else if (n < run.n || !run.hashes.has(prev))
        faults.push(`Line ${index + 1} does not follow the one before it of run ${hub}: one of the two was changed or moved.`);
      runs.set(hub, { n, hashes: new Set([hashOfLine(each)]), before: run.hashes });
    }
    if (newest === null || at > newest) newest = at;
    ends.push(...line.ends);
  });
  if (count.unreadable > 0)
    notes.push(
      `${count.unreadable} ${count.unreadable === 1 ? 'line cannot be read: a hub was' : 'lines cannot be read: hubs were'} cut short there, or somebody wrote in them.`,
    );
  if (count.NONE > 0) notes.push(`${count.NONE} seals are not signed.`);
  if (count.UNCHECKED > 0) notes.push(`${count.UNCHECKED} seals are signed, and were not checked: set AUDIT_SEAL_KEY to the file with their key.`);
  return { ends, newest, faults, notes };
}
