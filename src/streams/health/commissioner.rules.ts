import { defineRule, type RuleResult, speak } from '../../rules/rule';
import type { Person } from '../../people/person.types';

export const PHB_COMMISSIONER = defineRule('PHB-COMMISSIONER', {
  stream: 'HEALTH',
  effect: 'REFUSE',
  title: "Only the person's own health commissioner attaches or changes a health budget",
  source: 'Wakefield joint policy 4.5',
});

/** `by`: the organisation of the one who asks. */
export function byOwnCommissioner(by: { readonly id: number; readonly name: string }, person: Pick<Person, 'healthCommissionerId'>): RuleResult[] {
  if (person.healthCommissionerId === by.id) return [];
  const message =
    person.healthCommissionerId === null
      ? 'No NHS commissioner is recorded for this person, so nobody can attach a health budget yet.'
      : `${by.name} is not this person's NHS commissioner.`;
  return [
    speak(PHB_COMMISSIONER, message, {
      fix:
        person.healthCommissionerId === null
          ? "Record the person's NHS commissioner first; the commissioner then attaches the budget."
          : 'Ask the commissioner responsible for this person to make the change.',
    }),
  ];
}
