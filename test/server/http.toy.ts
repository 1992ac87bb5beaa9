import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { Writable } from 'node:stream';
import pino, { type Logger } from 'pino';
import type { ContextRequest } from '../../src/server/http/graphql.route';
import { createHttp, type HttpOptions, type HubHttp } from '../../src/server/http/hub.http';
import { legacyStatusPlugin } from '../../src/server/http/legacy-status.plugin';

export interface ToyContext {
  readonly purpose: string | undefined;
  readonly signal: AbortSignal;
}

const typeDefs = `#graphql
  "One stream's part of a toy budget."
  type ToyBudget {
    "Who pays."
    stream: String!
    "Whole pence a year."
    pencePerYear: Int!
  }

  type Query {
    "The streams of a toy pool, in the order they were asked for."
    toyPool(streams: [String!]!): [ToyBudget!]!
    "The Purpose-Of-Use header as it arrived."
    purpose: String
    "Answers when the test lets it, or not at all once nobody waits."
    whenReleased: String
  }
`;

/** A gate that `whenReleased` waits at. It also tells how many wait, and how many were told to stop waiting. */
export class Gate {
  #open: () => void = () => undefined;
  readonly #opened = new Promise<void>((resolve) => (this.#open = resolve));
  #arrived: () => void = () => undefined;
  /** Settles once someone waits. */
  readonly arrived = new Promise<void>((resolve) => (this.#arrived = resolve));
  aborted = 0;

  release(): void {
    this.#open();
  }

  async wait(signal: AbortSignal): Promise<string> {
    const stopped = new Promise<string>((resolve) => {
      signal.addEventListener('abort', () => {
        this.aborted += 1;
        resolve('stopped');
      });
    });
    this.#arrived();
    return Promise.race([stopped, this.#opened.then(() => 'released')]);
  }
}

export function toyApollo(gate = new Gate()): ApolloServer<ToyContext> {
  return new ApolloServer<ToyContext>({
    typeDefs,
    resolvers: {
      Query: {
        toyPool: (_: unknown, { streams }: { streams: string[] }) => streams.map((stream, index) => ({ stream, pencePerYear: 100_000 + index })),
        purpose: (_: unknown, __: unknown, { purpose }: ToyContext) => purpose,
        whenReleased: (_: unknown, __: unknown, { signal }: ToyContext) => gate.wait(signal),
      },
    },
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginLandingPageDisabled(), legacyStatusPlugin()],
  });
}

/** What the hub wrote to its log, one object a line. */
export class LogBook {
  readonly entries: Record<string, unknown>[] = [];
  readonly logger: Logger = pino(
    new Writable({
      write: (line: Buffer, _encoding, done) => {
        this.entries.push(JSON.parse(line.toString()) as Record<string, unknown>);
        done();
      },
    }),
  );
}

export interface Toy {
  readonly http: HubHttp;
  readonly apollo: ApolloServer<ToyContext>;
  readonly url: string;
  readonly port: number;
  readonly gate: Gate;
  readonly log: LogBook;
  stop(): Promise<void>;
}

export const toyContext = ({ headers, signal }: ContextRequest): Promise<ToyContext> =>
  Promise.resolve({ purpose: headers['purpose-of-use']?.toString(), signal });

/** A toy hub that listens on a free port. */
export async function startToy(options: Partial<HttpOptions<ToyContext>> = {}): Promise<Toy> {
  const gate = new Gate();
  const log = new LogBook();
  const apollo = toyApollo(gate);
  await apollo.start();
  const http = createHttp<ToyContext>({
    apollo,
    contextOf: toyContext,
    ready: () => Promise.resolve({ ready: true }),
    explorer: null,
    logger: log.logger,
    ...options,
  });
  const { port, url } = await http.listen(0, '127.0.0.1');
  const stop = async (): Promise<void> => {
    gate.release();
    await http.drain(1_000);
    await apollo.stop();
  };
  return { http, apollo, url, port, gate, log, stop };
}
