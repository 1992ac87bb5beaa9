import { ruleById, type RuleResult, speak } from '../../rules/rule';
import { FUNDING_STREAMS } from '../../streams/streams';
import type { Day } from '../../vocabulary/day';
import type { Budget } from '../record/budget.loader';
import type { Consultation, ConsultationParty } from '../record/budget.types';
import { everyoneHeard, REDUCE_CONSULT } from './reduction.rules';

interface Contested {
  readonly budget: Pick<Budget, 'stream' | 'record'>;
  readonly consultation: Consultation;
}

/** Nothing is cut while it is being reconsidered, or while the budget is disputed. */
export function stillContested({ budget, consultation }: Contested): readonly RuleResult[] {
  const reconsidering =
    consultation.status === 'RECONSIDERING' && FUNDING_STREAMS[budget.stream].cuts === null
      ? [
          speak(REDUCE_CONSULT, 'It was asked that the cut be reconsidered, and that is not decided yet.', {
            fix: 'Decide the reconsideration first (decideReconsideration).',
            subject: consultation.id,
          }),
        ]
      : [];
  const dispute = budget.record.disputes.find(({ stage, subject }) => stage !== 'SETTLED' && subject !== 'BOUGHT_SERVICE');
  const disputed = dispute
    ? [
        speak(ruleById('DISPUTE-STAGES'), `The budget has been disputed since ${dispute.raisedOn}, and it stands while it is.`, {
          effect: 'REFUSE',
          fix: 'Settle the dispute first (settleDispute).',
          subject: dispute.id,
        }),
      ]
    : [];
  return [...reconsidering, ...disputed];
}

/** Why a proposed cut still waits on a day; `parties` as the one who asks may be shown them. Nothing: it may be applied. */
export const cutWaits = (contested: Contested, parties: readonly ConsultationParty[], on: Day): readonly RuleResult[] => {
  const { budget, consultation } = contested;
  const { cuts } = FUNDING_STREAMS[budget.stream];
  return [
    ...(cuts && consultation.status === 'RECONSIDERING' ? cuts.notice({ ...consultation, noticeDays: 0, reconsidering: true }) : []),
    ...stillContested(contested),
    ...everyoneHeard({ parties, closesOn: consultation.closesOn }, on),
  ];
};
