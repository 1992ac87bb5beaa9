import { readFileSync } from 'node:fs';
import { getIntrospectionQuery, type GraphQLEnumType, type GraphQLObjectType, type OperationDefinitionNode, parse } from 'graphql';
import { QueryCost } from '../../src/server/limits/query.cost';
import { DEFAULT_LIMITS } from '../../src/server/limits/query.limits';
import { shapeOf } from '../../src/server/limits/query.shape';
import { RateLimiter } from '../../src/server/limits/rate.limiter';
import { WEIGHED, workOf } from '../../src/server/limits/work';
import { buildHubSchema } from '../../src/server/schema';
import { firstQueries } from '../../src/server/welcome';
import { aHub, type Caller, type TestHub } from '../builders/hub';

const schema = buildHubSchema();
const costOf = (query: string, variables: Record<string, unknown> = {}): number => {
  const document = parse(query);
  return new QueryCost(schema, document, variables).of(document.definitions[0] as OperationDefinitionNode);
};

/** A whole pool as a caseworker's system would ask for it: everything about everybody on a page. */
const AMOUNT = 'value every weeksPerYear perWeek perYear';
const TOTAL = 'perWeek perYear oneOff';
const RULE = 'rule { id stream title effect authority law source since until } effect message fix subject';
const STEPS = `steps { label detail amount rule { id title law source } }`;
const POOL = `asOf label completeness
  person { id name dateOfBirth version ageBand identifiers { system value assignedBy } authority { code name } healthCommissioner { code name successor { code name } }
    relations { id kind from to other { id name dateOfBirth } } capacity { on hasCapacity basis } control { holder name since until basis }
    plans { id kind status from to version outcomes { id ref text tags budgetEligible } items { __typename id stream service description from to unit unitPrice unitsPerWeek cost { ${AMOUNT} } outcome { ref text } fundedBy { id stream } results { ${RULE} }
      ... on SectionJItem { section reference quantity } } } }
  streams { id stream funder { code name } from to visibility status version indicative { ${AMOUNT} } agreed { ${AMOUNT} } contribution { ${AMOUNT} } net { ${AMOUNT} } unallocated { ${AMOUNT} }
    source { __typename ... on ElementThreeAward { band topUp { ${AMOUNT} } elementOne elementTwo setting { name } released { ${AMOUNT} } } ... on RasOutcome { system points band indicative { ${AMOUNT} } assessedOn policy { name version } } }
    agreements { id kind givenBy role on until amount { ${AMOUNT} } } items { id service cost { ${AMOUNT} } results { ${RULE} } }
    arrangements { id kind holder holderName amount { ${AMOUNT} } contingency from to } history { at by action reason status amount { ${AMOUNT} } } ${STEPS} results { ${RULE} } }
  indicative { ${TOTAL} } agreed { ${TOTAL} } contribution { ${TOTAL} } net { ${TOTAL} } cost(from: "2025-04-01", to: "2026-03-31")
  heldAs { kind amount { ${TOTAL} } } alongside { topUps { label payer amount { ${AMOUNT} } } brokerageFees { label } otherResources { label } } blockers { ${RULE} } ${STEPS}`;
const WHOLE_PAGE = `query($first: Int!) { pooledBudgets(first: $first) { totalCount edges { cursor node { ${POOL} } } pageInfo { hasNextPage endCursor } } }`;

describe('what a query costs and how it is shaped', () => {
  it('a page of fifty whole pools is far within every limit', () => {
    const shape = shapeOf(parse(WHOLE_PAGE));
    expect(costOf(WHOLE_PAGE, { first: 50 })).toBeLessThan(DEFAULT_LIMITS.cost / 3);
    expect(costOf(WHOLE_PAGE, { first: 100 })).toBeLessThan((2 * DEFAULT_LIMITS.cost) / 3);
    expect(shape.depth).toBeLessThan(DEFAULT_LIMITS.depth / 2);
    for (const { query } of firstQueries('9990000018')) expect(costOf(query)).toBeLessThan(DEFAULT_LIMITS.cost / 100);
    expect(costOf(getIntrospectionQuery())).toBeLessThan(DEFAULT_LIMITS.cost / 10);
  });

  it('counts values, times the page, times five for other lists', () => {
    expect(costOf('{ equivalentAmount(value: "1.00", every: WEEK) { value perYear } }')).toBe(3);
    expect(costOf('{ rules { id title } }')).toBe(5 * 3);
    // 20 edges of (edge, node, asOf), pageInfo and what it says; the page itself, and a person's record for each.
    const page = workOf('Query', 'pooledBudgets');
    const record = workOf('PooledBudgetEdge', 'node');
    expect(costOf('{ pooledBudgets(first: 20) { edges { node { asOf } } pageInfo { endCursor } } }')).toBe(page + 1 + 20 * (3 + record) + 2);
    expect(costOf('{ pooledBudgets { edges { cursor } } }')).toBe(page + 1 + 50 * 2);
    const fragment = '{ pooledBudgets(first: $n) { ...P } } fragment P on PooledBudgetConnection { edges { cursor } }';
    expect(costOf(`query($n: Int!) ${fragment}`, { n: 7 })).toBe(page + 1 + 7 * 2);
    expect(costOf(`query($n: Int = 7) ${fragment}`)).toBe(page + 1 + 7 * 2);
    expect(costOf('query($n: Int!) { pooledBudgets(first: $n) { edges { cursor } } }', { n: 1e12 })).toBe(page + 1 + 100 * 2);
    expect(costOf('{ workQueue(kind: REVIEW_DUE, first: 10) { id daysLate } }')).toBe(workOf('Query', 'workQueue', () => 'REVIEW_DUE') + 10 * 3);
  });

  it('counts what has to be worked out, for each person, day and instant', () => {
    const onPage = (inner: string): number => costOf(`{ pooledBudgets(first: 100) { edges { node { ${inner} } } } }`);
    const costs = (aliases: number): string =>
      Array.from({ length: aliases }, (_, index) => `c${index}: cost(from: "2025-04-01", to: "2026-03-31")`).join(' ');
    expect(onPage(costs(20)) - onPage(costs(10))).toBe(100 * 10 * (1 + workOf('PooledBudget', 'cost')));
    expect(onPage('blockers { message }')).toBeGreaterThan(onPage('asOf') + 100 * workOf('PooledBudget', 'blockers'));
    const known = (argument: string): number => onPage(`person { pooledBudget${argument} { asOf } }`);
    expect(known('(knownAt: "2025-01-01T00:00:00Z")')).toBeGreaterThan(known('') + 10_000);
    expect(known('(knownAt: null)')).toBe(known(''));
    const queue = (kind: string, variables = {}): number =>
      costOf(`query($kind: QueueKind = RELEASE_BLOCKED) { workQueue(kind: ${kind}) { id } }`, variables);
    expect(queue('DISPUTE_OPEN')).toBeLessThan(queue('RELEASE_BLOCKED') / 10);
    expect(queue('$kind')).toBe(queue('RELEASE_BLOCKED'));
    expect(queue('$kind', { kind: 'DISPUTE_OPEN' })).toBe(queue('DISPUTE_OPEN'));
    // Every kind once is one request, but for those about spending, which are another; the dearest five times is not.
    const kinds = schema.getType('QueueKind') as GraphQLEnumType;
    const names = kinds.getValues().map(({ name }) => name);
    const ofSpending = ['EVIDENCE_DUE', 'PAYMENT_QUERIED'];
    const together = (some: readonly string[]): number => some.reduce((sum, name) => sum + queue(name), 0);
    expect(names).toEqual(expect.arrayContaining(ofSpending));
    expect(together(names.filter((name) => !ofSpending.includes(name)))).toBeLessThan(DEFAULT_LIMITS.cost);
    expect(together(ofSpending)).toBeLessThan(DEFAULT_LIMITS.cost / 5);
    expect(5 * queue('RELEASE_BLOCKED')).toBeGreaterThan(DEFAULT_LIMITS.cost);
  });

  it('every field that is weighed is a field of the graph', () => {
    for (const name of WEIGHED) {
      const [type = '', field = ''] = name.split('.');
      expect([name, (schema.getType(type) as GraphQLObjectType).getFields()[field]?.name]).toEqual([name, field]);
    }
  });

  it('unfolds fragments without unfolding their number, and survives those that lead back to themselves', () => {
    const bombs = Array.from(
      { length: 40 },
      (_, index) => `fragment F${index} on Query { a: __typename ...F${index + 1} b: __typename ...F${index + 1} }`,
    ).join(' ');
    const document = parse(`{ ...F0 } ${bombs} fragment F40 on Query { __typename }`);
    expect(shapeOf(document).aliases).toBeGreaterThan(1e12);
    expect(shapeOf(parse('{ ...A } fragment A on Query { x: __typename ...B } fragment B on Query { y: __typename ...A }')).aliases).toBeLessThan(10);
    expect(shapeOf(parse('{ a { b { c } } ... { d { e { f { g } } } } }')).depth).toBe(4);
  });

  it('the README names every setting and its default', () => {
    const readme = readFileSync('README.md', 'utf8');
    const settings = readFileSync('src/settings.ts', 'utf8');
    for (const [, name] of settings.matchAll(/whole\('(MAX_\w+|RATE_\w+)'/g)) expect(readme).toContain(`\`${name}\``);
    for (const limit of Object.values(DEFAULT_LIMITS)) expect(readme).toContain(String(limit));
  });
});

describe('limits of the hub', () => {
  let hub: TestHub;
  let manager: Caller;
  beforeAll(async () => {
    hub = await aHub();
    manager = await hub.as('SERVICE_MANAGER');
  });
  afterAll(() => hub.stop());

  const codes = async (query: string, variables: object = {}): Promise<unknown[]> =>
    (await manager.raw(query, variables)).errors?.map(({ extensions }) => extensions.code) ?? [];
  const nested = (levels: number): string => `{ me { ${'pooledBudget { person { '.repeat(levels)} id ${'} } '.repeat(levels)} } }`;
  const aliased = (count: number): string => `{ __schema { ${Array.from({ length: count }, (_, index) => `a${index}: __typename`).join(' ')} } }`;

  it('the page of fifty whole pools is answered', async () => {
    expect(await codes(WHOLE_PAGE, { first: 50 })).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['depth', nested(9), nested(10)],
    ['aliases', aliased(100), aliased(101)],
    [
      'directives',
      `{ ${Array.from({ length: 25 }, (_, index) => `a${index}: __typename @skip(if: false) @include(if: true)`).join(' ')} }`,
      `{ ${Array.from({ length: 26 }, (_, index) => `a${index}: __typename @skip(if: false) @include(if: true)`).join(' ')} }`,
    ],
    ['root fields', `{ ${'__typename '.repeat(50)} }`, `{ ${'__typename '.repeat(51)} }`],
    ['root fields in fragments', '{ ...R } fragment R on Query { __typename }', `{ ...R } fragment R on Query { ${'__typename '.repeat(51)} }`],
    ['length', `{ __typename } #${'x'.repeat(99_000)}`, `{ __typename } #${'x'.repeat(100_000)}`],
    ['tokens', getIntrospectionQuery(), `{ __schema { ${'types { name } '.repeat(1_300)} } }`],
    ['repeated fields', `{ __schema { ${'__typename '.repeat(201)} } }`, `{ __schema { ${'__typename '.repeat(202)} } }`],
    [
      'repeats over fragments',
      `{ __schema { ...A ...B } } fragment A on __Schema { ${'__typename '.repeat(100)} } fragment B on __Schema { ${'__typename '.repeat(100)} }`,
      `{ __schema { ...A ...B } } fragment A on __Schema { ${'__typename '.repeat(102)} } fragment B on __Schema { ${'__typename '.repeat(102)} }`,
    ],
    [
      'cost',
      '{ pooledBudgets(first: 100) { edges { node { streams { items { fundedBy { items { id } } } } } } } }',
      '{ pooledBudgets(first: 100) { edges { node { streams { items { fundedBy { items { fundedBy { items { fundedBy { items { fundedBy { items { fundedBy { items { id } } } } } } } } } } } } } } } }',
    ],
  ])('%s: what is within is answered, one more is QUERY_TOO_LARGE', async (_, allowed, refused) => {
    expect(await codes(allowed)).toEqual([]);
    expect(await codes(refused)).toEqual(['QUERY_TOO_LARGE']);
  });

  it('variables are counted, at any depth', async () => {
    const query = 'query { __typename }';
    expect(await codes(query, { list: Array.from({ length: 19_000 }, () => 1) })).toEqual([]);
    expect(await codes(query, { list: Array.from({ length: 20_001 }, () => 1) })).toEqual(['QUERY_TOO_LARGE']);
    let deep: object = {};
    for (let level = 0; level < 1000; level++) deep = { deep };
    expect(await codes(query, deep)).toEqual(['QUERY_TOO_LARGE']);
  });

  it('a cost that hangs on a variable is told anew for each request of the same document', async () => {
    const query =
      'query($n: Int!) { pooledBudgets(first: $n) { edges { node { streams { items { fundedBy { items { results { rule { id } } } } } } } } } }';
    expect(await codes(query, { n: 1 })).toEqual([]);
    expect(await codes(query, { n: 100 })).toEqual([]);
    const strict = await aHub({ queryLimits: { ...DEFAULT_LIMITS, cost: 100_000 } });
    const caller = await strict.as('SERVICE_MANAGER');
    expect((await caller.raw(query, { n: 1 })).errors).toBeUndefined();
    expect((await caller.raw(query, { n: 100 })).errors?.[0]?.extensions.code).toBe('QUERY_TOO_LARGE');
    expect((await caller.raw(query, { n: 1 })).errors).toBeUndefined();
    await strict.stop();
  });

  it.each([
    [
      'parents repeated, children not',
      `{ __schema { ${`types { ${Array.from({ length: 20 }, (_, index) => `x${index} { name }`).join(' ')} } `.repeat(60)} } }`,
    ],
    ['children repeated', `{ __schema { ${`types { ${'fields { name } '.repeat(3)} } `.repeat(60)} } }`],
    ['deep and repeated', `{ __schema { ${`types { fields { type { ofType { ofType { name kind } } } } } `.repeat(180)} } }`],
    [
      'fragments of fragments',
      `{ __schema { ...F0 } } ${Array.from({ length: 180 }, (_, index) => `fragment F${index} on __Schema { types { name } ...F${index + 1} }`).join(' ')} fragment F180 on __Schema { types { name } }`,
    ],
  ])('what is let through is validated quickly: %s', async (_, query) => {
    const started = performance.now();
    await codes(query);
    expect(performance.now() - started).toBeLessThan(1_500);
  });

  it('two mutations are one too many however they are written', async () => {
    const one = (alias: string): string => `${alias}: recordCapacity(personId: 1, hasCapacity: true, basis: "b", on: "2025-01-01") { applied }`;
    for (const query of [
      `mutation { ${one('a')} ${one('b')} }`,
      `mutation { ...M } fragment M on Mutation { ${one('a')} ${one('b')} }`,
      `mutation { ... { ${one('a')} ... on Mutation { ${one('b')} } } }`,
    ])
      expect(await codes(query)).toEqual(['ONE_MUTATION_AT_A_TIME']);
  });
});

describe('requests a second', () => {
  it('a bucket starts full, empties and fills at a steady rate', () => {
    let now = 0;
    const limiter = new RateLimiter({ perSecond: 10, burst: 20 }, () => now);
    for (let count = 0; count < 20; count++) limiter.take('a');
    expect(() => limiter.take('a')).toThrow('more than 10 requests a second');
    limiter.take('b');
    now += 500;
    for (let count = 0; count < 5; count++) limiter.take('a');
    expect(() => limiter.take('a')).toThrow();
    now += 3_600_000;
    for (let count = 0; count < 20; count++) limiter.take('a');
    expect(() => limiter.take('a')).toThrow();
  });

  it('a flood of new callers does not fill the memory', () => {
    const limiter = new RateLimiter({ perSecond: 1, burst: 2 }, () => 0);
    for (let count = 0; count < 120_000; count++) limiter.take(`caller ${count}`);
    expect(limiter.remembered).toBeLessThanOrEqual(50_000);
  });

  it('each token has its own, those without one share that of their address, and bad tokens do not go round it', async () => {
    const hub = await aHub({ rate: { perSecond: 1, burst: 3 } });
    const status = async (authorization: string | null): Promise<number> => {
      const response = await fetch(`${hub.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(authorization === null ? {} : { authorization }) },
        body: '{"query":"{ __typename }"}',
      });
      if (response.status === 429)
        expect([response.headers.get('retry-after'), await response.json()]).toMatchObject([
          '1',
          { errors: [{ extensions: { code: 'RATE_LIMITED' } }] },
        ]);
      return response.status;
    };
    const times = async (count: number, authorization: string | null): Promise<number[]> => {
      const all: number[] = [];
      for (let sent = 0; sent < count; sent++) all.push(await status(authorization));
      return all;
    };
    expect(await times(4, `Bearer ${await hub.token('SEND_OFFICER')}`)).toEqual([200, 200, 200, 429]);
    expect(await times(3, `Bearer ${await hub.token('AUDITOR')}`)).toEqual([200, 200, 200]);
    expect(await times(2, 'Bearer a.b.c')).toEqual([401, 401]);
    expect(await times(2, null)).toEqual([200, 429]);
    expect(await times(1, 'Bearer a.b.c')).toEqual([429]);
    await hub.stop();
  });
});
