import type { Amount } from '../../vocabulary/amount';
import type { Day } from '../../vocabulary/day';
import { badInput } from '../../vocabulary/refusal';
import { type AllocationProposal, assessedFirst, statedStep, type StreamFacts } from '../stream';

export interface CarerAward {
  readonly caredForId: number;
  readonly eligible: boolean;
  readonly level: string | null;
  readonly indicative: Amount | null;
  readonly replacementCare: Amount | null;
  readonly assessedOn: Day;
  readonly assessedBy: string;
  readonly from: Day;
  readonly to: Day | null;
}

export function proposeForCarer(award: CarerAward, { today }: Pick<StreamFacts, 'today'>): AllocationProposal {
  const { indicative } = award;
  if (indicative === null) throw badInput('input.indicative', 'State the indicative amount, or the level that gives it.');
  return {
    details: {
      kind: 'CARER',
      level: award.level,
      indicative,
      caredForId: award.caredForId,
      replacementCare: award.replacementCare,
      eligible: award.eligible,
    },
    indicative,
    steps: [statedStep("Carer's allocation", indicative)],
    results: assessedFirst(award.assessedOn, award.assessedBy, today),
    policy: null,
    settingId: null,
    caredForId: award.caredForId,
  };
}
