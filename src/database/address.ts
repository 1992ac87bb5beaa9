import { nearest } from '../vocabulary/nearest';
import { badInput, type HubError } from '../vocabulary/refusal';

/** The embedded database of a newcomer: the one address whose folder is made as well. */
export const DEFAULT_DATABASE = 'sqlite:var/hub.sqlite';

export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}
export type DatabaseAddress = { readonly kind: 'sqlite'; readonly file: string } | ({ readonly kind: 'server' } & ServerAddress);

/** Of an address that was read (`addressIn`). */
export function addressOf(url: string): ServerAddress {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? 3306 : Number(port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
  };
}

const WRITE = 'Write sqlite:FILE or mysql://user:password@host:port/name.';
const refused = (message: string): HubError => badInput('DATABASE_URL', `DATABASE_URL ${message}`);

function fileIn(file: string): string {
  if (file === '') throw refused('names no file. Write sqlite:var/hub.sqlite, or sqlite: and the full path of a file.');
  if (file.startsWith('//')) throw refused('begins with sqlite://, which names no file. Write sqlite:var/hub.sqlite, or sqlite:/full/path.sqlite.');
  if (file.startsWith(':')) throw refused(`names ${file}, which is kept nowhere. Write sqlite: and the path of a file.`);
  return file;
}

function serverIn(url: string): ServerAddress {
  let address: ServerAddress;
  try {
    address = addressOf(url);
  } catch {
    throw refused(
      'is no address of a database. Write mysql://user:password@host:port/name, with signs such as @ : / ? # % in the user or the password as %40 %3A %2F %3F %23 %25.',
    );
  }
  if (address.host === '') throw refused('names no host. Write mysql://user:password@host:port/name.');
  if (address.database === '') throw refused('names no database on the server. Write its name after the host: mysql://user:password@host:port/name.');
  if (address.database.includes('/') || address.database.length > 64)
    throw refused(`names no database: "${address.database}" has a slash in it or more than 64 letters.`);
  return address;
}

/** Where an address leads. Throws BAD_INPUT for what is none, saying what to write and no password. */
export function addressIn(url: string): DatabaseAddress {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(url)?.[1] ?? null;
  if (scheme === 'sqlite') return { kind: 'sqlite', file: fileIn(url.slice('sqlite:'.length)) };
  if ((scheme === 'mysql' || scheme === 'mariadb') && url.startsWith(`${scheme}://`)) return { kind: 'server', ...serverIn(url) };
  if (scheme === null) {
    // What may hold a password is not repeated.
    const path = url.includes('@') ? 'FILE' : url;
    throw refused(`does not say which kind of database it means. Write sqlite:${path}, or mysql://user:password@host:port/name.`);
  }
  const meant = nearest(scheme, ['sqlite', 'mysql', 'mariadb'], 2);
  throw refused(`begins with ${scheme}:, which the hub does not speak.${meant === null ? '' : ` Did you mean ${meant}?`} ${WRITE}`);
}
