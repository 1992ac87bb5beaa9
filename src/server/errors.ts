import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { HubError } from '../vocabulary/refusal';
import { faultOf, warnOf } from './http/fault';
import { mistakenValue } from './mistaken.value';

/** What was thrown, be it by a resolver or where it was found out who asks. */
const thrownIn = (error: unknown): unknown => (error instanceof GraphQLError ? (error.originalError ?? error) : error);

/**
 * Apollo refuses some requests with a status alone. What the graph itself says before anything is resolved (a request error, in the words of
 * its specification) is the caller's: a subscription, more mistakes in the variables than it lists.
 */
function isCallersFault(error: unknown): boolean {
  if (error instanceof GraphQLError && error.originalError === undefined && error.path === undefined) return true;
  const { status } = ((error as { extensions?: { http?: { status?: number } } }).extensions ?? {}).http ?? {};
  return status !== undefined && status >= 400 && status < 500;
}

/** Names of the schema that a misspelling is near to: where the schema is not shown, neither are they. */
const SUGGESTION = / ?Did you mean .*$/s;

/** What a caller is told of an error: a stable code and what to do. What nobody expected is masked, and logged under an id. */
export const errorFormatter =
  (logger: Logger, hidesSchema = false) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const cause = thrownIn(error);
    const place = { ...(formatted.path ? { path: formatted.path } : {}), ...(formatted.locations ? { locations: formatted.locations } : {}) };
    if (cause instanceof HubError) {
      warnOf(logger, cause);
      return { ...place, message: cause.message, extensions: { code: cause.code, ...(cause.field === undefined ? {} : { field: cause.field }) } };
    }
    const code = formatted.extensions?.['code'];
    const shown = (message: string): string => (hidesSchema ? message.replace(SUGGESTION, '') : message);
    const mistaken = mistakenValue(error, code);
    if (mistaken !== null) return { ...place, message: shown(mistaken.message), extensions: { code: 'BAD_INPUT', field: mistaken.field } };
    if (code !== undefined && code !== 'INTERNAL_SERVER_ERROR') return { ...place, message: shown(formatted.message), extensions: { code } };
    if (isCallersFault(error)) return { ...place, message: formatted.message, extensions: { code: 'BAD_REQUEST' } };
    const id = randomUUID();
    logger.error({ id, err: faultOf(cause) }, 'an answer failed');
    return {
      ...place,
      message: `Something went wrong on our side. Quote ${id} if it happens again.`,
      extensions: { code: 'INTERNAL_SERVER_ERROR', id },
    };
  };
