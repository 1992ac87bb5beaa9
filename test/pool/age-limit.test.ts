import { aChild } from '../builders/child';
import { aHub, type TestHub } from '../builders/hub';

describe('education money ends with the academic year in which 25 is reached, whatever its award says', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await aHub();
  });
  afterAll(() => hub.stop());

  /** An award without a last day, and a children's budget of the same age beside it. */
  const born = (dateOfBirth: string) => aChild(hub).born(dateOfBirth).withEhcPlan().withElement3({ from: '2025-09-01' }).made();

  it.each([
    ['summer-born', '2001-08-31', '2026-08-31'],
    ['born on the first day of the academic year', '2001-09-01', '2027-08-31'],
    ['born on a leap day', '2004-02-29', '2029-08-31'],
  ])('%s: in the pool on its last day, in its cost up to then, and found by no page after it', async (_name, dateOfBirth, last) => {
    const { personId, team } = await born(dateOfBirth);
    const next = `${last.slice(0, 4)}-09-01`;
    const QUERY = `query($id: ID!, $on: Date!) {
      person(id: $id) { pooledBudget(asOf: $on) { streams { stream } indicative { perYear } blockers { rule { id } } } }
      pooledBudgets(first: 100, filter: { stream: EDUCATION, asOf: $on }) { edges { node { person { id } } } }
    }`;
    const on = async (day: string): Promise<unknown> => {
      const { person, pooledBudgets } = await team.send.ask(QUERY, { id: personId, on: day });
      const { streams, indicative } = person.pooledBudget;
      return [streams, indicative.perYear, pooledBudgets.edges.some((edge: any) => edge.node.person.id === personId)];
    };
    expect(await on(last)).toEqual([[{ stream: 'EDUCATION' }], '10000.00', true]);
    expect(await on(next)).toEqual([[], '0.00', false]);
  });

  it('costs nothing after that day', async () => {
    const made = await aChild(hub)
      .born('2001-08-31')
      .withEhcPlan()
      .withElement3()
      .withSettingRelease()
      .shared('EDUCATION')
      .agreedAt('EDUCATION', { value: '9125.00', every: 'YEAR' })
      .made();
    const { person } = await made.team.manager.ask(
      `query($id: ID!) { person(id: $id) { pooledBudget { upTo: cost(from: "2026-08-31", to: "2026-08-31") whole: cost(from: "2026-08-31", to: "2027-03-31") after: cost(from: "2026-09-01", to: "2027-08-31") } } }`,
      { id: made.personId },
    );
    expect(person.pooledBudget).toEqual({ upTo: '25.00', whole: '25.00', after: '0.00' });
  });
});
