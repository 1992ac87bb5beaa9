import type { RuleId } from '../../src/rules/rule-ids';
import { transitionsAtStake } from '../../src/pool/transitions.rules';
import { amount } from '../../src/vocabulary/amount';
import { aChild } from '../builders/child';
import type { Caller } from '../builders/hub';
import { aBudget, CHC, ELEMENT_3, FROM, RAS, TODAY } from './facts';
import { theHub } from './refusal';

const { hub } = theHub();

interface Event {
  readonly on: string;
  readonly stream: string | null;
  readonly annualAmountAtStake: string | null;
  readonly rule: { readonly id: RuleId };
}
const events = async (reader: Caller, id: string, until: string): Promise<readonly (readonly [string, string, string | null])[]> => {
  const { person } = await reader.ask(
    'query($id: ID!, $until: Date!) { person(id: $id) { transitions(until: $until) { on title stream annualAmountAtStake rule { id title law source } } } }',
    { id, until },
  );
  return (person.transitions as Event[]).map(({ on, rule, annualAmountAtStake }) => [on, rule.id, annualAmountAtStake]);
};

test('a summer-born leaver: each switch on its own day, with the money that it touches', async () => {
  // Born on 20 August 2010: compulsory schooling ends on 26 June 2026, before the 16th birthday.
  const made = await aChild(hub())
    .born('2010-08-20')
    .withEhcPlan()
    .withElement3()
    .withChildrensCare({ to: '2028-12-31' })
    .withContinuingCare()
    .made();
  expect(await events(made.team.send, made.personId, '2040-01-01')).toEqual([
    ['2026-06-26', 'CONTROL-YEAR-11', '30800.00'],
    ['2026-08-20', 'DP-SELF-16', '30800.00'],
    ['2028-08-20', 'CSC-AGE', '5200.00'],
    ['2028-08-20', 'ASC-AGE', null],
    ['2028-08-20', 'PHB-ELIGIBLE-AGE', '15600.00'],
    ['2035-08-20', 'ASC-MIG', null],
    ['2035-08-31', 'EDU-AGE', '10000.00'],
  ]);
  expect(await events(made.team.send, made.personId, '2026-06-25')).toEqual([]);
});

test('born on a leap day, and what a reader may not see is not at stake for them', async () => {
  const made = await aChild(hub()).born('2008-02-29').withChildrensCare().withContinuingCare({ shownInPool: false }).made();
  const at18 = (reader: Caller) => events(reader, made.personId, '2026-12-31');
  expect(await at18(made.team.childrens)).toEqual([
    ['2026-03-01', 'CSC-AGE', '5200.00'],
    ['2026-03-01', 'ASC-AGE', null],
    ['2026-03-01', 'PHB-ELIGIBLE-AGE', null],
  ]);
  expect((await at18(made.team.nurse)).map(([, id, stake]) => [id, stake])).toEqual([
    ['CSC-AGE', null],
    ['ASC-AGE', null],
    ['PHB-ELIGIBLE-AGE', '15600.00'],
  ]);
});

test('what is agreed counts before what is indicative; one-offs, wheelchairs and what has ended do not', () => {
  const budgets = [
    aBudget(ELEMENT_3, { indicative: amount(1_000_000), agreed: amount(800_000), status: 'AGREED' }),
    aBudget(RAS, { budgetId: 51, stream: 'CHILDRENS_SOCIAL_CARE', indicative: amount(5_000, 'ONE_OFF') }),
    aBudget({ ...CHC, eligibility: 'WHEELCHAIR' } as typeof CHC, { budgetId: 52, stream: 'HEALTH', indicative: amount(30_000) }),
    aBudget(RAS, { budgetId: 53, stream: 'CHILDRENS_SOCIAL_CARE', indicative: amount(10_000, 'WEEK'), to: FROM }),
  ];
  const stakes = (dateOfDeath: string | null) =>
    transitionsAtStake({ dateOfBirth: '2007-11-15', dateOfDeath }, budgets, () => true, TODAY, '2033-08-31').map(({ rule, annualAmountAtStake }) => [
      rule,
      annualAmountAtStake,
    ]);
  expect(stakes(null)).toEqual([
    ['CSC-AGE', null],
    ['ASC-AGE', null],
    ['PHB-ELIGIBLE-AGE', null],
    ['ASC-MIG', null],
    ['EDU-AGE', 800_000],
  ]);
  expect(stakes('2025-11-14')).toEqual([]);
});
