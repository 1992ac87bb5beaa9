import { mustWriteBudget } from '../../access/guard';
import { speak, stops } from '../../rules/rule';
import { bothAgreeToJoin, CAR_JOINT } from '../../streams/joint.rules';
import { charges } from '../../streams/streams';
import type { Day } from '../../vocabulary/day';
import { badInput, nothingUnder } from '../../vocabulary/refusal';
import { findBudget, guarded, ofBudget } from '../caller/budget-mutation';
import { seenBy } from '../caller/visibility';
import { isOver, latestState, reviseBudget, stateOn } from '../record/revisions';

export interface BudgetsToJoin {
  readonly carerBudgetId: number;
  readonly adultBudgetId: number;
  readonly from: Day;
}
/** The carer's budget and the budget of the adult they care for go together from a day on, with the agreement of both (CAR-JOINT). Each keeps its own amount and ledger. */
export const joinBudgets = ofBudget<BudgetsToJoin>('joinBudgets', {
  may: 'WRITES',
  people: async (input, find) => [
    await find.personOf('budget_revision', input.carerBudgetId, 'carerBudgetId'),
    // That there is no such budget is said once it is known that the other is theirs to join.
    ...(await find.personOf('budget_revision', input.adultBudgetId, 'adultBudgetId').then(
      (id) => [id],
      () => [],
    )),
  ],
  budgetId: ({ carerBudgetId }) => carerBudgetId,
  decide({ budget, all }, { adultBudgetId, from }, circumstances) {
    const other = findBudget(all, adultBudgetId, 'adultBudgetId');
    const seen = seenBy(circumstances.actor, other.facts, circumstances);
    if (seen.of(other.budget) === 'NONE') throw nothingUnder('adultBudgetId', adultBudgetId);
    mustWriteBudget(circumstances.actor, guarded(other.budget, other.facts, seen, circumstances));
    if (!charges(budget.stream, 'REPLACEMENT_CARE')) throw badInput('carerBudgetId', "That is no carer's budget.");
    if (!charges(other.budget.stream, 'OWN_CARE')) throw badInput('adultBudgetId', 'That is no budget of adult social care.');
    const states = [stateOn(budget.revisions, from), stateOn(other.budget.revisions, from)];
    if (states.some((state) => state === null || isOver(state) || (state.to !== null && from > state.to)))
      throw badInput('from', 'Both budgets run on the day from which they are joined.');
    if (latestState(budget).caredForId !== other.facts.person.id)
      throw badInput('adultBudgetId', 'That is not the budget of the person this carer cares for.');
    const agreed = budget.agreements.some(({ kind }) => kind === 'JOINT_PLAN')
      ? bothAgreeToJoin(budget.agreements, from)
      : [
          speak(CAR_JOINT, 'A joint plan and budget needs the agreement of the carer and of the person cared for; neither is on record.', {
            fix: "Record the agreement of each (agreement JOINT_PLAN on the carer's budget).",
            subject: budget.id,
          }),
        ];
    if (stops(agreed)) return { results: agreed, changes: [] };
    const joined = (own: typeof budget, otherId: number) =>
      reviseBudget(
        own,
        { effectiveOn: from, action: 'joinBudgets', reason: `Joined with budget ${otherId} from ${from}`, patch: () => ({}) },
        circumstances,
      );
    return { results: [], changes: [...joined(budget, other.budget.id), ...joined(other.budget, budget.id)] };
  },
});
