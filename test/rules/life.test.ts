import { everyoneHeard, reasonsAndNotice } from '../../src/budgets/change/reduction.rules';
import {
  arrangementsComplete,
  type HeldPart,
  holderAuthorised,
  holderFits,
  mayHoldOwnDirectPayment,
  termsSigned,
  waysThatRemain,
} from '../../src/budgets/holding/arrangement.rules';
import {
  type BilledLine,
  itemised,
  lawful,
  type PaymentMade,
  servesAnOutcome,
  sharesOfUnspent,
  toBePaidBack,
  unspent,
} from '../../src/budgets/spending/spending.rules';
import { movedOn } from '../../src/budgets/standing/area-moved.rules';
import { budgetResults } from '../../src/budgets/standing/budget-results.rules';
import { nextReviews, type Reviewed, reviewsOf } from '../../src/budgets/standing/review-cycle.rules';
import { firstStage, goesToProvider, nextStage, whoDecidesNext } from '../../src/oversight/disputes.rules';
import type { HolderAuthority } from '../../src/person/person.types';
import { loadPolicies } from '../../src/policy/policies';
import { arrangementFitsStream } from '../../src/streams/arrangement.rules';
import { amount } from '../../src/vocabulary/amount';
import { aBudget, ADULT, anAgreement, anItem, aPart, aPerson, aPlan, aState, CHILD, ELEMENT_3, FROM, norfolk, TODAY, wakefield } from './facts';
import { rule } from './rule';

const AGREED = amount(1_000_000);
const part = (own: Partial<HeldPart> = {}): HeldPart => ({ ...aPart(), ...own });

describe('holding', () => {
  rule('ARRANGEMENTS-COMPLETE')
    .speaks('a penny short', () => arrangementsComplete(AGREED, [amount(600_000), amount(399_999)]))
    .speaks('a penny over', () => arrangementsComplete(AGREED, [amount(600_000), amount(400_001)]))
    .speaks('where nothing is chosen', () => arrangementsComplete(AGREED, []))
    .passes('to the penny', () => arrangementsComplete(AGREED, [amount(600_000), amount(400_000)]))
    .passes('where parts are paid at other frequencies', () => arrangementsComplete(amount(5_200), [amount(50, 'WEEK'), amount(2_600)]))
    .passes('of a part of the year', () => arrangementsComplete(amount(100, 'WEEK', 39), [amount(60, 'WEEK', 39), amount(40, 'WEEK', 39)]));
  // Born on 20 August 2009: 16 on 20 August 2025, compulsory schooling over after 27 June 2025.
  const lacks = [{ on: FROM, hasCapacity: false, basis: 'a decision of the team', recordedAt: 1 }];
  rule('DP-SELF-16')
    .speaks('the day before the 16th birthday', () => mayHoldOwnDirectPayment(aPerson('2009-10-02'), 'CHILDRENS_SOCIAL_CARE', TODAY))
    .passes('on it, in social care', () => mayHoldOwnDirectPayment(aPerson('2009-10-01'), 'CHILDRENS_SOCIAL_CARE', TODAY))
    .speaks('on it, in education, while compulsory schooling goes on', () => mayHoldOwnDirectPayment(aPerson('2009-10-01'), 'EDUCATION', TODAY))
    .passes('in education, once it is over', () => mayHoldOwnDirectPayment(aPerson('2009-08-20'), 'EDUCATION', '2025-08-20'))
    .speaks('to a summer-born leaver before the birthday', () => mayHoldOwnDirectPayment(aPerson('2009-08-20'), 'EDUCATION', '2025-08-19'))
    .speaks('without capacity', () => mayHoldOwnDirectPayment(aPerson(ADULT, { capacity: lacks }), 'ADULT_SOCIAL_CARE', TODAY))
    .passes('before capacity was found to be lacking', () =>
      mayHoldOwnDirectPayment(aPerson(ADULT, { capacity: lacks }), 'ADULT_SOCIAL_CARE', '2025-08-31'),
    );
  const authority = (own: Partial<HolderAuthority> = {}): HolderAuthority => ({
    id: 70,
    holder: 'PARENT_OR_CARER',
    name: 'Pat Field',
    organisation: null,
    basis: 'PARENTAL_RESPONSIBILITY',
    from: CHILD,
    to: null,
    ...own,
  });
  const parents = part({ holder: 'PARENT_OR_CARER', holderName: 'Pat Field' });
  rule('DP-AUTHORISED')
    .speaks('where no authority is on record', () => holderAuthorised(parents, aPerson(CHILD), TODAY))
    .speaks("where it is somebody else's", () =>
      holderAuthorised(parents, aPerson(CHILD, { authorities: [authority({ name: 'Sam Field' })] }), TODAY),
    )
    .speaks('from the day after it ends', () => holderAuthorised(parents, aPerson(CHILD, { authorities: [authority({ to: '2025-09-30' })] }), TODAY))
    .speaks('of parental responsibility once the person of 16 controls the budget', () =>
      holderAuthorised(parents, aPerson('2009-08-20', { authorities: [authority()] }), TODAY),
    )
    .passes('of parental responsibility from June to the birthday of a summer-born leaver', () =>
      holderAuthorised(parents, aPerson('2009-08-20', { authorities: [authority()] }), '2025-08-19'),
    )
    .passes('of a nomination', () => holderAuthorised(parents, aPerson('2009-08-20', { authorities: [authority({ basis: 'NOMINATION' })] }), TODAY))
    .passes('of the person', () => holderAuthorised(part(), aPerson(ADULT), TODAY));
  rule('ARRANGEMENT-CHOICE')
    .speaks('while nothing is chosen, with the ways that remain', () => waysThatRemain(aPerson(CHILD), 'EDUCATION', TODAY), 'INFORM')
    .speaks("of the NHS's ways outside health", () => arrangementFitsStream('NHS_NOTIONAL', 'EDUCATION'), 'REFUSE')
    .speaks('of a council-managed budget held by the person', () => holderFits({ kind: 'COUNCIL_MANAGED', holder: 'PERSON' }), 'REFUSE')
    .passes('of a direct payment to the person', () => holderFits({ kind: 'DIRECT_PAYMENT', holder: 'PERSON' }));
  rule('DP-TERMS')
    .speaks('without signed terms', () => termsSigned(part(), [], TODAY))
    .speaks('where those of another part are signed', () => termsSigned(part(), [anAgreement('DIRECT_PAYMENT_TERMS', { arrangementId: 41 })], TODAY))
    .passes('once they are signed', () => termsSigned(part(), [anAgreement('DIRECT_PAYMENT_TERMS', { arrangementId: 40 })], TODAY))
    .passes('of what the council manages', () => termsSigned(part({ kind: 'COUNCIL_MANAGED' }), [], TODAY));
});

describe('reduction', () => {
  const cut = { reasons: 'The need has changed.', noticeGivenOn: FROM, effectiveOn: '2025-09-02' };
  rule('REDUCE-REASONS')
    .speaks('without reasons', () => reasonsAndNotice({ ...cut, reasons: '' }))
    .speaks('on the day of the notice', () => reasonsAndNotice({ ...cut, effectiveOn: FROM }))
    .passes('on the day after it, with reasons', () => reasonsAndNotice(cut));
  const heard = {
    closesOn: TODAY,
    parties: [
      { name: 'Pat Field', answeredOn: FROM },
      { name: 'NHS West Yorkshire ICB', answeredOn: null },
    ],
  };
  rule('REDUCE-CONSULT')
    .speaks('while one has not answered, to the last day', () => everyoneHeard(heard, TODAY))
    .passes('the day after the last', () => everyoneHeard(heard, '2025-10-02'))
    .passes('once everyone has answered', () => everyoneHeard({ ...heard, parties: [{ name: 'Pat Field', answeredOn: FROM }] }, FROM));
});

describe('a move', () => {
  const residences = [
    { councilId: 384, healthCommissionerId: 9, from: null },
    { councilId: 343, healthCommissionerId: 9, from: '2025-10-02' },
  ];
  const of = (state: object, on: string) => movedOn(aState(state), { residences }, on);
  rule('AREA-MOVED')
    .speaks('of what the council before it funds, from the day of the move', () => of({ funderId: 384 }, '2025-10-02'), 'WARN')
    .passes('the day before', () => of({ funderId: 384 }, '2025-10-01'))
    .passes('of what the council of the area funds', () => of({ funderId: 343 }, '2025-10-02'))
    .passes('of health, whose commissioner is the same', () => of({ stream: 'HEALTH', funderId: 9 }, '2025-10-02'))
    .passes('of a funder that was never the area', () => of({ funderId: 77 }, '2025-10-02'))
    .passes('of other funding', () => of({ stream: 'OTHER', funderId: 384 }, '2025-10-02'));
});

describe('spending', () => {
  const payment: PaymentMade = { reference: 'T1', on: TODAY, amount: 2_500, description: 'Tutor', itemId: 100, merchantCategory: null };
  rule('SPEND-OUTCOMES')
    .speaks('of a payment for no line', () => servesAnOutcome({ ...payment, itemId: null }, [anItem()]), 'WARN')
    .speaks('of one for a line of another budget', () => servesAnOutcome({ ...payment, itemId: 999 }, [anItem()]))
    .speaks('of one for a line that is over', () => servesAnOutcome(payment, [anItem({ to: '2025-09-30' })]))
    .passes('of one for a line that runs', () => servesAnOutcome(payment, [anItem({ to: TODAY })]));
  rule('SPEND-LAWFUL')
    .speaks('of a betting office', () => lawful({ ...payment, merchantCategory: '7995' }, null), 'WARN')
    .speaks('of a forbidden service', () => lawful(payment, wakefield().service('TOBACCO')), 'WARN')
    .passes('of a tutor', () => lawful(payment, wakefield().service('TUTOR_AT_HOME')));
  const line: BilledLine = { itemId: 100, on: TODAY, units: 1_000, rate: 3_000 };
  rule('INVOICE-ITEMISED')
    .speaks('of a lump sum', () => itemised([], [anItem()]))
    .speaks('of a line without its units', () => itemised([{ ...line, units: 0 }], [anItem()]))
    .speaks('of a line without its day', () => itemised([line, { ...line, on: null }], [anItem()]))
    .speaks('of an item of another budget', () => itemised([{ ...line, itemId: 999 }], [anItem()]))
    .passes('where every line is whole', () => itemised([line], [anItem()]));
  const period = { on: '2026-03-31', released: 100_000, spent: 80_000, contingency: 19_999 };
  rule('UNSPENT-REPAID')
    .speaks('a penny above the contingency', () => toBePaidBack(unspent(period), 0), 'INFORM')
    .speaks('of what is left while it comes by instalments', () => toBePaidBack(unspent(period), 19_999), 'INFORM')
    .passes('within it', () => toBePaidBack(unspent({ ...period, contingency: 20_000 }), 0))
    .passes('where more was spent than released', () => toBePaidBack(unspent({ ...period, spent: 120_000 }), 0));
  test('each stream has its own share back, to the penny', () => {
    expect(unspent({ ...period, contingency: 0 })).toBe(20_000);
    expect(sharesOfUnspent(20_001, [600, 300, 100])).toEqual([12_001, 6_000, 2_000]);
  });
});

describe('reviews', () => {
  const reviewed: Reviewed = {
    stream: 'CHILDRENS_SOCIAL_CARE',
    releasedOn: '2025-11-30',
    everyMonths: null,
    heldByDirectPayment: false,
    ehcPlanFrom: null,
  };
  const next = (on: string, own: Partial<Reviewed> = {}) => nextReviews({ ...reviewed, ...own }, wakefield(), on, 20);
  rule('REVIEW-FIRST')
    .speaks('until three months after release', () => next('2026-02-28'), 'INFORM')
    .passes('after that', () => next('2026-03-01'))
    .passes('where the council has no such policy', () => nextReviews(reviewed, norfolk(), '2026-01-01', 20));
  rule('REVIEW-SECOND')
    .speaks('until six months after release', () => next('2026-05-30'))
    .passes('after that', () => next('2026-05-31'));
  rule('REVIEW-CYCLE')
    .speaks('from then on', () => next('2027-05-30'))
    .passes('where the council has no such policy', () => nextReviews(reviewed, norfolk(), '2027-05-30', 20));
  test('the days: three months, six, then every twelve unless the plan says six', () => {
    const days = (everyMonths: number | null) =>
      reviewsOf({ ...reviewed, everyMonths }, wakefield(), '2027-12-31').map(({ dueOn, rule: { id } }) => [dueOn, id]);
    expect(days(null)).toEqual([
      ['2026-02-28', 'REVIEW-FIRST'],
      ['2026-05-30', 'REVIEW-SECOND'],
      ['2027-05-30', 'REVIEW-CYCLE'],
    ]);
    expect(days(6).slice(2)).toEqual([
      ['2026-11-30', 'REVIEW-CYCLE'],
      ['2027-05-30', 'REVIEW-CYCLE'],
      ['2027-11-30', 'REVIEW-CYCLE'],
    ]);
  });
});

describe('disputes', () => {
  const sefton = loadPolicies().forAuthority('343').on(TODAY);
  rule('DISPUTE-STAGES')
    .speaks('of the first stage and who comes next', () => whoDecidesNext('PATHWAY', wakefield()), 'INFORM')
    .passes('where the council has no such policy', () => whoDecidesNext('COMPLAINTS', norfolk()))
    .passes('of what is settled', () => whoDecidesNext('SETTLED', wakefield()));
  rule('DISPUTE-PROVIDER')
    .speaks('of a service that was bought', () => goesToProvider(true), 'INFORM')
    .passes('of what the council decided', () => goesToProvider(false));
  test('the stages of each council, in order', () => {
    expect([
      firstStage(false, wakefield()),
      nextStage('PATHWAY', wakefield()),
      nextStage('SERVICE_MANAGER', wakefield()),
      nextStage('COMPLAINTS', wakefield()),
    ]).toEqual(['PATHWAY', 'SERVICE_MANAGER', 'COMPLAINTS', null]);
    expect([firstStage(false, sefton), nextStage('COMPLAINTS', sefton), firstStage(true, sefton), nextStage('PROVIDER', sefton)]).toEqual([
      'COMPLAINTS',
      null,
      'PROVIDER',
      null,
    ]);
  });
});

describe('what a file brought', () => {
  const loaded = (status: 'AGREED' | 'RELEASED', more: Parameters<typeof aBudget>[2] = {}) => {
    const budget = aBudget(
      ELEMENT_3,
      { origin: 'IMPORTED', action: 'IMPORTED', status, agreed: AGREED, approvedBy: null, sharedOn: null },
      { arrangements: [aPart({ holder: 'PARENT_OR_CARER', holderName: 'Pat Field' })], ...more },
    );
    const state = budget.revisions.at(-1);
    if (!state) throw new Error('a budget has a state');
    return budgetResults(budget, state, aPerson(CHILD, { plans: [aPlan({ status: 'DRAFT' })], budgets: [budget] }), wakefield(), TODAY);
  };
  test('only warns of the steps that were taken elsewhere', () => {
    expect(loaded('RELEASED').filter(({ effect }) => effect === 'REFUSE' || effect === 'NEEDS_AGREEMENT')).toEqual([]);
    const warned = loaded('RELEASED').filter(({ effect }) => effect === 'WARN');
    expect(warned.map((each) => each.rule)).toEqual([
      'INDICATIVE-SHARED',
      'EDU-ELIGIBLE',
      'EDU-SETTING-AGREES',
      'FOUR-EYES',
      'PLAN-AGREED',
      'DP-AUTHORISED',
      'DP-TERMS',
    ]);
    for (const { message } of warned) expect(message).toMatch(/^Loaded without /);
  });
  test('still waits for the steps that are ahead of it', () => {
    expect(
      loaded('AGREED')
        .filter(({ effect }) => effect === 'REFUSE')
        .map((each) => each.rule),
    ).toEqual(['PLAN-AGREED', 'DP-AUTHORISED', 'DP-TERMS']);
  });
});
