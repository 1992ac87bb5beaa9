import type { Logger } from 'pino';
import type { Actor } from '../access/actor';
import { bearer, type Verify } from '../access/tokens';
import { AccessLog } from '../audit/access-log';
import { RequestReader } from '../budgets/caller/request-reader';
import type { PersonFacts } from '../budgets/record/person-facts';
import type { Publications } from '../dashboards/publications';
import { Summaries } from '../dashboards/summaries';
import type { Reading } from '../database/reading';
import type { Store } from '../database/store';
import { Turns } from '../database/turns';
import { whileWaited } from '../database/while-waited';
import type { Decider } from '../decide/decider';
import { type Mutating, Mutations } from '../mutation/mutations';
import { type OrganisationDirectory, UNKNOWN_ORGANISATION, unnamed } from '../people/organisations';
import type { Policies } from '../policy/policy.types';
import { PersonFinder } from '../pool/person.finder';
import { faultIn, line } from '../vocabulary/bounds';
import { type Day, dayOf, type Instant } from '../vocabulary/day';
import { badInput } from '../vocabulary/refusal';
import type { ContextRequest } from './http/graphql.route';
import type { RateLimiter } from './limits/rate.limiter';

/** The hub's clock. Tests set it. */
export interface Clock {
  now(): Instant;
}

export interface HubParts {
  readonly store: Store;
  readonly directory: OrganisationDirectory;
  readonly policies: Policies;
  readonly decider: Decider<PersonFacts>;
  /** What is published to those who are shown nobody, kept from one request to the next. */
  readonly publications: Publications;
  readonly verify: Verify;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What resolvers are given: one a request. */
export class HubContext implements Mutating<PersonFacts> {
  readonly reader: RequestReader;
  readonly mutations: Mutations<PersonFacts>;
  readonly accessLog: AccessLog;
  readonly summaries: Summaries;
  readonly turns: Turns;
  private readonly reading: Reading;
  readonly now: Instant;
  readonly today: Day;

  constructor(
    private readonly parts: HubParts,
    readonly actor: Actor | null,
    purpose: string | null,
    /** Aborted once nobody waits for the answer: nothing more is read for it then, and nothing that is not written yet is kept. */
    signal?: AbortSignal,
    /** Told before a change may be written. */
    onChange: () => void = () => undefined,
  ) {
    const { store, directory, policies, publications, decider, clock, logger } = parts;
    this.turns = new Turns(signal);
    this.reading = whileWaited(store.reading, signal);
    this.now = clock.now();
    this.today = dayOf(this.now);
    const { now, today } = this;
    this.reader = new RequestReader(this.reading, directory, policies, actor, purpose, today, now, this.turns);
    this.mutations = new Mutations(decider, this.reader, { today, now, signal, logger, onChange });
    this.accessLog = new AccessLog(this.reading, this.turns);
    this.summaries = new Summaries(this.reading, directory, policies, publications, today, now, this.turns);
  }

  get policies(): Policies {
    return this.parts.policies;
  }
  get finder(): PersonFinder {
    return new PersonFinder(this.reading, this.parts.directory);
  }
  get organisations(): OrganisationDirectory {
    return this.parts.directory;
  }
  get clock(): { today(): Day } {
    return { today: () => this.today };
  }
}

/** Who asks, by the token, and the organisation it names. */
async function actorOf(parts: HubParts, token: string): Promise<Actor> {
  const { organisation: code, expiresAt: _, ...claims } = await parts.verify(token);
  // A provider or setting whose code happens to be a council's is not that council.
  const own = claims.role === 'PROVIDER' ? 'PROVIDER' : claims.role === 'SETTING_APPROVER' ? 'EDUCATION_SETTING' : null;
  const kind = own ?? 'HEALTH_COMMISSIONER';
  const known = await parts.directory.lookUp(own, code);
  // One that the hub has not met yet has no people, so it matches nobody.
  const organisation = known ?? unnamed(kind, code, UNKNOWN_ORGANISATION);
  const succeeds = parts.directory.succeededBy(organisation, dayOf(parts.clock.now()));
  return { ...claims, organisation: { ...organisation, succeeds } };
}

/** The one who asks, each with a bucket of requests of their own; who cannot be told apart by a token is told by the address. */
async function allowedActor(parts: HubParts, rate: RateLimiter | null, token: string | null, address: string): Promise<Actor | null> {
  const actor =
    token === null
      ? null
      : await actorOf(parts, token).catch((error: unknown) => {
          rate?.take(address);
          throw error;
        });
  rate?.take(actor === null ? address : `${actor.organisation.code} ${actor.subject}`);
  return actor;
}

/** Why the record is used, which goes on record: as long and as readable as envelope.purpose. */
function purposeIn(header: string | string[] | undefined, today: Day): string | null {
  if (typeof header !== 'string' || header.trim() === '') return null;
  const fault = faultIn(header, line(), today);
  if (fault !== null) throw badInput('Purpose-Of-Use', fault);
  return header;
}

export const contextOf =
  (parts: HubParts, rate: RateLimiter | null) =>
  async ({ headers, address, signal, onChange }: ContextRequest): Promise<HubContext> => {
    const actor = await allowedActor(parts, rate, bearer(headers.authorization), address);
    return new HubContext(parts, actor, purposeIn(headers['purpose-of-use'], dayOf(parts.clock.now())), signal, onChange);
  };
