import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import type { Logger } from 'pino';
import type { ReadRecorder } from '../audit/read-recorder';
import type { HubContext } from './context';
import { errorFormatter } from './errors';
import { legacyStatusPlugin } from './http/legacy-status.plugin';
import { comeAgain, retryLaterPlugin } from './http/retry-later.plugin';
import { knownOperationTypes } from './limits/known-operation-types.rule';
import { costPlugin } from './limits/cost.plugin';
import type { QueryLimits } from './limits/query.limits';
import { rootFieldsOf } from './limits/query.shape';

/** One mutation an operation: a second is an error before anything runs, so that a Decision is about one change. */
const oneMutation: ApolloServerPlugin<HubContext> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ document, operation }) => {
        if (operation?.operation === OperationTypeNode.MUTATION && rootFieldsOf(document, operation) > 1)
          throw new GraphQLError('Send one mutation an operation.', { extensions: { code: 'ONE_MUTATION_AT_A_TIME', http: { status: 400 } } });
        return Promise.resolve();
      },
    }),
};

/** What is read for an operation is what it asks for. */
const lookAhead: ApolloServerPlugin<HubContext> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ document, contextValue }) => {
        contextValue.reader.asks(document);
        return Promise.resolve();
      },
    }),
};

type FormatError = ReturnType<typeof errorFormatter>;

/** Every look at a person's record, and every question about many, is written down before the answer leaves; where it cannot be, the answer does not leave. */
const recordReads = (recorder: ReadRecorder, format: FormatError): ApolloServerPlugin<HubContext> => ({
  requestDidStart: () =>
    Promise.resolve({
      async willSendResponse({ contextValue: { reader, summaries, now }, response }) {
        const { actor, looked, purpose } = reader;
        if (!actor) return;
        try {
          await recorder.recordSummaries(summaries.asked, actor, purpose, now);
          if (looked.size > 0) await recorder.record(looked, actor, purpose, now, (id) => reader.inEmergency(id));
        } catch (error) {
          response.body = { kind: 'single', singleResult: { errors: [format({ message: '' }, error)] } };
          response.http.status = 500;
          comeAgain(response);
        }
      },
    }),
});

export interface ApolloParts {
  readonly schema: GraphQLSchema;
  readonly recorder: ReadRecorder;
  readonly limits: QueryLimits;
  readonly logger: Logger;
  readonly production: boolean;
}

export function buildApollo({ schema, recorder, limits, logger, production }: ApolloParts): ApolloServer<HubContext> {
  const format = errorFormatter(logger, production);
  return new ApolloServer<HubContext>({
    schema,
    introspection: !production,
    hideSchemaDetailsFromClientErrors: production,
    allowBatchedHttpRequests: false,
    // No request may put a document on record: those that are known by an id come from a manifest (documents/trusted.documents.ts).
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: format,
    validationRules: [knownOperationTypes],
    logger,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      legacyStatusPlugin<HubContext>(),
      costPlugin<HubContext>(limits.cost),
      oneMutation,
      lookAhead,
      recordReads(recorder, format),
      retryLaterPlugin<HubContext>(),
    ],
  });
}
