import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { HubError } from '../../vocabulary/refusal';
import { faultOf, warnOf } from './fault';
import { refusedFor, RefusedRequest } from './refused.request';

/** What goes back: the rest (length, security headers, whether the connection stays open) is added as it is sent. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export const JSON_TYPE = 'application/json; charset=utf-8';

/** On every answer that does not say otherwise. Answers hold personal data: nothing on the way may keep them. */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

export const jsonAnswer = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): HttpAnswer => ({
  status,
  headers: { 'content-type': JSON_TYPE, ...headers },
  body: `${JSON.stringify(value)}\n`,
});

const refusalAnswer = ({ status, code, message, headers, details }: RefusedRequest): HttpAnswer =>
  jsonAnswer(status, { errors: [{ message, extensions: { code, ...details } }] }, headers);

/**
 * The answer to whatever stopped a request, in the graph's own shape. A refusal says what to put right. Anything else is a
 * fault of the hub: its cause goes to the log alone, under an id that the caller is given to quote.
 */
export function failureAnswer(error: unknown, logger: Logger): HttpAnswer {
  if (error instanceof RefusedRequest) return refusalAnswer(error);
  if (error instanceof HubError) {
    warnOf(logger, error);
    return refusalAnswer(refusedFor(error.code, error.message, error.field));
  }
  const id = randomUUID();
  logger.error({ id, err: faultOf(error) }, 'a request failed unexpectedly');
  const message = `Something went wrong in the hub. Nothing you sent was at fault; please quote ${id} when you report it.`;
  return refusalAnswer(new RefusedRequest(500, 'INTERNAL_SERVER_ERROR', message, {}, { id }));
}
