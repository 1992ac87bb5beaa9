import type { ApolloServerPlugin, BaseContext, GraphQLResponse } from '@apollo/server';

/** Is there nothing in it but what was withheld? A page of which only the count was asked, and failed, says as little as no page. */
const saysNothing = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'object' && !Array.isArray(value) && Object.values(value).every(saysNothing));

/** An answer that says RETRY_LATER says when; where it says nothing else, its status says it too, so that proxies and clients that know no graph do so. */
export function comeAgain({ body, http }: GraphQLResponse): void {
  if (body.kind !== 'single') return;
  const { errors, data } = body.singleResult;
  if (!errors?.some(({ extensions }) => extensions?.['code'] === 'RETRY_LATER')) return;
  http.headers.set('retry-after', '1');
  if (saysNothing(data)) http.status = 503;
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
