import { aHub, type TestHub } from '../builders/hub';
import { LogBook } from './http.toy';

describe("a request that is the caller's own mistake", () => {
  let hub: TestHub;
  let token: string;
  const log = new LogBook();
  beforeAll(async () => {
    hub = await aHub({ logger: log.logger });
    token = await hub.token('SEND_OFFICER');
  });
  afterAll(() => hub.stop());
  beforeEach(() => log.entries.splice(0));

  const JSON_TYPE = { 'content-type': 'application/json' };
  const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
    method: 'POST',
    headers: { ...JSON_TYPE, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const get = (query: string): string => `?query=${encodeURIComponent(query)}`;
  const preflight = { headers: { 'apollo-require-preflight': '1' } };

  const mistakes: readonly (readonly [what: string, request: RequestInit, search?: string])[] = [
    ['a kind of operation that is not there', post({ query: 'subscription { x }' })],
    ['the same under a name', post({ query: 'query A { __typename } subscription B { x }', operationName: 'B' })],
    ['the same by GET', preflight, get('subscription { x }')],
    ['no such operation', post({ query: 'query A { __typename }', operationName: 'B' })],
    ['two operations and no name', post({ query: 'query A { __typename } query B { __typename }' })],
    ['an operation without an end', post({ query: '{ me {' })],
    ['no operation at all', post({ query: 'fragment F on Query { __typename }' })],
    ['an empty document', post({ query: '' })],
    ['no document', post({})],
    ['a document that is no text', post({ query: 7 })],
    ['variables that are no object', post({ query: '{ __typename }', variables: 'x' })],
    ['extensions that are no object', post({ query: '{ __typename }', extensions: 3 })],
    ['an operation name that is no text', post({ query: '{ __typename }', operationName: 3 })],
    ['a fragment that is not there', post({ query: '{ ...F }' })],
    ['a fragment of itself', post({ query: '{ ...F } fragment F on Query { ...F }' })],
    ['a fragment on nothing', post({ query: '{ ... on Nothing { id } }' })],
    ['a field that is not there', post({ query: '{ nothing }' })],
    ['an argument that is not there', post({ query: '{ me(x: 1) { id } }' })],
    ['a directive that is not there', post({ query: '{ __typename @nothing }' })],
    ['a variable that is not there', post({ query: '{ person(id: $id) { name } }' })],
    ['a variable of a type that is not there', post({ query: 'query($id: Nothing) { person(id: $id) { name } }' })],
    ['a variable without its value', post({ query: 'query($id: ID!) { person(id: $id) { name } }' })],
    ['a value of another type', post({ query: 'query($id: ID!) { person(id: $id) { name } }', variables: { id: { a: 1 } } })],
    ['a day that is none', post({ query: '{ me { pooledBudget(asOf: "2025-02-30") { label } } }' })],
    ['no token', post({ query: '{ me { id } }' })],
    ['a token that is none', post({ query: '{ me { id } }' }, { authorization: 'Bearer a.b.c' })],
    ['a header that is no token', post({ query: '{ me { id } }' }, { authorization: 'Basic eDp5' })],
    [
      'two mutations',
      post({ query: 'mutation { a: endItem(itemId: "1", on: "2025-01-01") { applied } b: endItem(itemId: "1", on: "2025-01-01") { applied } }' }),
    ],
    ['a mutation by GET', preflight, get('mutation { endItem(itemId: "1", on: "2025-01-01") { applied } }')],
    ['a GET that a foreign page could send', {}, get('{ __typename }')],
    ['variables by GET that are no JSON', preflight, `${get('{ __typename }')}&variables={`],
    ['several requests in one', post([{ query: '{ __typename }' }, { query: '{ __typename }' }])],
    ['a body that is no JSON', post('{')],
    ['a body that is null', post('null')],
    ['a body in another form', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{ __typename }' }],
    ['a query that is nested too deep', post({ query: `${'{ a '.repeat(3_000)}${'}'.repeat(3_000)}` })],
    ['a method that is not there', { method: 'DELETE' }],
  ];

  it.each(mistakes.map(([what, request, search = '']) => ({ what, request, search })))(
    '$what: has a stable code, and is no error in the log, with a token or without',
    async ({ request, search }) => {
      const own = request.headers as Record<string, string> | undefined;
      for (const headers of own?.['authorization']
        ? [own]
        : [{ ...own }, { ...own, authorization: `Bearer ${token}`, 'purpose-of-use': 'direct care' }]) {
        const response = await fetch(`${hub.url}/graphql${search}`, { ...request, headers });
        const answer = (await response.json()) as { errors?: { extensions: { code: string } }[] };
        expect(response.status).toBeLessThan(500);
        const code = answer.errors?.[0]?.extensions.code;
        // With a token, some are no mistake at all.
        if (code === undefined) expect(headers['authorization']).toBe(`Bearer ${token}`);
        else expect(code).toMatch(/^(?!INTERNAL)[A-Z_]+$/);
        expect(log.entries.filter(({ level }) => Number(level) >= 40)).toEqual([]);
      }
    },
  );

  it('a subscription is refused as a whole, 400 for a client that takes a status', async () => {
    for (const authorization of [undefined, `Bearer ${token}`]) {
      const response = await fetch(
        `${hub.url}/graphql`,
        post({ query: 'subscription { x }' }, { accept: 'application/graphql-response+json', ...(authorization ? { authorization } : {}) }),
      );
      expect([response.status, await response.json()]).toMatchObject([400, { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] }]);
    }
  });
});
