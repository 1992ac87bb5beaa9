import { mustKeepRecords } from '../access/guard';
import { insert, revise } from '../database/changes';
import type { Declaration } from '../mutation/declaration';
import { checkPeriod, factColumns, factsOf, firstVersion, made } from '../people/people.decisions';
import type { PersonalFacts } from '../person/person.types';
import { type Day, OPEN_ENDED } from '../vocabulary/day';
import { badInput, notFound } from '../vocabulary/refusal';
import { OutcomeRow, PlanRow } from './plan.entity';
import type { OutcomeTag, Plan, PlanKind } from './plan.types';

export interface WithPlans extends PersonalFacts {
  readonly plans: readonly Plan[];
}

export interface OutcomeToRecord {
  readonly ref: string;
  readonly text: string;
  readonly tags: readonly OutcomeTag[];
  readonly budgetEligible: boolean;
}
export interface PlanToRecord {
  readonly personId: number;
  readonly kind: PlanKind;
  readonly from: Day;
  readonly to: Day | null;
  readonly reviewEveryMonths: number | null;
  readonly outcomes: readonly OutcomeToRecord[];
}

export const recordPlan: Declaration<PlanToRecord, WithPlans> = {
  name: 'recordPlan',
  people: (input) => Promise.resolve([input.personId]),
  allow: (facts, input, { actor, today }) => mustKeepRecords(actor, factsOf(facts, input.personId), today),
  decide(facts, input, circumstances) {
    checkPeriod(input.from, input.to, 'input.to');
    const refs = input.outcomes.map(({ ref }) => ref);
    const twice = refs.find((ref, index) => refs.indexOf(ref) !== index);
    if (twice !== undefined) throw badInput('input.outcomes', `Two outcomes are called "${twice}". Give each a reference of its own.`);
    const { person } = factsOf(facts, input.personId);
    const id = circumstances.newId();
    const plan: PlanRow = {
      ...factColumns(id, person, circumstances),
      ...firstVersion,
      kind: input.kind,
      status: 'DRAFT',
      from_on: input.from,
      to_on: input.to,
      review_every_months: input.reviewEveryMonths,
      agreed_on: null,
      agreed_by: null,
      ceased_on: null,
      cease_ground: null,
    };
    const outcomes = input.outcomes.map((outcome): OutcomeRow => ({
      ...factColumns(circumstances.newId(), person, circumstances),
      ...firstVersion,
      plan_id: id,
      ref: outcome.ref,
      text: outcome.text,
      tags: outcome.tags.join(' '),
      budget_eligible: outcome.budgetEligible,
    }));
    return made(person.id, id, [insert(PlanRow, plan), ...outcomes.map((row) => insert(OutcomeRow, row))]);
  },
};

export interface PlanToAgree {
  readonly planId: number;
  readonly on: Day;
  readonly agreedBy: string;
}

/** The plan among a person's facts, with whom it belongs to. */
export function findPlan<Facts extends WithPlans>(facts: ReadonlyMap<number, Facts>, planId: number): { readonly plan: Plan; readonly facts: Facts } {
  for (const each of facts.values()) {
    const plan = each.plans.find(({ id }) => id === planId);
    if (plan) return { plan, facts: each };
  }
  throw notFound('planId', `There is no plan ${planId} here.`);
}

/** A plan as its row, for a new version of it. */
export const planRow = (plan: Plan, person: WithPlans['person'], recordedAt: number, loadId: number | null): PlanRow => ({
  id: plan.id,
  version: plan.version,
  person_id: person.id,
  authority_id: person.authorityId,
  recorded_at: recordedAt,
  superseded_at: OPEN_ENDED,
  load_id: loadId,
  kind: plan.kind,
  status: plan.status,
  from_on: plan.from,
  to_on: plan.to,
  review_every_months: plan.reviewEveryMonths,
  agreed_on: plan.agreedOn,
  agreed_by: plan.agreedBy,
  ceased_on: plan.ceasedOn,
  cease_ground: null,
});

export const agreePlan: Declaration<PlanToAgree, WithPlans> = {
  name: 'agreePlan',
  people: async (input, find) => [await find.personOf('plan', input.planId, 'planId')],
  allow: (facts, input, { actor, today }) => mustKeepRecords(actor, findPlan(facts, input.planId).facts, today),
  decide(facts, input, circumstances) {
    const { plan, facts: own } = findPlan(facts, input.planId);
    if (plan.status !== 'DRAFT') throw badInput('planId', `The plan is ${plan.status.toLowerCase()} already.`);
    const row = planRow(plan, own.person, circumstances.at, circumstances.loadId);
    return made(own.person.id, plan.id, revise(PlanRow, row, { status: 'AGREED', agreed_on: input.on, agreed_by: input.agreedBy }, circumstances.at));
  },
};
