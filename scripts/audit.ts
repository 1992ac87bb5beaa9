import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { exportTrail } from '../src/audit/export';
import { type Seal, TrailVerifier } from '../src/audit/verify';
import { openStore } from '../src/database/open-store';
import type { Reading } from '../src/database/store';
import { entities } from '../src/server/entities';
import { migrations } from '../src/server/migrations';
import { settings } from '../src/settings';

const USAGE = `npm run --silent audit -- verify [--seal FILE] [--against FILE]
  Reads the whole audit trail and names every event that was changed, taken out, moved or added. --seal writes down where the
  chains end: keep it elsewhere. --against checks that what was sealed then is still there. Exit code 1 where anything is found.
npm run --silent audit -- export [--person ID]
  The trail as JSON lines, one event a line.`;

type Print = (line: string) => void;

async function verify(reading: Reading, seal: string | undefined, against: string | undefined, print: Print): Promise<number> {
  const sealed = against === undefined ? [] : (JSON.parse(readFileSync(against, 'utf8')) as Seal[]);
  const { events, findings, seals } = await new TrailVerifier(reading).verify(sealed);
  for (const { kind, message } of findings) print(`${kind} ${message}`);
  print(
    `${events} events in ${seals.length} chains: ${findings.length === 0 ? 'each as it was written, none missing.' : `${findings.length} findings.`}`,
  );
  if (seal !== undefined) writeFileSync(seal, `${JSON.stringify(seals, null, 1)}\n`, { flag: 'wx' });
  return findings.length === 0 ? 0 : 1;
}

async function exported(reading: Reading, person: string | undefined, print: Print): Promise<number> {
  for await (const line of exportTrail(reading, person === undefined ? null : Number(person))) print(line);
  return 0;
}

/** Runs the command and answers with the exit code: 0 right, 1 something was found, 2 a fault in the command. */
export async function auditCommand(args: readonly string[], databaseUrl: string, print: Print): Promise<number> {
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
  const store = await openStore(databaseUrl, entities, migrations);
  try {
    return command === 'verify'
      ? await verify(store.reading, values.seal, values.against, print)
      : await exported(store.reading, values.person, print);
  } finally {
    await store.close();
  }
}

if (require.main === module)
  auditCommand(process.argv.slice(2), settings.databaseUrl, (line) => process.stdout.write(`${line}\n`)).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      process.stderr.write(`The audit trail could not be read: ${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 2;
    },
  );
