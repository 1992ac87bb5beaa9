import type { Actor } from '../../access/actor';
import type { Store } from '../../database/store';
import { type Circumstances, PLAIN_ENVELOPE } from '../../mutation/declaration';
import { checkCode, type OrganisationDirectory, unnamed } from '../../people/organisations';
import type { Organisation, OrganisationKind } from '../../person/person.types';
import type { Policies } from '../../policy/policy.types';
import type { Day, Instant } from '../../vocabulary/day';
import { badInput } from '../../vocabulary/refusal';

/** What a load is run with. */
export interface Exchange {
  readonly store: Store;
  readonly directory: OrganisationDirectory;
  readonly policies: Policies;
  readonly actor: Actor;
  readonly now: Instant;
  readonly today: Day;
}

/** Circumstances of one batch, with the organisations that join the hub's list with it. */
export function circumstancesOf(
  { store, directory, policies, actor, now, today }: Exchange,
  after: Instant,
  loadId: number,
): { circumstances: Circumstances; brought: Organisation[] } {
  const brought: Organisation[] = [];
  const find = (kind: OrganisationKind, code: string): Organisation | undefined =>
    directory.find(kind, code) ?? brought.find((each) => each.kind === kind && each.code === code);
  const organisation = (kind: OrganisationKind, given: string, field: string): Organisation => {
    const code = checkCode(kind, given, field);
    const known = find(kind, code);
    if (known) return known;
    if (kind === 'LOCAL_AUTHORITY') throw badInput(field, directory.noCouncil(given));
    const made = unnamed(kind, code, store.ids.take());
    brought.push(made);
    return made;
  };
  return {
    brought,
    circumstances: {
      actor,
      envelope: PLAIN_ENVELOPE,
      today,
      at: Math.max(now, after + 1),
      newId: store.ids.take,
      policies,
      organisation,
      organisationById: (id) => directory.get(id) ?? brought.find((each) => each.id === id) ?? null,
      bodyOf: (body) => directory.inTime(body),
      loadId,
    },
  };
}
