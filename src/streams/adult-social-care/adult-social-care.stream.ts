import { WRITES } from '../../access/table';
import { pensionCreditAgeDay } from '../../person/pension-age.rules';
import { birthday } from '../../vocabulary/day';
import { type FundingStream, NOTHING_OF_ITS_OWN, type OtherStreams } from '../funding-stream';
import type { BudgetAsked } from '../stream';
import { freeAids } from './beside.rules';
import { chargeHasMoved, figuresHaveMoved } from './charge-moves.rules';
import { ASC_MIG } from './guarantee.rules';
import { ASC_AGE, adultsAge, adultsService, noDirectPaymentInPrison } from './provision.rules';
import { contributionDue, isAftercare, receives } from './standing.rules';

const agrees = (asked: BudgetAsked, { underHealthcare, saysHealthcare }: OtherStreams) => [
  ...adultsAge(asked.person.person.dateOfBirth, asked.on),
  ...saysHealthcare(),
  ...(underHealthcare ? [] : contributionDue(asked)),
];

export const adultSocialCare: FundingStream = {
  ...NOTHING_OF_ITS_OWN,
  id: 'ADULT_SOCIAL_CARE',
  writtenBy: WRITES.ADULT_SOCIAL_CARE,
  plans: ['CARE_AND_SUPPORT_PLAN', 'EHC_PLAN'],
  lawSince: '1997-04-01',

  lastDayByLaw: () => null,
  bornSince: () => null,
  lastDayByAge: () => null,
  heir: null,
  growingOlder: (born) => [
    {
      on: birthday(born, 18),
      title: 'Turns 18: adult social care begins, and with it the financial assessment',
      stream: 'ADULT_SOCIAL_CARE',
      rule: ASC_AGE.id,
    },
    {
      on: birthday(born, 25),
      title: 'Turns 25: the minimum income guarantee moves to the next age band',
      stream: 'ADULT_SOCIAL_CARE',
      rule: ASC_MIG.id,
    },
    {
      on: pensionCreditAgeDay(born),
      title: 'Reaches pension credit age: the minimum income guarantee moves to its last step',
      stream: 'ADULT_SOCIAL_CARE',
      rule: ASC_MIG.id,
    },
  ],
  atAge: adultsAge,
  ageRule: ASC_AGE.id,

  mayBuy: adultsService,
  saysOfCost: freeAids,

  asksToAgree: agrees,
  saysWhileRunning: agrees,
  tells: (standing) => [
    ...receives(standing),
    ...(standing.charge ? [...chargeHasMoved(standing.charge, standing.on), ...figuresHaveMoved(standing.charge, standing.policy)] : []),
  ],

  directPaymentWhere: noDirectPaymentInPrison,

  charges: 'OWN_CARE',
  chargeable: ({ agreed, indicative }, allocation) => (isAftercare(allocation) ? null : (agreed ?? indicative)),
  givesWayToHealthcare: true,

  turns(born) {
    return [birthday(born, 25), pensionCreditAgeDay(born)].map((day) => ({ kind: 'RULE', dueOn: day, first: day, rule: ASC_MIG.id }));
  },
  // 25 and pension credit age, but only where something is charged: who that is, the charge says.
  turnsFromAge: null,
};
