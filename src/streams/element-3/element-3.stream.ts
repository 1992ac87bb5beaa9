import { WRITES } from '../../access/table';
import { endOfAcademicYearOf25, isPastCompulsorySchooling } from '../../person/ages.rules';
import { academicYearOf, addDays, addYears } from '../../vocabulary/day';
import { type FundingStream, NOTHING_OF_ITS_OWN } from '../funding-stream';
import { educationAgrees, releasesWhatItHas, settingWithdrew } from './agreeing.rules';
import { EDU_AGE, educationAge, educationService } from './provision.rules';
import { directPaymentReviews, EDU_DP_REVIEW } from './reviewing.rules';

export const elementThree: FundingStream = {
  ...NOTHING_OF_ITS_OWN,
  id: 'EDUCATION',
  writtenBy: WRITES.EDUCATION,
  plans: ['EHC_PLAN'],
  lawSince: '2014-09-01',
  poolLabel: 'EHC_PERSONAL_BUDGET',

  lastDayByLaw: endOfAcademicYearOf25,
  bornSince: (on) => addYears(academicYearOf(on).from, -25),
  lastDayByAge: endOfAcademicYearOf25,
  heir: null,
  growingOlder: (born) => [
    {
      on: endOfAcademicYearOf25(born),
      title: 'End of the academic year in which 25 is reached: the last day of an EHC plan and its education budget',
      stream: 'EDUCATION',
      rule: EDU_AGE.id,
    },
  ],
  atAge: educationAge,
  ageRule: EDU_AGE.id,

  mayBuy: educationService,

  asksToAgree: educationAgrees,
  saysWhileRunning: educationAgrees,
  saysOfAgreement: releasesWhatItHas,
  tells: ({ state, agreements, on, policy }) => (state.status === 'INDICATIVE' ? [] : settingWithdrew(agreements, on, policy)),

  ownDirectPaymentWaits: (born, on) =>
    isPastCompulsorySchooling(born, on)
      ? null
      : 'For education a person may hold a direct payment once compulsory schooling is over, and it is not yet.',

  charges: null,
  givesWayToHealthcare: false,

  reviewByLaw: {
    rule: EDU_DP_REVIEW,
    name: 'The review of the education direct payment',
    days: ({ heldByDirectPayment, releasedOn, ehcPlanFrom }, until) =>
      heldByDirectPayment ? directPaymentReviews(releasedOn, ehcPlanFrom, until) : [],
  },
  turns(born) {
    const last = endOfAcademicYearOf25(born);
    return [{ kind: 'CONTROL' }, { kind: 'RULE', dueOn: last, first: addDays(last, 1), rule: EDU_AGE.id }];
  },
  turnsFromAge: 15,
};
