import type { Day } from '../vocabulary/day';
import type { Service } from '../policy/pack.types';
import type { ArrangementKind, HealthEligibility } from './stream.types';

/** A service somebody asks a stream to pay for, and how they would hold the money (null: not said). */
export interface ServiceAsked {
  readonly service: Service;
  readonly arrangement: ArrangementKind | null;
  readonly dateOfBirth: Day;
  /** Is the child educated otherwise than in a school or college? */
  readonly educatedOtherwise?: boolean;
  /** What the NHS budget rests on; null, or left out: not said. */
  readonly eligibility?: HealthEligibility | null;
  /** The days of a stay in a home; null, or left out: not said, or it has no last day. */
  readonly stayDays?: number | null;
  /** For how many whole weeks the person has had reablement or intermediate care; null, or left out: not said. */
  readonly weeksReceived?: number | null;
  /** Would the money be paid to a close relative who lives in the same household? */
  readonly householdRelative?: boolean;
  /** Does the law bar the one who would be paid directly, by a drug or alcohol order? */
  readonly barred?: boolean;
}
