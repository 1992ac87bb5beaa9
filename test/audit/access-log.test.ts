import { type Caller, aHub, type TestHub } from '../builders/hub';

const LOG = `query($id: ID!, $first: Int! = 50, $after: String) { person(id: $id) { accessLog(first: $first, after: $after) {
  edges { cursor node { at who role organisation purpose action } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`;
const REGISTER = 'mutation($input: PersonInput!) { registerPerson(input: $input) { id } }';

describe("who has been at a person's record", () => {
  let hub: TestHub;
  let officer: Caller;
  let manager: Caller;
  let child: string;
  let parent: string;
  const register = async (name: string): Promise<string> =>
    (await officer.ask(REGISTER, { input: { name, dateOfBirth: '2012-03-04', authority: '384', healthCommissioner: 'QWO' } })).registerPerson.id;
  const look = (as: Caller, id: string): Promise<unknown> => as.ask('query($id: ID!) { person(id: $id) { name } }', { id });
  const log = async (as: Caller, id: string, args: object = {}): Promise<any> => (await as.ask(LOG, { id, ...args })).person.accessLog;

  beforeAll(async () => {
    hub = await aHub();
    officer = await hub.as('SEND_OFFICER', '384', { name: 'Olu Officer' });
    manager = await hub.as('SERVICE_MANAGER', '384', { name: 'Mo Manager' });
    child = await register('Cai');
    parent = await register('Pat');
    await officer.ask('mutation($p: ID!, $c: ID!) { relatePeople(fromId: $p, kind: PARENT_OF, toId: $c, from: "2012-03-04") { applied } }', {
      p: parent,
      c: child,
    });
    const commissioner = await hub.as('HEALTH_COMMISSIONER', 'QWO', { name: 'Cass' });
    const { attachHealthBudget } = await commissioner.ask(
      'mutation($id: ID!) { attachHealthBudget(input: { personId: $id, eligibility: CHILDRENS_CONTINUING_CARE, assessedOn: "2025-09-01", assessedBy: "N", decidedOn: "2025-09-02", indicative: { value: "10.00" }, from: "2025-09-03" }) { applied } }',
      { id: child },
    );
    expect(attachHealthBudget).toMatchObject({ applied: true });
    await look(officer, child);
  });
  afterAll(() => hub.stop());

  const family = (): Promise<Caller> => hub.as('PARENT', '384', { name: 'Pat', person: parent });

  it('tells the family everything, newest first, with names as they were', async () => {
    const { edges } = await log(await family(), child);
    expect(edges.map(({ node }: any) => [node.who, node.action])).toEqual([
      ['Olu Officer', 'READ'],
      ['Cass', 'attachHealthBudget'],
      ['Olu Officer', 'relatePeople'],
      ['Olu Officer', 'registerPerson'],
    ]);
    expect(edges[0].node).toMatchObject({
      role: 'SEND_OFFICER',
      organisation: expect.stringContaining('384'),
      purpose: 'direct care',
      at: expect.stringMatching(/^2025-10-01T/),
    });
    const renamed = await hub.as('SEND_OFFICER', '384', { name: 'Olu Married' });
    await look(renamed, child);
    const after = await log(await family(), child);
    expect(after.edges.map(({ node }: any) => node.who).slice(0, 3)).toEqual(['Olu Married', 'Pat', 'Olu Officer']);
  });

  it('goes from page to page without missing or repeating any, while more come', async () => {
    const who = await hub.as('AUDITOR', '384');
    const all = (await log(who, child)).edges.map(({ cursor }: any) => cursor);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { edges, pageInfo }: any = await log(who, child, { first: 2, ...(after === null ? {} : { after }) });
      expect(edges.length).toBeLessThanOrEqual(2);
      expect(pageInfo).toMatchObject({ hasPreviousPage: after !== null, startCursor: edges[0].cursor, endCursor: edges.at(-1).cursor });
      seen.push(...edges.map(({ cursor }: any) => cursor));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
    expect(new Set(seen).size).toBe(seen.length);
    // The look that read `all` came after it, and each page's look after the page.
    expect(seen.filter((cursor) => all.includes(cursor))).toEqual(all);
    expect(seen.length).toBe(all.length + 1);
  });

  it('tells an auditor and a service manager that another organisation changed something, and not what', async () => {
    for (const role of ['AUDITOR', 'SERVICE_MANAGER'] as const) {
      const { edges } = await log(await hub.as(role), child);
      expect(edges.find(({ node }: any) => node.who === 'Cass').node).toMatchObject({ action: 'CHANGE', purpose: null, role: 'HEALTH_COMMISSIONER' });
      expect(edges.at(-1).node).toMatchObject({ action: 'registerPerson', purpose: 'direct care' });
    }
  });

  it('refuses other workers, and does not know the person for strangers', async () => {
    const { data, errors } = await officer.raw(LOG, { id: child });
    expect([data.person, errors?.[0]?.extensions.code]).toEqual([null, 'FORBIDDEN']);
    expect((await (await hub.as('AUDITOR', '343')).ask(LOG, { id: child })).person).toBeNull();
    expect((await (await hub.as('CARER', '384', { person: parent })).ask(LOG, { id: child })).person).toBeNull();
  });

  it('is bounded, and takes a cursor of its own alone', async () => {
    for (const [args, field] of [
      [{ first: 101 }, 'first'],
      [{ first: 0 }, 'first'],
      [{ after: 'nonsense' }, 'after'],
    ] as const)
      expect((await manager.raw(LOG, { id: child, ...args })).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field });
  });

  it('takes one statement for the logs of a page of people', async () => {
    for (let index = 0; index < 10; index++) {
      const id = await register(`Child ${index}`);
      await officer.ask(
        'mutation($id: ID!) { awardElementThree(input: { personId: $id, assessedOn: "2025-08-01", assessedBy: "EP", topUp: { value: "4000.00", every: YEAR }, from: "2025-09-01" }) { applied } }',
        { id },
      );
    }
    const statements = async (first: number): Promise<number> => {
      const before = hub.counter.statements;
      const page = await manager.ask(
        'query($first: Int!) { pooledBudgets(first: $first) { edges { node { person { accessLog(first: 3) { edges { node { action } } } } } } } }',
        { first },
      );
      expect(page.pooledBudgets.edges).toHaveLength(first);
      return hub.counter.statements - before;
    };
    await statements(1);
    expect(await statements(10)).toBe(await statements(1));
  });
});
