import { controlOn } from '../../person/control.rules';
import type { PersonalFacts } from '../../person/person.types';
import type { Day } from '../../vocabulary/day';
import { STREAM_NAMES } from '../../vocabulary/stream';
import type { Budget } from '../record/budget.loader';
import type { Consultation, ConsultationParty } from '../record/budget.types';
import type { ConsultationStatus } from '../record/budget.words';
import type { PersonFacts } from '../record/person-facts';
import { budgetRuns, latestState, stateOn } from '../record/revisions';
import { everyoneHeard } from './reduction.rules';

export type PartyToHear = Pick<ConsultationParty, 'name' | 'role' | 'whoId' | 'organisationId'>;

const ROLES = { PERSON: 'the person', PARENT_OR_CARER: 'parent or carer', REPRESENTATIVE: 'representative' } as const;

/**
 * Who is heard before a cut, from the facts: who controls the budget, and each other funder whose money runs on the day, whether
 * the one who proposes it may see that stream or not.
 */
export function partiesOf(
  budget: Budget,
  facts: PersonFacts,
  others: ReadonlyMap<number, PersonalFacts>,
  nameOf: (organisationId: number) => string,
  on: Day,
): readonly PartyToHear[] {
  const control = controlOn(facts, on);
  const controller = control.personId === null ? null : (others.get(control.personId)?.person ?? null);
  const first: PartyToHear = {
    name: controller?.name ?? `The ${ROLES[control.holder]}`,
    role: ROLES[control.holder],
    whoId: control.personId,
    organisationId: null,
  };
  const own = latestState(budget).funderId;
  const funders = new Map<number, PartyToHear>();
  for (const other of facts.budgets) {
    const state = stateOn(other.revisions, on);
    if (other.id === budget.id || !budgetRuns(state, on) || state.funderId === own || funders.has(state.funderId)) continue;
    funders.set(state.funderId, {
      name: nameOf(state.funderId),
      role: `funds ${STREAM_NAMES[other.stream]}`,
      whoId: null,
      organisationId: state.funderId,
    });
  }
  return [first, ...funders.values()];
}

/** A party as a reader is shown it: a funder of what they may not see is one that exists, and no more. */
export const asShown = (parties: readonly ConsultationParty[], seesFunder: (organisationId: number) => boolean): readonly ConsultationParty[] => {
  let hidden = 0;
  return parties.map((party) => {
    if (party.organisationId === null || seesFunder(party.organisationId)) return party;
    hidden++;
    return { ...party, name: hidden === 1 ? 'Another funder' : `Another funder (${hidden})`, role: 'funds another stream', view: null };
  });
};

/** Where a consultation is on a day: it is ready once everyone has answered or its time has run. */
export const statusOn = (consultation: Consultation, on: Day): ConsultationStatus =>
  consultation.status === 'OPEN' && everyoneHeard(consultation, on).length === 0 ? 'READY' : consultation.status;
