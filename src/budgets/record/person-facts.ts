import type { RowSets } from '../../database/changes';
import type { WaveStatement } from '../../database/reading';
import { PERSONAL_STATEMENTS, toPersonalFacts } from '../../people/person.loader';
import type { Person, PersonalFacts } from '../../person/person.types';
import { PLAN_STATEMENTS, toPlans } from '../../plans/plan.loader';
import type { Plan } from '../../plans/plan.types';
import { ASSESSMENT_STATEMENTS, type FinancialAssessment, toAssessments } from './assessment.loader';
import { type Budget, BUDGET_STATEMENTS, toBudgets } from './budget.loader';
import { isVoid } from './revisions';

/** All that the hub knows of one person, as known at one instant. Rules are asked of this and nothing else. */
export interface PersonFacts extends PersonalFacts {
  readonly plans: readonly Plan[];
  readonly budgets: readonly Budget[];
  /** Budgets that never were, and on which no money went out: they are in no figure, and who may look at what was believed of them is asked. */
  readonly voided: readonly Budget[];
  /** What they were assessed to pay, by the first day of each. */
  readonly assessments: readonly FinancialAssessment[];
}

/** One wave: the same statements for one person or fifty. */
export const FACT_STATEMENTS: readonly WaveStatement[] = [...PERSONAL_STATEMENTS, ...PLAN_STATEMENTS, ...BUDGET_STATEMENTS, ...ASSESSMENT_STATEMENTS];

/** One that never was is in sight only where money went out on it. */
const neverWas = (budget: Budget): boolean => isVoid(budget) && budget.revisions.every(({ releasedOn }) => releasedOn === null);
const apart = (all: readonly Budget[]): Pick<PersonFacts, 'budgets' | 'voided'> => {
  const voided = all.filter(neverWas);
  return { budgets: voided.length === 0 ? all : all.filter((budget) => !voided.includes(budget)), voided };
};

export function toFacts(sets: RowSets): ReadonlyMap<number, PersonFacts> {
  const plans = toPlans(sets);
  const budgets = toBudgets(sets);
  const assessments = toAssessments(sets);
  const facts = new Map<number, PersonFacts>();
  for (const [id, personal] of toPersonalFacts(sets))
    facts.set(id, { ...personal, plans: plans.get(id) ?? [], ...apart(budgets.get(id) ?? []), assessments: assessments.get(id) ?? [] });
  return facts;
}

/** A person of whom nothing else is known. */
export const noFacts = (person: Person): PersonFacts => ({
  person,
  identifiers: [],
  relations: [],
  capacity: [],
  living: [],
  authorities: [],
  corrections: [],
  residences: [],
  emergencies: [],
  emergencyReviews: [],
  plans: [],
  budgets: [],
  voided: [],
  assessments: [],
});

export type MoneyFacts = Pick<PersonFacts, 'person' | 'plans' | 'budgets'>;
