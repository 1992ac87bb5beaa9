import { WRITES } from '../../access/table';
import { birthday, dayBefore } from '../../vocabulary/day';
import { type FundingStream, NOTHING_OF_ITS_OWN } from '../funding-stream';
import type { BudgetAsked } from '../stream';
import type { Allocation, HealthDetails } from '../stream.types';
import { byOwnCommissioner, commissionerOfItsTime } from './commissioner.rules';
import { eligibleAge, PHB_ELIGIBLE_AGE, rightToHave, shownOnlyIfTheySaySo } from './eligibility.rules';
import { noticeOfHealthCut, oneReconsideration } from './notice.rules';
import { healthService, PHB_FORBIDDEN } from './provision.rules';

const detailsOf = (allocation: Allocation | null): HealthDetails | null => (allocation?.details.kind === 'HEALTH' ? allocation.details : null);
/** Children's continuing care ends on the 18th birthday; aftercare or a wheelchair does not. */
const ofChildhood = (allocation: Allocation | null): boolean => detailsOf(allocation)?.eligibility === 'CHILDRENS_CONTINUING_CARE';

const ofAge = ({ allocation, person, on }: BudgetAsked, effect: 'REFUSE' | 'WARN') => {
  const details = detailsOf(allocation);
  return details ? eligibleAge(details.eligibility, person.person.dateOfBirth, on, effect) : [];
};

export const health: FundingStream = {
  ...NOTHING_OF_ITS_OWN,
  id: 'HEALTH',
  writtenBy: WRITES.HEALTH,
  plans: ['EHC_PLAN', 'HEALTH_CARE_PLAN', 'CHILD_CARE_PLAN', 'CARE_AND_SUPPORT_PLAN'],
  lawSince: '2013-08-01',
  poolLabel: 'PERSONAL_HEALTH_BUDGET',

  lastDayByLaw: () => null,
  bornSince: () => null,
  lastDayByAge: (born, allocation) => (ofChildhood(allocation) ? dayBefore(birthday(born, 18)) : null),
  heir: null,
  growingOlder: (born) => [
    {
      on: birthday(born, 18),
      title: "Turns 18: children's continuing care ends; NHS Continuing Healthcare has its own eligibility",
      stream: 'HEALTH',
      rule: PHB_ELIGIBLE_AGE.id,
      touches: ofChildhood,
    },
  ],

  mayBuy: healthService,
  saysOfOthersService: healthService,
  forbids: PHB_FORBIDDEN,

  asksToAgree: (asked) => ofAge(asked, 'REFUSE'),
  saysWhileRunning: (asked) => ofAge(asked, 'WARN'),
  tells({ state, allocation }) {
    const details = detailsOf(allocation);
    return details ? [...rightToHave(details.eligibility, details.decidedOn), ...shownOnlyIfTheySaySo(state.shownInPool, state.budgetId)] : [];
  },
  mayDecide: commissionerOfItsTime,
  mayChange: byOwnCommissioner,
  saysOfShowing: shownOnlyIfTheySaySo,

  charges: null,
  givesWayToHealthcare: false,

  cuts: { notice: noticeOfHealthCut, reconsideredOnce: () => oneReconsideration(1) },
  turns(born) {
    const eighteenth = birthday(born, 18);
    return [{ kind: 'CONTROL' }, { kind: 'RULE', dueOn: eighteenth, first: eighteenth, rule: PHB_ELIGIBLE_AGE.id }];
  },
  turnsFromAge: 15,
};
