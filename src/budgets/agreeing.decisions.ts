import { mustWrite } from '../access/guard';
import { insert } from '../database/changes';
import { amountColumns } from '../database/amount-columns';
import type { Circumstances, Declaration, Find } from '../decide/decision';
import { factColumns, firstVersion } from '../people/people.decisions';
import type { RuleResult } from '../rules/rule';
import { byOwnCommissioner, commissionerOfItsTime } from '../streams/health/commissioner.rules';
import { shownOnlyIfTheySaySo } from '../streams/health/eligibility.rules';
import type { AgreementKind } from '../streams/stream.types';
import type { Amount } from '../vocabulary/amount';
import type { Day } from '../vocabulary/day';
import { badInput, notFound } from '../vocabulary/refusal';
import { fourEyes, indicativeShared } from './agreeing.rules';
import { streamFacts } from './award.decisions';
import type { Budget } from './budget.loader';
import { atMostTheCost } from './charging.rules';
import { indicativeLooksLow, sufficient } from './drawing.rules';
import type { PersonFacts } from './facts';
import { AgreementRow } from './holding.entity';
import { latestState, reviseBudget, versionOf } from './revisions';
import { theChargeFollows } from './sharing.rules';
import { askedOf, nearestDay, streamAgrees } from './stream-agrees.rules';

/** The budget among the facts, with whom it belongs to. */
export function findBudget(
  facts: ReadonlyMap<number, PersonFacts>,
  budgetId: number,
  field = 'streamBudgetId',
): { readonly budget: Budget; readonly facts: PersonFacts } {
  for (const each of facts.values()) {
    const budget = each.budgets.find(({ id }) => id === budgetId);
    if (budget) return { budget, facts: each };
  }
  throw notFound(field, `There is no budget ${budgetId} here.`);
}

interface OnBudget {
  readonly streamBudgetId: number;
}
/** What every mutation of one budget has in common: whose it is, its version, who may, and health's own commissioner. */
export const onBudget = <Input extends OnBudget>(
  name: string,
  decide: (
    own: { budget: Budget; facts: PersonFacts },
    input: Input,
    circumstances: Circumstances,
  ) => { results: readonly RuleResult[]; changes: ReturnType<typeof reviseBudget>; id?: number },
): Declaration<Input, PersonFacts> => ({
  name,
  people: async (input: Input, find: Find) => [await find.personOf('budget_revision', input.streamBudgetId, 'streamBudgetId')],
  versionOf(facts, input) {
    const { budget } = findBudget(facts, input.streamBudgetId);
    const last = budget.revisions.at(-1);
    return { version: versionOf(budget), changed: last ? `${last.action} by ${last.actorName}` : 'unchanged' };
  },
  allow(facts, input, { actor, today }) {
    const { budget, facts: own } = findBudget(facts, input.streamBudgetId);
    mustWrite(actor, budget.stream, own, today);
  },
  decide(facts, input, circumstances) {
    const own = findBudget(facts, input.streamBudgetId);
    const commissioner = own.budget.stream === 'HEALTH' ? byOwnCommissioner(circumstances.actor.organisation, own.facts.person) : [];
    const verdict = decide(own, input, circumstances);
    return {
      results: [...commissioner, ...verdict.results],
      changes: verdict.changes,
      id: verdict.id ?? own.budget.id,
      personId: own.facts.person.id,
      budgetId: own.budget.id,
    };
  },
  follows: theChargeFollows,
});

export interface IndicativeToShare extends OnBudget {
  readonly on: Day;
}
export const shareIndicative = onBudget<IndicativeToShare>('shareIndicative', ({ budget }, { on }, circumstances) => {
  if (on > circumstances.today) throw badInput('on', `${on} has not come yet.`);
  if (latestState(budget).indicative === null) throw badInput('streamBudgetId', 'There is no indicative amount to share.');
  return { results: [], changes: reviseBudget(budget, { action: 'shareIndicative', patch: () => ({ sharedOn: on }) }, circumstances) };
});

export interface BudgetToAgree extends OnBudget {
  readonly amount: Amount;
}
export const agreeBudget = onBudget<BudgetToAgree>('agreeBudget', ({ budget, facts }, { amount }, circumstances) => {
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
      ...(budget.stream === 'HEALTH' ? commissionerOfItsTime(actor.organisation, today) : []),
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
});

const closed = (status: string): Error =>
  badInput('streamBudgetId', `The budget is ${status.toLowerCase()}: what is agreed is changed with increaseBudget or proposeReduction.`);

export interface AgreementToRecord extends OnBudget {
  readonly arrangementId: number | null;
  readonly kind: AgreementKind;
  readonly givenBy: string;
  readonly role: string;
  readonly on: Day;
  readonly until: Day | null;
  readonly amount: Amount | null;
  readonly itemId: number | null;
}
/** Puts on record what somebody agreed to. It changes no amount; a rule that asked for it is satisfied by it. */
export const recordAgreement = onBudget<AgreementToRecord>('recordAgreement', ({ budget, facts }, input, circumstances) => {
  if (input.on > circumstances.today) throw badInput('input.on', `${input.on} has not come yet: an agreement is recorded once it is given.`);
  if (input.until !== null && input.until < input.on) throw badInput('input.until', 'It ends before it was given.');
  if (input.itemId !== null && !facts.plans.some(({ items }) => items.some(({ id }) => id === input.itemId)))
    throw notFound('input.itemId', `The person has no line ${input.itemId}.`);
  if (input.arrangementId !== null && !budget.arrangements.some(({ id }) => id === input.arrangementId))
    throw notFound('input.arrangementId', `The budget has no arrangement ${input.arrangementId}.`);
  const id = circumstances.newId();
  const row: AgreementRow = {
    ...factColumns(id, facts.person, circumstances),
    ...firstVersion,
    budget_id: budget.id,
    arrangement_id: input.arrangementId,
    item_id: input.itemId,
    kind: input.kind,
    given_by: input.givenBy,
    role: input.role,
    given_on: input.on,
    until_on: input.until,
    ...amountColumns('amount', input.amount),
    withdrawn_on: null,
    withdrawn_reason: null,
  };
  return {
    results: [],
    changes: [insert(AgreementRow, row), ...reviseBudget(budget, { action: 'recordAgreement', patch: () => ({}) }, circumstances)],
    id,
  };
});

export interface ShownInPool extends OnBudget {
  readonly shown: boolean;
}
/** The person's choice whether their health budget is shown with the rest. */
export const showInPool = onBudget<ShownInPool>('showInPool', ({ budget }, { shown }, circumstances) => ({
  results: budget.stream === 'HEALTH' ? shownOnlyIfTheySaySo(shown, budget.id) : [],
  changes: reviseBudget(budget, { action: 'showInPool', patch: () => ({ shownInPool: shown }) }, circumstances),
}));
