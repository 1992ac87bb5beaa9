import { aCarer, anAdult } from '../builders/adult';
import { type Case, done } from '../builders/case';
import { aChild } from '../builders/child';
import { send } from '../builders/mutation';
import { agrees, assessed, FROM, heard, type Refused, theHub } from './refusal';

/* The law of direct payments, of carers and of the first day of a stream, through the graph. */

const { hub, refused } = theHub();

/** An adult of a council with no policy of its own, whose budget is a direct payment. */
async function paidDirectly(): Promise<Case> {
  const made = await anAdult(hub())
    .of('926')
    .withCarePlan()
    .withAdultsCare()
    .shared('ADULT_SOCIAL_CARE')
    .agreedAt('ADULT_SOCIAL_CARE', { value: '2000.00' })
    .made();
  await done(made.team.manager, 'chooseArrangements', {
    streamBudgetId: made.budgets.ADULT_SOCIAL_CARE,
    arrangements: [{ kind: 'DIRECT_PAYMENT', holder: 'PERSON', holderName: 'Bo Hall', amount: { value: '2000.00' }, from: FROM }],
  });
  return made;
}
const line = (made: Case, more: object) => ({
  input: {
    planId: made.plans['CARE_AND_SUPPORT_PLAN'],
    stream: 'ADULT_SOCIAL_CARE',
    outcomeRef: 'O1',
    service: 'PERSONAL_ASSISTANT',
    description: 'A line',
    cost: { value: '50.00' },
    from: FROM,
    ...more,
  },
});
const adds = (made: Case, bad: object, good: object | null, fix: Refused['fix'] = null): Refused => ({
  by: made.team.adults,
  mutation: 'addPlanItem',
  given: line(made, bad),
  fix,
  then: good === null ? {} : { given: line(made, good) },
});

refused('ASC-DP-CARE-HOME', 'a life in a home out of a direct payment', async () => {
  const made = await paidDirectly();
  return adds(made, { service: 'RESIDENTIAL_CARE' }, { service: 'RESIDENTIAL_CARE', to: '2025-09-28' });
});
refused('ASC-DP-CARE-HOME', 'a stay of 29 days', async () => {
  const made = await paidDirectly();
  return adds(made, { service: 'NURSING_CARE', to: '2025-09-29' }, { service: 'NURSING_CARE', to: '2025-09-28' });
});
refused('ASC-DP-CARE-HOME', 'a second stay that comes too soon after the first', async () => {
  const made = await paidDirectly();
  await done(made.team.adults, 'addPlanItem', line(made, { service: 'RESIDENTIAL_CARE', to: '2025-09-20' }));
  const second = (from: string, to: string) => ({ service: 'RESIDENTIAL_CARE', from, to });
  return adds(made, second('2025-10-18', '2025-10-26'), second('2025-10-19', '2025-10-27'));
});
test('a council’s own managed care home is nobody’s direct payment, and is added', async () => {
  const made = await anAdult(hub()).of('926').withCarePlan().withAdultsCare().made();
  expect(await send(made.team.adults, 'addPlanItem', line(made, { service: 'RESIDENTIAL_CARE' }))).toMatchObject({ applied: true });
});

refused('DP-BARRED', 'a direct payment while the law bars it', async () => {
  const made = await paidDirectly();
  const choose = (barred: boolean) => ({
    streamBudgetId: made.budgets.ADULT_SOCIAL_CARE,
    arrangements: [{ kind: 'DIRECT_PAYMENT', holder: 'PERSON', holderName: 'Bo Hall', amount: { value: '2000.00' }, from: FROM, barred }],
  });
  return { by: made.team.manager, mutation: 'chooseArrangements', given: choose(true), fix: null, then: { given: choose(false) } };
});

refused('DP-HOUSEHOLD-RELATIVE', 'a relative of the same household', async () => {
  const made = await paidDirectly();
  return adds(made, { householdRelative: true }, null, agrees(made, 'ADULT_SOCIAL_CARE', 'HOUSEHOLD_RELATIVE'));
});
test('that a relative is paid is kept with the line, and shown', async () => {
  const made = await anAdult(hub()).of('926').withCarePlan().withAdultsCare().made();
  const { id } = await send(made.team.adults, 'addPlanItem', line(made, { householdRelative: true }));
  const { person } = await made.team.adults.ask('query($id: ID!) { person(id: $id) { plans { items { id householdRelative } } } }', {
    id: made.personId,
  });
  expect(person.plans.flatMap((plan: { items: readonly object[] }) => plan.items)).toEqual([{ id, householdRelative: true }]);
});

const carer = async (bad: object, good: object, dateOfBirth: string): Promise<Refused> => {
  const [caredFor, made] = [await anAdult(hub()).made(), await aCarer(hub()).born(dateOfBirth).made()];
  const input = { carerId: made.personId, caredForId: caredFor.personId, eligible: true, indicative: { value: '60.00' }, ...assessed };
  return {
    by: made.team.carers,
    mutation: 'allocateToCarer',
    given: { input: { ...input, ...bad } },
    fix: null,
    then: { given: { input: { ...input, ...good } } },
  };
};
refused('CAR-CARER-ADULT', 'a carer the day before the 18th birthday', () => carer({ from: '2025-09-14' }, { from: '2025-09-15' }, '2007-09-15'));

refused('LAW-BEGUN', 'an education budget before there was law for one', async () => {
  const made = await aChild(hub()).made();
  const input = { personId: made.personId, topUp: { value: '5000.00', every: 'YEAR' }, ...assessed };
  return {
    by: made.team.send,
    mutation: 'awardElementThree',
    given: { input: { ...input, from: '2014-08-31' } },
    fix: null,
    then: { given: { input: { ...input, from: '2014-09-01' } } },
  };
});

test('a child educated otherwise than at school needs no school to agree, and has none', async () => {
  const made = await aChild(hub()).withEhcPlan().made();
  const input = { personId: made.personId, topUp: { value: '5000.00', every: 'YEAR' }, educatedOtherwise: true, ...assessed };
  const { id, applied } = await send(made.team.send, 'awardElementThree', { input });
  expect(applied).toBe(true);
  await done(made.team.send, 'shareIndicative', { streamBudgetId: id, on: FROM });
  const agreed = await send(made.team.manager, 'agreeBudget', { streamBudgetId: id, amount: { value: '5000.00', every: 'YEAR' } });
  expect(heard(agreed).filter(({ rule: spoken }) => spoken === 'EDU-SETTING-AGREES')).toEqual([]);
  await expect(send(made.team.send, 'awardElementThree', { input: { ...input, setting: '123456' } })).rejects.toThrow('has no setting');
});
