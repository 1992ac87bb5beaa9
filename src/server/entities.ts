import { EmergencyAccessRow, EmergencyReviewRow, EmergencyTryRow } from '../access/emergency/emergency.entity';
import { RationRow } from '../access/ration';
import { AccessEventRow } from '../audit/access-event.entity';
import { AuditChainRow } from '../audit/audit-chain.entity';
import { AgreementRow, AlongsideRow, ArrangementRow, FinancialAssessmentRow } from '../budgets/record/arrangement.entity';
import { AllocationRow, BudgetRevisionRow } from '../budgets/record/budget.entity';
import { ConsultationPartyRow, ConsultationRow, SufficiencyReviewRow } from '../budgets/record/consultation.entity';
import { DisputeRow, ReviewRow } from '../budgets/record/review.entity';
import { InvoiceLineRow, InvoiceRow, MovementRow, SpendingStatementRow, TransactionRow } from '../budgets/record/spending.entity';
import { SummaryPublicationRow } from '../dashboards/publication.entity';
import { IdBlockRow } from '../database/id-block.entity';
import { IdempotencyRow } from '../decide/idempotency.entity';
import { CorrectionRow } from '../people/correction.entity';
import { LoadedThingRow, LoadRow, MatchProposalRow, StagedRow } from '../exchange/statements/load.entity';
import {
  CapacityDecisionRow,
  HolderAuthorityRow,
  IdentifierRow,
  LivingSituationRow,
  OrganisationRow,
  PersonRow,
  PersonWasRow,
  RelationRow,
  ResidenceRow,
} from '../people/person.entity';
import { BudgetItemRow, OutcomeRow, PlanRow, ReturnedFactRow } from '../plans/plan.entity';

/** Every table of the hub, room by room. */
export const entities = [
  IdBlockRow,
  IdempotencyRow,
  RationRow,
  AccessEventRow,
  AuditChainRow,
  OrganisationRow,
  PersonRow,
  PersonWasRow,
  IdentifierRow,
  RelationRow,
  CapacityDecisionRow,
  LivingSituationRow,
  HolderAuthorityRow,
  ResidenceRow,
  CorrectionRow,
  EmergencyAccessRow,
  EmergencyReviewRow,
  EmergencyTryRow,
  PlanRow,
  OutcomeRow,
  BudgetItemRow,
  ReturnedFactRow,
  BudgetRevisionRow,
  AllocationRow,
  ArrangementRow,
  AgreementRow,
  FinancialAssessmentRow,
  AlongsideRow,
  ConsultationRow,
  ConsultationPartyRow,
  SufficiencyReviewRow,
  MovementRow,
  TransactionRow,
  SpendingStatementRow,
  InvoiceRow,
  InvoiceLineRow,
  ReviewRow,
  DisputeRow,
  SummaryPublicationRow,
  LoadRow,
  StagedRow,
  LoadedThingRow,
  MatchProposalRow,
];
