import { resolve } from 'node:path';
import type { DatabaseAddress } from './address';

type Carrier = { readonly code?: unknown; readonly sqlMessage?: unknown; readonly driverError?: unknown; readonly errors?: readonly unknown[] };

const codeOf = (error: unknown): string => {
  const { code, driverError, errors } = (error ?? {}) as Carrier;
  if (typeof code === 'string') return code;
  if (driverError !== undefined) return codeOf(driverError);
  return errors?.[0] === undefined ? '' : codeOf(errors[0]);
};

/** A database by its name, without user or password. */
export const nameOf = (address: DatabaseAddress): string =>
  address.kind === 'sqlite' ? resolve(address.file) : `"${address.database}" on ${address.host}:${address.port}`;

const ofFile = (file: string, code: string): string | null => {
  if (code.startsWith('SQLITE_NOTADB')) return `${file} is not a database of SQLite. Name another file.`;
  if (code.startsWith('SQLITE_CORRUPT')) return `${file} is damaged. Put back a copy that is whole.`;
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code === 'SQLITE_PERM' || code === 'EACCES' || code === 'EPERM')
    return `${file} may not be written by the user that runs this. The hub writes to the file, and to files beside it.`;
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC') return `The disk with ${file} is full. Make room.`;
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return `${file} is held by another program. Stop that, and try again.`;
  if (code.startsWith('SQLITE_IOERR')) return `${file} cannot be read or written: the disk reports a fault (${code}).`;
  return null;
};

const DENIED = new Set([
  'ER_TABLEACCESS_DENIED_ERROR',
  'ER_DBACCESS_DENIED_ERROR',
  'ER_COLUMNACCESS_DENIED_ERROR',
  'ER_SPECIFIC_ACCESS_DENIED_ERROR',
]);
const NO_ANSWER = new Set(['ECONNREFUSED', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNRESET', 'PROTOCOL_CONNECTION_LOST', 'EPIPE']);
const NOT_A_SERVER = new Set([
  'PROTOCOL_PACKETS_OUT_OF_ORDER',
  'HANDSHAKE_NO_SSL_SUPPORT',
  'HANDSHAKE_UNKNOWN_ERROR',
  'PROTOCOL_UNEXPECTED_PACKET',
  'PROTOCOL_SEQUENCE_TIMEOUT',
]);

const ofServer = ({ host, port, user, database }: Extract<DatabaseAddress, { kind: 'server' }>, code: string): string | null => {
  const server = `${host}:${port}`;
  if (NO_ANSWER.has(code)) return `No database server answers at ${server} (${code}). Start it, or put the host and port right.`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `There is no machine named ${host} to be found (${code}). Put the host right.`;
  if (NOT_A_SERVER.has(code)) return `What answers at ${server} is neither MariaDB nor MySQL. Put the port right.`;
  if (code.startsWith('ER_ACCESS_DENIED')) return `The server at ${server} does not let "${user}" in. Put the user and the password right.`;
  if (DENIED.has(code))
    return `"${user}" may not do all that the hub does in the database "${database}" on ${server}. Let an administrator run: GRANT ALL ON \`${database}\`.* TO that user.`;
  if (code === 'ER_BAD_DB_ERROR')
    return `There is no database "${database}" on ${server}. Nothing was made. Put the name right, or make it: CREATE DATABASE \`${database}\` CHARACTER SET utf8mb4.`;
  if (code === 'ER_CON_COUNT_ERROR' || code === 'ER_TOO_MANY_USER_CONNECTIONS')
    return `The server at ${server} takes no more connections. Try again, or allow it more.`;
  if (code === 'ER_HOST_NOT_PRIVILEGED' || code === 'ER_HOST_IS_BLOCKED') return `The server at ${server} takes no connections from this machine.`;
  if (code === 'ER_OPTION_PREVENTS_STATEMENT') return `The server at ${server} is read-only. Name one that may be written.`;
  return null;
};

/** A fault that a database reports of itself, as a sentence; null for one that is nobody's to foresee. */
export function databaseFault(error: unknown, address: DatabaseAddress): string | null {
  const code = codeOf(error);
  if (address.kind === 'sqlite') return ofFile(resolve(address.file), code);
  if (error instanceof Error && error.name === 'DeadlineError') return ofServer(address, 'ETIMEDOUT');
  return ofServer(address, code);
}
