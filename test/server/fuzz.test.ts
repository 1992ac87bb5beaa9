import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { buildHubSchema } from '../../src/server/schema';
import { operations } from '../access/asked-of-nobody';
import { aHub, type TestHub } from '../builders/hub';
import { LogBook } from './http.toy';

/** FUZZ_REQUESTS=10000 for the long run; the seed of each run is printed with what it found, and FUZZ_SEED repeats it. */
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 2_000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_251_001);
const AT_ONCE = 16;
const SECRET = 'Tabitha Secretname';

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string | Buffer;
}

/** Chance with a seed: the same requests each time. */
class Dice {
  private readonly generator = xoroshiro128plus(SEED);
  up(to: number): number {
    return uniformInt(this.generator, 0, to - 1);
  }
  of<Item>(items: readonly Item[]): Item {
    const item = items[this.up(items.length)];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  }
}

const HOSTILE = [
  '',
  ' ',
  '0',
  '-1',
  '1e999',
  '9007199254740993',
  '99999999999999999999',
  'null',
  'undefined',
  'NaN',
  '__proto__',
  'constructor',
  'toString',
  "' OR 1=1 --",
  '1; DROP TABLE person',
  '%00',
  '\u0000',
  '\ud800',
  '🏊'.repeat(50),
  '${7*7}',
  '{{7*7}}',
  '<script>',
  '../../etc/passwd',
  '\\',
  '"',
  '\r\nx: y',
  'A'.repeat(5_000),
  '2025-02-30',
  '0000-00-00',
  '9999-12-31',
  '2025-10-01T25:00:00Z',
  '-0.00',
  '1.005',
  '1,000.00',
  '٣',
  '999 000 0018',
];

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

class Fuzzer {
  private readonly names: string[];
  constructor(
    private readonly dice: Dice,
    private readonly tokens: readonly string[],
  ) {
    this.names = [...operations(buildHubSchema()).values()];
  }

  private value(depth = 0): unknown {
    const { dice } = this;
    switch (dice.up(depth > 3 ? 6 : 9)) {
      case 0:
        return null;
      case 1:
        return dice.up(2) === 0;
      case 2:
        return dice.of([0, -1, 2 ** 31, 2 ** 53, -(2 ** 53), 1e308, 0.1, -0]);
      case 3:
      case 4:
      case 5:
        return dice.of(HOSTILE);
      case 6:
        return Array.from({ length: dice.up(6) }, () => this.value(depth + 1));
      default:
        return Object.fromEntries(
          Array.from({ length: dice.up(5) }, () => [
            dice.of([...HOSTILE.slice(10, 14), 'personId', 'input', 'envelope', 'first']),
            this.value(depth + 1),
          ]),
        );
    }
  }

  private query(): string {
    const { dice } = this;
    const whole = dice.of(this.names);
    switch (dice.up(9)) {
      case 0:
        return whole.replace(/"[^"]*"/g, () => JSON.stringify(dice.of(HOSTILE)));
      case 1:
        return whole.replace(/\b\d+\b|true|"[^"]*"/g, () => dice.of(['null', '[]', '{}', '-1', '1e400', '"x"', '[[[[1]]]]', '$x', 'ENUM']));
      case 2:
        return whole.slice(0, dice.up(whole.length + 1));
      case 3: {
        const at = dice.up(whole.length);
        return whole.slice(0, at) + dice.of(['{', '}', '(', ')', '...', '@', '"', '"""', '$', '\u0000', '\ufeff', '#']) + whole.slice(at);
      }
      case 4: {
        const deep = dice.up(3_000);
        return `{ ${'me { pooledBudget { person { '.repeat(deep)}id${' } } }'.repeat(deep)} }`;
      }
      case 5:
        return `{ ${Array.from({ length: dice.up(400) }, (_, index) => `a${index}: __typename`).join(' ')} }`;
      case 6:
        return `{ ...A } fragment A on Query { ...B } fragment B on Query { ...${dice.of(['A', 'B', 'C'])} }`;
      case 7:
        return `query(${'$v: Int! '.repeat(dice.up(50))}) { __typename ${'@skip(if: true) '.repeat(dice.up(20))} }`;
      default:
        return whole;
    }
  }

  private token(): string | null {
    const { dice } = this;
    const good = dice.of(this.tokens);
    const [head = '', body = '', signature = ''] = good.split('.');
    switch (dice.up(10)) {
      case 0:
        return null;
      case 1:
        return `Bearer ${base64({ alg: 'none' })}.${body}.`;
      case 2:
        return `Bearer ${base64({ alg: dice.of(['HS512', 'RS256', 'ES256', '']) })}.${body}.${signature}`;
      case 3:
        return `Bearer ${head}.${base64({ sub: 'x', role: 'SERVICE_MANAGER', organisation: '384', exp: 4e9 })}.${createHmac('sha256', 'secret').update('x').digest('base64url')}`;
      case 4:
        return dice.of(['Bearer', 'Bearer ..', `Basic ${good}`, 'Bearer a.b.c', `Bearer ${'A'.repeat(6_000)}.B.C`, `${good}`]);
      default:
        return `Bearer ${good}`;
    }
  }

  next(): Sent {
    const { dice } = this;
    const authorization = this.token();
    const headers: Record<string, string> = {
      'content-type':
        dice.up(8) > 0
          ? 'application/json'
          : dice.of([
              'text/plain',
              'application/json; charset=utf-7',
              'multipart/form-data; boundary=x',
              'application/json;;',
              'x',
              'application/graphql+json',
            ]),
      ...(authorization === null ? {} : { authorization }),
      ...(dice.up(4) > 0 ? { 'purpose-of-use': dice.of(['direct care', 'x'.repeat(2_000), ' ']) } : {}),
      ...(dice.up(10) === 0 ? { accept: dice.of(['*/*', 'text/html', 'application/graphql-response+json', 'x/y;q=9', ',,,']) } : {}),
    };
    if (dice.up(12) === 0)
      return {
        method: dice.of(['GET', 'HEAD', 'PUT', 'OPTIONS', 'TRACE']),
        path: `/graphql?query=${encodeURIComponent(this.query().toWellFormed().slice(0, 8_000))}&variables=${encodeURIComponent(dice.of(HOSTILE).toWellFormed())}`,
        headers: { ...headers, 'apollo-require-preflight': '1' },
        body: '',
      };
    if (dice.up(25) === 0)
      return {
        method: 'POST',
        path: dice.of(['/', '/graphql/x', '/health/ready', '/%00', '/..%2f..%2fetc', '//', '/graphql?x=%']),
        headers,
        body: '{}',
      };
    return { method: 'POST', path: '/graphql', headers, body: this.body() };
  }

  private body(): string | Buffer {
    const { dice } = this;
    const whole = JSON.stringify({
      query: this.query(),
      variables: dice.up(2) === 0 ? { v: this.value() } : undefined,
      operationName: dice.up(10) === 0 ? dice.of(HOSTILE) : undefined,
    });
    switch (dice.up(14)) {
      case 0:
        return whole.slice(0, dice.up(whole.length));
      case 1:
        return JSON.stringify(this.value());
      case 2:
        return JSON.stringify({ query: this.value(), variables: this.value(), extensions: this.value(), operationName: this.value() });
      case 3:
        return Buffer.from(Array.from({ length: dice.up(300) }, () => dice.up(256)));
      case 4:
        return '['.repeat(dice.up(60_000)) + whole;
      case 5:
        return `[${whole},${whole}]`;
      case 6:
        return dice.up(20) === 0
          ? 'x'.repeat(1_200_000)
          : JSON.stringify({ query: '{ __typename }', extensions: { persistedQuery: { version: dice.up(3), sha256Hash: dice.of(HOSTILE) } } });
      default:
        return whole;
    }
  }
}

describe('hostile requests', () => {
  let hub: TestHub;
  let fuzzer: Fuzzer;
  const log = new LogBook();
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  beforeAll(async () => {
    hub = await aHub({ logger: log.logger, production: true });
    const elsewhere = await hub.as('SEND_OFFICER', '343');
    await elsewhere.ask(
      `mutation { registerPerson(input: { name: "${SECRET}", dateOfBirth: "2012-03-04", nhsNumber: "9990000018", authority: "343" }) { applied } }`,
    );
    const tokens = await Promise.all(
      (['SEND_OFFICER', 'SERVICE_MANAGER', 'ANALYST', 'PROVIDER', 'PARENT', 'AUDITOR', 'FINANCE_OFFICER'] as const).map((role) => hub.token(role)),
    );
    fuzzer = new Fuzzer(new Dice(), tokens);
  });
  afterAll(async () => {
    agent.destroy();
    await hub.stop();
  });

  const send = ({ method, path, headers, body }: Sent): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(hub.url);
      const asked = request(
        { agent, hostname, port, method, path, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
        (response) => {
          let text = '';
          response
            .setEncoding('utf8')
            .on('data', (part: string) => (text += part))
            .on('end', () => resolve({ status: response.statusCode ?? 0, text }));
        },
      );
      asked.on('error', reject).end(body);
    });

  const LEAKS = /node_modules|\bat \w+.*\.(?:ts|js):\d|SQLITE|\bER_[A-Z]|SELECT |INSERT |stacktrace|did you mean/i;
  const wrongWith = (sent: Sent, { status, text }: { status: number; text: string }): string | null => {
    if (text.includes(SECRET)) return 'told a stranger a name';
    const echoes = LEAKS.exec(text);
    if (echoes && !JSON.stringify(sent).includes(echoes[0])) return `leaked ${echoes[0]}`;
    const errors = text.startsWith('{') ? ((JSON.parse(text) as { errors?: { extensions?: { code?: string; id?: string } }[] }).errors ?? []) : [];
    if (errors.some(({ extensions }) => extensions?.code === undefined)) return 'an error without a code';
    if (errors.some(({ extensions }) => extensions?.code === 'INTERNAL_SERVER_ERROR' && extensions.id === undefined)) return 'a fault without an id';
    if (status >= 500 && status !== 501 && !errors.some(({ extensions }) => extensions?.id !== undefined)) return 'a 5xx without an id';
    return errors.some(({ extensions }) => extensions?.code === 'INTERNAL_SERVER_ERROR')
      ? `a fault of the hub: ${JSON.stringify(log.entries.at(-1))}`
      : null;
  };

  it(`${REQUESTS} of them (seed ${SEED}): no crash, no fault, no leak, and the hub goes on`, async () => {
    const found: string[] = [];
    const kinds = new Map<number, number>();
    let left = REQUESTS;
    const before = process.memoryUsage().heapUsed;
    const worker = async (): Promise<void> => {
      while (left-- > 0) {
        const sent = fuzzer.next();
        const answer = await send(sent).catch((error: unknown) => ({ status: -1, text: String(error) }));
        kinds.set(answer.status, (kinds.get(answer.status) ?? 0) + 1);
        const wrong = answer.status === -1 ? `the connection broke: ${answer.text}` : wrongWith(sent, answer);
        if (wrong !== null && found.length < 5)
          found.push(`${wrong}\n${JSON.stringify(sent).slice(0, 600)}\n${answer.status} ${answer.text.slice(0, 300)}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    expect(found).toEqual([]);
    // They reached far enough in to mean something.
    expect(kinds.get(200) ?? 0).toBeGreaterThan(REQUESTS / 20);
    expect(kinds.get(400) ?? 0).toBeGreaterThan(REQUESTS / 20);
    expect(kinds.get(401) ?? 0).toBeGreaterThan(REQUESTS / 20);
    expect((await hub.anonymous().raw('{ __typename }')).data).toEqual({ __typename: 'Query' });
    expect((process.memoryUsage().heapUsed - before) / 2 ** 20).toBeLessThan(300);
  }, 600_000);
});
