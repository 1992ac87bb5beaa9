import { createServer } from 'node:net';
import { readDevelopmentKey } from '../access/tokens';
import { sealKey } from '../audit/seal-key';
import { lookAtSealPlace, type SealPlace, sealPlace } from '../audit/seal-place';
import { lookAt, type There } from '../database/there';
import { FINANCIAL_FIGURES } from '../policy/pack.types';
import { loadPolicies, NATIONAL_PACK, PackFaults } from '../policy/policies';
import type { Policies } from '../policy/policy.types';
import type { Settings } from '../settings';
import type { Day } from '../vocabulary/day';
import { HubError } from '../vocabulary/refusal';
import { TrustedDocuments } from './documents/trusted.documents';
import { migrations } from './migrations';

/** What a start found to be in order before it opened or made anything. */
export interface Found {
  readonly there: There;
  readonly documents: TrustedDocuments;
  readonly seals: { readonly place: SealPlace; readonly everyMs: number; readonly key: Uint8Array | null } | null;
}

/** A fault that a start can foresee, in a line each that names the setting and what to write; null for any other. */
export function foreseen(error: unknown, { port, host, policyDir }: Pick<Settings, 'port' | 'host' | 'policyDir'>): readonly string[] | null {
  if (error instanceof HubError) return [error.message];
  if (error instanceof PackFaults) return policyDir === null ? error.faults : error.faults.map((fault) => `POLICY_DIR: ${fault}`);
  const { code, syscall } = error as { code?: string; syscall?: string };
  if (syscall !== 'listen' && syscall !== 'getaddrinfo' && syscall !== 'bind') return null;
  if (code === 'EADDRINUSE') return [`PORT=${port} is taken: another program listens there. Stop that one, or set PORT to another.`];
  if (code === 'EACCES') return [`PORT=${port} may not be listened on by the user that runs this. Set PORT to one above 1023.`];
  return [`HOST=${host} is no address of this machine (${code}). Set HOST to one that is, such as 127.0.0.1, or leave it out.`];
}

/** May the hub listen there? Asked before a database is opened, and made, for nothing. */
const listens = ({ port, host }: Settings): Promise<void> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: host ?? undefined }, () => server.close(() => resolve()));
  });

/**
 * Looks at everything that a start needs, and makes nothing: what it found, or every fault at once. `faults` are those of the settings
 * themselves, which stand for what they would have said.
 */
export async function lookBeforeStart(settings: Settings, faults: readonly string[]): Promise<Found | readonly string[]> {
  if (!('Temporal' in globalThis)) return [`Node.js ${process.version} is older than the hub needs. npm start runs it with its own.`];
  const { policyDir, devTokens, devTokenKey, seals } = settings;
  const told = new Set(faults);
  const tried = async <T>(check: () => T | Promise<T>): Promise<T | null> => {
    try {
      return await check();
    } catch (error) {
      const lines = foreseen(error, settings);
      if (lines === null) throw error;
      for (const line of lines) told.add(line);
      return null;
    }
  };
  await tried(() => listens(settings));
  const there = await tried(() => lookAt(settings.databaseUrl, migrations));
  // They are read again as the hub is put together: those that come with it are not the caller's to put right.
  if (policyDir !== null) await tried(() => loadPolicies({ extraDirectory: policyDir }));
  const documents = await tried(() => TrustedDocuments.open(settings.documents));
  if (devTokens) await tried(() => readDevelopmentKey(devTokenKey));
  const key = await tried(() => sealKey(seals.key));
  const { to: sealTo } = seals;
  if (sealTo !== null) await tried(() => lookAtSealPlace(sealTo));
  if (told.size > 0 || there === null || documents === null) return [...told];
  return { there, documents, seals: sealTo === null ? null : { place: sealPlace(sealTo), everyMs: seals.everyMs, key } };
}

/** What whoever starts a hub is to know of it, a sentence each: what was made, who can sign in, what is not kept. */
export function remarks({ production, samplePeople, issuer, devTokens, seals }: Settings, { holds, name, beside }: There): readonly string[] {
  return [
    ...(holds === 'NOTHING'
      ? [
          `A new database is made: ${name}.${beside === null ? '' : ` Beside it is ${beside}: if that is the one you mean, stop the hub, take the new file away and put DATABASE_URL right.`}`,
        ]
      : []),
    ...(holds === 'EMPTY' ? [`The empty database ${name} is made the hub's.`] : []),
    ...(production && samplePeople > 0
      ? [
          `SAMPLE_PEOPLE=${samplePeople} IN PRODUCTION: a database without people is filled with ${samplePeople} MADE-UP PEOPLE. Leave it out to have none.`,
        ]
      : []),
    ...(issuer === null && !devTokens
      ? ['NOBODY CAN SIGN IN: no tokens are accepted. Set TOKEN_ISSUER, TOKEN_AUDIENCE and TOKEN_JWKS_URL to those of your directory.']
      : []),
    ...(production && seals.to === null
      ? [
          'NO SEALS of the audit trail are kept outside the database: its end could be cut off unnoticed. Set AUDIT_SEAL_TO to a file or an address elsewhere.',
        ]
      : []),
  ];
}

/** So many days before its last a figure is told of. */
const FIGURES_AHEAD = 60;

/** Which figures of today are missing, so that what needs them is refused, and which end soon: a sentence each, pack by pack. */
export function figureRemarks(policies: Pick<Policies, 'figuresDue'>, today: Day): readonly string[] {
  const due = policies.figuresDue(today, FIGURES_AHEAD);
  const named = (those: typeof due): string => those.map(({ figure }) => FINANCIAL_FIGURES[figure]).join(', ');
  return [...Map.groupBy(due, ({ policy }) => policy.name)].flatMap(([name, ofPack]) => {
    const missing = ofPack.filter((each) => each.missing);
    const ending = [
      ...Map.groupBy(
        ofPack.filter((each) => !each.missing),
        ({ lastDay }) => lastDay,
      ),
    ];
    const what = name === NATIONAL_PACK ? "the nation's figures (pack england)" : `the figures of the pack ${name}`;
    return [
      ...(missing.length > 0
        ? [`FIGURES MISSING: of ${what} these are not held on ${today}, and what needs them is refused: ${named(missing)}.`]
        : []),
      ...ending.map(
        ([day, those]) =>
          `FIGURES ENDING: of ${what} these end on ${day}: ${named(those)}.${name === NATIONAL_PACK ? ' npm run policy -- next-year drafts the next year.' : ''}`,
      ),
    ];
  });
}
