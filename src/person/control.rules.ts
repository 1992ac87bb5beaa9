import { law } from '../rules/laws';
import type { RuleId } from '../rules/rule-ids';
import { defineRule, type RuleResult, speak } from '../rules/rule';
import { addDays, type Day, runsOn } from '../vocabulary/day';
import { endOfCompulsorySchooling } from './ages.rules';
import type { CapacityDecision, Living, LivingSituation, PersonalFacts } from './person.types';

export const CONTROL_YEAR_11 = defineRule('CONTROL-YEAR-11', {
  effect: 'INFORM',
  title:
    'A parent or representative controls until the end of compulsory schooling (last Friday of June of the school year in which 16 is reached), then the person',
  law: [law('CHILDREN_AND_FAMILIES', 's.83'), law('EDUCATION_ACT', 's.8')],
  source: 'Wakefield joint policy 6.1',
});
export const CONTROL_CAPACITY = defineRule('CONTROL-CAPACITY', {
  effect: 'INFORM',
  title: 'A representative controls where the person lacks capacity for it; for an EHC plan, the parent where there is no representative',
  law: [law('CAPACITY'), law('SEND', 'regs 63 and 64')],
  source: 'Wakefield joint policy 6.1; Mental Capacity Act 2005',
});

export const CONTROL_HOLDERS = ['PARENT_OR_CARER', 'PERSON', 'REPRESENTATIVE'] as const;

/** Who controls the budget on a day, since and until when, and on what it rests. */
export interface Control {
  readonly holder: (typeof CONTROL_HOLDERS)[number];
  /** The record of the one who controls, where the hub has it. */
  readonly personId: number | null;
  readonly since: Day | null;
  readonly until: Day | null;
  readonly basis: string;
  readonly rule: RuleId;
}

const latest = <T extends { readonly recordedAt: number }>(all: readonly T[], day: (each: T) => Day, on: Day): T | null =>
  all
    .filter((each) => day(each) <= on)
    .sort((a, b) => (day(a) === day(b) ? a.recordedAt - b.recordedAt : day(a) < day(b) ? -1 : 1))
    .at(-1) ?? null;

/** The decision on capacity that holds on a day; none means that capacity is assumed (MCA 2005 s.1(2)). */
export const capacityOn = (capacity: readonly CapacityDecision[], on: Day): CapacityDecision | null => latest(capacity, (each) => each.on, on);

/** Where the person lives on a day: in the community unless recorded otherwise. */
export const livingOn = (living: readonly Living[], on: Day): LivingSituation => latest(living, (each) => each.from, on)?.situation ?? 'COMMUNITY';

export function controlOn({ person, relations, capacity }: Pick<PersonalFacts, 'person' | 'relations' | 'capacity'>, on: Day): Control {
  const toThePerson = relations.filter((relation) => relation.otherId === person.id && runsOn(relation, on));
  const representative = toThePerson.find(({ kind }) => kind === 'REPRESENTATIVE_OF') ?? null;
  const parent = toThePerson.find(({ kind }) => kind === 'PARENT_OF') ?? null;
  const lastSchoolDay = endOfCompulsorySchooling(person.dateOfBirth);
  if (on <= lastSchoolDay) {
    const holder = parent || !representative ? 'PARENT_OR_CARER' : 'REPRESENTATIVE';
    return {
      holder,
      personId: (parent ?? representative)?.personId ?? null,
      since: null,
      until: lastSchoolDay,
      basis: `Until the end of compulsory schooling on ${lastSchoolDay}, a parent or suitable representative.`,
      rule: CONTROL_YEAR_11.id,
    };
  }
  const decision = capacityOn(capacity, on);
  if (decision && !decision.hasCapacity) {
    return {
      holder: representative || !parent ? 'REPRESENTATIVE' : 'PARENT_OR_CARER',
      personId: (representative ?? parent)?.personId ?? null,
      since: decision.on > lastSchoolDay ? decision.on : addDays(lastSchoolDay, 1),
      until: null,
      basis: `Found on ${decision.on} to lack capacity to manage the budget: ${decision.basis}.`,
      rule: CONTROL_CAPACITY.id,
    };
  }
  return {
    holder: 'PERSON',
    personId: person.id,
    since: addDays(lastSchoolDay, 1),
    until: null,
    basis: `From the end of compulsory schooling on ${lastSchoolDay}, the person.`,
    rule: CONTROL_YEAR_11.id,
  };
}

/** Says who controls the budget, where it is not simply the person. */
export function whoControls(facts: Pick<PersonalFacts, 'person' | 'relations' | 'capacity'>, on: Day): readonly RuleResult[] {
  const { holder, basis, rule } = controlOn(facts, on);
  if (holder === 'PERSON') return [];
  const who = holder === 'REPRESENTATIVE' ? 'A representative controls the budget' : 'A parent controls the budget';
  return [speak(rule === CONTROL_YEAR_11.id ? CONTROL_YEAR_11 : CONTROL_CAPACITY, `${who}. ${basis}`, { subject: facts.person.id })];
}
