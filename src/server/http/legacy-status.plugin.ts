import type { ApolloServerPlugin, BaseContext } from '@apollo/server';

/** Errors that stop a request before any field is resolved, for which Apollo answers 400. */
const REQUEST_ERRORS = new Set<unknown>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
  'BAD_INPUT',
]);

/**
 * A client that did not ask for application/graphql-response+json gets 200 for a request that was read but could not be
 * run, with the errors in the body: such clients take any other status for a broken network (GraphQL over HTTP, 6.4.1).
 * Clients that did ask keep 400.
 */
export function legacyStatusPlugin<C extends BaseContext>(): ApolloServerPlugin<C> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse({ request, response }) {
          const { body, http } = response;
          if (http.status !== 400 || body.kind !== 'single') return Promise.resolve();
          const asksForStatus = request.http?.headers.get('accept')?.includes('application/graphql-response+json') ?? false;
          if (!asksForStatus && REQUEST_ERRORS.has(body.singleResult.errors?.[0]?.extensions?.['code'])) http.status = 200;
          return Promise.resolve();
        },
      }),
  };
}
