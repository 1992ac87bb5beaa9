import { budgetHolding, type BudgetWithOwner, ofBudget, type OnBudget, onStreamBudget } from '../budgets/caller/budget-mutation';
import { policyOn } from '../budgets/caller/policy-of-the-day';
import type { Dispute } from '../budgets/record/budget.types';
import type { DisputeSubject } from '../budgets/record/budget.words';
import { DisputeRow, ReviewRow } from '../budgets/record/review.entity';
import { nextColumns, noted, stateFor } from '../budgets/record/revisions';
import { nextReviews } from '../budgets/standing/review-cycle.rules';
import { answeredBy, reviewedOf, reviewsStanding } from '../budgets/standing/review-standing.rules';
import { insert, revise } from '../database/changes';
import type { Circumstances } from '../mutation/declaration';
import { factColumns, firstVersion } from '../people/people.decisions';
import { addDays, type Day } from '../vocabulary/day';
import { badInput } from '../vocabulary/refusal';
import { firstStage, goesToProvider, nextStage, whoDecidesNext } from './disputes.rules';

export interface ReviewToRecord {
  readonly streamBudgetId: number;
  readonly doneOn: Day;
  readonly finding: string;
  readonly outcomesMet: boolean;
}
/** Records a review: it answers all that were due by its day, or the next one where none was. */
export const recordReview = onStreamBudget<ReviewToRecord>(
  'recordReview',
  'HANDLES',
  ({ budget, facts }, { doneOn, finding, outcomesMet }, circumstances) => {
    const state = stateFor(budget, doneOn);
    if (doneOn > circumstances.today) throw badInput('doneOn', `${doneOn} has not come yet: a review is recorded once it is done.`);
    if (state.releasedOn === null || doneOn < state.releasedOn) throw badInput('doneOn', 'A budget is reviewed once its money is released.');
    const policy = policyOn(facts, circumstances, doneOn);
    const answered = answeredBy(reviewsStanding(budget, state, facts, policy, doneOn), doneOn);
    const [first] = answered;
    if (!first) throw badInput('doneOn', 'No review is due, or to come, that this one could answer.');
    const rows = answered.map(({ dueOn, rule }): ReviewRow => ({
      ...factColumns(circumstances.newId(), facts.person, circumstances),
      ...firstVersion,
      budget_id: budget.id,
      due_on: dueOn,
      done_on: doneOn,
      rule,
      finding: finding.trim(),
      outcomes_met: outcomesMet,
    }));
    const reviewed = reviewedOf(budget, state, facts, doneOn);
    const after = answered.map(({ dueOn }) => dueOn).reduce((a, b) => (a > b ? a : b));
    return {
      results: reviewed ? nextReviews(reviewed, policy, addDays(after, 1), budget.id) : [],
      changes: [...rows.map((row) => insert(ReviewRow, row)), ...noted(budget, 'recordReview', circumstances)],
      ...(rows[0] ? { id: rows[0].id } : {}),
    };
  },
);

export interface DisputeToRaise {
  readonly streamBudgetId: number;
  readonly subject: DisputeSubject;
  readonly account: string;
}
/** Somebody disagrees: the budget stands while they do. A complaint about a service that was bought goes to its provider. */
export const raiseDispute = onStreamBudget<DisputeToRaise>('raiseDispute', 'SPEAKS', ({ budget, facts }, { subject, account }, circumstances) => {
  const open = budget.record.disputes.find((each) => each.subject === subject && each.stage !== 'SETTLED');
  if (open) throw badInput('subject', `This has been in dispute since ${open.raisedOn}: take it to the next stage, or settle it.`);
  const policy = policyOn(facts, circumstances, circumstances.today);
  const bought = subject === 'BOUGHT_SERVICE';
  const stage = firstStage(bought, policy);
  const id = circumstances.newId();
  const row: DisputeRow = {
    ...factColumns(id, facts.person, circumstances),
    ...firstVersion,
    budget_id: budget.id,
    subject,
    stage,
    raised_on: circumstances.today,
    account: account.trim(),
    outcome: null,
  };
  return {
    results: [...goesToProvider(bought, id), ...whoDecidesNext(stage, policy, id)],
    changes: [insert(DisputeRow, row), ...noted(budget, 'raiseDispute', circumstances)],
    id,
  };
});

interface OnDispute {
  readonly disputeId: number;
}
type OwnDispute = BudgetWithOwner & { readonly dispute: Dispute };

const ofDispute = <Input extends OnDispute>(
  name: string,
  may: OnBudget<Input>['may'],
  decide: (own: OwnDispute, input: Input, circumstances: Circumstances) => ReturnType<OnBudget<Input>['decide']>,
) =>
  ofBudget<Input>(name, {
    may,
    names: 'PART',
    people: async (input, find) => [await find.personOf('dispute', input.disputeId, 'disputeId')],
    budgetId: ({ disputeId }, all) => budgetHolding(all, 'disputeId', disputeId, ({ record }) => record.disputes.some(({ id }) => id === disputeId)),
    decide(own, input, circumstances) {
      const dispute = own.budget.record.disputes.find(({ id }) => id === input.disputeId);
      if (!dispute) throw badInput('disputeId', 'There is no such dispute.');
      if (dispute.stage === 'SETTLED') throw badInput('disputeId', 'It is settled.');
      return decide({ ...own, dispute }, input, circumstances);
    },
  });

const rowOf = (dispute: Dispute, { budget, facts }: BudgetWithOwner, circumstances: Circumstances): DisputeRow => ({
  ...nextColumns(dispute, facts, circumstances),
  budget_id: budget.id,
  subject: dispute.subject,
  stage: dispute.stage,
  raised_on: dispute.raisedOn,
  account: dispute.account,
  outcome: dispute.outcome,
});

/** Takes a dispute to the next stage, in the order of the council's own. */
export const escalateDispute = ofDispute<OnDispute>('escalateDispute', 'SPEAKS', (own, _, circumstances) => {
  const { budget, facts, dispute } = own;
  const policy = policyOn(facts, circumstances, circumstances.today);
  const stage = nextStage(dispute.stage, policy);
  if (stage === null)
    throw badInput(
      'disputeId',
      dispute.stage === 'PROVIDER'
        ? "The provider's own complaints procedure goes on from here."
        : 'That was the last stage at the council; the Ombudsman comes after it.',
    );
  return {
    results: whoDecidesNext(stage, policy, dispute.id),
    changes: [
      ...revise(DisputeRow, rowOf(dispute, own, circumstances), { stage }, circumstances.at),
      ...noted(budget, 'escalateDispute', circumstances),
    ],
    id: dispute.id,
  };
});

export interface DisputeToSettle extends OnDispute {
  readonly outcome: string;
}
/** Records how a dispute ended. */
export const settleDispute = ofDispute<DisputeToSettle>('settleDispute', 'HANDLES', (own, { outcome }, circumstances) => {
  const { budget, dispute } = own;
  return {
    results: [],
    changes: [
      ...revise(DisputeRow, rowOf(dispute, own, circumstances), { stage: 'SETTLED', outcome: outcome.trim() }, circumstances.at),
      ...noted(budget, 'settleDispute', circumstances),
    ],
    id: dispute.id,
  };
});
