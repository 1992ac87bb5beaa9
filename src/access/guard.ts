import type { PersonalFacts } from '../people/person.types';
import type { Day } from '../vocabulary/day';
import { forbidden, HubError, notFound } from '../vocabulary/refusal';
import type { Stream } from '../vocabulary/stream';
import type { Actor, Role } from './actor';
import type { Audience } from './audiences';
import { standingOf } from './relation';
import { HANDLES_MONEY, KEEPS_RECORDS, READS_FAMILY, SIGHT, WRITES } from './table';

/** Everything about people needs a token. */
export function signedIn(actor: Actor | null): Actor {
  if (!actor) throw new HubError('UNAUTHENTICATED', 'Sign in first: send a bearer token in the Authorization header.');
  return actor;
}

/** One person's record is read or changed for a stated purpose. */
export function statedPurpose(purpose: string | null): string {
  if (purpose === null || purpose.trim() === '')
    throw new HubError(
      'PURPOSE_REQUIRED',
      'Say why you look at this record: send the HTTP header Purpose-Of-Use (a mutation may give envelope.purpose).',
      'Purpose-Of-Use',
    );
  return purpose;
}

const mustBe = (roles: readonly Role[], actor: Actor, what: string): void => {
  if (!roles.includes(actor.role)) throw forbidden(`A ${actor.role} may not ${what}. It is done by: ${roles.join(', ')}.`);
};

/** The outer door of a root field; null: nobody has said whose it is, so it is nobody's. */
export function mayUse(actor: Actor | null, audience: Audience | null, field: string): void {
  const { role } = signedIn(actor);
  if (audience === null) throw forbidden(`Nobody has been given ${field} yet.`);
  if (audience.roles?.includes(role) === false) throw forbidden(`A ${role} may not use ${field}. It is for: ${audience.roles.join(', ')}.`);
}

/** A person whom the one who asks may not see is, to them, not there. */
export function mustSee(actor: Actor, facts: Pick<PersonalFacts, 'person' | 'relations'>, on: Day): void {
  if (standingOf(actor, facts, on) === 'NONE') throw notFound('personId', `There is no person ${facts.person.id} here.`);
}

/** Who keeps people's records and plans, for the people of their own council or commissioner. */
export function mustKeepRecords(actor: Actor, facts: Pick<PersonalFacts, 'person' | 'relations'>, on: Day): void {
  mustBe(KEEPS_RECORDS, actor, "change a person's record");
  mustSee(actor, facts, on);
}

/** Who writes a stream's budgets. Education and care: the person's council alone. Health is PHB-COMMISSIONER's to refuse. */
export function mustWrite(actor: Actor, stream: Stream, facts: Pick<PersonalFacts, 'person' | 'relations'>, on: Day): void {
  if (stream === 'HEALTH') return mustBe(KEEPS_RECORDS, actor, 'change a health budget');
  mustBe(WRITES[stream], actor, `change a budget of ${stream}`);
  mustSee(actor, facts, on);
  if (stream !== 'OTHER' && standingOf(actor, facts, on) !== 'COUNCIL')
    throw forbidden(`A budget of ${stream} is written by the person's own council.`);
}

/** Who moves and watches over a budget's money: those who write it, and the council's finance and direct payment teams. */
export function mustHandle(actor: Actor, stream: Stream, facts: Pick<PersonalFacts, 'person' | 'relations'>, on: Day): void {
  if (!HANDLES_MONEY.includes(actor.role)) return mustWrite(actor, stream, facts, on);
  mustSee(actor, facts, on);
  if (stream !== 'HEALTH' && standingOf(actor, facts, on) !== 'COUNCIL')
    throw forbidden(`The money of ${stream} is handled by the person's own council.`);
}

/** Who may ask about, contest or answer for a budget: the person, or their family where they are shown it, and those who handle it. */
export function mustSpeakFor(actor: Actor, stream: Stream, facts: Pick<PersonalFacts, 'person' | 'relations'>, on: Day): void {
  if (!READS_FAMILY.includes(actor.role)) return mustHandle(actor, stream, facts, on);
  mustSee(actor, facts, on);
  if (standingOf(actor, facts, on) !== 'SELF' && SIGHT[actor.role][stream] !== 'FULL')
    throw forbidden(`A ${actor.role} does not speak for this budget.`);
}
