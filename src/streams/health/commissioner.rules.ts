import { notAfterItsEnd, notBeforeItsBeginning } from '../../people/organisation.rules';
import type { BodyInTime, Person } from '../../person/person.types';
import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import type { Day } from '../../vocabulary/day';

export const PHB_COMMISSIONER = defineRule('PHB-COMMISSIONER', {
  stream: 'HEALTH',
  effect: 'REFUSE',
  title: "Only the person's own health commissioner attaches or changes a health budget",
  law: [law('NHS', 's.3'), law('NHS_RULES', 'reg 32B', { since: '2014-10-01' })],
  source: 'Wakefield joint policy 4.5',
});
export const PHB_COMMISSIONER_ERA = defineRule('PHB-COMMISSIONER-ERA', {
  stream: 'HEALTH',
  effect: 'REFUSE',
  title: 'An NHS body decides from its first day to its last: a CCG up to 30 June 2022, an ICB from 1 July 2022, a merged ICB from its merger',
  law: [law('COMMISSIONING_GROUPS'), law('CARE_BOARDS')],
  source: 'Health and Care Act 2022; NHS Organisation Data Service, mergers of 1 April 2026',
});
/** Refuses a decision of a group or board before its first day or after its last, naming who decided or decides instead. */
export const commissionerOfItsTime = (by: BodyInTime, on: Day): readonly RuleResult[] =>
  by.kind !== 'HEALTH_COMMISSIONER' ? [] : [...notAfterItsEnd(by, on, PHB_COMMISSIONER_ERA), ...notBeforeItsBeginning(by, on, PHB_COMMISSIONER_ERA)];

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
