import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documentsCommand } from '../../scripts/documents';
import { idOf, makeManifest, readManifest } from '../../src/server/documents/manifest';
import { TrustedDocuments } from '../../src/server/documents/trusted.documents';
import { DEFAULT_LIMITS } from '../../src/server/limits/query.limits';
import { buildHubSchema } from '../../src/server/schema';
import { aHub, type TestHub } from '../builders/hub';

const WEEK = 'query Week($value: Money!) { equivalentAmount(value: $value, every: YEAR) { perWeek } }';
const OTHER = '{ checkIdentifier(system: NHS_NUMBER, value: "9434765919") { valid } }';
const CHANGE = 'mutation Change { agreePlan(planId: "1", on: "2025-10-01", agreedBy: "P") { applied } }';
const WIDE = `query Wide { ${Array.from({ length: DEFAULT_LIMITS.aliases + 1 }, (_, index) => `a${index}: __typename`).join(' ')} }`;
const manifest = new Map([WEEK, CHANGE, WIDE].map((text) => [idOf(text), text]));

interface Answered {
  readonly status: number;
  readonly data?: unknown;
  readonly code?: string;
}
async function answered(response: Response): Promise<Answered> {
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
  return { status: response.status, ...(data === undefined ? {} : { data }), ...(errors?.[0] ? { code: errors[0].extensions.code } : {}) };
}
const post = async ({ url }: TestHub, body: unknown): Promise<Answered> =>
  answered(await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }));
const get = async (
  { url }: TestHub,
  given: Record<string, string>,
  headers: Record<string, string> = { 'apollo-require-preflight': '1' },
): Promise<Answered> => answered(await fetch(`${url}/graphql?${new URLSearchParams(given).toString()}`, { headers }));

const persisted = (text: string, more: object = {}): object => ({ extensions: { persistedQuery: { version: 1, sha256Hash: idOf(text) } }, ...more });
const VALUE = { variables: { value: '52.00' } };
const ONE_POUND = { status: 200, data: { equivalentAmount: { perWeek: '1.00' } } };

describe('documents that are known by an id', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await aHub({ documents: new TrustedDocuments(manifest, false) });
  });
  afterAll(() => hub.stop());

  it('are answered by their id alone, as Apollo, Relay and the drafts of GraphQL over HTTP send it', async () => {
    for (const named of [persisted(WEEK), { documentId: idOf(WEEK) }, { documentId: `sha256:${idOf(WEEK).toUpperCase()}` }])
      expect(await post(hub, { ...named, ...VALUE })).toEqual(ONE_POUND);
    expect(await post(hub, { documentId: idOf(WEEK), operationName: 'Week', ...VALUE })).toEqual(ONE_POUND);
  });

  it('by GET too, and there under the same rules: a header that no link can carry, and no mutation', async () => {
    const variables = JSON.stringify(VALUE.variables);
    const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: idOf(WEEK) } });
    expect(await get(hub, { documentId: idOf(WEEK), variables })).toEqual(ONE_POUND);
    expect(await get(hub, { extensions, variables })).toEqual(ONE_POUND);
    expect((await get(hub, { documentId: idOf(WEEK), variables }, {})).data).toBeUndefined();
    expect(await get(hub, { documentId: idOf(CHANGE) })).toMatchObject({ status: 405 });
  });

  it('are held to every limit as if their text had been sent', async () => {
    expect(await post(hub, { documentId: idOf(WIDE) })).toEqual({ status: 400, code: 'QUERY_TOO_LARGE' });
    const values = Object.fromEntries(Array.from({ length: DEFAULT_LIMITS.variables + 1 }, (_, index) => [`v${index}`, 1]));
    expect(await post(hub, { documentId: idOf(WEEK), variables: values })).toEqual({ status: 400, code: 'QUERY_TOO_LARGE' });
  });

  it('others are answered where their text is sent, and no request puts one on record', async () => {
    expect((await post(hub, { query: OTHER })).data).toEqual({ checkIdentifier: { valid: true } });
    expect(await post(hub, persisted(OTHER))).toEqual({ status: 200, code: 'PERSISTED_QUERY_NOT_FOUND' });
    expect((await post(hub, persisted(OTHER, { query: OTHER }))).data).toEqual({ checkIdentifier: { valid: true } });
    expect(await post(hub, persisted(OTHER))).toEqual({ status: 200, code: 'PERSISTED_QUERY_NOT_FOUND' });
  });

  it('an id that is not of the text sent with it, or no text at all, is refused', async () => {
    expect(await post(hub, persisted(WEEK, { query: OTHER }))).toEqual({ status: 400, code: 'BAD_REQUEST' });
    expect(await post(hub, { documentId: 7 })).toEqual({ status: 400, code: 'BAD_REQUEST' });
    expect(await post(hub, { documentId: '__proto__' })).toEqual({ status: 200, code: 'PERSISTED_QUERY_NOT_FOUND' });
  });
});

describe('a hub without a manifest', () => {
  it('keeps no documents, says so, and answers a text that comes with its id', async () => {
    const hub = await aHub();
    expect(await post(hub, persisted(OTHER, { query: OTHER }))).toMatchObject({ status: 200 });
    expect(await post(hub, persisted(OTHER))).toEqual({ status: 200, code: 'PERSISTED_QUERY_NOT_SUPPORTED' });
    await hub.stop();
  });
});

describe('a hub that answers trusted documents alone', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await aHub({ documents: new TrustedDocuments(manifest, true), production: true });
  });
  afterAll(() => hub.stop());

  it('answers them by id and by their text', async () => {
    expect(await post(hub, { documentId: idOf(WEEK), ...VALUE })).toEqual(ONE_POUND);
    expect(await post(hub, { query: WEEK, ...VALUE })).toEqual(ONE_POUND);
    expect(await post(hub, persisted(WEEK, { query: WEEK, ...VALUE }))).toEqual(ONE_POUND);
  });

  it('refuses any other with a code and what to do, whoever asks and however it comes', async () => {
    const refused = { status: 403, code: 'DOCUMENT_NOT_TRUSTED' };
    const others = [
      { query: OTHER },
      persisted(OTHER),
      persisted(OTHER, { query: OTHER }),
      { documentId: 'abc' },
      {},
      { query: `${WEEK} ` },
      [{ query: WEEK }],
    ];
    for (const body of others) expect(await post(hub, body)).toEqual(refused);
    expect(await get(hub, { query: OTHER })).toEqual(refused);
    const { errors } = await (await hub.as('SERVICE_MANAGER')).raw(OTHER);
    expect(errors?.[0]).toMatchObject({ message: expect.stringContaining('Have it added'), extensions: { code: 'DOCUMENT_NOT_TRUSTED' } });
  });

  it('still asks who the caller is: trust is in the document, not in who sends it', async () => {
    expect(await post(hub, { documentId: idOf(CHANGE) })).toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('the manifest', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'documents-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const run = (...args: string[]): { code: number; printed: string } => {
    const lines: string[] = [];
    return { code: documentsCommand(args, (line) => lines.push(line)), printed: lines.join('\n') };
  };

  it('is made of every operation in a folder, each with its fragments, and is what the hub reads', () => {
    mkdirSync(join(folder, 'asked'));
    file('asked/a.graphql', 'query B { rules { ...Ruled } } query A { equivalentAmount(value: "1.00", every: WEEK) { perYear } }');
    file('asked/b.gql', 'fragment Ruled on Rule { id title }');
    const out = join(folder, 'manifest.json');
    expect(run('make', join(folder, 'asked'), '--out', out)).toEqual({ code: 0, printed: `Wrote ${out}: 2 operations.` });
    const texts = [...readManifest(readFileSync(out, 'utf8')).values()];
    expect(texts.map((text) => [text.includes('Ruled'), text.startsWith('query')])).toEqual([
      [false, true],
      [true, true],
    ]);
    expect(run('check', out)).toEqual({ code: 0, printed: `${out}: 2 documents, no faults.` });
    expect(TrustedDocuments.open({ file: out, only: true }).textOf({ documentId: idOf(texts[0] ?? '') })).toBe(texts[0]);
  });

  it('is not made of what the schema does not know, of two operations of one name, or of one without', () => {
    const schema = buildHubSchema();
    const made = (text: string) => makeManifest(schema, [{ name: 'a.graphql', text }]).faults;
    expect(made('query A { rules { idd } }')).toEqual([expect.stringContaining('A: Cannot query field "idd"')]);
    expect(made('query A { rules { id } } query A { rules { title } }')).toEqual(['Two operations are called A.']);
    expect(made('{ rules { id } }')).toEqual([expect.stringContaining('no name')]);
    expect(made('query A {')).toEqual([expect.stringContaining('a.graphql: Syntax Error')]);
  });

  it('in the plain form of client generators is read too; a fault in either form is named', () => {
    expect([...readManifest(JSON.stringify({ [`sha256:${idOf(WEEK)}`]: WEEK }))]).toEqual([[idOf(WEEK), WEEK]]);
    for (const [json, why] of [
      ['{', 'not JSON'],
      ['[]', 'not a JSON object'],
      [JSON.stringify({ abc: WEEK }), 'Entry 1 of the manifest: abc is not the SHA-256'],
      [JSON.stringify({ [idOf(WEEK)]: 7 }), 'no text'],
      [JSON.stringify({ format: 'other', version: 1, operations: [] }), 'not of the format'],
      [JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations: [null] }), 'no id or no text'],
    ] as const)
      expect(() => readManifest(json)).toThrow(why);
  });

  it('is checked by the schema and by the limits, document by document', () => {
    const text = 'query A { rules { idd } }';
    const bad = file('bad.json', JSON.stringify({ [idOf(text)]: text, [idOf(WIDE)]: WIDE }));
    const { code, printed } = run('check', bad);
    expect(code).toBe(1);
    expect(printed).toContain(`${idOf(text)}: Cannot query field "idd"`);
    expect(printed).toContain(`${idOf(WIDE)}: The query has more aliases`);
    expect(run('check', join(folder, 'none.json')).code).toBe(1);
    expect(run('check', folder)).toEqual({ code: 1, printed: `${folder} cannot be read (EISDIR). Name another.` });
    expect(run('make', folder, '--out', join(folder, 'none', 'out.json'))).toEqual({
      code: 1,
      printed: `${join(folder, 'none', 'out.json')} cannot be written (ENOENT). Name another.`,
    });
  });

  it('has to be there where nothing else is to be answered: the hub does not start without it', () => {
    expect(() => TrustedDocuments.open({ file: null, only: true })).toThrow('TRUSTED_DOCUMENTS_ONLY needs the manifest');
    expect(() => TrustedDocuments.open({ file: join(folder, 'none.json'), only: false })).toThrow('cannot be read');
    expect(TrustedDocuments.open({ file: null, only: false }).textOf({ query: OTHER })).toBe(OTHER);
  });
});
