import { Agent, request } from 'node:http';

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** The caller goes before the answer comes. */
  readonly goesAway?: boolean;
  /** More than a hub reads: it may close before all of it was sent. */
  readonly isTooMuch?: boolean;
}
export interface Answer {
  /** -1: the connection broke; -2: the caller went. */
  readonly status: number;
  readonly text: string;
}

/** One caller's connections to a hub on this machine. */
export class Wire {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 32 });
  private readonly at: { hostname: string; port: string };
  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.at = { hostname, port };
  }

  send({ method, path, headers, body, goesAway = false, isTooMuch = false }: Sent): Promise<Answer> {
    return new Promise((resolve) => {
      const asked = request(
        { agent: this.agent, ...this.at, method, path, headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) } },
        (response) => {
          let text = '';
          response
            .setEncoding('utf8')
            .on('data', (part: string) => (text += part))
            .on('end', () => resolve({ status: response.statusCode ?? 0, text }))
            .on('error', () => resolve({ status: -1, text: 'the answer broke off' }));
        },
      );
      asked.on('error', (error) => resolve({ status: goesAway || isTooMuch ? -2 : -1, text: String(error) }));
      asked.end(body, goesAway ? () => setImmediate(() => asked.destroy()) : undefined);
    });
  }
  close(): void {
    this.agent.destroy();
  }
}
