import { HeaderMap, type ApolloServer, type BaseContext, type HTTPGraphQLRequest } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { IncomingHttpHeaders } from 'node:http';
import type { ExplorerPage } from '../explorer/page';
import type { Answer } from './answer';
import { readJson } from './json.body';
import type { RunningRequest } from './running.request';
import type { QueryGate } from '../limits/query.gate';

/** What a context is made from. Work that outlives `signal` is work nobody waits for. */
export interface ContextRequest {
  readonly headers: IncomingHttpHeaders;
  readonly signal: AbortSignal;
  /** Where the connection comes from: the caller's own address, or that of the proxy before the hub. */
  readonly address: string;
}

export interface GraphqlRouteOptions<C extends BaseContext> {
  readonly apollo: ApolloServer<C>;
  readonly contextOf: (request: ContextRequest) => Promise<C>;
  readonly explorer: ExplorerPage | null;
  readonly bodyBytes: number;
  /** Looks at a query before the graph does; throws where it is too large. */
  readonly gate?: Pick<QueryGate, 'check'>;
}

function headerMapOf(headers: IncomingHttpHeaders): HeaderMap {
  const map = new HeaderMap();
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) map.set(name, typeof value === 'string' ? value : value.join(', '));
  }
  return map;
}

async function graphRequestOf({ request, search }: RunningRequest, bodyBytes: number): Promise<HTTPGraphQLRequest> {
  const isPost = request.method === 'POST';
  return {
    method: isPost ? 'POST' : 'GET',
    headers: headerMapOf(request.headers),
    search,
    body: isPost ? await readJson(request, bodyBytes) : undefined,
  };
}

/** The query and the variables of a request, wherever it carries them; other faults are the graph's to explain. */
function asked({ method, body, search }: HTTPGraphQLRequest): { readonly query?: unknown; readonly variables?: unknown } {
  if (method === 'POST') return typeof body === 'object' && body !== null ? body : {};
  const given = new URLSearchParams(search);
  return { query: given.get('query'), variables: given.get('variables') };
}

/**
 * `/graphql`: the graph for clients, the explorer for a browser's address bar. HEAD is a GET whose body is not sent.
 * What makes the context fail is thrown as it is, so that it is answered with its own status and never with a stack.
 */
export function graphqlRoute<C extends BaseContext>({ apollo, contextOf, explorer, bodyBytes, gate }: GraphqlRouteOptions<C>) {
  return async (running: RunningRequest): Promise<Answer> => {
    const { request, signal } = running;
    if (explorer && request.method !== 'POST' && running.prefersHtml) return { status: 200, ...explorer.page };
    const httpGraphQLRequest = await graphRequestOf(running, bodyBytes);
    const { query, variables } = asked(httpGraphQLRequest);
    gate?.check(query, variables);
    const failures: unknown[] = [];
    const context = (): Promise<C> =>
      contextOf({ headers: request.headers, signal, address: request.socket.remoteAddress ?? '' }).catch((error: unknown) => {
        failures.push(error);
        throw error;
      });
    const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context });
    // A GraphQLError chose its own status and code, and Apollo has answered with them.
    for (const failure of failures) if (!(failure instanceof GraphQLError)) throw failure;
    if (body.kind !== 'complete') throw new Error('The graph answered in parts, which graphql 16 cannot do.');
    return { status: status ?? 200, headers: Object.fromEntries(headers), body: body.string };
  };
}
