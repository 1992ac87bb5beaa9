import type { RuleId } from '../../rules/rule-ids';
import { readAmount } from '../../database/amount-columns';
import type { RowSets } from '../../database/changes';
import type { WaveStatement } from '../../database/reading';
import { asKnown, groupBy, rowsOf } from '../../database/row-sets';
import { amount } from '../../vocabulary/amount';
import { AlongsideRow } from './arrangement.entity';
import type {
  Alongside,
  BudgetRecord,
  BudgetTransaction,
  Consultation,
  ConsultationParty,
  Dispute,
  DoneReview,
  Invoice,
  InvoiceLine,
  Movement,
  SpendingStatement,
  SufficiencyReview,
} from './budget.types';
import type {
  AlongsideKind,
  ConsultationStatus,
  CutKind,
  DisputeStage,
  DisputeSubject,
  InvoiceStatus,
  MovementKind,
  SpendingBasis,
} from './budget.words';
import { ConsultationPartyRow, ConsultationRow, SufficiencyReviewRow } from './consultation.entity';
import { DisputeRow, ReviewRow } from './review.entity';
import { InvoiceLineRow, InvoiceRow, MovementRow, SpendingStatementRow, TransactionRow } from './spending.entity';

export const RECORD_STATEMENTS: readonly WaveStatement[] = [
  { table: AlongsideRow, sql: asKnown('alongside') },
  { table: SufficiencyReviewRow, sql: asKnown('sufficiency_review') },
  { table: ConsultationRow, sql: asKnown('consultation') },
  { table: ConsultationPartyRow, sql: asKnown('consultation_party') },
  { table: MovementRow, sql: asKnown('movement') },
  { table: TransactionRow, sql: asKnown('budget_transaction') },
  { table: SpendingStatementRow, sql: asKnown('spending_statement') },
  { table: InvoiceRow, sql: asKnown('invoice') },
  { table: InvoiceLineRow, sql: asKnown('invoice_line') },
  { table: ReviewRow, sql: asKnown('review') },
  { table: DisputeRow, sql: asKnown('dispute') },
];

const toAlongside = (row: AlongsideRow): Alongside => ({
  id: row.id,
  kind: row.kind as AlongsideKind,
  label: row.label,
  payer: row.payer,
  amount: readAmount(row, 'amount') ?? amount(0),
  itemId: row.item_id,
  from: row.from_on,
  to: row.to_on,
});
const toSufficiencyReview = (row: SufficiencyReviewRow): SufficiencyReview => ({
  id: row.id,
  version: row.version,
  askedOn: row.asked_on,
  account: row.account,
  decidedOn: row.decided_on,
  outcome: row.outcome,
});
const toParty = (row: ConsultationPartyRow): ConsultationParty => ({
  id: row.id,
  version: row.version,
  name: row.name,
  role: row.role,
  answeredOn: row.answered_on,
  agrees: row.agrees === null ? null : Boolean(row.agrees),
  view: row.view,
  whoId: row.who_id,
  organisationId: row.organisation_id,
});
const toConsultation = (row: ConsultationRow, parties: readonly ConsultationPartyRow[]): Consultation => ({
  id: row.id,
  version: row.version,
  kind: row.kind as CutKind,
  to: readAmount(row, 'to'),
  reasons: row.reasons,
  noticeGivenOn: row.notice_given_on,
  effectiveOn: row.takes_effect_on,
  closesOn: row.closes_on,
  status: row.status as ConsultationStatus,
  proposedBy: row.proposed_by,
  reconsideration: row.reconsideration,
  appliedOn: row.applied_on,
  parties: parties.map(toParty),
});
const toMovement = (row: MovementRow): Movement => ({
  id: row.id,
  arrangementId: row.arrangement_id,
  kind: row.kind as MovementKind,
  on: row.moved_on,
  amount: row.amount_pence,
  note: row.note,
  covers: row.covers_from !== null && row.covers_to !== null ? { from: row.covers_from, to: row.covers_to } : null,
  loaded: row.load_id !== null,
});
const toStatement = (row: SpendingStatementRow): SpendingStatement => ({
  id: row.id,
  version: row.version,
  basis: row.basis as SpendingBasis,
  from: row.from_on,
  to: row.to_on,
  givenBy: row.given_by,
});
const toTransaction = (row: TransactionRow): BudgetTransaction => ({
  id: row.id,
  version: row.version,
  reference: row.reference,
  on: row.spent_on,
  amount: row.amount_pence,
  description: row.description,
  itemId: row.item_id,
  merchantCategory: row.merchant_category,
  askedAbout: row.asked_about ?? null,
  explanation: row.explanation ?? null,
});
const toLine = (row: InvoiceLineRow): InvoiceLine => ({
  id: row.id,
  itemId: row.item_id,
  on: row.on_day,
  units: row.units,
  rate: row.rate_pence,
  amount: row.amount_pence,
});
const toInvoice = (row: InvoiceRow, lines: readonly InvoiceLineRow[]): Invoice => ({
  id: row.id,
  version: row.version,
  provider: row.provider,
  number: row.number,
  status: row.status as InvoiceStatus,
  lines: lines.map(toLine),
});
const toReview = (row: ReviewRow): DoneReview => ({
  id: row.id,
  version: row.version,
  dueOn: row.due_on,
  doneOn: row.done_on,
  rule: row.rule as RuleId,
  finding: row.finding,
  outcomesMet: row.outcomes_met === null ? null : Boolean(row.outcomes_met),
});
const toDispute = (row: DisputeRow): Dispute => ({
  id: row.id,
  version: row.version,
  subject: row.subject as DisputeSubject,
  stage: row.stage as DisputeStage,
  raisedOn: row.raised_on,
  account: row.account,
  outcome: row.outcome,
});

/** By id, which is the order in which things were first recorded. */
const inOrder = <R extends { readonly id: number }>(rows: readonly R[] | undefined): readonly R[] => (rows ?? []).toSorted((a, b) => a.id - b.id);

/** As a bank's statement lists them, in whatever order they came. */
const byDay = (payments: readonly BudgetTransaction[]): readonly BudgetTransaction[] =>
  payments.toSorted((a, b) => (a.on === b.on ? a.id - b.id : a.on < b.on ? -1 : 1));

/** What each budget's record holds. */
export function toRecords(sets: RowSets): (budgetId: number) => BudgetRecord {
  const byBudget = <R extends { readonly id: number; budget_id: number }>(table: abstract new () => R): ((id: number) => readonly R[]) => {
    const groups = groupBy(rowsOf(sets, table), (row) => row.budget_id);
    return (id) => inOrder(groups.get(id));
  };
  const alongside = byBudget(AlongsideRow);
  const sufficiencyReviews = byBudget(SufficiencyReviewRow);
  const consultations = byBudget(ConsultationRow);
  const parties = groupBy(rowsOf(sets, ConsultationPartyRow), (row) => row.consultation_id);
  const movements = byBudget(MovementRow);
  const transactions = byBudget(TransactionRow);
  const statements = byBudget(SpendingStatementRow);
  const invoices = byBudget(InvoiceRow);
  const lines = groupBy(rowsOf(sets, InvoiceLineRow), (row) => row.invoice_id);
  const reviews = byBudget(ReviewRow);
  const disputes = byBudget(DisputeRow);
  return (id) => ({
    alongside: alongside(id).map(toAlongside),
    sufficiencyReviews: sufficiencyReviews(id).map(toSufficiencyReview),
    consultations: consultations(id).map((row) => toConsultation(row, inOrder(parties.get(row.id)))),
    movements: movements(id).map(toMovement),
    transactions: byDay(transactions(id).map(toTransaction)),
    statements: statements(id).map(toStatement),
    invoices: invoices(id).map((row) => toInvoice(row, inOrder(lines.get(row.id)))),
    reviews: reviews(id).map(toReview),
    disputes: disputes(id).map(toDispute),
  });
}
