import type { Amount } from '../../vocabulary/amount';
import type { Day } from '../../vocabulary/day';
import { type AllocationProposal, assessedFirst, statedStep, type StreamFacts } from '../stream';
import { eligibleAge } from './eligibility.rules';
import type { HealthEligibility } from '../stream.types';

export interface HealthAward {
  readonly eligibility: HealthEligibility;
  readonly assessedOn: Day;
  readonly assessedBy: string;
  readonly decidedOn: Day;
  readonly decidedById: number;
  readonly baseline: Amount | null;
  readonly indicative: Amount;
  readonly from: Day;
  readonly to: Day | null;
}

/** The NHS part of the package only. */
export function proposeHealth(award: HealthAward, { today, person }: Pick<StreamFacts, 'today' | 'person'>): AllocationProposal {
  return {
    details: { kind: 'HEALTH', eligibility: award.eligibility, baseline: award.baseline, decidedById: award.decidedById, decidedOn: award.decidedOn },
    indicative: award.indicative,
    steps: [
      ...(award.baseline ? [statedStep('What the NHS would have spent', award.baseline)] : []),
      statedStep('Indicative personal health budget', award.indicative),
    ],
    results: [...assessedFirst(award.assessedOn, award.assessedBy, today), ...eligibleAge(award.eligibility, person.person.dateOfBirth, award.from)],
    policy: null,
    settingId: null,
    caredForId: null,
  };
}
