import { WRITES } from '../../access/table';
import { type FundingStream, NOTHING_OF_ITS_OWN } from '../funding-stream';
import { bothAgreeToJoin } from '../joint.rules';
import type { BudgetAsked } from '../stream';
import { carerReceives, carersService, consentToCharge, replacementCareOf } from './replacement-care.rules';

const agrees = (asked: BudgetAsked) => [...consentToCharge(asked), ...bothAgreeToJoin(asked.agreements, asked.on)];

export const carers: FundingStream = {
  ...NOTHING_OF_ITS_OWN,
  id: 'CARER',
  writtenBy: WRITES.CARER,
  plans: ['CARER_SUPPORT_PLAN', 'CARE_AND_SUPPORT_PLAN'],
  lawSince: '2001-04-01',
  poolLabel: 'PERSONAL_BUDGET',

  // A carer's age ends nothing: the cared-for person's decides, which is asked when the budget is made.
  lastDayByLaw: () => null,
  bornSince: () => null,
  lastDayByAge: () => null,
  heir: null,
  growingOlder: () => [],

  mayBuy: carersService,

  asksToAgree: agrees,
  saysWhileRunning: agrees,
  tells: carerReceives,

  charges: 'REPLACEMENT_CARE',
  chargeable: (_, allocation) => replacementCareOf(allocation),
  givesWayToHealthcare: false,

  turns: () => [],
  turnsFromAge: null,
};
