import type { Logger } from 'pino';
import type { Verify } from '../access/tokens';
import { ReadRecorder } from '../audit/read-recorder';
import { FACT_STATEMENTS, toFacts } from '../budgets/facts';
import { openStore } from '../database/open-store';
import type { StatementCounter } from '../database/store';
import { Decider } from '../decide/decider';
import { OrganisationDirectory } from '../people/organisations';
import { keepReferenceLists } from '../people/reference';
import { loadPolicies } from '../policy/policies';
import { buildApollo } from './apollo';
import { type Clock, contextOf, type HubParts } from './context';
import { closeByDefault } from './doors';
import type { TrustedDocuments } from './documents/trusted.documents';
import { entities } from './entities';
import type { ExplorerPage } from './explorer/page';
import { CallerAddress } from './http/caller.address';
import { createHttp, type HttpLimits, type HubHttp } from './http/hub.http';
import { QueryGate } from './limits/query.gate';
import { DEFAULT_LIMITS, type QueryLimits } from './limits/query.limits';
import { RateLimiter, type RateLimit } from './limits/rate.limiter';
import { migrations } from './migrations';
import { buildHubSchema } from './schema';

export interface HubOptions {
  readonly databaseUrl: string;
  readonly policyDir: string | null;
  readonly verify: Verify;
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

/** Opens the database, brings it up to date, loads the policies and puts the graph together. */
export async function openHub(options: HubOptions): Promise<Hub> {
  const { logger, counter = { statements: 0 }, clock = { now: () => Date.now() } } = options;
  const store = await openStore(options.databaseUrl, entities, migrations, counter);
  await keepReferenceLists(store);
  const directory = new OrganisationDirectory(store.reading);
  await directory.load();
  const policies = loadPolicies({ extraDirectory: options.policyDir ?? undefined });
  const parts: HubParts = {
    store,
    directory,
    policies,
    decider: new Decider(store, directory, policies, FACT_STATEMENTS, toFacts),
    verify: options.verify,
    clock,
  };
  const recorder = new ReadRecorder(store);
  const queryLimits = options.queryLimits ?? DEFAULT_LIMITS;
  const rate = options.rate ? new RateLimiter(options.rate) : null;
  const apollo = buildApollo({ schema: closeByDefault(buildHubSchema()), recorder, limits: queryLimits, logger, production: options.production });
  await apollo.start();
  let http: HubHttp | null = null;
  return {
    parts,
    async serve(port, host, explorer) {
      http = createHttp({
        apollo,
        contextOf: contextOf(parts, rate),
        gate: new QueryGate(queryLimits),
        callers: new CallerAddress(options.trustedProxies),
        ...(options.documents ? { documents: options.documents } : {}),
        ready: () => store.ready(),
        explorer,
        logger,
        ...(options.limits ? { limits: options.limits } : {}),
      });
      return host === null ? http.listen(port) : http.listen(port, host);
    },
    async stop(deadlineMs = 10_000) {
      await http?.drain(deadlineMs);
      await apollo.stop();
      await recorder.close();
      await store.close();
    },
  };
}
