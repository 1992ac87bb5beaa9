import { aChildWithBudget, decide, done, rules, workers } from '../../builders/family';
import { aHub, type TestHub } from '../../builders/hub';

let hub: TestHub;
beforeAll(async () => {
  hub = await aHub({ day: '2025-10-06' });
});
afterAll(() => hub.stop());

it('what is paid for once counts throughout its financial year: it fits beside what begins after its own days, or is refused', async () => {
  const staff = await workers(hub);
  const { planId } = await aChildWithBudget(staff, { agreed: '8000.00', line: false });
  const line = (reference: string, cost: string, days: string): string =>
    `input: { planId: "${planId}", section: F, reference: "${reference}", outcomeRef: "O1", service: "TUTOR_AT_HOME", description: "x", cost: ${cost}, ${days} }`;
  await done(staff.send, 'addSectionJItem', line('J1', '{ value: "7950.00", every: YEAR }', 'from: "2025-10-01"'));
  const once = (value: string): string => line('J2', `{ value: "${value}", every: ONE_OFF }`, 'from: "2025-09-01", to: "2025-09-30"');
  const refused = await decide(staff.send, 'addSectionJItem', once('50.01'));
  expect([refused.applied, rules(refused)]).toEqual([false, ['NOT-EXTRA-MONEY']]);
  await done(staff.send, 'addSectionJItem', once('50.00'));
});
