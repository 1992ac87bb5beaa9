import 'reflect-metadata';
import { join } from 'node:path';
import pino from 'pino';
import { ROLES, type Role } from './access/actor';
import { developmentKey, developmentTokens, issuerTokens, makeDevelopmentToken, verifyAny } from './access/tokens';
import { fillEmptyHub, SAMPLE_AUTHORITY, SAMPLE_COMMISSIONER } from './sample/fill';
import { explorerPage } from './server/explorer/page';
import { openHub } from './server/hub';
import { Life } from './server/life';
import { figureRemarks, foreseen, lookBeforeStart, remarks } from './server/starting';
import { firstQueries, PURPOSE, someoneToAskFor, tabsOf } from './server/welcome';
import { settings, settingsFaults } from './settings';
import { dayOf } from './vocabulary/day';

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Roles that act for the NHS commissioner; all others act for the council. */
const COMMISSIONED_BY: ReadonlySet<Role> = new Set(['HEALTH_COMMISSIONER']);

async function developmentTokensFor(key: Uint8Array): Promise<Map<Role, string>> {
  const tokens = new Map<Role, string>();
  for (const role of ROLES)
    tokens.set(role, await makeDevelopmentToken(key, { role, organisation: COMMISSIONED_BY.has(role) ? SAMPLE_COMMISSIONER : SAMPLE_AUTHORITY }));
  return tokens;
}

/** What a newcomer needs to begin: the address, a token for each kind of user, three queries. */
function welcome(url: string, tokens: ReadonlyMap<Role, string>, nhsNumber: string | null): void {
  say(`\nPooled Budget Hub is ready at ${url}/graphql (open it in a browser for the explorer).`);
  if (tokens.size === 0) return;
  say('\nDEVELOPMENT TOKENS ARE ACCEPTED HERE: anyone with the key of this machine can sign in. Never use real records like this.');
  say(
    `Send one as "Authorization: Bearer TOKEN", with the header "Purpose-Of-Use: ${PURPOSE}". Others: npm run --silent token -- --role ROLE --organisation CODE`,
  );
  for (const [role, token] of tokens) say(`\n${role}\n  ${token}`);
  if (nhsNumber === null) return;
  say('\nThree queries to paste:');
  for (const { title, role, query } of firstQueries(nhsNumber)) say(`\n# ${title}${role === null ? '' : ` (as ${role})`}\n${query}`);
  say('\nCtrl-C stops it.');
}

/** The log on standard error. What it cannot take, a full disk or a pipe that has gone, is dropped, and never ends the hub. */
function logOn(level: string): pino.Logger {
  const destination = pino.destination({ dest: 2, maxLength: 1_000_000 });
  destination.on('error', () => undefined);
  // A fault is told as faultOf tells it: pino's own form takes away of what kind it is.
  return pino({ level, serializers: { err: (fault: unknown) => fault } }, destination);
}

const complain = (lines: readonly string[]): void => {
  for (const line of lines) process.stderr.write(`The hub could not start: ${line}\n`);
};

let life: Life | null = null;

async function main(): Promise<void> {
  const found = await lookBeforeStart(settings, settingsFaults);
  if (!('there' in found)) {
    complain(found);
    process.exit(1);
  }
  const logger = logOn(settings.logLevel);
  life = new Life(logger, say);
  life.watch();
  const key = settings.devTokens ? developmentKey(settings.devTokenKey) : null;
  const directory = settings.issuer ? issuerTokens(settings.issuer) : null;
  for (const remark of remarks(settings, found.there)) say(remark);
  const hub = await openHub({
    databaseUrl: settings.databaseUrl,
    policyDir: settings.policyDir,
    verify: verifyAny([...(directory ? [directory] : []), ...(key ? [developmentTokens(key)] : [])], () => Date.now()),
    signIn: directory,
    production: settings.production,
    queryLimits: settings.queryLimits,
    rate: settings.rate,
    rations: settings.rations,
    trustedProxies: settings.trustedProxies,
    documents: found.documents,
    seals: found.seals,
    logger,
  });
  for (const remark of figureRemarks(hub.parts.policies, dayOf(Date.now()))) say(remark);
  life.stopBy((deadlineMs) => hub.stop(deadlineMs));
  if (settings.samplePeople > 0) await fillEmptyHub(hub.parts, settings.samplePeople, say);
  const tokens = key === null ? new Map<Role, string>() : await developmentTokensFor(key);
  let nhsNumber: string | null = null;
  const tabs = {
    get tabs() {
      return tabsOf(firstQueries(nhsNumber ?? '9990000018'), tokens);
    },
  };
  const explorer = settings.production ? null : explorerPage(join(__dirname, '..', 'explorer'), tabs);
  const { url } = await hub.serve(settings.port, settings.host, explorer);
  // Asked once it serves, and only where it is shown: a hub does without it.
  if (tokens.size > 0) nhsNumber = await someoneToAskFor(hub.parts.store.reading).catch(() => null);
  welcome(url, tokens, nhsNumber);
}

main().catch((error: unknown) => {
  // What was under way when the hub was told to stop.
  if (life?.isEnding) return;
  complain(foreseen(error, settings) ?? [error instanceof Error ? (error.stack ?? error.message) : String(error)]);
  process.exit(1);
});
