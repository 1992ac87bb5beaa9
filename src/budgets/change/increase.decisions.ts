import { FUNDING_STREAMS } from '../../streams/streams';
import { type Amount, amountInWords, perYearExactly, sameAmount } from '../../vocabulary/amount';
import type { Day } from '../../vocabulary/day';
import { compareFractions } from '../../vocabulary/money';
import { badInput } from '../../vocabulary/refusal';
import { fourEyes } from '../agreement/four-eyes.rules';
import { askedOf, streamAgrees } from '../agreement/stream-asks.rules';
import { onStreamBudget } from '../caller/budget-mutation';
import { policyOn } from '../caller/policy-of-the-day';
import { theChargeFollows } from '../charge/charge-sharing.rules';
import { heldAtNewAmount } from '../holding/arrangement.decisions';
import { isOver, isRunning, reviseBudget, stateOn } from '../record/revisions';

export interface BudgetToIncrease {
  readonly streamBudgetId: number;
  readonly to: Amount;
  readonly effectiveOn: Day;
}
/** More from a day on. What is already known to be another amount later stays so; what comes before the day stays as it was. */
export const increaseBudget = onStreamBudget<BudgetToIncrease>(
  'increaseBudget',
  'WRITES',
  ({ budget, facts }, { to, effectiveOn }, circumstances) => {
    const state = stateOn(budget.revisions, effectiveOn);
    if (!state || effectiveOn < state.from || (state.to !== null && effectiveOn > state.to))
      throw badInput('effectiveOn', 'The budget does not run on that day.');
    const { agreed } = state;
    if (agreed === null || !isRunning(state))
      throw badInput(
        'streamBudgetId',
        isOver(state) ? `The budget is ${state.status.toLowerCase()}.` : 'Nothing is agreed yet: the first amount is agreed with agreeBudget.',
      );
    if ((agreed.every === 'ONE_OFF') !== (to.every === 'ONE_OFF') || compareFractions(perYearExactly(to), perYearExactly(agreed)) <= 0)
      throw badInput('to', `${amountInWords(to)} is no increase of ${amountInWords(agreed)}. A lower amount goes through proposeReduction.`);
    const asked = askedOf(budget, state, facts, policyOn(facts, circumstances, effectiveOn), { on: effectiveOn, since: effectiveOn }, to);
    const held = heldAtNewAmount(budget, to, effectiveOn, facts, circumstances);
    return {
      results: [
        ...fourEyes(state.proposedBy, circumstances.actor, to, policyOn(facts, circumstances, circumstances.today)),
        // More of a children's budget is an extension of it, which there is none of from 18 (CSC-AGE).
        ...streamAgrees(asked, facts, FUNDING_STREAMS[budget.stream].heir !== null),
        ...held.results,
      ],
      changes: [
        ...reviseBudget(
          budget,
          {
            effectiveOn,
            action: 'increaseBudget',
            patch: (each) => (sameAmount(each.agreed, agreed) ? { agreed: to, approvedBy: circumstances.actor.subject } : {}),
          },
          circumstances,
        ),
        ...held.changes,
      ],
    };
  },
  theChargeFollows,
);
