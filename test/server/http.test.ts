import { GraphQLError } from 'graphql';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Readiness } from '../../src/server/http/hub.http';
import { forbidden, HubError } from '../../src/vocabulary/refusal';
import { startToy, toyContext, type Toy } from './http.toy';

interface GraphAnswer {
  readonly data?: Record<string, unknown>;
  readonly errors?: { message: string; extensions: { code: string; id?: string; field?: string } }[];
}

const JSON_HEADERS = { 'content-type': 'application/json' };
const TYPENAME = JSON.stringify({ query: '{ __typename }' });
const running: Toy[] = [];

async function start(...options: Parameters<typeof startToy>): Promise<Toy> {
  const toy = await startToy(...options);
  running.push(toy);
  return toy;
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((toy) => toy.stop()));
});

const send = (toy: Toy, init: RequestInit, path = '/graphql'): Promise<Response> => fetch(toy.url + path, init);
const post = (toy: Toy, body: NonNullable<RequestInit['body']>, headers: Record<string, string> = {}): Promise<Response> =>
  send(toy, { method: 'POST', body, headers: { ...JSON_HEADERS, ...headers } });
const answerOf = async (response: Response): Promise<GraphAnswer> => (await response.json()) as GraphAnswer;
const errorOf = async (response: Response) => (await answerOf(response)).errors?.[0];
const expectAlive = async (toy: Toy): Promise<void> => expect((await post(toy, TYPENAME)).status).toBe(200);

describe('what reaches the graph', () => {
  test('a query with variables and headers is answered', async () => {
    const toy = await start();
    const query = 'query Pool($streams: [String!]!) { purpose toyPool(streams: $streams) { stream } }';
    const response = await post(toy, JSON.stringify({ query, variables: { streams: ['HEALTH'] } }), {
      'purpose-of-use': 'DIRECT_CARE',
    });
    expect(await answerOf(response)).toEqual({ data: { purpose: 'DIRECT_CARE', toyPool: [{ stream: 'HEALTH' }] } });
  });

  test('text beyond ASCII arrives as it was sent, with and without a charset', async () => {
    const toy = await start();
    const body = JSON.stringify({ query: '{ toyPool(streams: ["Zoë 🏊"]) { stream } }' });
    for (const type of [
      'application/json',
      'application/json;charset=utf-8',
      'application/json; charset="UTF-8"',
      'Application/JSON; Charset=utf8',
    ]) {
      const response = await post(toy, body, { 'content-type': type });
      expect(await answerOf(response)).toEqual({ data: { toyPool: [{ stream: 'Zoë 🏊' }] } });
    }
  });

  test('a plain GET is refused as a possible forgery, and answered with the header that a forger cannot send', async () => {
    const toy = await start();
    const path = '/graphql?query=%7B__typename%7D';
    expect((await send(toy, {}, path)).status).toBe(400);
    expect(await answerOf(await send(toy, { headers: { 'apollo-require-preflight': '1' } }, path))).toEqual({
      data: { __typename: 'Query' },
    });
  });

  test('a mutation may not come by GET', async () => {
    const toy = await start();
    const response = await send(toy, { headers: { 'apollo-require-preflight': '1' } }, '/graphql?query=mutation%7B__typename%7D');
    expect(response.status).toBeGreaterThanOrEqual(400);
  });

  test('HEAD is a GET without its body', async () => {
    const toy = await start();
    const path = '/graphql?query=%7B__typename%7D';
    const headers = { 'apollo-require-preflight': '1' };
    const [head, get] = await Promise.all([send(toy, { method: 'HEAD', headers }, path), send(toy, { headers }, path)]);
    expect(head.status).toBe(200);
    expect(head.headers.get('content-length')).toBe(String((await get.arrayBuffer()).byteLength));
    expect(await head.text()).toBe('');
  });

  test('one connection carries many requests', async () => {
    const toy = await start();
    const socket = connect(toy.port, '127.0.0.1');
    const received = text(socket);
    const head = `POST /graphql HTTP/1.1\r\nhost: hub\r\ncontent-type: application/json\r\ncontent-length: ${TYPENAME.length}\r\n`;
    socket.write(`${head}\r\n${TYPENAME}${head}connection: close\r\n\r\n${TYPENAME}`);
    expect((await received).match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
  });
});

describe('what is turned away before the graph', () => {
  const deep = '['.repeat(500_000);
  test.each([
    ['malformed JSON', '{ "query": "{ __typename', 400, 'BAD_REQUEST'],
    ['an empty body', '', 400, 'BAD_REQUEST'],
    ['brackets without end', deep, 400, 'BAD_REQUEST'],
    ['bytes that are not UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 400, 'BAD_REQUEST'],
    ['JSON that is no object', '"query"', 400, 'BAD_REQUEST'],
    ['a batch', `[${TYPENAME},${TYPENAME}]`, 400, 'BAD_REQUEST'],
  ])('%s', async (_, body, status, code) => {
    const toy = await start();
    const response = await post(toy, body);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(await errorOf(response)).toMatchObject({ message: expect.any(String) as string, extensions: { code } });
    await expectAlive(toy);
  });

  test('a parser message never quotes what was sent', async () => {
    const toy = await start();
    expect(await (await post(toy, '{"nhsNumber": 9990001234, oops')).text()).not.toContain('999');
  });

  test.each([
    ['text/plain', {}],
    ['application/x-www-form-urlencoded', {}],
    ['multipart/form-data; boundary=x', {}],
    ['application/json; charset=utf-16', {}],
    ['application/json; charset=ibm1141', {}],
    ['application/json; charset=x-unknown', {}],
    ['application/graphql', {}],
    ['not a type', {}],
    ['application/json', { 'content-encoding': 'gzip' }],
  ])('%s %j is not read', async (type, headers) => {
    const toy = await start();
    const response = await post(toy, TYPENAME, { 'content-type': type, ...headers });
    expect(response.status).toBe(415);
    expect((await errorOf(response))?.extensions.code).toBe('UNSUPPORTED_MEDIA_TYPE');
  });

  test('a body one byte too large gets its refusal, declared or not, and the limit itself is answered', async () => {
    const bodyBytes = 4_096;
    const toy = await start({ limits: { bodyBytes } });
    const sized = (bytes: number): string => TYPENAME + ' '.repeat(bytes - TYPENAME.length);
    expect((await post(toy, sized(bodyBytes))).status).toBe(200);
    const undeclared = new Blob([sized(bodyBytes + 1)]).stream();
    const responses = [
      await post(toy, sized(bodyBytes + 1)),
      await send(toy, { method: 'POST', headers: JSON_HEADERS, body: undeclared, duplex: 'half' }),
      await post(toy, 'x'.repeat(8 * 1024 * 1024)),
    ];
    for (const response of responses) {
      expect(response.status).toBe(413);
      expect((await errorOf(response))?.extensions.code).toBe('BODY_TOO_LARGE');
    }
    await expectAlive(toy);
  });

  test('without other limits a mebibyte is the most', async () => {
    const toy = await start();
    expect((await post(toy, TYPENAME.padEnd(1024 * 1024))).status).toBe(200);
    expect((await post(toy, TYPENAME.padEnd(1024 * 1024 + 1))).status).toBe(413);
  });

  test('methods that an address does not take are named', async () => {
    const toy = await start();
    for (const [path, allow] of [
      ['/graphql', 'GET, HEAD, POST, OPTIONS'],
      ['/health/live', 'GET, HEAD, OPTIONS'],
    ] as const) {
      const response = await send(toy, { method: 'DELETE' }, path);
      expect([response.status, response.headers.get('allow')]).toEqual([405, allow]);
      expect((await errorOf(response))?.extensions.code).toBe('METHOD_NOT_ALLOWED');
      const options = await send(toy, { method: 'OPTIONS' }, path);
      expect([options.status, options.headers.get('allow'), await options.text()]).toEqual([204, allow, '']);
      expect(options.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  test('other addresses are not there', async () => {
    const toy = await start();
    for (const path of ['/', '/graphql/', '/explorer/index.html', '//graphql', '/health', '/explorer/../package.json']) {
      const response = await send(toy, {}, path);
      expect(response.status).toBe(404);
      expect((await errorOf(response))?.extensions.code).toBe('NO_SUCH_ADDRESS');
    }
  });

  test('what is not HTTP ends its own connection and no other', async () => {
    const toy = await start();
    const socket = connect(toy.port, '127.0.0.1');
    const received = text(socket);
    socket.end('\x16\x03\x01 hello\r\n\r\n');
    expect(await received).toContain('400 Bad Request');
    await expectAlive(toy);
  });
});

describe('what goes wrong', () => {
  test('an unexpected exception is masked, and its id leads to the log', async () => {
    const toy = await start({ contextOf: () => Promise.reject(new Error('password=hunter2 at db.internal')) });
    const response = await post(toy, TYPENAME);
    const body = await response.text();
    expect(response.status).toBe(500);
    expect(body).not.toMatch(/hunter2|node_modules|\.ts|Context creation/);
    const { errors } = JSON.parse(body) as GraphAnswer;
    const id = errors?.[0]?.extensions.id;
    expect(errors?.[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
    expect(errors?.[0]?.message).toContain(id);
    expect(toy.log.entries).toContainEqual(
      expect.objectContaining({ id, err: expect.objectContaining({ message: 'password=hunter2 at db.internal' }) as unknown }),
    );
  });

  test.each([
    [new HubError('UNAUTHENTICATED', 'Sign in again.'), 401, 'UNAUTHENTICATED'],
    [forbidden('Not for you.'), 403, 'FORBIDDEN'],
    [new HubError('BAD_INPUT', 'Say why.', 'purpose'), 400, 'BAD_INPUT'],
    [new HubError('RETRY_LATER', 'Busy.'), 503, 'RETRY_LATER'],
    [new GraphQLError('Chosen.', { extensions: { code: 'CHOSEN', http: { status: 418 } } }), 418, 'CHOSEN'],
  ])('%s keeps its code, and is no fault to log', async (error, status, code) => {
    const toy = await start({ contextOf: () => Promise.reject(error) });
    const response = await post(toy, TYPENAME);
    expect(response.status).toBe(status);
    expect(response.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer' : null);
    const field = error instanceof HubError && error.field ? { field: error.field } : {};
    expect(await errorOf(response)).toMatchObject({ message: error.message, extensions: { code, ...field } });
    expect(toy.log.entries).toEqual([]);
  });

  test('a request out of time gets 504 with an id, and its work is told to stop', async () => {
    const toy = await start({ limits: { requestMs: 150 } });
    const response = await post(toy, JSON.stringify({ query: '{ whenReleased }' }));
    const error = await errorOf(response);
    expect([response.status, error?.extensions.code]).toEqual([504, 'REQUEST_TIMED_OUT']);
    expect(toy.gate.aborted).toBe(1);
    expect(toy.log.entries).toContainEqual(expect.objectContaining({ id: error?.extensions.id, path: '/graphql' }));
    await expectAlive(toy);
  });

  test('a query in the address is not in the log', async () => {
    const toy = await start({ limits: { requestMs: 150 } });
    const response = await send(toy, { headers: { 'apollo-require-preflight': '1' } }, '/graphql?query=%7BwhenReleased%7D');
    expect(response.status).toBe(504);
    expect(JSON.stringify(toy.log.entries)).not.toContain('whenReleased');
  });

  test('a body that never ends gets 408 and its connection closed', async () => {
    const toy = await start({ limits: { requestMs: 150 } });
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const slow = httpRequest(`${toy.url}/graphql`, { method: 'POST', headers: { ...JSON_HEADERS, 'content-length': 100 } }, resolve);
      slow.on('error', reject);
      slow.write('{"query":');
    });
    expect([response.statusCode, response.headers.connection]).toEqual([408, 'close']);
    response.resume();
  });

  test('a caller who goes away stops the work', async () => {
    const toy = await start();
    const away = new AbortController();
    const asked = send(toy, {
      method: 'POST',
      headers: JSON_HEADERS,
      body: JSON.stringify({ query: '{ whenReleased }' }),
      signal: away.signal,
    });
    await toy.gate.arrived;
    away.abort();
    await expect(asked).rejects.toThrow();
    while (toy.gate.aborted === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await expectAlive(toy);
    expect(toy.log.entries).toEqual([]);
  });
});

describe('headers and health', () => {
  test('every answer carries the headers that keep it private', async () => {
    const toy = await start();
    const responses = [await post(toy, TYPENAME), await post(toy, '{'), await send(toy, {}, '/health/live'), await send(toy, {}, '/nowhere')];
    for (const { headers } of responses) {
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  test('live once it listens; ready when it says so, and not when it cannot tell', async () => {
    const told = jest.fn<Promise<Readiness>, []>();
    told
      .mockResolvedValueOnce({ ready: true, database: 'ok' })
      .mockResolvedValueOnce({ ready: false, database: 'has no room left' })
      .mockRejectedValueOnce(new Error('no database'));
    const toy = await start({ ready: told });
    expect((await send(toy, {}, '/health/live')).status).toBe(200);
    const statuses = [];
    for (let asked = 0; asked < 3; asked++) {
      const response = await send(toy, {}, '/health/ready');
      statuses.push([response.status, await response.json()]);
    }
    expect(statuses).toEqual([
      [200, { status: 'ready', ready: true, database: 'ok' }],
      [503, { status: 'not ready', ready: false, database: 'has no room left' }],
      [503, { status: 'not ready', ready: false }],
    ]);
  });

  test('a readiness check that hangs is itself out of time', async () => {
    const toy = await start({ ready: () => new Promise(() => undefined), limits: { requestMs: 100 } });
    expect((await send(toy, {}, '/health/ready')).status).toBe(504);
  });

  test('a port that is taken is an error of listen', async () => {
    const toy = await start();
    const second = await start({ contextOf: toyContext });
    await expect(second.http.listen(toy.port, '127.0.0.1')).rejects.toThrow();
  });
});
