import type { Day, Instant } from '../vocabulary/day';
import type { Correction } from './correction.types';
import type { EmergencyAccess, EmergencyReview } from './emergency.types';

export const IDENTIFIER_SYSTEMS = ['NHS_NUMBER', 'UPN', 'ULN', 'LOCAL'] as const;
export const ORGANISATION_KINDS = ['LOCAL_AUTHORITY', 'HEALTH_COMMISSIONER', 'EDUCATION_SETTING', 'PROVIDER'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];
export const RELATION_KINDS = ['PARENT_OF', 'REPRESENTATIVE_OF', 'NOMINEE_OF', 'CARER_OF'] as const;
export type RelationKind = (typeof RELATION_KINDS)[number];
export const LIVING_SITUATIONS = ['COMMUNITY', 'RESIDENTIAL_CARE', 'NURSING_CARE', 'PRISON', 'HOSPITAL'] as const;
export type LivingSituation = (typeof LIVING_SITUATIONS)[number];
export const HOLDER_KINDS = ['PERSON', 'PARENT_OR_CARER', 'THIRD_PARTY', 'AUTHORITY', 'PROVIDER', 'HEALTH_COMMISSIONER'] as const;
export type HolderKind = (typeof HOLDER_KINDS)[number];
export const AUTHORITY_BASES = [
  'PARENTAL_RESPONSIBILITY',
  'NOMINATION',
  'LASTING_POWER_OF_ATTORNEY',
  'DEPUTY',
  'AUTHORISED_PERSON',
  'CONTRACT',
] as const;
export type AuthorityBasis = (typeof AUTHORITY_BASES)[number];

export interface Organisation {
  readonly id: number;
  readonly kind: OrganisationKind;
  /** DfE number, ODS code or URN. */
  readonly code: string;
  readonly onsCode: string | null;
  /** ONS codes that it had before. */
  readonly formerCodes: readonly string[];
  readonly name: string;
  /** Its first day; null where the list does not say. */
  readonly from: Day | null;
  /** Its last day; null while none is known. */
  readonly to: Day | null;
  /** The codes of those that followed it, of the same kind: several where its area was divided. */
  readonly successors: readonly string[];
  /** The day of the published list that has it; null: it was named by a token, a file or a change alone. */
  readonly listedOn: Day | null;
}
/** A body with its place in time: what the published list says of it. */
export interface BodyInTime extends Pick<Organisation, 'kind' | 'code' | 'name' | 'from' | 'to' | 'listedOn'> {
  /** Those that followed it, and those it followed. */
  readonly followers: readonly Pick<Organisation, 'code' | 'name'>[];
  readonly followed: readonly Pick<Organisation, 'code' | 'name'>[];
  /** The day of the newest list of its kind that the hub holds; null where it holds none. */
  readonly list: Day | null;
}

export interface Person {
  readonly id: number;
  readonly authorityId: number;
  readonly healthCommissionerId: number | null;
  readonly name: string;
  readonly dateOfBirth: Day;
  readonly dateOfDeath: Day | null;
  readonly postcode: string | null;
  readonly version: number;
  readonly recordedAt: Instant;
}

export interface Identifier {
  readonly system: (typeof IDENTIFIER_SYSTEMS)[number];
  readonly value: string;
  /** The council whose local number it is; 0 where it is national. */
  readonly scope: number;
}

/** `personId` is <kind> `otherId`. */
export interface Relation {
  readonly id: number;
  readonly version: number;
  readonly kind: RelationKind;
  readonly personId: number;
  readonly otherId: number;
  readonly from: Day;
  readonly to: Day | null;
}

/** Of its row, where it is one: by it a mistake is put right. */
interface OnRecord {
  readonly id?: number;
}
export interface CapacityDecision extends OnRecord {
  readonly on: Day;
  readonly hasCapacity: boolean;
  readonly basis: string;
  readonly recordedAt: Instant;
}

export interface Living extends OnRecord {
  readonly situation: LivingSituation;
  readonly from: Day;
  readonly recordedAt: Instant;
}

/** Another's authority to hold or manage the person's money. */
export interface HolderAuthority {
  readonly id: number;
  readonly holder: HolderKind;
  readonly name: string;
  readonly organisation: string | null;
  readonly basis: AuthorityBasis;
  readonly from: Day;
  readonly to: Day | null;
}

/** Whose person they were from a day on; `from` null: before the first move that is known. */
export interface Residence extends OnRecord {
  readonly councilId: number;
  readonly healthCommissionerId: number | null;
  readonly from: Day | null;
}

/** What is known of one person, apart from plans and money. */
export interface PersonalFacts {
  readonly person: Person;
  readonly identifiers: readonly Identifier[];
  readonly relations: readonly Relation[];
  readonly capacity: readonly CapacityDecision[];
  readonly living: readonly Living[];
  readonly authorities: readonly HolderAuthority[];
  /** Empty for a person who has not moved. */
  readonly residences: readonly Residence[];
  /** Mistakes on the record that were put right, first to last. */
  readonly corrections: readonly Correction[];
  /** Hours in which somebody was shown more than the table gives, and what was found of them. */
  readonly emergencies: readonly EmergencyAccess[];
  readonly emergencyReviews: readonly EmergencyReview[];
}

/** What is stated of a person beside the hub's id. */
export interface Stated {
  readonly dateOfBirth: Day | null;
  /** In its normal form. */
  readonly nhsNumber: string | null;
}
