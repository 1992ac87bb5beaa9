import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { QueryCost } from './query.cost';

/** Refuses with QUERY_TOO_LARGE what may come to too much, before anything is resolved: what a query costs hangs on its variables. */
export const costPlugin = <C extends BaseContext>(limit: number): ApolloServerPlugin<C> => ({
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ schema, document, operation, request }) => {
        const cost = operation ? new QueryCost(schema, document, request.variables ?? {}).of(operation) : 0;
        if (cost > limit)
          throw new GraphQLError(
            `The query may cost ${cost}, and ${limit} is allowed. Ask for fewer at a time (first), for fewer lists within lists, or for fewer days and queues in one request.`,
            {
              extensions: { code: 'QUERY_TOO_LARGE', http: { status: 400 } },
            },
          );
        return Promise.resolve();
      },
    }),
});
