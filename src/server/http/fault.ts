import type { Logger } from 'pino';
import type { HubError } from '../../vocabulary/refusal';

/** What the log is told of a fault: where it happened and of what kind it is, and nothing of what anybody sent or is. */
export interface HttpFault {
  readonly type: string;
  readonly message: string;
  readonly code?: string | number;
  readonly errno?: number;
  /** Where it was thrown, and nothing else that a stack holds. */
  readonly at: readonly string[];
  readonly cause?: HttpFault;
}

const WITHHELD = '(withheld: it may quote a record)';
const FRAMES = 12;
/** A cause of a cause of a cause says nothing new. */
const CAUSES = 3;

type Carrier = Error & { readonly code?: unknown; readonly errno?: unknown; readonly driverError?: unknown };

/** Messages of databases and of parsers quote values: "Duplicate entry '999…'", "Unexpected token J in "Jo Bloggs…"". */
const quotesValues = (error: Carrier): boolean =>
  error instanceof SyntaxError ||
  'sql' in error ||
  'query' in error ||
  'sqlMessage' in error ||
  'driverError' in error ||
  typeof error.errno === 'number' ||
  String(error.code).startsWith('SQLITE');

/** Tells a fault without its values. */
export function faultOf(error: unknown, deep = 0): HttpFault {
  if (!(error instanceof Error)) return { type: typeof error, message: WITHHELD, at: [] };
  const carrier: Carrier = error;
  const { code, errno } = carrier;
  const cause = carrier.driverError ?? carrier.cause;
  return {
    type: error.name,
    message: quotesValues(carrier) ? WITHHELD : error.message,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(typeof errno === 'number' ? { errno } : {}),
    at: (error.stack ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.startsWith('at '))
      .slice(0, FRAMES),
    ...(cause instanceof Error && cause !== error && deep < CAUSES ? { cause: faultOf(cause, deep + 1) } : {}),
  };
}

/** Tells the log what made a caller be told to come again: they are told that alone. */
export function warnOf(logger: Logger, error: HubError): void {
  if (error.cause !== undefined) logger.warn({ code: error.code, err: faultOf(error.cause) }, 'a caller was told to come again');
}
