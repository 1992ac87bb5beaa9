import { ofItsStream } from '../../src/budgets/lines/line.rules';
import { budgetResults } from '../../src/budgets/standing/budget-results.rules';
import { type Reviewed, reviewsOf } from '../../src/budgets/standing/review-cycle.rules';
import {
  bothObjectives,
  educationAgrees,
  planAndAward,
  releasedBySetting,
  releasesWhatItHas,
  settingWithdrew,
} from '../../src/streams/element-3/agreeing.rules';
import { type ElementThreeAward, proposeElementThree } from '../../src/streams/element-3/award.rules';
import { educationService, noDirectPaymentForAPlace } from '../../src/streams/element-3/provision.rules';
import type { AgreementKind, Allocation, ArrangementKind } from '../../src/streams/stream.types';
import { amount } from '../../src/vocabulary/amount';
import {
  aBudget,
  anAgreement,
  anAllocation,
  anItem,
  anOutcome,
  aPerson,
  aPlan,
  asked,
  CHILD,
  ELEMENT_3,
  FROM,
  norfolk,
  TODAY,
  wakefield,
} from './facts';
import { rule } from './rule';

const award = (given: Partial<ElementThreeAward>, born = CHILD, plans = [aPlan({ status: 'DRAFT' })]) =>
  proposeElementThree(
    {
      settingId: null,
      setting: null,
      needs: null,
      assessedOn: FROM,
      assessedBy: 'EP',
      elementOne: null,
      elementTwo: null,
      band: null,
      topUp: amount(100_000),
      from: FROM,
      to: null,
      ...given,
    },
    { person: aPerson(born), plans, policy: wakefield(), today: TODAY },
  ).results;
const service = (code: string, arrangement: ArrangementKind | null = null) => {
  const found = wakefield().service(code);
  if (!found) throw new Error(code);
  return { service: found, arrangement, dateOfBirth: CHILD, on: TODAY };
};
const release = (agreement: Parameters<typeof anAgreement>[1] = {}) => anAgreement('SETTING_RELEASE', agreement);

rule('EDU-ELIGIBLE')
  .speaks('while the EHC plan is a draft', () => planAndAward(asked(ELEMENT_3, { plans: [aPlan({ status: 'DRAFT' })] })))
  .speaks('without a plan', () => planAndAward(asked(ELEMENT_3, { plans: [] })))
  .speaks('after the plan has ceased', () => planAndAward(asked(ELEMENT_3, { plans: [aPlan({ status: 'CEASED', ceasedOn: '2025-09-20' })] })))
  .speaks('where the top-up is nothing', () => planAndAward(asked({ ...ELEMENT_3, topUp: amount(0) } as typeof ELEMENT_3)))
  .passes('with the plan and the award in force', () => planAndAward(asked(ELEMENT_3)));

// Born on the last day of an academic year: 25 on 31 August 2025, the last day.
rule('EDU-AGE')
  .speaks('on the day after the academic year in which 25 is reached', () => award({ from: '2025-09-01' }, '2000-08-31'))
  .speaks('where the award would run past it', () => award({ from: '2025-08-01', to: '2025-09-01' }, '2000-08-31'))
  .passes('on its last day', () => award({ from: '2025-08-31', to: '2025-08-31' }, '2000-08-31'))
  .passes('in the year that begins the day before the 25th birthday', () => award({ from: '2026-08-31' }, '2000-09-01'));

rule('EDU-ELEMENT-1')
  .speaks('of a school place', () => educationService(service('SCHOOL_PLACE'), wakefield()))
  .passes('of a tutor', () => educationService(service('TUTOR_AT_HOME'), wakefield()));
rule('EDU-ELEMENT-2')
  .speaks('of £6,000.01', () => award({ elementTwo: 600_001 }))
  .passes('of £6,000.00', () => award({ elementTwo: 600_000 }));

const topUp: Allocation = { ...anAllocation(ELEMENT_3), details: { ...ELEMENT_3, topUp: amount(700_000) } as typeof ELEMENT_3 };
const releasing = (pence: number, kind: AgreementKind = 'SETTING_RELEASE') => releasesWhatItHas({ kind, amount: amount(pence) }, topUp);
rule('EDU-RELEASE-MOST')
  .speaks('of 9,000.00 of a top-up of 7,000.00', () => releasing(900_000), 'REFUSE')
  .passes('of all of it', () => releasing(700_000))
  .passes('where no amount is named: all of it', () => releasesWhatItHas({ kind: 'SETTING_RELEASE', amount: null }, topUp))
  .passes('of an agreement of another kind', () => releasing(900_000, 'ON_SITE_STAFF'));
rule('EDU-SETTING-AGREES')
  .speaks('without an agreement', () => releasedBySetting(asked(ELEMENT_3)))
  .speaks('where it begins after the budget', () => releasedBySetting(asked(ELEMENT_3, { agreements: [release({ on: '2025-09-02' })] })))
  .speaks('where it runs out before the budget', () => releasedBySetting(asked(ELEMENT_3, { agreements: [release({ until: '2026-07-31' })] })))
  .speaks('where it is withdrawn before the budget ends', () =>
    releasedBySetting(asked(ELEMENT_3, { agreements: [release({ withdrawnOn: '2026-01-01' })] })),
  )
  .speaks('where it releases a penny less', () => releasedBySetting(asked(ELEMENT_3, { agreements: [release({ amount: amount(999_999) })] })))
  .passes('with one that covers every day and all of it', () =>
    releasedBySetting(asked(ELEMENT_3, { agreements: [release({ amount: amount(1_000_000) })] })),
  )
  .passes('where one follows another without a gap', () =>
    releasedBySetting(asked(ELEMENT_3, { agreements: [release({ until: '2026-07-31' }), release({ id: 31, on: '2026-08-01' })] })),
  )
  .passes('where the council has no such policy', () => releasedBySetting(asked(ELEMENT_3, { policy: norfolk() })))
  .passes('of a child who is educated otherwise than at school', () =>
    releasedBySetting(asked({ ...ELEMENT_3, otherwise: true } as typeof ELEMENT_3)),
  )
  .passes('of a tutor at home of such a child, before anything is on record', () =>
    educationService({ ...service('TUTOR_AT_HOME', 'DIRECT_PAYMENT'), educatedOtherwise: true }, wakefield()),
  )
  .speaks('of the same tutor where a school could agree', () => educationService(service('TUTOR_AT_HOME', 'DIRECT_PAYMENT'), wakefield()));

rule('EDU-AGREEMENT-WITHDRAWN')
  .speaks('from the day it is withdrawn', () => settingWithdrew([release({ withdrawnOn: TODAY })], TODAY, wakefield()))
  .passes('the day before', () => settingWithdrew([release({ withdrawnOn: '2025-10-02' })], TODAY, wakefield()))
  .passes('where another agreement stands', () => settingWithdrew([release({ withdrawnOn: FROM }), release({ id: 31 })], TODAY, wakefield()));

rule('EDU-ON-SITE-STAFF')
  .speaks('of a tutor in the school whom the family employs', () => educationService(service('TUTOR_IN_SETTING', 'DIRECT_PAYMENT'), wakefield()))
  .passes('where the council manages it', () => educationService(service('TUTOR_IN_SETTING', 'COUNCIL_MANAGED'), wakefield()));
rule('EDU-DP-PLACE')
  .speaks('of a place bought by direct payment', () => noDirectPaymentForAPlace(service('POST_16_PLACE', 'DIRECT_PAYMENT')))
  .passes('of a therapist paid the same way', () => noDirectPaymentForAPlace(service('THERAPY', 'DIRECT_PAYMENT')));

rule('EDU-OBJECTIVES')
  .speaks('where no outcome is about progression', () => bothObjectives(asked(ELEMENT_3, { plans: [aPlan({ outcomes: [anOutcome()] })] })))
  .speaks('where the only one is not for a budget', () =>
    bothObjectives(asked(ELEMENT_3, { plans: [aPlan({ outcomes: [anOutcome(), anOutcome({ tags: ['PROGRESSION'], budgetEligible: false })] })] })),
  )
  .passes('with both', () => bothObjectives(asked(ELEMENT_3)))
  .passes('where the council has no such policy', () =>
    bothObjectives(asked(ELEMENT_3, { plans: [aPlan({ outcomes: [anOutcome()] })], policy: norfolk() })),
  );

rule('EDU-SECTION')
  .speaks('of a line of section G drawn on education', () =>
    ofItsStream(anItem({ section: 'G', budgetId: 20 }), { person: aPerson(CHILD).person, budgets: [aBudget(ELEMENT_3)] }),
  )
  .passes('of a line of section F', () =>
    ofItsStream(anItem({ section: 'F', budgetId: 20 }), { person: aPerson(CHILD).person, budgets: [aBudget(ELEMENT_3)] }),
  );

rule('EDU-REQUEST-TIME')
  .speaks('where the plan is in force already', () => award({}, CHILD, [aPlan()]), 'INFORM')
  .passes('while it is drawn up', () => award({}));

const reviewed: Reviewed = { stream: 'EDUCATION', releasedOn: '2025-11-30', everyMonths: null, heldByDirectPayment: true, ehcPlanFrom: FROM };
const days = (own: Partial<Reviewed>) =>
  reviewsOf({ ...reviewed, ...own }, norfolk(), '2027-12-31').map((due) => ({
    rule: due.rule.id,
    message: `A review is due by ${due.dueOn}.`,
    effect: due.rule.effect,
  }));
rule('EDU-DP-REVIEW')
  .speaks('of a direct payment', () => days({}))
  .passes('of money that the council manages', () => days({ heldByDirectPayment: false }))
  .passes('of another stream', () => days({ stream: 'CHILDRENS_SOCIAL_CARE' }));
test('an education direct payment is reviewed within three months of release and with each annual review', () => {
  expect(reviewsOf(reviewed, norfolk(), '2027-12-31').map(({ dueOn }) => dueOn)).toEqual(['2026-02-28', '2026-09-01', '2027-09-01']);
});

test('everything that an education budget lacks is said at once', () => {
  const said = educationAgrees(asked(ELEMENT_3, { plans: [aPlan({ status: 'DRAFT', outcomes: [anOutcome()] })] }));
  expect(said.map((each) => each.rule)).toEqual(['EDU-ELIGIBLE', 'EDU-OBJECTIVES', 'EDU-SETTING-AGREES']);
});
test('of a running budget the agreement is asked for from the day on, not for what is past', () => {
  const plan = aPlan();
  const budget = aBudget(
    ELEMENT_3,
    { status: 'AGREED', agreed: amount(500_000), approvedBy: 'manager' },
    { agreements: [anAgreement('SETTING_RELEASE', { on: TODAY })] },
  );
  const said = (on: string) =>
    budgetResults(budget, budget.revisions[0]!, aPerson(CHILD, { plans: [plan], budgets: [budget] }), wakefield(on), on).map((each) => each.rule);
  expect(said(TODAY)).not.toContain('EDU-SETTING-AGREES');
  expect(said('2025-09-30')).toContain('EDU-SETTING-AGREES');
});
