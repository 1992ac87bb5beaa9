import type { EmergencyAccess, EmergencyReview } from '../../person/emergency.types';
import { addDays, type Day, dayOf, type Instant } from '../../vocabulary/day';
import type { Actor } from '../actor';

const HOUR: Instant = 3_600_000;
/** Days within which an emergency is reviewed. */
const REVIEWED_WITHIN_DAYS = 7;

/** How long an emergency that is opened at an instant lasts, and by when it is reviewed. */
export const emergencyFrom = (at: Instant): Pick<EmergencyAccess, 'openedAt' | 'endsAt' | 'reviewDueOn'> => ({
  openedAt: at,
  endsAt: at + HOUR,
  reviewDueOn: addDays(dayOf(at), REVIEWED_WITHIN_DAYS),
});

/** Is the one who asks in an hour that they opened themselves, in the same role and for the same organisation? */
export const inEmergency = (
  { subject, role, organisation }: Pick<Actor, 'subject' | 'role' | 'organisation'>,
  emergencies: readonly EmergencyAccess[],
  at: Instant,
): boolean =>
  emergencies.some((each) => at < each.endsAt && each.subject === subject && each.role === role && each.organisationCode === organisation.code);

/** An emergency with what was found of it; null while nobody has looked. */
export interface LookedAt {
  readonly emergency: EmergencyAccess;
  readonly review: EmergencyReview | null;
}
export const lookedAt = (facts: {
  readonly emergencies: readonly EmergencyAccess[];
  readonly emergencyReviews: readonly EmergencyReview[];
}): readonly LookedAt[] =>
  facts.emergencies.map((emergency) => ({
    emergency,
    review: facts.emergencyReviews.find(({ emergencyId }) => emergencyId === emergency.id) ?? null,
  }));

/** Where the review of an emergency is on a day. */
export const reviewStatus = ({ emergency, review }: LookedAt, on: Day): 'DUE' | 'OVERDUE' | 'DONE' =>
  review ? 'DONE' : emergency.reviewDueOn < on ? 'OVERDUE' : 'DUE';
