import { isIP } from 'node:net';
import { DEFAULT_RATIONS } from './access/ration';
import { addressIn, DEFAULT_DATABASE } from './database/address';
import { CallerAddress } from './server/http/caller.address';
import { DEFAULT_LIMITS } from './server/limits/query.limits';
import { nearest } from './vocabulary/nearest';

/*
 * The only reader of process.env. Every setting, its default and what it means; what is wrong with any of them is told all at once.
 */

type Environment = Readonly<Record<string, string | undefined>>;

/** Where signed tokens come from: a council directory or NHS CIS2. null where none is set up. */
export interface IssuerSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
}

const BILLION = 1_000_000_000;
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];
const DEFAULT_KEY = 'var/dev-token.key';

/** Takes settings out of an environment one by one, and keeps what is wrong with them. */
class Reader {
  readonly faults: string[] = [];
  readonly known = new Set<string>();

  constructor(private readonly environment: Environment) {}

  text(name: string): string | null {
    this.known.add(name);
    const value = this.environment[name]?.trim();
    return value === undefined || value === '' ? null : value;
  }
  whole(name: string, otherwise: number, least: number, most: number): number {
    const value = this.text(name);
    if (value === null) return otherwise;
    const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= most) return number;
    this.faults.push(`${name}="${value}" is not a whole number from ${least} to ${most}. Write one in digits alone.`);
    return otherwise;
  }
  yes(name: string, otherwise: boolean): boolean {
    const value = this.text(name)?.toLowerCase() ?? null;
    if (value === null || value === '1' || value === 'true') return value === null ? otherwise : true;
    if (value !== '0' && value !== 'false') this.faults.push(`${name}="${value}" is neither yes nor no. Write 1 or 0.`);
    return false;
  }
  oneOf(name: string, words: readonly string[], otherwise: string | null): string | null {
    const value = this.text(name);
    if (value === null || words.includes(value)) return value ?? otherwise;
    const meant = words.find((word) => word.startsWith(value.toLowerCase())) ?? nearest(value, words);
    this.faults.push(`${name}="${value}" is none of ${words.join(', ')}.${meant === null ? '' : ` Did you mean ${meant}?`}`);
    return otherwise;
  }
  /** What a check says of a setting, as a fault. */
  tried(check: () => unknown): void {
    try {
      check();
    } catch (error) {
      this.faults.push((error as Error).message);
    }
  }
  /** Settings that are nearly spelt as one of the hub's, which is not set: what was meant to hold would not. */
  misspelt(): void {
    for (const name of Object.keys(this.environment)) {
      if (this.known.has(name) || name.length < 8 || !/^[A-Z][A-Z_]*$/.test(name)) continue;
      const meant = nearest(name, [...this.known], 2);
      if (meant !== null && this.text(meant) === null)
        this.faults.push(`${name} is no setting of the hub. Did you mean ${meant}? Write that, or take ${name} away.`);
    }
  }
}

function webAddress(name: string, value: string): void {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    throw new Error(`${name} is not the address of a web server. Write it whole, such as https://directory.example.org/keys.`);
}

function issuerIn(read: Reader): IssuerSettings | null {
  const given = { TOKEN_ISSUER: read.text('TOKEN_ISSUER'), TOKEN_AUDIENCE: read.text('TOKEN_AUDIENCE'), TOKEN_JWKS_URL: read.text('TOKEN_JWKS_URL') };
  const { TOKEN_ISSUER: issuer, TOKEN_AUDIENCE: audience, TOKEN_JWKS_URL: jwksUrl } = given;
  if (jwksUrl !== null) read.tried(() => webAddress('TOKEN_JWKS_URL', jwksUrl));
  if (issuer !== null && audience !== null && jwksUrl !== null) return { issuer, audience, jwksUrl };
  const missing = Object.entries(given).flatMap(([name, value]) => (value === null ? [name] : []));
  if (missing.length < 3)
    read.faults.push(
      `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing. Set TOKEN_ISSUER, TOKEN_AUDIENCE and TOKEN_JWKS_URL together, or none.`,
    );
  return null;
}

/** Requests a second of one caller. In production there is a limit; elsewhere only where one is set. */
function rateIn(read: Reader, production: boolean): { perSecond: number; burst: number } | null {
  const perSecond = read.whole('RATE_PER_SECOND', production ? 200 : 0, 0, 1_000_000);
  const burst = read.whole('RATE_BURST', 2 * perSecond, perSecond, 10_000_000);
  return perSecond === 0 ? null : { perSecond, burst };
}

function proxiesIn(read: Reader): readonly string[] {
  const proxies = (read.text('TRUSTED_PROXIES') ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  for (const each of proxies) read.tried(() => new CallerAddress([each]));
  return proxies;
}

/** An address to listen on, as it is written: not a web address, and without a port. */
function hostIn(read: Reader): string | null {
  const host = read.text('HOST');
  if (host === null || isIP(host) !== 0 || /^[A-Za-z0-9._-]+$/.test(host)) return host;
  read.faults.push(`HOST="${host}" is no address to listen on. Write one of this machine's, such as 127.0.0.1, without http:// and without a port.`);
  return null;
}

function databaseIn(read: Reader, environment: Environment, production: boolean): string {
  const given = read.text('DATABASE_URL');
  if (given === null && production && environment['DATABASE_URL'] !== undefined)
    read.faults.push('DATABASE_URL is set, and says nothing. Write sqlite:FILE or mysql://user:password@host:port/name, or take it away.');
  if (given !== null) read.tried(() => addressIn(given));
  return given ?? DEFAULT_DATABASE;
}

function sealsIn(read: Reader): { readonly to: string | null; readonly everyMs: number; readonly key: string | null } {
  const to = read.text('AUDIT_SEAL_TO');
  if (to?.includes('://')) read.tried(() => webAddress('AUDIT_SEAL_TO', to));
  return { to, everyMs: read.whole('AUDIT_SEAL_EVERY', 60, 1, 86_400) * 1000, key: read.text('AUDIT_SEAL_KEY') };
}

/** The settings that an environment makes, and everything that is wrong with them, a sentence each. */
export function readSettings(environment: Environment) {
  const read = new Reader(environment);
  const production = read.oneOf('NODE_ENV', ['production', 'development', 'test'], null) === 'production';
  const databaseUrl = databaseIn(read, environment, production);
  const wantsDevTokens = read.yes('DEV_TOKENS', !production && databaseUrl.startsWith('sqlite:'));
  if (production && wantsDevTokens) read.faults.push('DEV_TOKENS=1 does not go with NODE_ENV=production. Take one of the two away.');
  const documents = { file: read.text('TRUSTED_DOCUMENTS'), only: read.yes('TRUSTED_DOCUMENTS_ONLY', false) };
  if (documents.only && documents.file === null)
    read.faults.push('TRUSTED_DOCUMENTS_ONLY needs the manifest of those documents. Set TRUSTED_DOCUMENTS to its file.');
  const devTokenKey = read.text('DEV_TOKEN_KEY');
  const settings = {
    /** PORT: where the hub listens; 0 takes any free port. */
    port: read.whole('PORT', 4000, 0, 65_535),
    /** HOST: the address it listens on; every interface where none is named. */
    host: hostIn(read),
    /** DATABASE_URL: sqlite:FILE, or mysql://user:password@host:port/name. */
    databaseUrl,
    /** SAMPLE_PEOPLE: how many made-up people an empty database is filled with; 0 starts empty, and in production it is 0 unless it is set. */
    samplePeople: read.whole('SAMPLE_PEOPLE', production ? 0 : 2000, 0, 50_000),
    /** POLICY_DIR: a folder of extra policy packs. */
    policyDir: read.text('POLICY_DIR'),
    /** NODE_ENV=production: no development tokens, no introspection, no explorer. */
    production,
    /** DEV_TOKENS=1: accept the tokens of `npm run token`. On by default on the embedded database and nowhere else; never in production. */
    devTokens: !production && wantsDevTokens,
    /** DEV_TOKEN_KEY: the file with the key of development tokens, and whether it is one that the hub may make with its folder. */
    devTokenKey: { file: devTokenKey ?? DEFAULT_KEY, isNamed: devTokenKey !== null },
    /** TOKEN_ISSUER, TOKEN_AUDIENCE, TOKEN_JWKS_URL: whose signed tokens are accepted. */
    issuer: issuerIn(read),
    /** MAX_DEPTH, MAX_COST, MAX_ALIASES, MAX_DIRECTIVES, MAX_ROOT_FIELDS, MAX_TOKENS, MAX_QUERY_LENGTH, MAX_VARIABLES: how much one request may ask for. */
    queryLimits: {
      depth: read.whole('MAX_DEPTH', DEFAULT_LIMITS.depth, 1, 100),
      cost: read.whole('MAX_COST', DEFAULT_LIMITS.cost, 1, BILLION),
      aliases: read.whole('MAX_ALIASES', DEFAULT_LIMITS.aliases, 0, 10_000),
      directives: read.whole('MAX_DIRECTIVES', DEFAULT_LIMITS.directives, 0, 10_000),
      rootFields: read.whole('MAX_ROOT_FIELDS', DEFAULT_LIMITS.rootFields, 1, 10_000),
      tokens: read.whole('MAX_TOKENS', DEFAULT_LIMITS.tokens, 1, 100_000),
      length: read.whole('MAX_QUERY_LENGTH', DEFAULT_LIMITS.length, 1, 1_000_000),
      variables: read.whole('MAX_VARIABLES', DEFAULT_LIMITS.variables, 1, 1_000_000),
    },
    /** TRUSTED_DOCUMENTS: the manifest (`npm run documents`) of documents that clients may name; TRUSTED_DOCUMENTS_ONLY=1: no others are answered. */
    documents,
    /** RATE_PER_SECOND, RATE_BURST: how many requests one token (or, without one, one address) may send; 0 a second: as many as it likes. */
    rate: rateIn(read, production),
    /** EMERGENCIES_PER_CALLER, EMERGENCIES_PER_ORGANISATION: how often a day somebody, and everybody of an organisation, may try to open a record in an emergency. */
    rations: {
      caller: read.whole('EMERGENCIES_PER_CALLER', DEFAULT_RATIONS.caller, 0, 1000),
      organisation: read.whole('EMERGENCIES_PER_ORGANISATION', DEFAULT_RATIONS.organisation, 0, 100_000),
    },
    /** TRUSTED_PROXIES: addresses and networks (10.0.0.0/8), with commas between, of the proxies before the hub whose X-Forwarded-For is believed. */
    trustedProxies: proxiesIn(read),
    /** AUDIT_SEAL_TO: a file or an address outside the database for seals of the audit trail; AUDIT_SEAL_EVERY: seconds between two; AUDIT_SEAL_KEY: the file with the key that signs them. */
    seals: sealsIn(read),
    /** LOG_LEVEL: trace, debug, info, warn, error, fatal or silent. */
    logLevel: read.oneOf('LOG_LEVEL', LEVELS, 'info') ?? 'info',
  } as const;
  read.misspelt();
  return { settings, faults: read.faults as readonly string[] };
}

export type Settings = ReturnType<typeof readSettings>['settings'];

/** Those of this process, and what is wrong with them: a program that goes on looks at both. */
export const { settings, faults: settingsFaults } = readSettings(process.env);
