import { DeadlineError } from '../deadline';
import { Unavailable } from '../unavailable';

interface Carrier {
  readonly code?: unknown;
  readonly errno?: unknown;
  readonly fatal?: unknown;
  readonly message?: unknown;
}

/** The driver's own error, which TypeORM wraps. */
const carrierOf = (error: unknown): Carrier => (error as { driverError?: Carrier }).driverError ?? (error as Carrier);
const errnoOf = (error: unknown): number => {
  const { errno } = carrierOf(error);
  return typeof errno === 'number' ? errno : 0;
};

/** Deadlock, lock wait, snapshot conflict, node not ready: the whole transaction may be tried again. */
const TRY_AGAIN = new Set([1213, 1205, 1020, 1047]);
export const mayBeTriedAgain = (error: unknown): boolean => TRY_AGAIN.has(errnoOf(error));

/** Shutdown, a connection or a statement killed, a connection that the server closed while it was idle. */
const ENDED = new Set([1053, 1927, 1317, 4031]);
const NETWORK = /^(PROTOCOL_|ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_)/;
/** Does nobody know any more what became of the statement, or in what state its connection is? */
export const isLost = (error: unknown): boolean => {
  const { code, fatal } = carrierOf(error);
  return error instanceof Unavailable || error instanceof DeadlineError || fatal === true || NETWORK.test(String(code)) || ENDED.has(errnoOf(error));
};

const REASONS: readonly (readonly [reason: string, numbers: readonly number[]])[] = [
  ['takes no more connections', [1040, 1203, 1226]],
  ['does not let the hub in', [1044, 1045, 1049, 1698]],
  ['is not part of its cluster', [1047]],
  ['takes no changes: it is read-only', [1290, 1792, 1836, 1223]],
  ['has no room left', [1021, 1114, 1030, 1026, 1015, 3]],
  ['has no memory left', [1037, 1038, 1041]],
  ['is too busy', [1213, 1205, 1020]],
];

/** What an error of the driver means, where the database is at fault and not what was asked of it; null otherwise. */
export function mariadbUnavailableBy(error: unknown): Unavailable | null {
  if (error instanceof Unavailable) return error;
  const errno = errnoOf(error);
  const found = REASONS.find(([, numbers]) => numbers.includes(errno));
  if (found) return new Unavailable(found[0], error);
  if (error instanceof DeadlineError) return new Unavailable('does not answer', error);
  if (isLost(error)) return new Unavailable('cannot be reached', error);
  // The pool tells these two by their words alone.
  const words = String(carrierOf(error).message);
  if (words === 'Queue limit reached.') return new Unavailable('is too busy', error);
  return words === 'Pool is closed.' ? new Unavailable('is being closed', error) : null;
}
