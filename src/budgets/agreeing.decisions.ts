import { mustWrite } from '../access/guard';
import type { Circumstances, Declaration, Find } from '../decide/decision';
import type { RuleResult } from '../rules/rule';
import { byOwnCommissioner, commissionerOfItsTime } from '../streams/health/commissioner.rules';
import type { Amount } from '../vocabulary/amount';
import type { Day } from '../vocabulary/day';
import { badInput, notFound } from '../vocabulary/refusal';
import { fourEyes, indicativeShared } from './agreeing.rules';
import { streamFacts } from './award.decisions';
import type { Budget } from './budget.loader';
import { atMostTheCost } from './charging.rules';
import { indicativeLooksLow, sufficient } from './drawing.rules';
import type { PersonFacts } from './facts';
import { latestState, reviseBudget, versionOf } from './revisions';
import { theChargeFollows } from './sharing.rules';
import { askedOf, nearestDay, streamAgrees } from './stream-agrees.rules';

/** The budget among the facts, with whom it belongs to. */
export function findBudget(
  facts: ReadonlyMap<number, PersonFacts>,
  budgetId: number,
  field = 'streamBudgetId',
): { readonly budget: Budget; readonly facts: PersonFacts } {
  for (const each of facts.values()) {
    const budget = each.budgets.find(({ id }) => id === budgetId);
    if (budget) return { budget, facts: each };
  }
  throw notFound(field, `There is no budget ${budgetId} here.`);
}

interface OnBudget {
  readonly streamBudgetId: number;
}
/** What every mutation of one budget has in common: whose it is, its version, who may, and health's own commissioner. */
export const onBudget = <Input extends OnBudget>(
  name: string,
  decide: (
    own: { budget: Budget; facts: PersonFacts },
    input: Input,
    circumstances: Circumstances,
  ) => { results: readonly RuleResult[]; changes: ReturnType<typeof reviseBudget>; id?: number },
): Declaration<Input, PersonFacts> => ({
  name,
  people: async (input: Input, find: Find) => [await find.personOf('budget_revision', input.streamBudgetId, 'streamBudgetId')],
  versionOf(facts, input) {
    const { budget } = findBudget(facts, input.streamBudgetId);
    const last = budget.revisions.at(-1);
    return { version: versionOf(budget), changed: last ? `${last.action} by ${last.actorName}` : 'unchanged' };
  },
  allow(facts, input, { actor, today }) {
    const { budget, facts: own } = findBudget(facts, input.streamBudgetId);
    mustWrite(actor, budget.stream, own, today);
  },
  decide(facts, input, circumstances) {
    const own = findBudget(facts, input.streamBudgetId);
    const commissioner = own.budget.stream === 'HEALTH' ? byOwnCommissioner(circumstances.actor.organisation, own.facts.person) : [];
    const verdict = decide(own, input, circumstances);
    return {
      results: [...commissioner, ...verdict.results],
      changes: verdict.changes,
      id: verdict.id ?? own.budget.id,
      personId: own.facts.person.id,
      budgetId: own.budget.id,
    };
  },
  follows: theChargeFollows,
});

export interface IndicativeToShare extends OnBudget {
  readonly on: Day;
}
export const shareIndicative = onBudget<IndicativeToShare>('shareIndicative', ({ budget }, { on }, circumstances) => {
  if (on > circumstances.today) throw badInput('on', `${on} has not come yet.`);
  if (latestState(budget).indicative === null) throw badInput('streamBudgetId', 'There is no indicative amount to share.');
  return { results: [], changes: reviseBudget(budget, { action: 'shareIndicative', patch: () => ({ sharedOn: on }) }, circumstances) };
});

export interface BudgetToAgree extends OnBudget {
  readonly amount: Amount;
}
export const agreeBudget = onBudget<BudgetToAgree>('agreeBudget', ({ budget, facts }, { amount }, circumstances) => {
  const state = latestState(budget);
  if (state.status !== 'INDICATIVE' && state.status !== 'AGREED') throw closed(state.status);
  const { actor, today } = circumstances;
  const on = nearestDay(today, state);
  const { policy } = streamFacts(facts, circumstances, today);
  const asked = askedOf(budget, state, facts, streamFacts(facts, circumstances, on).policy, { on, since: state.from }, amount);
  return {
    results: [
      ...indicativeShared(state),
      ...fourEyes(state.proposedBy, actor, amount, policy),
      ...streamAgrees(asked, facts, true),
      ...(budget.stream === 'HEALTH' ? commissionerOfItsTime(actor.organisation, today) : []),
      ...sufficient(budget, amount, facts, asked.policy),
      ...(state.indicative ? indicativeLooksLow(budget, state.indicative, facts, asked.policy) : []),
    ],
    changes: reviseBudget(
      budget,
      {
        action: 'agreeBudget',
        patch: (each) => ({ status: 'AGREED', agreed: amount, contribution: atMostTheCost(each, amount), approvedBy: actor.subject }),
      },
      circumstances,
    ),
  };
});

const closed = (status: string): Error =>
  badInput('streamBudgetId', `The budget is ${status.toLowerCase()}: what is agreed is changed with increaseBudget or proposeReduction.`);
