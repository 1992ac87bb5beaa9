import { isAdult } from '../../person/ages.rules';
import type { LivingSituation } from '../../person/person.types';
import type { PolicyView } from '../../policy/policy.types';
import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import { birthday, type Day } from '../../vocabulary/day';
import type { ServiceAsked } from '../service-asked.types';
import type { ArrangementKind } from '../stream.types';

export const ASC_AGE = defineRule('ASC-AGE', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'REFUSE',
  title: 'From the 18th birthday',
  law: [law('CARE_ACT', 'ss.2(8) and 18'), law('NATIONAL_ASSISTANCE', 'ss.21 and 29')],
  source: 'Wakefield joint policy 2.1, 2.2',
});
export const ASC_REABLEMENT = defineRule('ASC-REABLEMENT', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'REFUSE',
  title: 'Intermediate care and reablement may be in the plan, never in the budget',
  law: [law('EXCLUDED_COSTS', 'reg 2'), law('CHARGING', 'reg 3')],
  source: "Provider policy; Sefton plan, 'Intermediate Care'; SI 2014/2840 (while free)",
});
export const ASC_DP_RESIDENTIAL = defineRule('ASC-DP-RESIDENTIAL', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'REFUSE',
  title: 'No direct payment for residential accommodation (the law allows short stays; Wakefield is stricter)',
  policyOf: 'Wakefield',
  source: 'Wakefield joint policy, Appendix 2 2.0',
  local: true,
});

export const ASC_DP_PRISON = defineRule('ASC-DP-PRISON', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'REFUSE',
  title: 'No direct payment for a person in prison',
  law: law('CARE_ACT', 's.76(5)'),
  source: 'Wakefield joint policy, Appendix 2 2.0',
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

/** Nobody in prison is paid directly. */
export const noDirectPaymentInPrison = (living: LivingSituation, arrangement: ArrangementKind): readonly RuleResult[] =>
  living === 'PRISON' && arrangement === 'DIRECT_PAYMENT'
    ? [
        speak(ASC_DP_PRISON, 'A direct payment cannot be made to a person in prison.', {
          fix: 'The council can manage this part of the budget until the person leaves prison.',
          subject: arrangement,
        }),
      ]
    : [];

/** A direct payment buys no place in a care home, where the authority's policy says so. */
export const noDirectPaymentForAHome = (
  { service, arrangement }: Pick<ServiceAsked, 'service' | 'arrangement'>,
  policy: PolicyView,
): readonly RuleResult[] =>
  service.traits.includes('care-home') && arrangement === 'DIRECT_PAYMENT' && policy.applies(ASC_DP_RESIDENTIAL.id)
    ? [
        speak(ASC_DP_RESIDENTIAL, `${policy.authorityName} makes no direct payment for residential accommodation.`, {
          fix: 'The council can manage this part of the budget and pay the home itself.',
          subject: service.code,
        }),
      ]
    : [];

/** What adult social care says of a service, from these facts alone. */
export function adultsService(asked: ServiceAsked, policy: PolicyView): readonly RuleResult[] {
  const { service, dateOfBirth } = asked;
  const results = [...adultsAge(dateOfBirth, policy.day)];
  if (service.traits.includes('reablement'))
    results.push(
      speak(ASC_REABLEMENT, `${service.name} may be in the care and support plan, and never in the personal budget.`, {
        fix: 'Record it in the plan without money; the council or the NHS provides it, usually free.',
        subject: service.code,
      }),
    );
  return [...results, ...noDirectPaymentForAHome(asked, policy)];
}
