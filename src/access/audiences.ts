import { ROLES, type Role } from './actor';
import { HANDLES_MONEY, KEEPS_RECORDS, OPENS_IN_EMERGENCY, OVERSEES, PASSES_ON, READS_AREA, READS_FAMILY, WRITES } from './table';

/*
 * Who may use each root field of the graph: one line each, and what has none is answered to nobody. This is the outer door.
 * Whose record it may be, and which stream, is decided behind it (`guard.ts`, `relation.ts`).
 */

/** Who may ask. No roles: anybody, without signing in. */
export interface Audience {
  readonly name: string;
  readonly roles: readonly Role[] | null;
}
const audience = (name: string, ...roles: readonly (readonly Role[])[]): Audience => ({
  name,
  roles: ROLES.filter((role) => roles.some((some) => some.includes(role))),
});

/** Calculators and published rules: about nobody. */
export const PUBLIC: Audience = { name: 'PUBLIC', roles: null };
/** Anybody with a token. Whom they may see, their standing decides: to others a person is not there. */
export const SIGNED_IN = audience('SIGNED_IN', ROLES);
/** The people of a council or commissioner, page by page. */
export const AREA_READERS = audience('AREA_READERS', READS_AREA);
/** Figures about many, names of none. */
export const SUMMARY_READERS = audience('SUMMARY_READERS', ['ANALYST', 'SERVICE_MANAGER', 'FINANCE_OFFICER', 'HEALTH_COMMISSIONER']);
/** Those whose work meets people. */
export const EMERGENCY_OPENERS = audience('EMERGENCY_OPENERS', OPENS_IN_EMERGENCY);
/** Who looks at what others did: emergencies, afterwards. */
export const OVERSEERS = audience('OVERSEERS', OVERSEES);

/** Who passes on the people and money of a body that was abolished. */
export const SUCCESSION_KEEPERS = audience('SUCCESSION_KEEPERS', PASSES_ON);

export const RECORD_KEEPERS = audience('RECORD_KEEPERS', KEEPS_RECORDS);
export const EDUCATION_WRITERS = audience('EDUCATION_WRITERS', WRITES.EDUCATION);
export const CHILDRENS_WRITERS = audience('CHILDRENS_WRITERS', WRITES.CHILDRENS_SOCIAL_CARE);
export const ADULTS_WRITERS = audience('ADULTS_WRITERS', WRITES.ADULT_SOCIAL_CARE);
export const CARERS_WRITERS = audience('CARERS_WRITERS', WRITES.CARER);
/** Every worker may try: that only the person's own commissioner attaches a health budget is a rule's to explain (PHB-COMMISSIONER). */
export const HEALTH_WRITERS = audience('HEALTH_WRITERS', KEEPS_RECORDS);
/** Who writes a budget of some stream; which, the budget decides. */
export const BUDGET_WRITERS = audience('BUDGET_WRITERS', ...Object.values(WRITES));

const MONEY = HANDLES_MONEY;
/** Workers, and those who handle the money. */
export const CASE_WORKERS = audience('CASE_WORKERS', KEEPS_RECORDS, MONEY);
/** The same with the person and their family: what they may ask, contest or answer. */
export const CASE_AND_FAMILY = audience('CASE_AND_FAMILY', KEEPS_RECORDS, MONEY, READS_FAMILY);
/** Agreements: a setting's head or principal gives those that are theirs to give. */
export const AGREEMENT_GIVERS = audience('AGREEMENT_GIVERS', KEEPS_RECORDS, MONEY, ['SETTING_APPROVER']);
/** Bills: a provider sends its own. */
export const INVOICE_SENDERS = audience('INVOICE_SENDERS', KEEPS_RECORDS, MONEY, ['PROVIDER']);
/** Purchases: who holds the card or account sends them too. */
export const PURCHASE_SENDERS = audience('PURCHASE_SENDERS', KEEPS_RECORDS, MONEY, READS_FAMILY, ['PROVIDER']);

/** Whoever records anything of a budget may have made a slip. */
export const RECORDERS = audience('RECORDERS', KEEPS_RECORDS, MONEY, READS_FAMILY, ['PROVIDER', 'SETTING_APPROVER']);

/** Every root field of the graph, by type and name. A field that is not here is answered to nobody, and fails the tests. */
export const AUDIENCES: Readonly<Record<string, Audience>> = {
  'Query.adultContribution': PUBLIC,
  'Query.adultsRas': PUBLIC,
  'Query.canBeFunded': PUBLIC,
  'Query.carerAllocation': PUBLIC,
  'Query.checkIdentifier': PUBLIC,
  'Query.childrensRas': PUBLIC,
  'Query.elementThreeTopUp': PUBLIC,
  'Query.equivalentAmount': PUBLIC,
  'Query.organisations': PUBLIC,
  'Query.policyFigures': PUBLIC,
  'Query.policyPacks': PUBLIC,
  'Query.policyTables': PUBLIC,
  'Query.rules': PUBLIC,
  'Query.serviceCatalogue': PUBLIC,

  'Query.me': SIGNED_IN,
  'Query.person': SIGNED_IN,
  'Query.findPeople': AREA_READERS,
  'Query.pooledBudgets': AREA_READERS,
  'Query.poolSummary': SUMMARY_READERS,
  'Query.workQueue': AREA_READERS,

  'Mutation.voidRecord': RECORDERS,
  'Mutation.withdrawReduction': BUDGET_WRITERS,
  'Mutation.approveInvoice': CASE_WORKERS,
  'Mutation.rejectInvoice': CASE_WORKERS,
  'Mutation.authoriseHolder': CASE_WORKERS,
  'Mutation.endRelation': RECORD_KEEPERS,
  'Mutation.movePerson': RECORD_KEEPERS,
  'Mutation.openEmergencyAccess': EMERGENCY_OPENERS,
  'Mutation.recordCapacity': RECORD_KEEPERS,
  'Mutation.recordDeath': RECORD_KEEPERS,
  'Mutation.recordLivingSituation': RECORD_KEEPERS,
  'Mutation.registerPerson': RECORD_KEEPERS,
  'Mutation.relatePeople': RECORD_KEEPERS,

  'Mutation.addPlanItem': RECORD_KEEPERS,
  'Mutation.addSectionJItem': RECORD_KEEPERS,
  'Mutation.agreePlan': RECORD_KEEPERS,
  'Mutation.ceasePlan': RECORD_KEEPERS,
  'Mutation.endItem': RECORD_KEEPERS,
  'Mutation.recordPlan': RECORD_KEEPERS,
  'Mutation.revisePlan': RECORD_KEEPERS,

  'Mutation.allocateToCarer': CARERS_WRITERS,
  'Mutation.attachHealthBudget': HEALTH_WRITERS,
  'Mutation.awardElementThree': EDUCATION_WRITERS,
  'Mutation.recordAdultsRas': ADULTS_WRITERS,
  'Mutation.recordChildrensRas': CHILDRENS_WRITERS,
  'Mutation.recordOtherFunding': BUDGET_WRITERS,

  'Mutation.agreeBudget': BUDGET_WRITERS,
  'Mutation.chooseArrangements': CASE_WORKERS,
  'Mutation.increaseBudget': BUDGET_WRITERS,
  'Mutation.joinBudgets': BUDGET_WRITERS,
  'Mutation.recordAgreement': AGREEMENT_GIVERS,
  'Mutation.recordAlongside': CASE_WORKERS,
  'Mutation.recordFinancialAssessment': CASE_WORKERS,
  'Mutation.refundContribution': CASE_WORKERS,
  'Mutation.releaseBudget': CASE_WORKERS,
  'Mutation.resumeBudget': CASE_WORKERS,
  'Mutation.shareIndicative': BUDGET_WRITERS,
  'Mutation.showInPool': CASE_AND_FAMILY,
  'Mutation.suspendBudget': CASE_WORKERS,
  'Mutation.withdrawAgreement': AGREEMENT_GIVERS,

  'Mutation.answerConsultation': CASE_AND_FAMILY,
  'Mutation.applyReduction': BUDGET_WRITERS,
  'Mutation.decideReconsideration': BUDGET_WRITERS,
  'Mutation.decideSufficiencyReview': BUDGET_WRITERS,
  'Mutation.endBudget': BUDGET_WRITERS,
  'Mutation.passToSuccessor': SUCCESSION_KEEPERS,
  'Mutation.proposeReduction': BUDGET_WRITERS,
  'Mutation.requestReconsideration': CASE_AND_FAMILY,
  'Mutation.requestSufficiencyReview': CASE_AND_FAMILY,

  'Mutation.reclaimUnspent': CASE_WORKERS,
  'Mutation.returnReclaimed': CASE_WORKERS,
  'Mutation.declareSpending': CASE_AND_FAMILY,
  'Mutation.queryTransaction': CASE_WORKERS,
  'Mutation.acceptTransaction': CASE_WORKERS,
  'Mutation.recordTransactions': PURCHASE_SENDERS,
  'Mutation.submitInvoice': INVOICE_SENDERS,

  'Mutation.escalateDispute': CASE_AND_FAMILY,
  'Mutation.raiseDispute': CASE_AND_FAMILY,
  'Mutation.recordReview': CASE_WORKERS,
  'Mutation.reviewEmergencyAccess': OVERSEERS,
  'Mutation.settleDispute': CASE_WORKERS,
};

/**
 * Types that say nothing about anybody: all that a public field may lead to. Every other type of the graph is taken to be
 * personal, and is reached through the request's reader alone.
 */
export const IMPERSONAL_TYPES: readonly string[] = [
  'Amount',
  'Calculation',
  'CatalogueService',
  'FundingAnswer',
  'IdentifierCheck',
  'Organisation',
  'PolicyFigure',
  'PolicyTable',
  'PolicyTableAnswer',
  'PolicyTableArea',
  'PolicyTableEntry',
  'PolicyTableQuestion',
  'PolicyVersion',
  'Rule',
  'RuleResult',
  'ServiceRate',
  'ServiceSupply',
  'Step',
];
/** What summaries may lead to besides: figures about many. */
export const SUMMARY_TYPES: readonly string[] = ['PoolSummary', 'PoolSummaryRow', 'SummaryKey'];
