import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { Role } from '../../src/access/actor';
import { makeDevelopmentToken } from '../../src/access/tokens';

const HOME = join(__dirname, '..', '..');
const START_MS = 120_000;
let isBuilt = false;
function build(): void {
  if (isBuilt) return;
  const { status, stderr } = spawnSync(process.execPath, [join(HOME, 'scripts/build.mjs'), '--no-explorer'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  isBuilt = true;
}

export interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: { readonly data?: any; readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[] };
  readonly took: number;
}
export const codeOf = ({ body }: Answer): string | undefined => body.errors?.[0]?.extensions.code;

/** A hub in a process of its own, as `npm start` runs it. */
export interface HubProcess {
  readonly url: string;
  readonly port: number;
  readonly child: ChildProcess;
  /** What it wrote to its log so far, a line each. */
  readonly log: readonly Record<string, any>[];
  readonly said: readonly string[];
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  ask(query: string, role?: Role, variables?: object): Promise<Answer>;
  token(role: Role): Promise<string>;
  ready(): Promise<{ status: number; body: Record<string, unknown>; took: number }>;
  /** Ends it, if it has not ended. */
  gone(): Promise<void>;
}

export interface Wish {
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Words for node, before the program. */
  readonly flags?: readonly string[];
  /** Most bytes that it may write to one file, as on a disk that is full. */
  readonly fileBytes?: number;
}

/** How each that was started, and has not ended, is ended. */
const running = new Set<() => Promise<void>>();
const folders: string[] = [];
/** Ends whatever a test has left running. */
export async function endAll(): Promise<void> {
  await Promise.all([...running].map((end) => end()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hub-process-'));
  folders.push(folder);
  return folder;
}

/** Starts a hub on a database, empty unless told, and waits until it serves. */
export async function startHub(databaseUrl: string, { folder = aFolder(), environment = {}, flags = [], fileBytes }: Wish = {}): Promise<HubProcess> {
  build();
  const words = ['--max-semi-space-size=16', ...flags, join(HOME, 'dist/src/main.js')];
  const [program, given] =
    fileBytes === undefined
      ? [process.execPath, words]
      : ['bash', ['-c', `ulimit -f ${Math.ceil(fileBytes / 1024)} && exec "$0" "$@"`, process.execPath, ...words]];
  const keyFile = join(folder, 'dev-token.key');
  const child = spawn(program, given, {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      HOST: '127.0.0.1',
      SAMPLE_PEOPLE: '0',
      DEV_TOKENS: '1',
      DEV_TOKEN_KEY: keyFile,
      DATABASE_URL: databaseUrl,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: Record<string, any>[] = [];
  const said: string[] = [];
  createInterface(child.stderr).on('line', (line) => log.push(line.startsWith('{') ? (JSON.parse(line) as Record<string, any>) : { line }));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const gone = async (): Promise<void> => {
    running.delete(gone);
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
  };
  running.add(gone);
  const lines = createInterface(child.stdout);
  const port = await new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the hub did not start: ${JSON.stringify(log)}`)), START_MS);
    lines.on('line', (line) => {
      said.push(line);
      const found = /ready at http:\/\/[^\s:/]+:(\d+)/.exec(line)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(Number(found));
    });
    ended.then(
      (code) => {
        clearTimeout(timer);
        reject(new Error(`the hub ended (${code}) before it was ready: ${JSON.stringify([said, log])}`));
      },
      () => undefined,
    );
  });
  const url = `http://127.0.0.1:${port}`;
  const tokens = new Map<Role, Promise<string>>();
  const token = (role: Role): Promise<string> => {
    const made = tokens.get(role) ?? makeDevelopmentToken(Buffer.from(readFileSync(keyFile, 'utf8').trim(), 'hex'), { role, organisation: '384' });
    tokens.set(role, made);
    return made;
  };
  return {
    url,
    port,
    child,
    log,
    said,
    ended,
    token,
    async ask(query, role = 'SEND_OFFICER', variables = {}) {
      const started = performance.now();
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${await token(role)}`, 'purpose-of-use': 'direct care' },
        body: JSON.stringify({ query, variables }),
      });
      const body = (await response.json()) as Answer['body'];
      return { status: response.status, retryAfter: response.headers.get('retry-after'), body, took: performance.now() - started };
    },
    async ready() {
      const started = performance.now();
      const response = await fetch(`${url}/health/ready`);
      return { status: response.status, body: (await response.json()) as Record<string, unknown>, took: performance.now() - started };
    },
    gone,
  };
}

/** Waits until something holds; the test's own time is the limit. */
export async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await holds())) await pause(50);
}

export const register = (name: string, key: string): string =>
  `mutation { registerPerson(input: { name: "${name}", dateOfBirth: "2010-01-01", authority: "384" }, envelope: { idempotencyKey: "${key}" }) { applied personId: id } }`;
