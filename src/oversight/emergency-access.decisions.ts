import type { Actor } from '../access/actor';
import {
  nobodyFits,
  nothingToOpen,
  opened,
  reasonGiven,
  reviewedByAnother,
  somethingStated,
  triesUsedUp,
} from '../access/emergency/emergency-access.rules';
import { emergencyFrom, lookedAt } from '../access/emergency/emergency-hour.rules';
import { EmergencyAccessRow, EmergencyReviewRow, EmergencyTryRow } from '../access/emergency/emergency.entity';
import { mustOversee } from '../access/guard';
import { seesAllOf } from '../access/relation';
import type { PersonFacts } from '../budgets/record/person-facts';
import { insert } from '../database/changes';
import type { Declaration, Envelope } from '../mutation/declaration';
import { UNKNOWN_ORGANISATION } from '../people/organisations';
import { factColumns } from '../people/people.decisions';
import type { OrganisationKind, Stated } from '../person/person.types';
import { badInput, forbidden, nothingUnder } from '../vocabulary/refusal';

export interface EmergencyToOpen {
  readonly personId: number;
  readonly reason: string | null;
  readonly stated: Stated;
}

const MET_BY: readonly OrganisationKind[] = ['LOCAL_AUTHORITY', 'HEALTH_COMMISSIONER'];

/** An emergency is real: it is not tried out, and it is of a council or commissioner that the hub knows. */
function mustBeReal({ organisation }: Actor, { dryRun }: Envelope): void {
  if (dryRun) throw badInput('envelope.dryRun', 'An emergency is not tried out: leave dryRun out, or false. What you do is on record.');
  if (organisation.id === UNKNOWN_ORGANISATION || !MET_BY.includes(organisation.kind))
    throw forbidden('A record is opened in an emergency by a council or health commissioner that this hub knows.');
}

/**
 * A worker reads a record that is not theirs, or more of one that is, for an hour. Nobody is looked up without a reason and without something
 * that they know of the person, nor once the tries of the day are used up. A number that nobody has, and one that what they state does not fit,
 * is answered alike.
 */
export const openEmergencyAccess: Declaration<EmergencyToOpen, PersonFacts> = {
  name: 'openEmergencyAccess',
  rationed: {
    unasked({ reason, stated }, { actor, envelope }) {
      mustBeReal(actor, envelope);
      return [...reasonGiven(reason), ...somethingStated(stated)];
    },
    spent: triesUsedUp,
    kept: ({ personId, reason }, actor, { id, at, on }) => {
      const row: EmergencyTryRow = {
        id,
        recorded_at: at,
        on_day: on,
        subject: actor.subject,
        who: actor.name,
        role: actor.role,
        organisation_code: actor.organisation.code,
        asked_for: personId,
        reason: (reason ?? '').trim(),
      };
      return insert(EmergencyTryRow, row);
    },
  },
  people: async ({ personId, stated }, find) => ((await find.fits(personId, stated)) ? [personId] : []),
  allow: () => undefined,
  decide(all, { personId, reason }, circumstances) {
    const facts = all.get(personId);
    if (!facts) return { results: [nobodyFits()], changes: [], id: null, personId, budgetId: null };
    const { actor, at } = circumstances;
    const { endsAt, reviewDueOn } = emergencyFrom(at);
    if (seesAllOf(actor, facts.person)) return { results: [nothingToOpen(personId)], changes: [], id: null, personId, budgetId: null };
    const id = circumstances.newId();
    const row: EmergencyAccessRow = {
      ...factColumns(id, facts.person, circumstances),
      subject: actor.subject,
      who: actor.name,
      role: actor.role,
      organisation_code: actor.organisation.code,
      organisation: actor.organisation.name,
      reason: (reason ?? '').trim(),
      ends_at: endsAt,
      review_due_on: reviewDueOn,
    };
    return { results: [opened(endsAt, reviewDueOn, id)], changes: [insert(EmergencyAccessRow, row)], id, personId, budgetId: null };
  },
  statedAs: ({ purpose, reason }) => [purpose, reason?.trim()].filter(Boolean).join(': '),
};

export interface EmergencyToReview {
  readonly emergencyId: number;
  readonly justified: boolean;
  readonly finding: string;
}

/** Somebody who oversees the service of the person's own council or commissioner looks at an emergency afterwards. Once. */
export const reviewEmergencyAccess: Declaration<EmergencyToReview, PersonFacts> = {
  name: 'reviewEmergencyAccess',
  people: async ({ emergencyId }, find) => [await find.personOf('emergency_access', emergencyId, 'emergencyId')],
  allow: (all, _, { actor, today }) => {
    for (const facts of all.values()) mustOversee(actor, facts, today);
  },
  decide(all, { emergencyId, justified, finding }, circumstances) {
    const { actor, today } = circumstances;
    const owner = [...all.values()].find(({ emergencies }) => emergencies.some(({ id }) => id === emergencyId));
    const found = owner && lookedAt(owner).find(({ emergency }) => emergency.id === emergencyId);
    if (!owner || !found) throw nothingUnder('emergencyId', emergencyId);
    if (found.review) throw badInput('emergencyId', `It was reviewed on ${found.review.on} by ${found.review.by}.`);
    const id = circumstances.newId();
    const row: EmergencyReviewRow = {
      ...factColumns(id, owner.person, circumstances),
      emergency_id: emergencyId,
      reviewed_on: today,
      reviewed_by: actor.name,
      justified,
      finding: finding.trim(),
    };
    return {
      results: reviewedByAnother(found.emergency.subject, actor.subject, emergencyId),
      changes: [insert(EmergencyReviewRow, row)],
      id,
      personId: owner.person.id,
      budgetId: null,
    };
  },
};
