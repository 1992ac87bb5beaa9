import { type ApolloServer, type BaseContext, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { IncomingHttpHeaders } from 'node:http';
import { type Asked, NO_DOCUMENTS, type TrustedDocuments } from '../documents/trusted.documents';
import type { ExplorerPage } from '../explorer/page';
import type { QueryGate } from '../limits/query.gate';
import type { HttpAnswer } from './answer';
import { CallerAddress } from './caller.address';
import { readJson } from './json.body';
import type { RunningRequest } from './running.request';

/** What a context is made from. Work that outlives `signal` is work nobody waits for. */
export interface ContextRequest {
  readonly headers: IncomingHttpHeaders;
  readonly signal: AbortSignal;
  /** To be told before a change may be written: an answer that comes too late then says so. */
  readonly onChange: () => void;
  /** The caller's own address, or that of the proxy before the hub where it is not a trusted one. */
  readonly address: string;
}

export interface GraphqlRouteOptions<C extends BaseContext> {
  readonly apollo: ApolloServer<C>;
  readonly contextOf: (request: ContextRequest) => Promise<C>;
  readonly explorer: ExplorerPage | null;
  readonly bodyBytes: number;
  /** Looks at a query before the graph does; throws where it is too large. */
  readonly gate?: Pick<QueryGate, 'check'>;
  /** Whose request it is, where proxies stand before the hub. */
  readonly callers?: CallerAddress;
  /** The documents that may be named instead of being sent. */
  readonly documents?: TrustedDocuments;
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

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

function jsonOrNothing(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a request asks, wherever it carries it; other faults are the graph's to explain. */
function asked({ method, body, search }: HTTPGraphQLRequest): Asked & { readonly variables?: unknown } {
  if (method === 'POST') return isObject(body) ? body : {};
  const given = new URLSearchParams(search);
  const text = (name: string): string | undefined => given.get(name) ?? undefined;
  return { query: text('query'), variables: text('variables'), documentId: text('documentId'), extensions: jsonOrNothing(given.get('extensions')) };
}

/** The same request with its document's text in it, as the graph takes it. */
function withText(request: HTTPGraphQLRequest, text: string): HTTPGraphQLRequest {
  const { method, body, search } = request;
  if (method === 'POST') {
    const { documentId: _, extensions, ...rest } = body as Readonly<Record<string, unknown>>;
    const { persistedQuery: __, ...others } = isObject(extensions) ? extensions : {};
    return {
      ...request,
      body: { ...rest, ...(isObject(extensions) ? { extensions: others } : extensions === undefined ? {} : { extensions }), query: text },
    };
  }
  const given = new URLSearchParams(search);
  given.set('query', text);
  given.delete('documentId');
  const extensions = jsonOrNothing(given.get('extensions'));
  if (isObject(extensions)) {
    const { persistedQuery: _, ...others } = extensions;
    given.set('extensions', JSON.stringify(others));
  }
  return { ...request, search: `?${given.toString()}` };
}

/**
 * `/graphql`: the graph for clients, the explorer for a browser's address bar. HEAD is a GET whose body is not sent.
 * What makes the context fail is thrown as it is, so that it is answered with its own status and never with a stack.
 */
export function graphqlRoute<C extends BaseContext>({
  apollo,
  contextOf,
  explorer,
  bodyBytes,
  gate,
  callers = new CallerAddress(),
  documents = NO_DOCUMENTS,
}: GraphqlRouteOptions<C>) {
  return async (running: RunningRequest): Promise<HttpAnswer> => {
    const { request, signal } = running;
    if (explorer && request.method !== 'POST' && running.prefersHtml) return { status: 200, ...explorer.page };
    const sent = await graphRequestOf(running, bodyBytes);
    const asks = asked(sent);
    const text = documents.textOf(asks);
    gate?.check(text, asks.variables);
    const named = text !== undefined && (text !== asks.query || asks.documentId !== undefined || asks.extensions !== undefined);
    const httpGraphQLRequest = named ? withText(sent, text) : sent;
    const failures: unknown[] = [];
    const context = (): Promise<C> =>
      contextOf({
        headers: request.headers,
        signal,
        onChange: () => running.mayChange(),
        address: callers.of(request.socket.remoteAddress, request.headers['x-forwarded-for']),
      }).catch((error: unknown) => {
        failures.push(error);
        // Apollo's own answer is thrown away, and is no fault for the log.
        throw error instanceof GraphQLError ? error : new GraphQLError('The request was refused.', { extensions: { code: 'REFUSED' } });
      });
    const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context });
    // A GraphQLError chose its own status and code, and Apollo has answered with them.
    for (const failure of failures) if (!(failure instanceof GraphQLError)) throw failure;
    if (body.kind !== 'complete') throw new Error('The graph answered in parts, which graphql 16 cannot do.');
    return { status: status ?? 200, headers: Object.fromEntries(headers), body: body.string };
  };
}
