import { amountColumnsOf } from '../../src/database/amount-columns';
import { BudgetItemRow, OutcomeRow, PlanRow } from '../../src/plans/plan.entity';
import type { PlanKind, PlanSection } from '../../src/plans/plan.types';
import { amount, type Amount } from '../../src/vocabulary/amount';
import type { Stream } from '../../src/vocabulary/stream';
import { addBudget } from './made-up.budgets';
import { among, chance } from './chance';
import { type Area, factOf, FIRST_VERSION, type MadeUp, type NewRows } from './made-up.person';

const SERVICES: Readonly<Record<Stream, readonly string[]>> = {
  EDUCATION: ['TUTOR_AT_HOME', 'THERAPY', 'SPECIALIST_EQUIPMENT'],
  CHILDRENS_SOCIAL_CARE: ['SHORT_BREAK', 'PERSONAL_ASSISTANT', 'FAMILY_SUPPORT'],
  ADULT_SOCIAL_CARE: ['PERSONAL_ASSISTANT', 'DAY_ACTIVITY', 'HOME_CARE'],
  CARER: ['CARER_BREAK', 'REPLACEMENT_CARE'],
  HEALTH: ['NURSING_AT_HOME', 'PERSONAL_ASSISTANT', 'OVERNIGHT_CARER'],
  OTHER: ['SPECIALIST_EQUIPMENT'],
};
/** The section of an EHC plan that names a stream's provision; none for what such a plan does not hold. */
const SECTIONS: Readonly<Record<Stream, PlanSection | null>> = {
  EDUCATION: 'F',
  HEALTH: 'G',
  CHILDRENS_SOCIAL_CARE: 'H1',
  ADULT_SOCIAL_CARE: 'H2',
  CARER: null,
  OTHER: null,
};

const OUTCOMES = [
  ['Takes part in two activities a week with others of the same age', 'INCLUSION'],
  ['Travels to college without a taxi by the end of the plan', 'INDEPENDENCE PROGRESSION'],
  ['Has a rested carer and a safe night', 'WELLBEING CARING_ROLE'],
] as const;

const kindOf = ({ life, streams }: MadeUp): PlanKind =>
  streams.includes('EDUCATION')
    ? 'EHC_PLAN'
    : life === 'CARER'
      ? 'CARER_SUPPORT_PLAN'
      : life === 'CHILD'
        ? 'CHILD_CARE_PLAN'
        : 'CARE_AND_SUPPORT_PLAN';

interface PlanMade {
  readonly id: number;
  readonly isEhc: boolean;
  readonly outcomeIds: readonly number[];
}

function addPlan(rows: NewRows, person: MadeUp, area: Area): PlanMade {
  const kind = kindOf(person);
  const id = area.newId();
  const dates = {
    from_on: '2025-04-01',
    to_on: null,
    review_every_months: 12,
    agreed_on: '2025-04-01',
    agreed_by: 'Panel',
    ceased_on: null,
    cease_ground: null,
  };
  rows.add(PlanRow, { ...factOf(person, id), ...FIRST_VERSION, kind, status: 'AGREED', ...dates });
  const outcomeIds = OUTCOMES.map(([text, tags], index) => {
    const row = { ...factOf(person, area.newId()), ...FIRST_VERSION, plan_id: id, ref: `O${index + 1}`, text, tags, budget_eligible: true };
    return rows.add(OutcomeRow, row).id;
  });
  return { id, isEhc: kind === 'EHC_PLAN', outcomeIds };
}

/** Two or three lines that together stay within the budget. */
function addItems(rows: NewRows, person: MadeUp, area: Area, plan: PlanMade, stream: Stream, budgetId: number, agreed: Amount, place: number): void {
  const seed = 400 + place * 20;
  const section = plan.isEhc ? SECTIONS[stream] : null;
  const lines = 2 + chance(person.number, seed, 2);
  for (let line = 0; line < lines; line++) {
    const cost = amount(Math.trunc((agreed.pence * 28) / 100), agreed.every, agreed.weeksPerYear);
    const what = {
      section,
      reference: section === null ? null : `J${place + 1}.${line + 1}`,
      stream: section === null ? stream : null,
      service: among(person.number, seed + line + 1, SERVICES[stream]),
      description: `Support for ${person.name.split(' ')[0]}, as agreed at the planning meeting`,
      quantity: section === null ? null : 'Every week in term',
      unit: null,
      unit_price: null,
      units_per_week: null,
    };
    rows.add(BudgetItemRow, {
      ...factOf(person, area.newId()),
      ...FIRST_VERSION,
      plan_id: plan.id,
      outcome_id: plan.outcomeIds[line] as number,
      // Every third line names the budget it draws on; the others follow their stream.
      budget_id: line === 2 ? budgetId : null,
      ...what,
      ...amountColumnsOf('cost', cost),
      from_on: stream === 'OTHER' ? '2025-06-16' : '2025-09-01',
      to_on: chance(person.number, seed + 10 + line, 8) === 0 ? '2025-09-20' : null,
      benefits_person_id: null,
    });
  }
}

/** A person's plan and the budgets of their streams. */
export function addPlanAndBudgets(rows: NewRows, person: MadeUp, area: Area): void {
  if (person.streams.length === 0) return;
  const plan = addPlan(rows, person, area);
  person.streams.forEach((stream, place) => {
    const { budgetId, agreed } = addBudget(rows, person, area, stream, place);
    if (agreed) addItems(rows, person, area, plan, stream, budgetId, agreed, place);
  });
}
