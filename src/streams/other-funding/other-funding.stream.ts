import { WRITES } from '../../access/table';
import { type FundingStream, NOTHING_OF_ITS_OWN } from '../funding-stream';

/** Money from elsewhere that goes into the same plan: its funder agrees it, releases it and says what it may buy. */
export const otherFunding: FundingStream = {
  ...NOTHING_OF_ITS_OWN,
  id: 'OTHER',
  writtenBy: WRITES.OTHER,
  plans: null,

  lastDayByLaw: () => null,
  bornSince: () => null,
  lastDayByAge: () => null,
  heir: null,
  growingOlder: () => [],

  mayBuy: () => [],
  buysAnything: true,

  asksToAgree: () => [],
  saysWhileRunning: () => [],

  charges: null,
  givesWayToHealthcare: false,

  turns: () => [],
  turnsFromAge: null,
};
