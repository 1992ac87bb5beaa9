import type { OrganisationKind } from '../person/person.types';

export const ROLES = [
  'SEND_OFFICER',
  'CHILDRENS_SOCIAL_WORKER',
  'ADULTS_SOCIAL_WORKER',
  'CARERS_WORKER',
  'HEALTH_COMMISSIONER',
  'FINANCE_OFFICER',
  'SERVICE_MANAGER',
  'DP_TEAM',
  'SETTING_APPROVER',
  'PROVIDER',
  'PERSON',
  'PARENT',
  'REPRESENTATIVE',
  'CARER',
  'ANALYST',
  'AUDITOR',
  'INTEGRATION',
] as const;
export type Role = (typeof ROLES)[number];
/** A role in a sentence that a parent could read: "a SEND officer". */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  SEND_OFFICER: 'SEND officer',
  CHILDRENS_SOCIAL_WORKER: "children's social worker",
  ADULTS_SOCIAL_WORKER: "social worker of the adults' team",
  CARERS_WORKER: "carers' worker",
  HEALTH_COMMISSIONER: 'health commissioner',
  FINANCE_OFFICER: 'finance officer',
  SERVICE_MANAGER: 'service manager',
  DP_TEAM: 'member of the direct payments team',
  SETTING_APPROVER: 'head teacher or principal',
  PROVIDER: 'provider',
  PERSON: 'person',
  PARENT: 'parent',
  REPRESENTATIVE: 'representative',
  CARER: 'carer',
  ANALYST: 'analyst',
  AUDITOR: 'auditor',
  INTEGRATION: 'system that is connected',
};
export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);

/** Who asks, as the token said it. `subject` tells one human from another; the name is kept as it was. */
export interface Actor {
  readonly subject: string;
  readonly name: string;
  readonly role: Role;
  readonly organisation: {
    readonly id: number;
    readonly kind: OrganisationKind;
    readonly code: string;
    readonly name: string;
    /** Ids of the bodies that it alone followed: what was shared with them is shared with it. */
    readonly succeeds?: readonly number[];
  };
  /** The hub's record of the person who asks, where the token names one. */
  readonly personId: number | null;
}

/** Is it the organisation of the one who asks, or one that theirs alone followed? */
export const isOrFollowed = ({ organisation }: Pick<Actor, 'organisation'>, id: number | null): boolean =>
  id !== null && (organisation.id === id || (organisation.succeeds ?? []).includes(id));
