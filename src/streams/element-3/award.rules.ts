import type { Amount } from '../../vocabulary/amount';
import type { Day } from '../../vocabulary/day';
import type { Pence } from '../../vocabulary/money';
import { badInput } from '../../vocabulary/refusal';
import { type AllocationProposal, assessedFirst, statedStep, type StreamFacts } from '../stream';

export interface ElementThreeAward {
  readonly settingId: number | null;
  readonly assessedOn: Day;
  readonly assessedBy: string;
  readonly elementOne: Pence | null;
  readonly elementTwo: Pence | null;
  readonly band: string | null;
  readonly topUp: Amount | null;
  readonly from: Day;
  readonly to: Day | null;
}

/** High needs top-up above elements 1 and 2. What the setting does not release stays with it: the pool holds what is agreed. */
export function proposeElementThree(award: ElementThreeAward, { today }: Pick<StreamFacts, 'today'>): AllocationProposal {
  const { topUp } = award;
  if (topUp === null) throw badInput('input.topUp', 'State the top-up, or the band or needs that give it.');
  return {
    details: {
      kind: 'ELEMENT_THREE',
      band: award.band,
      topUp,
      elementOne: award.elementOne,
      elementTwo: award.elementTwo,
      settingId: award.settingId,
    },
    indicative: topUp,
    steps: [statedStep('Element 3 top-up', topUp)],
    results: [...assessedFirst(award.assessedOn, award.assessedBy, today)],
    policy: null,
    settingId: award.settingId,
    caredForId: null,
  };
}
