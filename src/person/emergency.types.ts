import type { Day, Instant } from '../vocabulary/day';

/** One hour in which one worker was shown more of a person's record than the table gives, and why. Written once. */
export interface EmergencyAccess {
  readonly id: number;
  readonly subject: string;
  readonly who: string;
  readonly role: string;
  readonly organisationCode: string;
  readonly organisation: string;
  readonly reason: string;
  readonly openedAt: Instant;
  /** The first instant at which it is over. */
  readonly endsAt: Instant;
  /** The latest day on which somebody who oversees the service looks at it. */
  readonly reviewDueOn: Day;
}

/** What was found when an emergency was looked at afterwards. Written once, one an emergency. */
export interface EmergencyReview {
  readonly id: number;
  readonly emergencyId: number;
  readonly on: Day;
  readonly by: string;
  readonly justified: boolean;
  readonly finding: string;
}
