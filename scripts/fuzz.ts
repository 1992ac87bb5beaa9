import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Presets, SingleBar } from 'cli-progress';
import { pino } from 'pino';
import { developmentTokens, makeDevelopmentToken, verifyAny } from '../src/access/tokens';
import { Inspector } from '../src/invariants/inspector';
import { faultInWords } from '../src/invariants/invariants';
import { entities } from '../src/server/entities';
import { openHub } from '../src/server/hub';
import { buildHubSchema } from '../src/server/schema';
import { dayOf } from '../src/vocabulary/day';
import { aSmallArea, FIRST_INSTANT } from './fuzz/area';
import { Fuzzer } from './fuzz/fuzzer';
import { reportOf } from './fuzz/report';

const USAGE = `npm run fuzz -- [options]   asks a hub of its own whatever its schema lets be asked, by every role

  --seed N        what is asked: the same seed asks the same (one by chance, and said)
  --requests N    how many requests (20000)
  --people N      made-up people to begin with (25)
  --watch         looks through the invariants after every change, and names the request that broke one (slow)
  --database URL  an empty database, sqlite:FILE or mysql://user:password@host:port/name (a SQLite file that is removed at the end)

Exit code 0 where nothing was found, 1 where something was, 2 for a fault in the command.`;

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

function options() {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: String(randomBytes(4).readUInt32LE()) },
      requests: { type: 'string', default: '20000' },
      people: { type: 'string', default: '25' },
      watch: { type: 'boolean', default: false },
      database: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const number = (name: 'seed' | 'requests' | 'people'): number => {
    const value = Number(values[name]);
    if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} is a whole number.\n\n${USAGE}`);
    return value;
  };
  return { ...values, seed: number('seed'), requests: number('requests'), people: number('people') };
}

/** A database to fuzz: the one that is named, which has to be empty, or a file that goes at the end. */
function database(named: string | undefined): { url: string; drop: () => void } {
  if (named !== undefined) return { url: named, drop: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  return { url: `sqlite:${join(folder, 'hub.sqlite')}`, drop: () => rmSync(folder, { recursive: true, force: true }) };
}

async function main(): Promise<number> {
  const given = options();
  if (given.help) {
    say(USAGE);
    return 0;
  }
  const { url: databaseUrl, drop } = database(given.database);
  const clock = { at: FIRST_INSTANT };
  const key = randomBytes(32);
  const counter = { statements: 0 };
  const logged: string[] = [];
  const hub = await openHub({
    databaseUrl,
    policyDir: null,
    verify: verifyAny([developmentTokens(key)], () => clock.at),
    production: true,
    logger: pino({ level: 'error' }, { write: (line: string) => logged.push(line) }),
    clock: { now: () => clock.at },
    counter,
  });
  const bar = new SingleBar({ format: 'Asking {bar} {value}/{total}', hideCursor: true }, Presets.shades_classic);
  try {
    const { store, directory, policies } = hub.parts;
    if ((await store.reading.rows('SELECT id FROM person LIMIT 1')).length > 0)
      throw new Error('There are people in that database. Name an empty one: what is asked here is applied.');
    say(`Seed ${given.seed}, ${given.requests} requests, ${store.kind === 'sqlite' ? 'SQLite' : 'MariaDB'}`);
    await aSmallArea(hub.parts, given.people);
    const { url } = await hub.serve(0, '127.0.0.1', null);
    const inspect = async (): Promise<string[]> => {
      const faults: string[] = [];
      const inspector = new Inspector({ store, directory, policies, entities, today: dayOf(clock.at) });
      await inspector.inspect({ onFault: (each) => faults.push(faultInWords(each)) });
      return faults;
    };
    const target = {
      url,
      schema: buildHubSchema(),
      counter,
      clock,
      secret: '',
      tokenOf: makeDevelopmentToken.bind(null, key),
      inspect: given.watch ? inspect : undefined,
    };
    if (process.stdout.isTTY) bar.start(given.requests, 0);
    const found = await new Fuzzer(target, { ...given, onProgress: (done) => bar.update(Math.min(done, given.requests)) }).run();
    bar.stop();
    const faults = await inspect();
    say(reportOf(found, faults, logged));
    return found.faults.length > 0 || faults.length > 0 || found.bystanders.asked !== found.bystanders.answered ? 1 : 0;
  } finally {
    bar.stop();
    await hub.stop(1000);
    drop();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  },
);
