import { statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { badInput } from '../vocabulary/refusal';

/** Where seals are kept, outside the database. */
export interface SealPlace {
  /** The place without its password. */
  readonly name: string;
  /** Puts a line after those that are there. Fails where it cannot, or where that is not known. */
  add(line: string): Promise<void>;
}

const NEWLINE = 10;
/** Milliseconds that an address has to take a line. */
const ANSWER_MS = 10_000;

/** A file of lines, each flushed before it counts. A line that was cut short is left as it is, and the next begins on its own. */
const inFile = (file: string): SealPlace => ({
  name: file,
  async add(line) {
    const handle = await open(file, 'a+', 0o640);
    try {
      const { size } = await handle.stat();
      const { buffer } = await handle.read({ buffer: Buffer.alloc(1), position: Math.max(0, size - 1) });
      await handle.appendFile(`${size > 0 && buffer[0] !== NEWLINE ? '\n' : ''}${line}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
});

/** An address that takes each line as a POST of JSON and answers 2xx once it is kept. */
function atAddress(address: string): SealPlace {
  const url = new URL(address);
  const [user, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  [url.username, url.password] = ['', ''];
  const authorization = user === '' && password === '' ? {} : { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
  return {
    name: url.href,
    async add(line) {
      const answer = await fetch(url, {
        method: 'POST',
        body: line,
        headers: { 'content-type': 'application/json', ...authorization },
        redirect: 'error',
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`the address answered ${answer.status}`);
    },
  };
}

export const isAddress = (to: string): boolean => /^https?:\/\//i.test(to);

/** Throws BAD_INPUT where a file for seals could never be written, so that this is known at a start and not after the first change. */
export function lookAtSealPlace(to: string): void {
  if (isAddress(to)) return;
  const folder = dirname(to);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw badInput(
      'AUDIT_SEAL_TO',
      `AUDIT_SEAL_TO=${to} is in no folder that there is: ${folder}. Nothing was made. Put the path right, or make the folder.`,
    );
  if (statSync(to, { throwIfNoEntry: false })?.isDirectory()) throw badInput('AUDIT_SEAL_TO', `AUDIT_SEAL_TO=${to} is a folder. Name a file in it.`);
}
export const sealPlace = (to: string): SealPlace => (isAddress(to) ? atAddress(to) : inFile(to));
