import { isAdult } from '../../person/ages.rules';
import type { LivingSituation } from '../../person/person.types';
import type { PolicyView } from '../../policy/policy.types';
import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import { birthday, type Day } from '../../vocabulary/day';
import type { ServiceAsked } from '../service-asked.types';
import type { ArrangementKind } from '../stream.types';
import { directPaymentForAHome } from './care-home.rules';

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
  title: 'Intermediate care and reablement may be in the plan, and not in the budget while they are free: for six weeks',
  law: [law('EXCLUDED_COSTS', 'reg 2'), law('CHARGING', 'reg 3')],
  source: "Provider policy; Sefton plan, 'Intermediate Care'; SI 2014/2840 (while free)",
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

/** For how many weeks intermediate care and reablement are free, and so no cost of a budget (SI 2014/2672 reg 3, SI 2014/2840 reg 2). */
export const FREE_WEEKS = 6;

/** While it is free it is in the plan without money; what goes on after its free weeks may be in the budget, and be charged for. */
function reablement({ service, weeksReceived = null }: Pick<ServiceAsked, 'service' | 'weeksReceived'>): readonly RuleResult[] {
  if (!service.traits.includes('reablement')) return [];
  if (weeksReceived !== null && weeksReceived >= FREE_WEEKS)
    return [
      speak(
        ASC_REABLEMENT,
        `${service.name} was free for ${FREE_WEEKS} weeks, and they are over: what goes on may be in the personal budget, and may be charged for.`,
        { effect: 'INFORM', fix: 'Assess again what care is needed for longer than a programme of some weeks.', subject: service.code },
      ),
    ];
  return [
    speak(
      ASC_REABLEMENT,
      weeksReceived === null
        ? `${service.name} may be in the care and support plan, and not in the personal budget while it is free, which is for ${FREE_WEEKS} weeks.`
        : `${service.name} is free for ${FREE_WEEKS} weeks, and ${weeksReceived} have gone: it may be in the care and support plan, and not in the personal budget yet.`,
      {
        fix: `Record it in the plan without money; the council or the NHS provides it. A line that begins ${FREE_WEEKS} weeks after that one may have a cost.`,
        subject: service.code,
      },
    ),
  ];
}

/** What adult social care says of a service, from these facts alone. */
export const adultsService = (asked: ServiceAsked, policy: PolicyView): readonly RuleResult[] => [
  ...adultsAge(asked.dateOfBirth, policy.day),
  ...reablement(asked),
  ...directPaymentForAHome(asked, policy),
];
