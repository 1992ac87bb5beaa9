import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import type { Day } from '../../vocabulary/day';

export const REDUCE_CONSULT = defineRule('REDUCE-CONSULT', {
  effect: 'REFUSE',
  title: 'A cut or withdrawal waits until every party (person or parent, each other funder) has answered or the consultation has run its time',
  law: [law('CARE_ACT', 's.27'), law('SEN_BUDGETS', 'reg 12'), law('COMMUNITY_CARE', 's.47')],
  source: 'Wakefield joint policy 7.4',
});
export const REDUCE_REASONS = defineRule('REDUCE-REASONS', {
  effect: 'REFUSE',
  title: 'A cut or withdrawal carries reasons and a date after notice',
  law: [law('SEN_BUDGETS', 'reg 12'), law('CARE_ACT', 's.27'), law('COMMUNITY_CARE', 's.47')],
  source: 'Wakefield joint policy 7.4; SI 2014/1652 reg 12',
});

/** Somebody who is heard before a cut. */
export interface ConsultedParty {
  readonly name: string;
  readonly answeredOn: Day | null;
}
export interface ProposedCut {
  readonly reasons: string;
  readonly noticeGivenOn: Day;
  readonly effectiveOn: Day;
  /** The last day for an answer: an answer on it counts. */
  readonly closesOn: Day;
  readonly parties: readonly ConsultedParty[];
}

/** A cut says why, and begins after the day on which notice of it was given. */
export function reasonsAndNotice({
  reasons,
  noticeGivenOn,
  effectiveOn,
}: Pick<ProposedCut, 'reasons' | 'noticeGivenOn' | 'effectiveOn'>): readonly RuleResult[] {
  const refuse = (message: string, fix: string): RuleResult => speak(REDUCE_REASONS, message, { fix });
  return [
    ...(reasons.trim() === ''
      ? [refuse('A cut or withdrawal is given with its reasons, and there are none.', 'Write the reasons that the person will be given.')]
      : []),
    ...(effectiveOn <= noticeGivenOn
      ? [
          refuse(
            `Notice was given on ${noticeGivenOn}, and the change would take effect on ${effectiveOn}.`,
            'Let it take effect on a day after the notice.',
          ),
        ]
      : []),
  ];
}

/** Everyone has answered, or the time for it is over. A party is named only by the role in which it is heard where it may not be seen: `name` is what may be shown. */
export function everyoneHeard({ parties, closesOn }: Pick<ProposedCut, 'parties' | 'closesOn'>, on: Day): readonly RuleResult[] {
  const waiting = parties.filter(({ answeredOn }) => answeredOn === null || answeredOn > on);
  if (waiting.length === 0 || on > closesOn) return [];
  return [
    speak(
      REDUCE_CONSULT,
      `Not everyone has been heard yet: the consultation runs to ${closesOn}, and ${waiting.map(({ name }) => name).join(', ')} ${waiting.length === 1 ? 'has' : 'have'} not answered.`,
      {
        fix: `Record their answers (answerConsultation), or wait until the day after ${closesOn}.`,
      },
    ),
  ];
}
