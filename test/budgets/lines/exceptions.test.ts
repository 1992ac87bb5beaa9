import { type Case, done } from '../../builders/case';
import { aChild } from '../../builders/child';
import { aHub, type TestHub } from '../../builders/hub';
import { send } from '../../builders/mutation';
import { agrees, FROM } from '../../rules/refusal';

/* An exception is a reason for one line, and no door for whatever comes later. */

let hub: TestHub;
let made: Case;
beforeAll(async () => {
  hub = await aHub();
  made = await aChild(hub).withEhcPlan().withChildrensCare().made();
});
afterAll(() => hub.stop());

const club = (reference: string) => ({
  input: {
    planId: made.plans['EHC_PLAN'],
    section: 'H1',
    reference,
    outcomeRef: 'O1',
    service: 'UNIVERSAL_YOUTH_CLUB',
    description: 'A youth club',
    cost: { value: '10.00' },
    from: FROM,
  },
});

test('one that names no line lets in the next, and is about that one from then on', async () => {
  const { manager } = made.team;
  const agreed = await agrees(made, 'CHILDRENS_SOCIAL_CARE', 'SERVICE_EXCEPTION')();
  const asTried = await send(manager, 'addSectionJItem', club('J1'), { dryRun: true });
  expect(asTried.applied).toBe(true);
  const first = await done(manager, 'addSectionJItem', club('J1'));
  const second = await send(manager, 'addSectionJItem', club('J2'));
  expect([second.applied, ...second.results.map((each) => each.rule.id)]).toEqual([false, 'SERVICE-UNIVERSAL']);

  const { person } = await manager.ask(
    'query($id: ID!) { person(id: $id) { pooledBudget { streams { agreements { id itemId } items { id service results { rule { id } } } } } } }',
    { id: made.personId },
  );
  expect(person.pooledBudget.streams[0].agreements).toEqual([{ id: agreed.id, itemId: first.id }]);
  expect(person.pooledBudget.streams[0].items).toEqual([{ id: first.id, service: 'UNIVERSAL_YOUTH_CLUB', results: [] }]);
});

test('another line has another, named or not', async () => {
  await agrees(made, 'CHILDRENS_SOCIAL_CARE', 'SERVICE_EXCEPTION')();
  expect((await send(made.team.manager, 'addSectionJItem', club('J3'))).applied).toBe(true);
});
