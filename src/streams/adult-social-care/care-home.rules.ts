import type { PolicyView } from '../../policy/policy.types';
import { law, untilTheCareAct } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import { addDays, type Day, inclusiveDays } from '../../vocabulary/day';
import type { ServiceAsked } from '../service-asked.types';

export const ASC_DP_CARE_HOME = defineRule('ASC-DP-CARE-HOME', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'REFUSE',
  title: 'No direct payment for living in a care home; a stay of up to four weeks in any 12 months may be paid so',
  law: [law('CARE_DIRECT_PAYMENTS', 'reg 6'), untilTheCareAct('DIRECT_PAYMENTS_2009', 'reg 13')],
  source: 'SI 2014/2871 reg 6; SI 2009/1887 reg 13; Commons Library briefing 03735, 5.2',
});
export const ASC_DP_RESIDENTIAL = defineRule('ASC-DP-RESIDENTIAL', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'REFUSE',
  title: 'No direct payment for residential accommodation (the law allows short stays; Wakefield is stricter)',
  policyOf: 'Wakefield',
  source: 'Wakefield joint policy, Appendix 2 2.0',
  local: true,
});

/** Four weeks: the longest stay that a direct payment buys, and the gap below which one stay is added to the next. */
const LONGEST_STAY = 28;

/** Where the limit was lifted to try it out: the councils of SI 2013/2270 by DfE and ONS code, from its first day to the last of what it changed. */
const TRYING_OUT: ReadonlySet<string> = new Set(
  `801 E06000023 908 E06000052 835 E10000009 390 E08000037
   919 E10000015 810 E06000010 925 E10000019 308 E09000010
   311 E09000016 317 E09000026 352 E08000003 826 E06000042
   926 E10000020 813 E06000013 891 E10000024 860 E10000028
   356 E08000007 936 E10000030`.split(/\s+/),
);
const TRIED: { readonly from: Day; readonly to: Day } = { from: '2013-11-01', to: '2015-03-31' };
const limitLifted = ({ authority, day }: Pick<PolicyView, 'authority' | 'day'>): boolean =>
  TRYING_OUT.has(authority) && day >= TRIED.from && day <= TRIED.to;

export interface Stay {
  readonly from: Day;
  readonly to: Day;
}
/**
 * The days of a stay in a home, with those of earlier stays that count with it: a stay is added to the one before where less than four weeks lie
 * between the two, and stands alone where more do.
 */
export function daysOfStay(stay: Stay, others: readonly Stay[]): number {
  let days = 0;
  let ended: Day | null = null;
  for (const each of [...others.filter(({ from }) => from < stay.from), stay].toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const adds = ended !== null && addDays(ended, LONGEST_STAY) >= each.from;
    days = (adds ? days : 0) + inclusiveDays(each.from, each.to);
    ended = each.to;
  }
  return days;
}

/** A direct payment buys no home: nothing of one where the authority's policy says so, else no more than the law's four weeks. */
export function directPaymentForAHome(
  { service, arrangement, stayDays = null }: Pick<ServiceAsked, 'service' | 'arrangement' | 'stayDays'>,
  policy: PolicyView,
): readonly RuleResult[] {
  const accommodates = service.traits.includes('care-home') || service.traits.includes('residential');
  if (arrangement !== 'DIRECT_PAYMENT' || !accommodates) return [];
  if (policy.applies(ASC_DP_RESIDENTIAL.id))
    return [
      speak(ASC_DP_RESIDENTIAL, `${policy.authorityName} makes no direct payment for residential accommodation.`, {
        fix: 'The council can manage this part of the budget and pay the home itself.',
        subject: service.code,
      }),
    ];
  if (limitLifted(policy)) return [];
  const tooLong = stayDays === null ? !service.traits.includes('short-break') : stayDays > LONGEST_STAY;
  if (!tooLong)
    return [
      speak(
        ASC_DP_CARE_HOME,
        'A direct payment buys a stay of up to four weeks in any 12 months; stays less than four weeks apart are added together.',
        { effect: 'INFORM', fix: 'What goes beyond it the council arranges and pays itself.', subject: service.code },
      ),
    ];
  return [
    speak(
      ASC_DP_CARE_HOME,
      stayDays === null
        ? `A direct payment does not buy a life in a care home, and this is: ${service.name.toLowerCase()}.`
        : `A direct payment buys a stay of up to four weeks in any 12 months, and this one, with those less than four weeks before it, comes to ${stayDays} days.`,
      {
        fix: 'The council can manage this part of the budget and pay the home itself; a stay of up to four weeks, with its last day, may be a direct payment.',
        subject: service.code,
      },
    ),
  ];
}
