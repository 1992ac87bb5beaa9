import { isAdult } from '../../person/ages.rules';
import { type Item, type Outcome, outcomeHoldsOn, type Plan, PLAN_NAMES, planInForceOn } from '../../plans/plan.types';
import type { Service, ServiceTrait } from '../../policy/pack.types';
import type { PolicyView } from '../../policy/policy.types';
import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import { agreementsNamingNone, daysOfStay, type LineAsked, lineFunding } from '../../streams/line.rules';
import { EDU_SECTION, streamOfItem } from '../../streams/sections.rules';
import type { Agreement, ArrangementKind, HealthEligibility } from '../../streams/stream.types';
import { type Day, inclusiveDays, later, overlaps, runsOn } from '../../vocabulary/day';
import { badInput, notFound } from '../../vocabulary/refusal';
import { STREAM_NAMES } from '../../vocabulary/stream';
import type { Budget } from '../record/budget.loader';
import type { PersonFacts } from '../record/person-facts';
import { aboveCouncilsRate } from './council-rate.rules';
import { latestState, stateOn } from '../record/revisions';
import { allItems, budgetOf, notExtraMoney } from './draw-down.rules';

export const OUTCOME_LINKED = defineRule('OUTCOME-LINKED', {
  effect: 'REFUSE',
  title: 'Every item serves an outcome of its own plan',
  law: [law('CHILDREN_AND_FAMILIES', 's.37'), law('CARE_ACT', 's.25'), law('NHS_DIRECT_PAYMENTS', 'reg 8')],
  source: 'Wakefield joint policy 3.1, 7.2',
});
export const OUTCOME_ELIGIBLE = defineRule('OUTCOME-ELIGIBLE', {
  effect: 'REFUSE',
  title: 'The outcome is one the plan says a budget may meet',
  law: [law('SEND', 'reg 12'), law('CARE_ACT', 's.25')],
  source: "Sefton plan, 'The Personal Budget'",
});
export const PLAN_HOME = defineRule('PLAN-HOME', {
  effect: 'REFUSE',
  title:
    "A child's, or full-time student's, budget is costed in Section J where an EHC plan is in force; only without one in the care or health plan",
  law: [law('SEND', 'reg 12'), law('CHILDREN_AND_FAMILIES', 's.37')],
  source: 'Wakefield joint policy 3.2.1, 3.2.3',
});
export const ITEM_REFERENCE = defineRule('ITEM-REFERENCE', {
  effect: 'REFUSE',
  title: 'A reference stands for one line of a Section J on any day',
  law: law('SEND_CODE', '9.69: Section J has detailed information on each personal budget'),
  source: 'SEND Code of Practice 2015 9.69',
});

/** The outcome of its own plan that a line names, where the plan has it on the line's first day. */
export const outcomeOf = (plan: Plan, ref: string, on: Day): Outcome | null =>
  plan.outcomes.find((each) => each.ref === ref && outcomeHoldsOn(each, on)) ?? null;

export function outcomeLinked(plan: Plan, ref: string, on: Day): readonly RuleResult[] {
  if (outcomeOf(plan, ref, on)) return [];
  const known = plan.outcomes.filter((each) => outcomeHoldsOn(each, on)).map((each) => each.ref);
  return [
    speak(OUTCOME_LINKED, `The plan has no outcome "${ref}" on ${on} for this line to serve.`, {
      fix: known.length > 0 ? `Use one of the plan's outcomes: ${known.join(', ')}.` : 'Add the outcome to the plan first.',
      subject: ref,
    }),
  ];
}

/** A line serves its outcome on every day that it runs: one that outlives it would serve nothing. `on`, of a line that is running: the day asked about. */
export function outcomeLasts(outcome: Outcome, line: Pick<Item, 'from' | 'to'>, on: Day | null = null): readonly RuleResult[] {
  const { to } = outcome;
  if (to === null || (on === null ? line.to !== null && line.to <= to : on <= to)) return [];
  return [
    speak(OUTCOME_LINKED, `Outcome "${outcome.ref}" is the plan's until ${to}, and the line goes on after it.`, {
      effect: on === null ? 'REFUSE' : 'WARN',
      fix: `End the line by ${to}, or let it serve an outcome that goes on.`,
      subject: outcome.ref,
    }),
  ];
}

/** An outcome that the plan does not leave to a budget is met by the services themselves. */
export function outcomeEligible(plan: Plan, outcome: Outcome, on: Day): readonly RuleResult[] {
  if (outcome.budgetEligible) return [];
  const open = plan.outcomes.filter((each) => each.budgetEligible && outcomeHoldsOn(each, on)).map(({ ref }) => ref);
  return [
    speak(OUTCOME_ELIGIBLE, `The plan says that outcome "${outcome.ref}" is not met by a budget.`, {
      fix:
        open.length > 0
          ? `Use an outcome that a budget may meet: ${open.join(', ')}.`
          : 'The plan would first have to say which outcomes a budget may meet.',
      subject: outcome.ref,
    }),
  ];
}

/** A Section J belongs to an EHC plan; and while a child has one in force, nothing of a budget is costed anywhere else. */
export function planHome(
  plan: Plan,
  item: Pick<Item, 'section' | 'from'>,
  { person, plans }: Pick<PersonFacts, 'person' | 'plans'>,
): readonly RuleResult[] {
  const refuse = (message: string, fix: string): readonly RuleResult[] => [speak(PLAN_HOME, message, { fix, subject: plan.id })];
  if (item.section !== null)
    return plan.kind === 'EHC_PLAN'
      ? []
      : refuse(`Only an EHC plan has a Section J; this is a ${PLAN_NAMES[plan.kind]}.`, 'Add the line with addPlanItem, or to the EHC plan.');
  if (plan.kind === 'EHC_PLAN')
    return refuse('What an EHC plan provides through a budget is costed in its Section J.', 'Add the line with addSectionJItem, naming its section.');
  // A young carer's own support is no provision of an EHC plan.
  if (plan.kind === 'CARER_SUPPORT_PLAN' || isAdult(person.dateOfBirth, item.from)) return [];
  if (!plans.some((other) => other.kind === 'EHC_PLAN' && planInForceOn(other, item.from))) return [];
  return refuse(
    `An EHC plan is in force on ${item.from}, so a child's budget is costed in its Section J and not in the ${PLAN_NAMES[plan.kind]}.`,
    'Add the line to the EHC plan with addSectionJItem.',
  );
}

/** No other line of its plan that `shown` has goes by its reference while it runs: a bill, an agreement or a tribunal's order names one line by it. */
export function referenceOnce(item: Pick<Item, 'reference' | 'from' | 'to'>, plan: Plan, shown: (item: Item) => boolean): readonly RuleResult[] {
  const { reference } = item;
  if (reference === null) return [];
  const same = (other: Item): boolean => other.reference?.trim().toLowerCase() === reference.trim().toLowerCase();
  const twin = plan.items.find((other) => same(other) && overlaps(other, item) && shown(other));
  if (!twin) return [];
  return [
    speak(
      ITEM_REFERENCE,
      `"${reference}" is a line of this plan already, from ${twin.from}${twin.to === null ? '' : ` to ${twin.to}`}: ${twin.description}.`,
      {
        fix: 'Give the line a reference of its own, or end the other line first (endItem).',
        subject: reference,
      },
    ),
  ];
}

/** A line drawn on a budget of another stream than its own is not that stream's to pay. */
export function ofItsStream(item: Item, facts: Pick<PersonFacts, 'person' | 'budgets'>): readonly RuleResult[] {
  if (item.budgetId === null) return [];
  const budget = facts.budgets.find(({ id }) => id === item.budgetId);
  if (!budget) throw notFound('input.streamBudgetId', `The person has no budget ${item.budgetId}.`);
  const stream = streamOfItem(item, facts.person.dateOfBirth, item.from);
  if (budget.stream === stream) return [];
  if (item.section === null)
    throw badInput('input.streamBudgetId', `That is a budget for ${STREAM_NAMES[budget.stream]}; the line is for ${STREAM_NAMES[stream]}.`);
  return [
    speak(
      EDU_SECTION,
      `Section ${item.section} holds provision for ${STREAM_NAMES[stream]}, so the line cannot draw on a budget for ${STREAM_NAMES[budget.stream]}.`,
      {
        fix: `Draw it on the budget for ${STREAM_NAMES[stream]}, or move it to the section that fits.`,
        subject: item.reference,
      },
    ),
  ];
}

/** How all of a budget is held on a day; null where that is not chosen, or where it is held in several ways. */
export function heldWholly(budget: Pick<Budget, 'arrangements'> | null, on: Day): ArrangementKind | null {
  const ways = new Set((budget?.arrangements ?? []).filter((part) => runsOn(part, on)).map(({ kind }) => kind));
  const [only = null] = ways;
  return ways.size === 1 ? only : null;
}

/** A line as the stream that pays for it is asked about it. */
function askedOf(item: Item, service: Service, recorded: boolean, facts: PersonFacts, policy: PolicyView, on: Day): LineAsked {
  const day = later(on, item.from);
  const paidOn = recorded ? day : item.from;
  const budget = budgetOf(item, facts, paidOn);
  return {
    service,
    stream: streamOfItem(item, facts.person.dateOfBirth, paidOn),
    cost: item.cost,
    itemId: recorded ? item.id : null,
    from: item.from,
    arrangement: heldWholly(budget, day),
    agreements: budget?.agreements ?? [],
    dateOfBirth: facts.person.dateOfBirth,
    eligibility: healthEligibility(budget, paidOn),
    ...earlierLines(item, service, facts, policy),
    householdRelative: item.householdRelative,
    on: day,
  };
}

/** What an NHS budget rests on, on a day. */
function healthEligibility(budget: Budget | null, on: Day): HealthEligibility | null {
  if (!budget) return null;
  const state = stateOn(budget.revisions, on) ?? latestState(budget);
  const details = budget.allocations.find(({ id }) => id === state.allocationId)?.details;
  return details?.kind === 'HEALTH' ? details.eligibility : null;
}

/** What a line's service asks of the lines before it: for how long somebody stayed in a home, and since when they have had reablement without money. */
function earlierLines(item: Item, service: Service, facts: PersonFacts, policy: PolicyView): Pick<LineAsked, 'stayDays' | 'weeksReceived'> {
  const alike = (trait: ServiceTrait): readonly Item[] =>
    allItems(facts).filter((other) => other.id !== item.id && policy.service(other.service)?.traits.includes(trait) === true);
  const lives = service.traits.includes('care-home') && !service.traits.includes('short-break');
  const { from, to } = item;
  const stays = lives && to !== null ? alike('care-home').flatMap((other) => (other.to === null ? [] : [{ from: other.from, to: other.to }])) : [];
  const begun = service.traits.includes('reablement')
    ? alike('reablement')
        .filter(({ cost }) => cost.pence === 0)
        .map((other) => other.from)
        .sort()[0]
    : undefined;
  return {
    stayDays: lives && to !== null ? daysOfStay({ from, to }, stays) : null,
    weeksReceived: begun === undefined || begun > from ? null : Math.trunc((inclusiveDays(begun, from) - 1) / 7),
  };
}

/** The agreements that let a new line in and name none yet: they become about it. */
export function agreementsUsed(item: Item, facts: PersonFacts, policy: PolicyView, today: Day): readonly Agreement[] {
  const service = policy.service(item.service);
  return service ? agreementsNamingNone(askedOf(item, service, false, facts, policy, today), policy) : [];
}

/** What the stream that pays says of a line: of its service, its price and what is on record. Throws BAD_INPUT for a service that no catalogue has. */
export function lineOfStream(item: Item, recorded: boolean, facts: PersonFacts, policy: PolicyView, on: Day): readonly RuleResult[] {
  const service = policy.service(item.service);
  // A file may bring what a catalogue does not list: nothing can be said of it.
  if (!service && recorded) return [];
  if (!service)
    throw badInput(
      'input.service',
      `"${item.service}" is not in the catalogue of ${policy.authorityName}. Its services are ${policy
        .services()
        .map(({ code }) => code)
        .join(', ')}.`,
    );
  const asked = askedOf(item, service, recorded, facts, policy, on);
  return [...lineFunding(asked, policy), ...aboveCouncilsRate(item, asked.stream, policy)];
}

export interface LineCircumstances {
  /** The council's policy on the line's own first day: ages and services. */
  readonly ofItsDay: PolicyView;
  readonly today: Day;
}

/** Everything that is asked of a new line, so that all that is missing is said at once. */
export function lineRules(
  item: Item,
  outcomeRef: string,
  plan: Plan,
  facts: PersonFacts,
  { ofItsDay, today }: LineCircumstances,
): readonly RuleResult[] {
  const outcome = outcomeOf(plan, outcomeRef, item.from);
  return [
    ...planHome(plan, item, facts),
    ...outcomeLinked(plan, outcomeRef, item.from),
    ...(outcome ? [...outcomeLasts(outcome, item), ...outcomeEligible(plan, outcome, item.from)] : []),
    ...ofItsStream(item, facts),
    ...lineOfStream(item, false, facts, ofItsDay, today),
    ...notExtraMoney(item, facts, ofItsDay),
  ];
}
