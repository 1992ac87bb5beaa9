import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { signedIn, statedPurpose } from '../access/guard';
import type { RequestReader } from '../budgets/reader';
import type { PersonFinder } from '../pool/pool.page';
import { PoolFilter } from '../pool/pool.resolver';
import type { Policies } from '../policy/policy.types';
import { stateOn } from '../budgets/revisions';
import { StreamBudgetView } from '../budgets/stream-budget.graph';
import { QueueItemView, QueueKindEnum } from './queue.graph';
import type { QueueKind, Task } from './task';
import { workQueue } from './work-queue';

interface QueueContext {
  readonly reader: RequestReader;
  readonly finder: PersonFinder;
  readonly policies: Policies;
}

@Resolver()
export class QueueResolver {
  @Query(() => [QueueItemView], {
    description:
      'What waits for a worker, most overdue first, at most 100: of the people whom the same filter finds for `pooledBudgets`; where it names a stream, what is about that stream; on its day, or today. Only about budgets that the reader sees in full; a funder that is to be heard on a cut of another is told so.',
  })
  async workQueue(
    @Ctx() { reader, finder, policies }: QueueContext,
    @Arg('kind', () => QueueKindEnum) kind: QueueKind,
    @Arg('filter', () => PoolFilter, { nullable: true }) filter?: PoolFilter | null,
    @Arg('first', () => Int, { defaultValue: 50 }) first = 50,
  ): Promise<QueueItemView[]> {
    signedIn(reader.actor);
    statedPurpose(reader.purpose);
    const tasks = await workQueue({ reader, finder, policies }, { kind, filter: filter ?? {}, first });
    const items = await Promise.all(tasks.map((task) => itemOf(task, reader)));
    return items.filter((item) => item !== null);
  }
}

/** A task as it is shown; that its person was looked at goes on record. */
async function itemOf(task: Task, reader: RequestReader): Promise<QueueItemView | null> {
  const [person, facts] = await Promise.all([reader.person(task.personId), reader.facts(task.personId)]);
  const budget = facts?.budgets.find(({ id }) => id === task.budgetId);
  if (!person || !facts || !budget) return null;
  const state = stateOn(budget.revisions, task.shownOn);
  const sight = reader.sight(facts, budget);
  const view = state && sight !== 'NONE' ? new StreamBudgetView(facts, budget, state, task.shownOn, sight, reader) : null;
  return new QueueItemView(task, person, view);
}
