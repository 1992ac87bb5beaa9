import type { Person, PersonalFacts } from '../people/person.types';
import { type Day, type Instant, runsOn } from '../vocabulary/day';
import type { Stream } from '../vocabulary/stream';
import type { Actor, Role } from './actor';
import { inEmergency } from './emergency.rules';
import { OVERSEES, READS_AREA, READS_FAMILY, SIGHT, type Sight, SUMMED_AS } from './table';

/**
 * What the one who asks is to the person. Council, commissioner, self and family have the whole record before them; in an
 * EMERGENCY a worker reads it for an hour. A FUNDER that is not (or no longer) theirs, a SETTING and a PROVIDER are shown the budget
 * that they pay, agree to or bill, and of the person no more than who they are.
 */
export type Standing = 'COUNCIL' | 'COMMISSIONER' | 'SELF' | 'FAMILY' | 'EMERGENCY' | 'FUNDER' | 'SETTING' | 'PROVIDER' | 'NONE';

const OF_A_PART: readonly Standing[] = ['FUNDER', 'SETTING', 'PROVIDER'];
/** Is the reader shown the person's record, or only a part of a budget? */
export const seesRecord = (standing: Standing): boolean => standing !== 'NONE' && !OF_A_PART.includes(standing);

type Known = Pick<PersonalFacts, 'person' | 'relations'>;

/** Council and commissioner by organisation; family by a relation that runs on the day. What writing rests on. Pure. */
export function standingOf(actor: Actor, { person, relations }: Known, on: Day): Standing {
  if (READS_AREA.includes(actor.role)) return standingByArea(actor, person);
  if (!READS_FAMILY.includes(actor.role) || actor.personId === null) return 'NONE';
  if (actor.personId === person.id) return 'SELF';
  const kinds = { PARENT: 'PARENT_OF', REPRESENTATIVE: 'REPRESENTATIVE_OF', CARER: 'CARER_OF', PERSON: null }[
    actor.role as 'PARENT' | 'REPRESENTATIVE' | 'CARER' | 'PERSON'
  ];
  const related = relations.some(
    (relation) => relation.kind === kinds && relation.personId === actor.personId && relation.otherId === person.id && runsOn(relation, on),
  );
  return related ? 'FAMILY' : 'NONE';
}

/** The same from the person's row alone, for those whose standing rests on the area. */
export function standingByArea(actor: Actor, person: Pick<Person, 'authorityId' | 'healthCommissionerId'>): Standing {
  if (!READS_AREA.includes(actor.role)) return 'NONE';
  if (actor.organisation.id === person.authorityId) return 'COUNCIL';
  return actor.organisation.id === person.healthCommissionerId ? 'COMMISSIONER' : 'NONE';
}

/** Does standing rest on the area, so that no relation has to be read? */
export const readsByArea = (actor: Actor): boolean => READS_AREA.includes(actor.role);

/** May an agreement to share show this reader more: is anything that exists withheld from them by the table? */
export const mayBeSharedWith = ({ role, organisation }: Pick<Actor, 'role' | 'organisation'>): boolean =>
  organisation.kind === 'HEALTH_COMMISSIONER' || Object.values(SIGHT[role]).includes('EXISTS_ONLY');

/** Does the table show this reader everything of the person, so that an emergency has nothing to open? */
export const seesAllOf = (actor: Actor, person: Pick<Person, 'authorityId' | 'healthCommissionerId'>): boolean =>
  standingByArea(actor, person) === 'COUNCIL' && Object.values(SIGHT[actor.role]).every((sight) => sight === 'FULL');

/** Whom a sharing agreement that is live lets see a budget in full: a role, an organisation, or a role of an organisation. */
export interface Sharing {
  readonly role: string | null;
  readonly organisationId: number | null;
}

/** What is known of one stream's budget, for deciding who is shown how much of it. */
export interface StreamFacts {
  readonly stream: Stream;
  readonly funderId: number;
  readonly shownInPool: boolean;
  /** A health budget that is NHS continuing healthcare: that it exists is known to the adults' worker (SI 2012/2996). */
  readonly continuingHealthcare: boolean;
  /** The school or college whose agreement it needs, while it is not over. */
  readonly settingId: number | null;
  /** Who holds it as a provider, or has billed it: names or codes, in small letters. */
  readonly providers: readonly string[];
  readonly shared: readonly Sharing[];
}

/** Health that the person has not had shown: nothing but their own choice shows it to another than its commissioner (PHB-SHOWN). */
const hiddenByChoice = ({ stream, shownInPool }: StreamFacts): boolean => stream === 'HEALTH' && !shownInPool;

/** What the table gives somebody of a council, of a person who is theirs. */
function ofTable(role: Role, budget: StreamFacts): Sight {
  if (!hiddenByChoice(budget)) return SIGHT[role][budget.stream];
  return budget.continuingHealthcare && role === 'ADULTS_SOCIAL_WORKER' ? 'EXISTS_ONLY' : 'NONE';
}

const names = (actor: Actor, { providers }: StreamFacts): boolean =>
  providers.includes(actor.organisation.name.toLowerCase()) || providers.includes(actor.organisation.code.toLowerCase());

/** How much of one stream's budget a reader with this standing is shown, before anybody shares more of it. */
export function sightGiven(actor: Actor, standing: Standing, budget: StreamFacts): Sight {
  const { role, organisation } = actor;
  switch (standing) {
    case 'NONE':
      return 'NONE';
    case 'SELF':
      return 'FULL';
    case 'FAMILY':
      return SIGHT[role][budget.stream];
    case 'COUNCIL':
      return ofTable(role, budget);
    case 'COMMISSIONER':
      return budget.stream === 'HEALTH' || organisation.id === budget.funderId ? 'FULL' : 'EXISTS_ONLY';
    case 'EMERGENCY':
      return hiddenByChoice(budget) ? ofTable(role, budget) : 'FULL';
    case 'FUNDER':
      if (organisation.id !== budget.funderId) return 'NONE';
      return organisation.kind === 'HEALTH_COMMISSIONER' ? 'FULL' : SIGHT[role][budget.stream];
    case 'SETTING':
      return organisation.id === budget.settingId ? SIGHT[role][budget.stream] : 'NONE';
    case 'PROVIDER':
      return names(actor, budget) ? SIGHT[role][budget.stream] : 'NONE';
  }
}

/** An agreement to share, or an emergency, shows in full what exists; never what the person has not had shown. */
function sightOf(actor: Actor, standing: Standing, emergency: boolean, budget: StreamFacts): Sight {
  const sight = sightGiven(actor, standing, budget);
  if (sight !== 'EXISTS_ONLY' || hiddenByChoice(budget)) return sight;
  const shared = (): boolean =>
    budget.shared.some(
      ({ role, organisationId }) => (role === null || role === actor.role) && (organisationId === null || organisationId === actor.organisation.id),
    );
  return emergency || shared() ? 'FULL' : sight;
}

/** Standing by what the reader pays, agrees to or bills. */
function byPart(actor: Actor, budgets: readonly StreamFacts[]): Standing {
  const { role, organisation } = actor;
  const standing: Standing | null =
    READS_AREA.includes(role) && (organisation.kind === 'LOCAL_AUTHORITY' || organisation.kind === 'HEALTH_COMMISSIONER')
      ? 'FUNDER'
      : role === 'SETTING_APPROVER' && organisation.kind === 'EDUCATION_SETTING'
        ? 'SETTING'
        : role === 'PROVIDER' && organisation.kind === 'PROVIDER'
          ? 'PROVIDER'
          : null;
  return standing !== null && budgets.some((budget) => sightGiven(actor, standing, budget) !== 'NONE') ? standing : 'NONE';
}

/** What one who asks may see of one person: decided once a request. */
export interface Permission {
  readonly standing: Standing;
  /** They read by virtue of an emergency that they opened: the trail says so. */
  readonly emergency: boolean;
  readonly sightOf: (budget: StreamFacts) => Sight;
  /** Of that, what is theirs without an emergency and without anybody's sharing: what writing rests on. */
  readonly ownSightOf: (budget: StreamFacts) => Sight;
}

/** Pure: the reader, what is known of the person now, and the moment. */
export function permissionOf(
  actor: Actor,
  facts: Known & Pick<PersonalFacts, 'emergencies'>,
  budgets: readonly StreamFacts[],
  { today, at }: { readonly today: Day; readonly at: Instant },
): Permission {
  const own = standingOf(actor, facts, today);
  const emergency = READS_AREA.includes(actor.role) && inEmergency(actor, facts.emergencies, at);
  const standing = own !== 'NONE' ? own : emergency ? 'EMERGENCY' : byPart(actor, budgets);
  return {
    standing,
    emergency,
    sightOf: (budget) => sightOf(actor, standing, emergency, budget),
    ownSightOf: (budget) => sightGiven(actor, standing === 'EMERGENCY' ? 'NONE' : standing, budget),
  };
}

/**
 * How much of a budget a reader's summaries are made of: figures where it is FULL; where it is EXISTS_ONLY, that the person has another
 * stream; of the rest not even that. What it leaves out is not read into a summary, so that it can change nothing of it. What is shared
 * by agreement, or read in an emergency, is so for one person's sake and is in no summary.
 */
export function sightInSummaries(
  actor: Actor,
): (person: Pick<Person, 'authorityId' | 'healthCommissionerId'>, budget: Pick<StreamFacts, 'stream' | 'funderId' | 'shownInPool'>) => Sight {
  const reader: Actor = { ...actor, role: SUMMED_AS[actor.role] ?? actor.role };
  return (person, budget) =>
    sightGiven(reader, standingByArea(reader, person), { ...budget, continuingHealthcare: false, settingId: null, providers: [], shared: [] });
}

/**
 * Who is told who was at a record: the person, those who speak for them, and who oversees the service. Not a carer, who is shown
 * one stream: the log would name the funders of the others.
 */
export function readsLog({ role }: Pick<Actor, 'role'>, standing: Standing): boolean {
  if (standing === 'SELF') return true;
  if (standing === 'FAMILY') return role !== 'CARER';
  return (standing === 'COUNCIL' || standing === 'COMMISSIONER') && OVERSEES.includes(role);
}
