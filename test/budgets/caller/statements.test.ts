import { FACT_STATEMENTS } from '../../../src/budgets/record/person-facts';
import { aHub, type TestHub } from '../../builders/hub';

const PAGE = `query($first: Int!) { pooledBudgets(first: $first) { edges { node { person { id name identifiers { value } control { holder } plans { outcomes { ref } items { cost { value } fundedBy { id } } } }
  streams { stream funder { name } agreed { perYear } source { __typename } items { id } arrangements { kind } agreements { kind } history { at } steps { label } results { message } }
  agreed { perYear } heldAs { kind } blockers { message } steps { label } } } pageInfo { hasNextPage } } }`;

describe('how many statements a page takes', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await aHub();
    const officer = await hub.as('SEND_OFFICER');
    for (let index = 0; index < 55; index++) {
      const { registerPerson } = await officer.ask(
        `mutation($name: String!) { registerPerson(input: { name: $name, dateOfBirth: "2012-03-04", authority: "384", healthCommissioner: "QWO" }) { id } }`,
        { name: `Child ${index}` },
      );
      await officer.ask(
        `mutation($id: ID!) { awardElementThree(input: { personId: $id, assessedOn: "2025-08-01", assessedBy: "EP", topUp: { value: "4000.00", every: YEAR }, from: "2025-09-01" }) { applied } }`,
        { id: registerPerson.id },
      );
    }
  });
  afterAll(() => hub.stop());

  it('is the same for one person and for fifty, everything asked for', async () => {
    const manager = await hub.as('SERVICE_MANAGER');
    const statements = async (first: number): Promise<{ people: number; statements: number }> => {
      const before = hub.counter.statements;
      const { pooledBudgets } = await manager.ask(PAGE, { first });
      return { people: pooledBudgets.edges.length, statements: hub.counter.statements - before };
    };
    await statements(1);
    const one = await statements(1);
    const fifty = await statements(50);
    expect([one.people, fifty.people]).toEqual([1, 50]);
    expect(fifty.statements).toBe(one.statements);
    // One wave of all that is known of a person, the page, and what two more loaders ask once for everybody on it.
    expect(one.statements).toBe(FACT_STATEMENTS.length + 3);
  });

  it('goes from page to page without missing or repeating anybody', async () => {
    const manager = await hub.as('SERVICE_MANAGER');
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { pooledBudgets }: Record<string, any> = await manager.ask(
        `query($after: String) { pooledBudgets(first: 20, after: $after, filter: { stream: EDUCATION }) { edges { node { person { id } } } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      seen.push(...pooledBudgets.edges.map((edge: any) => edge.node.person.id));
      after = pooledBudgets.pageInfo.hasNextPage ? pooledBudgets.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toHaveLength(55);
    expect(new Set(seen).size).toBe(55);
  });

  it('a page is bounded, and a cursor is one of its own', async () => {
    const manager = await hub.as('SERVICE_MANAGER');
    for (const [args, field] of [
      ['first: 101', 'first'],
      ['first: 0', 'first'],
      ['first: 5, after: "nonsense"', 'after'],
    ]) {
      const { errors } = await manager.raw(`{ pooledBudgets(${args}) { edges { cursor } } }`);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field });
    }
  });
});
