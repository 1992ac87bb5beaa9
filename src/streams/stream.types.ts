import type { HolderKind } from '../person/person.types';
import type { Step } from '../rules/rule';
import type { Amount } from '../vocabulary/amount';
import type { Day, Instant } from '../vocabulary/day';
import type { Pence, Thousandths } from '../vocabulary/money';
import type { Stream } from '../vocabulary/stream';

export const BUDGET_STATUSES = ['INDICATIVE', 'AGREED', 'RELEASED', 'SUSPENDED', 'ENDED', 'WITHDRAWN', 'VOIDED'] as const;
export type BudgetStatus = (typeof BUDGET_STATUSES)[number];
export const HEALTH_ELIGIBILITIES = ['CHC', 'CHILDRENS_CONTINUING_CARE', 'S117_AFTERCARE', 'WHEELCHAIR', 'DISCRETIONARY'] as const;
export type HealthEligibility = (typeof HEALTH_ELIGIBILITIES)[number];
export const CARE_BASES = ['CHILDREN_ACT', 'CARE_ACT', 'S117'] as const;
export type CareBasis = (typeof CARE_BASES)[number];
export const AGREEMENT_KINDS = [
  'SERVICE_EXCEPTION',
  'SETTING_RELEASE',
  'ON_SITE_STAFF',
  'HOUSEHOLD_RELATIVE',
  'CARED_FOR_CHARGE',
  'JOINT_PLAN',
  'DIRECT_PAYMENT_TERMS',
  'SHARING',
  'MISTAKE_ACKNOWLEDGED',
] as const;
export type AgreementKind = (typeof AGREEMENT_KINDS)[number];
export const ARRANGEMENT_KINDS = ['DIRECT_PAYMENT', 'COUNCIL_MANAGED', 'INDIVIDUAL_SERVICE_FUND', 'NHS_NOTIONAL', 'NHS_THIRD_PARTY'] as const;
export type ArrangementKind = (typeof ARRANGEMENT_KINDS)[number];
export const CONTRIBUTION_MODES = ['NET_OF_PAYMENT', 'INVOICED'] as const;
export type ContributionMode = (typeof CONTRIBUTION_MODES)[number];

export const POOL_LABELS = ['INDIVIDUAL_BUDGET', 'EHC_PERSONAL_BUDGET', 'PERSONAL_BUDGET', 'PERSONAL_HEALTH_BUDGET'] as const;
export type PoolLabel = (typeof POOL_LABELS)[number];

/** What only one stream's assessment knows. */
export interface ElementThreeDetails {
  readonly kind: 'ELEMENT_THREE';
  readonly band: string | null;
  readonly topUp: Amount;
  readonly elementOne: Pence | null;
  readonly elementTwo: Pence | null;
  readonly settingId: number | null;
  /** Educated otherwise than in a school or college (Children and Families Act 2014 s.61): no setting is named. Older rows do not say it. */
  readonly otherwise?: boolean;
}
export interface RasDetails {
  readonly kind: 'RAS';
  readonly system: string;
  readonly questionnaire: string | null;
  readonly points: number | null;
  readonly hoursPerWeek: Thousandths | null;
  readonly band: string | null;
  readonly indicative: Amount | null;
  readonly eligible: boolean;
  readonly legalBasis: CareBasis | null;
}
export interface CarerDetails {
  readonly kind: 'CARER';
  readonly level: string | null;
  readonly indicative: Amount | null;
  readonly caredForId: number;
  readonly replacementCare: Amount | null;
  readonly eligible: boolean;
}
export interface HealthDetails {
  readonly kind: 'HEALTH';
  readonly eligibility: HealthEligibility;
  readonly baseline: Amount | null;
  readonly decidedById: number;
  readonly decidedOn: Day;
}
export interface OtherDetails {
  readonly kind: 'OTHER';
  readonly funder: string;
  readonly purpose: string;
}
export type AllocationDetails = ElementThreeDetails | RasDetails | CarerDetails | HealthDetails | OtherDetails;

/** What an assessment led to: written once. */
export interface Allocation {
  readonly id: number;
  readonly budgetId: number;
  readonly assessedOn: Day;
  readonly assessedBy: string;
  readonly details: AllocationDetails;
  readonly steps: readonly Step[];
  /** Pack name and version, e.g. "wakefield 2014-09". */
  readonly policy: string | null;
}

/** A budget's whole state from one revision. */
export interface BudgetState {
  readonly budgetId: number;
  readonly version: number;
  readonly personId: number;
  readonly authorityId: number;
  readonly stream: Stream;
  readonly funderId: number;
  readonly effectiveOn: Day;
  readonly recordedAt: Instant;
  readonly action: string;
  readonly reason: string | null;
  readonly actorSubject: string;
  readonly actorName: string;
  readonly status: BudgetStatus;
  readonly from: Day;
  readonly to: Day | null;
  readonly indicative: Amount | null;
  readonly agreed: Amount | null;
  readonly contribution: Amount | null;
  readonly sharedOn: Day | null;
  readonly proposedBy: string | null;
  readonly approvedBy: string | null;
  readonly releasedOn: Day | null;
  readonly schedule: string | null;
  readonly shownInPool: boolean;
  readonly origin: 'ENTERED' | 'IMPORTED';
  readonly allocationId: number;
  readonly settingId: number | null;
  readonly caredForId: number | null;
}

export interface Agreement {
  readonly id: number;
  readonly version: number;
  readonly budgetId: number;
  readonly arrangementId: number | null;
  readonly itemId: number | null;
  readonly kind: AgreementKind;
  readonly givenBy: string;
  readonly role: string;
  readonly on: Day;
  readonly until: Day | null;
  readonly amount: Amount | null;
  /** Of a sharing agreement: whom it lets see the budget in full; null: any role, or any organisation, that has to do with the person. */
  readonly sharedWithRole: string | null;
  readonly sharedWithId: number | null;
  readonly sharedWithPersonId: number | null;
  readonly withdrawnOn: Day | null;
  readonly withdrawnReason: string | null;
}

export interface Arrangement {
  readonly id: number;
  readonly version: number;
  readonly budgetId: number;
  readonly kind: ArrangementKind;
  readonly holder: HolderKind;
  readonly holderName: string;
  readonly holderId: number | null;
  readonly holderAuthorityId: number | null;
  readonly amount: Amount;
  readonly contingency: Pence | null;
  readonly from: Day;
  readonly to: Day | null;
  readonly route: string | null;
  readonly contributionTaken: ContributionMode | null;
}

/** Is an agreement live on a day: given, not run out, not withdrawn? */
export const agreementLiveOn = (agreement: Agreement, on: Day): boolean =>
  agreement.on <= on && (agreement.until === null || agreement.until >= on) && (agreement.withdrawnOn === null || agreement.withdrawnOn > on);

/** The live agreements of a kind on a day, in the order they were given: the last is the last word. */
export const liveAgreements = (agreements: readonly Agreement[], kind: AgreementKind, on: Day): readonly Agreement[] =>
  agreements
    .filter((each) => each.kind === kind && agreementLiveOn(each, on))
    .toSorted((a, b) => (a.on === b.on ? a.id - b.id : a.on < b.on ? -1 : 1));
