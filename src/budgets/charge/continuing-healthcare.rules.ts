import { type RuleResult, speak } from '../../rules/rule';
import { FUNDING_STREAMS } from '../../streams/streams';
import { PHB_CHC_WHOLE } from '../../streams/whole-package.rules';
import { type Day, runsOn } from '../../vocabulary/day';
import { paidBy } from '../../vocabulary/stream';
import type { Budget } from '../record/budget.loader';
import { budgetRuns, isContinuingHealthcare, stateOn } from '../record/revisions';

/** The NHS Continuing Healthcare that runs on a day: the NHS then pays for the whole of the person's care. */
export const continuingHealthcareOn = (budgets: readonly Budget[], on: Day): Budget | null =>
  budgets.find((budget) => {
    const state = stateOn(budget.revisions, on);
    return budgetRuns(state, on) && isContinuingHealthcare(budget, state);
  }) ?? null;

/** The first day after one on which it begins, as far as that is known; null where none is to come. */
export const continuingHealthcareAfter = (budgets: readonly Budget[], on: Day): Day | null =>
  budgets
    .filter(({ stream }) => paidBy(stream) === 'HEALTH_COMMISSIONER')
    .flatMap(({ revisions }) => revisions.flatMap((state) => [state.from, state.effectiveOn]))
    .filter((day) => day > on && continuingHealthcareOn(budgets, day) !== null)
    .sort()[0] ?? null;

/** Refuses what is new for an adult whose whole care the NHS pays for. */
export const noNewCareUnderHealth = (budgets: readonly Budget[], on: Day, what: 'budget' | 'charge'): readonly RuleResult[] =>
  continuingHealthcareOn(budgets, on) === null
    ? []
    : [
        speak(
          PHB_CHC_WHOLE,
          what === 'budget'
            ? `On ${on} the person has NHS Continuing Healthcare, which pays for the whole of their care: no adult social care budget is made for the same needs.`
            : `On ${on} the person has NHS Continuing Healthcare, which is free and pays for the whole of their care: nothing is charged for the same needs.`,
          {
            fix:
              what === 'budget'
                ? 'Ask the NHS commissioner to meet the need; if continuing healthcare ends, the budget can begin the day after.'
                : 'Make no charge while continuing healthcare runs.',
          },
        ),
      ];

/** The budgets that run on a day and give way to it: adult social care. */
export const adultCareOn = (budgets: readonly Budget[], on: Day): readonly Budget[] =>
  budgets.filter(({ stream, revisions }) => FUNDING_STREAMS[stream].givesWayToHealthcare && budgetRuns(stateOn(revisions, on), on));

/** Those that run on its first day, or begin in it. */
export function adultCareIn(budgets: readonly Budget[], period: { readonly from: Day; readonly to: Day | null }): readonly Budget[] {
  const begins = ({ revisions }: Budget): readonly Day[] =>
    revisions.flatMap((state) => [state.from, state.effectiveOn]).filter((day) => runsOn(period, day));
  return budgets.filter(
    (budget) =>
      FUNDING_STREAMS[budget.stream].givesWayToHealthcare &&
      [period.from, ...begins(budget)].some((day) => budgetRuns(stateOn(budget.revisions, day), day)),
  );
}
