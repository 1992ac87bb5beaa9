import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { lawsOf, ruleBookOf } from '../../scripts/rule-book';
import { LOCAL_RULES } from '../../src/policy/pack.types';
import { allRules, type RuleDefinition, ruleById } from '../../src/rules/rule';
import { RULE_IDS, type RuleId } from '../../src/rules/rule-ids';
import '../../src/server/rule-book';
import { aHub, type TestHub } from '../builders/hub';
import published from './published-rules.json';

/* The rule book, the registry and the tests name the same rules. */

const HOME = join(__dirname, '..', '..');
/** Shown where what they are about is tested: a missing figure (test/policy), reading in an emergency, what a tie shows the family (test/access), and who pays after a move. */
const BESIDE = ['POLICY-FIGURE', 'EMERGENCY-ACCESS', 'FAMILY-SIGHT', 'AREA-MOVED'];
const registry: readonly RuleDefinition[] = allRules().filter(({ id }) => !BESIDE.includes(id));

const ids = (entries: readonly { readonly id: string }[]): readonly string[] => entries.map(({ id }) => id).sort();

test('the rule book is the rules as they are defined: "npm run schema" writes it', () => {
  expect(readFileSync(join(HOME, 'schema', 'rules.md'), 'utf8')).toBe(ruleBookOf(allRules()));
});

test('the rules that are defined are those that the compiler knows, which stand in order', () => {
  expect(
    allRules()
      .map(({ id }) => id)
      .sort(),
  ).toEqual([...RULE_IDS]);
});

test('an id that was published never goes away: records, clients and letters name it', () => {
  expect(published.filter((id) => !registry.some((rule) => rule.id === id))).toEqual([]);
});

test('the law of a rule is an Act, a regulation, a code or guidance', () => {
  const odd = registry.filter(({ law }) => law !== null && !/Act|UK GDPR|SI \d|regulations|Regulations|Code|guidance|Guidance|reg \d/.test(law));
  expect(odd.map(({ id, law }) => `${id}: ${law}`)).toEqual([]);
});

const TESTS = join(HOME, 'test');
/** What is written in the tests, file by file. */
const tests = (): readonly string[] =>
  readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(TESTS, name), 'utf8'));

test('every rule has its law, with the section or regulation, or says whose policy it is; none has both and none has neither by accident', () => {
  const founded = ({ id, laws, policyOf, local, basis }: RuleDefinition) => [
    id,
    laws.length > 0 || policyOf !== null,
    local === (basis === 'COUNCIL_POLICY'),
    local || laws.length === 0 || policyOf === null,
  ];
  expect(allRules().map(founded)).toEqual(allRules().map(({ id }) => [id, true, true, true]));
  expect(new Set(allRules().map(({ basis }) => basis))).toEqual(new Set(['LAW', 'GUIDANCE', 'COUNCIL_POLICY', 'GOOD_PRACTICE']));
  for (const { id, laws } of allRules())
    for (const { cited, since, until } of laws) {
      expect([id, cited]).toEqual([id, expect.stringMatching(/\d/)]);
      expect([id, since < (until ?? '9999-12-31')]).toEqual([id, true]);
    }
});

test("the rules that are an authority's own policy are those that packs can name", () => {
  expect(ids(registry.filter(({ local }) => local))).toEqual([...LOCAL_RULES].sort());
});

test('every rule has a test in which it speaks and one in which it passes', () => {
  const written = tests()
    .flatMap((text) => text.split(/\brule\('(?=[A-Z0-9-]+'\))/).slice(1))
    .map((text) => ({ id: text.slice(0, text.indexOf("'")), speaks: text.includes('.speaks('), passes: text.includes('.passes(') }));
  const whole = (id: string): boolean => {
    const own = written.filter((each) => each.id === id);
    return own.some(({ speaks }) => speaks) && own.some(({ passes }) => passes);
  };
  expect(registry.filter(({ id }) => !whole(id)).map(({ id }) => id)).toEqual([]);
  expect(written.filter(({ id }) => !allRules().some((rule) => rule.id === id))).toEqual([]);
});

test('every rule that can stop something is shown through the graph: refused by its id with nothing written, and applied once its fix is done', () => {
  const shown = new Set(tests().flatMap((text) => [...text.matchAll(/\b(?:refused|refuses)\('([A-Z0-9-]+)'/g)].map(([, id = '']) => id)));
  const stopping = registry.filter(({ effect }) => effect === 'REFUSE' || effect === 'NEEDS_AGREEMENT');
  expect(stopping.filter(({ id }) => !shown.has(id)).map(({ id }) => id)).toEqual([]);
});

const ROOMS = [
  ['element-3', 'EDUCATION'],
  ['childrens-social-care', 'CHILDRENS_SOCIAL_CARE'],
  ['adult-social-care', 'ADULT_SOCIAL_CARE'],
  ['carers', 'CARER'],
  ['health', 'HEALTH'],
] as const;
test.each(ROOMS)('the page of %s names every rule of its stream with its law, in twenty to sixty lines', (room, stream) => {
  const page = readFileSync(join(HOME, 'src', 'streams', room, 'README.md'), 'utf8');
  const rows = [...page.matchAll(/^\| ([A-Z]+-[A-Z0-9-]+) \| [^|]+ \| ([^|]+) \| [^|]+ \|$/gm)];
  const named = rows.map(([, id = '']) => ({ id }));
  expect(ids(named)).toEqual(ids(registry.filter((each) => each.stream === stream)));
  // The law beside each rule is the rule's own: what has ended, and when, included.
  expect(rows.map(([, id, laws]) => [id, laws])).toEqual(rows.map(([, id = '']) => [id, lawsOf(ruleById(id as RuleId))]));
  const lines = page.trimEnd().split('\n').length;
  expect(lines >= 20 && lines <= 60).toBe(true);
});

test('every file that defines a rule is in the list that the server reads', () => {
  const read = (room: string): string => readFileSync(join(HOME, 'src', room, 'rule-book.ts'), 'utf8');
  const list = read('server') + read('streams').replaceAll("'./", "'../streams/");
  const files = readdirSync(join(HOME, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && /= defineRule\(/.test(readFileSync(join(HOME, 'src', name), 'utf8')),
  );
  const missing = files.map((name) => relative('', name).replaceAll('\\', '/')).filter((name) => !list.includes(`'../${name.replace(/\.ts$/, '')}'`));
  expect(missing).toEqual([]);
});

describe('through the graph', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await aHub();
  });
  afterAll(() => hub.stop());
  const listed = async (
    given: object,
  ): Promise<readonly { id: string; authority: string | null; stream: string | null; law: string | null; source: string }[]> =>
    (
      await hub
        .anonymous()
        .ask(
          'query($stream: Stream, $authority: String, $on: Date) { rules(stream: $stream, authority: $authority, on: $on) { id stream effect title authority law source since until } }',
          given,
        )
    ).rules;

  test('Wakefield has all of them, and each is listed with its source', async () => {
    const all = await listed({ authority: '384', on: '2025-10-01' });
    expect(ids(all.filter(({ id }) => !BESIDE.includes(id)))).toEqual(ids(registry));
    expect(all.every(({ source }) => source.length > 0)).toBe(true);
    expect(ids(all.filter(({ authority }) => authority === '384'))).toEqual([...LOCAL_RULES].sort());
  });
  test('a rule is listed with its days: of the law where it has one, of the policy where it is local', async () => {
    const days = async (on: string) =>
      new Map(((await listed({ authority: '384', on })) as readonly { id: string; since?: string; until?: string }[]).map((each) => [each.id, each]));
    const now = await days('2025-10-01');
    expect(now.get('EDU-DP-REVIEW')).toMatchObject({ law: 'SI 2014/1652 reg 11', since: '2014-09-01', until: null });
    expect(now.get('ASC-TARIFF')).toMatchObject({ law: 'SI 2014/2672 reg 25', since: '2015-04-01', until: null });
    expect(now.get('FOUR-EYES')).toMatchObject({ law: null, since: null, until: null });
    expect(now.get('REVIEW-FIRST')).toMatchObject({ authority: '384', since: '2014-09-01', until: null });
    expect((await days('2015-03-31')).has('ASC-TARIFF')).toBe(false);
    expect((await days('2015-04-01')).has('ASC-TARIFF')).toBe(true);
  });
  test('the law is that of the day: of 2014, of 2019 and of 2026', async () => {
    const on = async (day: string) => new Map((await listed({ authority: '926', on: day })).map((each) => [each.id, each] as const));
    const [before, early, late, board] = [await on('2014-08-31'), await on('2014-10-01'), await on('2019-12-01'), await on('2026-06-01')];
    const law = (id: string) => [before, early, late, board].map((day) => day.get(id)?.law ?? null);
    expect(law('EDU-ELIGIBLE')).toEqual([null, ...Array<string>(3).fill('Children and Families Act 2014 s.49')]);
    expect(law('ASC-ELIGIBLE')).toEqual([
      'National Health Service and Community Care Act 1990 s.47',
      'National Health Service and Community Care Act 1990 s.47',
      'Care Act 2014 s.13; SI 2015/313 reg 2',
      'Care Act 2014 s.13; SI 2015/313 reg 2',
    ]);
    expect(law('PHB-RIGHT-TO-HAVE')).toEqual([
      null,
      'SI 2012/2996 regs 32A and 32B',
      'SI 2012/2996 regs 32A and 32B',
      'SI 2012/2996 regs 32A and 32B; SI 2012/2996 reg 32A, as it was widened in 2019',
    ]);
    expect(law('PHB-COMMISSIONER-ERA')).toEqual([
      'Health and Social Care Act 2012',
      'Health and Social Care Act 2012',
      'Health and Social Care Act 2012',
      'Health and Care Act 2022',
    ]);
    expect([before, early, late].map((day) => day.has('ASC-MIG'))).toEqual([false, false, true]);
    expect(new Set([before, early, late, board].map((day) => JSON.stringify([...day.values()]))).size).toBe(4);
  });
  test('on the very days: a law is there on its first, and gone after its last', async () => {
    const law = async (id: string, day: string) => (await listed({ on: day })).find((each) => each.id === id)?.law ?? null;
    expect([await law('EDU-AGE', '2014-08-31'), await law('EDU-AGE', '2014-09-01')]).toEqual([null, 'Children and Families Act 2014 s.46']);
    expect([await law('CAR-ELIGIBLE', '2015-03-31'), await law('CAR-ELIGIBLE', '2015-04-01')]).toEqual([
      'Carers and Disabled Children Act 2000 s.2',
      'Care Act 2014 s.13; SI 2015/313 reg 3',
    ]);
    expect([await law('PHB-COMMISSIONER-ERA', '2022-06-30'), await law('PHB-COMMISSIONER-ERA', '2022-07-01')]).toEqual([
      'Health and Social Care Act 2012',
      'Health and Care Act 2022',
    ]);
  });
  test('national rules and local ones are told apart, in the list and where one speaks', async () => {
    const asked = 'query($authority: String, $on: Date) { rules(authority: $authority, on: $on) { id authority basis policyOf law } }';
    const all = async (
      authority: string | null,
    ): Promise<readonly { id: string; authority: string | null; basis: string; policyOf: string | null; law: string | null }[]> =>
      (await hub.anonymous().ask(asked, { authority, on: '2025-10-01' })).rules;
    const everywhere = await all(null);
    expect(ids(everywhere.filter(({ basis }) => basis === 'COUNCIL_POLICY'))).toEqual([...LOCAL_RULES].sort());
    for (const { id, authority, basis, policyOf, law } of everywhere) {
      expect([id, authority !== null, policyOf !== null || law !== null]).toEqual([id, basis === 'COUNCIL_POLICY', true]);
    }
    expect(ids((await all('878')).filter(({ basis }) => basis === 'COUNCIL_POLICY'))).toEqual([]);
    expect(everywhere.find(({ id }) => id === 'CAR-NO-CHARGE')).toMatchObject({
      authority: expect.stringContaining('384'),
      policyOf: 'Wakefield',
      law: null,
    });
    const { canBeFunded } = await hub
      .anonymous()
      .ask(
        '{ canBeFunded(authority: "384", stream: EDUCATION, service: "TUTOR_AT_HOME", dateOfBirth: "2012-01-01", on: "2025-10-01") { results { rule { id basis } } } }',
      );
    expect(canBeFunded.results).toContainEqual({ rule: { id: 'EDU-SETTING-AGREES', basis: 'COUNCIL_POLICY' } });
  });
  test('an authority whose pack is silent has the national ones only', async () => {
    expect(ids(await listed({ authority: '926', on: '2025-10-01' }))).toEqual(
      ids(registry.filter(({ local }) => !local))
        .concat(BESIDE)
        .sort(),
    );
  });
  test("a stream's rules are its own and those of every stream", async () => {
    const carers = await listed({ stream: 'CARER', authority: '384' });
    expect(new Set(carers.map(({ stream }) => stream))).toEqual(new Set([null, 'CARER']));
    expect(ids(carers)).toEqual(expect.arrayContaining(['CAR-JOINT', 'CAR-NO-CHARGE', 'FOUR-EYES', 'VERSION-STALE']));
  });
});
