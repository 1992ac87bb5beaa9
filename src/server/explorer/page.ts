import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { ExplorerConfig } from './config';

/** A file as it goes over the wire, without what every answer of the hub carries. */
export interface ExplorerFile {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** The explorer page and what it is made of, all from the hub's own address. */
export interface ExplorerPage {
  /** The page with its tabs written in. Never kept by the browser: the tabs may hold tokens. */
  readonly page: ExplorerFile;
  /** The asset at a path such as `/explorer/assets/index-1a2b3c.js`; null where the build has no such file. */
  asset(path: string, acceptsGzip: boolean): Promise<ExplorerFile | null>;
}

const BASE = '/explorer/';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.json': 'application/json; charset=utf-8',
};

/**
 * Scripts, workers, fonts and requests: this address and nowhere else. The editor places its lines with style attributes,
 * which no nonce can cover, so inline styles (and only styles) are allowed.
 */
export const EXPLORER_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** JSON that cannot end the script element it stands in, nor open a comment: every `<` is written as an escape. */
const scriptSafe = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

function withConfig(html: string, config: ExplorerConfig): Buffer {
  const end = html.indexOf('</head>');
  if (end < 0) throw new Error('The explorer page has no head to write its tabs into: build it again.');
  const element = `<script id="explorer-config" type="application/json">${scriptSafe(config)}</script>\n  `;
  return Buffer.from(html.slice(0, end) + element + html.slice(end));
}

/**
 * The explorer built into `directory`, with `config.tabs` ready to run; null where it has not been built. Assets stay on
 * disk until asked for: the names are read once, and only those names are ever opened.
 */
export function explorerPage(directory: string, config: ExplorerConfig): ExplorerPage | null {
  const index = join(directory, 'index.html');
  if (!existsSync(index)) return null;
  const names = new Set(
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/')),
  );
  const html = readFileSync(index, 'utf8');
  return {
    // Written anew for each that opens it: which tabs there are may be known only once the hub serves.
    get page() {
      return {
        body: withConfig(html, config),
        headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': EXPLORER_POLICY },
      };
    },
    async asset(path, acceptsGzip) {
      const name = path.startsWith(BASE) ? path.slice(BASE.length) : '';
      const mediaType = MEDIA_TYPES[extname(name)];
      if (!mediaType || !names.has(name)) return null;
      const compressed = acceptsGzip && names.has(`${name}.gz`);
      return {
        body: await readFile(join(directory, compressed ? `${name}.gz` : name)),
        headers: {
          'content-type': mediaType,
          // A worker lives under the policy its own script came with.
          'content-security-policy': EXPLORER_POLICY,
          // Names under assets/ carry a hash of their content: another content is another name.
          'cache-control': name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
          vary: 'accept-encoding',
          ...(compressed ? { 'content-encoding': 'gzip' } : {}),
        },
      };
    },
  };
}
