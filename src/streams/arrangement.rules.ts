import { paidBy, type Stream, STREAM_NAMES } from '../vocabulary/stream';
import { law, untilTheCareAct } from '../rules/laws';
import { defineRule, type RuleResult, speak } from '../rules/rule';
import { ARRANGEMENT_KINDS, type ArrangementKind } from './stream.types';

export const ARRANGEMENT_CHOICE = defineRule('ARRANGEMENT-CHOICE', {
  effect: 'INFORM',
  title: 'The person chooses how the budget is held; a way that is refused carries its reason and the ways that remain',
  law: [
    law('CARE_ACT', 's.31'),
    law('NHS_RULES', 'reg 32B', { since: '2014-10-01' }),
    law('SEN_BUDGETS', 'reg 4'),
    untilTheCareAct('DIRECT_PAYMENTS_2009', 'reg 7'),
  ],
  source: "Provider policy; Sefton plan, 'What is this Plan for'",
});

export const ARRANGEMENT_NAMES: Record<ArrangementKind, string> = {
  DIRECT_PAYMENT: 'a direct payment',
  COUNCIL_MANAGED: 'managed by the council',
  INDIVIDUAL_SERVICE_FUND: 'an individual service fund',
  NHS_NOTIONAL: 'a notional NHS budget',
  NHS_THIRD_PARTY: 'an NHS budget held by a third party',
};
/** The NHS's own ways of holding money are for what the NHS pays (SI 2012/2996, SI 2013/1617). */
const OF_THE_NHS: ReadonlySet<ArrangementKind> = new Set(['NHS_NOTIONAL', 'NHS_THIRD_PARTY']);

/** The ways in which a stream's budget can be held, before any fact about the person is known. */
export const waysToHold = (stream: Stream): readonly ArrangementKind[] =>
  ARRANGEMENT_KINDS.filter((kind) => paidBy(stream) === 'HEALTH_COMMISSIONER' || !OF_THE_NHS.has(kind));

/** Refuses an NHS way of holding for a budget that is not the NHS's, with the ways that remain. */
export const arrangementFitsStream = (kind: ArrangementKind | null, stream: Stream): readonly RuleResult[] =>
  kind === null || waysToHold(stream).includes(kind)
    ? []
    : [
        speak(
          ARRANGEMENT_CHOICE,
          `Only a health budget can be held as ${ARRANGEMENT_NAMES[kind]}; this would be a budget of ${STREAM_NAMES[stream]}.`,
          {
            effect: 'REFUSE',
            fix: `The ways that remain: ${waysToHold(stream)
              .map((way) => ARRANGEMENT_NAMES[way])
              .join(', ')}.`,
            subject: kind,
          },
        ),
      ];
