import { connect, type Socket } from 'node:net';

/*
 * The load, in a process of its own: so many connections that each send a request, wait for the whole answer and send the next.
 * Over plain sockets, because a client library would cost as much processor time as the server that it measures. Run by
 * scripts/bench/measure.ts, which sends a Task and gets an Outcome.
 */

export interface Task {
  readonly port: number;
  /** Whole requests, head and body; each connection sends one after another, starting at a place of its own. */
  readonly requests: readonly string[];
  readonly connections: number;
  readonly milliseconds: number;
}
export interface Outcome {
  readonly answers: number;
  readonly bytes: number;
  readonly seconds: number;
  /** Milliseconds that half, and 99 of 100, of the answers took at most. */
  readonly median: number;
  readonly slowest: number;
  readonly fault: string | null;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** The bytes of one whole answer at the start of `held`; 0 while it is not all there. Throws where it is not a 200. */
function answerLength(held: Buffer): number {
  const end = held.indexOf(HEAD_END);
  if (end < 0) return 0;
  const head = held.toString('latin1', 0, end);
  if (!head.startsWith('HTTP/1.1 200')) throw new Error(head.split('\r\n')[0]);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error('an answer without its length');
  const whole = end + HEAD_END.length + Number(length);
  return held.length < whole ? 0 : whole;
}

function run({ port, requests, connections, milliseconds }: Task): Promise<Outcome> {
  const sent = requests.map((text) => Buffer.from(text));
  const took: number[] = [];
  const sockets: Socket[] = [];
  const begun = performance.now();
  const until = begun + milliseconds;
  let bytes = 0;
  let last = begun;
  let open = connections;
  return new Promise((resolve) => {
    const finish = (fault: string | null): void => {
      for (const socket of sockets) socket.destroy();
      took.sort((a, b) => a - b);
      const at = (share: number): number => took[Math.min(took.length - 1, Math.trunc(took.length * share))] ?? 0;
      resolve({ answers: took.length, bytes, seconds: (last - begun) / 1000, median: at(0.5), slowest: at(0.99), fault });
    };
    for (let index = 0; index < connections; index++) {
      let next = Math.trunc((index * sent.length) / connections);
      let asked = 0;
      let parts: Buffer[] = [];
      const socket = connect(port, '127.0.0.1');
      sockets.push(socket);
      const ask = (): void => {
        asked = performance.now();
        socket.write(sent[next++ % sent.length] as Buffer);
      };
      socket.setNoDelay(true);
      socket.on('connect', ask);
      socket.on('error', (error) => finish(error.message));
      socket.on('data', (chunk: Buffer) => {
        parts.push(chunk);
        const held = parts.length === 1 ? chunk : Buffer.concat(parts);
        parts = [held];
        try {
          const length = answerLength(held);
          if (length === 0) return;
          bytes += length;
        } catch (error) {
          finish(String(error));
          return;
        }
        parts = [];
        const now = performance.now();
        took.push(now - asked);
        last = now;
        if (now < until) ask();
        else if (--open === 0) finish(null);
      });
    }
  });
}

process.on('message', (task: Task) => {
  run(task).then(
    (outcome) => process.send?.(outcome),
    () => process.exit(1),
  );
});
