import { noNewCareUnderHealth } from '../../src/budgets/charge/continuing-healthcare.rules';
import { flagAdultCare, runningUnderHealth } from '../../src/budgets/charge/healthcare-takeover.rules';
import { carerOfAdult } from '../../src/streams/carers/allocation.rules';
import { proposeForCarer } from '../../src/streams/carers/award.rules';
import { carerReceives, consentToCharge, costSitsWithCarer, neverTheCarer } from '../../src/streams/carers/replacement-care.rules';
import type { CutNotice } from '../../src/streams/funding-stream';
import { type HealthAward, proposeHealth } from '../../src/streams/health/award.rules';
import { whatPasses } from '../../src/budgets/running/pass-on.rules';
import { notAfterItsEnd, unlisted } from '../../src/people/organisation.rules';
import { byOwnCommissioner, commissionerOfItsTime } from '../../src/streams/health/commissioner.rules';
import { eligibleAge, hasRightToHave, rightToHave, shownOnlyIfTheySaySo } from '../../src/streams/health/eligibility.rules';
import { noticeOfHealthCut, oneReconsideration } from '../../src/streams/health/notice.rules';
import { healthService } from '../../src/streams/health/provision.rules';
import { bothAgreeToJoin } from '../../src/streams/joint.rules';
import { amount } from '../../src/vocabulary/amount';
import {
  aBudget,
  ADULT,
  anAgreement,
  anAllocation,
  aPerson,
  asked,
  aState,
  CHC,
  CHILD,
  FROM,
  norfolk,
  RAS,
  REPLACING,
  TODAY,
  wakefield,
} from './facts';
import { rule } from './rule';

const CARERS_OWN = { ...REPLACING, replacementCare: null } as typeof REPLACING;

describe('carers', () => {
  const carers = (eligible: boolean, born = ADULT) =>
    proposeForCarer(
      {
        caredForId: 2,
        eligible,
        level: null,
        answers: null,
        indicative: amount(6_000, 'WEEK'),
        replacementCare: null,
        assessedOn: FROM,
        assessedBy: 'A. Worker',
        from: FROM,
        to: null,
      },
      born,
      { person: aPerson(ADULT), plans: [], policy: norfolk(), today: TODAY },
    ).results;
  rule('CAR-ELIGIBLE')
    .speaks('where nothing is eligible', () => carers(false))
    .passes('where needs as a carer are', () => carers(true));
  rule('CAR-ADULT')
    .speaks("of a child's carer", () => carers(true, CHILD))
    .passes('on the 18th birthday of the person cared for', () => carerOfAdult('2007-10-01', TODAY));
  rule('CAR-NO-CHARGE')
    .speaks('of an assessment of the carer', () => neverTheCarer([anAllocation(CARERS_OWN)], wakefield()))
    .passes('of somebody who is no carer', () => neverTheCarer([], wakefield()))
    .passes("where the council's policy does not say so: the law lets it charge", () => neverTheCarer([anAllocation(CARERS_OWN)], norfolk()));
  rule('CAR-REPLACEMENT-SUBJECT')
    .speaks('where it is the carer who is assessed for replacement care', () => neverTheCarer([anAllocation(REPLACING)], wakefield()))
    .passes('where there is no replacement care', () => neverTheCarer([anAllocation(CARERS_OWN)], wakefield()));
  const own = asked(REPLACING, { state: aState({ stream: 'CARER' }), amount: amount(6_000, 'WEEK') }, ADULT);
  rule('CAR-REPLACEMENT-CONSENT')
    .speaks('without consent', () => consentToCharge(own))
    .speaks('where it was withdrawn', () => consentToCharge({ ...own, agreements: [anAgreement('CARED_FOR_CHARGE', { withdrawnOn: TODAY })] }))
    .passes('with it', () => consentToCharge({ ...own, agreements: [anAgreement('CARED_FOR_CHARGE')] }))
    .passes('where the assessment came to nothing', () =>
      consentToCharge({ ...own, state: aState({ stream: 'CARER', contribution: amount(0, 'WEEK') }) }),
    )
    .passes('where nothing of the budget is replacement care', () => consentToCharge({ ...own, allocation: anAllocation(CARERS_OWN) }));
  rule('CAR-REPLACEMENT-NET')
    .speaks('of what reaches the carer', () => carerReceives({ ...own, state: aState({ contribution: amount(1_500, 'WEEK') }) }), 'INFORM')
    .passes('before the contribution is known', () => carerReceives(own));
  rule('CAR-NOT-ELIGIBLE-CARED-FOR')
    .speaks('where the person cared for has no budget', () => costSitsWithCarer(amount(4_000, 'WEEK'), false), 'INFORM')
    .passes('where they have one', () => costSitsWithCarer(amount(4_000, 'WEEK'), true))
    .passes('without replacement care', () => costSitsWithCarer(null, false));
  const one = anAgreement('JOINT_PLAN', { givenBy: 'Cy Lane' });
  const other = anAgreement('JOINT_PLAN', { id: 31, givenBy: 'Bo Hall' });
  rule('CAR-JOINT')
    .speaks('where only one agrees', () => bothAgreeToJoin([one], TODAY))
    .speaks('where the same person agreed twice', () => bothAgreeToJoin([one, { ...one, id: 31 }], TODAY))
    .speaks('from the day on which one withdraws', () => bothAgreeToJoin([one, { ...other, withdrawnOn: TODAY }], TODAY))
    .passes('where both do', () => bothAgreeToJoin([one, other], TODAY))
    .passes('once neither wants it any more', () =>
      bothAgreeToJoin(
        [one, other].map((each) => ({ ...each, withdrawnOn: TODAY })),
        TODAY,
      ),
    )
    .passes('of a budget that nobody wants to join', () => bothAgreeToJoin([], TODAY));
  test('what reaches the carer is the budget less the contribution, at the same frequency', () => {
    expect(carerReceives({ ...own, state: aState({ contribution: amount(1_500, 'WEEK') }) })[0]?.message).toMatch(
      /^The carer receives £45\.00 a week: £60\.00 a week less the £15\.00 a week/,
    );
  });
});

describe('health', () => {
  const board = { id: 9, kind: 'HEALTH_COMMISSIONER' as const, code: 'QWO', name: 'NHS West Yorkshire ICB' };
  const group = { id: 8, kind: 'HEALTH_COMMISSIONER' as const, code: '03R', name: 'NHS Wakefield CCG' };
  rule('PHB-COMMISSIONER')
    .speaks("of another's", () => byOwnCommissioner(group, aPerson(ADULT).person))
    .speaks('where none is recorded', () => byOwnCommissioner(board, { healthCommissionerId: null }))
    .passes("of the person's own", () => byOwnCommissioner(board, aPerson(ADULT).person));
  const listed = { followers: [], followed: [], list: '2026-04-10', listedOn: '2026-04-10' };
  const boardInTime = { ...board, ...listed, from: '2022-07-01', to: null, followed: [group] };
  const groupInTime = { ...group, ...listed, from: '2013-04-01', to: '2022-06-30', followers: [board] };
  const essex = { ...board, ...listed, code: 'QH8', name: 'NHS Mid and South Essex ICB', from: '2022-07-01', to: '2026-03-31' };
  rule('PHB-COMMISSIONER-ERA')
    .speaks('of a group from 1 July 2022', () => commissionerOfItsTime(groupInTime, '2022-07-01'))
    .passes('of a group on 30 June 2022', () => commissionerOfItsTime(groupInTime, '2022-06-30'))
    .speaks('of a board on 30 June 2022', () => commissionerOfItsTime(boardInTime, '2022-06-30'))
    .passes('of a board from 1 July 2022', () => commissionerOfItsTime(boardInTime, '2022-07-01'))
    .passes("of a board on the night of its merger's eve", () => commissionerOfItsTime(essex, '2026-03-31'))
    .speaks('of a board the morning after', () => commissionerOfItsTime(essex, '2026-04-01'));
  rule('ORG-ENDED')
    .speaks('of a council after its last day', () => notAfterItsEnd({ ...essex, kind: 'LOCAL_AUTHORITY', to: '2023-03-31' }, '2023-04-01'))
    .passes('on its last day', () => notAfterItsEnd({ ...essex, kind: 'LOCAL_AUTHORITY', to: '2023-03-31' }, '2023-03-31'))
    .passes('of one that goes on', () => notAfterItsEnd(boardInTime, '2030-01-01'));
  const ofEssex = aPerson(ADULT);
  const handover = { from: { ...essex, id: ofEssex.person.healthCommissionerId ?? 9 }, to: { ...boardInTime, id: 77 }, on: '2026-04-01' };
  rule('ORG-PASSED')
    .speaks("of a body's own person", () => whatPasses({ ...ofEssex, residences: [], budgets: [] }, handover).results)
    .passes("of another's", () => whatPasses({ ...ofEssex, residences: [], budgets: [] }, { ...handover, from: { ...essex, id: 78 } }).results);
  rule('ORG-LISTED')
    .speaks('of a code that no list has', () => unlisted({ ...boardInTime, code: 'X9Y', listedOn: null }))
    .passes('of one on the list', () => unlisted(boardInTime));
  rule('PHB-ELIGIBLE-AGE')
    .speaks('of CHC the day before the 18th birthday', () => eligibleAge('CHC', '2007-10-01', '2025-09-30'))
    .passes('of CHC on it', () => eligibleAge('CHC', '2007-10-01', '2025-10-01'))
    .speaks("of children's continuing care on it", () => eligibleAge('CHILDRENS_CONTINUING_CARE', '2007-10-01', '2025-10-01'))
    .passes("of children's continuing care the day before", () => eligibleAge('CHILDRENS_CONTINUING_CARE', '2007-10-01', '2025-09-30'))
    .passes('of a wheelchair at any age', () => eligibleAge('WHEELCHAIR', CHILD, TODAY));
  rule('PHB-RIGHT-TO-HAVE')
    .speaks('of CHC', () => rightToHave('CHC', TODAY), 'INFORM')
    .passes('of what is at discretion', () => rightToHave('DISCRETIONARY', TODAY))
    .passes('of a wheelchair before 2 December 2019', () => rightToHave('WHEELCHAIR', '2019-12-01'));
  const health = aBudget(CHC, { budgetId: 50, stream: 'HEALTH', from: '2026-01-01', effectiveOn: '2026-01-01' });
  const care = aBudget(RAS, { budgetId: 51, stream: 'ADULT_SOCIAL_CARE', status: 'RELEASED' });
  rule('PHB-CHC-WHOLE')
    .speaks('of a new budget while it runs', () => noNewCareUnderHealth([health], '2026-01-01', 'budget'), 'REFUSE')
    .speaks('of a charge while it runs', () => noNewCareUnderHealth([health], '2026-01-01', 'charge'), 'REFUSE')
    .passes('the day before it begins', () => noNewCareUnderHealth([health], '2025-12-31', 'budget'))
    .speaks('of a budget that runs beside it', () => runningUnderHealth({ ...aPerson(ADULT), budgets: [health, care] }, '2026-01-01', 51), 'WARN')
    .speaks('of adult care on the day it is attached', () => flagAdultCare([care], { from: '2026-01-01', to: null }), 'WARN')
    .passes('of a wheelchair budget', () =>
      noNewCareUnderHealth([aBudget({ ...CHC, eligibility: 'WHEELCHAIR' } as typeof CHC, { stream: 'HEALTH' })], TODAY, 'budget'),
    );
  const service = (code: string) => {
    const found = wakefield().service(code);
    if (!found) throw new Error(code);
    return healthService({ service: found });
  };
  rule('PHB-NHS-ONLY')
    .speaks('of home to school transport', () => service('HOME_TO_SCHOOL_TRANSPORT'))
    .passes('of nursing at home', () => service('NURSING_AT_HOME'));
  rule('PHB-EXCLUDED')
    .speaks('of a GP', () => service('GP_SERVICES'))
    .speaks('of surgery', () => service('SURGERY'))
    .passes('of therapy', () => service('THERAPY'));
  rule('PHB-FORBIDDEN')
    .speaks('of alcohol', () => service('ALCOHOL'))
    .passes('of a wheelchair', () => service('WHEELCHAIR'));
  rule('PHB-SHOWN')
    .speaks('until the person says so', () => shownOnlyIfTheySaySo(false), 'INFORM')
    .passes('once they do', () => shownOnlyIfTheySaySo(true));
  const notice: CutNotice = {
    reasons: 'The package is no longer used.',
    noticeGivenOn: FROM,
    effectiveOn: '2025-09-29',
    noticeDays: 28,
    reconsidering: false,
  };
  rule('PHB-DP-NOTICE')
    .speaks('without reasons', () => noticeOfHealthCut({ ...notice, reasons: ' ' }))
    .speaks('a day too early', () => noticeOfHealthCut({ ...notice, effectiveOn: '2025-09-28' }))
    .speaks('while it is reconsidered', () => noticeOfHealthCut({ ...notice, reconsidering: true }))
    .speaks('of a second reconsideration', () => oneReconsideration(1))
    .passes('with reasons and notice', () => noticeOfHealthCut(notice))
    .passes('of the first reconsideration', () => oneReconsideration(0));
  test('an award outside the age is refused with its own rule', () => {
    const award: HealthAward = {
      eligibility: 'CHC',
      assessedOn: FROM,
      assessedBy: 'N',
      decidedOn: FROM,
      decidedById: 9,
      baseline: null,
      indicative: amount(1),
      from: FROM,
      to: null,
    };
    expect(proposeHealth(award, { today: TODAY, person: aPerson(CHILD) }).results.map((each) => each.rule)).toEqual(['PHB-ELIGIBLE-AGE']);
  });
  test('nobody has a right to what is at discretion', () => {
    expect([hasRightToHave('CHC', '2014-09-30'), hasRightToHave('CHC', '2014-10-01'), hasRightToHave('DISCRETIONARY', TODAY)]).toEqual([
      false,
      true,
      false,
    ]);
  });
});
