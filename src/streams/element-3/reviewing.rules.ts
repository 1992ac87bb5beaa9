import { law } from '../../rules/laws';
import { defineRule } from '../../rules/rule';
import { addMonths, type Day, monthsTo } from '../../vocabulary/day';

export const EDU_DP_REVIEW = defineRule('EDU-DP-REVIEW', {
  stream: 'EDUCATION',
  effect: 'INFORM',
  title: 'An education direct payment is reviewed in its first 3 months and then with each annual review',
  law: law('SEN_BUDGETS', 'reg 11'),
  source: 'SI 2014/1652 reg 11',
});

/** The latest days for the reviews of an education direct payment: three months from release, then each anniversary of the EHC plan, up to a day. */
export function directPaymentReviews(releasedOn: Day, ehcPlanFrom: Day | null, until: Day): readonly Day[] {
  const first = addMonths(releasedOn, 3);
  const days: Day[] = [first];
  if (ehcPlanFrom !== null) {
    const last = monthsTo(ehcPlanFrom, until);
    for (let months = 12; months <= last; months += 12) if (addMonths(ehcPlanFrom, months) > first) days.push(addMonths(ehcPlanFrom, months));
  }
  return days.filter((day) => day <= until);
}
