import { Unavailable } from '../unavailable';

interface Carrier {
  readonly code?: unknown;
}
function codeOf(error: unknown): string {
  const { code } = (error as { readonly driverError?: Carrier }).driverError ?? (error as Carrier);
  return typeof code === 'string' ? code : '';
}

const REASONS: readonly (readonly [begins: string, reason: string])[] = [
  ['SQLITE_BUSY', 'is held by another program'],
  ['SQLITE_LOCKED', 'is held by another program'],
  ['SQLITE_PROTOCOL', 'is held by another program'],
  ['SQLITE_FULL', 'has no room left'],
  ['SQLITE_READONLY', 'takes no changes: it is read-only'],
  ['SQLITE_IOERR', 'cannot be read or written'],
  ['SQLITE_CANTOPEN', 'cannot be opened'],
  ['SQLITE_NOMEM', 'has no memory left'],
  ['SQLITE_CORRUPT', 'is damaged'],
  ['SQLITE_NOTADB', 'is damaged'],
];

/** What an error of SQLite means, where the file is at fault and not what was asked of it; null otherwise. */
export function sqliteUnavailableBy(error: unknown): Unavailable | null {
  if (error instanceof Unavailable) return error;
  const code = codeOf(error);
  const found = REASONS.find(([begins]) => code.startsWith(begins));
  return found ? new Unavailable(found[1], error) : null;
}

export const isBusy = (error: unknown): boolean => /^SQLITE_(BUSY|LOCKED|PROTOCOL)/.test(codeOf(error));
