import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Node's own flags, as `npm start` sets them. */
const NODE_FLAGS = ['--max-semi-space-size=64'];
/** Clock ticks a second in /proc, on every Linux that Node runs on. */
const TICKS = 100;
const START_MS = 60_000;
const STOP_MS = 10_000;

/** A server that was started here, and what it uses. */
export interface Running {
  readonly name: string;
  readonly pid: number;
  readonly port: number;
  /** Processor time used so far, user and system, in seconds. */
  cpuSeconds(): number;
  /** Memory in use, and the most that was, in bytes. */
  memory(): { readonly now: number; readonly most: number };
  stop(): Promise<void>;
}

export function cpuSecondsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // Fields are counted from after the name, which may hold spaces: user time is the 12th, system time the 13th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

function memoryOf(pid: number): { now: number; most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) * 1024;
  return { now: of('VmRSS'), most: of('VmHWM') };
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await gone;
  clearTimeout(timer);
}

/** Starts a server and waits until it says "ready at http://HOST:PORT". */
export function startServer(
  name: string,
  script: string,
  environment: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): Promise<Running> {
  const child = spawn(process.execPath, [...NODE_FLAGS, ...flags, script], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Whatever ends this process, nothing that it started stays behind.
  process.once('exit', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      const late = (): void => reject(new Error(`${name} did not start within ${START_MS / 1000} s`));
      stopped(child).then(late, late);
    }, START_MS);
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-4000);
      const port = /ready at http:\/\/[^\s:/]+:(\d+)/.exec(said)?.[1];
      const { pid } = child;
      if (port === undefined || pid === undefined) return;
      clearTimeout(timer);
      resolve({ name, pid, port: Number(port), cpuSeconds: () => cpuSecondsOf(pid), memory: () => memoryOf(pid), stop: () => stopped(child) });
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`${name} stopped before it was ready (${code}): ${said}`));
    });
  });
}
