import { type Plan, PLAN_NAMES, planInForceOn } from '../../plans/plan.types';
import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import type { BudgetState } from '../../streams/stream.types';
import { FUNDING_STREAMS } from '../../streams/streams';
import type { Day } from '../../vocabulary/day';
import { STREAM_NAMES } from '../../vocabulary/stream';
import { itemsOn } from '../lines/draw-down.rules';
import type { Budget } from '../record/budget.loader';
import type { MoneyFacts } from '../record/person-facts';
import { FOUR_EYES } from './four-eyes.rules';

export const PLAN_AGREED = defineRule('PLAN-AGREED', {
  effect: 'REFUSE',
  title: 'Money is released only under an agreed plan',
  law: [law('CARE_ACT', 'ss.25 and 26'), law('SEN_BUDGETS', 'reg 8'), law('NHS_DIRECT_PAYMENTS', 'reg 8'), law('COMMUNITY_CARE', 's.47')],
  source: "Wakefield joint policy 3.1; Sefton plan, 'Personal Budget'",
});

/** Every plan whose lines draw on the budget is agreed and in force; where none draws yet, some plan of its kind is. */
export function planAgreed(budget: Budget, facts: MoneyFacts, on: Day): readonly RuleResult[] {
  const kinds = FUNDING_STREAMS[budget.stream].plans;
  if (kinds === null) return [];
  const drawing = new Set(itemsOn(budget, facts, on).map(({ planId }) => planId));
  const named: readonly Plan[] = facts.plans.filter(({ id }) => drawing.has(id));
  const open = named.filter((plan) => !planInForceOn(plan, on));
  const refuse = (message: string, fix: string): readonly RuleResult[] => [speak(PLAN_AGREED, message, { fix, subject: budget.id })];
  if (named.length > 0) {
    const [first] = open;
    if (!first) return [];
    return first.status === 'DRAFT'
      ? refuse(`The ${PLAN_NAMES[first.kind]} whose lines this budget pays for is still a draft.`, 'Agree the plan (agreePlan).')
      : refuse(
          `The ${PLAN_NAMES[first.kind]} whose lines this budget pays for is not in force on ${on}.`,
          'End its lines, or bring the plan up to date.',
        );
  }
  if (facts.plans.some((plan) => kinds.includes(plan.kind) && planInForceOn(plan, on))) return [];
  const draft = facts.plans.find((plan) => kinds.includes(plan.kind) && plan.status === 'DRAFT');
  const names = kinds.map((kind) => PLAN_NAMES[kind]).join(' or ');
  return draft
    ? refuse(
        `The ${PLAN_NAMES[draft.kind]} is still a draft, and money for ${STREAM_NAMES[budget.stream]} is released only under an agreed plan.`,
        'Agree the plan (agreePlan).',
      )
    : refuse(
        `Money for ${STREAM_NAMES[budget.stream]} is released only under an agreed plan, and none is in force on ${on}.`,
        `Record and agree the ${names}.`,
      );
}

/** What is released was approved as it stands: an edit of the amount takes the approval away. */
export const approvalStands = (state: Pick<BudgetState, 'status' | 'agreed' | 'approvedBy' | 'budgetId'>): readonly RuleResult[] =>
  state.agreed === null || state.approvedBy !== null
    ? []
    : [
        speak(FOUR_EYES, 'Nobody has approved the amount as it stands now: an approval is of one version, and an edit takes it away.', {
          fix: 'Ask somebody with an approval limit, who did not propose it, to approve it (agreeBudget).',
          subject: state.budgetId,
        }),
      ];
