import { aChildWithBudget, done, streamOf, workers } from '../../builders/family';
import { aHub } from '../../builders/hub';

it('a budget that one holds until March and another from April on is held at the new amount by both, once it is increased', async () => {
  const hub = await aHub({ day: '2025-10-06' });
  const staff = await workers(hub);
  const { id, budgetId } = await aChildWithBudget(staff);
  const whole = (name: string, days: string): string =>
    `{ kind: COUNCIL_MANAGED, holder: AUTHORITY, holderName: "${name}", amount: { value: "8000.00", every: YEAR }, ${days} }`;
  await done(
    staff.send,
    'chooseArrangements',
    `streamBudgetId: "${budgetId}", arrangements: [${whole('Wakefield', 'from: "2025-09-01", to: "2026-03-31"')}, ${whole('Its agency', 'from: "2026-04-01"')}]`,
  );
  await done(staff.manager, 'increaseBudget', `streamBudgetId: "${budgetId}", to: { value: "9000.00", every: YEAR }, effectiveOn: "2025-12-01"`);
  const held = async (asOf: string) =>
    (await streamOf(staff, id, budgetId, 'agreed { value } arrangements { holderName amount { value } from to } results { rule { id } }', asOf)) as {
      agreed: { value: string };
      arrangements: { holderName: string; amount: { value: string }; from: string; to: string | null }[];
      results: { rule: { id: string } }[];
    };
  const parts = (await held('2026-05-01')).arrangements.map(({ holderName, amount, from, to }) => [holderName, amount.value, from, to]);
  expect(parts.sort((a, b) => String(a[2]).localeCompare(String(b[2])))).toEqual(
    expect.arrayContaining([['Its agency', '9000.00', '2026-04-01', null]]),
  );
  for (const day of ['2025-11-30', '2025-12-01', '2026-03-31', '2026-04-01']) {
    const { agreed, results } = await held(day);
    expect([day, agreed.value, results.some(({ rule }) => rule.id === 'ARRANGEMENTS-COMPLETE')]).toEqual([
      day,
      day < '2025-12-01' ? '8000.00' : '9000.00',
      false,
    ]);
  }
  await hub.stop();
});
