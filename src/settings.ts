import { DEFAULT_RATIONS } from './decide/ration';
import { DEFAULT_LIMITS } from './server/limits/query.limits';
import { badInput } from './vocabulary/refusal';

/*
 * The only reader of process.env. Every setting, its default and what it means.
 */

const text = (name: string): string | null => {
  const value = process.env[name]?.trim();
  return value === undefined || value === '' ? null : value;
};

function whole(name: string, otherwise: number, least: number, most: number): number {
  const value = text(name);
  if (value === null) return otherwise;
  const number = Number(value);
  if (!Number.isInteger(number) || number < least || number > most)
    throw badInput(name, `${name}="${value}" is not a whole number from ${least} to ${most}.`);
  return number;
}

const yes = (name: string, otherwise: boolean): boolean => {
  const value = text(name);
  return value === null ? otherwise : value === '1' || value.toLowerCase() === 'true';
};

/** Where signed tokens come from: a council directory or NHS CIS2. null where none is set up. */
export interface IssuerSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
}

function issuer(): IssuerSettings | null {
  const [name, audience, jwksUrl] = [text('TOKEN_ISSUER'), text('TOKEN_AUDIENCE'), text('TOKEN_JWKS_URL')];
  if (name === null && audience === null && jwksUrl === null) return null;
  if (name === null || audience === null || jwksUrl === null)
    throw badInput('TOKEN_ISSUER', 'TOKEN_ISSUER, TOKEN_AUDIENCE and TOKEN_JWKS_URL are set together.');
  return { issuer: name, audience, jwksUrl };
}

const BILLION = 1_000_000_000;
/** The limits of one request, each under a name of its own. */
const queryLimits = {
  depth: whole('MAX_DEPTH', DEFAULT_LIMITS.depth, 1, 100),
  cost: whole('MAX_COST', DEFAULT_LIMITS.cost, 1, BILLION),
  aliases: whole('MAX_ALIASES', DEFAULT_LIMITS.aliases, 0, 10_000),
  directives: whole('MAX_DIRECTIVES', DEFAULT_LIMITS.directives, 0, 10_000),
  rootFields: whole('MAX_ROOT_FIELDS', DEFAULT_LIMITS.rootFields, 1, 10_000),
  tokens: whole('MAX_TOKENS', DEFAULT_LIMITS.tokens, 1, 100_000),
  length: whole('MAX_QUERY_LENGTH', DEFAULT_LIMITS.length, 1, 1_000_000),
  variables: whole('MAX_VARIABLES', DEFAULT_LIMITS.variables, 1, 1_000_000),
};

/** Requests a second of one caller. In production there is a limit; elsewhere only where one is set. */
function rate(): { perSecond: number; burst: number } | null {
  const perSecond = whole('RATE_PER_SECOND', production ? 200 : 0, 0, 1_000_000);
  const burst = whole('RATE_BURST', 2 * perSecond, perSecond, 10_000_000);
  return perSecond === 0 ? null : { perSecond, burst };
}

const databaseUrl = text('DATABASE_URL') ?? 'sqlite:var/hub.sqlite';
const production = process.env['NODE_ENV'] === 'production';

export const settings = {
  /** PORT: where the hub listens; 0 takes any free port. */
  port: whole('PORT', 4000, 0, 65_535),
  /** HOST: the address it listens on; every interface where none is named. */
  host: text('HOST'),
  /** DATABASE_URL: sqlite:FILE, or mysql://user:password@host:port/name. */
  databaseUrl,
  /** SAMPLE_PEOPLE: how many made-up people an empty database is filled with; 0 starts empty. */
  samplePeople: whole('SAMPLE_PEOPLE', 2000, 0, 50_000),
  /** POLICY_DIR: a folder of extra policy packs. */
  policyDir: text('POLICY_DIR'),
  /** NODE_ENV=production: no development tokens, no introspection, no explorer. */
  production,
  /** DEV_TOKENS=1: accept the tokens of `npm run token`. On by default on the embedded database and nowhere else; never in production. */
  devTokens: !production && yes('DEV_TOKENS', databaseUrl.startsWith('sqlite:')),
  /** DEV_TOKEN_KEY: the file with the key of development tokens. */
  devTokenKey: text('DEV_TOKEN_KEY') ?? 'var/dev-token.key',
  /** TOKEN_ISSUER, TOKEN_AUDIENCE, TOKEN_JWKS_URL: whose signed tokens are accepted. */
  issuer: issuer(),
  /** MAX_DEPTH, MAX_COST, MAX_ALIASES, MAX_DIRECTIVES, MAX_ROOT_FIELDS, MAX_TOKENS, MAX_QUERY_LENGTH, MAX_VARIABLES: how much one request may ask for. */
  queryLimits,
  /** TRUSTED_DOCUMENTS: the manifest (`npm run documents`) of documents that clients may name; TRUSTED_DOCUMENTS_ONLY=1: no others are answered. */
  documents: { file: text('TRUSTED_DOCUMENTS'), only: yes('TRUSTED_DOCUMENTS_ONLY', false) },
  /** RATE_PER_SECOND, RATE_BURST: how many requests one token (or, without one, one address) may send; 0 a second: as many as it likes. */
  rate: rate(),
  /** EMERGENCIES_PER_CALLER, EMERGENCIES_PER_ORGANISATION: how often a day somebody, and everybody of an organisation, may try to open a record in an emergency. */
  rations: {
    caller: whole('EMERGENCIES_PER_CALLER', DEFAULT_RATIONS.caller, 0, 1000),
    organisation: whole('EMERGENCIES_PER_ORGANISATION', DEFAULT_RATIONS.organisation, 0, 100_000),
  },
  /** TRUSTED_PROXIES: addresses and networks (10.0.0.0/8), with commas between, of the proxies before the hub whose X-Forwarded-For is believed. */
  trustedProxies: (text('TRUSTED_PROXIES') ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== ''),
  /** LOG_LEVEL: trace, debug, info, warn, error, fatal or silent. */
  logLevel: text('LOG_LEVEL') ?? 'info',
} as const;
