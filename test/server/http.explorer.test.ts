import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ExplorerConfig } from '../../src/server/explorer/config';
import { explorerPage } from '../../src/server/explorer/page';
import { startToy, type Toy } from './http.toy';

const SCRIPT = 'console.log("explorer");';
const config: ExplorerConfig = {
  tabs: [
    {
      title: "One child's </script><script>alert(1)</script><!-- $& pool",
      query: 'query One { a }',
      headers: { Authorization: 'Bearer x' },
    },
  ],
};
const directory = mkdtempSync(join(tmpdir(), 'explorer-'));
let toy: Toy;

beforeAll(async () => {
  mkdirSync(join(directory, 'assets'));
  writeFileSync(join(directory, 'index.html'), '<!doctype html><html><head><title>Hub</title></head><body></body></html>');
  writeFileSync(join(directory, 'assets/index-1a2b.js'), SCRIPT);
  writeFileSync(join(directory, 'assets/index-1a2b.js.gz'), gzipSync(SCRIPT));
  writeFileSync(join(directory, 'favicon.svg'), '<svg/>');
  writeFileSync(join(directory, '.built'), '');
  toy = await startToy({ explorer: explorerPage(directory, config) });
});
afterAll(async () => {
  await toy.stop();
  rmSync(directory, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> => fetch(toy.url + path, { method, headers });
const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

test('a browser at /graphql gets the page, which no one keeps and no one frames', async () => {
  const response = await get('/graphql', BROWSER);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:|blob:|\*/);
});

test('the config arrives whole and cannot break out of its element', async () => {
  const html = await (await get('/graphql', BROWSER)).text();
  const elements = [...html.matchAll(/<script id="explorer-config" type="application\/json">(.*?)<\/script>/g)];
  expect(elements).toHaveLength(1);
  expect(JSON.parse(elements[0]?.[1] ?? '')).toEqual(config);
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).not.toContain('<!--');
});

test('a client that takes JSON gets the graph, not the page', async () => {
  for (const accept of ['application/json', '*/*', 'application/graphql-response+json', 'text/html, application/json']) {
    const response = await get('/graphql?query=%7B__typename%7D', { accept, 'apollo-require-preflight': '1' });
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
  }
});

test('hashed assets are kept for good, compressed for those who can read that', async () => {
  const path = '/explorer/assets/index-1a2b.js';
  for (const [encoding, expected] of [
    ['gzip, br', 'gzip'],
    ['identity', null],
  ] as const) {
    const response = await get(path, { 'accept-encoding': encoding });
    expect([response.status, response.headers.get('content-encoding')]).toEqual([200, expected]);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await response.text()).toBe(SCRIPT);
  }
  expect((await get('/explorer/favicon.svg')).headers.get('cache-control')).not.toContain('immutable');
  const head = await get(path, { 'accept-encoding': 'identity' }, 'HEAD');
  expect([head.headers.get('content-length'), await head.text()]).toEqual([String(SCRIPT.length), '']);
});

test('nothing but what was built is served', async () => {
  for (const path of [
    'index.html',
    '.built',
    'assets/',
    'assets/none.js',
    '..%2f..%2fetc/passwd',
    'assets/%2e%2e/index.html',
    'assets/index-1a2b.js.gz',
    '',
  ]) {
    expect((await get(`/explorer/${path}`)).status).toBe(404);
  }
  expect((await get('/explorer/assets/index-1a2b.js', {}, 'POST')).status).toBe(405);
});

test('where nothing was built there is no page, and the graph answers as before', async () => {
  const none = explorerPage(join(directory, 'absent'), config);
  expect(none).toBeNull();
  const plain = await startToy({ explorer: none });
  const response = await fetch(`${plain.url}/graphql`, { headers: BROWSER });
  expect(response.status).toBe(400);
  expect(response.headers.get('content-type')).toContain('json');
  await plain.stop();
});
