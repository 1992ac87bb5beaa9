import type { Logger } from 'pino';
import type { SignIn } from '../access/issuer.keys';
import type { Rations } from '../access/ration';
import type { Verify } from '../access/tokens';
import { ReadRecorder } from '../audit/read-recorder';
import type { SealPlace } from '../audit/seal-place';
import { Sealer } from '../audit/sealer';
import { corrector } from '../budgets/mistakes/corrector';
import { FACT_STATEMENTS, toFacts } from '../budgets/record/person-facts';
import { Publications } from '../dashboards/publications';
import { openStore } from '../database/open-store';
import type { StatementCounter, Store } from '../database/store';
import { Decider } from '../decide/decider';
import { OrganisationDirectory } from '../people/organisations';
import { keepReferenceLists } from '../people/reference';
import { loadPolicies } from '../policy/policies';
import { buildApollo } from './apollo';
import { type Clock, contextOf, type HubParts } from './context';
import type { TrustedDocuments } from './documents/trusted.documents';
import { entities } from './entities';
import type { ExplorerPage } from './explorer/page';
import { CallerAddress } from './http/caller.address';
import { faultOf } from './http/fault';
import { createHttp, type HttpLimits, type HubHttp, type Readiness } from './http/hub.http';
import { QueryGate } from './limits/query.gate';
import { DEFAULT_LIMITS, type QueryLimits } from './limits/query.limits';
import { type RateLimit, RateLimiter } from './limits/rate.limiter';
import { migrations } from './migrations';
import { closeByDefault, inTurns } from './root-field-access';
import { buildHubSchema } from './schema';

export interface HubOptions {
  readonly databaseUrl: string;
  readonly policyDir: string | null;
  readonly verify: Verify;
  /** The directory whose tokens are accepted, where there is one. */
  readonly signIn?: SignIn | null;
  readonly production: boolean;
  readonly logger: Logger;
  readonly clock?: Clock;
  readonly counter?: StatementCounter;
  readonly limits?: HttpLimits;
  readonly queryLimits?: QueryLimits;
  /** Requests a second of one caller; none where it is left out. */
  readonly rate?: RateLimit | null;
  /** The documents that clients may name, and whether no others are answered. */
  readonly documents?: TrustedDocuments;
  /** How often a day a record may be tried to be opened in an emergency. */
  readonly rations?: Rations;
  /** Where seals of the audit trail are kept, how often one is taken, and what they are signed with; none are where it is left out. */
  readonly seals?: { readonly place: SealPlace; readonly everyMs: number; readonly key: Uint8Array | null } | null;
  /** Proxies before the hub whose X-Forwarded-For is believed. */
  readonly trustedProxies?: readonly string[];
}

export interface Hub {
  readonly parts: HubParts;
  /** Begins to serve; the explorer page where one is given. */
  serve(port: number, host: string | null, explorer: ExplorerPage | null): Promise<{ port: number; url: string }>;
  /** Lets running requests finish, then closes the database. */
  stop(deadlineMs?: number): Promise<void>;
}

/** Milliseconds that a caller waits for another program which holds an embedded database. */
const PATIENCE_MS = 4_000;

/** What is wrong, part by part, without names or addresses: whoever asks needs no token. */
async function readiness(store: Store, signIn: SignIn | null): Promise<Readiness> {
  const [fault, directory] = await Promise.all([store.health(), signIn?.health()]);
  return {
    ready: fault === null && (directory?.ready ?? true),
    database: fault ?? 'ok',
    ...(directory ? { directory: directory.fault ?? 'ok' } : {}),
  };
}

/** Opens the database, brings it up to date, loads the policies and puts the graph together. */
export async function openHub(options: HubOptions): Promise<Hub> {
  const { logger, counter = { statements: 0 }, clock = { now: () => Date.now() } } = options;
  // Before the database: what is wrong with a pack leaves nothing behind.
  const policies = loadPolicies({ extraDirectory: options.policyDir ?? undefined });
  const store = await openStore(options.databaseUrl, entities, migrations, counter, {
    patienceMs: PATIENCE_MS,
    tell: (what, error) => logger.warn(error === undefined ? {} : { err: faultOf(error) }, what),
  });
  await keepReferenceLists(store);
  const directory = new OrganisationDirectory(store.reading);
  await directory.load();
  const parts: HubParts = {
    store,
    directory,
    policies,
    decider: new Decider(store, directory, policies, FACT_STATEMENTS, toFacts, options.rations, corrector),
    publications: new Publications(store, directory, policies),
    verify: options.verify,
    clock,
    logger,
  };
  const recorder = new ReadRecorder(store);
  const sealer = options.seals
    ? new Sealer(store.reading, {
        ...options.seals,
        now: () => clock.now(),
        tell: (what, fault) => (fault === null ? logger.info(what) : logger.error({ err: faultOf(fault) }, what)),
      })
    : null;
  const queryLimits = options.queryLimits ?? DEFAULT_LIMITS;
  const rate = options.rate ? new RateLimiter(options.rate) : null;
  const apollo = buildApollo({
    schema: closeByDefault(inTurns(buildHubSchema())),
    recorder,
    limits: queryLimits,
    logger,
    production: options.production,
  });
  await apollo.start();
  let http: HubHttp | null = null;
  return {
    parts,
    async serve(port, host, explorer) {
      sealer?.start();
      http = createHttp({
        apollo,
        contextOf: contextOf(parts, rate),
        gate: new QueryGate(queryLimits),
        callers: new CallerAddress(options.trustedProxies),
        ...(options.documents ? { documents: options.documents } : {}),
        ready: () => readiness(store, options.signIn ?? null),
        ...(sealer ? { notes: () => ({ auditSeals: sealer.state }) } : {}),
        explorer,
        logger,
        ...(options.limits ? { limits: options.limits } : {}),
      });
      return host === null ? http.listen(port) : http.listen(port, host);
    },
    async stop(deadlineMs = 10_000) {
      await http?.drain(deadlineMs);
      await apollo.stop();
      // Where the database has gone, there is nothing left to be kept: what was acknowledged is written.
      await recorder.close().catch((error: unknown) => logger.warn({ err: faultOf(error) }, 'the end of the trail could not be noted'));
      await sealer?.stop();
      await store.close();
    },
  };
}
