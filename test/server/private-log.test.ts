import { globSync, readFileSync } from 'node:fs';
import { faultOf } from '../../src/server/http/fault';
import { type Caller, aHub, type TestHub } from '../builders/hub';
import { LogBook } from './http.toy';

/** What must never be in a log: of a person, of a caller, of what they wrote. */
const SECRETS = [
  'Zebedee',
  'Quill-Marsh',
  '9990000018',
  '999 000 0018',
  '2013-07-09',
  'LOC-778899',
  'Wanda Worker',
  'because of the burglary',
  'idem-4711',
];

describe('what the log is told', () => {
  let hub: TestHub;
  let officer: Caller;
  let token: string;
  const log = new LogBook();
  const written = (): string => JSON.stringify(log.entries);
  beforeAll(async () => {
    log.logger.level = 'trace';
    hub = await aHub({ logger: log.logger });
    officer = await hub.as('SEND_OFFICER', '384', { name: 'Wanda Worker' });
    token = await hub.token('SEND_OFFICER');
  });
  afterAll(() => hub.stop());

  const REGISTER = `mutation($input: PersonInput!) { registerPerson(input: $input, envelope: { purpose: "because of the burglary", idempotencyKey: "idem-4711" }) { id } }`;
  const input = { name: 'Zebedee Quill-Marsh', dateOfBirth: '2013-07-09', nhsNumber: '999 000 0018', localId: 'LOC-778899', authority: '384' };
  const work = async (): Promise<void> => {
    await officer.raw(REGISTER, { input });
    await officer.raw(REGISTER, { input: { ...input, upn: 'Zebedee' } });
    await officer.raw('{ person(nhsNumber: "9990000018") { name dateOfBirth identifiers { value } } }');
    await officer.raw('{ person(localId: "LOC-778899") { nam } }');
    await officer.raw('{ person(nhsNumber: "Zebedee") { name } } # Quill-Marsh');
    await officer.raw('query($n: String!) { person(nhsNumber: $n) { name } }', { n: { name: 'Zebedee' } });
    await fetch(`${hub.url}/graphql?query=${encodeURIComponent('{ person(nhsNumber: "9990000018") { name } }')}`, {
      headers: { authorization: `Bearer ${token}`, 'apollo-require-preflight': '1' },
    });
    await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}x` },
      body: '{"query": "Zebedee',
    });
    await fetch(`${hub.url}/people/Zebedee?nhsNumber=9990000018`);
  };
  const expectPrivate = (): void => {
    for (const secret of [...SECRETS, token, token.split('.')[2] ?? token]) expect(written()).not.toContain(secret);
  };

  it('is nothing of what was asked or answered', async () => {
    await work();
    expectPrivate();
  });

  it('is an id and a place, and no value, where the database fails', async () => {
    const { store } = hub.hub.parts;
    const failing = Object.assign(new Error("Duplicate entry '9990000018' for key 'identifier'"), {
      errno: 1062,
      code: 'ER_DUP_ENTRY',
      sql: "SELECT 'Zebedee Quill-Marsh'",
      sqlMessage: "'LOC-778899'",
      parameters: ['2013-07-09'],
      driverError: Object.assign(new Error('9990000018'), { sql: 'Zebedee' }),
    });
    const spy = jest.spyOn(store.reading, 'rows').mockRejectedValue(failing);
    const waves = jest.spyOn(store.reading, 'wave').mockRejectedValue(new SyntaxError('Unexpected token Z in "Zebedee Quill-Marsh"'));
    const { errors } = await officer.raw('{ person(nhsNumber: "9990000018") { name } }');
    const byWave = await officer.raw('{ person(id: 1) { name } }');
    await work();
    spy.mockRestore();
    waves.mockRestore();
    for (const error of [errors?.[0], byWave.errors?.[0]]) {
      const { code, id } = error?.extensions as { code: string; id: string };
      expect(code).toBe('INTERNAL_SERVER_ERROR');
      const entry = log.entries.find((each) => each['id'] === id) as { err: { at: string[] } };
      expect(entry.err.at[0]).toMatch(/^at /);
      for (const secret of SECRETS) expect(JSON.stringify(error)).not.toContain(secret);
    }
    expectPrivate();
  });

  it('keeps the message of a fault of our own, and of no other', () => {
    expect(faultOf(new TypeError('x is not a function'))).toMatchObject({ type: 'TypeError', message: 'x is not a function' });
    for (const error of [
      new SyntaxError('Zebedee'),
      Object.assign(new Error('Zebedee'), { code: 'SQLITE_CONSTRAINT' }),
      Object.assign(new Error('Zebedee'), { query: '' }),
      'Zebedee',
      { name: 'Zebedee' },
    ])
      expect(JSON.stringify(faultOf(error))).not.toContain('Zebedee');
    const caused = new Error('outer', { cause: Object.assign(new Error('Zebedee'), { errno: 1 }) });
    expect(faultOf(caused)).toMatchObject({ message: 'outer', cause: { errno: 1 } });
    expect(JSON.stringify(faultOf(caused))).not.toContain('Zebedee');
  });

  it('goes through one door: no error is given to a log as it is, and nothing is written to the console', () => {
    for (const file of globSync('src/**/*.ts').filter((each) => !each.includes('explorer/app'))) {
      const text = readFileSync(file, 'utf8');
      expect({ file, console: /\bconsole\./.test(text) }).toEqual({ file, console: false });
      for (const [call] of text.matchAll(/logger\.(?:error|warn|info|debug|fatal|trace)\([^;]*?\berr(?:or)?: [^}]*/g))
        expect({ file, call }).toEqual({ file, call: expect.stringContaining('faultOf(') });
    }
  });

  it('security headers are on every answer of the graph, whatever it says', async () => {
    const post = (body: string): Promise<Response> =>
      fetch(`${hub.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    for (const { headers } of [
      await post('{"query":"{ __typename }"}'),
      await post('{"query":"{ me { id } }"}'),
      await post('{'),
      await post(`{"query":"{ ${'a '.repeat(6_000)} }"}`),
    ]) {
      expect(Object.fromEntries(headers)).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('server') ?? headers.get('x-powered-by')).toBeNull();
    }
  });
});
