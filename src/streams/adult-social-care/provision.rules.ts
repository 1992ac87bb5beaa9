import { birthday, type Day } from '../../vocabulary/day';
import { isAdult } from '../../people/ages.rules';
import type { PolicyView } from '../../policy/policy.types';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import type { ServiceAsked } from '../service-asked.types';

export const ASC_AGE = defineRule('ASC-AGE', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'REFUSE',
  title: 'From the 18th birthday',
  source: 'Wakefield joint policy 2.1, 2.2',
});
export const ASC_REABLEMENT = defineRule('ASC-REABLEMENT', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'REFUSE',
  title: 'Intermediate care and reablement may be in the plan, never in the budget',
  law: 'SI 2014/2840 (while free)',
  source: "Provider policy; Sefton plan, 'Intermediate Care'; SI 2014/2840 (while free)",
});
export const ASC_DP_RESIDENTIAL = defineRule('ASC-DP-RESIDENTIAL', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'REFUSE',
  title: 'No direct payment for residential accommodation (the law allows short stays; Wakefield is stricter)',
  source: 'Wakefield joint policy, Appendix 2 2.0',
  local: true,
});

/** Speaks before the 18th birthday. */
export const adultsAge = (dateOfBirth: Day, on: Day): readonly RuleResult[] =>
  isAdult(dateOfBirth, on)
    ? []
    : [
        speak(ASC_AGE, `Adult social care begins on the 18th birthday, ${birthday(dateOfBirth, 18)}.`, {
          fix: "Until then ask children's social care; the adult assessment may be made before the birthday.",
        }),
      ];

/** What adult social care says of a service, from these facts alone. */
export function adultsService({ service, arrangement, dateOfBirth }: ServiceAsked, policy: PolicyView): readonly RuleResult[] {
  const results = [...adultsAge(dateOfBirth, policy.day)];
  if (service.traits.includes('reablement'))
    results.push(
      speak(ASC_REABLEMENT, `${service.name} may be in the care and support plan, and never in the personal budget.`, {
        fix: 'Record it in the plan without money; the council or the NHS provides it, usually free.',
        subject: service.code,
      }),
    );
  if (service.traits.includes('care-home') && arrangement === 'DIRECT_PAYMENT' && policy.applies(ASC_DP_RESIDENTIAL.id))
    results.push(
      speak(ASC_DP_RESIDENTIAL, `${policy.authorityName} makes no direct payment for residential accommodation.`, {
        fix: 'The council can manage this part of the budget and pay the home itself.',
        subject: service.code,
      }),
    );
  return results;
}
