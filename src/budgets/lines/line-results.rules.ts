import type { Item } from '../../plans/plan.types';
import type { PolicyView } from '../../policy/policy.types';
import type { RuleResult } from '../../rules/rule';
import { FUNDING_STREAMS } from '../../streams/streams';
import { type Day, later } from '../../vocabulary/day';
import { STREAMS } from '../../vocabulary/stream';
import { softened, wasLoaded } from '../record/imported.rules';
import type { PersonFacts } from '../record/person-facts';
import { stateOn } from '../record/revisions';
import { budgetOf } from './draw-down.rules';
import { lineOfStream, outcomeEligible, outcomeLasts, planHome } from './line.rules';

/** Ages are said once, of the budget. */
const AGES: ReadonlySet<string | null> = new Set(STREAMS.map((stream) => FUNDING_STREAMS[stream].ageRule));

/** What the rules say on a day of one line; nothing once it is over. What a file brought with its budget only lacks its agreements. */
export function itemResults(item: Item, facts: PersonFacts, policy: PolicyView, asOf: Day): readonly RuleResult[] {
  const plan = facts.plans.find(({ id }) => id === item.planId);
  const outcome = plan?.outcomes.find(({ id }) => id === item.outcomeId);
  if (!plan || (item.to !== null && item.to < asOf)) return [];
  const on = later(asOf, item.from);
  const budget = budgetOf(item, facts, on);
  const state = budget && stateOn(budget.revisions, on);
  const loaded = budget !== null && state !== null && wasLoaded(budget, state, 'AGREE');
  const results = [
    ...planHome(plan, item, facts),
    ...(outcome ? [...outcomeLasts(outcome, item, on), ...outcomeEligible(plan, outcome, on)] : []),
    ...lineOfStream(item, true, facts, policy, on).filter(({ rule }) => !AGES.has(rule)),
  ];
  return results.map((result) => (loaded && result.effect === 'NEEDS_AGREEMENT' ? (softened([result], true)[0] ?? result) : result));
}
