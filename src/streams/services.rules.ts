import { badInput } from '../vocabulary/refusal';
import type { Day } from '../vocabulary/day';
import { type Stream, STREAM_NAMES } from '../vocabulary/stream';
import type { Service } from '../policy/pack.types';
import { catalogueReview } from '../policy/policy.rules';
import type { PolicyView } from '../policy/policy.types';
import { law, untilTheCareAct } from '../rules/laws';
import { byTheLawOf, defineRule, type RuleDefinition, type RuleResult, speak } from '../rules/rule';
import { arrangementFitsStream } from './arrangement.rules';
import type { ServiceAsked } from './service-asked.types';
import { barredFromDirectPayment, payingARelative } from './direct-payment.rules';
import { FUNDING_STREAMS } from './streams';

export const SERVICE_OTHER_STREAM = defineRule('SERVICE-OTHER-STREAM', {
  effect: 'REFUSE',
  title: 'A service that belongs to another stream is not bought from this one',
  law: [law('CARE_ACT', 'ss.22 and 23'), law('CHILDREN_AND_FAMILIES', 's.21'), law('NHS', 's.3'), law('COMMUNITY_CARE', 's.47')],
  source: 'Wakefield joint policy 2.1 Health, Appendix 2',
});
export const SPEND_LAWFUL = defineRule('SPEND-LAWFUL', {
  effect: 'WARN',
  title: 'Effective, lawful and affordable: alcohol, tobacco, gambling, debt and anything unlawful are queried and reclaimable in every stream',
  law: [
    law('CARE_ACT', 's.33'),
    law('SEN_BUDGETS', 'reg 6'),
    law('NHS_DIRECT_PAYMENTS', 'reg 11'),
    law('CHILDREN', 's.17A'),
    untilTheCareAct('DIRECT_PAYMENTS_2009'),
  ],
  source: 'Wakefield joint policy 7.2; council lists',
});
export const LAW_BEGUN = defineRule('LAW-BEGUN', {
  effect: 'REFUSE',
  title: 'A personal budget of a stream begins no earlier than the law that lets there be one',
  law: [
    law('CHILDREN_AND_FAMILIES', 's.49'),
    law('CHILDREN', 's.17A', { since: '2001-04-01' }),
    law('COMMUNITY_CARE', 's.47'),
    law('CARERS', 's.2'),
    law('CARE_ACT', 's.26'),
    law('NHS_DIRECT_PAYMENTS'),
  ],
  source: 'Children and Families Act 2014 s.49; SI 2001/442; Carers and Disabled Children Act 2000; SI 2013/1617; Commons Library briefing 03735',
});
export const SERVICE_UNIVERSAL = defineRule('SERVICE-UNIVERSAL', {
  effect: 'NEEDS_AGREEMENT',
  title: 'Universal or targeted services are not normally a personal budget; a recorded reason overrides',
  policyOf: 'Wakefield',
  source: 'Wakefield joint policy 3.2.2',
  local: true,
});
export const SERVICE_BLOCK = defineRule('SERVICE-BLOCK', {
  effect: 'NEEDS_AGREEMENT',
  title: 'Services under a block contract are not normally a personal budget; a recorded reason overrides',
  law: law('SEN_BUDGETS', 'reg 4A'),
  policyOf: 'Wakefield',
  source: 'Wakefield joint policy 3.2.2',
  local: true,
});
export const SERVICE_GROUP_HARM = defineRule('SERVICE-GROUP-HARM', {
  effect: 'NEEDS_AGREEMENT',
  title: "Where taking one person's cost out damages provision that works for several, the authority may decline; a recorded reason overrides",
  law: [law('SEN_BUDGETS', 'regs 4A and 6'), law('SEND_CODE', '9.106')],
  policyOf: 'Wakefield',
  source: "Wakefield joint policy 3.2.2 (cites 9.180 of the Code; the Code's paragraph is 9.106)",
  local: true,
});

const EXCEPTION = 'Record the reason for an exception, and who gave it (agreement SERVICE_EXCEPTION).';
const names = (streams: readonly Stream[]): string => streams.map((stream) => STREAM_NAMES[stream]).join(' or ');

/** Speaks where a service does not occur in the stream it is asked from. */
export const otherStream = (service: Service, stream: Stream): readonly RuleResult[] =>
  service.streams.includes(stream)
    ? []
    : [
        speak(
          SERVICE_OTHER_STREAM,
          `${service.name} belongs to ${names(service.streams)}; it is not bought from the budget of ${STREAM_NAMES[stream]}.`,
          {
            fix: `Ask ${names(service.streams)} for it.`,
            subject: service.code,
          },
        ),
      ];

/** How the service is supplied, where the authority's policy keeps such services out of budgets unless a reason is recorded. */
export function supplied(service: Service, stream: Stream, policy: PolicyView): readonly RuleResult[] {
  const say = (rule: RuleDefinition, why: string): readonly RuleResult[] =>
    policy.applies(rule.id) ? [speak(rule, `${service.name} ${why}`, { fix: EXCEPTION, subject: service.code })] : [];
  switch (policy.availability(service.code, stream)) {
    case 'universal':
      return say(SERVICE_UNIVERSAL, 'is open to everyone, so it is not normally paid from a personal budget.');
    case 'targeted':
      return say(SERVICE_UNIVERSAL, 'is a targeted service, so it is not normally paid from a personal budget.');
    case 'block':
      return say(SERVICE_BLOCK, 'is bought for many people at once under a block contract, so it is not normally paid from a personal budget.');
    case 'group-harm':
      return say(SERVICE_GROUP_HARM, 'works for several people together, and taking one person’s cost out of it would damage it for the others.');
    case 'individual':
      return [];
  }
}

/** Nothing of this is bought in any stream; of spending that has happened the rule only warns. */
const unlawful = (service: Service): readonly RuleResult[] =>
  service.traits.includes('forbidden')
    ? [
        speak(
          SPEND_LAWFUL,
          `No personal budget pays for this: ${service.name.toLowerCase()}. Money spent on it would be queried and could be reclaimed.`,
          {
            effect: 'REFUSE',
            fix: 'Choose something that serves an outcome of the plan.',
            subject: service.code,
          },
        ),
      ]
    : [];

/** Is there law yet that lets there be a budget of the stream? */
export function lawBegun(stream: Stream, on: Day): readonly RuleResult[] {
  const { lawSince } = FUNDING_STREAMS[stream];
  if (lawSince === null || on >= lawSince) return [];
  return [
    speak(LAW_BEGUN, `The law lets there be a personal budget for ${STREAM_NAMES[stream]} from ${lawSince}, and ${on} is before that.`, {
      fix: `Begin it on ${lawSince} or later.`,
      subject: stream,
    }),
  ];
}

export const FUNDING_VERDICTS = ['YES', 'WITH_AGREEMENT', 'NO'] as const;
export type FundingVerdict = (typeof FUNDING_VERDICTS)[number];
export interface FundingAnswer {
  readonly answer: FundingVerdict;
  readonly results: readonly RuleResult[];
}
export interface FundingQuestion extends Omit<ServiceAsked, 'service'> {
  readonly stream: Stream;
  /** A code of the national list or of the authority's own. */
  readonly service: string;
}

/** What the rules say of a service in a stream, before anything that is on record is counted. */
export function fundingResults(asked: ServiceAsked, stream: Stream, policy: PolicyView): readonly RuleResult[] {
  const { service, dateOfBirth } = asked;
  const { mayBuy, saysOfOthersService, atAge } = FUNDING_STREAMS[stream];
  const elsewhere = otherStream(service, stream);
  const never = unlawful(service);
  return elsewhere.length > 0 || never.length > 0
    ? [...elsewhere, ...never, ...saysOfOthersService(asked), ...atAge(dateOfBirth, policy.day)]
    : [...mayBuy(asked, policy), ...payingARelative(asked, stream), ...supplied(service, stream, policy)];
}

const verdict = (results: readonly RuleResult[]): FundingVerdict =>
  results.some(({ effect }) => effect === 'REFUSE') ? 'NO' : results.some(({ effect }) => effect === 'NEEDS_AGREEMENT') ? 'WITH_AGREEMENT' : 'YES';

/**
 * May a stream's budget pay for a service, on the day of the policy? Answers from its arguments alone: a rule whose facts are not
 * among them is silent, and an agreement that would be needed is named. Throws BAD_INPUT for a code that no catalogue has.
 */
export function canBeFunded({ stream, service: code, ...asked }: FundingQuestion, policy: PolicyView): FundingAnswer {
  const { arrangement, dateOfBirth } = asked;
  const service = policy.service(code);
  if (!service)
    throw badInput(
      'service',
      `"${code}" is not in the catalogue of ${policy.authorityName}. Its services are ${policy
        .services()
        .map((known) => known.code)
        .join(', ')}.`,
    );
  if (dateOfBirth > policy.day) throw badInput('dateOfBirth', `The person is not born on ${policy.day}. Check the two days.`);
  const said = [
    ...fundingResults({ ...asked, service }, stream, policy),
    ...arrangementFitsStream(arrangement, stream),
    ...barredFromDirectPayment({ kind: arrangement, barred: asked.barred ?? false }, stream),
    ...catalogueReview(policy),
  ];
  // That there was no law yet is said of a day on which that law did not hold.
  const all = [...lawBegun(stream, policy.day), ...byTheLawOf(policy.day, said)];
  return { answer: verdict(all), results: all };
}
