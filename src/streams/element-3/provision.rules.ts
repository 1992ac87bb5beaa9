import { endOfAcademicYearOf25 } from '../../person/ages.rules';
import type { PolicyView } from '../../policy/policy.types';
import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import type { Day } from '../../vocabulary/day';
import type { ServiceAsked } from '../service-asked.types';
import type { Allocation } from '../stream.types';
import { EDU_ELEMENT_1 } from './top-up.rules';

export const EDU_AGE = defineRule('EDU-AGE', {
  stream: 'EDUCATION',
  effect: 'REFUSE',
  title: 'To the end of the academic year in which the person turns 25',
  law: law('CHILDREN_AND_FAMILIES', 's.46'),
  source: 'Wakefield joint policy 2.1; Children and Families Act 2014',
});
export const EDU_SETTING_AGREES = defineRule('EDU-SETTING-AGREES', {
  stream: 'EDUCATION',
  effect: 'NEEDS_AGREEMENT',
  title: "Element 3 only with the school's or college's agreement, live for every day of the budget, and no more than it releases",
  policyOf: 'Wakefield',
  source: 'Wakefield joint policy, Appendix 2 1.1',
  local: true,
});
export const EDU_ON_SITE_STAFF = defineRule('EDU-ON-SITE-STAFF', {
  stream: 'EDUCATION',
  effect: 'NEEDS_AGREEMENT',
  title: "Staff the family employs to work in the setting need the head's or principal's permission",
  law: law('SEN_BUDGETS', 'reg 9'),
  source: 'Wakefield joint policy, Appendix 2 1.1',
});
export const EDU_DP_PLACE = defineRule('EDU-DP-PLACE', {
  stream: 'EDUCATION',
  effect: 'REFUSE',
  title: 'No direct payment for a school place or post-16 institution',
  law: law('SEND_CODE', '9.119'),
  source: 'Wakefield joint policy, Appendix 2 1.1; SEND Code of Practice 2015, 9.119',
});

export const SETTING_WHY = 'Element 3 money becomes a personal budget only where the school or college agrees to release it.';
export const SETTING_FIX = "Record the school's or college's agreement, how much it releases and for which days (agreement SETTING_RELEASE).";
const OTHERWISE = 'A child who is educated otherwise than at school needs none: say so (educatedOtherwise).';

/** Has the child no school or college that could agree to anything? */
export const educatedOtherwise = (allocation: Pick<Allocation, 'details'> | null): boolean =>
  allocation?.details.kind === 'ELEMENT_THREE' && allocation.details.otherwise === true;

/** Speaks from the day after the academic year in which 25 is reached. */
export function educationAge(dateOfBirth: Day, on: Day): readonly RuleResult[] {
  const last = endOfAcademicYearOf25(dateOfBirth);
  if (on <= last) return [];
  return [
    speak(EDU_AGE, `Education funding runs to the end of the academic year in which a person turns 25, which is ${last}.`, {
      fix: 'Ask adult social care or health what they can pay for instead.',
    }),
  ];
}

/** A direct payment may not buy a place, whoever agrees to it. */
export const noDirectPaymentForAPlace = ({ service, arrangement }: Pick<ServiceAsked, 'service' | 'arrangement'>): readonly RuleResult[] =>
  service.traits.includes('place') && arrangement === 'DIRECT_PAYMENT'
    ? [
        speak(
          EDU_DP_PLACE,
          `A direct payment cannot pay for a place at a school or post-16 institution, and this is: ${service.name.toLowerCase()}.`,
          {
            fix: 'The council arranges and pays for the place itself, outside the personal budget.',
            subject: service.code,
          },
        ),
      ]
    : [];

/** Staff the family employs, by direct payment, for work inside the school or college. */
export const employedOnSite = ({ service, arrangement }: Pick<ServiceAsked, 'service' | 'arrangement'>): boolean =>
  service.traits.includes('in-setting') && arrangement === 'DIRECT_PAYMENT';

/** Where the council's policy asks the setting to release the money. A child educated otherwise (CFA 2014 s.61) has no setting that could. */
const settingToAgree = ({ service, educatedOtherwise }: ServiceAsked, policy: PolicyView): readonly RuleResult[] =>
  educatedOtherwise === true || !policy.applies(EDU_SETTING_AGREES.id)
    ? []
    : [speak(EDU_SETTING_AGREES, SETTING_WHY, { fix: `${SETTING_FIX} ${OTHERWISE}`, subject: service.code })];

/** What education says of a service, from these facts alone: its agreements are named as still needed. */
export function educationService(asked: ServiceAsked, policy: PolicyView): readonly RuleResult[] {
  const { service } = asked;
  const age = educationAge(asked.dateOfBirth, policy.day);
  if (service.traits.includes('place'))
    return [
      ...age,
      speak(EDU_ELEMENT_1, `${service.name} is standard placement funding, Element 1, and that is never a personal budget.`, {
        fix: 'The place is named in section I of the EHC plan and paid for by the council or the funding agency.',
        subject: service.code,
      }),
      ...noDirectPaymentForAPlace(asked),
    ];
  const onSite = employedOnSite(asked)
    ? [
        speak(EDU_ON_SITE_STAFF, `${service.name} works inside the school or college, and the family would be the employer.`, {
          fix: "Record the head's or principal's permission for staff the family employs (agreement ON_SITE_STAFF).",
          subject: service.code,
        }),
      ]
    : [];
  return [...age, ...settingToAgree(asked, policy), ...onSite];
}
