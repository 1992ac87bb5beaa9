import type { Amount } from '../../vocabulary/amount';
import type { Day } from '../../vocabulary/day';
import type { Answer } from '../../policy/answer.rules';
import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import { type AllocationProposal, assessedFirst, statedOrWorkedOut, type StreamFacts } from '../stream';
import { adultAsCarer, carerAllocation, carerOfAdult } from './allocation.rules';

export const CAR_ELIGIBLE = defineRule('CAR-ELIGIBLE', {
  stream: 'CARER',
  effect: 'REFUSE',
  title: 'Assessed, with eligible unmet needs as a carer',
  law: [law('CARE_ACT', 's.13'), law('ELIGIBILITY', 'reg 3'), law('CARERS', 's.2')],
  source: 'Wakefield joint policy 2.3.0, 3.1',
});

const needsAsCarer = (eligible: boolean): RuleResult[] =>
  eligible
    ? []
    : [
        speak(CAR_ELIGIBLE, 'The assessment found no eligible unmet needs as a carer.', {
          fix: "If the carer's needs have changed, ask for a new carer's assessment.",
        }),
      ];

export interface CarerAward {
  readonly caredForId: number;
  readonly eligible: boolean;
  readonly level: string | null;
  readonly answers: readonly Answer[] | null;
  readonly indicative: Amount | null;
  readonly replacementCare: Amount | null;
  readonly assessedOn: Day;
  readonly assessedBy: string;
  readonly from: Day;
  readonly to: Day | null;
}

export function proposeForCarer(award: CarerAward, caredForBorn: Day, { person, today, policy }: StreamFacts): AllocationProposal {
  const worked = statedOrWorkedOut("Carer's allocation", award.indicative, () =>
    carerAllocation({ level: award.level, answers: award.answers }, policy),
  );
  const { indicative } = worked;
  return {
    details: {
      kind: 'CARER',
      level: award.level ?? worked.band,
      indicative,
      caredForId: award.caredForId,
      replacementCare: award.replacementCare,
      eligible: award.eligible,
    },
    indicative,
    steps: worked.steps,
    results: [
      ...assessedFirst(award.assessedOn, award.assessedBy, today),
      ...needsAsCarer(award.eligible),
      ...adultAsCarer(person.person.dateOfBirth, award.from),
      ...carerOfAdult(caredForBorn, award.from),
      ...worked.results,
    ],
    policy: worked.policy,
    settingId: null,
    caredForId: award.caredForId,
  };
}
