import type { ApolloServerPlugin, BaseContext, GraphQLResponse } from '@apollo/server';

/** An answer that says RETRY_LATER says when; where it says nothing else, its status says it too, so that proxies and clients that know no graph do so. */
export function comeAgain({ body, http }: GraphQLResponse): void {
  if (body.kind !== 'single') return;
  const { errors, data } = body.singleResult;
  if (!errors?.some(({ extensions }) => extensions?.['code'] === 'RETRY_LATER')) return;
  http.headers.set('retry-after', '1');
  if (Object.values(data ?? {}).every((value) => value === null)) http.status = 503;
}

export const retryLaterPlugin = <C extends BaseContext>(): ApolloServerPlugin<C> => ({
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ response }) {
        comeAgain(response);
        return Promise.resolve();
      },
    }),
});
