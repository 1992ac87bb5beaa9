import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import cliProgress from 'cli-progress';
import mysql, { type RowDataPacket } from 'mysql2/promise';
import { chance } from './bench/chance';
import { COUNCIL, dropDatabase, fillDatabase, type Filled, looksRecorded } from './bench/fill';
import { startIssuer } from './bench/issuer';
import { firstDifference, interleave, type Question, requestText, startLoad } from './bench/measure';
import { type Operation, OPERATIONS } from './bench/operations';
import { median, memoryReport, reportOf } from './bench/report';
import { cpuSecondsOf, type Running, startServer } from './bench/servers';

const USAGE = `npm run bench -- [options]   the hub beside the same answers by hand, on MariaDB, in one run

  --people N      made-up people in the database (50000)
  --rounds N      pairs of windows for each operation (6)
  --seconds N     length of a window (3)
  --checks N      answers that are compared to the byte before anything is measured (200 people, a fifth as many pages)
  --least R       the ratio below which it fails (0.25)
  --database URL  mysql://user:password@host:port/name (mysql://root:@127.0.0.1:3306/hub_bench); made by this, and replaced where it is not as it should be
  --drop          drop the database at the end; it is kept for the next run otherwise
  --only NAME     OnePool or PoolPage alone
  --profile DIR   write a CPU profile of the hub to a folder`;

/** Roles that see all of a pool, and roles that see part of it: both servers decide for each. */
const ROLES = ['SERVICE_MANAGER', 'SEND_OFFICER', 'FINANCE_OFFICER', 'ADULTS_SOCIAL_WORKER'] as const;
const DIFFERENT_REQUESTS = 1500;

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

function options() {
  const { values } = parseArgs({
    options: {
      people: { type: 'string', default: '50000' },
      rounds: { type: 'string', default: '6' },
      seconds: { type: 'string', default: '3' },
      checks: { type: 'string', default: '200' },
      least: { type: 'string', default: '0.25' },
      database: { type: 'string', default: 'mysql://root:@127.0.0.1:3306/hub_bench' },
      drop: { type: 'boolean', default: false },
      only: { type: 'string' },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const number = (name: 'people' | 'rounds' | 'seconds' | 'checks' | 'least'): number => {
    const value = Number(values[name]);
    if (!(value > 0)) throw new Error(`--${name} is a number above 0.\n\n${USAGE}`);
    return value;
  };
  return {
    ...values,
    people: number('people'),
    rounds: number('rounds'),
    seconds: number('seconds'),
    checks: number('checks'),
    least: number('least'),
  };
}

/** Reads the processor time of the database server, where it runs on this machine and may be looked at. */
async function databaseCpu(url: string): Promise<() => number | null> {
  const connection = await mysql.createConnection(url);
  const [rows] = await connection.query<RowDataPacket[]>('SELECT @@pid_file AS file');
  await connection.end();
  try {
    const pid = Number(readFileSync(String(rows[0]?.['file']), 'utf8'));
    cpuSecondsOf(pid);
    return () => cpuSecondsOf(pid);
  } catch {
    return () => null;
  }
}

async function people(url: string, count: number): Promise<Filled> {
  const bar = new cliProgress.SingleBar({ format: 'Making people {bar} {value}/{total}', hideCursor: true });
  let isShown = false;
  const filled = await fillDatabase(url, count, (done) => {
    if (!isShown) bar.start(count, 0);
    isShown = true;
    bar.update(done);
  });
  if (isShown) bar.stop();
  const { personIds, rows, wasThere } = filled;
  say(
    `${count} people${wasThere ? ', kept from an earlier run' : ''}: ${personIds.length} of the council that is asked for, ${rows} rows in the tables of budgets and plans.`,
  );
  return filled;
}

async function compare(hub: Running, bare: Running, { name }: Operation, questions: readonly Question[]): Promise<void> {
  const difference = await firstDifference(hub, bare, questions);
  if (difference !== null) throw new Error(`The two servers do not give the same answer to ${name}.\n${difference}`);
  say(`${name}: ${questions.length} answers of both are the same to the byte.`);
}

async function main(): Promise<boolean> {
  const given = options();
  if (given.help) {
    say(USAGE);
    return true;
  }
  const running: Running[] = [];
  const stops: (() => void)[] = [];
  try {
    const { personIds, strangerIds } = await people(given.database, given.people);
    const issuer = await startIssuer();
    stops.push(() => issuer.stop());
    const environment = {
      ...issuer.environment,
      DATABASE_URL: given.database,
      NODE_ENV: 'production',
      // One token asks for everybody: the limit per token would be what is measured.
      RATE_PER_SECOND: '0',
      PORT: '0',
      HOST: '127.0.0.1',
      SAMPLE_PEOPLE: '0',
      LOG_LEVEL: 'warn',
    };
    const profile = given.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${given.profile}`];
    const hub = await startServer('hub', join(__dirname, '..', 'src', 'main.js'), environment, profile);
    running.push(hub);
    const bare = await startServer('by hand', join(__dirname, 'bench', 'bare.server.js'), environment);
    running.push(bare);
    const tokens = await Promise.all(
      Array.from({ length: 16 }, (_, worker) => issuer.token(ROLES[worker % ROLES.length] ?? 'SERVICE_MANAGER', COUNCIL, `Worker ${worker}`)),
    );
    const load = startLoad(await databaseCpu(given.database));
    stops.push(() => load.stop());

    const asked = (count: number, seed: number, { body }: Operation): Question[] =>
      Array.from({ length: count }, (_, index) => ({
        body: body(personIds[chance(index, seed, personIds.length)] ?? 0),
        token: tokens[index % tokens.length] ?? '',
      }));
    const strangers = strangerIds.map((id): Question => ({ body: OPERATIONS[0].body(id), token: tokens[0] ?? '' }));
    await compare(hub, bare, OPERATIONS[0], [...asked(given.checks, 1, OPERATIONS[0]), ...strangers]);
    await compare(hub, bare, OPERATIONS[1], asked(Math.ceil(given.checks / 5), 1, OPERATIONS[1]));
    const [looks, more, ...others] = await looksRecorded(given.database);
    if (looks !== more || others.length > 0) throw new Error(`The two servers did not write down the same looks: ${looks} and ${more}.`);
    say(`Each wrote down ${looks} looks at records before it answered.`);

    let holds = true;
    for (const operation of OPERATIONS.filter(({ name }) => given.only === undefined || name === given.only)) {
      const requests = asked(DIFFERENT_REQUESTS, 2, operation).map(({ body, token }) => requestText(body, token));
      for (const server of running) await load.measure(server, requests, given.seconds * 1000);
      const measured = await interleave(operation, hub, bare, requests, given.rounds, given.seconds, load);
      say(reportOf(measured, given.least));
      holds &&= median(measured.ratios) >= given.least;
    }
    say(`\nMemory\n${memoryReport(running)}`);
    return holds;
  } finally {
    for (const stop of stops) stop();
    await Promise.all(running.map((server) => server.stop()));
    if (given.drop) await dropDatabase(given.database);
  }
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.on(signal, () => process.exit(code));

main().then(
  (holds) => process.exit(holds ? 0 : 1),
  (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    const away = (error as { code?: string }).code === 'ECONNREFUSED';
    process.stderr.write(away ? 'There is no MariaDB where --database says. Start one, or name another: npm run bench -- --help\n' : `${message}\n`);
    process.exit(2);
  },
);
