import { isAdult } from '../../person/ages.rules';
import type { PolicyView } from '../../policy/policy.types';
import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import { birthday, type Day } from '../../vocabulary/day';
import type { ServiceAsked } from '../service-asked.types';

export const CSC_AGE = defineRule('CSC-AGE', {
  stream: 'CHILDRENS_SOCIAL_CARE',
  effect: 'REFUSE',
  title: "No new or extended children's budget from the 18th birthday",
  law: law('CHILDREN', 'ss.17 and 105'),
  source: 'Wakefield joint policy 2.1, Appendix 2 1.2',
});
export const CSC_NON_RESIDENTIAL = defineRule('CSC-NON-RESIDENTIAL', {
  stream: 'CHILDRENS_SOCIAL_CARE',
  effect: 'REFUSE',
  title: 'Non-residential support only',
  policyOf: 'Wakefield',
  source: 'Wakefield joint policy, Appendix 2 1.2',
  local: true,
});
export const CSC_SHORT_BREAK = defineRule('CSC-SHORT-BREAK', {
  stream: 'CHILDRENS_SOCIAL_CARE',
  effect: 'REFUSE',
  title: 'A short break or family support, unless in a residential respite unit',
  policyOf: 'Wakefield',
  source: 'Wakefield joint policy, Appendix 2 1.2',
  local: true,
});

/** Speaks from the 18th birthday, for what is new or extended; what is running goes on until the adult assessment is decided. */
export const childrensAge = (dateOfBirth: Day, on: Day): readonly RuleResult[] =>
  isAdult(dateOfBirth, on)
    ? [
        speak(CSC_AGE, `A children's budget is not begun or extended from the 18th birthday, ${birthday(dateOfBirth, 18)}.`, {
          fix: 'Ask adult social care for an assessment; a budget that is running goes on until it is decided.',
        }),
      ]
    : [];

/** What children's social care says of a service, from these facts alone. */
export function childrensService({ service, dateOfBirth }: ServiceAsked, policy: PolicyView): readonly RuleResult[] {
  const results = [...childrensAge(dateOfBirth, policy.day)];
  const residential = service.traits.includes('residential');
  if (residential && policy.applies(CSC_NON_RESIDENTIAL.id))
    results.push(
      speak(
        CSC_NON_RESIDENTIAL,
        `A children's personal budget of ${policy.authorityName} pays for non-residential support only, and this is residential: ${service.name.toLowerCase()}.`,
        {
          fix: 'Choose support outside a residential unit, or ask the council to arrange the residential support itself, outside the budget.',
          subject: service.code,
        },
      ),
    );
  if (residential && service.traits.includes('short-break') && policy.applies(CSC_SHORT_BREAK.id))
    results.push(
      speak(CSC_SHORT_BREAK, 'A short break may be in the budget, but not one in a residential respite unit.', {
        fix: 'Choose a short break at home, in the community or with a family.',
        subject: service.code,
      }),
    );
  return results;
}
