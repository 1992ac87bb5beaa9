import { makeDevelopmentToken } from '../../src/access/tokens';
import { Inspector } from '../../src/invariants/inspector';
import { faultInWords } from '../../src/invariants/invariants';
import { entities } from '../../src/server/entities';
import { buildHubSchema } from '../../src/server/schema';
import { dayOf } from '../../src/vocabulary/day';
import { aSmallArea, FIRST_INSTANT } from '../../scripts/fuzz/area';
import { type Wanted, wantedOf } from '../../scripts/fuzz/coverage';
import type { Findings } from '../../scripts/fuzz/findings';
import { Fuzzer } from '../../scripts/fuzz/fuzzer';
import { faultText } from '../../scripts/fuzz/report';
import { aHub } from '../builders/hub';
import { LogBook } from './http.toy';

/** The short form: the same requests each time. `npm run fuzz` asks as many as one likes, with any seed. */
const SEEDS: readonly number[] = process.env['TEST_DATABASE_URL'] ? [1] : [1, 2, 3, 4];
const REQUESTS = process.env['TEST_DATABASE_URL'] ? 500 : 1_200;
const PEOPLE = 20;
const SECRET = 'Tabitha Secretname';

/** Statements of one request: a page of a hundred people and everything about them comes to some hundreds. */
const MOST_STATEMENTS = 1_000;
/** Milliseconds of the process's own time for which one request may keep others waiting. */
const LONGEST_TURN = 5_000;

async function run(seed: number): Promise<{ found: Findings; broken: readonly string[]; logged: readonly unknown[]; alive: unknown }> {
  const log = new LogBook();
  const clock = { at: FIRST_INSTANT };
  const hub = await aHub({ logger: log.logger, production: true, clock: { now: () => clock.at } });
  try {
    const { store, directory, policies } = hub.hub.parts;
    await aSmallArea(hub.hub.parts, PEOPLE);
    const elsewhere = await hub.as('SEND_OFFICER', '343');
    await elsewhere.ask(`mutation { registerPerson(input: { name: "${SECRET}", dateOfBirth: "2012-03-04", authority: "343" }) { applied } }`);
    const tokenOf = makeDevelopmentToken.bind(null, hub.key);
    const target = { url: hub.url, schema: buildHubSchema(), counter: hub.counter, clock, secret: SECRET, tokenOf };
    const found = await new Fuzzer(target, { seed, requests: REQUESTS }).run();
    const broken: string[] = [];
    const inspector = new Inspector({ store, directory, policies, entities, today: dayOf(clock.at) });
    await inspector.inspect({ onFault: (each) => broken.push(faultInWords(each)) });
    const { data: alive } = await hub.anonymous().raw('{ __typename }');
    return { found, broken, logged: log.entries.filter(({ level }) => Number(level) >= 50), alive };
  } finally {
    await hub.stop();
  }
}

describe('a hub that is asked whatever its schema lets be asked', () => {
  const runs = new Map<number, Awaited<ReturnType<typeof run>>>();

  describe.each(SEEDS)('seed %i', (seed) => {
    let its: Awaited<ReturnType<typeof run>>;
    beforeAll(async () => {
      its = await run(seed);
      runs.set(seed, its);
    }, 600_000);

    it('answers every request without a fault of its own, a leak or a broken connection', () => {
      expect(its.found.faults.map(faultText)).toEqual([]);
      expect(its.logged).toEqual([]);
    });
    it('changes what it is asked to change, and breaks no invariant', () => {
      expect(its.found.kinds.get('applied') ?? 0).toBeGreaterThan(REQUESTS / 25);
      expect(its.broken).toEqual([]);
    });
    it('does no more work for a request than is bounded, and keeps nobody waiting for long', () => {
      expect(its.found.most.filter(({ statements }) => statements > MOST_STATEMENTS)).toEqual([]);
      expect(its.found.longest.filter(({ turn }) => turn > LONGEST_TURN)).toEqual([]);
    });
    it('answers others meanwhile, and goes on', () => {
      const { asked, answered } = its.found.bystanders;
      expect(asked).toBeGreaterThan(REQUESTS / 100);
      expect(answered).toBe(asked);
      expect(its.alive).toEqual({ __typename: 'Query' });
    });
  });

  /** Of a kind, what no seed has touched. */
  const untouched = (kind: keyof Wanted): readonly string[] =>
    wantedOf(buildHubSchema())[kind].filter((each) => [...runs.values()].every(({ found }) => found.coverage.missing[kind].includes(each)));

  // Fewer requests on a server of its own: what all of them together touch is looked at where all of them were sent.
  const whole = SEEDS.length > 1 ? it : it.skip;

  whole.each(['fields', 'given', 'left', 'enums', 'roles'] as const)('touches all %s of the schema', (kind) => {
    expect(untouched(kind)).toEqual([]);
  });
  // Each change is sent (it is a field). Which of them come to be applied in so short a life moves with every name that the schema gains, so that
  // they are counted: a long run (`npm run fuzz -- --requests 8000`) reached 48 of 52, and says which it has not.
  whole('applies more than a third of the changes', () => {
    const all = wantedOf(buildHubSchema()).mutations;
    expect(all.length - untouched('mutations').length).toBeGreaterThan(all.length / 3);
  });
});
