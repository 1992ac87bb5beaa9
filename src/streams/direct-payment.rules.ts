import { law } from '../rules/laws';
import { defineRule, type RuleResult, speak } from '../rules/rule';
import type { Stream } from '../vocabulary/stream';
import type { ServiceAsked } from './service-asked.types';

export const DP_HOUSEHOLD_RELATIVE = defineRule('DP-HOUSEHOLD-RELATIVE', {
  effect: 'NEEDS_AGREEMENT',
  title: 'A direct payment pays a close relative of the same household only where the funder finds that necessary, and records it',
  law: [
    law('CARE_DIRECT_PAYMENTS', 'reg 3'),
    law('DIRECT_PAYMENTS_2009', 'reg 11'),
    law('NHS_DIRECT_PAYMENTS', 'regs 7(8) and 8(5A)', { since: '2013-11-01' }),
  ],
  source: 'SI 2014/2871 reg 3; SI 2009/1887 reg 11; SI 2013/1617 regs 7 and 8; Age UK factsheet 24, 7.4',
});

/** The regulations on special educational needs say nothing of relatives, and other funding is its funder's. */
const ASK_OF_RELATIVES: ReadonlySet<Stream> = new Set(['CHILDRENS_SOCIAL_CARE', 'ADULT_SOCIAL_CARE', 'CARER', 'HEALTH']);

/** Whom a direct payment would pay: a close relative at home only where that is found necessary. */
export const payingARelative = (
  { service, arrangement, householdRelative = false }: Pick<ServiceAsked, 'service' | 'arrangement' | 'householdRelative'>,
  stream: Stream,
): readonly RuleResult[] =>
  householdRelative && arrangement === 'DIRECT_PAYMENT' && ASK_OF_RELATIVES.has(stream)
    ? [
        speak(
          DP_HOUSEHOLD_RELATIVE,
          `${service.name} would be bought from a close relative who lives with the person, and a direct payment does not pay for that unless it is necessary.`,
          {
            fix: 'Record why it is necessary, and who found so (agreement HOUSEHOLD_RELATIVE), or choose somebody else.',
            subject: service.code,
          },
        ),
      ]
    : [];
