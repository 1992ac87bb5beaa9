import { mustKeepRecords } from '../access/guard';
import { type Change, insert, revise } from '../database/changes';
import type { Circumstances, Declaration } from '../mutation/declaration';
import { factColumns, firstVersion } from '../people/people.decisions';
import { ruleById, type RuleResult, speak } from '../rules/rule';
import { type Day, dayBefore, OPEN_ENDED } from '../vocabulary/day';
import { badInput } from '../vocabulary/refusal';
import { OutcomeRow, PlanRow } from './plan.entity';
import type { Item, Outcome, Plan } from './plan.types';
import { findPlan, type OutcomeToRecord, planRow, type WithPlans } from './plans.decisions';

export interface PlanToRevise {
  readonly planId: number;
  readonly from: Day;
  /** The outcomes from that day on, all of them; null: they stay as they are. */
  readonly outcomes: readonly OutcomeToRecord[] | null;
}

const columnsOf = (outcome: OutcomeToRecord): Pick<OutcomeRow, 'ref' | 'text' | 'tags' | 'budget_eligible'> => ({
  ref: outcome.ref,
  text: outcome.text,
  tags: outcome.tags.join(' '),
  budget_eligible: outcome.budgetEligible,
});
const sameWords = (a: OutcomeToRecord, b: OutcomeToRecord): boolean =>
  a.text === b.text && a.budgetEligible === b.budgetEligible && a.tags.join(' ') === b.tags.join(' ');

const rowOf = (outcome: Outcome, { person }: Pick<WithPlans, 'person'>, { at, loadId }: Circumstances): OutcomeRow => ({
  id: outcome.id,
  version: outcome.version,
  person_id: person.id,
  authority_id: person.authorityId,
  recorded_at: at,
  superseded_at: OPEN_ENDED,
  load_id: loadId,
  plan_id: outcome.planId,
  ...columnsOf(outcome),
  from_on: outcome.from,
  to_on: outcome.to,
});

interface Revised {
  readonly changes: readonly Change[];
  readonly results: readonly RuleResult[];
}
const NOTHING: Revised = { changes: [], results: [] };

/** Which lines the one who revises is shown. */
type Shows = (item: Item) => boolean;

/**
 * One outcome that the revised plan does not name: it ends the day before, unless a line still serves it. A line that is not shown to the
 * one who revises holds nothing, or they would learn of it: to those who are shown it, it says that its outcome has ended.
 */
function ended(outcome: Outcome, plan: Plan, from: Day, shows: Shows, facts: WithPlans, circumstances: Circumstances): Revised {
  const served = plan.items.filter((item) => item.outcomeId === outcome.id);
  const serving = served.filter((item) => (item.to === null || item.to >= from) && shows(item));
  if (serving.length > 0) {
    const lines = serving.map((item) => item.reference ?? item.description).join(', ');
    // Its rule stands beside the lines, a room further on: the registry knows it.
    const kept = speak(ruleById('OUTCOME-LINKED'), `Outcome ${outcome.ref} is kept: a line of the plan still serves it (${lines}).`, {
      effect: 'WARN',
      fix: 'End the lines that serve it first, or move them to another outcome; then revise the plan again.',
      subject: outcome.ref,
    });
    return { changes: [], results: [kept] };
  }
  const row = rowOf(outcome, facts, circumstances);
  if (outcome.from !== null && outcome.from >= from && served.length === 0)
    return { changes: [{ kind: 'close', table: OutcomeRow, id: outcome.id, version: outcome.version, at: circumstances.at }], results: [] };
  return { changes: revise(OutcomeRow, row, { to_on: dayBefore(from) }, circumstances.at), results: [] };
}

function outcomesFrom(
  plan: Plan,
  wanted: readonly OutcomeToRecord[],
  from: Day,
  shows: Shows,
  facts: WithPlans,
  circumstances: Circumstances,
): Revised {
  const current = plan.outcomes.filter(({ to }) => to === null || to >= from);
  const parts = current.map((outcome): Revised => {
    const next = wanted.find(({ ref }) => ref === outcome.ref);
    if (!next) return ended(outcome, plan, from, shows, facts, circumstances);
    return sameWords(outcome, next)
      ? NOTHING
      : { changes: revise(OutcomeRow, rowOf(outcome, facts, circumstances), columnsOf(next), circumstances.at), results: [] };
  });
  const added = wanted
    .filter(({ ref }) => !current.some((outcome) => outcome.ref === ref))
    .map((outcome) =>
      insert(OutcomeRow, {
        ...factColumns(circumstances.newId(), facts.person, circumstances),
        ...firstVersion,
        plan_id: plan.id,
        ...columnsOf(outcome),
        from_on: from === plan.from ? null : from,
        to_on: null,
      }),
    );
  return { changes: [...parts.flatMap(({ changes }) => changes), ...added], results: parts.flatMap(({ results }) => results) };
}

/**
 * The plan has these outcomes from a day on: new ones begin with it, those that are not named end before it, one that is named
 * in other words is reworded. An outcome that a line still serves is kept, and the answer says so: of the lines that `showsTo` lets the
 * one who revises see, which is a room further on to say.
 */
export const revisingPlan = <Facts extends WithPlans>(
  showsTo: (facts: Facts, circumstances: Circumstances) => Shows,
): Declaration<PlanToRevise, Facts> => ({
  name: 'revisePlan',
  people: async (input, find) => [await find.personOf('plan', input.planId, 'planId')],
  allow: (facts, input, { actor, today }) => mustKeepRecords(actor, findPlan(facts, input.planId).facts, today),
  decide(all, { planId, from, outcomes }, circumstances) {
    const { plan, facts } = findPlan(all, planId);
    if (plan.status === 'CEASED') throw badInput('planId', 'The plan has ceased.');
    if (from < plan.from || (plan.to !== null && from > plan.to))
      throw badInput('from', `The plan runs from ${plan.from}${plan.to === null ? '' : ` to ${plan.to}`}; revise it on a day in between.`);
    const refs = (outcomes ?? []).map(({ ref }) => ref);
    const twice = refs.find((ref, index) => refs.indexOf(ref) !== index);
    if (twice !== undefined) throw badInput('outcomes', `Two outcomes are called "${twice}". Give each a reference of its own.`);
    const { changes, results } =
      outcomes === null ? NOTHING : outcomesFrom(plan, outcomes, from, showsTo(facts, circumstances), facts, circumstances);
    const row = planRow(plan, facts.person, circumstances.at, circumstances.loadId);
    return { results, changes: [...revise(PlanRow, row, {}, circumstances.at), ...changes], id: plan.id, personId: facts.person.id, budgetId: null };
  },
});
