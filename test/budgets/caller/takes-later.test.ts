import { type Case, done } from '../../builders/case';
import { aHub, type TestHub } from '../../builders/hub';
import { send } from '../../builders/mutation';
import { heard, ready, year } from '../../rules/refusal';
import { rule } from '../../rules/rule';

/* A change of a later day changes nothing that is read today: the answer says when it does. */

let hub: TestHub;
let made: Case;
beforeAll(async () => {
  hub = await aHub();
  made = await ready(hub).agreedAt('EDUCATION', year('5000.00')).made();
});
afterAll(() => hub.stop());

const raised = async (value: string, effectiveOn: string) =>
  send(made.team.manager, 'increaseBudget', { streamBudgetId: made.budgets.EDUCATION, to: year(value), effectiveOn }, { dryRun: true });

rule('TAKES-LATER')
  .speaks('of an increase from next year', async () => heard(await raised('6000.00', '2026-01-01')), 'INFORM')
  .passes('of one from today', async () => heard(await raised('6000.00', '2025-10-01')))
  .passes('of one that is refused', async () => heard(await raised('99000.00', '2026-01-01')));

test('it names the day, and the budget as of that day is as changed', async () => {
  const args = { streamBudgetId: made.budgets.EDUCATION, to: year('6000.00'), effectiveOn: '2026-01-01' };
  const { results } = await done(made.team.manager, 'increaseBudget', args);
  expect(results.find((each) => each.rule.id === 'TAKES-LATER')?.message).toBe(
    'This takes effect on 2026-01-01. Until then the budget is as it was; asked as of 2026-01-01 (asOf), it is as changed.',
  );
  const agreed = async (asOf: string) =>
    (
      await made.team.manager.ask('query($id: ID!, $asOf: Date) { person(id: $id) { pooledBudget(asOf: $asOf) { streams { agreed { value } } } } }', {
        id: made.personId,
        asOf,
      })
    ).person.pooledBudget.streams[0].agreed.value;
  expect([await agreed('2025-12-31'), await agreed('2026-01-01')]).toEqual(['5000.00', '6000.00']);
});
