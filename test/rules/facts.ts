import { join } from 'node:path';
import type { Budget } from '../../src/budgets/record/budget.loader';
import { EMPTY_RECORD } from '../../src/budgets/record/budget.types';
import { noFacts, type PersonFacts } from '../../src/budgets/record/person-facts';
import type { Item, Outcome, Plan } from '../../src/plans/plan.types';
import { loadPolicies } from '../../src/policy/policies';
import type { PolicyView } from '../../src/policy/policy.types';
import type { BudgetAsked } from '../../src/streams/stream';
import type { Agreement, Allocation, AllocationDetails, Arrangement, BudgetState } from '../../src/streams/stream.types';
import { amount } from '../../src/vocabulary/amount';
import type { Day } from '../../src/vocabulary/day';

/* Facts for the pure rules: whole, and what a test is about is named in it. */

export const TODAY: Day = '2025-10-01';
export const FROM: Day = '2025-09-01';
const packs = loadPolicies({ extraDirectory: join(__dirname, '..', 'policy', 'packs') });
/** Wakefield's policy holds every local rule; Norfolk's none. */
export const wakefield = (on: Day = TODAY): PolicyView => packs.forAuthority('384').on(on);
export const norfolk = (on: Day = TODAY): PolicyView => packs.forAuthority('926').on(on);
/** A council of the tests that publishes rates (2024/25). */
export const withRates = (on: Day = '2024-09-01'): PolicyView => packs.forAuthority('999').on(on);

export const CHILD: Day = '2014-05-04';
export const ADULT: Day = '1985-03-02';

export const aPerson = (dateOfBirth: Day, facts: Partial<PersonFacts> = {}): PersonFacts => ({
  ...noFacts({
    id: 1,
    authorityId: 384,
    healthCommissionerId: 9,
    name: 'Ada Field',
    dateOfBirth,
    dateOfDeath: null,
    postcode: null,
    version: 1,
    recordedAt: 0,
  }),
  ...facts,
});

export const anOutcome = (outcome: Partial<Outcome> = {}): Outcome => ({
  id: 11,
  planId: 10,
  ref: 'O1',
  text: 'Joins in',
  tags: ['INCLUSION'],
  budgetEligible: true,
  version: 1,
  from: null,
  to: null,
  ...outcome,
});
export const aPlan = (plan: Partial<Plan> = {}): Plan => ({
  id: 10,
  kind: 'EHC_PLAN',
  status: 'AGREED',
  from: FROM,
  to: null,
  version: 1,
  reviewEveryMonths: null,
  agreedOn: FROM,
  agreedBy: 'Panel',
  ceasedOn: null,
  outcomes: [anOutcome(), anOutcome({ id: 12, ref: 'O2', tags: ['PROGRESSION'] })],
  items: [],
  ...plan,
});
export const anItem = (item: Partial<Item> = {}): Item => ({
  id: 100,
  version: 1,
  planId: 10,
  outcomeId: 11,
  budgetId: null,
  section: 'F',
  reference: 'J1',
  stream: null,
  service: 'TUTOR_AT_HOME',
  description: 'Tutor',
  quantity: null,
  unit: null,
  unitPrice: null,
  unitsPerWeek: null,
  cost: amount(5_000, 'WEEK'),
  from: FROM,
  to: null,
  benefitsPersonId: null,
  householdRelative: false,
  ...item,
});

export const aState = (state: Partial<BudgetState> = {}): BudgetState => ({
  budgetId: 20,
  version: 1,
  personId: 1,
  authorityId: 384,
  stream: 'EDUCATION',
  funderId: 384,
  effectiveOn: FROM,
  recordedAt: 1,
  action: 'awardElementThree',
  reason: null,
  actorSubject: 'proposer',
  actorName: 'P. Proposer',
  status: 'INDICATIVE',
  from: FROM,
  to: null,
  indicative: amount(1_000_000),
  agreed: null,
  contribution: null,
  sharedOn: FROM,
  proposedBy: 'proposer',
  approvedBy: null,
  releasedOn: null,
  schedule: null,
  shownInPool: true,
  origin: 'ENTERED',
  allocationId: 21,
  settingId: null,
  caredForId: null,
  ...state,
});

export const ELEMENT_3: AllocationDetails = {
  kind: 'ELEMENT_THREE',
  band: null,
  topUp: amount(1_000_000),
  elementOne: null,
  elementTwo: null,
  settingId: null,
};
export const RAS: AllocationDetails = {
  kind: 'RAS',
  system: 'RAS',
  questionnaire: null,
  points: null,
  hoursPerWeek: null,
  band: null,
  indicative: null,
  eligible: true,
  legalBasis: 'CARE_ACT',
};
export const REPLACING: AllocationDetails = {
  kind: 'CARER',
  level: null,
  indicative: amount(6_000, 'WEEK'),
  caredForId: 2,
  replacementCare: amount(4_000, 'WEEK'),
  eligible: true,
};
export const CHC: AllocationDetails = { kind: 'HEALTH', eligibility: 'CHC', baseline: null, decidedById: 9, decidedOn: FROM };
export const anAllocation = (details: AllocationDetails, budgetId = 20): Allocation => ({
  id: 21,
  budgetId,
  assessedOn: FROM,
  assessedBy: 'A. Assessor',
  details,
  steps: [],
  policy: null,
});

export const anAgreement = (kind: Agreement['kind'], agreement: Partial<Agreement> = {}): Agreement => ({
  id: 30,
  version: 1,
  budgetId: 20,
  arrangementId: null,
  itemId: null,
  sharedWithRole: null,
  sharedWithId: null,
  sharedWithPersonId: null,
  kind,
  givenBy: 'H. Head',
  role: 'head teacher',
  on: FROM,
  until: null,
  amount: null,
  withdrawnOn: null,
  withdrawnReason: null,
  ...agreement,
});
export const aPart = (part: Partial<Arrangement> = {}): Arrangement => ({
  id: 40,
  version: 1,
  budgetId: 20,
  kind: 'DIRECT_PAYMENT',
  holder: 'PERSON',
  holderName: 'Ada Field',
  holderId: null,
  holderAuthorityId: null,
  amount: amount(1_000_000),
  contingency: null,
  from: FROM,
  to: null,
  route: null,
  contributionTaken: null,
  ...part,
});

/** A budget in one state, resting on one allocation. */
export const aBudget = (details: AllocationDetails, state: Partial<BudgetState> = {}, budget: Partial<Budget> = {}): Budget => {
  const only = aState(state);
  return {
    id: only.budgetId,
    personId: only.personId,
    stream: only.stream,
    revisions: [only],
    allocations: [anAllocation(details, only.budgetId)],
    arrangements: [],
    agreements: [],
    record: EMPTY_RECORD,
    ...budget,
  };
};

/** What a stream is asked, of a budget that is about to be agreed at its indicative amount. */
export const asked = (details: AllocationDetails, own: Partial<BudgetAsked> = {}, dateOfBirth: Day = CHILD): BudgetAsked => ({
  person: aPerson(dateOfBirth),
  plans: [aPlan()],
  policy: wakefield(own.on),
  state: aState(),
  allocation: anAllocation(details),
  agreements: [],
  amount: amount(1_000_000),
  on: TODAY,
  since: FROM,
  ...own,
});
