import { isAdult } from '../../person/ages.rules';
import { law } from '../../rules/laws';
import { defineRule, type RuleEffect, type RuleResult, speak } from '../../rules/rule';
import { birthday, type Day } from '../../vocabulary/day';
import type { HealthEligibility } from '../stream.types';

export const PHB_ELIGIBLE_AGE = defineRule('PHB-ELIGIBLE-AGE', {
  stream: 'HEALTH',
  effect: 'REFUSE',
  title: "CHC from 18; children's continuing care under 18",
  law: [law('NHS_RULES', 'regs 20 and 21'), law('NHS_RULES', 'reg 32A', { since: '2014-10-01' })],
  source: 'Wakefield joint policy 2.1, 2.2; SI 2012/2996 reg 32A',
});
export const PHB_RIGHT_TO_HAVE = defineRule('PHB-RIGHT-TO-HAVE', {
  stream: 'HEALTH',
  effect: 'INFORM',
  title: "CHC, children's continuing care, s.117 aftercare and wheelchairs carry a right to have",
  law: [
    law('NHS_RULES', 'regs 32A and 32B', { since: '2014-10-01' }),
    law('NHS_RULES', 'reg 32A, as it was widened in 2019', { since: '2019-12-02' }),
  ],
  source: 'Wakefield joint policy 2.1, 2.2; SI 2012/2996',
});
export const PHB_SHOWN = defineRule('PHB-SHOWN', {
  stream: 'HEALTH',
  effect: 'INFORM',
  title: 'Shown in the pool only if the person has said so; what is hidden cannot be worked out',
  law: [law('DATA_PROTECTION_1998'), law('DATA_PROTECTION')],
  source: "Sefton plan, 'Other Sources of Funding'",
});

export const ELIGIBILITY_NAMES: Record<HealthEligibility, string> = {
  CHC: 'NHS Continuing Healthcare',
  CHILDRENS_CONTINUING_CARE: "children's continuing care",
  S117_AFTERCARE: 'aftercare under s.117 of the Mental Health Act',
  WHEELCHAIR: 'a personal wheelchair budget',
  DISCRETIONARY: 'support at the discretion of the commissioner',
};

/** The first day of each right: SI 2012/2996 reg 32A for continuing care, its extension in 2019 for aftercare and wheelchairs. */
const RIGHT_SINCE: Readonly<Record<HealthEligibility, Day | null>> = {
  CHC: '2014-10-01',
  CHILDRENS_CONTINUING_CARE: '2014-10-01',
  S117_AFTERCARE: '2019-12-02',
  WHEELCHAIR: '2019-12-02',
  DISCRETIONARY: null,
};

/** Does the eligibility carry a right to have a budget, for a decision of that day? */
export const hasRightToHave = (eligibility: HealthEligibility, decidedOn: Day): boolean => {
  const since = RIGHT_SINCE[eligibility];
  return since !== null && since <= decidedOn;
};

export const rightToHave = (eligibility: HealthEligibility, decidedOn: Day): readonly RuleResult[] =>
  hasRightToHave(eligibility, decidedOn)
    ? [
        speak(
          PHB_RIGHT_TO_HAVE,
          `A person with ${ELIGIBILITY_NAMES[eligibility]} has a right to have a personal health budget, since ${RIGHT_SINCE[eligibility]}.`,
        ),
      ]
    : [];

/** Adults' continuing care begins, and children's ends, on the 18th birthday. `effect` is milder for a budget that is running. */
export function eligibleAge(eligibility: HealthEligibility, dateOfBirth: Day, on: Day, effect: RuleEffect = 'REFUSE'): readonly RuleResult[] {
  const adult = isAdult(dateOfBirth, on);
  if (eligibility === 'CHC' && !adult)
    return [
      speak(PHB_ELIGIBLE_AGE, `NHS Continuing Healthcare is for people of 18 and over, and this person turns 18 on ${birthday(dateOfBirth, 18)}.`, {
        effect,
        fix: "Until then it is children's continuing care.",
      }),
    ];
  if (eligibility === 'CHILDRENS_CONTINUING_CARE' && adult)
    return [
      speak(PHB_ELIGIBLE_AGE, `Children's continuing care ends on the 18th birthday, ${birthday(dateOfBirth, 18)}.`, {
        effect,
        fix: `Assess for NHS Continuing Healthcare, which has its own eligibility (attachHealthBudget)${effect === 'REFUSE' ? '' : ', and end this budget with the day before (endBudget)'}.`,
      }),
    ];
  return [];
}

/** Nobody but the person and their commissioner sees it until the person says so. */
export const shownOnlyIfTheySaySo = (shown: boolean, budgetId: number | null = null): readonly RuleResult[] =>
  shown
    ? []
    : [
        speak(PHB_SHOWN, 'The person has not said that this budget may be shown with the rest, so only they and their NHS commissioner see it.', {
          fix: 'If the person wants it shown with the rest, record that (showInPool).',
          subject: budgetId,
        }),
      ];
