import { streamAgrees } from '../../src/budgets/agreement/stream-asks.rules';
import { mayHoldOwnDirectPayment, partMayBeHeld } from '../../src/budgets/holding/arrangement.rules';
import { proposeAdultsRas } from '../../src/streams/adult-social-care/allocation.rules';
import { freeAids } from '../../src/streams/adult-social-care/beside.rules';
import { adultContribution } from '../../src/streams/adult-social-care/contribution.rules';
import { directPaymentForAHome } from '../../src/streams/adult-social-care/care-home.rules';
import { chargeHasMoved, figuresHaveMoved } from '../../src/streams/adult-social-care/charge-moves.rules';
import { adultsService } from '../../src/streams/adult-social-care/provision.rules';
import { aftercareIsFree, contributionDue, receives } from '../../src/streams/adult-social-care/standing.rules';
import { aboveThreshold, brokerageFee, topUpStaysOutside } from '../../src/streams/alongside.rules';
import { proposeChildrensRas } from '../../src/streams/childrens-social-care/allocation.rules';
import { childrensService } from '../../src/streams/childrens-social-care/provision.rules';
import { untilAdultDecision } from '../../src/streams/childrens-social-care/running.rules';
import type { FinancialFacts } from '../../src/streams/financial-facts.types';
import { lineFunding } from '../../src/streams/line.rules';
import type { RasOutcome } from '../../src/streams/ras.rules';
import type { ArrangementKind } from '../../src/streams/stream.types';
import { amount } from '../../src/vocabulary/amount';
import type { Day } from '../../src/vocabulary/day';
import { policies } from '../calculators/ask';
import { ADULT, anAllocation, aPart, aPerson, aPlan, asked, aState, CHILD, FROM, norfolk, RAS, TODAY, wakefield } from './facts';
import { rule } from './rule';

const outcome = (given: Partial<RasOutcome>): RasOutcome => ({
  eligible: true,
  legalBasis: null,
  questionnaire: null,
  points: null,
  hoursPerWeek: null,
  answers: [],
  indicative: amount(10_000, 'WEEK'),
  assessedOn: FROM,
  assessedBy: 'A. Worker',
  from: FROM,
  to: null,
  ...given,
});
const facts = (born: Day) => ({ person: aPerson(born), plans: [aPlan()], policy: norfolk(), today: TODAY });
const childs = (given: Partial<RasOutcome>, born = CHILD) => proposeChildrensRas(outcome(given), facts(born)).results;
const adults = (given: Partial<RasOutcome>, born = ADULT) => proposeAdultsRas(outcome(given), facts(born)).results;
const service = (code: string, arrangement: ArrangementKind | null = null, born = CHILD) => {
  const found = wakefield().service(code);
  if (!found) throw new Error(code);
  return { service: found, arrangement, dateOfBirth: born };
};

describe("children's social care", () => {
  // Born on a leap day: 18 on 1 March of a common year.
  rule('CSC-AGE')
    .speaks('on the 18th birthday', () => childs({ from: '2022-03-01' }, '2004-02-29'))
    .passes('the day before', () => childs({ from: '2022-02-28' }, '2004-02-29'))
    .speaks('of a budget agreed after it', () =>
      streamAgrees(asked(RAS, { state: aState({ stream: 'CHILDRENS_SOCIAL_CARE' }), on: '2025-10-01' }, '2007-10-01'), { budgets: [] }, true),
    )
    .passes('of one that runs on', () =>
      streamAgrees(
        asked(RAS, { state: aState({ stream: 'CHILDRENS_SOCIAL_CARE', status: 'AGREED' }), on: '2025-10-01' }, '2007-10-01'),
        { budgets: [] },
        false,
      ),
    );
  const turned18 = asked(RAS, { state: aState({ stream: 'CHILDRENS_SOCIAL_CARE', status: 'AGREED' }) }, '2007-10-01');
  rule('CSC-UNTIL-ADULT-DECISION')
    .speaks('from the 18th birthday, while the adult assessment is not decided', () => untilAdultDecision(turned18, null), 'WARN')
    .speaks('once it is decided: the budget has run its time', () => untilAdultDecision(turned18, FROM), 'WARN')
    .passes('the day before the birthday', () => untilAdultDecision({ ...turned18, on: '2025-09-30' }, null));
  rule('CSC-ELIGIBLE')
    .speaks('where nothing is unmet', () => childs({ eligible: false }))
    .passes('where needs are unmet', () => childs({}));
  rule('CSC-RAS')
    .speaks("of an outcome of the adults' law", () => childs({ legalBasis: 'CARE_ACT' }))
    .speaks("of the adults' hours", () => childs({ hoursPerWeek: 7_500 }))
    .passes("of the children's", () => childs({ legalBasis: 'CHILDREN_ACT' }));
  rule('CSC-RAS-RANGE')
    .speaks('of points below the table', () => childs({ indicative: null, questionnaire: 'primary', points: 69 }), 'INFORM')
    .passes('of points in it', () => childs({ indicative: null, questionnaire: 'primary', points: 70 }));
  rule('CSC-NON-RESIDENTIAL')
    .speaks('of a residential unit', () => childrensService(service('RESIDENTIAL_SHORT_BREAK'), wakefield()))
    .passes('of a short break at home', () => childrensService(service('SHORT_BREAK'), wakefield()))
    .passes('where the council has no such policy', () => childrensService(service('RESIDENTIAL_SHORT_BREAK'), norfolk()));
  rule('CSC-SHORT-BREAK')
    .speaks('of one in a residential unit', () => childrensService(service('RESIDENTIAL_SHORT_BREAK'), wakefield()))
    .passes('of family support', () => childrensService(service('FAMILY_SUPPORT'), wakefield()));
});

describe('adult social care', () => {
  rule('ASC-AGE')
    .speaks('the day before the 18th birthday', () => adults({ from: '2025-09-30' }, '2007-10-01'))
    .passes('on it', () => adults({ from: '2025-10-01' }, '2007-10-01'));
  rule('ASC-ELIGIBLE')
    .speaks('where nothing is eligible', () => adults({ eligible: false }))
    .passes('where needs are', () => adults({}));
  rule('ASC-RAS')
    .speaks("of a children's questionnaire", () => adults({ questionnaire: 'primary' }))
    .speaks("of an outcome of the children's law", () => adults({ legalBasis: 'CHILDREN_ACT' }))
    .passes("of the adults' own", () => adults({ legalBasis: 'CARE_ACT', hoursPerWeek: 7_500 }));
  const line = (code: string, pence: number) =>
    lineFunding(
      {
        ...service(code, null, ADULT),
        stream: 'ADULT_SOCIAL_CARE',
        cost: amount(pence, 'ONE_OFF'),
        itemId: null,
        from: TODAY,
        agreements: [],
        on: TODAY,
      },
      wakefield(),
    );
  rule('ASC-REABLEMENT')
    .speaks('of reablement', () => adultsService(service('REABLEMENT', null, ADULT), wakefield()))
    .speaks('of a line that costs money', () => line('INTERMEDIATE_CARE', 1))
    .speaks('in its sixth week', () => adultsService({ ...service('REABLEMENT', null, ADULT), weeksReceived: 5 }, norfolk()), 'REFUSE')
    .speaks(
      'once six weeks are over, only to say that it may be paid for',
      () => adultsService({ ...service('REABLEMENT', null, ADULT), weeksReceived: 6 }, norfolk()),
      'INFORM',
    )
    .passes('of a line of the plan without money', () => line('INTERMEDIATE_CARE', 0))
    .passes('of home care', () => line('HOME_CARE', 1));
  rule('ASC-DP-RESIDENTIAL')
    .speaks('of a care home paid directly', () => directPaymentForAHome(service('RESIDENTIAL_CARE', 'DIRECT_PAYMENT'), wakefield()))
    .passes('of one that the council pays', () => directPaymentForAHome(service('RESIDENTIAL_CARE', 'COUNCIL_MANAGED'), wakefield()))
    .passes('where the council has no such policy', () => directPaymentForAHome(service('RESIDENTIAL_CARE', 'DIRECT_PAYMENT'), norfolk()));
  const inPrison = aPerson(ADULT, { living: [{ situation: 'PRISON', from: TODAY, recordedAt: 1 }] });
  rule('ASC-DP-PRISON')
    .speaks('from the day the person is in prison', () => partMayBeHeld(aPart(), inPrison, 'ADULT_SOCIAL_CARE', TODAY))
    .passes('the day before', () => partMayBeHeld(aPart(), inPrison, 'ADULT_SOCIAL_CARE', '2025-09-30'))
    .passes('of what the council manages', () =>
      partMayBeHeld(aPart({ kind: 'COUNCIL_MANAGED', holder: 'AUTHORITY' }), inPrison, 'ADULT_SOCIAL_CARE', TODAY),
    );

  const mine = (state: Parameters<typeof aState>[0], own = {}) => ({
    ...asked(RAS, { state: aState({ stream: 'ADULT_SOCIAL_CARE', ...state }), ...own }, ADULT),
  });
  rule('ASC-CONTRIBUTION-DUE')
    .speaks('until the assessment is recorded', () => contributionDue(mine({})), 'WARN')
    .passes('once it is, at nothing too', () => contributionDue(mine({ contribution: amount(0, 'WEEK') })))
    .passes('of aftercare', () => contributionDue(mine({}, { allocation: anAllocation({ ...RAS, legalBasis: 'S117' } as typeof RAS) })));
  rule('ASC-NET')
    .speaks('of what is left once the contribution is taken', () => receives(mine({ contribution: amount(2_000, 'WEEK') })), 'INFORM')
    .passes('before it is known', () => receives(mine({})));
  rule('ASC-S117-FREE')
    .speaks('of aftercare', () => aftercareIsFree(anAllocation({ ...RAS, legalBasis: 'S117' } as typeof RAS)))
    .passes('of care under the Care Act', () => aftercareIsFree(anAllocation(RAS)));
  rule('ASC-AIDS')
    .speaks('of an adaptation at £1,000', () => line('MINOR_ADAPTATION', 100_000), 'INFORM')
    .passes('of one at £1,000.01', () => line('MINOR_ADAPTATION', 100_001))
    .speaks('of an aid at any cost', () =>
      freeAids(
        { code: 'HOIST', name: 'Hoist', streams: ['ADULT_SOCIAL_CARE'], availability: 'individual', traits: ['aid'] },
        amount(500_000, 'ONE_OFF'),
      ),
    );
  rule('TOP-UP-OUTSIDE')
    .speaks('of a top-up', () => topUpStaysOutside('Her sister', amount(2_000, 'WEEK')), 'INFORM')
    .passes('of a budget without one', () => contributionDue(mine({})));
  const fee = { aboveThreshold: true, askedCouncilToArrange: true, fromBudget: false };
  rule('BROKERAGE-OUTSIDE')
    .speaks('of a fee out of the budget', () => brokerageFee({ ...fee, fromBudget: true }))
    .speaks('of one for somebody below the limit', () => brokerageFee({ ...fee, aboveThreshold: false }))
    .speaks('where nobody knows what they have', () => brokerageFee({ ...fee, aboveThreshold: null }))
    .speaks('of one by somebody who is not shown what they have', () => brokerageFee({ ...fee, aboveThreshold: 'WITHHELD' }))
    .speaks('of one for somebody who did not ask', () => brokerageFee({ ...fee, askedCouncilToArrange: false }))
    .passes('of one beside the budget, for somebody above the limit who asked', () => brokerageFee(fee));

  const finances = (own: Partial<FinancialFacts>): FinancialFacts => ({
    dateOfBirth: ADULT,
    household: 'SINGLE',
    setting: 'COMMUNITY',
    dependentChildren: 0,
    premiums: [],
    careCost: amount(50_000, 'WEEK'),
    disclosed: true,
    capital: 0,
    income: [{ label: 'Pension', amount: amount(20_000, 'WEEK'), disregarded: false }],
    housingCosts: [],
    disabilityRelatedExpenditure: [],
    minimumIncomeGuarantee: null,
    ...own,
  });
  const assessed = (own: Partial<FinancialFacts>) => {
    const { results, steps } = adultContribution(finances(own), norfolk());
    return [...results, ...steps];
  };
  rule('ASC-CAPITAL-UPPER')
    .speaks('a penny over £23,250', () => assessed({ capital: 2_325_001 }))
    .passes('at £23,250', () => assessed({ capital: 2_325_000 }));
  rule('ASC-TARIFF')
    .speaks('of capital above the lower limit', () => assessed({ capital: 1_425_001 }))
    .passes('where the finances are not disclosed', () => assessed({ disclosed: false }));
  // Born on a leap day: 25 is reached on 1 March.
  const charged = { dateOfBirth: '2000-02-29', contribution: 4_000, since: '2024-06-01', facts: null, subject: 5 };
  rule('ASC-MIG')
    .speaks('of what is left to the person', () => assessed({}))
    .speaks('from the 25th birthday on of a charge that was assessed before it', () => chargeHasMoved(charged, '2025-03-01'))
    .passes('on the day before', () => chargeHasMoved(charged, '2025-02-28'))
    .passes('once it is assessed from that day', () => chargeHasMoved({ ...charged, since: '2025-03-01' }, '2025-03-01'))
    .passes('where nothing is charged', () => chargeHasMoved({ ...charged, contribution: 0 }, '2025-03-01'))
    .passes('of a couple, whose guarantee does not move at 25', () =>
      chargeHasMoved({ ...charged, facts: finances({ household: 'COUPLE' }) }, '2025-03-01'),
    )
    .passes('of somebody who lives in a care home', () => assessed({ setting: 'CARE_HOME' }));
  rule('ASC-DISCLOSE')
    .speaks('where finances are not disclosed', () => assessed({ disclosed: false }))
    .passes('where they are', () => assessed({}));
  rule('ASC-CHARGE-LOWER')
    .speaks('where the care costs less than was assessed', () => adultContribution(finances({ careCost: amount(1_000, 'WEEK') }), norfolk()).results)
    .passes('where it costs more', () => adultContribution(finances({}), norfolk()).results);

  const home = { label: 'The house', value: 20_000_000, secured: 0, owners: 1, mainHome: true, livedInBy: [] };
  const resident = { setting: 'CARE_HOME', property: [home], careHomeSince: '2025-01-06', careCost: amount(90_000, 'WEEK') } as const;
  rule('ASC-PROPERTY')
    .speaks('of the main home of somebody who is cared for there', () => assessed({ property: [home] }))
    .speaks('of a home in which a partner lives', () => assessed({ ...resident, property: [{ ...home, livedInBy: ['PARTNER'] }] }))
    .passes('where there is none', () => assessed({}));
  rule('ASC-TWELVE-WEEKS')
    .speaks('for 12 weeks', () => assessed({ ...resident, careHomeSince: TODAY }))
    .speaks('where it is not known since when', () => assessed({ ...resident, careHomeSince: null }), 'REFUSE')
    .passes('after them', () => assessed(resident))
    .speaks('of a charge that was assessed in them, from the day after', () =>
      chargeHasMoved({ ...charged, since: '2025-02-03', facts: finances(resident) }, '2025-03-31'),
    )
    .passes('on their last day', () => chargeHasMoved({ ...charged, since: '2025-02-03', facts: finances(resident) }, '2025-03-30'));
  rule('ASC-DEPRIVATION')
    .speaks('of what was given away', () => assessed({ notionalCapital: [{ label: 'To a nephew', amount: 1_500_000 }] }))
    .passes('where nothing was', () => assessed({}));
  rule('ASC-DEFERRED')
    .speaks('of a home that counts', () => assessed({ ...resident, deferredPayment: true }))
    .speaks('where there is no home', () => assessed({ deferredPayment: true }))
    .passes('where nothing is deferred', () => assessed(resident));
  const pension = { label: 'Works pension', amount: amount(10_000, 'WEEK'), disregarded: false };
  rule('ASC-DISREGARD')
    .speaks('of a part that is not counted', () => assessed({ income: [{ ...pension, disregardedPart: 1_000 }] }))
    .speaks('of a disregard of no income', () => assessed({ income: [{ ...pension, label: 'War pension disregard', disregarded: true }] }), 'WARN')
    .passes('of what counts', () => assessed({ income: [pension] }));
  rule('ASC-CARE-HOME')
    .speaks('of costs that are not taken off', () => assessed({ setting: 'CARE_HOME', housingCosts: [{ ...pension, label: 'Rent' }] }))
    .passes('in the community', () => assessed({ housingCosts: [{ ...pension, label: 'Rent' }] }));
  const elsewhere = (own: Partial<FinancialFacts>) => {
    const { results, steps } = adultContribution(finances(own), policies.forAuthority('999').on(TODAY));
    return [...results, ...steps];
  };
  rule('ASC-STANDARD-DRE')
    .speaks('of what needs no evidence', () => elsewhere({}))
    .passes('of somebody without a benefit for a disability', () => elsewhere({ disabilityBenefits: [] }))
    .passes('in a care home', () => elsewhere({ setting: 'CARE_HOME' }));
  test('the financial threshold is the limit of where the care is given, and counts what the assessment counts', () => {
    const above = (own: Partial<FinancialFacts>) => aboveThreshold(finances(own), norfolk());
    expect([above({ capital: 2_325_000 }), above({ capital: 2_325_001 }), above({ capital: null })]).toEqual([false, true, null]);
    expect([above(resident), above({ ...resident, setting: 'COMMUNITY', careHomeSince: null }), above({ ...resident, careHomeSince: null })]).toEqual(
      [true, false, null],
    );
    expect([above({ ...resident, careHomeSince: TODAY }), aboveThreshold(null, norfolk())]).toEqual([false, null]);
  });
  const moved = (since: string, own: object = {}) => figuresHaveMoved({ ...charged, since, ...own }, { figuresSince: '2026-04-06' });
  rule('ASC-FIGURES-MOVED')
    .speaks('of a charge by the figures of a year that is over', () => moved('2026-04-05'), 'WARN')
    .passes('of one by those of the day', () => moved('2026-04-06'))
    .passes('where nothing is charged', () => moved('2025-04-06', { contribution: 0 }))
    .passes('where the finances are not disclosed', () => moved('2025-04-06', { facts: finances({ disclosed: false }) }));
});

test('a person of 16 holds a direct payment in social care before compulsory schooling is over', () => {
  expect(mayHoldOwnDirectPayment(aPerson('2009-09-30'), 'CHILDRENS_SOCIAL_CARE', TODAY)).toEqual([]);
});
