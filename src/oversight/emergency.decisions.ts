import { EmergencyAccessRow, EmergencyReviewRow } from '../access/emergency.entity';
import { emergencyFrom, lookedAt } from '../access/emergency.rules';
import { mustOversee } from '../access/guard';
import { seesAllOf } from '../access/relation';
import type { PersonFacts } from '../budgets/facts';
import { insert } from '../database/changes';
import type { Declaration } from '../decide/decision';
import { factColumns, factsOf } from '../people/people.decisions';
import { badInput, nothingUnder } from '../vocabulary/refusal';
import { nothingToOpen, opened, reasonGiven, reviewedByAnother } from './emergency.rules';

export interface EmergencyToOpen {
  readonly personId: number;
  readonly reason: string | null;
  readonly dryRun: boolean;
}

/**
 * A worker reads a record that is not theirs, or more of one that is, for an hour. Whether there is such a person is answered only to
 * one who has given a reason and is from then on on their record: without one, and in a dry run, nobody is looked up.
 */
export const openEmergencyAccess: Declaration<EmergencyToOpen, PersonFacts> = {
  name: 'openEmergencyAccess',
  people: ({ personId, reason, dryRun }) => Promise.resolve(dryRun || reasonGiven(reason).length > 0 ? [] : [personId]),
  allow: () => undefined,
  decide(all, { personId, reason, dryRun }, circumstances) {
    const refused = reasonGiven(reason);
    const nobody = { changes: [], id: null, personId, budgetId: null };
    if (refused.length > 0 || reason === null) return { ...nobody, results: refused };
    const { actor, at } = circumstances;
    const { endsAt, reviewDueOn } = emergencyFrom(at);
    if (dryRun) return { ...nobody, results: [opened(endsAt, reviewDueOn, personId)] };
    const facts = factsOf(all, personId);
    if (seesAllOf(actor, facts.person)) return { ...nobody, results: [nothingToOpen(personId)] };
    const id = circumstances.newId();
    const row: EmergencyAccessRow = {
      ...factColumns(id, facts.person, circumstances),
      subject: actor.subject,
      who: actor.name,
      role: actor.role,
      organisation_code: actor.organisation.code,
      organisation: actor.organisation.name,
      reason: reason.trim(),
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
