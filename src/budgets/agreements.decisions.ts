import type { Circumstances } from '../decide/decision';
import { insert } from '../database/changes';
import { amountColumns } from '../database/amount-columns';
import { factColumns, firstVersion } from '../people/people.decisions';
import type { AgreementKind } from '../streams/stream.types';
import type { Amount } from '../vocabulary/amount';
import type { Day } from '../vocabulary/day';
import { badInput, notFound } from '../vocabulary/refusal';
import type { Budget } from './budget.loader';
import { AgreementRow } from './holding.entity';
import { ofBudget } from './on-budget';
import { latestState, reviseBudget } from './revisions';

const OF_A_SETTING: readonly AgreementKind[] = ['SETTING_RELEASE', 'ON_SITE_STAFF'];

/** What a school or college gives, and may take back, itself: for its own pupils alone. */
export const settingsOwn = (budget: Budget, kind: AgreementKind | undefined, { actor }: Pick<Circumstances, 'actor'>): boolean =>
  actor.role === 'SETTING_APPROVER' && latestState(budget).settingId === actor.organisation.id && kind !== undefined && OF_A_SETTING.includes(kind);

export interface AgreementToRecord {
  readonly streamBudgetId: number;
  readonly arrangementId: number | null;
  readonly kind: AgreementKind;
  readonly givenBy: string;
  readonly role: string;
  readonly on: Day;
  readonly until: Day | null;
  readonly amount: Amount | null;
  readonly itemId: number | null;
}
/**
 * Puts on record what somebody agreed to. It changes no amount; a rule that asked for it is satisfied by it. Terms of a direct
 * payment are the direct payment team's to record, and a setting gives its own agreement.
 */
export const recordAgreement = ofBudget<AgreementToRecord>('recordAgreement', {
  may: 'HANDLES',
  people: async (input, find) => [await find.personOf('budget_revision', input.streamBudgetId, 'streamBudgetId')],
  budgetId: ({ streamBudgetId }) => streamBudgetId,
  or: ({ budget }, { kind }, circumstances) => settingsOwn(budget, kind, circumstances),
  decide({ budget, facts }, input, circumstances) {
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
  },
});
