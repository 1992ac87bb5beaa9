import type { Person, PersonalFacts } from '../person/person.types';
import type { Day, Instant } from '../vocabulary/day';
import { isShownByChoice, paidBy, type Stream, STREAMS } from '../vocabulary/stream';
import { type Actor, isOrFollowed, type Role } from './actor';
import { inEmergency } from './emergency/emergency-hour.rules';
import { familySight, type OfFamily } from './family.rules';
import { NOTHING, OPENS_IN_EMERGENCY, OVERSEES, READS_AREA, READS_FAMILY, SIGHT, type Sight, type SightByStream, SUMMED_AS } from './table';

/**
 * What the one who asks is to the person. Council, commissioner, self and family have the whole record before them; in an
 * EMERGENCY a worker reads it for an hour. A FUNDER that is not (or no longer) theirs, a SETTING and a PROVIDER are shown the budget
 * that they pay, agree to or bill, and of the person no more than who they are; so is one who is NAMED on a budget, because the person
 * shares it with them or because they hold its money.
 */
export type Standing = 'COUNCIL' | 'COMMISSIONER' | 'SELF' | 'FAMILY' | 'EMERGENCY' | 'FUNDER' | 'SETTING' | 'PROVIDER' | 'NAMED' | 'NONE';

const OF_A_PART: readonly Standing[] = ['FUNDER', 'SETTING', 'PROVIDER', 'NAMED'];
/** Is the reader shown the person's record, or only a part of a budget? */
export const seesRecord = (standing: Standing): boolean => standing !== 'NONE' && !OF_A_PART.includes(standing);

/** What standing rests on. */
export type Known = OfFamily;

const showsSomething = (row: SightByStream): boolean => STREAMS.some((stream) => row[stream] !== 'NONE');

/** Council and commissioner by organisation; family by a tie that runs on the day and shows something then. What writing rests on. Pure. */
export function standingOf(actor: Actor, facts: Known, on: Day): Standing {
  if (READS_AREA.includes(actor.role)) return standingByArea(actor, facts.person);
  if (!READS_FAMILY.includes(actor.role) || actor.personId === null) return 'NONE';
  if (actor.personId === facts.person.id) return 'SELF';
  return showsSomething(familySight(actor.role, actor.personId, facts, on)) ? 'FAMILY' : 'NONE';
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

/** Whom a sharing agreement that is live lets see a budget in full: a role, an organisation, a role of an organisation, or one of the family. */
export interface Sharing {
  readonly role: string | null;
  readonly organisationId: number | null;
  readonly personId: number | null;
}

/** What is known of one stream's budget, for deciding who is shown how much of it. */
export interface BudgetSeen {
  readonly stream: Stream;
  readonly funderId: number;
  readonly shownInPool: boolean;
  /** A health budget that is NHS continuing healthcare: that it exists is known to the adults' worker (SI 2012/2996). */
  readonly continuingHealthcare: boolean;
  /** The school or college whose agreement it needs, while it is not over. */
  readonly settingId: number | null;
  /** Who holds it as a provider, or has billed it: names or codes, in small letters. */
  readonly providers: readonly string[];
  /** The records of those who hold its money, or will. */
  readonly heldBy: readonly number[];
  readonly shared: readonly Sharing[];
}

/** Health that the person has not had shown: nothing but their own choice shows it to another than its commissioner (PHB-SHOWN). */
const hiddenByChoice = ({ stream, shownInPool }: BudgetSeen): boolean => isShownByChoice(stream) && !shownInPool;

/** What the table gives somebody of a council, of a person who is theirs. */
function ofTable(role: Role, budget: BudgetSeen): Sight {
  if (!hiddenByChoice(budget)) return SIGHT[role][budget.stream];
  return budget.continuingHealthcare && role === 'ADULTS_SOCIAL_WORKER' ? 'EXISTS_ONLY' : 'NONE';
}

const names = (actor: Actor, { providers }: BudgetSeen): boolean =>
  providers.includes(actor.organisation.name.toLowerCase()) || providers.includes(actor.organisation.code.toLowerCase());

/** One of the family, where their tie does not show it: what they hold of it. */
const holds = ({ personId }: Actor, { heldBy }: BudgetSeen): boolean => personId !== null && heldBy.includes(personId);

/** How much of one stream's budget a reader with this standing is shown, before anybody shares more of it; `family`: what their tie shows. */
export function sightGiven(actor: Actor, standing: Standing, budget: BudgetSeen, family: SightByStream = NOTHING): Sight {
  const { role, organisation } = actor;
  switch (standing) {
    case 'NONE':
      return 'NONE';
    case 'SELF':
      return 'FULL';
    case 'FAMILY':
    case 'NAMED': {
      const shown = family[budget.stream];
      return shown === 'NONE' && holds(actor, budget) ? 'OWN_PART' : shown;
    }
    case 'COUNCIL':
      return ofTable(role, budget);
    case 'COMMISSIONER':
      return paidBy(budget.stream) === 'HEALTH_COMMISSIONER' || organisation.id === budget.funderId ? 'FULL' : 'EXISTS_ONLY';
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

/** Does the person share a budget with the one who asks, by name? */
const sharedByName = ({ role, personId }: Actor, { shared }: BudgetSeen): boolean =>
  personId !== null && READS_FAMILY.includes(role) && shared.some((each) => each.personId === personId);

/**
 * An agreement to share, or an emergency, shows in full what exists; never what the person has not had shown. One of the family whom the
 * person has named is shown that budget, whatever their tie shows.
 */
function sightOf(actor: Actor, standing: Standing, emergency: boolean, budget: BudgetSeen, family: SightByStream): Sight {
  const sight = sightGiven(actor, standing, budget, family);
  if (standing === 'FAMILY' || standing === 'NAMED') return sharedByName(actor, budget) ? 'FULL' : sight;
  if (sight !== 'EXISTS_ONLY' || hiddenByChoice(budget)) return sight;
  const shared = (): boolean =>
    budget.shared.some(
      ({ role, organisationId, personId }) =>
        personId === null && (role === null || role === actor.role) && (organisationId === null || isOrFollowed(actor, organisationId)),
    );
  return emergency || shared() ? 'FULL' : sight;
}

/** Standing by what the reader pays, agrees to or bills, holds or is let see by name. */
function byPart(actor: Actor, budgets: readonly BudgetSeen[]): Standing {
  const { role, organisation } = actor;
  if (READS_FAMILY.includes(role)) return budgets.some((budget) => sharedByName(actor, budget) || holds(actor, budget)) ? 'NAMED' : 'NONE';
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
  /** Are they told who was at the record? */
  readonly readsLog: boolean;
  readonly sightOf: (budget: BudgetSeen) => Sight;
  /** Of that, what is theirs without an emergency and without anybody's sharing: what writing rests on. */
  readonly ownSightOf: (budget: BudgetSeen) => Sight;
}

/** Pure: the reader, what is known of the person now, and the moment. */
export function permissionOf(
  actor: Actor,
  facts: Known & Pick<PersonalFacts, 'emergencies'>,
  budgets: readonly BudgetSeen[],
  { today, at }: { readonly today: Day; readonly at: Instant },
): Permission {
  const own = standingOf(actor, facts, today);
  const emergency = OPENS_IN_EMERGENCY.includes(actor.role) && inEmergency(actor, facts.emergencies, at);
  const standing = own !== 'NONE' ? own : emergency ? 'EMERGENCY' : byPart(actor, budgets);
  const family = own === 'FAMILY' ? familySight(actor.role, actor.personId, facts, today) : NOTHING;
  return {
    standing,
    emergency,
    readsLog: readsLog(actor, standing, family),
    sightOf: (budget) => sightOf(actor, standing, emergency, budget, family),
    ownSightOf: (budget) => sightGiven(actor, standing === 'EMERGENCY' ? 'NONE' : standing, budget, family),
  };
}

/**
 * How much of a budget a reader's summaries are made of: figures where it is FULL; where it is EXISTS_ONLY, that the person has another
 * stream; of the rest not even that. What it leaves out is not read into a summary, so that it can change nothing of it. What is shared
 * by agreement, or read in an emergency, is so for one person's sake and is in no summary.
 */
export function sightInSummaries(
  actor: Actor,
): (person: Pick<Person, 'authorityId' | 'healthCommissionerId'>, budget: Pick<BudgetSeen, 'stream' | 'funderId' | 'shownInPool'>) => Sight {
  const reader: Actor = { ...actor, role: SUMMED_AS[actor.role] ?? actor.role };
  return (person, budget) =>
    sightGiven(reader, standingByArea(reader, person), {
      ...budget,
      continuingHealthcare: false,
      settingId: null,
      providers: [],
      heldBy: [],
      shared: [],
    });
}

/**
 * Who is told who was at a record: the person, those who speak for them in everything, and who oversees the service. Not one to whom a
 * stream is not shown, a carer or the parent of a young person: the log would name its funder, and those who work on it.
 */
function readsLog({ role }: Actor, standing: Standing, family: SightByStream): boolean {
  if (standing === 'SELF') return true;
  if (standing === 'FAMILY') return STREAMS.every((stream) => family[stream] === 'FULL');
  return (standing === 'COUNCIL' || standing === 'COMMISSIONER') && OVERSEES.includes(role);
}

/**
 * Is somebody who asks for figures shown every person whom they are made of? Then they are told of any day, and else of published points in
 * time alone: who is summed as another, or does not read the area, could work out from figures what they are not shown.
 */
export const seesWhoIsSummed = ({ role }: Pick<Actor, 'role'>): boolean => READS_AREA.includes(role) && SUMMED_AS[role] === undefined;
