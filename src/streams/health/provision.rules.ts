import { STREAM_NAMES } from '../../vocabulary/stream';
import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import type { Service, ServiceTrait } from '../../policy/pack.types';
import type { HealthEligibility } from '../stream.types';
import { ELIGIBILITY_NAMES } from './eligibility.rules';
import type { ServiceAsked } from '../service-asked.types';

export const PHB_NHS_ONLY = defineRule('PHB-NHS-ONLY', {
  stream: 'HEALTH',
  effect: 'REFUSE',
  title: 'Only what the NHS would provide; social care or education provision belongs to its own stream',
  law: [law('NHS', 's.12A'), law('NHS_RULES', 'reg 32A', { since: '2014-10-01' })],
  source: 'Wakefield joint policy 2.1, Appendix 2 3.0',
});
export const PHB_EXCLUDED = defineRule('PHB-EXCLUDED', {
  stream: 'HEALTH',
  effect: 'REFUSE',
  title: 'Not emergency care, GP or dental primary care, surgery',
  law: law('NHS_DIRECT_PAYMENTS'),
  source: 'Wakefield joint policy, Appendix 2 3.0; NHS direct payments regulations (SI 2013/1617)',
});
export const PHB_FORBIDDEN = defineRule('PHB-FORBIDDEN', {
  stream: 'HEALTH',
  effect: 'REFUSE',
  title: 'Not alcohol, tobacco, gambling, debt, or anything unlawful',
  law: law('NHS_DIRECT_PAYMENTS'),
  source: 'NHS direct payments regulations (SI 2013/1617)',
});

/** What the NHS pays the whole of: a care home with its board under continuing healthcare, or as aftercare (SI 2012/2996 regs 20, 21 and 32A). */
const PAYS_FOR_A_HOME: readonly HealthEligibility[] = ['CHC', 'S117_AFTERCARE'];
/** A personal wheelchair budget buys a wheelchair and what belongs to it. */
const FOR_WHEELCHAIRS: readonly ServiceTrait[] = ['wheelchair', 'aid'];

/** Does a budget that rests on this pay for such a service? */
function pays(eligibility: HealthEligibility, { traits }: Service): boolean {
  if (eligibility === 'WHEELCHAIR') return traits.some((trait) => FOR_WHEELCHAIRS.includes(trait));
  return !traits.includes('care-home') || PAYS_FOR_A_HOME.includes(eligibility);
}

/** What health says of a service, from these facts alone: what its budget rests on is asked where it is known. */
export function healthService({ service, eligibility = null }: Pick<ServiceAsked, 'service' | 'eligibility'>): readonly RuleResult[] {
  if (service.traits.includes('forbidden'))
    return [
      speak(PHB_FORBIDDEN, `A personal health budget may not pay for this: ${service.name.toLowerCase()}.`, {
        fix: 'Choose something that serves a health outcome of the plan.',
        subject: service.code,
      }),
    ];
  if (!service.streams.includes('HEALTH'))
    return [
      speak(PHB_NHS_ONLY, `The NHS would not provide this itself (${service.name.toLowerCase()}), so a personal health budget does not pay for it.`, {
        fix: `Ask the stream it belongs to: ${service.streams.map((stream) => STREAM_NAMES[stream]).join(', ')}.`,
        subject: service.code,
      }),
    ];
  if (service.traits.includes('nhs-excluded'))
    return [
      speak(PHB_EXCLUDED, `The NHS provides this to everyone (${service.name}), and it is never part of a personal health budget.`, {
        fix: 'Use the service as everyone does; it costs the budget nothing.',
        subject: service.code,
      }),
    ];
  if (eligibility !== null && !pays(eligibility, service))
    return [
      speak(
        PHB_NHS_ONLY,
        `${ELIGIBILITY_NAMES[eligibility].replace(/^./, (first) => first.toUpperCase())} does not pay for this: ${service.name.toLowerCase()}.`,
        {
          fix: 'Ask the stream that the need belongs to, or have the person assessed for NHS Continuing Healthcare, which pays for the whole of it.',
          subject: service.code,
        },
      ),
    ];
  return [];
}
