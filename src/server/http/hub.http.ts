import type { ApolloServer, BaseContext } from '@apollo/server';
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { ExplorerPage } from '../explorer/page';
import { failureAnswer, jsonAnswer, type Answer } from './answer';
import { faultOf } from './fault';
import { graphqlRoute, type ContextRequest, type GraphqlRouteOptions } from './graphql.route';
import { RefusedRequest } from './refused.request';
import { RunningRequest } from './running.request';

export interface HttpLimits {
  /** Most bytes that a request's body may have; 1 MiB unless told. */
  readonly bodyBytes?: number;
  /** Milliseconds from a request's headers to its answer; 30 seconds unless told. */
  readonly requestMs?: number;
}

export interface HttpOptions<C extends BaseContext> {
  /** Built and started; its landing page off. */
  readonly apollo: ApolloServer<C>;
  /** Called once per request that reaches the graph. A HubError is answered with its own code, anything else is masked. */
  readonly contextOf: (request: ContextRequest) => Promise<C>;
  /** Whether the hub can answer about people: database reached, migrations applied. */
  readonly ready: () => Promise<boolean>;
  readonly explorer: ExplorerPage | null;
  readonly limits?: HttpLimits;
  /** Looks at every query before the graph does. */
  readonly gate?: GraphqlRouteOptions<C>['gate'];
  readonly documents?: GraphqlRouteOptions<C>['documents'];
  readonly callers?: GraphqlRouteOptions<C>['callers'];
  readonly logger: Logger;
}

export interface HubHttp {
  /** Takes requests at `port` (0: any free one) on every interface, or on `host` alone. Rejects where the port is taken. */
  listen(port: number, host?: string): Promise<{ port: number; url: string }>;
  /**
   * Stops: new requests to the graph are refused with RETRY_LATER, running ones finish, those still running after
   * `deadlineMs` milliseconds are cut short, then every connection is closed. Health is answered to the end.
   */
  drain(deadlineMs: number): Promise<void>;
}

interface Route {
  readonly methods: readonly string[];
  readonly answer: (running: RunningRequest) => Answer | Promise<Answer>;
}

const READ = ['GET', 'HEAD', 'OPTIONS'];
/** Longer than the idle time of the usual load balancers, so that it is never the hub that closes under a request. */
const KEEP_ALIVE_MS = 65_000;

const timedOut = (id: string): RefusedRequest =>
  new RefusedRequest(
    504,
    'REQUEST_TIMED_OUT',
    `The hub took too long to answer. A change may or may not have been made: send it again with the same idempotency key. Quote ${id} if it happens again.`,
    {},
    { id },
  );
const tooSlow = (id: string): RefusedRequest =>
  new RefusedRequest(408, 'REQUEST_TOO_SLOW', 'The request took too long to arrive. Send it again.', {}, { id });
const stopping = (): RefusedRequest =>
  new RefusedRequest(503, 'RETRY_LATER', 'This hub is stopping. Send the request again: another one will take it.', {
    'retry-after': '1',
  });

/** The hub's HTTP layer, over node:http alone. */
export function createHttp<C extends BaseContext>(options: HttpOptions<C>): HubHttp {
  const { explorer, logger, ready } = options;
  const { bodyBytes = 1024 * 1024, requestMs = 30_000 } = options.limits ?? {};
  const running = new Set<RunningRequest>();
  let drained: Promise<void> | undefined;
  let onIdle: (() => void) | undefined;

  const graph = graphqlRoute({ ...options, bodyBytes });
  const routes = new Map<string, Route>([
    [
      '/graphql',
      {
        methods: ['GET', 'HEAD', 'POST', 'OPTIONS'],
        answer: (request) => (drained ? Promise.reject(stopping()) : graph(request)),
      },
    ],
    ['/health/live', { methods: READ, answer: () => jsonAnswer(200, { status: 'live' }) }],
    ['/health/ready', { methods: READ, answer: readiness }],
  ]);

  async function readiness(): Promise<Answer> {
    if (drained) return jsonAnswer(503, { status: 'stopping' });
    const isReady = await ready().catch((error: unknown) => {
      logger.warn({ err: faultOf(error) }, 'readiness could not be told');
      return false;
    });
    return isReady ? jsonAnswer(200, { status: 'ready' }) : jsonAnswer(503, { status: 'not ready' });
  }

  async function asset(request: RunningRequest): Promise<Answer> {
    const acceptsGzip = request.request.headers['accept-encoding']?.includes('gzip') ?? false;
    const file = await explorer?.asset(request.path, acceptsGzip);
    return file ? { status: 200, ...file } : noSuchAddress();
  }

  async function answerTo(request: RunningRequest): Promise<Answer> {
    const route = routes.get(request.path) ?? (explorer && request.path.startsWith('/explorer/') ? { methods: READ, answer: asset } : undefined);
    if (!route) return noSuchAddress();
    const { method = '' } = request.request;
    const allow = route.methods.join(', ');
    if (method === 'OPTIONS') return { status: 204, headers: { allow }, body: '' };
    if (!route.methods.includes(method)) throw new RefusedRequest(405, 'METHOD_NOT_ALLOWED', `This address takes ${allow}.`, { allow });
    return route.answer(request);
  }

  function onLate(request: RunningRequest): void {
    if (request.isAnswered) return;
    const hasArrived = request.request.complete;
    const id = randomUUID();
    logger.warn(
      { id, method: request.request.method, path: request.path, requestMs },
      hasArrived ? 'a request ran out of time' : 'a request arrived too slowly',
    );
    request.cutShort(failureAnswer(hasArrived ? timedOut(id) : tooSlow(id), logger), !hasArrived || drained !== undefined);
  }

  function take(message: IncomingMessage, response: ServerResponse): void {
    const request = new RunningRequest(message, response, requestMs, () => onLate(request));
    running.add(request);
    response.once('close', () => {
      running.delete(request);
      if (running.size === 0) onIdle?.();
    });
    answerTo(request)
      .catch((error: unknown) => (request.isAnswered ? undefined : failureAnswer(error, logger)))
      .then((answer) => answer && request.answer(answer, drained !== undefined))
      .catch((error: unknown) => {
        logger.error({ err: faultOf(error) }, 'an answer could not be sent');
        response.destroy();
      });
  }

  // Node's own deadlines guard what has not become a request yet; the timer of a running request comes first.
  const server = createServer(
    {
      keepAlive: true,
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: Math.min(requestMs, 10_000),
      requestTimeout: requestMs + 5_000,
    },
    take,
  );

  const idle = (deadlineMs: number): Promise<void> => {
    if (running.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, deadlineMs);
      onIdle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  };

  async function stop(deadlineMs: number): Promise<void> {
    server.closeIdleConnections();
    await idle(deadlineMs);
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    if (running.size > 0) {
      logger.warn({ requests: running.size }, 'requests were still running when the hub stopped');
      for (const request of running) request.cutShort(failureAnswer(stopping(), logger), true);
      await idle(FAREWELL_MS);
    }
    server.closeAllConnections();
    await closed;
  }

  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen({ port, host }, () => {
          server.off('error', reject);
          const { port: actual } = server.address() as AddressInfo;
          resolve({ port: actual, url: `http://${nameOf(host)}:${actual}` });
        });
      }),
    drain: (deadlineMs) => (drained ??= stop(deadlineMs)),
  };
}

/** Milliseconds that last words have to reach their callers. */
const FAREWELL_MS = 250;

const nameOf = (host: string | undefined): string => {
  if (host === undefined || host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
};

function noSuchAddress(): never {
  throw new RefusedRequest(404, 'NO_SUCH_ADDRESS', 'There is nothing at this address. The graph is at /graphql.');
}
