import { FUNDING_STREAMS } from '../../streams/streams';
import type { Amount } from '../../vocabulary/amount';
import type { Day } from '../../vocabulary/day';
import { badInput } from '../../vocabulary/refusal';
import { onStreamBudget } from '../caller/budget-mutation';
import { streamFacts } from '../caller/policy-of-the-day';
import { theChargeFollows } from '../charge/charge-sharing.rules';
import { atMostTheCost } from '../charge/charge.rules';
import { indicativeLooksLow, sufficient } from '../lines/draw-down.rules';
import { latestState, nearestDay, reviseBudget } from '../record/revisions';
import { fourEyes, indicativeShared } from './four-eyes.rules';
import { askedOf, streamAgrees } from './stream-asks.rules';

interface OnBudget {
  readonly streamBudgetId: number;
}

export interface IndicativeToShare extends OnBudget {
  readonly on: Day;
}
export const shareIndicative = onStreamBudget<IndicativeToShare>('shareIndicative', 'WRITES', ({ budget }, { on }, circumstances) => {
  if (on > circumstances.today) throw badInput('on', `${on} has not come yet.`);
  if (latestState(budget).indicative === null) throw badInput('streamBudgetId', 'There is no indicative amount to share.');
  return { results: [], changes: reviseBudget(budget, { action: 'shareIndicative', patch: () => ({ sharedOn: on }) }, circumstances) };
});

export interface BudgetToAgree extends OnBudget {
  readonly amount: Amount;
}
export const agreeBudget = onStreamBudget<BudgetToAgree>(
  'agreeBudget',
  'WRITES',
  ({ budget, facts }, { amount }, circumstances) => {
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
        ...FUNDING_STREAMS[budget.stream].mayDecide(circumstances.bodyOf(actor.organisation), today),
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
  },
  theChargeFollows,
);

const closed = (status: string): Error =>
  badInput('streamBudgetId', `The budget is ${status.toLowerCase()}: what is agreed is changed with increaseBudget or proposeReduction.`);
