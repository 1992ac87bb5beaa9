import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aHub, type TestHub } from '../builders/hub';

/*
 * The probes of graphql-cop, written anew: each is what the tool sends, and what it takes for a weakness. Production mode, where
 * neither the schema nor the explorer is shown.
 */
describe('the probes of graphql-cop in production', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await aHub({ production: true });
  });
  afterAll(() => hub.stop());

  interface Answered {
    readonly status: number;
    readonly text: string;
    readonly body: {
      data?: Record<string, any>;
      errors?: { message: string; extensions?: Record<string, unknown> }[];
      extensions?: Record<string, unknown>;
    };
  }
  const send = async (init: RequestInit, path = '/graphql'): Promise<Answered> => {
    const response = await fetch(hub.url + path, init);
    const text = await response.text();
    return { status: response.status, text, body: text.startsWith('{') ? JSON.parse(text) : {} };
  };
  const post = (body: unknown): Promise<Answered> =>
    send({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const ask = (query: string): Promise<Answered> => post({ query, operationName: 'cop' });

  it('alias overloading: 101 aliases are refused', async () => {
    const { body } = await ask(`query cop { ${Array.from({ length: 101 }, (_, index) => `alias${index}:__typename`).join(' \n')} }`);
    expect(body.data).toBeUndefined();
    expect(body.errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_LARGE' } }]);
  });
  it('array batching: a batch is refused', async () => {
    const { status, text, body } = await post(Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }', operationName: 'cop' })));
    expect([status, text.startsWith('[')]).toEqual([400, false]);
    expect(body.data).toBeUndefined();
  });
  it('directive overloading: ten directives at one place are one refusal, not ten errors', async () => {
    const { body } = await ask(`query cop { __typename ${'@aa'.repeat(10)} }`);
    expect(body.errors).toHaveLength(1);
    expect(body.errors?.[0]?.extensions?.['code']).toBe('QUERY_TOO_LARGE');
  });
  it('field duplication: the same field 500 times is refused', async () => {
    expect((await ask(`query cop { ${'__typename \n'.repeat(500)} }`)).body.data).toBeUndefined();
  });
  it('circular introspection is not answered', async () => {
    const { body } = await ask(
      'query cop { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }',
    );
    expect(body.data).toBeUndefined();
  });
  it('introspection is off, whoever asks', async () => {
    for (const query of ['query cop { __schema { types { name fields { name } } } }', 'query cop { __type(name: "Person") { name } }']) {
      expect((await ask(query)).body.data).toBeUndefined();
      expect((await (await hub.as('SERVICE_MANAGER')).raw(query)).data).toBeUndefined();
    }
  });
  it('field suggestions: nothing that is misspelt is put right', async () => {
    for (const query of [
      'query cop { __schema { directive } }',
      'query cop { pooledBudget { edges { cursor } } }',
      'query cop { me { nam } }',
      'query cop { rules(steam: HEALTH) { id } }',
      'query cop { rules(stream: HEALT) { id } }',
      'query cop { me { ... on Perso { id } } }',
      'query cop { checkIdentifier(system: NHS_NUMBR, value: "1") { valid } }',
    ])
      expect((await ask(query)).text).not.toMatch(/did you mean/i);
    const byVariable = await post({ query: 'query cop($s: Stream) { rules(stream: $s) { id } }', variables: { s: 'HEALT' } });
    expect(byVariable.text).not.toMatch(/did you mean/i);
  });
  it('a query by GET needs a header that no link can carry', async () => {
    expect((await send({}, `/graphql?query=${encodeURIComponent('query cop { __typename }')}`)).body.data).toBeUndefined();
  });
  it('a mutation by GET is refused, with the header and without', async () => {
    for (const headers of [{}, { 'apollo-require-preflight': '1' }] as Record<string, string>[])
      expect((await send({ headers }, `/graphql?query=${encodeURIComponent('mutation cop { __typename }')}`)).body.data).toBeUndefined();
  });
  it('a form posted from another page is not read', async () => {
    const { status, body } = await send({
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'query=query+cop+%7B+__typename+%7D',
    });
    expect([status, body.data]).toEqual([415, undefined]);
  });
  it('no page to ask from is served', async () => {
    for (const path of ['/', '/graphql', '/graphiql', '/playground', '/console', '/explorer/', '/altair']) {
      const { text } = await send({ headers: { accept: 'text/html' } }, path);
      expect(text).not.toMatch(/graphiql|playground|explorer|altair|sandbox|<html/i);
    }
    // Nor is one made there: production is started without it.
    expect(readFileSync(join(__dirname, '../../src/main.ts'), 'utf8')).toMatch(/settings\.production\s*\?\s*null/);
  });
  it('no trace of how it was answered', async () => {
    expect((await ask('query cop { __typename }')).body).toEqual({ data: { __typename: 'Query' } });
  });
  it('errors say nothing of what is inside', async () => {
    for (const query of ['qwerty cop { abc }', 'query cop { abc }', 'query cop($a: Nothing) { me { id } }', '{']) {
      const { text, body } = await ask(query);
      expect(body.errors?.length).toBeGreaterThan(0);
      expect(text).not.toMatch(/exception|stacktrace|node_modules|\.ts:|\.js:/);
      for (const error of body.errors ?? []) expect(Object.keys(error.extensions ?? {})).toEqual(['code']);
    }
  });
});
