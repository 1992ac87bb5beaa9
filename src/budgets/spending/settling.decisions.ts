import { READS_FAMILY } from '../../access/table';
import { type Change, insert, revise } from '../../database/changes';
import type { Circumstances } from '../../mutation/declaration';
import { checkPeriod, factColumns, firstVersion } from '../../people/people.decisions';
import { type RuleResult, speak } from '../../rules/rule';
import { type Day } from '../../vocabulary/day';
import { type Pence, pounds } from '../../vocabulary/money';
import { badInput } from '../../vocabulary/refusal';
import { budgetHolding, type BudgetWithOwner, ofBudget, onStreamBudget } from '../caller/budget-mutation';
import { policyOn } from '../caller/policy-of-the-day';
import { holdsOn } from '../lines/own-part.rules';
import type { Budget } from '../record/budget.loader';
import type { BudgetTransaction, SpendingStatement } from '../record/budget.types';
import type { SpendingBasis } from '../record/budget.words';
import type { PersonFacts } from '../record/person-facts';
import { latestState, noted } from '../record/revisions';
import { MovementRow, SpendingStatementRow, TransactionRow } from '../record/spending.entity';
import { spendingOn } from './ledger.rules';
import { paymentResults } from './payment.rules';
import { transactionRow } from './spending.decisions';
import { SPEND_QUERIED, toBePaidBack, UNSPENT_REPAID } from './spending.rules';

/* What becomes of what was spent, and of what was not: payments that are asked about and explained, what is known, what is paid back and given back. */

/** What is paid back, or where it is below nothing given back again, as a row. */
const movedBack = (id: number, amount: Pence, budget: Budget, facts: Pick<PersonFacts, 'person'>, circumstances: Circumstances): MovementRow => ({
  ...factColumns(id, facts.person, circumstances),
  ...firstVersion,
  budget_id: budget.id,
  arrangement_id: null,
  kind: 'RECLAIMED',
  moved_on: circumstances.today,
  amount_pence: amount,
  note: circumstances.envelope.reason,
  covers_from: null,
  covers_to: null,
});

export interface UnspentToReclaim {
  readonly streamBudgetId: number;
  readonly amount: Pence;
}
/** Records that money is paid back to the stream that paid it in: no more than there is to reclaim. */
export const reclaimUnspent = onStreamBudget<UnspentToReclaim>('reclaimUnspent', 'HANDLES', ({ budget, facts }, { amount }, circumstances) => {
  const { today } = circumstances;
  const { toReclaim } = spendingOn(budget, facts, policyOn(facts, circumstances, today, latestState(budget)), today);
  if (amount <= 0) throw badInput('amount', 'What is paid back is more than nothing.');
  if (amount > toReclaim) throw badInput('amount', `${pounds(toReclaim)} is to be reclaimed, and no more.`);
  const id = circumstances.newId();
  const row = movedBack(id, amount, budget, facts, circumstances);
  const left = toReclaim - amount;
  const told = speak(
    UNSPENT_REPAID,
    `${pounds(amount)} is paid back${left > 0 ? `; ${pounds(left)} is still to be` : ', and nothing more is to be'}.`,
    { subject: budget.id },
  );
  return { results: [told], changes: [insert(MovementRow, row), ...noted(budget, 'reclaimUnspent', circumstances)], id };
});

/** Gives back what was paid back and turned out not to be owed: no more than that. */
export const returnReclaimed = onStreamBudget<UnspentToReclaim>('returnReclaimed', 'HANDLES', ({ budget, facts }, { amount }, circumstances) => {
  const { today } = circumstances;
  const { repaidTooMuch } = spendingOn(budget, facts, policyOn(facts, circumstances, today, latestState(budget)), today);
  if (amount <= 0) throw badInput('amount', 'What is given back is more than nothing.');
  if (amount > repaidTooMuch) throw badInput('amount', `${pounds(repaidTooMuch)} was paid back too much, and no more.`);
  const id = circumstances.newId();
  const row = movedBack(id, -amount, budget, facts, circumstances);
  const left = repaidTooMuch - amount;
  const told = speak(
    UNSPENT_REPAID,
    `${pounds(amount)} of what was paid back is given back${left > 0 ? `; ${pounds(left)} is still to be` : ', and nothing more is to be'}.`,
    { subject: budget.id },
  );
  return { results: [told], changes: [insert(MovementRow, row), ...noted(budget, 'returnReclaimed', circumstances)], id };
});

export interface SpendingToDeclare {
  readonly streamBudgetId: number;
  readonly from: Day;
  readonly to: Day;
  readonly basis: SpendingBasis;
  readonly givenBy: string;
}
/** One who holds money of it may, whatever else of the budget they are shown. */
const holdsIt = ({ budget }: BudgetWithOwner, _: unknown, { actor, today }: Circumstances): boolean =>
  READS_FAMILY.includes(actor.role) && holdsOn(budget, actor, today);

/** Puts on record that all that was spent in some days is on record: by the bank's statement, or by the word of who holds the money. */
export const declareSpending = onStreamBudget<SpendingToDeclare>(
  'declareSpending',
  'SPEAKS',
  ({ budget, facts }, { from, to, basis, givenBy }, circumstances) => {
    const { today } = circumstances;
    checkPeriod(from, to, 'to');
    if (to > today) throw badInput('to', `${to} has not come yet: what was spent is declared, not what will be.`);
    if (!budget.revisions.some(({ releasedOn }) => releasedOn !== null))
      throw badInput('streamBudgetId', 'The budget was never released: there is no money of it to account for.');
    const id = circumstances.newId();
    const row: SpendingStatementRow = {
      ...factColumns(id, facts.person, circumstances),
      ...firstVersion,
      budget_id: budget.id,
      basis,
      from_on: from,
      to_on: to,
      given_by: givenBy.trim(),
    };
    const statement: SpendingStatement = { id, version: 1, basis, from, to, givenBy: givenBy.trim() };
    const after: Budget = { ...budget, record: { ...budget.record, statements: [...budget.record.statements, statement] } };
    const withIt = { ...facts, budgets: facts.budgets.map((each) => (each.id === budget.id ? after : each)) };
    const { toReclaim } = spendingOn(after, withIt, policyOn(facts, circumstances, today, latestState(budget)), today);
    return {
      results: toBePaidBack(toReclaim, 0, budget.id),
      changes: [insert(SpendingStatementRow, row), ...noted(budget, 'declareSpending', circumstances)],
      id,
    };
  },
  undefined,
  holdsIt,
);

export interface TransactionToQuery {
  readonly transactionId: number;
  readonly question: string;
}
export interface TransactionToAccept {
  readonly transactionId: number;
  readonly explanation: string;
}
type OnTransaction = { readonly transactionId: number };

const onTransaction = <Input extends OnTransaction>(
  name: string,
  answer: (payment: BudgetTransaction, input: Input) => Pick<BudgetTransaction, 'askedAbout' | 'explanation'>,
  told: (payment: BudgetTransaction, asked: readonly RuleResult[]) => readonly RuleResult[],
) =>
  ofBudget<Input>(name, {
    may: 'HANDLES',
    names: 'PART',
    people: async ({ transactionId }, find) => [await find.personOf('budget_transaction', transactionId, 'transactionId')],
    budgetId: ({ transactionId }, all) =>
      budgetHolding(all, 'transactionId', transactionId, ({ record }) => record.transactions.some(({ id }) => id === transactionId)),
    decide({ budget, facts }, input, circumstances) {
      const payment = budget.record.transactions.find(({ id }) => id === input.transactionId);
      if (!payment) throw badInput('transactionId', 'There is no such payment.');
      const after: BudgetTransaction = { ...payment, ...answer(payment, input) };
      const changed: Budget = {
        ...budget,
        record: { ...budget.record, transactions: budget.record.transactions.map((each) => (each.id === payment.id ? after : each)) },
      };
      const policy = policyOn(facts, circumstances, payment.on, latestState(budget));
      const changes: Change[] = revise(
        TransactionRow,
        transactionRow(payment, budget, facts, circumstances),
        { asked_about: after.askedAbout, explanation: after.explanation },
        circumstances.at,
      );
      return {
        results: told(payment, paymentResults(after, changed, facts, policy)),
        changes: [...changes, ...noted(budget, name, circumstances)],
        id: payment.id,
      };
    },
  });

/** Asks about a payment: it could be reclaimed until it is explained. What was accepted before is open again. */
export const queryTransaction = onTransaction<TransactionToQuery>(
  'queryTransaction',
  (_, { question }) => ({ askedAbout: question.trim(), explanation: null }),
  (_, results) => results,
);

/** Accepts how a payment was explained: it is asked about no more, and is not reclaimed. What is said of it stays on record with the explanation. */
export const acceptTransaction = onTransaction<TransactionToAccept>(
  'acceptTransaction',
  (payment, { explanation }) => ({ askedAbout: payment.askedAbout, explanation: explanation.trim() }),
  (payment, results) =>
    results.length > 0
      ? results
      : [
          speak(SPEND_QUERIED, `Nothing was asked about the payment of ${pounds(payment.amount)} on ${payment.on}.`, {
            effect: 'INFORM',
            subject: payment.reference,
          }),
        ],
);
