import type { Stream } from '../vocabulary/stream';
import type { Role } from './actor';

/*
 * Who may see and do what: one table, read as a page. A role that is not named may not. Health budgets are written by the
 * person's own commissioner, education and care by their council; which person, `relation.ts` decides.
 */

/**
 * How much of a stream's budget a reader is shown. OWN_PART: what they must agree to, or bill for, and nothing else of it. NONE: the
 * reader does not learn that it exists.
 */
export type Sight = 'FULL' | 'OWN_PART' | 'EXISTS_ONLY' | 'NONE';

export type SightByStream = Readonly<Record<Stream, Sight>>;
const row = (education: Sight, childrens: Sight, adults: Sight, carer: Sight, health: Sight, other: Sight): SightByStream => ({
  EDUCATION: education,
  CHILDRENS_SOCIAL_CARE: childrens,
  ADULT_SOCIAL_CARE: adults,
  CARER: carer,
  HEALTH: health,
  OTHER: other,
});
const ALL: SightByStream = row('FULL', 'FULL', 'FULL', 'FULL', 'FULL', 'FULL');
export const NOTHING: SightByStream = row('NONE', 'NONE', 'NONE', 'NONE', 'NONE', 'NONE');

/** What each role is shown of a person who is theirs to see. Health holds only where the person has it shown in the pool. */
export const SIGHT: Readonly<Record<Role, SightByStream>> = {
  //                          education      children's     adults'        carer          health         other
  SEND_OFFICER: /*         */ row('FULL', 'FULL', 'EXISTS_ONLY', 'EXISTS_ONLY', 'FULL', 'FULL'),
  CHILDRENS_SOCIAL_WORKER: /**/ row('FULL', 'FULL', 'EXISTS_ONLY', 'EXISTS_ONLY', 'FULL', 'FULL'),
  ADULTS_SOCIAL_WORKER: /* */ row('EXISTS_ONLY', 'FULL', 'FULL', 'FULL', 'FULL', 'FULL'),
  CARERS_WORKER: /*        */ row('EXISTS_ONLY', 'EXISTS_ONLY', 'EXISTS_ONLY', 'FULL', 'EXISTS_ONLY', 'FULL'),
  HEALTH_COMMISSIONER: /*  */ row('EXISTS_ONLY', 'EXISTS_ONLY', 'EXISTS_ONLY', 'EXISTS_ONLY', 'FULL', 'EXISTS_ONLY'),
  FINANCE_OFFICER: /*      */ ALL,
  SERVICE_MANAGER: /*      */ ALL,
  DP_TEAM: /*              */ ALL,
  SETTING_APPROVER: /*     */ row('OWN_PART', 'NONE', 'NONE', 'NONE', 'NONE', 'NONE'),
  PROVIDER: /*             */ row('OWN_PART', 'OWN_PART', 'OWN_PART', 'OWN_PART', 'OWN_PART', 'NONE'),
  PERSON: /*               */ ALL,
  PARENT: /*               */ ALL,
  REPRESENTATIVE: /*       */ ALL,
  CARER: /*                */ row('NONE', 'NONE', 'NONE', 'FULL', 'NONE', 'NONE'),
  ANALYST: /*              */ NOTHING,
  AUDITOR: /*              */ ALL,
  INTEGRATION: /*          */ ALL,
};

/** From when what a parent is shown of a stream is the young person's own to say; null: parental responsibility covers it, to 18. */
export type OwnSay = 'END_OF_SCHOOLING' | 'SIXTEENTH_BIRTHDAY';
export const OWN_SAY: Readonly<Record<Stream, OwnSay | null>> = {
  EDUCATION: 'END_OF_SCHOOLING',
  CHILDRENS_SOCIAL_CARE: null,
  ADULT_SOCIAL_CARE: null,
  CARER: null,
  HEALTH: 'SIXTEENTH_BIRTHDAY',
  OTHER: null,
};

/** Whose sight a role's summaries are made of, where it is not its own: an analyst is shown nobody, and given figures about all. */
export const SUMMED_AS: Readonly<Partial<Record<Role, Role>>> = { ANALYST: 'SERVICE_MANAGER' };

const COUNCIL_WORKERS: readonly Role[] = [
  'SEND_OFFICER',
  'CHILDRENS_SOCIAL_WORKER',
  'ADULTS_SOCIAL_WORKER',
  'CARERS_WORKER',
  'SERVICE_MANAGER',
  'INTEGRATION',
];
const WORKERS: readonly Role[] = [...COUNCIL_WORKERS, 'HEALTH_COMMISSIONER'];

/** Who may write a stream's budget, for people who are theirs. Others are refused by name (health: PHB-COMMISSIONER). */
export const WRITES: Readonly<Record<Stream, readonly Role[]>> = {
  EDUCATION: ['SEND_OFFICER', 'SERVICE_MANAGER', 'INTEGRATION'],
  CHILDRENS_SOCIAL_CARE: ['CHILDRENS_SOCIAL_WORKER', 'SERVICE_MANAGER', 'INTEGRATION'],
  ADULT_SOCIAL_CARE: ['ADULTS_SOCIAL_WORKER', 'SERVICE_MANAGER', 'INTEGRATION'],
  CARER: ['CARERS_WORKER', 'ADULTS_SOCIAL_WORKER', 'SERVICE_MANAGER', 'INTEGRATION'],
  HEALTH: ['HEALTH_COMMISSIONER', 'SERVICE_MANAGER', 'INTEGRATION'],
  OTHER: WORKERS,
};

/** Who may keep the record of a person and their plans. */
export const KEEPS_RECORDS: readonly Role[] = WORKERS;

/** Who handles a budget's money without writing its amount: payments, arrangements, purchases. */
export const HANDLES_MONEY: readonly Role[] = ['FINANCE_OFFICER', 'DP_TEAM'];

/** Who reads people at all, and through what: their council or commissioner, or their own family. A setting and a provider: relation.ts. */
export const READS_AREA: readonly Role[] = [...WORKERS, 'FINANCE_OFFICER', 'DP_TEAM', 'AUDITOR'];
export const READS_FAMILY: readonly Role[] = ['PERSON', 'PARENT', 'REPRESENTATIVE', 'CARER'];

/**
 * Who opens a record in an emergency: those whose work meets people, and the manager who stands in for them. Not those who handle money, look at
 * what others did, count people or are a system: nobody is in danger where they are.
 */
export const OPENS_IN_EMERGENCY: readonly Role[] = [
  'SEND_OFFICER',
  'CHILDRENS_SOCIAL_WORKER',
  'ADULTS_SOCIAL_WORKER',
  'CARERS_WORKER',
  'HEALTH_COMMISSIONER',
  'SERVICE_MANAGER',
];

/** Who passes on what a body had that was abolished, for the body itself or for who followed it. */
export const PASSES_ON: readonly Role[] = ['SERVICE_MANAGER', 'INTEGRATION'];

/** Who oversees the service: who is told who was at a record, and looks at emergencies afterwards. */
export const OVERSEES: readonly Role[] = ['AUDITOR', 'SERVICE_MANAGER'];
