import type { EmergencyAccess } from '../../person/emergency.types';
import type { Stated } from '../../person/person.types';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import { type Day, dayOf, formatInstant, type Instant } from '../../vocabulary/day';
import { isRole, ROLE_NAMES } from '../actor';
import type { Rations } from '../ration';

export const EMERGENCY_ACCESS = defineRule('EMERGENCY-ACCESS', {
  effect: 'REFUSE',
  title:
    'In an emergency a worker who gives the reason, and knows the person, reads a record for an hour, a few times a day; it changes nothing, is on record for the person, and is reviewed by somebody else',
  policyOf: 'this hub, as good practice',
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

/** The hub's own ids count up: who opens a record knows something of the person besides. */
export const somethingStated = ({ dateOfBirth, nhsNumber }: Stated): readonly RuleResult[] =>
  dateOfBirth !== null || nhsNumber !== null
    ? []
    : [
        speak(EMERGENCY_ACCESS, 'A record is opened in an emergency only by somebody who knows more of the person than a number of this hub.', {
          fix: "State the person's date of birth (dateOfBirth), their NHS number (nhsNumber), or both.",
        }),
      ];

/** Nobody has that id, or what is stated does not fit them: the same is said of both. */
export const nobodyFits = (): RuleResult =>
  speak(EMERGENCY_ACCESS, 'There is nobody here whom both the id and what you state of them fit. The try is on record.', {
    fix: 'Look at the id, the date of birth and the NHS number again, or ring the duty team of the council where the person lives.',
  });

/** So many tries a day. */
export const triesUsedUp = (whose: keyof Rations, most: number): RuleResult =>
  speak(
    EMERGENCY_ACCESS,
    whose === 'caller'
      ? `You have tried ${most} times today to open a record in an emergency, which is as often as one person may.`
      : `Your organisation has tried ${most} times today to open records in an emergency, which is as often as it may.`,
    { fix: 'Ring the duty team of the council where the person lives, or ask your service manager: the tries begin again tomorrow.' },
  );

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

/** What is told at once to those who answer for the records of the council that has the person. */
export const justOpened = ({ id, organisation, role, openedAt, endsAt }: EmergencyAccess): RuleResult =>
  speak(
    EMERGENCY_ACCESS,
    `A ${isRole(role) ? ROLE_NAMES[role] : role} of ${organisation} opened this record in an emergency at ${formatInstant(openedAt)}, and reads it until ${formatInstant(endsAt)}.`,
    {
      effect: 'INFORM',
      fix: 'Ask them about it. Once it is clear what it was, record what was found (reviewEmergencyAccess).',
      subject: id,
    },
  );

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
