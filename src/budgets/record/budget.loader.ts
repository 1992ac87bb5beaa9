import { readAmount } from '../../database/amount-columns';
import type { RowSets } from '../../database/changes';
import type { WaveStatement } from '../../database/reading';
import { asKnown, asWritten, groupBy, rowsOf } from '../../database/row-sets';
import type { HolderKind } from '../../person/person.types';
import type { Step } from '../../rules/rule';
import type {
  Agreement,
  AgreementKind,
  Allocation,
  AllocationDetails,
  Arrangement,
  ArrangementKind,
  BudgetState,
  BudgetStatus,
  ContributionMode,
} from '../../streams/stream.types';
import { amount } from '../../vocabulary/amount';
import type { Stream } from '../../vocabulary/stream';
import { AgreementRow, ArrangementRow } from './arrangement.entity';
import { RECORD_STATEMENTS, toRecords } from './budget-life.loader';
import { AllocationRow, BudgetRevisionRow } from './budget.entity';
import type { BudgetRecord } from './budget.types';

export const BUDGET_STATEMENTS: readonly WaveStatement[] = [
  { table: BudgetRevisionRow, sql: asWritten('budget_revision') },
  { table: AllocationRow, sql: asWritten('allocation') },
  { table: ArrangementRow, sql: asKnown('arrangement') },
  { table: AgreementRow, sql: asKnown('agreement') },
  ...RECORD_STATEMENTS,
];

/** A stream's budget: its revisions in the order they were recorded, and what belongs to it. */
export interface Budget {
  readonly id: number;
  readonly personId: number;
  readonly stream: Stream;
  readonly revisions: readonly BudgetState[];
  readonly allocations: readonly Allocation[];
  readonly arrangements: readonly Arrangement[];
  readonly agreements: readonly Agreement[];
  readonly record: BudgetRecord;
}

const number = (value: number | string | null): number => Number(value);
const maybe = (value: number | string | null): number | null => (value === null ? null : Number(value));

export const toState = (row: BudgetRevisionRow): BudgetState => ({
  budgetId: number(row.budget_id),
  version: row.version,
  personId: number(row.person_id),
  authorityId: number(row.authority_id),
  stream: row.stream as Stream,
  funderId: number(row.funder_id),
  effectiveOn: row.effective_on,
  recordedAt: number(row.recorded_at),
  action: row.action,
  reason: row.reason,
  actorSubject: row.actor_subject,
  actorName: row.actor_name,
  status: row.status as BudgetStatus,
  from: row.from_on,
  to: row.to_on,
  indicative: readAmount(row, 'indicative'),
  agreed: readAmount(row, 'agreed'),
  contribution: readAmount(row, 'contribution'),
  sharedOn: row.shared_on,
  proposedBy: row.proposed_by,
  approvedBy: row.approved_by,
  releasedOn: row.released_on,
  schedule: row.schedule,
  shownInPool: Boolean(row.shown_in_pool),
  origin: row.origin as BudgetState['origin'],
  allocationId: number(row.allocation_id),
  settingId: maybe(row.setting_id),
  caredForId: maybe(row.cared_for_id),
});

const toAllocation = (row: AllocationRow): Allocation => ({
  id: row.id,
  budgetId: row.budget_id,
  assessedOn: row.assessed_on,
  assessedBy: row.assessed_by,
  details: JSON.parse(row.details) as AllocationDetails,
  // Taken apart only where an answer shows how a figure was reached.
  get steps() {
    return JSON.parse(row.steps) as Step[];
  },
  policy: row.policy,
});

const toArrangement = (row: ArrangementRow): Arrangement => ({
  id: row.id,
  version: row.version,
  budgetId: row.budget_id,
  kind: row.kind as ArrangementKind,
  holder: row.holder as HolderKind,
  holderName: row.holder_name,
  holderId: row.holder_id,
  holderAuthorityId: row.holder_authority_id,
  amount: readAmount(row, 'amount') ?? amount(0),
  contingency: row.contingency,
  from: row.from_on,
  to: row.to_on,
  route: row.route,
  contributionTaken: row.contribution_taken as ContributionMode | null,
});

const toAgreement = (row: AgreementRow): Agreement => ({
  id: row.id,
  version: row.version,
  budgetId: row.budget_id,
  arrangementId: row.arrangement_id,
  itemId: row.item_id,
  kind: row.kind as AgreementKind,
  givenBy: row.given_by,
  role: row.role,
  on: row.given_on,
  until: row.until_on,
  amount: readAmount(row, 'amount'),
  sharedWithRole: row.shared_with_role ?? null,
  sharedWithId: row.shared_with_id ?? null,
  sharedWithPersonId: row.shared_with_person_id ?? null,
  withdrawnOn: row.withdrawn_on,
  withdrawnReason: row.withdrawn_reason,
});

export function toBudgets(sets: RowSets): ReadonlyMap<number, Budget[]> {
  const recordOf = toRecords(sets);
  const allocations = groupBy(rowsOf(sets, AllocationRow), (row) => row.budget_id);
  const arrangements = groupBy(rowsOf(sets, ArrangementRow), (row) => row.budget_id);
  const agreements = groupBy(rowsOf(sets, AgreementRow), (row) => row.budget_id);
  const budgets = new Map<number, Budget[]>();
  for (const [id, rows] of groupBy(rowsOf(sets, BudgetRevisionRow), (row) => row.budget_id)) {
    const revisions = rows.map(toState).sort((a, b) => a.version - b.version);
    const first = revisions[0];
    if (!first) continue;
    const budget: Budget = {
      id,
      personId: first.personId,
      stream: first.stream,
      revisions,
      allocations: (allocations.get(id) ?? []).map(toAllocation),
      arrangements: (arrangements.get(id) ?? []).map(toArrangement),
      agreements: (agreements.get(id) ?? []).map(toAgreement),
      record: recordOf(id),
    };
    const own = budgets.get(first.personId);
    if (own) own.push(budget);
    else budgets.set(first.personId, [budget]);
  }
  return budgets;
}
