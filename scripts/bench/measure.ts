import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Outcome, Task } from './load';
import { type Operation, PURPOSE } from './operations';
import type { Running } from './servers';

export const CONNECTIONS = 16;

/** A whole HTTP request: the same bytes for both servers. */
export const requestText = (body: string, token: string): string =>
  [
    'POST /graphql HTTP/1.1',
    'host: 127.0.0.1',
    'content-type: application/json',
    'accept: application/json',
    `authorization: Bearer ${token}`,
    `purpose-of-use: ${PURPOSE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');

export interface Question {
  readonly body: string;
  readonly token: string;
}

async function ask({ port }: Running, { body, token }: Question): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', authorization: `Bearer ${token}`, 'purpose-of-use': PURPOSE },
    body,
  });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`status ${answer.status}: ${text.slice(0, 300)}`);
  return text;
}

/** The first answer in which the two servers differ, in words; null where every one is the same to the byte. */
export async function firstDifference(hub: Running, bare: Running, questions: readonly Question[]): Promise<string | null> {
  for (const question of questions) {
    const { body } = question;
    const [own, other] = await Promise.all([ask(hub, question), ask(bare, question)]);
    if (own === other && !own.includes('"errors"')) continue;
    let at = 0;
    while (at < own.length && own[at] === other[at]) at++;
    const around = (text: string): string => text.slice(Math.max(0, at - 120), at + 120);
    return `They differ at byte ${at} of the answer to ${body.slice(body.indexOf('"variables"'))}\n  ${hub.name}: …${around(own)}…\n  ${bare.name}: …${around(other)}…`;
  }
  return null;
}

export interface Window {
  /** Answers a second. */
  readonly rate: number;
  /** Processor time of the server a request, in microseconds. */
  readonly cpu: number;
  /** Processor time of the database a request, in microseconds; null where its process cannot be seen. */
  readonly databaseCpu: number | null;
  readonly median: number;
  readonly slowest: number;
}

export interface LoadGenerator {
  measure(server: Running, requests: readonly string[], milliseconds: number): Promise<Window>;
  stop(): void;
}

export function startLoad(databaseCpuSeconds: () => number | null): LoadGenerator {
  const child = fork(join(__dirname, 'load.js'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const run = (task: Task): Promise<Outcome> =>
    new Promise((resolve, reject) => {
      const onExit = (): void => reject(new Error('the load generator stopped'));
      child.once('exit', onExit);
      child.once('message', (outcome: Outcome) => {
        child.off('exit', onExit);
        resolve(outcome);
      });
      child.send(task);
    });
  return {
    async measure(server, requests, milliseconds) {
      const before = { server: server.cpuSeconds(), database: databaseCpuSeconds() };
      const { answers, seconds, fault, median, slowest } = await run({ port: server.port, requests, connections: CONNECTIONS, milliseconds });
      if (fault !== null || answers === 0) throw new Error(`${server.name}: ${fault ?? 'no answers'}`);
      const database = databaseCpuSeconds();
      return {
        rate: answers / seconds,
        cpu: ((server.cpuSeconds() - before.server) / answers) * 1e6,
        databaseCpu: database === null || before.database === null ? null : ((database - before.database) / answers) * 1e6,
        median,
        slowest,
      };
    },
    stop: () => {
      child.kill('SIGTERM');
    },
  };
}

export interface Measured {
  readonly operation: Operation;
  readonly hub: readonly Window[];
  readonly bare: readonly Window[];
  /** The hub's rate over the bare server's, one for each pair of windows that ran next to each other. */
  readonly ratios: readonly number[];
}

/** A B, B A, A B and so on, so that what the machine does meanwhile falls on both alike. */
export async function interleave(
  operation: Operation,
  hub: Running,
  bare: Running,
  requests: readonly string[],
  rounds: number,
  seconds: number,
  load: LoadGenerator,
): Promise<Measured> {
  const windows = { hub: [] as Window[], bare: [] as Window[] };
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? (['hub', 'bare'] as const) : (['bare', 'hub'] as const);
    for (const which of order) windows[which].push(await load.measure(which === 'hub' ? hub : bare, requests, seconds * 1000));
  }
  return { operation, ...windows, ratios: windows.hub.map(({ rate }, round) => rate / (windows.bare[round]?.rate ?? Number.NaN)) };
}
