import { type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { charactersIn, LONGEST_CODE, LONGEST_LINE, unreadableIn } from '../vocabulary/bounds';
import { badInput, HubError } from '../vocabulary/refusal';
import { isRole, type Role } from './actor';
import { IssuerKeys, type SignIn } from './issuer.keys';

/** What a token says of the one who asks, before the organisation is looked up. */
export interface TokenClaims {
  readonly subject: string;
  readonly name: string;
  readonly role: Role;
  /** DfE or ONS code of a council, ODS code of a commissioner, URN of a setting. */
  readonly organisation: string;
  readonly personId: number | null;
}
/** Claims, and until when they hold, in milliseconds. */
export interface VerifiedToken extends TokenClaims {
  readonly expiresAt: number;
}

export type Verify = (token: string) => Promise<VerifiedToken>;

const unauthenticated = (why: string): HubError => new HubError('UNAUTHENTICATED', why, 'Authorization');

/** Who asks goes on record with every look and change: what could not be written there is no name. */
const isUnkept = (claim: string, longest: number): boolean => charactersIn(claim) > longest || unreadableIn(claim, false) !== null;

function claimsOf(payload: JWTPayload): VerifiedToken {
  const { sub, name, role, organisation, person } = payload as JWTPayload & Record<'name' | 'role' | 'organisation' | 'person', unknown>;
  if (typeof sub !== 'string' || sub === '') throw unauthenticated('The token names nobody (sub).');
  if (typeof role !== 'string' || !isRole(role)) throw unauthenticated('The token names no role that the hub knows.');
  if (typeof organisation !== 'string' || organisation === '') throw unauthenticated('The token names no organisation.');
  const called = typeof name === 'string' && name !== '' ? name : sub;
  if (isUnkept(sub, LONGEST_LINE)) throw unauthenticated('The token names somebody (sub) in more, or other, characters than are kept.');
  if (isUnkept(called, LONGEST_LINE)) throw unauthenticated('The token gives a name in more, or other, characters than are kept.');
  if (isUnkept(organisation, LONGEST_CODE)) throw unauthenticated('The token names an organisation in more, or other, characters than a code has.');
  const personId = typeof person === 'string' || typeof person === 'number' ? Number(person) : null;
  return {
    subject: sub,
    name: called,
    role,
    organisation: organisation.trim().toUpperCase(),
    personId: personId !== null && Number.isSafeInteger(personId) ? personId : null,
    expiresAt: (payload.exp ?? 0) * 1000,
  };
}

/** Signed tokens of an issuer, by its published keys: issuer, audience, expiry and algorithm are checked, new keys are picked up. */
export function issuerTokens(
  { issuer, audience, jwksUrl }: { issuer: string; audience: string; jwksUrl: string },
  askAgainMs?: number,
): Verify & SignIn {
  const keys = new IssuerKeys(jwksUrl, askAgainMs);
  const verify: Verify = async (token) => {
    const { payload } = await jwtVerify(token, (header, jws) => keys.keyFor(header, jws), {
      issuer,
      audience,
      algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
      requiredClaims: ['exp', 'sub'],
    });
    return claimsOf(payload);
  };
  return Object.assign(verify, { health: () => keys.health() });
}

const DEV_ISSUER = 'pooled-budget-hub-development';

/** Bytes of a key that is not to be guessed. */
const KEY_BYTES = 32;

/** The file with the key of development tokens. The folder of one that somebody named is not made. */
export interface KeyFile {
  readonly file: string;
  readonly isNamed: boolean;
}

const keyFault = ({ file }: KeyFile, what: string): HubError => badInput('DEV_TOKEN_KEY', `DEV_TOKEN_KEY=${file} ${what}`);

/** The key that is there; null where there is none yet. Makes nothing, and throws BAD_INPUT where none can be read or made. */
export function readDevelopmentKey(where: KeyFile): Uint8Array | null {
  const { file, isNamed } = where;
  const folder = dirname(file);
  if (!existsSync(file)) {
    if (isNamed && !existsSync(folder))
      throw keyFault(where, `is in no folder that there is: ${folder}. Nothing was made. Put the path right, or make the folder.`);
    return null;
  }
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw keyFault(where, `cannot be read (${(error as { code?: string }).code}). Name a file that may be, or one that is not there yet.`);
  }
  if (!/^([0-9A-Fa-f]{2})+$/.test(text) || text.length < 2 * KEY_BYTES)
    throw keyFault(where, `holds no key of ${KEY_BYTES} bytes in hexadecimal. Take the file away, and the next start makes one.`);
  return Buffer.from(text, 'hex');
}

/** The key of development tokens: made on first use, readable by its owner alone. */
export function developmentKey(where: KeyFile): Uint8Array {
  const { file } = where;
  const kept = readDevelopmentKey(where);
  if (kept !== null) return kept;
  const key = randomBytes(KEY_BYTES);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, key.toString('hex'), { mode: 0o600, flag: 'wx' });
    chmodSync(file, 0o600);
    return key;
  } catch (error) {
    const { code } = error as { code?: string };
    const other = code === 'EEXIST' ? readDevelopmentKey(where) : null;
    // Where another process was first, its key is the key.
    if (other !== null) return other;
    throw keyFault(where, `cannot be made (${code}). Name a file that may be written.`);
  }
}

export const developmentTokens =
  (key: Uint8Array): Verify =>
  async (token) => {
    const { payload } = await jwtVerify(token, key, {
      issuer: DEV_ISSUER,
      audience: DEV_ISSUER,
      algorithms: ['HS256'],
      requiredClaims: ['exp', 'sub'],
    });
    return claimsOf(payload);
  };

/** A development token, good for thirty days. One name in one organisation is one human, whatever the role. */
export function makeDevelopmentToken(
  key: Uint8Array,
  who: { role: Role; organisation: string; name?: string | undefined; person?: string | undefined },
): Promise<string> {
  const name = who.name ?? who.role.toLowerCase().replaceAll('_', ' ');
  return new SignJWT({ name, role: who.role, organisation: who.organisation, ...(who.person === undefined ? {} : { person: who.person }) })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(`${who.organisation}:${name}`)
    .setIssuer(DEV_ISSUER)
    .setAudience(DEV_ISSUER)
    .setIssuedAt()
    .setExpirationTime('30d')
    .sign(key);
}

/** Tokens repeat from request to request: what was verified is kept while it lasts, at most so many. */
const KEPT = 1000;
const KEPT_MS = 60_000;

/** Tries each way in turn. What comes out is told the same for every fault: an attacker learns nothing from it. */
export function verifyAny(ways: readonly Verify[], now: () => number): Verify {
  const kept = new Map<string, { claims: VerifiedToken; until: number }>();
  return async (token) => {
    const found = kept.get(token);
    if (found && found.until > now()) return found.claims;
    const unreachable: HubError[] = [];
    for (const way of ways) {
      const claims = await way(token).catch((error: unknown) => {
        if (!(error instanceof HubError)) return null;
        if (error.code !== 'RETRY_LATER') throw error;
        unreachable.push(error);
        return null;
      });
      if (claims) {
        if (kept.size >= KEPT) kept.clear();
        kept.set(token, { claims, until: Math.min(now() + KEPT_MS, claims.expiresAt) });
        return claims;
      }
    }
    // What could not be looked at is not said to be wrong.
    if (unreachable[0]) throw unreachable[0];
    throw unauthenticated('The token is not one that the hub accepts: it may have run out, or come from elsewhere.');
  };
}

/** The token of an Authorization header; null where none was sent. Throws UNAUTHENTICATED for what is no bearer token. */
export function bearer(header: string | undefined): string | null {
  if (header === undefined || header === '') return null;
  const match = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header.trim());
  if (!match?.[1]) throw unauthenticated('The Authorization header is not a bearer token.');
  return match[1];
}
