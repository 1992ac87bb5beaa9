/*
 * What an answer costs besides the values that it shows, field by field: what has to be read or worked out before there is anything to
 * show, in the values that take as long (about a microsecond of processor each). A field that is not named costs its values alone.
 * The README of the server says how the figures were come by.
 */
const WORK: Readonly<Record<string, number>> = {
  // Whole areas.
  'Query.pooledBudgets': 1_000,
  'PooledBudgetConnection.totalCount': 3_000,
  'Query.findPeople': 1_000,
  'FoundPersonEdge.node': 100,
  'Query.poolSummary': 20_000,
  // Whole records: a person's facts, read and decided on.
  'Query.person': 200,
  'Query.me': 200,
  'PooledBudgetEdge.node': 200,
  'QueueItem.person': 200,
  'Relation.other': 200,
  'CarerAllocation.caredFor': 200,
  'Person.accessLog': 800,
  'Person.emergencies': 50,
  'Person.plans': 20,
  'Person.control': 10,
  'Person.transitions': 20,
  'Person.careCharges': 60,
  // A pool, or a budget, on a day.
  'Person.pooledBudget': 20,
  'QueueItem.streamBudget': 20,
  'PooledBudget.blockers': 60,
  'PooledBudget.cost': 5,
  'PooledBudget.steps': 15,
  'PooledBudget.heldAs': 10,
  'PooledBudget.indicative': 5,
  'PooledBudget.agreed': 5,
  'PooledBudget.contribution': 5,
  'PooledBudget.net': 5,
  'StreamBudget.results': 40,
  'StreamBudget.spending': 100,
  'StreamBudget.reviews': 80,
  'StreamBudget.unallocated': 20,
  'StreamBudget.items': 15,
  'StreamBudget.transactions': 20,
  'StreamBudget.invoices': 20,
  'StreamBudget.history': 10,
  'StreamBudget.consultations': 10,
  'StreamBudget.source': 5,
  'Plan.items': 20,
  'BudgetItem.results': 20,
  'SectionJItem.results': 20,
  'PlanItem.results': 20,
  'BudgetItem.fundedBy': 10,
  'SectionJItem.fundedBy': 10,
  'PlanItem.fundedBy': 10,
  'Transaction.results': 5,
  'InvoiceLine.results': 10,
};

/** The fields that are weighed. */
export const WEIGHED = Object.keys(WORK);

/**
 * A queue looks through the whole records of everybody whom it may be about; how long at each hangs on what it asks the rules. Measured over
 * 2,000 people, RELEASE_BLOCKED as 500,000, the dearer of both databases. Each kind once is within the limit, but for the two kinds about
 * spending, which are asked in a request of their own.
 */
const WORK_OF_QUEUES: Readonly<Record<string, number>> = {
  AGREEMENT_NEEDED: 500_000,
  RELEASE_BLOCKED: 500_000,
  REVIEW_DUE: 220_000,
  REVIEW_OVERDUE: 220_000,
  TRANSITION_DUE: 150_000,
  FINANCIAL_ASSESSMENT_DUE: 270_000,
  AGREEMENT_EXPIRING: 60_000,
  CONSULTATION_OPEN: 20_000,
  DISPUTE_OPEN: 20_000,
  EMERGENCY_ACCESS: 20_000,
  EVIDENCE_DUE: 260_000,
  PAYMENT_QUERIED: 110_000,
};

const DEAREST_QUEUE = Math.max(...Object.values(WORK_OF_QUEUES));

/** What was known at another instant is read again, whole. */
const ANOTHER_INSTANT = 150;

/** By type and then by field: asked for each field of each query. */
const WORK_OF_TYPES = new Map<string, Map<string, number>>();
for (const [name, work] of Object.entries(WORK)) {
  const [type = '', field = ''] = name.split('.');
  const fields = WORK_OF_TYPES.get(type) ?? new Map<string, number>();
  WORK_OF_TYPES.set(type, fields.set(field, work));
}

/** The work of a field with its arguments; of a queue whose kind cannot be told, that of the dearest. */
export function workOf(type: string, field: string, argument: ((name: string) => unknown) | null = null): number {
  const work = WORK_OF_TYPES.get(type)?.get(field) ?? 0;
  if (field === 'workQueue') return WORK_OF_QUEUES[String(argument?.('kind'))] ?? DEAREST_QUEUE;
  const knownAt = argument?.('knownAt');
  return knownAt === undefined || knownAt === null ? work : work + ANOTHER_INSTANT;
}
