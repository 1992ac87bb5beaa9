import type { Day } from '../vocabulary/day';
import { forbidden, HubError, notFound } from '../vocabulary/refusal';
import { HEALTHCARE, paidBy, type Stream } from '../vocabulary/stream';
import type { Actor, Role } from './actor';
import type { Audience } from './audiences';
import { type Known, type Standing, standingOf } from './relation';
import { HANDLES_MONEY, KEEPS_RECORDS, OVERSEES, READS_FAMILY, type Sight, WRITES } from './table';

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
  if (audience.roles?.includes(role) === false) throw forbidden(`The role ${role} may not use ${field}. It is for: ${audience.roles.join(', ')}.`);
}

/** A person whom the one who asks may not see is, to them, not there. */
export function mustSee(actor: Actor, facts: Known, on: Day): void {
  if (standingOf(actor, facts, on) === 'NONE') throw notFound('personId', `There is no person ${facts.person.id} here.`);
}

/** Who keeps people's records and plans, for the people of their own council or commissioner. */
export function mustKeepRecords(actor: Actor, facts: Known, on: Day): void {
  mustSee(actor, facts, on);
  mustBe(KEEPS_RECORDS, actor, "change a person's record");
}

/** Who oversees the service looks at what others did: of the people of their own council or commissioner. */
export function mustOversee(actor: Actor, facts: Known, on: Day): void {
  mustSee(actor, facts, on);
  mustBe(OVERSEES, actor, 'review an emergency');
}

/** Of a commissioner, those who write its budgets; that others are not the person's commissioner is a rule's to explain (PHB-COMMISSIONER). */
const mustWriteHealth = (actor: Actor): void =>
  mustBe(actor.organisation.kind === 'HEALTH_COMMISSIONER' ? WRITES[HEALTHCARE] : KEEPS_RECORDS, actor, 'change a health budget');

/** Who makes budgets of a stream. Education and care: the person's council alone. Health is PHB-COMMISSIONER's to refuse. */
export function mustWrite(actor: Actor, stream: Stream, facts: Known, on: Day): void {
  mustSee(actor, facts, on);
  if (paidBy(stream) === 'HEALTH_COMMISSIONER') return mustWriteHealth(actor);
  mustBe(WRITES[stream], actor, `change a budget of ${stream}`);
  if (paidBy(stream) === 'COUNCIL' && standingOf(actor, facts, on) !== 'COUNCIL')
    throw forbidden(`A budget of ${stream} is written by the person's own council.`);
}

/** Who moves and watches over a stream's money: those who write it, and the council's finance and direct payment teams. */
export function mustHandle(actor: Actor, stream: Stream, facts: Known, on: Day): void {
  if (!HANDLES_MONEY.includes(actor.role)) return mustWrite(actor, stream, facts, on);
  mustSee(actor, facts, on);
  if (paidBy(stream) !== 'HEALTH_COMMISSIONER' && standingOf(actor, facts, on) !== 'COUNCIL')
    throw forbidden(`The money of ${stream} is handled by the person's own council.`);
}

/** What a guard asks of a budget: whose money it is, and how much of it the one who asks is shown. */
export interface GuardedBudget {
  readonly stream: Stream;
  readonly funderId: number;
  readonly sight: Sight;
  /** Of that, what is theirs without an emergency and without anybody's sharing. */
  readonly ownSight: Sight;
  /** What the one who asks is to the person, emergencies and parts aside. */
  readonly standing: Standing;
}

/** A budget that the one who asks may not know of is, to them, not there. */
function mustKnowOf({ sight }: GuardedBudget): void {
  if (sight === 'NONE') throw notFound('personId', 'There is no such budget here.');
}

/**
 * Whose money it is decides who writes it: an education or care budget the council that funds it, also after the person has moved.
 * Health is PHB-COMMISSIONER's to refuse; other money is written by those who know the person. An emergency, and what is shared, is for
 * reading: neither lets anybody write.
 */
function mustBeTheirs(actor: Actor, { stream, funderId, standing, ownSight }: GuardedBudget, what: string): void {
  const payer = paidBy(stream);
  if (payer === 'HEALTH_COMMISSIONER') return;
  if (ownSight !== 'FULL') throw forbidden(`${what} by those who are shown it in full.`);
  if (payer === 'ANOTHER' ? standing === 'COUNCIL' || standing === 'COMMISSIONER' : actor.organisation.id === funderId) return;
  throw forbidden(payer === 'ANOTHER' ? `${what} by the person's own council or commissioner.` : `${what} by the council that funds it.`);
}

/** Who changes a budget that there is. */
export function mustWriteBudget(actor: Actor, budget: GuardedBudget): void {
  mustKnowOf(budget);
  if (paidBy(budget.stream) === 'HEALTH_COMMISSIONER') return mustWriteHealth(actor);
  mustBe(WRITES[budget.stream], actor, `change a budget of ${budget.stream}`);
  mustBeTheirs(actor, budget, `A budget of ${budget.stream} is written`);
}

/** Who moves and watches over its money: those who write it, and the finance and direct payment teams of the council that funds it. */
export function mustHandleBudget(actor: Actor, budget: GuardedBudget): void {
  if (!HANDLES_MONEY.includes(actor.role)) return mustWriteBudget(actor, budget);
  mustKnowOf(budget);
  mustBeTheirs(actor, budget, `The money of ${budget.stream} is handled`);
}

/** Who may ask about, contest or answer for it: the person, or their family where it is theirs to see, and those who handle it. What is shared with them is for reading. */
export function mustSpeakForBudget(actor: Actor, budget: GuardedBudget): void {
  if (!READS_FAMILY.includes(actor.role)) return mustHandleBudget(actor, budget);
  mustKnowOf(budget);
  if (budget.ownSight !== 'FULL') throw forbidden(`A ${actor.role} does not speak for this budget.`);
}
