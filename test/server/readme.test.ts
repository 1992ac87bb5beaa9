import { GraphQLClient } from 'graphql-request';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstQueries } from '../../src/server/welcome';
import { aHub, type TestHub } from '../builders/hub';

const README = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');
const inReadme = [...README.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, query]) => query ?? '');
const NHS_NUMBER = '9990000018';

describe('the queries that a newcomer is given', () => {
  let hub: TestHub;
  let client: GraphQLClient;
  beforeAll(async () => {
    hub = await aHub();
    const officer = await hub.as('SEND_OFFICER');
    const { registerPerson } = await officer.ask(
      `mutation { registerPerson(input: { name: "Ada Field", dateOfBirth: "2014-05-04", nhsNumber: "${NHS_NUMBER}", authority: "384" }) { id } }`,
    );
    await officer.ask(
      `mutation($id: ID!) { awardElementThree(input: { personId: $id, assessedOn: "2025-08-01", assessedBy: "EP", topUp: { value: "4000.00", every: YEAR }, from: "2025-09-01" }) { applied } }`,
      { id: registerPerson.id },
    );
    // A client written by somebody else, as a council's own would be.
    client = new GraphQLClient(`${hub.url}/graphql`, {
      headers: { authorization: `Bearer ${await hub.token('SEND_OFFICER')}`, 'purpose-of-use': 'reading the README' },
    });
  });
  afterAll(() => hub.stop());

  it('stand in the README: four of them', () => {
    expect(inReadme.map((query) => /query (\w+)/.exec(query)?.[1])).toEqual(['OneChildsPool', 'PoolsOfTheArea', 'AreaByStream', 'TopUp']);
  });

  it("answer one child's pool, an area's page, its figures and a published table to another's client", async () => {
    const [one, area, figures, topUp] = inReadme;
    const { person } = await client.request<any>(one ?? '', { nhsNumber: NHS_NUMBER });
    expect(person).toMatchObject({
      name: 'Ada Field',
      control: { holder: 'PARENT_OR_CARER' },
      pooledBudget: {
        label: 'EHC_PERSONAL_BUDGET',
        completeness: 'FULL',
        streams: [{ stream: 'EDUCATION', status: 'INDICATIVE', funder: { name: 'Wakefield' }, agreed: null }],
        agreed: { perYear: '0.00' },
      },
    });
    expect(await client.request<any>(area ?? '')).toMatchObject({ pooledBudgets: { totalCount: 0, edges: [] } });
    // The end of September is published from the middle of October on.
    hub.setDay('2025-10-20');
    const analyst = { authorization: `Bearer ${await hub.token('ANALYST')}` };
    expect(await client.request<any>(figures ?? '', {}, analyst)).toEqual({
      // One child is too few to be told anything of, even that they are not among the released.
      poolSummary: { rows: [], total: { people: null, agreed: null, net: null }, suppressedCells: 1 },
    });
    expect(await client.request<any>(topUp ?? '')).toMatchObject({
      elementThreeTopUp: { amount: { value: '10000.00', every: 'YEAR', perWeek: '192.31' }, upTo: true },
    });
  });

  it.each(firstQueries(NHS_NUMBER).map(({ title, query }) => [title, query]))('printed by npm start: %s', async (_title, query) => {
    expect(Object.values(await client.request<any>(query)).every((answer) => answer !== null)).toBe(true);
  });
});
