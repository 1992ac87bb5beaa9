import { mustKeepRecords } from '../../access/guard';
import { amountColumnsOf } from '../../database/amount-columns';
import { insert, revise } from '../../database/changes';
import type { Circumstances, Declaration, Verdict } from '../../mutation/declaration';
import { checkPeriod, factColumns, firstVersion } from '../../people/people.decisions';
import { BudgetItemRow } from '../../plans/plan.entity';
import type { Item, Plan, PlanSection } from '../../plans/plan.types';
import { findPlan } from '../../plans/plans.decisions';
import { type Amount, amount } from '../../vocabulary/amount';
import { MOST_PENCE } from '../../vocabulary/bounds';
import type { Day } from '../../vocabulary/day';
import { type Pence, pounds, scale, type Thousandths } from '../../vocabulary/money';
import { badInput, notFound, nothingUnder } from '../../vocabulary/refusal';
import type { Stream } from '../../vocabulary/stream';
import { mustBeTied } from '../caller/budget-mutation';
import { streamFacts } from '../caller/policy-of-the-day';
import { agreementAbout } from '../record/arrangement.rows';
import type { PersonFacts } from '../record/person-facts';
import { budgetOf } from './draw-down.rules';
import { agreementsUsed, lineRules, outcomeOf, referenceOnce } from './line.rules';
import { drawsOnWhatIsShown, factsShownTo, linesSeenBy } from './visible-lines';

interface LineToAdd {
  readonly planId: number;
  readonly streamBudgetId: number | null;
  readonly outcomeRef: string;
  readonly service: string;
  readonly description: string;
  readonly unit: string | null;
  readonly unitPrice: Pence | null;
  readonly unitsPerWeek: Thousandths | null;
  readonly cost: Amount | null;
  readonly from: Day;
  readonly to: Day | null;
  readonly householdRelative: boolean;
}
export interface SectionJLineToAdd extends LineToAdd {
  readonly section: PlanSection;
  readonly reference: string;
  readonly quantity: string | null;
}
export interface PlanLine extends LineToAdd {
  readonly stream: Stream;
  readonly benefitsPersonId: number | null;
}

/** The cost that was stated, or the weekly cost of so many units at a price. Throws BAD_INPUT where it is neither or both. */
function costOf(line: LineToAdd): Amount {
  const priced = line.unitPrice !== null && line.unitsPerWeek !== null;
  if (line.cost && !priced) return line.cost;
  if (line.cost) throw badInput('input.cost', 'Give either the cost, or the price of a unit and the units a week, not both.');
  if (!priced) throw badInput('input.cost', 'Give the cost, or both unitPrice and unitsPerWeek.');
  const weekly = scale(line.unitPrice ?? 0, line.unitsPerWeek ?? 0, 1000);
  if (weekly > MOST_PENCE)
    throw badInput('input.unitsPerWeek', `So many units at that price come to more than ${pounds(MOST_PENCE)} a week. Check both.`);
  return amount(weekly, 'WEEK');
}

function added(
  facts: PersonFacts,
  plan: Plan,
  line: LineToAdd,
  own: Pick<Item, 'section' | 'reference' | 'stream' | 'quantity' | 'benefitsPersonId'>,
  circumstances: Circumstances,
): Verdict {
  checkPeriod(line.from, line.to, 'input.to');
  const id = circumstances.newId();
  const item: Item = {
    ...own,
    id,
    version: 1,
    planId: plan.id,
    outcomeId: outcomeOf(plan, line.outcomeRef, line.from)?.id ?? 0,
    budgetId: line.streamBudgetId,
    service: line.service,
    description: line.description,
    unit: line.unit,
    unitPrice: line.unitPrice,
    unitsPerWeek: line.unitsPerWeek,
    cost: costOf(line),
    from: line.from,
    to: line.to,
    householdRelative: line.householdRelative,
  };
  const { policy: ofItsDay, today } = streamFacts(facts, circumstances, line.from);
  const shown = factsShownTo(circumstances.actor, facts, circumstances);
  const payer = budgetOf(item, shown, item.from);
  // It is counted against the budget that its author is shown, also where one that is not would pay for it.
  const counted = payer && budgetOf(item, facts, item.from)?.id !== payer.id ? { ...item, budgetId: payer.id } : item;
  return {
    results: [
      ...lineRules(item, line.outcomeRef, plan, shown, { ofItsDay, today }),
      ...referenceOnce(item, plan, linesSeenBy(circumstances.actor, facts, circumstances)),
      ...drawsOnWhatIsShown(item, circumstances.actor, facts, circumstances),
    ],
    changes: [
      insert(BudgetItemRow, itemRow(counted, facts.person, circumstances)),
      ...(payer ? agreementsUsed(item, shown, ofItsDay, today).flatMap((each) => agreementAbout(id, each, payer, facts, circumstances)) : []),
    ],
    id,
    personId: facts.person.id,
    budgetId: payer?.id ?? null,
  };
}

export const itemRow = (item: Item, person: PersonFacts['person'], circumstances: Circumstances): BudgetItemRow => ({
  ...factColumns(item.id, person, circumstances),
  ...firstVersion,
  plan_id: item.planId,
  outcome_id: item.outcomeId,
  budget_id: item.budgetId,
  section: item.section,
  reference: item.reference,
  stream: item.stream,
  service: item.service,
  description: item.description,
  quantity: item.quantity,
  unit: item.unit,
  unit_price: item.unitPrice,
  units_per_week: item.unitsPerWeek,
  ...amountColumnsOf('cost', item.cost),
  from_on: item.from,
  to_on: item.to,
  benefits_person_id: item.benefitsPersonId,
  household_relative: item.householdRelative,
});

export const addSectionJItem: Declaration<SectionJLineToAdd, PersonFacts> = {
  name: 'addSectionJItem',
  people: async (input, find) => [await find.personOf('plan', input.planId, 'input.planId')],
  allow: (facts, input, { actor, today }) => mustKeepRecords(actor, findPlan(facts, input.planId).facts, today),
  decide(all, input, circumstances) {
    const { plan, facts } = withBudgets(all, input.planId);
    const own = { section: input.section, reference: input.reference, stream: null, quantity: input.quantity, benefitsPersonId: null };
    return added(facts, plan, input, own, circumstances);
  },
};

export const addPlanItem: Declaration<PlanLine, PersonFacts> = {
  name: 'addPlanItem',
  people: async (input, find) => [await find.personOf('plan', input.planId, 'input.planId')],
  allow: (facts, input, { actor, today }) => mustKeepRecords(actor, findPlan(facts, input.planId).facts, today),
  decide(all, input, circumstances) {
    const { plan, facts } = withBudgets(all, input.planId);
    mustBeTied(facts, input.benefitsPersonId, 'input.benefitsPersonId');
    const own = { section: null, reference: null, stream: input.stream, quantity: null, benefitsPersonId: input.benefitsPersonId };
    return added(facts, plan, input, own, circumstances);
  },
};

export interface ItemToEnd {
  readonly itemId: number;
  readonly on: Day;
}
export const endItem: Declaration<ItemToEnd, PersonFacts> = {
  name: 'endItem',
  people: async (input, find) => [await find.personOf('budget_item', input.itemId, 'itemId')],
  allow(facts, input, { actor, today, at }) {
    const { item, facts: own } = findItem(facts, input.itemId);
    mustKeepRecords(actor, own, today);
    if (!linesSeenBy(actor, own, { today, at })(item)) throw nothingUnder('itemId', input.itemId);
  },
  decide(all, input, circumstances) {
    const { item, facts } = findItem(all, input.itemId);
    if (input.on < item.from) throw badInput('on', `The line begins on ${item.from}; it cannot end before.`);
    if (item.to !== null && item.to < input.on) throw badInput('on', `The line ends on ${item.to} already.`);
    const row: BudgetItemRow = { ...itemRow(item, facts.person, circumstances), version: item.version };
    return {
      results: [],
      changes: revise(BudgetItemRow, row, { to_on: input.on }, circumstances.at),
      id: item.id,
      personId: facts.person.id,
      budgetId: budgetOf(item, facts, input.on)?.id ?? null,
    };
  },
};

function findItem(all: ReadonlyMap<number, PersonFacts>, itemId: number): { item: Item; facts: PersonFacts } {
  for (const facts of all.values())
    for (const plan of facts.plans) {
      const item = plan.items.find(({ id }) => id === itemId);
      if (item) return { item, facts };
    }
  throw notFound('itemId', `There is no line ${itemId} here.`);
}

function withBudgets(all: ReadonlyMap<number, PersonFacts>, planId: number): { plan: Plan; facts: PersonFacts } {
  const { plan, facts } = findPlan(all, planId);
  const own = all.get(facts.person.id);
  if (!own) throw notFound('input.planId', `There is no plan ${planId} here.`);
  return { plan, facts: own };
}
