import { signedIn } from '../access/guard';
import type { RequestReader } from '../budgets/caller/request-reader';
import type { Policies } from '../policy/policy.types';
import type { PageFilter, PersonFinder } from '../pool/person.finder';
import { addYears, type Day } from '../vocabulary/day';
import { badInput } from '../vocabulary/refusal';
import type { Stream } from '../vocabulary/stream';
import { mayHave } from './candidates';
import { PersonQueue } from './person-queue';
import { tasksOf } from './queue-tasks';
import { mostOverdueFirst, type QueueKind, type Task } from './task';

export const MOST_IN_A_QUEUE = 100;
/** Reviews and transitions are reckoned day by day: a queue is asked for no later than this many years from today. */
const YEARS_AHEAD = 2;

/** Which tasks: of the people whom the same filter finds for `pooledBudgets`; where it names a stream, those about it. */
export interface QueueAsked {
  readonly kind: QueueKind;
  readonly filter: Omit<PageFilter, 'asOf'> & { readonly asOf?: Day | null };
  readonly first: number;
}

/** What is asked about budgets is asked of people; a stream alone is asked of the tasks, so that what has yet to begin is found by it. */
function peopleBy(filter: QueueAsked['filter'], asOf: Day): PageFilter {
  const { status, arrangement, setting } = filter;
  const ofBudgets = [status, arrangement, setting].some((each) => each !== undefined && each !== null);
  return { ...filter, asOf, stream: ofBudgets ? (filter.stream ?? null) : null };
}

/** The nation's code, as its pack has it: its figures are the same for every council. */
const ENGLAND = 'E92000001';
const longestLead = (policies: Policies, on: Day): number =>
  Math.max(
    ...[...new Set(policies.versions().map(({ authority }) => authority))].map((code) => policies.forAuthority(code).on(on).leadDays.transitions),
  );

/** Keeps the first of what it is given. */
class FirstTasks {
  private kept: Task[] = [];
  constructor(private readonly most: number) {}
  add(tasks: readonly Task[]): void {
    if (tasks.length > 0) this.kept = [...this.kept, ...tasks].sort(mostOverdueFirst).slice(0, this.most);
  }
  get tasks(): readonly Task[] {
    return this.kept;
  }
}

/**
 * The tasks that come first. Everybody who may have one is looked at, a wave of people at a time, so that the order is exact;
 * nothing is kept of a wave but its tasks.
 */
export async function workQueue(
  { reader, finder, policies }: { readonly reader: RequestReader; readonly finder: PersonFinder; readonly policies: Policies },
  { kind, filter, first }: QueueAsked,
): Promise<readonly Task[]> {
  const actor = signedIn(reader.actor);
  const asOf = filter.asOf ?? reader.today;
  if (asOf > addYears(reader.today, YEARS_AHEAD))
    throw badInput('filter.asOf', `A queue is looked at no later than ${YEARS_AHEAD} years from today.`);
  const stream: Stream | null = filter.stream ?? null;
  const people = await finder.everyone(
    actor,
    peopleBy(filter, asOf),
    mayHave(kind, actor, { asOf, lead: longestLead(policies, asOf), figuresSince: policies.forAuthority(ENGLAND).on(asOf).figuresSince }),
  );
  const found = new FirstTasks(first);
  for await (const wave of reader.waves(people))
    for (const facts of wave) {
      await reader.turns.between();
      found.add(tasksOf(kind, new PersonQueue(facts, asOf, reader)).filter((task) => stream === null || task.stream === stream));
    }
  return found.tasks;
}
