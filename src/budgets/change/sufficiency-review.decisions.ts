import { insert, revise } from '../../database/changes';
import { factColumns, firstVersion } from '../../people/people.decisions';
import { type Amount, amountInWords } from '../../vocabulary/amount';
import { badInput } from '../../vocabulary/refusal';
import { budgetHolding, ofBudget, onStreamBudget } from '../caller/budget-mutation';
import { theChargeFollows } from '../charge/charge-sharing.rules';
import { looksAgain } from '../lines/draw-down.rules';
import { SufficiencyReviewRow } from '../record/consultation.entity';
import { isOver, latestState, nextColumns, noted, reviseBudget } from '../record/revisions';

export interface ReviewToRequest {
  readonly streamBudgetId: number;
  readonly account: string;
}
/** The indicative amount looks too low: it is to be looked at again (SUFFICIENCY-REVIEW). One at a time. */
export const requestSufficiencyReview = onStreamBudget<ReviewToRequest>(
  'requestSufficiencyReview',
  'SPEAKS',
  ({ budget, facts }, { account }, circumstances) => {
    const state = latestState(budget);
    if (isOver(state)) throw badInput('streamBudgetId', `The budget is ${state.status.toLowerCase()}.`);
    if (state.indicative === null) throw badInput('streamBudgetId', 'There is no indicative amount to look at again.');
    const open = budget.record.sufficiencyReviews.find(({ decidedOn }) => decidedOn === null);
    if (open) throw badInput('streamBudgetId', `A review was asked for on ${open.askedOn} and is not decided yet.`);
    const id = circumstances.newId();
    const row: SufficiencyReviewRow = {
      ...factColumns(id, facts.person, circumstances),
      ...firstVersion,
      budget_id: budget.id,
      asked_on: circumstances.today,
      account: account.trim(),
      decided_on: null,
      outcome: null,
    };
    return {
      results: [looksAgain(state.indicative, id)],
      changes: [insert(SufficiencyReviewRow, row), ...noted(budget, 'requestSufficiencyReview', circumstances)],
      id,
    };
  },
);

export interface ReviewToDecide {
  readonly reviewId: number;
  /** null: it stays as it is. */
  readonly indicative: Amount | null;
  readonly account: string;
}
/**
 * Decides a review. Another amount is a new proposal, of whoever decides: it is shared and agreed anew, by somebody else, and an
 * approval of the older amount is void. Money that is being paid goes on at what is agreed, until it is increased or a cut has
 * been consulted on.
 */
export const decideSufficiencyReview = ofBudget<ReviewToDecide>('decideSufficiencyReview', {
  follows: theChargeFollows,
  may: 'WRITES',
  names: 'PART',
  people: async (input, find) => [await find.personOf('sufficiency_review', input.reviewId, 'reviewId')],
  budgetId: ({ reviewId }, all) =>
    budgetHolding(all, 'reviewId', reviewId, ({ record }) => record.sufficiencyReviews.some(({ id }) => id === reviewId)),
  decide({ budget, facts }, { reviewId, indicative, account }, circumstances) {
    const review = budget.record.sufficiencyReviews.find(({ id }) => id === reviewId);
    if (!review) throw badInput('reviewId', 'There is no such review.');
    if (review.decidedOn !== null) throw badInput('reviewId', `It was decided on ${review.decidedOn} already.`);
    const state = latestState(budget);
    if (isOver(state)) throw badInput('reviewId', `The budget is ${state.status.toLowerCase()}.`);
    const before = state.indicative ? amountInWords(state.indicative) : 'nothing';
    const outcome =
      indicative === null ? `It stays at ${before}. ${account.trim()}` : `It goes from ${before} to ${amountInWords(indicative)}. ${account.trim()}`;
    const row: SufficiencyReviewRow = {
      ...nextColumns(review, facts, circumstances),
      budget_id: budget.id,
      asked_on: review.askedOn,
      account: review.account,
      decided_on: null,
      outcome: null,
    };
    const decided = revise(SufficiencyReviewRow, row, { decided_on: circumstances.today, outcome }, circumstances.at);
    if (indicative === null)
      return { results: [], changes: [...decided, ...noted(budget, 'decideSufficiencyReview', circumstances, outcome)], id: review.id };
    const revised = reviseBudget(
      budget,
      {
        action: 'decideSufficiencyReview',
        reason: outcome,
        patch: ({ status }) => ({
          indicative,
          proposedBy: circumstances.actor.subject,
          sharedOn: null,
          // What was agreed is open again until money is released; the days before a release stay as they were.
          ...(status === 'AGREED' && state.status === 'AGREED' ? { status: 'INDICATIVE', agreed: null, approvedBy: null } : {}),
        }),
      },
      circumstances,
    );
    return { results: [], changes: [...decided, ...revised], id: review.id };
  },
});
