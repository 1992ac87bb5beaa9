import { isIntegratedCareBoard } from '../../people/england';
import type { Organisation, Person } from '../../person/person.types';
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
  title: 'A CCG up to 30 June 2022, an ICB from 1 July 2022',
  law: [law('COMMISSIONING_GROUPS'), law('CARE_BOARDS')],
  source: 'Health and Care Act 2022',
});
/** The day on which integrated care boards took over from clinical commissioning groups. */
export const FIRST_DAY_OF_BOARDS: Day = '2022-07-01';

/** Refuses a decision of a group after groups ended, or of a board before boards began. */
export function commissionerOfItsTime(by: Pick<Organisation, 'kind' | 'code' | 'name'>, on: Day): RuleResult[] {
  if (by.kind !== 'HEALTH_COMMISSIONER') return [];
  const board = isIntegratedCareBoard(by.code);
  if (board === on >= FIRST_DAY_OF_BOARDS) return [];
  return [
    speak(
      PHB_COMMISSIONER_ERA,
      board
        ? `${by.name} is an integrated care board, and boards began on ${FIRST_DAY_OF_BOARDS}: a decision of ${on} was made by the clinical commissioning group before it.`
        : `${by.name} is a clinical commissioning group, and groups ended on 30 June 2022: a decision of ${on} is made by the integrated care board that followed it.`,
      {
        fix: board
          ? 'Record it as the decision of the clinical commissioning group of that day.'
          : 'Ask the integrated care board that followed to decide it.',
        subject: by.code,
      },
    ),
  ];
}

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
