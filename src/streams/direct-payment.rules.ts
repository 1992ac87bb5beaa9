import { law } from '../rules/laws';
import { defineRule, type RuleResult, speak } from '../rules/rule';
import type { Stream } from '../vocabulary/stream';
import type { ServiceAsked } from './service-asked.types';
import type { ArrangementKind } from './stream.types';

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

export const DP_BARRED = defineRule('DP-BARRED', {
  effect: 'REFUSE',
  title:
    'No direct payment to somebody under a drug rehabilitation or alcohol treatment requirement, or a like order or licence; nor, of adults and in health, for their needs to anybody',
  law: [
    law('SEN_BUDGETS', 'reg 5 and the Schedule'),
    law('CARE_DIRECT_PAYMENTS', 'reg 2 and Schedule 1'),
    law('NHS_DIRECT_PAYMENTS', 'regs 3 to 5 and the Schedule'),
    law('DIRECT_PAYMENTS_2009', 'the schedules'),
    law('SENTENCING', 'as those schedules read it'),
  ],
  source: 'SI 2014/1652, Schedule; SI 2013/1617, Schedule; SI 2014/2871, Schedule 1',
});

/** Of adults and in health it is the person's needs that no direct payment meets, whoever would hold it; elsewhere the one who would be paid. */
const BARS_THE_PERSON: ReadonlySet<Stream> = new Set(['ADULT_SOCIAL_CARE', 'CARER', 'HEALTH']);

/** Nobody whom the law bars is paid directly. It is asked when the way is chosen, and kept nowhere: what somebody was sentenced to is no fact of a budget. */
export const barredFromDirectPayment = (
  { kind, barred }: { readonly kind: ArrangementKind | null; readonly barred: boolean },
  stream: Stream,
): readonly RuleResult[] =>
  barred && kind === 'DIRECT_PAYMENT' && stream !== 'OTHER'
    ? [
        speak(
          DP_BARRED,
          BARS_THE_PERSON.has(stream)
            ? 'The law lets no direct payment be made while the person, or the one who would be paid, is under a drug or alcohol order or licence.'
            : 'The law lets no direct payment be made to somebody who is under a drug or alcohol order or licence.',
          {
            fix: BARS_THE_PERSON.has(stream)
              ? 'Hold it another way until the order is over: the budget itself stays as it is.'
              : 'Choose another holder, or hold it another way until the order is over: the budget itself stays as it is.',
            subject: kind,
          },
        ),
      ]
    : [];

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
