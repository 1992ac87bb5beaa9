import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { PlanView } from '../../plans/plan.graph';
import { later } from '../../vocabulary/day';
import type { RequestReader } from '../caller/request-reader';
import { budgetOf } from '../lines/draw-down.rules';
import { BudgetItemView, itemView, lineResults } from '../lines/line.graph';
import { stateOn } from '../record/revisions';
import { StreamBudgetView } from './stream-budget.graph';

interface Reads {
  readonly reader: RequestReader;
}

/** The budget that pays for a line, where the reader may know of it. */
function payer(view: BudgetItemView, reader: RequestReader): StreamBudgetView | null {
  const on = later(view.asOf, view.item.from);
  const budget = budgetOf(view.item, view.facts, on);
  const state = budget && (stateOn(budget.revisions, on) ?? budget.revisions[0]);
  if (!budget || !state) return null;
  const sight = reader.sight(view.facts, budget);
  return sight === 'NONE' ? null : new StreamBudgetView(view.facts, budget, state, on, sight, reader);
}
const fundedBy = { nullable: true, description: 'The budget it draws on.' } as const;

@Resolver(() => BudgetItemView)
export class BudgetItemResolver {
  @FieldResolver(() => StreamBudgetView, fundedBy)
  fundedBy(@Root() item: BudgetItemView, @Ctx() { reader }: Reads): StreamBudgetView | null {
    return payer(item, reader);
  }
}

@Resolver(() => PlanView)
export class PlanItemsResolver {
  @FieldResolver(() => [BudgetItemView], { description: 'Its costed lines, as far as this reader may see the money they draw on.' })
  async items(@Root() view: PlanView, @Ctx() { reader }: Reads): Promise<BudgetItemView[]> {
    const facts = await reader.facts(view.personId, view.knownAt);
    if (!facts) return [];
    const policy = reader.policy(facts, view.asOf);
    return view.plan.items
      .map((item) => itemView(item, facts, view.asOf, () => lineResults(item, facts, policy, view.asOf, reader)))
      .filter((view) => reader.seesLine(facts, view.stream, budgetOf(view.item, facts, later(view.asOf, view.item.from))));
  }
}
