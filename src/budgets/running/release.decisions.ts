import type { RuleId } from '../../rules/rule-ids';
import type { Circumstances } from '../../mutation/declaration';
import { type RuleResult, stops, unlessStopped } from '../../rules/rule';
import type { BudgetState } from '../../streams/stream.types';
import type { Day } from '../../vocabulary/day';
import { badInput } from '../../vocabulary/refusal';
import { fourEyes } from '../agreement/four-eyes.rules';
import { type BudgetWithOwner, onStreamBudget } from '../caller/budget-mutation';
import { policyOn } from '../caller/policy-of-the-day';
import { itemsOn } from '../lines/draw-down.rules';
import { itemResults } from '../lines/line-results.rules';
import type { ReleaseSchedule } from '../record/budget.words';
import { latestState, reviseBudget, stateOn } from '../record/revisions';
import { budgetResults } from '../standing/budget-results.rules';

const REVIEWS: ReadonlySet<RuleId> = new Set(['REVIEW-FIRST', 'REVIEW-SECOND', 'REVIEW-CYCLE', 'EDU-DP-REVIEW']);

/** What stands between a budget and its money on a day, and what is only provisional: of the budget and of the lines that draw on it. */
function inPlace({ budget, facts }: BudgetWithOwner, state: BudgetState, circumstances: Circumstances, on: Day): readonly RuleResult[] {
  const policy = policyOn(facts, circumstances, on, state);
  const ofLines = itemsOn(budget, facts, on).flatMap((item) => itemResults(item, facts, policy, on).filter((result) => stops([result])));
  const ofBudget = budgetResults(budget, state, facts, policy, on).filter((result) => stops([result]) || result.effect === 'WARN');
  return [...ofBudget, ...ofLines];
}

/** The reviews that follow a release on a day. */
function reviewsAfter({ budget, facts }: BudgetWithOwner, state: BudgetState, circumstances: Circumstances, on: Day): readonly RuleResult[] {
  return budgetResults(budget, { ...state, status: 'RELEASED', releasedOn: on }, facts, policyOn(facts, circumstances, on, state), on).filter(
    ({ rule }) => REVIEWS.has(rule),
  );
}

export interface BudgetToRelease {
  readonly streamBudgetId: number;
  readonly on: Day;
  readonly schedule: ReleaseSchedule;
}
/** Money begins to reach the person, once plan, outcomes, agreements, arrangements and contribution (or that it is provisional) are in place. */
export const releaseBudget = onStreamBudget<BudgetToRelease>('releaseBudget', 'HANDLES', (own, { on, schedule }, circumstances) => {
  const { budget, facts } = own;
  const latest = latestState(budget);
  if (latest.status !== 'AGREED')
    throw badInput(
      'streamBudgetId',
      latest.status === 'INDICATIVE' ? 'Nothing is agreed yet that could be released.' : `The budget is ${latest.status.toLowerCase()}.`,
    );
  if (on < latest.from || (latest.to !== null && on > latest.to))
    throw badInput('on', `The budget runs from ${latest.from}${latest.to === null ? '' : ` to ${latest.to}`}; release it on a day in between.`);
  const state = stateOn(budget.revisions, on) ?? latest;
  if (state.agreed?.every === 'ONE_OFF' && schedule !== 'ONE_OFF') throw badInput('schedule', 'A single sum is released once: use ONE_OFF.');
  const approved = state.agreed
    ? fourEyes(state.proposedBy, circumstances.actor, state.agreed, policyOn(facts, circumstances, circumstances.today))
    : [];
  return {
    results: unlessStopped([...approved, ...inPlace(own, state, circumstances, on)], reviewsAfter(own, state, circumstances, on)),
    changes: reviseBudget(
      budget,
      {
        effectiveOn: on,
        action: 'releaseBudget',
        patch: ({ status }) => (status === 'AGREED' ? { status: 'RELEASED', releasedOn: on, schedule } : {}),
      },
      circumstances,
    ),
  };
});

export interface BudgetToSuspend {
  readonly streamBudgetId: number;
  readonly on: Day;
  readonly reason: string;
}
/** Nothing more is paid from a day on, until the budget is resumed: what is agreed stays agreed, and the need is still met. */
export const suspendBudget = onStreamBudget<BudgetToSuspend>('suspendBudget', 'HANDLES', ({ budget }, { on, reason }, circumstances) => {
  const state = stateOn(budget.revisions, on);
  if (state?.status !== 'RELEASED')
    throw badInput(
      'streamBudgetId',
      `Only a budget that is released is suspended; on ${on} this one is ${(state ?? latestState(budget)).status.toLowerCase()}.`,
    );
  return {
    results: [],
    changes: reviseBudget(
      budget,
      {
        effectiveOn: on,
        action: 'suspendBudget',
        reason: reason.trim(),
        patch: ({ status }) => (status === 'RELEASED' ? { status: 'SUSPENDED' } : {}),
      },
      circumstances,
    ),
  };
});

export interface BudgetToResume {
  readonly streamBudgetId: number;
  readonly on: Day;
}
/** Payments go on from a day, with everything in place again that a release asks for. */
export const resumeBudget = onStreamBudget<BudgetToResume>('resumeBudget', 'HANDLES', (own, { on }, circumstances) => {
  const { budget } = own;
  const state = stateOn(budget.revisions, on);
  if (state?.status !== 'SUSPENDED')
    throw badInput(
      'streamBudgetId',
      `Only a budget that is suspended is resumed; on ${on} this one is ${(state ?? latestState(budget)).status.toLowerCase()}.`,
    );
  return {
    results: inPlace(own, state, circumstances, on),
    changes: reviseBudget(
      budget,
      { effectiveOn: on, action: 'resumeBudget', patch: ({ status }) => (status === 'SUSPENDED' ? { status: 'RELEASED' } : {}) },
      circumstances,
    ),
  };
});
