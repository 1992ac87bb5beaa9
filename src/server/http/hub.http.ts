import type { ApolloServer, BaseContext } from '@apollo/server';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { ExplorerPage } from '../explorer/page';
import { failureAnswer, type HttpAnswer, jsonAnswer, SAFE_HEADERS } from './answer';
import { faultOf } from './fault';
import { type ContextRequest, graphqlRoute, type GraphqlRouteOptions } from './graphql.route';
import { RefusedRequest } from './refused.request';
import { RunningRequest } from './running.request';

export interface HttpLimits {
  /** Most bytes that a request's body may have; 1 MiB unless told. */
  readonly bodyBytes?: number;
  /** Milliseconds from a request's headers to its answer; 30 seconds unless told. */
  readonly requestMs?: number;
}

/** What a load balancer is told: whether it may send people here, and each part with what is wrong with it. */
export interface Readiness {
  readonly ready: boolean;
  readonly [part: string]: string | boolean;
}

export interface HttpOptions<C extends BaseContext> {
  /** Built and started; its landing page off. */
  readonly apollo: ApolloServer<C>;
  /** Called once per request that reaches the graph. A HubError is answered with its own code, anything else is masked. */
  readonly contextOf: (request: ContextRequest) => Promise<C>;
  /** Whether the hub can answer about people, and what is wrong where it cannot. */
  readonly ready: () => Promise<Readiness>;
  /** What else whoever watches the hub is told with its readiness, and does not depend on. */
  readonly notes?: () => object;
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
   * Stops: new requests to the graph, and those that wait in sockets, are refused with RETRY_LATER, running ones finish, those still running
   * after `deadlineMs` milliseconds are cut short, then every connection is closed. Health is answered to the end. Asked again with less
   * time, it takes no more than that.
   */
  drain(deadlineMs: number): Promise<void>;
}

interface Route {
  readonly methods: readonly string[];
  readonly answer: (running: RunningRequest) => HttpAnswer | Promise<HttpAnswer>;
}

const READ = ['GET', 'HEAD', 'OPTIONS'];
/** Longer than the idle time of the usual load balancers, so that it is never the hub that closes under a request. */
const KEEP_ALIVE_MS = 65_000;

const timedOut = (id: string, mayHaveChanged: boolean): RefusedRequest =>
  new RefusedRequest(
    504,
    'REQUEST_TIMED_OUT',
    mayHaveChanged
      ? `The hub took too long to answer. A change may or may not have been made: send it again with the same idempotency key. Quote ${id} if it happens again.`
      : `The hub took too long to answer, and has stopped. Nothing was changed: ask for less at a time, or send it again. Quote ${id} if it happens again.`,
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
  /** Open connections, with the bytes that had come when the last request on each of them was answered. */
  const connections = new Map<Socket, number>();
  /** The last request that came on a connection: only its answer may end it, or those behind it are never answered. */
  const newest = new WeakMap<Socket, RunningRequest>();
  let taken = 0;
  let drained: Promise<void> | undefined;
  let onIdle: (() => void) | undefined;
  const cut = Promise.withResolvers<void>();
  const deadlines: NodeJS.Timeout[] = [];

  const graph = graphqlRoute({ ...options, bodyBytes });
  const routes = new Map<string, Route>([
    [
      '/graphql',
      {
        methods: ['GET', 'HEAD', 'POST', 'OPTIONS'],
        answer: (request) => (drained ? refused(request) : graph(request)),
      },
    ],
    ['/health/live', { methods: READ, answer: () => jsonAnswer(200, { status: 'live' }) }],
    ['/health/ready', { methods: READ, answer: readiness }],
  ]);

  async function readiness(): Promise<HttpAnswer> {
    if (drained) return jsonAnswer(503, { status: 'stopping' });
    const found = await ready().catch((error: unknown): Readiness => {
      logger.warn({ err: faultOf(error) }, 'readiness could not be told');
      return { ready: false };
    });
    const told = { ...found, ...options.notes?.() };
    return found.ready ? jsonAnswer(200, { status: 'ready', ...told }) : jsonAnswer(503, { status: 'not ready', ...told });
  }

  /** Once all of it has arrived: an answer that overtakes its request is lost where the connection ends with it. */
  async function refused({ request }: RunningRequest): Promise<HttpAnswer> {
    if (!request.complete)
      await Promise.race([once(request.resume(), 'close').catch(() => undefined), pause(FAREWELL_MS, undefined, { ref: false })]);
    throw stopping();
  }

  const isLast = (request: RunningRequest): boolean => drained !== undefined && newest.get(request.request.socket) === request;

  async function asset(request: RunningRequest): Promise<HttpAnswer> {
    const acceptsGzip = request.request.headers['accept-encoding']?.includes('gzip') ?? false;
    const file = await explorer?.asset(request.path, acceptsGzip);
    return file ? { status: 200, ...file } : noSuchAddress();
  }

  async function answerTo(request: RunningRequest): Promise<HttpAnswer> {
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
    request.cutShort(failureAnswer(hasArrived ? timedOut(id, request.mayHaveChanged) : tooSlow(id), logger), !hasArrived || isLast(request));
  }

  function take(message: IncomingMessage, response: ServerResponse): void {
    const request = new RunningRequest(message, response, requestMs, () => onLate(request));
    running.add(request);
    newest.set(message.socket, request);
    taken++;
    response.once('close', () => {
      running.delete(request);
      if (connections.has(message.socket)) connections.set(message.socket, message.socket.bytesRead);
      if (running.size === 0) onIdle?.();
    });
    answerTo(request)
      .catch((error: unknown) => (request.isAnswered ? undefined : failureAnswer(error, logger)))
      .then((answer) => answer && request.answer(answer, isLast(request)))
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

  server.on('connection', (socket: Socket) => {
    connections.set(socket, 0);
    socket.once('close', () => connections.delete(socket));
  });

  /** Until nothing runs, or no more time is given. */
  async function idle(limit: Promise<unknown>): Promise<void> {
    if (running.size === 0) return;
    await Promise.race([limit, new Promise<void>((resolve) => (onIdle = resolve))]);
  }

  /** Until what had reached this machine has been read: requests that wait in sockets, and connections that nobody took yet. */
  async function quiet(): Promise<void> {
    for (let before = -1, turns = 0; before !== taken && turns < QUIET_TURNS; turns++) {
      before = taken;
      await pause(QUIET_MS);
    }
  }

  /** A connection on which the beginning of a request has come, and no more than that. */
  function refuseHalfHeard(): void {
    const { headers, body } = failureAnswer(stopping(), logger);
    const busy = new Set([...running].map(({ request }) => request.socket));
    for (const [socket, heard] of connections) {
      if (busy.has(socket) || socket.bytesRead <= heard || !socket.writable) continue;
      const lines = Object.entries({ ...SAFE_HEADERS, ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' });
      socket.end(`HTTP/1.1 503 Service Unavailable\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body.toString()}`);
    }
  }

  async function stop(): Promise<void> {
    await quiet();
    await idle(cut.promise);
    await quiet();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    refuseHalfHeard();
    if (running.size > 0) {
      logger.warn({ requests: running.size }, 'requests were still running when the hub stopped');
      for (const request of running) request.cutShort(failureAnswer(stopping(), logger), isLast(request));
      await idle(pause(FAREWELL_MS));
    }
    server.closeAllConnections();
    await closed;
    for (const each of deadlines) clearTimeout(each);
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
    drain(deadlineMs) {
      deadlines.push(setTimeout(cut.resolve, deadlineMs).unref());
      return (drained ??= stop());
    },
  };
}

/** Nothing new for so many milliseconds: what had arrived has been read. */
const QUIET_MS = 20;
/** Callers who never leave off do not hold a stop up. */
const QUIET_TURNS = 25;
/** Milliseconds that last words have to reach their callers. */
const FAREWELL_MS = 250;

const nameOf = (host: string | undefined): string => {
  if (host === undefined || host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
};

function noSuchAddress(): never {
  throw new RefusedRequest(404, 'NO_SUCH_ADDRESS', 'There is nothing at this address. The graph is at /graphql.');
}
