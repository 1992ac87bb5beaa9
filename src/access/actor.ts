import type { OrganisationKind } from '../people/person.types';

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
export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);

/** Who asks, as the token said it. `subject` tells one human from another; the name is kept as it was. */
export interface Actor {
  readonly subject: string;
  readonly name: string;
  readonly role: Role;
  readonly organisation: { readonly id: number; readonly kind: OrganisationKind; readonly code: string; readonly name: string };
  /** The hub's record of the person who asks, where the token names one. */
  readonly personId: number | null;
}
