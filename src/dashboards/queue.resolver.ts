import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { signedIn, statedPurpose } from '../access/guard';
import type { RequestReader } from '../budgets/caller/request-reader';
import type { Budget } from '../budgets/record/budget.loader';
import type { PersonFacts } from '../budgets/record/person-facts';
import { stateOn } from '../budgets/record/revisions';
import { StreamBudgetView } from '../budgets/standing/stream-budget.graph';
import type { Policies } from '../policy/policy.types';
import type { PersonFinder } from '../pool/person.finder';
import { PoolFilter } from '../pool/pool.resolver';
import { whole } from '../vocabulary/bounds';
import { Within } from '../vocabulary/bounds.graph';
import type { Day } from '../vocabulary/day';
import { HubError } from '../vocabulary/refusal';
import { QueueItemView, QueueKindEnum } from './queue.graph';
import { QUEUE_KINDS, type QueueKind, type Task } from './task';
import { MOST_IN_A_QUEUE, workQueue } from './work-queue';

interface QueueContext {
  readonly reader: RequestReader;
  readonly finder: PersonFinder;
  readonly policies: Policies;
}

/** Every kind once: a queue looks through an area, which a query's cost does not tell. */
const MOST_IN_A_REQUEST = QUEUE_KINDS.length;
const asked = new WeakMap<RequestReader, number>();
function oneMore(reader: RequestReader): void {
  const queues = (asked.get(reader) ?? 0) + 1;
  if (queues > MOST_IN_A_REQUEST)
    throw new HubError('QUERY_TOO_LARGE', `A request asks for at most ${MOST_IN_A_REQUEST} work queues: each kind once.`);
  asked.set(reader, queues);
}

@Resolver()
export class QueueResolver {
  @Query(() => [QueueItemView], {
    description:
      'What waits for a worker, most overdue first, at most 100, and at most nine queues in a request: of the people whom the same filter finds for `pooledBudgets`; where it names a stream, what is about that stream; on its day, or today. Only about budgets that the reader sees in full; a funder that is to be heard on a cut of another is told so.',
  })
  async workQueue(
    @Ctx() { reader, finder, policies }: QueueContext,
    @Arg('kind', () => QueueKindEnum) kind: QueueKind,
    @Arg('filter', () => PoolFilter, { nullable: true }) filter?: PoolFilter | null,
    @Arg('first', () => Int, { defaultValue: 50 }) @Within(whole(1, MOST_IN_A_QUEUE)) first = 50,
  ): Promise<QueueItemView[]> {
    signedIn(reader.actor);
    statedPurpose(reader.purpose);
    oneMore(reader);
    const tasks = await workQueue({ reader, finder, policies }, { kind, filter: filter ?? {}, first });
    const items = await Promise.all(tasks.map((task) => itemOf(task, reader)));
    return items.filter((item) => item !== null);
  }
}

/** A task as it is shown; that its person was looked at goes on record. */
async function itemOf(task: Task, reader: RequestReader): Promise<QueueItemView | null> {
  const [person, facts] = await Promise.all([reader.person(task.personId), reader.facts(task.personId)]);
  if (!person || !facts) return null;
  const budget = facts.budgets.find(({ id }) => id === task.budgetId);
  return new QueueItemView(task, person, budget ? viewOf(budget, facts, task.shownOn, reader) : null);
}

function viewOf(budget: Budget, facts: PersonFacts, on: Day, reader: RequestReader): StreamBudgetView | null {
  const state = stateOn(budget.revisions, on);
  const sight = reader.sight(facts, budget);
  return state && sight !== 'NONE' ? new StreamBudgetView(facts, budget, state, on, sight, reader) : null;
}
