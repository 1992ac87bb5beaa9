import { mustWriteBudget } from '../../access/guard';
import { standingOf } from '../../access/relation';
import type { Circumstances } from '../../decide/decision';
import { speak, stops } from '../../rules/rule';
import { bothAgreeToJoin, CAR_JOINT } from '../../streams/joint.rules';
import { charges, FUNDING_STREAMS } from '../../streams/streams';
import { type Amount, amountInWords, perYearExactly, sameAmount } from '../../vocabulary/amount';
import type { Day } from '../../vocabulary/day';
import { compareFractions } from '../../vocabulary/money';
import { badInput, nothingUnder } from '../../vocabulary/refusal';
import { paidBy } from '../../vocabulary/stream';
import { fourEyes } from '../agreement/four-eyes.rules';
import { askedOf, isRunning, streamAgrees } from '../agreement/stream-asks.rules';
import { findBudget, guarded, ofBudget, onStreamBudget, type Own, policyOn } from '../caller/budget-mutation';
import { seenBy } from '../caller/visibility';
import { theChargeFollows } from '../charge/charge-sharing.rules';
import { healthTookOver, NOTHING_TO_SETTLE } from '../charge/refund.decisions';
import { heldAtNewAmount } from '../holding/arrangement.decisions';
import type { EndGround } from '../record/budget.words';
import { isOver, latestState, reviseBudget, stateOn } from '../record/revisions';
import { budgetEndedAfter } from './death-and-plan-end.decisions';
import { endsByItself } from './end-ground.rules';

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

export interface BudgetToEnd {
  readonly streamBudgetId: number;
  /** Its last day. */
  readonly on: Day;
  readonly ground: EndGround;
}
/** The council whose person they are now ends what the one before it funded: the person has moved. */
const endsForMover = ({ budget, facts }: Own, { ground }: BudgetToEnd, { actor, today }: Circumstances): boolean =>
  ground === 'MOVED' &&
  paidBy(budget.stream) !== 'HEALTH_COMMISSIONER' &&
  FUNDING_STREAMS[budget.stream].writtenBy.includes(actor.role) &&
  standingOf(actor, facts, today) === 'COUNCIL';

/** Ends a budget that the law or the person ends by itself. Anything else is a withdrawal, on which everyone is heard first. */
export const endBudget = ofBudget<BudgetToEnd>('endBudget', {
  may: 'WRITES',
  or: endsForMover,
  follows: theChargeFollows,
  people: async (input, find) => [await find.personOf('budget_revision', input.streamBudgetId, 'streamBudgetId')],
  budgetId: ({ streamBudgetId }) => streamBudgetId,
  decide(own, { on, ground }, circumstances) {
    const { budget, facts, all } = own;
    const state = latestState(budget);
    if (isOver(state)) throw badInput('streamBudgetId', `The budget is ${state.status.toLowerCase()} already.`);
    if (on < state.from || (state.to !== null && on > state.to))
      throw badInput('on', `The budget runs from ${state.from}${state.to === null ? '' : ` to ${state.to}`}; its last day is one in between.`);
    const refused = endsByItself(budget, ground, on, facts, circumstances.envelope.reason);
    const settled =
      ground === 'CHC_GRANTED' && refused.length === 0 ? healthTookOver(budget, facts, [...all.values()], circumstances) : NOTHING_TO_SETTLE;
    const reason = circumstances.envelope.reason === null ? ground : `${ground}: ${circumstances.envelope.reason}`;
    const ended = budgetEndedAfter(budget, on, 'endBudget', reason, facts, circumstances);
    return {
      results: refused.length > 0 ? refused : [...settled.results, ...ended.results],
      changes: [...ended.changes, ...settled.changes],
    };
  },
});

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
