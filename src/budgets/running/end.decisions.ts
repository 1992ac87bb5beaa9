import { standingOf } from '../../access/relation';
import type { Circumstances } from '../../mutation/declaration';
import { FUNDING_STREAMS } from '../../streams/streams';
import type { Day } from '../../vocabulary/day';
import { badInput } from '../../vocabulary/refusal';
import { paidBy } from '../../vocabulary/stream';
import { type BudgetWithOwner, ofBudget } from '../caller/budget-mutation';
import { theChargeFollows } from '../charge/charge-sharing.rules';
import { healthTookOver, NOTHING_TO_SETTLE } from '../charge/refund.decisions';
import type { EndGround } from '../record/budget.words';
import { isOver, latestState } from '../record/revisions';
import { budgetEndedAfter } from './death-and-plan-end.decisions';
import { endsByItself } from './end-ground.rules';

export interface BudgetToEnd {
  readonly streamBudgetId: number;
  /** Its last day. */
  readonly on: Day;
  readonly ground: EndGround;
}
/** The council whose person they are now ends what the one before it funded: the person has moved. */
const endsForMover = ({ budget, facts }: BudgetWithOwner, { ground }: BudgetToEnd, { actor, today }: Circumstances): boolean =>
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
