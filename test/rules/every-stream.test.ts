import { fourEyes, indicativeShared } from '../../src/budgets/agreement/four-eyes.rules';
import { approvalStands, planAgreed } from '../../src/budgets/agreement/plan-agreed.rules';
import { chargedOn, chargedOnce, nothingToCharge, shared } from '../../src/budgets/charge/charge.rules';
import { aboveCouncilsRate, drawOf } from '../../src/budgets/lines/council-rate.rules';
import { budgetOf, indicativeLooksLow, notExtraMoney, sufficient } from '../../src/budgets/lines/draw-down.rules';
import { itemResults } from '../../src/budgets/lines/line-results.rules';
import { lineRules, outcomeEligible, outcomeLasts, outcomeLinked, planHome, referenceOnce } from '../../src/budgets/lines/line.rules';
import { budgetResults } from '../../src/budgets/standing/budget-results.rules';
import { whoControls } from '../../src/person/control.rules';
import type { Item } from '../../src/plans/plan.types';
import { catalogueReview } from '../../src/policy/policy.rules';
import type { PolicyView } from '../../src/policy/policy.types';
import { lineFunding } from '../../src/streams/line.rules';
import { assessedFirst } from '../../src/streams/stream';
import type { Agreement } from '../../src/streams/stream.types';
import { amount } from '../../src/vocabulary/amount';
import type { Stream } from '../../src/vocabulary/stream';
import {
  aBudget,
  ADULT,
  anAgreement,
  anAllocation,
  anItem,
  anOutcome,
  aPerson,
  aPlan,
  aState,
  CHILD,
  ELEMENT_3,
  FROM,
  norfolk,
  RAS,
  REPLACING,
  TODAY,
  wakefield,
  withRates,
} from './facts';
import { rule } from './rule';

const AGREED = { status: 'AGREED' as const, agreed: amount(1_000_000), approvedBy: 'manager' };
const holding = (item: Item, state = {}) => {
  const budget = aBudget(ELEMENT_3, state);
  return { budget, facts: aPerson(CHILD, { plans: [aPlan({ items: [item] })], budgets: [budget] }) };
};

describe('before an amount is agreed', () => {
  rule('ASSESSED-FIRST')
    .speaks('without an assessor', () => assessedFirst(FROM, ' ', TODAY))
    .speaks('of an assessment of tomorrow', () => assessedFirst('2025-10-02', 'A. Assessor', TODAY))
    .passes('of one of today', () => assessedFirst(TODAY, 'A. Assessor', TODAY));
  rule('INDICATIVE-SHARED')
    .speaks('until it is shared', () => indicativeShared(aState({ sharedOn: null })), 'REFUSE')
    .speaks('of what a file brought, as a warning', () => indicativeShared(aState({ sharedOn: null, origin: 'IMPORTED' })), 'WARN')
    .passes('once it is', () => indicativeShared(aState()));
  const manager = { subject: 'manager', role: 'SERVICE_MANAGER' as const, name: 'M. Manager' };
  rule('FOUR-EYES')
    .speaks('to the one who proposed', () => fourEyes('manager', manager, amount(1), wakefield()))
    .speaks('a penny above the limit', () => fourEyes('proposer', manager, amount(50_000_001), wakefield()))
    .speaks('to a role without a limit', () => fourEyes('proposer', { ...manager, role: 'FINANCE_OFFICER' }, amount(1), wakefield()))
    .speaks('where an edit took the approval away', () => approvalStands(aState({ ...AGREED, approvedBy: null })))
    .passes('at the limit', () => fourEyes('proposer', manager, amount(50_000_000), wakefield()))
    .passes('while the approval stands', () => approvalStands(aState(AGREED)));
  const line = holding(anItem({ cost: amount(10_000, 'WEEK') }));
  rule('SUFFICIENT')
    .speaks('a penny below what the lines cost', () => sufficient(line.budget, amount(519_999), line.facts, wakefield()))
    .passes('at what they cost', () => sufficient(line.budget, amount(520_000), line.facts, wakefield()));
  rule('SUFFICIENCY-REVIEW')
    .speaks(
      'where the indicative amount is below what the plan must meet',
      () => indicativeLooksLow(line.budget, amount(519_999), line.facts, wakefield()),
      'INFORM',
    )
    .passes('where it covers it', () => indicativeLooksLow(line.budget, amount(520_000), line.facts, wakefield()));
  rule('METHOD-PUBLISHED')
    .speaks(
      'of a figure that a published policy gave',
      () => {
        const budget = aBudget(ELEMENT_3, {}, { allocations: [{ ...anAllocation(ELEMENT_3), policy: 'wakefield 2016-07' }] });
        return budgetResults(budget, aState(), aPerson(CHILD, { budgets: [budget] }), wakefield(), TODAY);
      },
      'INFORM',
    )
    .passes('of one that was stated', () => budgetResults(line.budget, aState(), line.facts, wakefield(), TODAY));
});

describe('lines', () => {
  const plan = aPlan();
  rule('OUTCOME-LINKED')
    .speaks('of an outcome of another plan', () => outcomeLinked(plan, 'X9', FROM))
    .speaks('of one that ended before', () => outcomeLinked(aPlan({ outcomes: [anOutcome({ to: '2025-08-31' })] }), 'O1', FROM))
    .passes('of its own', () => outcomeLinked(plan, 'O1', FROM))
    .speaks('of a line that outlives its outcome', () => outcomeLasts(anOutcome({ to: '2025-12-31' }), anItem()))
    .speaks('of one that ran on past it', () => outcomeLasts(anOutcome({ to: '2025-12-31' }), anItem(), '2026-01-01'), 'WARN')
    .passes('of one that ends with it', () => outcomeLasts(anOutcome({ to: '2025-12-31' }), anItem({ to: '2025-12-31' })));
  rule('OUTCOME-ELIGIBLE')
    .speaks('of one that no budget may meet', () => outcomeEligible(plan, anOutcome({ budgetEligible: false }), FROM))
    .passes('of one that a budget may', () => outcomeEligible(plan, anOutcome(), FROM));
  const twin = anItem({ id: 101, reference: ' j1', from: '2026-01-01' });
  rule('ITEM-REFERENCE')
    .speaks('of a second line that goes by the same reference while the first runs', () =>
      referenceOnce(twin, aPlan({ items: [anItem({ reference: 'J1', to: '2026-01-01' })] }), () => true),
    )
    .passes('once the first has ended', () => referenceOnce(twin, aPlan({ items: [anItem({ reference: 'J1', to: '2025-12-31' })] }), () => true))
    .passes('of a line that its author is not shown', () => referenceOnce(twin, aPlan({ items: [anItem({ reference: 'J1' })] }), () => false))
    .passes('of a line without a reference', () =>
      referenceOnce({ ...twin, reference: null }, aPlan({ items: [anItem({ reference: null })] }), () => true),
    );
  const extra = holding(anItem(), AGREED);
  rule('NOT-EXTRA-MONEY')
    .speaks('a penny above what is left', () => notExtraMoney(anItem({ id: 101, cost: amount(740_001) }), extra.facts, wakefield()))
    .passes('at what is left', () => notExtraMoney(anItem({ id: 101, cost: amount(740_000) }), extra.facts, wakefield()));
  test('a line draws on the budget of its stream that was opened first, whichever hub opened it: its id may be the higher one', () => {
    const [eldest, youngest] = [aBudget(ELEMENT_3, { budgetId: 20_001, recordedAt: 1 }), aBudget(ELEMENT_3, { budgetId: 20, recordedAt: 2 })];
    const facts = aPerson(CHILD, { plans: [plan], budgets: [youngest, eldest] });
    expect(budgetOf(anItem({ budgetId: null }), facts, TODAY)?.id).toBe(20_001);
  });
  const child = aPerson(CHILD, { plans: [plan] });
  const carePlan = aPlan({ id: 13, kind: 'CHILD_CARE_PLAN' });
  rule('PLAN-HOME')
    .speaks('of a Section J line in a care plan', () => planHome(carePlan, { section: 'H1', from: FROM }, child))
    .speaks('of a plain line in an EHC plan', () => planHome(plan, { section: null, from: FROM }, child))
    .speaks("of a child's line in a care plan while an EHC plan is in force", () => planHome(carePlan, { section: null, from: FROM }, child))
    .passes('the day before the EHC plan is', () => planHome(carePlan, { section: null, from: '2025-08-31' }, child))
    .passes('while it is a draft', () => planHome(carePlan, { section: null, from: FROM }, aPerson(CHILD, { plans: [aPlan({ status: 'DRAFT' })] })))
    .passes('from the 18th birthday', () => planHome(carePlan, { section: null, from: FROM }, aPerson('2007-09-01', { plans: [plan] })));

  const priced = anItem({
    service: 'HOME_CARE',
    section: null,
    stream: 'ADULT_SOCIAL_CARE',
    unit: 'hours',
    unitPrice: 2_501,
    unitsPerWeek: 10_000,
    cost: amount(25_010, 'WEEK'),
  });
  rule('COUNCIL-RATE')
    .speaks('a penny above the most the council pays', () => aboveCouncilsRate(priced, 'ADULT_SOCIAL_CARE', withRates()), 'INFORM')
    .passes('at the most', () => aboveCouncilsRate({ ...priced, unitPrice: 2_500 }, 'ADULT_SOCIAL_CARE', withRates()))
    .passes('where the council publishes no rate', () => aboveCouncilsRate(priced, 'ADULT_SOCIAL_CARE', wakefield()))
    .passes("of the NHS's money", () => aboveCouncilsRate(priced, 'HEALTH', withRates()));
  test("what is above the council's rate is no draw on the budget", () => {
    expect(drawOf(priced, 'ADULT_SOCIAL_CARE', withRates())).toEqual(amount(25_000, 'WEEK'));
    expect(drawOf(priced, 'ADULT_SOCIAL_CARE', wakefield())).toEqual(amount(25_010, 'WEEK'));
  });

  const funding = (
    code: string,
    stream: Stream,
    agreements: readonly Agreement[] = [],
    policy: PolicyView = wakefield(),
    itemId: number | null = null,
  ) => {
    const service = policy.service(code);
    if (!service) throw new Error(code);
    return lineFunding(
      {
        service,
        stream,
        cost: amount(1_000, 'WEEK'),
        itemId,
        from: FROM,
        arrangement: null,
        agreements,
        dateOfBirth: stream === 'ADULT_SOCIAL_CARE' ? ADULT : CHILD,
        on: policy.day,
      },
      policy,
    );
  };
  const exception = (agreement: Partial<Agreement> = {}) => [anAgreement('SERVICE_EXCEPTION', agreement)];
  rule('SERVICE-OTHER-STREAM')
    .speaks('of home care in education', () => funding('HOME_CARE', 'EDUCATION'))
    .passes('of home care in adult social care', () => funding('HOME_CARE', 'ADULT_SOCIAL_CARE'))
    .passes('of what other funding buys', () => funding('DAY_ACTIVITY', 'OTHER'));
  rule('SERVICE-UNIVERSAL')
    .speaks('of a youth club open to everyone', () => funding('UNIVERSAL_YOUTH_CLUB', 'CHILDRENS_SOCIAL_CARE'), 'NEEDS_AGREEMENT')
    .speaks('of a targeted group', () => funding('TARGETED_SUPPORT_GROUP', 'ADULT_SOCIAL_CARE'), 'NEEDS_AGREEMENT')
    .speaks('where the exception has run out', () => funding('UNIVERSAL_YOUTH_CLUB', 'CHILDRENS_SOCIAL_CARE', exception({ until: '2025-09-30' })))
    .speaks('where the exception is of another line', () =>
      funding('UNIVERSAL_YOUTH_CLUB', 'CHILDRENS_SOCIAL_CARE', exception({ itemId: 7 }), wakefield(), 100),
    )
    .passes('with an exception that names no line yet', () => funding('UNIVERSAL_YOUTH_CLUB', 'CHILDRENS_SOCIAL_CARE', exception()))
    .passes('of a line that had begun when the exception was given', () =>
      funding('UNIVERSAL_YOUTH_CLUB', 'CHILDRENS_SOCIAL_CARE', exception({ on: FROM }), wakefield(), 100),
    )
    .speaks('of a line on record that begins after an exception in general', () =>
      funding('UNIVERSAL_YOUTH_CLUB', 'CHILDRENS_SOCIAL_CARE', exception({ on: '2025-08-31' }), wakefield(), 100),
    )
    .passes('with one of its own', () => funding('UNIVERSAL_YOUTH_CLUB', 'CHILDRENS_SOCIAL_CARE', exception({ itemId: 100 }), wakefield(), 100))
    .passes('where the council has no such policy', () => funding('UNIVERSAL_YOUTH_CLUB', 'CHILDRENS_SOCIAL_CARE', [], norfolk()));
  rule('SERVICE-BLOCK')
    .speaks('of a day centre under a block contract', () => funding('BLOCK_DAY_CENTRE', 'ADULT_SOCIAL_CARE'))
    .passes('with an exception', () => funding('BLOCK_DAY_CENTRE', 'ADULT_SOCIAL_CARE', exception()));
  rule('SERVICE-GROUP-HARM')
    .speaks('of a room that works for several', () => funding('SENSORY_ROOM', 'CHILDRENS_SOCIAL_CARE', [], withRates()))
    .passes('with an exception', () => funding('SENSORY_ROOM', 'CHILDRENS_SOCIAL_CARE', exception({ on: '2024-05-01' }), withRates()));
  rule('SPEND-LAWFUL')
    .speaks('of gambling in any stream', () => [...funding('GAMBLING', 'CARER'), ...funding('GAMBLING', 'OTHER')], 'REFUSE')
    .passes('of a break for the carer', () => funding('CARER_BREAK', 'CARER'));
  rule('CATALOGUE-DUE')
    .speaks('the day after the list was to be reviewed', () => catalogueReview(wakefield('2017-07-13')), 'WARN')
    .passes('on it', () => catalogueReview(wakefield('2017-07-12')));

  test('everything that a line lacks is said at once', () => {
    const facts = aPerson(CHILD, { plans: [plan, carePlan], budgets: [aBudget(ELEMENT_3, AGREED)] });
    const item = anItem({ section: 'F', planId: carePlan.id, service: 'ALCOHOL', cost: amount(2_000_000) });
    const said = lineRules(item, 'X9', carePlan, facts, { ofItsDay: wakefield(), today: TODAY });
    expect(said.map((each) => each.rule)).toEqual(['PLAN-HOME', 'OUTCOME-LINKED', 'SPEND-LAWFUL', 'NOT-EXTRA-MONEY']);
  });
  test('a line that a file brought with its budget only lacks its agreement; one entered here waits for it', () => {
    const item = anItem({ service: 'UNIVERSAL_YOUTH_CLUB', section: 'H1' });
    const said = (origin: 'ENTERED' | 'IMPORTED') => {
      const budget = aBudget(RAS, { ...AGREED, stream: 'CHILDRENS_SOCIAL_CARE', origin, action: 'IMPORTED' });
      return itemResults(item, aPerson(CHILD, { plans: [aPlan({ items: [item] })], budgets: [budget] }), wakefield(), TODAY).map((each) => [
        each.rule,
        each.effect,
      ]);
    };
    expect(said('ENTERED')).toEqual([['SERVICE-UNIVERSAL', 'NEEDS_AGREEMENT']]);
    expect(said('IMPORTED')).toEqual([['SERVICE-UNIVERSAL', 'WARN']]);
  });
});

describe('before money is released', () => {
  const own = holding(anItem(), AGREED);
  const under = (plan: Parameters<typeof aPlan>[0]) =>
    planAgreed(own.budget, aPerson(CHILD, { plans: [aPlan({ items: [anItem()], ...plan })], budgets: [own.budget] }), TODAY);
  rule('PLAN-AGREED')
    .speaks('while the plan of its lines is a draft', () => under({ status: 'DRAFT' }))
    .speaks('after it has ceased', () => under({ status: 'CEASED', ceasedOn: TODAY }))
    .speaks('where there is none', () => planAgreed(own.budget, aPerson(CHILD, { budgets: [own.budget] }), TODAY))
    .passes('under an agreed plan', () => under({}))
    .passes('where no line draws on it yet', () => under({ items: [] }));
});

describe('who controls', () => {
  const parent = { id: 1, kind: 'PARENT_OF' as const, personId: 2, otherId: 1, from: CHILD, to: null, version: 1 };
  const lacks = [{ on: FROM, hasCapacity: false, basis: 'a decision of the team', recordedAt: 1 }];
  // Born on 20 August 2009: the last Friday of June of the school year in which 16 is reached is 27 June 2025.
  rule('CONTROL-YEAR-11')
    .speaks('on the last day of compulsory schooling', () => whoControls(aPerson('2009-08-20', { relations: [parent] }), '2025-06-27'), 'INFORM')
    .passes('the day after', () => whoControls(aPerson('2009-08-20', { relations: [parent] }), '2025-06-28'));
  rule('CONTROL-CAPACITY')
    .speaks('from the day on which capacity was found to be lacking', () => whoControls(aPerson(ADULT, { capacity: lacks }), FROM), 'INFORM')
    .passes('the day before', () => whoControls(aPerson(ADULT, { capacity: lacks }), '2025-08-31'));
});

describe('charges', () => {
  const care = aBudget(RAS, { stream: 'ADULT_SOCIAL_CARE', agreed: amount(20_000, 'WEEK'), status: 'AGREED' });
  const carers = aBudget(REPLACING, { budgetId: 60, personId: 2, stream: 'CARER', caredForId: 1, status: 'AGREED', agreed: amount(6_000, 'WEEK') });
  const everyone = [{ budgets: [carers] }, { budgets: [care] }];
  rule('CHARGE-STREAM')
    .speaks("of a child's money", () => nothingToCharge(aPerson(CHILD, { budgets: [aBudget(ELEMENT_3)] })))
    .passes('of adult social care', () => chargedOnce(5_000, shared(5_000, chargedOn(1, everyone, TODAY)), TODAY));
  rule('CONTRIBUTION-ONCE')
    .speaks('a penny above what was assessed', () => chargedOnce(5_000, [3_000, 2_001], TODAY))
    .passes('at what was assessed', () => chargedOnce(5_000, [3_000, 2_000], TODAY));
  test("it falls on the person's own care first, each budget up to what its care costs", () => {
    const charged = chargedOn(1, everyone, TODAY);
    expect(charged.map(({ budget, cost }) => [budget.id, cost])).toEqual([
      [20, 20_000],
      [60, 4_000],
    ]);
    expect(shared(5_000, charged)).toEqual([5_000, 0]);
    expect(shared(21_000, charged)).toEqual([20_000, 1_000]);
    expect(shared(99_000, charged)).toEqual([20_000, 4_000]);
  });
  test('aftercare, one-offs and other streams carry nothing', () => {
    const free = aBudget({ ...RAS, legalBasis: 'S117' } as typeof RAS, { stream: 'ADULT_SOCIAL_CARE' });
    const once = aBudget(RAS, { stream: 'ADULT_SOCIAL_CARE', indicative: amount(50_000, 'ONE_OFF') });
    expect(chargedOn(1, [{ budgets: [free, once, aBudget(ELEMENT_3), aBudget(RAS, { stream: 'CHILDRENS_SOCIAL_CARE' })] }], TODAY)).toEqual([]);
  });
});
