import 'reflect-metadata';
import { userInfo } from 'node:os';
import type { Actor } from '../src/access/actor';
import { openStore } from '../src/database/open-store';
import { mustHoldHub } from '../src/database/there';
import type { Exchange } from '../src/exchange/statements/exchange';
import { OrganisationDirectory } from '../src/people/organisations';
import { keepReferenceLists } from '../src/people/reference';
import { loadPolicies } from '../src/policy/policies';
import { entities } from '../src/server/entities';
import { migrations } from '../src/server/migrations';
import { dayOf, type Instant } from '../src/vocabulary/day';
import { HubError } from '../src/vocabulary/refusal';
import type { Print } from './run-command';

export interface ExchangeSettings {
  readonly databaseUrl: string;
  readonly policyDir: string | null;
}

/** Who runs a command, by their name on this machine; for the council they name, where they name one. */
function actorOf(directory: OrganisationDirectory, authority: string | undefined, name: string): Actor {
  const organisation = authority === undefined ? null : directory.find('LOCAL_AUTHORITY', authority.trim().toUpperCase());
  return {
    subject: `load:${name}`,
    name,
    role: 'INTEGRATION',
    organisation: organisation ?? { id: 0, kind: 'LOCAL_AUTHORITY', code: 'HUB', name: 'the hub itself' },
    personId: null,
  };
}

/** Opens the hub's database for a command and closes it after. Answers with the command's exit code; 2 where it was refused. */
export async function withExchange(
  settings: ExchangeSettings,
  authority: string | undefined,
  print: Print,
  run: (exchange: Exchange) => Promise<number>,
  clock: () => Instant = Date.now,
): Promise<number> {
  try {
    const policies = loadPolicies({ extraDirectory: settings.policyDir ?? undefined });
    await mustHoldHub(settings.databaseUrl, migrations);
    const store = await openStore(settings.databaseUrl, entities, migrations);
    try {
      await keepReferenceLists(store);
      const directory = new OrganisationDirectory(store.reading);
      await directory.load();
      const now = clock();
      return await run({ store, directory, policies, now, today: dayOf(now), actor: actorOf(directory, authority, userInfo().username) });
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    print(error.message);
    return 2;
  }
}
