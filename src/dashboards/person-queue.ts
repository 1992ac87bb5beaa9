import type { Actor } from '../access/actor';
import { signedIn } from '../access/guard';
import { standingByArea } from '../access/relation';
import { OVERSEES, type Sight } from '../access/table';
import type { RequestReader } from '../budgets/caller/request-reader';
import type { Budget } from '../budgets/record/budget.loader';
import type { PersonFacts } from '../budgets/record/person-facts';
import { isOver, stateOn } from '../budgets/record/revisions';
import { StreamBudgetView } from '../budgets/standing/stream-budget.graph';
import type { PolicyView } from '../policy/policy.types';
import { poolEntries } from '../pool/pool.rules';
import type { BudgetState } from '../streams/stream.types';
import { type Day, earlier, later } from '../vocabulary/day';

/** One person's budgets as the one who asks sees them, on the day that the queue is of. Only what they see in full gives them tasks. */
export class PersonQueue {
  constructor(
    readonly facts: PersonFacts,
    readonly on: Day,
    private readonly reader: RequestReader,
  ) {}

  get actor(): Actor {
    return signedIn(this.reader.actor);
  }
  /** Do they look after the service of the person's own council or commissioner? */
  get oversees(): boolean {
    return OVERSEES.includes(this.actor.role) && standingByArea(this.actor, this.facts.person) !== 'NONE';
  }
  policy(day: Day = this.on): PolicyView {
    return this.reader.policy(this.facts, day);
  }
  sight(budget: Budget): Sight {
    return this.reader.sight(this.facts, budget);
  }
  /** Which organisations the one who asks may know to fund something of this person's. */
  get seesFunder(): (organisationId: number) => boolean {
    return this.reader.seesFunder(this.facts);
  }

  /** A budget on a day, where it had begun by then and is seen in full. */
  view(budget: Budget, day: Day, state: BudgetState | null = stateOn(budget.revisions, day)): StreamBudgetView | null {
    return state && this.sight(budget) === 'FULL' ? new StreamBudgetView(this.facts, budget, state, day, 'FULL', this.reader) : null;
  }

  /** The day on which a budget is looked at: that of the queue, or its first where that is to come. */
  dayOf({ revisions }: Budget): Day {
    return later(this.on, revisions.map(({ effectiveOn }) => effectiveOn).reduce(earlier));
  }

  /** What is in the pool on the day, and what has yet to begin. */
  current(): readonly StreamBudgetView[] {
    const pooled = poolEntries(this.facts, this.on).map(({ budget, state }) => this.view(budget, this.on, state));
    const toCome = this.facts.budgets
      .filter((budget) => this.dayOf(budget) > this.on)
      .map((budget) => this.view(budget, this.dayOf(budget)))
      .filter((view) => view !== null && !isOver(view.state));
    return [...pooled, ...toCome].filter((view) => view !== null);
  }
}
