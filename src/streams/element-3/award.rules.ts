import type { Amount } from '../../vocabulary/amount';
import type { Day } from '../../vocabulary/day';
import type { Pence } from '../../vocabulary/money';
import { amount } from '../../vocabulary/amount';
import { type AllocationProposal, assessedFirst, statedOrWorkedOut, type StreamFacts } from '../stream';
import { educationAge } from './provision.rules';
import { type BandedNeed, elementThreeTopUp, elementTwoIsWithinItsLimit } from './top-up.rules';

export interface ElementThreeAward {
  readonly settingId: number | null;
  /** URN, for a table that is read by the setting. */
  readonly setting: string | null;
  readonly needs: readonly BandedNeed[] | null;
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
export function proposeElementThree(award: ElementThreeAward, { today, person, policy }: StreamFacts): AllocationProposal {
  const byTable = { band: award.band, needs: award.needs, setting: award.band === null && award.needs === null ? award.setting : null };
  const worked = statedOrWorkedOut('Element 3 top-up', award.topUp, () => elementThreeTopUp(byTable, policy));
  const topUp = worked.indicative;
  return {
    details: {
      kind: 'ELEMENT_THREE',
      band: award.band ?? worked.band,
      topUp: topUp ?? amount(0),
      elementOne: award.elementOne,
      elementTwo: award.elementTwo,
      settingId: award.settingId,
    },
    indicative: topUp,
    steps: worked.steps,
    results: [
      ...assessedFirst(award.assessedOn, award.assessedBy, today),
      ...elementTwoIsWithinItsLimit(award.elementTwo),
      ...educationAge(person.person.dateOfBirth, award.from),
      ...worked.results,
    ],
    policy: worked.policy,
    settingId: award.settingId,
    caredForId: null,
  };
}
