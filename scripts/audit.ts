import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { exportTrail } from '../src/audit/export';
import { sealKey } from '../src/audit/seal-key';
import { isAddress, sealPlace } from '../src/audit/seal-place';
import { lineOfSeal, type ReadSeals, readSeals } from '../src/audit/seals';
import { TrailVerifier } from '../src/audit/verify';
import { openStore } from '../src/database/open-store';
import type { Reading } from '../src/database/reading';
import { mustHoldHub } from '../src/database/there';
import { entities } from '../src/server/entities';
import { migrations } from '../src/server/migrations';
import { badInput } from '../src/vocabulary/refusal';
import { runCommand } from './run-command';

const USAGE = `npm run --silent audit -- verify [--against FILE] [--seal FILE]
  Reads the whole audit trail and names every event that was changed, taken out, moved or added, by the trail itself and by the
  seals that the hub keeps outside the database (AUDIT_SEAL_TO, or those in --against). --seal adds a seal that you take yourself
  to a file: keep it elsewhere. Exit code 1 where anything is found.
npm run --silent audit -- export [--person ID]
  The trail as JSON lines, one event a line.`;

type Print = (line: string) => void;

/** Which seals the trail is compared with, and what they are signed with. */
export interface SealSource {
  readonly to: string | null;
  readonly key: Uint8Array | null;
}
const NO_SEALS: SealSource = { to: null, key: null };

const NO_PLACE =
  'No seals: whoever may write to the database may cut off the end of the trail unnoticed. AUDIT_SEAL_TO has the hub keep seals outside it.';

/** The seals to compare with, and what is to be said of them; null where there are none. */
function sealsFrom(against: string | undefined, { to, key }: SealSource): { readonly read: ReadSeals; readonly from: string } | string {
  if (against === undefined && to === null) return NO_PLACE;
  if (against === undefined && to !== null && isAddress(to))
    return `Seals go to ${sealPlace(to).name}. Name a file of what it keeps, one seal a line: verify --against FILE.`;
  const from = against ?? to ?? '';
  let text: string;
  try {
    text = readFileSync(from, 'utf8');
  } catch (error) {
    if (against !== undefined) throw badInput('--against', `The seals in ${from} cannot be read (${(error as { code?: string }).code}).`);
    return `The seals that AUDIT_SEAL_TO names cannot be read: ${from} (${(error as { code?: string }).code}).`;
  }
  return { read: readSeals(text, key), from };
}

const ageInWords = (milliseconds: number): string => {
  const minutes = Math.max(0, Math.trunc(milliseconds / 60_000));
  if (minutes < 120) return `${minutes} minutes`;
  return minutes < 48 * 60 ? `${Math.trunc(minutes / 60)} hours` : `${Math.trunc(minutes / 1440)} days`;
};

async function verify(
  reading: Reading,
  { seal, against, source }: { seal?: string; against?: string; source: SealSource },
  print: Print,
): Promise<number> {
  const seals = sealsFrom(against, source);
  const { ends, faults } = typeof seals === 'string' ? { ends: [], faults: [] } : seals.read;
  const { events, findings, seals: now, unsealed } = await new TrailVerifier(reading).verify(ends);
  for (const { kind, message } of findings) print(`${kind} ${message}`);
  for (const fault of faults) print(`SEALS ${fault}`);
  const found = findings.length + faults.length;
  print(`${events} events in ${now.length} chains: ${found === 0 ? 'each as it was written, none missing.' : `${found} findings.`}`);
  if (typeof seals === 'string') print(seals);
  else {
    const { newest, notes } = seals.read;
    for (const note of notes) print(note);
    const age =
      newest === null
        ? 'They do not say when they were taken'
        : `The newest seal in ${seals.from} was taken at ${newest}, ${ageInWords(Date.now() - Date.parse(newest))} ago`;
    print(`${age}: ${unsealed} events came after the seals of their chains.`);
  }
  if (seal !== undefined) {
    const line = lineOfSeal({ hub: randomUUID(), n: 1, prev: '' }, Date.now(), 'BY_HAND', now, now, source.key);
    await sealPlace(seal).add(line);
  }
  return found === 0 ? 0 : 1;
}

async function exported(reading: Reading, person: string | undefined, print: Print): Promise<number> {
  for await (const line of exportTrail(reading, person === undefined ? null : Number(person))) print(line);
  return 0;
}

/** Runs the command and answers with the exit code: 0 right, 1 something was found, 2 a fault in the command. */
export async function auditCommand(args: readonly string[], databaseUrl: string, print: Print, source: SealSource = NO_SEALS): Promise<number> {
  let given: { values: { seal?: string; against?: string; person?: string }; positionals: string[] };
  try {
    const text = { type: 'string' } as const;
    given = parseArgs({ args: [...args], allowPositionals: true, options: { seal: text, against: text, person: text } });
  } catch (error) {
    print(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  const { values, positionals } = given;
  const [command, ...more] = positionals;
  if ((command !== 'verify' && command !== 'export') || more.length > 0 || (values.person !== undefined && !/^\d{1,15}$/.test(values.person))) {
    print(USAGE);
    return 2;
  }
  await mustHoldHub(databaseUrl, migrations);
  const store = await openStore(databaseUrl, entities, migrations);
  try {
    return command === 'verify' ? await verify(store.reading, { ...values, source }, print) : await exported(store.reading, values.person, print);
  } finally {
    await store.close();
  }
}

if (require.main === module)
  runCommand('The audit trail could not be read', (settings, print) =>
    auditCommand(process.argv.slice(2), settings.databaseUrl, print, { to: settings.seals.to, key: sealKey(settings.seals.key) }),
  );
