import type { RuleId } from '../../src/rules/rule-ids';
import { aCarer, anAdult } from '../builders/adult';
import { type Case, done } from '../builders/case';
import { aChild } from '../builders/child';
import type { Caller } from '../builders/hub';
import { send } from '../builders/mutation';
import { agrees, FROM, heard, type Refused, theHub } from './refusal';

/* What a person is assessed to pay: once, of the right person, over the right budgets, from the right day. */

const { hub, refused } = theHub();

const charge = (made: Case, weekly: string, more: object = {}) => ({
  by: made.team.finance,
  mutation: 'recordFinancialAssessment' as const,
  given: { personId: made.personId, assessed: { value: weekly }, assessedOn: FROM, from: FROM, ...more },
});
const record = (made: Case, weekly: string, more: object = {}) => {
  const { by, mutation, given } = charge(made, weekly, more);
  return done(by, mutation, given);
};
const adult = () => anAdult(hub()).withCarePlan().withAdultsCare().shared('ADULT_SOCIAL_CARE').agreedAt('ADULT_SOCIAL_CARE', { value: '200.00' });
const carerOf = (caredFor: Case) =>
  aCarer(hub())
    .withCarersPlan()
    .withAllocation(caredFor.personId, { replacementCare: { value: '40.00' } });
const consents = (made: Case) => agrees(made, 'CARER', 'CARED_FOR_CHARGE', { givenBy: 'Bo Hall', role: 'person cared for' });

interface Budget {
  readonly stream: string;
  readonly contribution: { readonly value: string; readonly every: string } | null;
  readonly net: { readonly perYear: string } | null;
  readonly results: readonly { readonly rule: { readonly id: RuleId } }[];
}
const budgets = async (reader: Caller, { personId }: Case, asOf = '2025-10-01'): Promise<readonly Budget[]> =>
  (
    await reader.ask(
      'query($id: ID!, $asOf: Date!) { person(id: $id) { pooledBudget(asOf: $asOf) { streams { stream contribution { value every } net { perYear } results { rule { id } } } } } }',
      { id: personId, asOf },
    )
  ).person.pooledBudget.streams;
const paid = async (reader: Caller, made: Case, asOf?: string): Promise<readonly (string | null)[]> =>
  (await budgets(reader, made, asOf)).map(({ contribution }) => contribution?.value ?? null);

test("a stated amount is taken off the person's own care, a week", async () => {
  const made = await adult().made();
  expect((await record(made, '50.00')).results).toEqual([]);
  const [budget] = await budgets(made.team.adults, made);
  expect(budget).toMatchObject({ contribution: { value: '50.00', every: 'WEEK' }, net: { perYear: '7800.00' } });
  expect(budget?.results.map(({ rule }) => rule.id)).toContain('ASC-NET');
  expect(budget?.results.map(({ rule }) => rule.id)).not.toContain('ASC-CONTRIBUTION-DUE');
});

test('finances are worked out as the calculator does, and kept with their steps', async () => {
  const made = await adult().made();
  const facts = { dateOfBirth: '1985-03-02', careCost: { value: '200.00' }, capital: '15000.00', income: [{ label: 'Benefits', amount: '160.00' }] };
  const { adultContribution } = await made.team.adults.ask(
    'query($facts: FinancialFactsInput!) { adultContribution(authority: "384", on: "2025-09-01", facts: $facts) { amount { value } policy { name } } }',
    { facts },
  );
  await record(made, '0.00', { assessed: null, facts });
  expect(await paid(made.team.adults, made)).toEqual([adultContribution.amount.value]);
  const [row] = await hub().hub.parts.store.reading.rows<{ weekly_pence: number; steps: string; policy: string }>(
    'SELECT weekly_pence, steps, policy FROM financial_assessment WHERE person_id = ?',
    [Number(made.personId)],
  );
  expect(row?.policy).toMatch(/^england /);
  expect(JSON.parse(row?.steps ?? '[]').map(({ label }: { label: string }) => label)).toEqual(
    expect.arrayContaining(['Minimum income guarantee', 'Income from capital', 'From 2025-09-01, towards adult social care']),
  );
  const wrong = charge(made, '0.00', { assessed: null, facts: { ...facts, dateOfBirth: '1985-03-03' } });
  await expect(send(wrong.by, wrong.mutation, wrong.given)).rejects.toThrow('BAD_INPUT');
});

test('what their own care does not take falls on replacement care, and the carer receives that much less', async () => {
  const made = await adult().made();
  const carer = await carerOf(made).shared('CARER').made();
  await consents(carer)();
  await done(carer.team.manager, 'agreeBudget', { streamBudgetId: carer.budgets.CARER, amount: { value: '60.00' } });
  await record(made, '230.00');
  expect(await paid(made.team.adults, made)).toEqual(['200.00']);
  expect(await budgets(made.team.carers, carer)).toMatchObject([{ stream: 'CARER', contribution: { value: '30.00' }, net: { perYear: '1560.00' } }]);
  // Assessed anew at less: the carer's budget is whole again, from that day.
  await record(made, '120.00', { from: '2025-10-01' });
  expect([await paid(made.team.adults, made), await paid(made.team.carers, carer)]).toEqual([['120.00'], ['0.00']]);
  expect([await paid(made.team.adults, made, '2025-09-30'), await paid(made.team.carers, carer, '2025-09-30')]).toEqual([['200.00'], ['30.00']]);
});

test('an assessment holds until the next one, whichever was recorded first', async () => {
  const made = await adult().made();
  await record(made, '20.00');
  await record(made, '30.00', { from: '2025-11-01' });
  await record(made, '25.00');
  expect(await paid(made.team.adults, made, '2025-10-31')).toEqual(['25.00']);
  expect(await paid(made.team.adults, made, '2025-11-01')).toEqual(['30.00']);
});

test('the person pays no more than the care costs, also once less is agreed', async () => {
  const made = await anAdult(hub()).withCarePlan().withAdultsCare().shared('ADULT_SOCIAL_CARE').made();
  const { results } = await record(made, '500.00');
  expect(results.map((each) => [each.rule.id, each.effect])).toEqual([['ASC-CHARGE-LOWER', 'INFORM']]);
  expect(await paid(made.team.adults, made)).toEqual(['200.00']);
  await done(made.team.manager, 'agreeBudget', { streamBudgetId: made.budgets.ADULT_SOCIAL_CARE, amount: { value: '150.00' } });
  expect(await paid(made.team.adults, made)).toEqual(['150.00']);
});

test('a dry run answers as the real run then does', async () => {
  const made = await adult().made();
  const { by, mutation, given } = charge(made, '50.00');
  const whole =
    '{ applied id results { rule { id } } streamBudget { version contribution { value } net { value } history { action } } pooledBudget { contribution { perWeek } net { perWeek } } }';
  const dry = await send(by, mutation, given, { dryRun: true }, whole);
  expect(await send(by, mutation, given, null, whole)).toEqual(dry);
});

describe('refusals', () => {
  refused('CAR-REPLACEMENT-CONSENT', 'a charge for replacement care without consent', async (): Promise<Refused> => {
    const made = await anAdult(hub()).made();
    const carer = await carerOf(made).made();
    return { ...charge(made, '30.00'), fix: consents(carer) };
  });
  refused('ASC-S117-FREE', 'a charge for aftercare', async () => {
    const made = await anAdult(hub()).withAdultsCare({ legalBasis: 'S117' }).made();
    const input = {
      personId: made.personId,
      eligible: true,
      legalBasis: 'CARE_ACT',
      indicative: { value: '80.00' },
      assessedOn: FROM,
      assessedBy: 'A. Assessor',
      from: FROM,
    };
    return { ...charge(made, '30.00'), fix: () => done(made.team.adults, 'recordAdultsRas', { input }) };
  });
  refused('CAR-NO-CHARGE', 'a charge to a carer for their own support', async () => {
    const caredFor = await adult().made();
    const carer = await aCarer(hub()).withAllocation(caredFor.personId).made();
    return { ...charge(carer, '30.00'), fix: null, then: charge(caredFor, '30.00') };
  });
  test('CAR-REPLACEMENT-SUBJECT refuses a charge to the carer for replacement care, and the person cared for is charged', async () => {
    const caredFor = await anAdult(hub()).made();
    const carer = await carerOf(caredFor).made();
    await consents(carer)();
    const { by, mutation, given } = charge(carer, '30.00');
    const answer = await send(by, mutation, given);
    expect([answer.applied, heard(answer).map((each) => each.rule)]).toEqual([false, ['CAR-NO-CHARGE', 'CAR-REPLACEMENT-SUBJECT']]);
    await record(caredFor, '30.00');
    expect(await paid(carer.team.carers, carer)).toEqual(['30.00']);
  });
  refused('CHARGE-STREAM', 'a charge for education', async () => {
    const made = await aChild(hub()).born('2006-05-04').withEhcPlan().withElement3().made();
    const input = {
      personId: made.personId,
      eligible: true,
      legalBasis: 'CARE_ACT',
      indicative: { value: '80.00' },
      assessedOn: FROM,
      assessedBy: 'A. Assessor',
      from: FROM,
    };
    return { ...charge(made, '30.00'), fix: () => done(made.team.adults, 'recordAdultsRas', { input }) };
  });
  refused('PHB-CHC-WHOLE', 'a charge while continuing healthcare runs', async () => {
    const made = await adult().withContinuingHealthcare({ from: '2025-10-01', to: '2025-12-31' }).made();
    return { ...charge(made, '30.00', { from: '2025-10-01' }), fix: null, then: charge(made, '30.00', { from: '2026-01-01' }) };
  });
  refused('ASC-AGE', 'a charge to a child', async () => {
    const made = await anAdult(hub()).born('2007-09-15').withAdultsCare({ from: '2025-09-15' }).made();
    return { ...charge(made, '30.00', { from: '2025-09-14' }), fix: null, then: charge(made, '30.00', { from: '2025-09-15' }) };
  });
  refused('CONTRIBUTION-ONCE', 'more than was assessed where another council charges already', async () => {
    const made = await anAdult(hub()).made();
    const carer = await carerOf(made).made();
    await consents(carer)();
    await record(made, '40.00');
    const sefton = await anAdult(hub()).of('343', 'QYG').made();
    await made.team.manager.ask(
      'mutation($id: ID!) { movePerson(personId: $id, authority: "343", healthCommissioner: "QYG", from: "2025-10-01") { applied } }',
      { id: made.personId },
    );
    const input = {
      personId: made.personId,
      eligible: true,
      legalBasis: 'CARE_ACT',
      indicative: { value: '80.00' },
      assessedOn: FROM,
      assessedBy: 'A. Assessor',
      from: '2025-10-01',
    };
    await done(sefton.team.adults, 'recordAdultsRas', { input });
    const moved: Case = { ...made, team: sefton.team };
    return { ...charge(moved, '39.99', { from: '2025-10-01' }), fix: null, then: charge(moved, '40.00', { from: '2025-10-01' }) };
  });
  test('a worker of another council may not record one', async () => {
    const made = await adult().made();
    const elsewhere = await anAdult(hub()).of('343', 'QYG').made();
    const { mutation, given } = charge(made, '30.00');
    await expect(send(elsewhere.team.finance, mutation, given)).rejects.toThrow('NOT_FOUND');
  });
});
