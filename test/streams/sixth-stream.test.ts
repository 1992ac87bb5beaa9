import { streamAgrees } from '../../src/budgets/agreement/stream-asks.rules';
import { endsByItself } from '../../src/budgets/running/end-ground.rules';
import { budgetResults } from '../../src/budgets/standing/budget-results.rules';
import type { PersonQueue } from '../../src/dashboards/person-queue';
import { transitionsDue } from '../../src/dashboards/transition-tasks';
import type { Service } from '../../src/policy/pack.types';
import { poolEntries } from '../../src/pool/pool.rules';
import { defineRule, type RuleDefinition, type RuleResult, speak } from '../../src/rules/rule';
import type { RuleId } from '../../src/rules/rule-ids';
import { type FundingStream, NOTHING_OF_ITS_OWN } from '../../src/streams/funding-stream';
import { fundingResults } from '../../src/streams/services.rules';
import { FUNDING_STREAMS } from '../../src/streams/streams';
import { amount } from '../../src/vocabulary/amount';
import { birthday, type Day } from '../../src/vocabulary/day';
import type { Stream } from '../../src/vocabulary/stream';
import { aBudget, aPerson, asked, aState, RAS, TODAY, wakefield } from '../rules/facts';

/*
 * A stream that there is not: grants for adapting a home, to the 21st birthday. It is made of a FundingStream and nothing else, and every
 * part of the hub that asks streams asks it.
 */

const HOUSING = 'HOUSING' as Stream;
const ruleOf = (id: string): RuleDefinition =>
  defineRule(id as RuleId, { stream: HOUSING, effect: 'REFUSE', title: id, policyOf: 'a pretend policy', source: 'a pretend policy' });
const AGE = ruleOf('HOUSING-AGE');
const LANDLORD = ruleOf('HOUSING-LANDLORD');
const twentyFirst = (born: Day): Day => birthday(born, 21);
const ofAge = (born: Day, on: Day): readonly RuleResult[] => (on > twentyFirst(born) ? [speak(AGE, `To ${twentyFirst(born)}.`)] : []);

const housing: FundingStream = {
  ...NOTHING_OF_ITS_OWN,
  id: HOUSING,
  writtenBy: ['SERVICE_MANAGER'],
  plans: ['CHILD_CARE_PLAN'],
  lastDayByLaw: twentyFirst,
  bornSince: () => null,
  lastDayByAge: twentyFirst,
  heir: null,
  growingOlder: () => [],
  atAge: ofAge,
  ageRule: AGE.id,
  mayBuy: ({ service }) => (service.traits.includes('aid') ? [] : [speak(LANDLORD, 'Only aids.')]),
  asksToAgree: ({ amount: asks }) => (asks && asks.pence > 100_000 ? [speak(LANDLORD, 'The landlord has not agreed.')] : []),
  saysWhileRunning: ({ person, on }) => ofAge(person.person.dateOfBirth, on),
  tells: ({ state }) => [speak(LANDLORD, 'The landlord keeps the rail.', { effect: 'INFORM', subject: state.budgetId })],
  charges: null,
  givesWayToHealthcare: false,
  turns: (born) => [{ kind: 'RULE', dueOn: twentyFirst(born), first: twentyFirst(born), rule: AGE.id }],
  turnsFromAge: 21,
};

const BORN: Day = '2004-11-15';
const listed = FUNDING_STREAMS as Record<Stream, FundingStream>;
beforeAll(() => {
  listed[HOUSING] = housing;
});
afterAll(() => {
  delete (listed as Partial<typeof listed>)[HOUSING];
});

const state = aState({ stream: HOUSING, status: 'AGREED', agreed: amount(50_000, 'MONTH'), approvedBy: 'another' });
const budget = aBudget(RAS, state);
const facts = aPerson(BORN, { budgets: [budget] });
const service = (traits: Service['traits']): Service => ({ ...(wakefield().services()[0] as Service), code: 'RAIL', traits, streams: [HOUSING] });
const rulesOf = (results: readonly RuleResult[]): readonly string[] => results.map(({ rule }) => rule);

describe('a stream that is made of its door alone', () => {
  it('is asked how long its money runs', () => {
    expect(poolEntries(facts, '2025-11-15')).toHaveLength(1);
    expect(poolEntries(facts, '2025-11-16')).toEqual([]);
    expect(endsByItself(budget, 'AGE_LIMIT', '2025-11-14', facts, null).map(({ message }) => message)).toEqual([
      expect.stringContaining('the age limit is reached on 2025-11-15'),
    ]);
    expect(endsByItself(budget, 'AGE_LIMIT', '2025-11-15', facts, null)).toEqual([]);
  });

  it('is asked what it pays for', () => {
    const ask = (traits: Service['traits']) =>
      fundingResults({ service: service(traits), arrangement: null, dateOfBirth: BORN }, HOUSING, wakefield());
    expect(rulesOf(ask(['aid']))).toEqual([]);
    expect(rulesOf(ask([]))).toEqual(['HOUSING-LANDLORD']);
  });

  it('is asked before an amount is agreed, and of one that runs', () => {
    const asks = { ...asked(RAS, { state, amount: amount(100_001), on: '2026-01-01' }), person: facts };
    expect(rulesOf(streamAgrees(asks, facts, true))).toEqual(['HOUSING-LANDLORD']);
    expect(rulesOf(streamAgrees(asks, facts, false))).toEqual(['HOUSING-AGE']);
    expect(rulesOf(budgetResults(budget, state, facts, wakefield(), TODAY))).toContain('HOUSING-LANDLORD');
  });

  it('is asked when the law changes it, and its task stands in the queue', () => {
    const on: Day = '2025-12-01';
    const desk = {
      facts,
      on,
      policy: () => wakefield(),
      dayOf: () => on,
      view: (_: unknown, day: Day) => ({ state, spoken: streamAgrees({ ...asked(RAS, { state, on: day }), person: facts }, facts, false) }),
    } as unknown as PersonQueue;
    expect(transitionsDue(desk).map(({ kind, dueOn, blocker }) => [kind, dueOn, blocker?.rule])).toEqual([
      ['TRANSITION_DUE', '2025-11-15', 'HOUSING-AGE'],
    ]);
  });
});
