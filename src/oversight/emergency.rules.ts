import type { EmergencyAccess } from '../access/emergency.types';
import { defineRule, type RuleResult, speak } from '../rules/rule';
import { type Day, dayOf, formatInstant, type Instant } from '../vocabulary/day';

export const EMERGENCY_ACCESS = defineRule('EMERGENCY-ACCESS', {
  effect: 'REFUSE',
  title:
    'In an emergency a worker who gives the reason reads a record for an hour; it changes nothing, is on record for the person, and is reviewed by somebody else',
  source: 'good practice',
});

/** An emergency is opened for a reason that is on record. */
export const reasonGiven = (reason: string | null): readonly RuleResult[] =>
  reason !== null && reason.trim() !== ''
    ? []
    : [
        speak(EMERGENCY_ACCESS, 'A record is opened in an emergency only for a reason, which the person is told.', {
          fix: 'Say in envelope.reason what the emergency is.',
        }),
      ];

/** Nothing is opened for one whom the table shows everything already. */
export const nothingToOpen = (personId: number): RuleResult =>
  speak(EMERGENCY_ACCESS, 'You are shown this record already: an emergency would show you nothing more.', {
    fix: 'Read it as you are; what the person has not had shown is shown by their choice alone.',
    subject: personId,
  });

/** What is told to the one who opened it. */
export const opened = (endsAt: Instant, reviewDueOn: Day, id: number): RuleResult =>
  speak(
    EMERGENCY_ACCESS,
    `You may read this record until ${formatInstant(endsAt)}, and change nothing in it. The person is told, and it is reviewed by ${reviewDueOn}.`,
    { effect: 'INFORM', subject: id },
  );

/** Who opened it does not judge it. */
export const reviewedByAnother = (openedBy: string, subject: string, id: number): readonly RuleResult[] =>
  openedBy === subject
    ? [speak(EMERGENCY_ACCESS, 'Who opened an emergency does not review it.', { fix: 'Ask somebody else who oversees the service.', subject: id })]
    : [];

/** What is told to those who are to look at it afterwards. */
export const toBeReviewed = ({ id, organisation, openedAt, reviewDueOn }: EmergencyAccess): RuleResult =>
  speak(
    EMERGENCY_ACCESS,
    `A worker of ${organisation} opened this record in an emergency on ${dayOf(openedAt)}: it is to be reviewed by ${reviewDueOn}.`,
    {
      effect: 'INFORM',
      fix: 'Look at what was stated and read (emergencies, accessLog) and record what was found (reviewEmergencyAccess).',
      subject: id,
    },
  );
