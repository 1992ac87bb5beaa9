import { aChildWithBudget, aPerson, done, fault, streamOf, type Workers, workers } from '../../builders/family';
import { aHub, type TestHub } from '../../builders/hub';

/* Another's record is named in a change only where their tie to the person is on record. */

let hub: TestHub;
let staff: Workers;
beforeAll(async () => {
  hub = await aHub({ day: '2025-10-06' });
  staff = await workers(hub);
});
afterAll(() => hub.stop());

it('who holds part of a budget: a stranger is not found, whether they have a record or not; a parent is', async () => {
  const { id, budgetId } = await aChildWithBudget(staff);
  const parent = await aPerson(staff, '1985-01-05', 'Pat Parent');
  const held = (holderId: string): string =>
    `streamBudgetId: "${budgetId}", arrangements: [{ kind: COUNCIL_MANAGED, holder: AUTHORITY, holderName: "W", holderId: "${holderId}", amount: { value: "8000.00", every: YEAR }, from: "2025-10-06" }]`;
  const nobody = { code: 'NOT_FOUND', field: 'arrangements.0.holderId' };
  expect(await fault(staff.send, 'chooseArrangements', held('987654'))).toMatchObject(nobody);
  expect(await fault(staff.send, 'chooseArrangements', held(parent))).toMatchObject(nobody);
  await done(staff.send, 'relatePeople', `fromId: "${parent}", kind: PARENT_OF, toId: "${id}", from: "2012-05-04"`);
  await done(staff.send, 'chooseArrangements', held(parent));
  expect((await streamOf(staff, id, budgetId, 'arrangements { holderId }')).arrangements).toEqual([{ holderId: parent }]);
});

it("whom a line benefits: the one cared for in the carer's budget, and no stranger", async () => {
  const [carer, caredFor, stranger] = [await aPerson(staff, '1960-01-05'), await aPerson(staff, '1950-01-05'), await aPerson(staff, '1951-01-05')];
  const plan = await done(
    staff.manager,
    'recordPlan',
    `input: { personId: "${carer}", kind: CARER_SUPPORT_PLAN, from: "2025-09-01", outcomes: [{ ref: "O1", text: "Rests" }] }`,
  );
  await done(staff.manager, 'agreePlan', `planId: "${plan.id}", on: "2025-09-01", agreedBy: "Panel"`);
  const line = (who: string): string =>
    `input: { planId: "${plan.id}", stream: CARER, outcomeRef: "O1", service: "REPLACEMENT_CARE", description: "A sitter", cost: { value: "10.00" }, from: "2025-09-01", benefitsPersonId: "${who}" }`;
  const nobody = { code: 'NOT_FOUND', field: 'input.benefitsPersonId' };
  expect(await fault(staff.manager, 'addPlanItem', line(caredFor))).toMatchObject(nobody);
  await done(
    staff.manager,
    'allocateToCarer',
    `input: { carerId: "${carer}", caredForId: "${caredFor}", eligible: true, indicative: { value: "60.00" }, replacementCare: { value: "40.00" }, assessedOn: "2025-08-01", assessedBy: "SW", from: "2025-09-01" }`,
  );
  await done(staff.manager, 'addPlanItem', line(caredFor));
  expect(await fault(staff.manager, 'addPlanItem', line(stranger))).toMatchObject(nobody);
});
