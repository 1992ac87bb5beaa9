import { capacityOn, controlOn, livingOn } from '../../person/control.rules';
import type { HolderKind, PersonalFacts } from '../../person/person.types';
import { law, untilTheCareAct } from '../../rules/laws';
import { defineRule, type RuleResult, speak, stops } from '../../rules/rule';
import { ARRANGEMENT_CHOICE, ARRANGEMENT_NAMES, waysToHold } from '../../streams/arrangement.rules';
import { type Agreement, type Arrangement, type ArrangementKind, liveAgreements } from '../../streams/stream.types';
import { FUNDING_STREAMS } from '../../streams/streams';
import { type Amount, amountInWords, perYear, perYearExactly, sameRhythm } from '../../vocabulary/amount';
import { birthday, type Day, runsOn } from '../../vocabulary/day';
import { addFractions, compareFractions, pounds, ZERO_FRACTION } from '../../vocabulary/money';
import { type Stream, STREAM_NAMES } from '../../vocabulary/stream';

export const ARRANGEMENTS_COMPLETE = defineRule('ARRANGEMENTS-COMPLETE', {
  effect: 'REFUSE',
  title: 'The parts held in each way add up to the agreed budget to the penny',
  policyOf: 'this hub, as good practice',
  source: "Wakefield joint policy 6.2; Wakefield personal budgets page, 'Managing'",
});
export const DP_SELF_16 = defineRule('DP-SELF-16', {
  effect: 'REFUSE',
  title: 'A direct payment to the person: 16 or over, with capacity; for education also past the end of compulsory schooling',
  law: [
    law('CAPACITY'),
    law('CHILDREN_AND_FAMILIES', 's.83'),
    law('SEN_BUDGETS', 'reg 5'),
    law('CHILDREN', 's.17A'),
    law('NHS_DIRECT_PAYMENTS', 'regs 2 and 3'),
  ],
  source: 'Wakefield joint policy 6.1, 6.2; Mental Capacity Act 2005; Children and Families Act 2014 s.83',
});
export const DP_AUTHORISED = defineRule('DP-AUTHORISED', {
  effect: 'REFUSE',
  title: 'A parent, nominee, representative or third party holds a direct payment only while their authority to do so is on record',
  law: [
    law('CARE_ACT', 'ss.31 and 32'),
    law('SEN_BUDGETS', 'reg 5'),
    law('NHS_DIRECT_PAYMENTS', 'regs 4 to 6'),
    law('CHILDREN', 's.17A'),
    untilTheCareAct('DIRECT_PAYMENTS_2009', 'reg 8'),
  ],
  source: "Wakefield joint policy 6.1, 6.2; Sefton plan, 'Direct Payment'",
});
export const DP_TERMS = defineRule('DP-TERMS', {
  effect: 'REFUSE',
  title: 'A direct payment is released only under a signed agreement',
  law: [law('SEN_BUDGETS', 'reg 8'), law('CARE_ACT', 's.33'), law('NHS_DIRECT_PAYMENTS', 'reg 11'), untilTheCareAct('DIRECT_PAYMENTS_2009', 'reg 7')],
  source: 'Wakefield joint policy 7.3; Sefton plan action plan',
});

/** A part of a budget and how it is held, chosen or about to be. */
export type HeldPart = Pick<Arrangement, 'kind' | 'holder' | 'holderName' | 'holderAuthorityId' | 'amount'> & {
  /** null while it is not recorded. */
  readonly id: number | null;
};

/** May the person hold a direct payment themselves? From 16, with capacity; for education once compulsory schooling is over as well. */
export function mayHoldOwnDirectPayment(
  { person, capacity }: Pick<PersonalFacts, 'person' | 'capacity'>,
  stream: Stream,
  on: Day,
): readonly RuleResult[] {
  const sixteenth = birthday(person.dateOfBirth, 16);
  const refuse = (message: string, fix: string): readonly RuleResult[] => [speak(DP_SELF_16, message, { fix, subject: stream })];
  const another = 'A parent, or somebody else whose authority is on record, can hold it, or the council can manage it.';
  if (on < sixteenth) return refuse(`A person may hold a direct payment from 16, which is on ${sixteenth}.`, another);
  const waits = FUNDING_STREAMS[stream].ownDirectPaymentWaits(person.dateOfBirth, on);
  if (waits !== null) return refuse(waits, another);
  const decision = capacityOn(capacity, on);
  if (decision?.hasCapacity === false)
    return refuse(
      `It was decided on ${decision.on} that the person lacks capacity to manage a direct payment.`,
      'A representative or an authorised person can hold it, once their authority is on record.',
    );
  return [];
}

/** Somebody else holds a direct payment only with authority that stands on the day. A parent's own ends with their control of the budget. */
export function holderAuthorised(
  part: HeldPart,
  facts: Pick<PersonalFacts, 'person' | 'relations' | 'capacity' | 'authorities'>,
  on: Day,
): readonly RuleResult[] {
  if (part.kind !== 'DIRECT_PAYMENT' || part.holder === 'PERSON') return [];
  const named = (name: string): string => name.trim().toLowerCase();
  const theirs = facts.authorities.filter((each) =>
    part.holderAuthorityId === null ? each.holder === part.holder && named(each.name) === named(part.holderName) : each.id === part.holderAuthorityId,
  );
  const standing = theirs.filter((each) => runsOn(each, on));
  const parental = birthday(facts.person.dateOfBirth, 16) > on || controlOn(facts, on).holder === 'PARENT_OR_CARER';
  if (standing.some(({ basis }) => basis !== 'PARENTAL_RESPONSIBILITY' || parental)) return [];
  const why =
    standing.length > 0
      ? 'rests on parental responsibility, and the person now controls the budget'
      : theirs.length > 0
        ? `does not run on ${on}`
        : 'is not on record';
  return [
    speak(DP_AUTHORISED, `The authority of ${part.holderName} to hold a direct payment ${why}.`, {
      fix:
        standing.length > 0
          ? 'Ask the person to nominate them, and record that (authoriseHolder).'
          : 'Record what their authority rests on and from when (authoriseHolder).',
      subject: part.id ?? part.holderName,
    }),
  ];
}

/** The length of a card's number, and nothing but digits: such a number is never stored. A token has letters in it, or is shorter. */
export const looksLikeCardNumber = (route: string): boolean => /^\d{12,19}$/.test(route.replace(/[ -]/g, ''));

/** Who can hold a part in each way. */
const HOLDERS: Readonly<Record<ArrangementKind, readonly HolderKind[]>> = {
  DIRECT_PAYMENT: ['PERSON', 'PARENT_OR_CARER', 'THIRD_PARTY'],
  COUNCIL_MANAGED: ['AUTHORITY'],
  INDIVIDUAL_SERVICE_FUND: ['PROVIDER', 'THIRD_PARTY'],
  NHS_NOTIONAL: ['HEALTH_COMMISSIONER'],
  NHS_THIRD_PARTY: ['THIRD_PARTY', 'PROVIDER'],
};
const HOLDER_NAMES: Record<HolderKind, string> = {
  PERSON: 'the person',
  PARENT_OR_CARER: 'a parent or carer',
  THIRD_PARTY: 'a third party',
  AUTHORITY: 'the council',
  PROVIDER: 'a provider',
  HEALTH_COMMISSIONER: 'the NHS commissioner',
};

/** Each way has its own kinds of holder. */
export const holderFits = ({ kind, holder }: Pick<HeldPart, 'kind' | 'holder'>): readonly RuleResult[] =>
  HOLDERS[kind].includes(holder)
    ? []
    : [
        speak(
          ARRANGEMENT_CHOICE,
          `A budget that is ${kind === 'COUNCIL_MANAGED' ? '' : 'held as '}${ARRANGEMENT_NAMES[kind]} is not held by ${HOLDER_NAMES[holder]}.`,
          {
            effect: 'REFUSE',
            fix: `It is held by ${HOLDERS[kind].map((each) => HOLDER_NAMES[each]).join(' or ')}.`,
            subject: kind,
          },
        ),
      ];

/** Does a part of a direct payment have its terms signed? */
export const termsSigned = (part: Pick<HeldPart, 'id' | 'kind' | 'holderName'>, agreements: readonly Agreement[], on: Day): readonly RuleResult[] =>
  part.kind !== 'DIRECT_PAYMENT' ||
  liveAgreements(agreements, 'DIRECT_PAYMENT_TERMS', on).some(({ arrangementId }) => arrangementId === null || arrangementId === part.id)
    ? []
    : [
        speak(DP_TERMS, `${part.holderName} has not signed the terms of the direct payment.`, {
          fix: 'Record the signed agreement (agreement DIRECT_PAYMENT_TERMS); the money is released once it is.',
          subject: part.id,
        }),
      ];

/** The parts that run on a day add up to what is agreed, to the penny. */
export function arrangementsComplete(agreed: Amount, parts: readonly Amount[], budgetId: number | null = null): readonly RuleResult[] {
  const held = parts.map(perYearExactly).reduce(addFractions, ZERO_FRACTION);
  const exact = parts.every((part) => sameRhythm(part, agreed));
  const equal = exact ? parts.reduce((sum, part) => sum + part.pence, 0) === agreed.pence : compareFractions(held, perYearExactly(agreed)) === 0;
  if (equal) return [];
  const yearly = parts.reduce((sum, part) => sum + perYear(part), 0);
  return [
    speak(
      ARRANGEMENTS_COMPLETE,
      parts.length === 0
        ? `How the ${amountInWords(agreed)} is to be held has not been chosen.`
        : `The parts that are held come to ${pounds(yearly)} a year, and ${pounds(perYear(agreed))} is agreed.`,
      { fix: 'Choose how each part of the budget is held, so that the parts add up to what is agreed (chooseArrangements).', subject: budgetId },
    ),
  ];
}

type Holdable = Pick<PersonalFacts, 'person' | 'capacity' | 'living'>;

/** What is asked of every part, whoever holds it. */
export const partMayBeHeld = (part: HeldPart, facts: PersonalFacts, stream: Stream, on: Day): readonly RuleResult[] => [
  ...holderFits(part),
  ...(part.kind === 'DIRECT_PAYMENT' && part.holder === 'PERSON' ? mayHoldOwnDirectPayment(facts, stream, on) : []),
  ...holderAuthorised(part, facts, on),
  ...FUNDING_STREAMS[stream].directPaymentWhere(livingOn(facts.living, on), part.kind),
];

/** The ways that are open to this person, and why the others are not: said while nothing is chosen. */
export function waysThatRemain(facts: Holdable, stream: Stream, on: Day, subject: number | null = null): readonly RuleResult[] {
  const prison = FUNDING_STREAMS[stream].directPaymentWhere(livingOn(facts.living, on), 'DIRECT_PAYMENT');
  const own = mayHoldOwnDirectPayment(facts, stream, on);
  const ways = waysToHold(stream).filter((kind) => kind !== 'DIRECT_PAYMENT' || !stops(prison));
  const words = ways.map((kind) =>
    kind === 'DIRECT_PAYMENT' && own.length > 0 ? `${ARRANGEMENT_NAMES[kind]} that somebody else holds` : ARRANGEMENT_NAMES[kind],
  );
  const why = [...prison, ...own].map(({ message }) => ` ${message}`).join('');
  return [
    speak(
      ARRANGEMENT_CHOICE,
      `The person chooses how the budget of ${STREAM_NAMES[stream]} is held: ${words.join(', ')}, or several of them.${why}`,
      { subject },
    ),
  ];
}
