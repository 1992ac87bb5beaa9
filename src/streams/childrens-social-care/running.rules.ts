import { isAdult } from '../../person/ages.rules';
import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import { birthday, type Day } from '../../vocabulary/day';
import type { BudgetAsked } from '../stream';

export const CSC_UNTIL_ADULT_DECISION = defineRule('CSC-UNTIL-ADULT-DECISION', {
  stream: 'CHILDRENS_SOCIAL_CARE',
  effect: 'WARN',
  title: 'One that is running continues past 18 until the adult assessment is decided',
  law: law('CARE_ACT', 's.66'),
  source: 'Care Act 2014 s.66',
});

/** Speaks of a running children's budget from the 18th birthday on. `adultCareFrom`: the first day of the adults' budget that it led to, null while there is none. */
export function untilAdultDecision(
  { person, state, on }: Pick<BudgetAsked, 'person' | 'state' | 'on'>,
  adultCareFrom: Day | null,
): readonly RuleResult[] {
  const born = person.person.dateOfBirth;
  if (!isAdult(born, on)) return [];
  const decided = adultCareFrom !== null && adultCareFrom <= on;
  return [
    speak(
      CSC_UNTIL_ADULT_DECISION,
      decided
        ? `The adult assessment is decided and adult social care runs from ${adultCareFrom}, so the children's budget has run its time.`
        : `The person is 18 from ${birthday(born, 18)}; the children's budget goes on until the adult assessment is decided.`,
      {
        fix: decided
          ? "End the children's budget; adult social care takes over."
          : 'Complete the adult assessment and record its outcome (recordAdultsRas).',
        subject: state.budgetId,
      },
    ),
  ];
}
