import { randomBytes } from 'node:crypto';
import pino from 'pino';
import type { Role } from '../../src/access/actor';
import { developmentTokens, makeDevelopmentToken, verifyAny } from '../../src/access/tokens';
import type { StatementCounter } from '../../src/database/store';
import { type Hub, type HubOptions, openHub } from '../../src/server/hub';
import { aDatabase } from './database';

export interface Caller {
  /** Asks the graph as this caller; throws where the answer has errors. */
  ask<Data = Record<string, any>>(query: string, variables?: object): Promise<Data>;
  /** The same, errors and all. */
  raw(
    query: string,
    variables?: object,
    headers?: Record<string, string>,
  ): Promise<{ data?: any; errors?: { message: string; extensions: { code: string; field?: string } }[] }>;
}

export interface TestHub {
  readonly hub: Hub;
  readonly url: string;
  readonly databaseUrl: string;
  /** What its tokens are signed with. */
  readonly key: Buffer;
  readonly counter: StatementCounter;
  /** Sets the clock to the middle of a day in England. */
  setDay(day: string): void;
  /** Lets time pass, in milliseconds. */
  pass(time: number): void;
  /** The instant its clock showed last. */
  now(): number;
  as(role: Role, organisation?: string, who?: { name?: string; person?: string }): Promise<Caller>;
  token(role: Role, organisation?: string): Promise<string>;
  anonymous(): Caller;
  stop(): Promise<void>;
}

/** A whole hub on a database of its own, or on that of another that runs beside it, served over HTTP, with a clock that the test sets. */
export async function aHub({
  day = '2025-10-01',
  policyDir = null,
  beside = null,
  ...options
}: { day?: string; policyDir?: string | null; beside?: TestHub | null } & Partial<HubOptions> = {}): Promise<TestHub> {
  const { url: databaseUrl, drop } = beside ? { url: beside.databaseUrl, drop: () => Promise.resolve() } : await aDatabase();
  const key = beside?.key ?? randomBytes(32);
  let now = Date.parse(`${day}T12:00:00Z`);
  const counter = { statements: 0 };
  const hub = await openHub({
    databaseUrl,
    policyDir,
    verify: verifyAny([developmentTokens(key)], () => now),
    production: false,
    logger: pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }),
    clock: { now: () => now++ },
    counter,
    ...options,
  });
  const { url } = await hub.serve(0, '127.0.0.1', null);
  const caller = (token: string | null): Caller => {
    const raw: Caller['raw'] = async (query, variables = {}, headers = {}) => {
      const answer = await fetch(`${url.replace(/\/$/, '')}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'purpose-of-use': 'direct care',
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
      });
      return (await answer.json()) as Awaited<ReturnType<Caller['raw']>>;
    };
    return {
      raw,
      async ask<Data>(query: string, variables?: object): Promise<Data> {
        const { data, errors } = await raw(query, variables);
        if (errors) throw new Error(errors.map(({ message, extensions }) => `${extensions?.code}: ${message}`).join('\n'));
        return data as Data;
      },
    };
  };
  return {
    hub,
    url,
    databaseUrl,
    key,
    counter,
    setDay(next) {
      now = Math.max(now, Date.parse(`${next}T12:00:00Z`));
    },
    pass(time) {
      now += time;
    },
    now: () => now - 1,
    async as(role, organisation = '384', who = {}) {
      return caller(await makeDevelopmentToken(key, { role, organisation, ...who }));
    },
    token: (role, organisation = '384') => makeDevelopmentToken(key, { role, organisation }),
    anonymous: () => caller(null),
    async stop() {
      await hub.stop(1000);
      await drop();
    },
  };
}
