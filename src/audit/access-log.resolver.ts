import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { whole } from '../vocabulary/bounds';
import { Within } from '../vocabulary/bounds.graph';
import type { Actor } from '../access/actor';
import { signedIn } from '../access/guard';
import type { Standing } from '../access/relation';
import { PersonView } from '../people/person.graph';
import { forbidden } from '../vocabulary/refusal';
import { AccessEventConnectionView, type AccessEventView } from './access-event.graph';
import { type AccessLog, MOST_EVENTS, cursorOf, type LoggedEvent } from './access-log';

export interface AccessLogContext {
  readonly accessLog: AccessLog;
  readonly reader: { readonly actor: Actor | null; standing(id: number): Promise<Standing>; readsLog(id: number): Promise<boolean> };
}

/** Looks, and emergencies, which those who oversee the service review: told in full, whoever it was. */
const NO_CHANGE: readonly string[] = ['READ', 'EMERGENCY', 'EMERGENCY_READ'];

/** What another organisation changed is not told to a worker, only that it did: it may be a budget that they are not shown. */
function shownTo(actor: Actor, standing: Standing, { at, who, role, organisation, purpose, action: done }: LoggedEvent): AccessEventView {
  const action = done === 'openEmergencyAccess' ? 'EMERGENCY' : done;
  const event = { at, who, role, organisation, purpose, action };
  const ownRecord = standing === 'SELF' || standing === 'FAMILY';
  if (ownRecord || NO_CHANGE.includes(action) || organisation.startsWith(`${actor.organisation.code} `)) return event;
  return { ...event, purpose: null, action: 'CHANGE' };
}

@Resolver(() => PersonView)
export class AccessLogResolver {
  @FieldResolver(() => AccessEventConnectionView, {
    description:
      'Who has looked at or changed this record, newest first, by the names they had then; at most 100 a page. For the person, a parent or representative who is shown all of it, an auditor and a service manager.',
  })
  async accessLog(
    @Root() { person }: PersonView,
    @Ctx() { accessLog, reader }: AccessLogContext,
    @Arg('first', () => Int, { defaultValue: 50 }) @Within(whole(1, MOST_EVENTS)) first: number,
    @Arg('after', () => String, { nullable: true }) after?: string,
  ): Promise<AccessEventConnectionView> {
    const actor = signedIn(reader.actor);
    const standing = await reader.standing(person.id);
    if (!(await reader.readsLog(person.id)))
      throw forbidden(
        `A ${actor.role} is not shown who was at this record: the person, a parent or representative who is shown all of it, an auditor and a service manager are.`,
      );
    const { events, hasNext } = await accessLog.page(person.id, first, after ?? null);
    const edges = events.map((event) => ({ node: shownTo(actor, standing, event), cursor: cursorOf(event) }));
    return {
      edges,
      pageInfo: {
        hasNextPage: hasNext,
        hasPreviousPage: (after ?? null) !== null,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      },
    };
  }
}
