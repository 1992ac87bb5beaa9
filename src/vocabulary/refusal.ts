/**
 * Errors are for broken requests and for what a caller may not do; an expected refusal is a Decision, never one of these.
 * Every error has a stable code that a client may branch on, and names the field to put right where there is one.
 */
export type HubErrorCode =
  | 'BAD_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'PURPOSE_REQUIRED'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'RETRY_LATER'
  | 'RATE_LIMITED'
  | 'ONE_MUTATION_AT_A_TIME'
  | 'QUERY_TOO_LARGE';

export class HubError extends Error {
  constructor(
    readonly code: HubErrorCode,
    message: string,
    /** The argument or column to put right, as the caller wrote it. */
    readonly field?: string,
    /** What it came from: for the log alone. */
    cause?: unknown,
  ) {
    super(message, cause === undefined ? {} : { cause });
    this.name = 'HubError';
  }
}

export const badInput = (field: string, message: string): HubError => new HubError('BAD_INPUT', message, field);
export const notFound = (field: string, message: string): HubError => new HubError('NOT_FOUND', message, field);
/** What is not there, and what the one who asks may not know to be there: the same words for both. */
export const nothingUnder = (field: string, id: number): HubError => notFound(field, `There is nothing here under ${field} "${id}".`);
export const forbidden = (message: string): HubError => new HubError('FORBIDDEN', message);
