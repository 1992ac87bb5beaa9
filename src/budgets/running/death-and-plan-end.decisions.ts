import { mustKeepRecords } from '../../access/guard';
import { type Change, revise } from '../../database/changes';
import type { Circumstances, Declaration } from '../../mutation/declaration';
import { factsOf } from '../../people/people.decisions';
import { changePerson } from '../../people/person.changes';
import { BudgetItemRow, PlanRow } from '../../plans/plan.entity';
import type { Plan } from '../../plans/plan.types';
import { findPlan, planRow } from '../../plans/plans.decisions';
import type { RuleResult } from '../../rules/rule';
import { addDays, type Day, dayBefore, earlier } from '../../vocabulary/day';
import { badInput } from '../../vocabulary/refusal';
import { theChargeFollows } from '../charge/charge-sharing.rules';
import { itemRow } from '../lines/lines.decisions';
import { arrangementsEndedAfter } from '../record/arrangement.rows';
import type { Budget } from '../record/budget.loader';
import type { PersonFacts } from '../record/person-facts';
import { isOver, latestState, reviseBudget } from '../record/revisions';
import { leftOver, paidBeyond } from '../spending/paid-beyond-end';

/** Ends a budget after its last day: what it was until then stays as it was, and what was paid for days after it stays paid. */
export function budgetEndedAfter(
  budget: Budget,
  last: Day,
  action: string,
  reason: string | null,
  facts: PersonFacts,
  circumstances: Circumstances,
): { readonly changes: Change[]; readonly results: readonly RuleResult[] } {
  const ended = reviseBudget(
    budget,
    {
      effectiveOn: addDays(last, 1),
      action,
      reason,
      patch: ({ from, to }) => ({ status: 'ENDED', to: from > last ? to : earlier(to ?? last, last) }),
    },
    circumstances,
  );
  const beyond = paidBeyond(budget, last, facts, circumstances);
  return {
    changes: [...ended, ...arrangementsEndedAfter(budget, last, facts, circumstances), ...beyond],
    results: leftOver(budget, last, ended, beyond, facts, circumstances),
  };
}

/** Ends a plan's lines after a day; one that would have begun later is taken back. */
const linesEndedAfter = (plan: Plan, last: Day, { person }: Pick<PersonFacts, 'person'>, circumstances: Circumstances): Change[] =>
  plan.items
    .filter(({ to }) => to === null || to > last)
    .flatMap((item): Change[] => {
      if (item.from > last) return [{ kind: 'close', table: BudgetItemRow, id: item.id, version: item.version, at: circumstances.at }];
      const row: BudgetItemRow = { ...itemRow(item, person, circumstances), version: item.version };
      return revise(BudgetItemRow, row, { to_on: last }, circumstances.at);
    });

/** A plan that has ceased on a day: that is the first on which it is not in being. */
const planCeased = (plan: Plan, on: Day, ground: string, facts: Pick<PersonFacts, 'person'>, circumstances: Circumstances): Change[] => [
  ...revise(
    PlanRow,
    planRow(plan, facts.person, circumstances.at, circumstances.loadId),
    { status: 'CEASED', ceased_on: on, cease_ground: ground },
    circumstances.at,
  ),
  ...linesEndedAfter(plan, dayBefore(on), facts, circumstances),
];

export interface PlanToCease {
  readonly planId: number;
  /** The first day on which it is not in being. */
  readonly on: Day;
  readonly ground: string;
}

/** The plan ceases, and its lines with it. A budget that rested on it is ended by its own worker (ground PLAN_CEASED). */
export const ceasePlan: Declaration<PlanToCease, PersonFacts> = {
  name: 'ceasePlan',
  people: async (input, find) => [await find.personOf('plan', input.planId, 'planId')],
  allow: (facts, input, { actor, today }) => mustKeepRecords(actor, findPlan(facts, input.planId).facts, today),
  decide(all, { planId, on, ground }, circumstances) {
    const { plan, facts } = findPlan(all, planId);
    if (plan.status === 'CEASED') throw badInput('planId', `The plan has ceased already, on ${plan.ceasedOn}.`);
    if (on < plan.from) throw badInput('on', `The plan begins on ${plan.from}; it cannot cease before.`);
    if (plan.to !== null && on > plan.to) throw badInput('on', `The plan ends by itself on ${plan.to}.`);
    return {
      results: [],
      changes: planCeased(plan, on, ground.trim(), facts, circumstances),
      id: plan.id,
      personId: facts.person.id,
      budgetId: null,
    };
  },
};

export interface Death {
  readonly personId: number;
  readonly on: Day;
}

/** The person has died: every budget and plan that would have gone on ends with that day. What was before it stays as it was. */
export const recordDeath: Declaration<Death, PersonFacts> = {
  name: 'recordDeath',
  people: (input) => Promise.resolve([input.personId]),
  allow: (facts, input, { actor, today }) => mustKeepRecords(actor, factsOf(facts, input.personId), today),
  decide(all, { personId, on }, circumstances) {
    const facts = factsOf(all, personId);
    const { person } = facts;
    if (person.dateOfDeath !== null) throw badInput('personId', `The person's death on ${person.dateOfDeath} is on record.`);
    if (on > circumstances.today) throw badInput('on', `${on} has not come yet.`);
    if (on < person.dateOfBirth) throw badInput('on', `The person was born on ${person.dateOfBirth}.`);
    const budgets = facts.budgets.filter((budget) => {
      const state = latestState(budget);
      return !isOver(state) && (state.to === null || state.to > on);
    });
    const plans = facts.plans.filter(({ status, to }) => status !== 'CEASED' && (to === null || to > on));
    const ended = budgets.map((budget) => budgetEndedAfter(budget, on, 'recordDeath', 'DIED', facts, circumstances));
    return {
      results: ended.flatMap(({ results }) => results),
      changes: [
        ...changePerson(person, { date_of_death: on }, circumstances.at),
        ...ended.flatMap(({ changes }) => changes),
        ...plans.flatMap((plan) => planCeased(plan, addDays(on, 1), 'DIED', facts, circumstances)),
      ],
      id: person.id,
      personId: person.id,
      budgetId: null,
    };
  },
  follows: theChargeFollows,
};
