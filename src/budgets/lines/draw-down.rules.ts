import type { Item } from '../../plans/plan.types';
import type { PolicyView } from '../../policy/policy.types';
import { law, untilTheCareAct } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import { streamOfItem } from '../../streams/sections.rules';
import { streamsThat } from '../../streams/streams';
import { type Amount, amountInWords, exceeds, less, perYear } from '../../vocabulary/amount';
import { type Day, financialYearOf, later, overlaps, runsOn } from '../../vocabulary/day';
import { type Pence, pounds } from '../../vocabulary/money';
import type { Stream } from '../../vocabulary/stream';
import type { Budget } from '../record/budget.loader';
import { onceFor } from '../record/once-for';
import type { MoneyFacts } from '../record/person-facts';
import { budgetRuns, eldestFirst, stateOn } from '../record/revisions';
import { drawOf } from './council-rate.rules';

export const NOT_EXTRA_MONEY = defineRule('NOT-EXTRA-MONEY', {
  effect: 'REFUSE',
  title: "Items draw on a stream's agreed budget and never exceed it; an item never adds to the pool",
  law: [
    law('CARE_ACT', 's.26'),
    law('CHILDREN_AND_FAMILIES', 's.49'),
    law('NHS_RULES', 'reg 32A', { since: '2014-10-01' }),
    law('COMMUNITY_CARE', 's.47'),
  ],
  source: "Wakefield personal budgets page, 'About'",
});
export const SUFFICIENT = defineRule('SUFFICIENT', {
  effect: 'REFUSE',
  title: "A budget is not agreed below the cost, at the council's own rate, of the items it must meet (health: enough for the outcomes)",
  law: [
    law('CARE_ACT', 's.26'),
    law('SEN_BUDGETS', 'reg 10'),
    law('NHS_DIRECT_PAYMENTS'),
    law('CHILDREN', 's.17A'),
    untilTheCareAct('DIRECT_PAYMENTS_2009'),
  ],
  source: "Sefton plan, 'Sufficiency', 'The Personal Budget'; Wakefield joint policy, Appendix 2 3.0",
});

export const SUFFICIENCY_REVIEW = defineRule('SUFFICIENCY-REVIEW', {
  effect: 'INFORM',
  title: 'Where the indicative amount looks too low, a review may be asked for and may raise it; the amount may go up or down',
  law: [law('CARE_ACT', 's.27'), law('SEN_BUDGETS', 'reg 11'), law('COMMUNITY_CARE', 's.47')],
  source: "Wakefield joint policy 4.3, 5.1; Sefton plan, 'Timeliness'",
});

/** The stream from which one takes over at an age; null where it takes over from none. */
const streamBefore = (stream: Stream): Stream | null => streamsThat(({ heir }) => heir?.stream === stream)[0] ?? null;

/** The budget that pays for a stream on a day. Many lines ask the same, so each day and stream is worked out once for the same budgets. */
const payersAmong = onceFor((_: readonly Budget[]) => new Map<string, Budget | null>());
function payerOn(stream: Stream, budgets: readonly Budget[], on: Day): Budget | null {
  const known = payersAmong(budgets);
  const question = `${stream} ${on}`;
  let payer = known.get(question);
  if (payer === undefined) {
    const running = budgets.filter((budget) => budget.stream === stream && budgetRuns(stateOn(budget.revisions, on), on));
    payer = running.sort(eldestFirst)[0] ?? null;
    known.set(question, payer);
  }
  return payer;
}

/**
 * The budget that pays for a line on a day: the one it names, else the person's own of its stream. Never two. A children's budget that
 * goes on past 18 until the adult decision (Care Act 2014 s.66) goes on paying for the Section J lines that no adult budget pays for yet.
 */
export function budgetOf(item: Item, { person, budgets }: MoneyFacts, on: Day): Budget | null {
  if (item.budgetId !== null) return budgets.find(({ id }) => id === item.budgetId) ?? null;
  const stream = streamOfItem(item, person.dateOfBirth, on);
  const before = item.section === null ? null : streamBefore(stream);
  return payerOn(stream, budgets, on) ?? (before && payerOn(before, budgets, on));
}

const itemsOf = onceFor((plans: MoneyFacts['plans']): readonly Item[] => plans.flatMap(({ items }) => items));
const byId = onceFor((plans: MoneyFacts['plans']): ReadonlyMap<number, Item> => new Map(itemsOf(plans).map((item) => [item.id, item])));
const byReference = onceFor((plans: MoneyFacts['plans']): ReadonlyMap<string, readonly Item[]> =>
  Map.groupBy(
    itemsOf(plans).filter(({ reference }) => reference !== null),
    ({ reference }) => reference?.toLowerCase() ?? '',
  ),
);
export const allItems = ({ plans }: Pick<MoneyFacts, 'plans'>): readonly Item[] => itemsOf(plans);
export const itemOf = (id: number, { plans }: Pick<MoneyFacts, 'plans'>): Item | null => byId(plans).get(id) ?? null;
/** The lines that go by a reference, in lower case. */
export const itemsNamed = (reference: string, { plans }: Pick<MoneyFacts, 'plans'>): readonly Item[] => byReference(plans).get(reference) ?? [];

/** Does a line count towards a day? A one-off counts throughout the financial year in which it falls. */
const countsOn = (item: Item, on: Day): boolean => {
  if (item.cost.every !== 'ONE_OFF') return runsOn(item, on);
  const year = financialYearOf(on);
  return item.from >= year.from && item.from <= year.to;
};

/** The lines that draw on a budget and count towards a day. */
export const itemsOn = (budget: Budget, facts: MoneyFacts, on: Day): readonly Item[] =>
  allItems(facts).filter((item) => countsOn(item, on) && budgetOf(item, facts, later(on, item.from))?.id === budget.id);

/** What the lines that count towards a day draw on a budget. */
export const drawsOn = (budget: Budget, facts: MoneyFacts, policy: PolicyView, on: Day): readonly Amount[] =>
  itemsOn(budget, facts, on).map((item) => drawOf(item, budget.stream, policy));

/** Agreed less what draws on it; null while nothing is agreed. */
export function unallocatedOn(budget: Budget, facts: MoneyFacts, policy: PolicyView, on: Day): Amount | null {
  const agreed = stateOn(budget.revisions, on)?.agreed ?? null;
  return agreed && less(agreed, drawsOn(budget, facts, policy, on));
}

/** The days on which what is drawn may change while a period runs: its first, and each on which another line or state begins. */
const turningDays = (period: { from: Day; to: Day | null }, budget: Budget, facts: MoneyFacts): Day[] => {
  const starts = [...allItems(facts).map(({ from }) => from), ...budget.revisions.map(({ effectiveOn }) => effectiveOn)];
  return [...new Set([period.from, ...starts.filter((day) => runsOn(period, day))])].sort();
};

/** The days on which a line counts: a one-off to the end of the financial year in which it falls, whatever its own last day. */
const countedFor = ({ cost, from, to }: Item): { from: Day; to: Day | null } =>
  cost.every === 'ONE_OFF' ? { from, to: financialYearOf(from).to } : { from, to };

/** Would the lines on a budget, `added` among them, cost more in a year than is agreed, on any day of `added`'s run? */
export function notExtraMoney(added: Item, facts: MoneyFacts, policy: PolicyView): RuleResult[] {
  const budget = budgetOf(added, facts, added.from);
  if (!budget) return [];
  const withIt: MoneyFacts = {
    ...facts,
    plans: facts.plans.map((plan) => (plan.id === added.planId ? { ...plan, items: [...plan.items, added] } : plan)),
  };
  for (const day of turningDays(countedFor(added), budget, withIt)) {
    const agreed = stateOn(budget.revisions, day)?.agreed;
    if (!agreed) continue;
    if (!exceeds(drawsOn(budget, withIt, policy, day), agreed)) continue;
    const left = unallocatedOn(budget, facts, policy, day);
    const figures = `the ${amountInWords(agreed)} that is agreed${left ? `: ${amountInWords(left)} is left on ${day}` : ''}`;
    return [
      speak(NOT_EXTRA_MONEY, `With this line, what draws on the budget would cost more than ${figures}.`, {
        fix: 'Lower its cost, end another line first, or ask for the budget to be increased.',
        subject: budget.id,
      }),
    ];
  }
  return [];
}

interface Shortfall {
  readonly from: Day;
  /** What the lines cost a year from that day. */
  readonly needed: Pence;
}
/** The first day of a budget's run, from a day on, on which an amount does not cover the lines that it must meet; null where it always does. */
function shortfall(budget: Budget, proposed: Amount, facts: MoneyFacts, policy: PolicyView, since: Day | null = null): Shortfall | null {
  const state = budget.revisions.at(-1);
  if (!state) return null;
  const first = since === null ? state.from : later(since, state.from);
  const run = { from: first, to: state.to };
  const drawing = allItems(facts).filter((item) => overlaps(item, run) && budgetOf(item, facts, later(item.from, first))?.id === budget.id);
  const days = [...new Set([first, ...drawing.map(({ from }) => later(from, first))])].sort();
  for (const from of days) {
    const costs = drawsOn(budget, facts, policy, from);
    if (exceeds(costs, proposed)) return { from, needed: costs.reduce((sum, cost) => sum + perYear(cost), 0) };
  }
  return null;
}

/** Is an amount enough for the lines that draw on the budget, on every day of its run, or of what is left of it from a day? */
export function sufficient(budget: Budget, proposed: Amount, facts: MoneyFacts, policy: PolicyView, since: Day | null = null): RuleResult[] {
  const short = shortfall(budget, proposed, facts, policy, since);
  if (!short) return [];
  return [
    speak(
      SUFFICIENT,
      `The lines that this budget must meet cost ${pounds(short.needed)} a year from ${short.from}; ${amountInWords(proposed)} does not cover them.`,
      {
        fix: `Agree at least ${pounds(short.needed)} a year, or change the lines of the plan first.`,
        subject: budget.id,
      },
    ),
  ];
}

/** Says that the indicative amount looks too low for what the plan must meet. */
export function indicativeLooksLow(budget: Budget, indicative: Amount, facts: MoneyFacts, policy: PolicyView): RuleResult[] {
  const short = shortfall(budget, indicative, facts, policy);
  if (!short) return [];
  return [
    speak(
      SUFFICIENCY_REVIEW,
      `What the plan must meet costs ${pounds(short.needed)} a year from ${short.from}, more than the indicative ${amountInWords(indicative)}. A review of the amount may be asked for; it may go up or down.`,
      {
        fix: 'Ask for the amount to be looked at again (requestSufficiencyReview).',
        subject: budget.id,
      },
    ),
  ];
}

/** Says that an indicative amount is being looked at again. */
export const looksAgain = (indicative: Amount, reviewId: number): RuleResult =>
  speak(SUFFICIENCY_REVIEW, `The indicative amount of ${amountInWords(indicative)} is to be looked at again. It may go up or down.`, {
    subject: reviewId,
  });
