import type { HubErrorCode } from '../../vocabulary/refusal';

/** Codes of refusals that the HTTP layer makes before the graph is asked. Stable: a client may branch on them. */
export type HttpErrorCode =
  | 'BAD_REQUEST'
  | 'NO_SUCH_ADDRESS'
  | 'METHOD_NOT_ALLOWED'
  | 'BODY_TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'DOCUMENT_NOT_TRUSTED'
  | 'PERSISTED_QUERY_NOT_FOUND'
  | 'REQUEST_TOO_SLOW'
  | 'REQUEST_TIMED_OUT'
  | 'RETRY_LATER'
  | 'INTERNAL_SERVER_ERROR';

/** A request that is turned away, with what would put it right. Its message is for the caller; it never holds a cause. */
export class RefusedRequest extends Error {
  constructor(
    readonly status: number,
    readonly code: HttpErrorCode | HubErrorCode,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
    /** What a client or a person at the telephone may quote: the argument to put right, or the id that the log holds too. */
    readonly details: Readonly<{ field?: string; id?: string }> = {},
  ) {
    super(message);
    this.name = 'RefusedRequest';
  }
}

/** The statuses of errors that end a request before any field is resolved; every other code is the caller's to put right. */
const STATUS: Partial<Record<HubErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  PURPOSE_REQUIRED: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  QUERY_TOO_LARGE: 413,
  RETRY_LATER: 503,
  RATE_LIMITED: 429,
};

const HEADERS: Partial<Record<HubErrorCode, Readonly<Record<string, string>>>> = {
  UNAUTHENTICATED: { 'www-authenticate': 'Bearer' },
  RETRY_LATER: { 'retry-after': '1' },
  RATE_LIMITED: { 'retry-after': '1' },
};

export const refusedFor = (code: HubErrorCode, message: string, field?: string): RefusedRequest =>
  new RefusedRequest(STATUS[code] ?? 400, code, message, HEADERS[code], field === undefined ? {} : { field });
