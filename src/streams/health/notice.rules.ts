import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import { addDays } from '../../vocabulary/day';
import type { CutNotice } from '../funding-stream';

export const PHB_DP_NOTICE = defineRule('PHB-DP-NOTICE', {
  stream: 'HEALTH',
  effect: 'REFUSE',
  title: 'A cut to a health budget carries written reasons and reasonable notice, and one reconsideration',
  law: law('NHS_DIRECT_PAYMENTS'),
  source: 'NHS direct payments regulations (SI 2013/1617)',
});

/** Refuses a cut to a health budget without written reasons, without time to answer, or while it is being reconsidered. */
export function noticeOfHealthCut({ reasons, noticeGivenOn, effectiveOn, noticeDays, reconsidering }: CutNotice): readonly RuleResult[] {
  const refuse = (message: string, fix: string): RuleResult => speak(PHB_DP_NOTICE, message, { fix });
  const earliest = addDays(noticeGivenOn, noticeDays);
  return [
    ...(reasons.trim() === ''
      ? [
          refuse(
            'A cut to a health budget is given in writing, with its reasons, and there are none.',
            'Write the reasons that the person will be given.',
          ),
        ]
      : []),
    ...(effectiveOn < earliest
      ? [
          refuse(
            `Notice was given on ${noticeGivenOn} and the cut would take effect on ${effectiveOn}, which is not reasonable notice.`,
            `Let it take effect on ${earliest} or later.`,
          ),
        ]
      : []),
    ...(reconsidering
      ? [
          refuse(
            'The person asked for the cut to be reconsidered, and that is not decided yet.',
            'Decide the reconsideration first (decideReconsideration).',
          ),
        ]
      : []),
  ];
}

/** One reconsideration, not two. `asked`: how many were asked for before. */
export const oneReconsideration = (asked: number): readonly RuleResult[] =>
  asked === 0
    ? []
    : [
        speak(PHB_DP_NOTICE, 'A cut to a health budget is reconsidered once, and this one has been.', {
          fix: 'A complaint to the NHS, and then to the Ombudsman, is the way from here.',
        }),
      ];
