import { aPerson, done, type Workers, workers } from '../builders/family';
import { aHub, type TestHub } from '../builders/hub';

/* People are found without a number: of one's own area alone, who it is and no more, and each look stands on their record. */

describe('finding people', () => {
  let hub: TestHub;
  let staff: Workers;
  let elsewhere: Workers;
  let ada: string;
  let adam: string;
  beforeAll(async () => {
    hub = await aHub({ day: '2025-11-03' });
    staff = await workers(hub);
    elsewhere = await workers(hub, '343');
    ada = await aPerson(staff, '2012-05-04', 'Ada Field');
    adam = await aPerson(staff, '2013-06-05', 'Adam Field');
    await aPerson(staff, '2012-05-04', 'Bo 100%_Field');
    await done(
      elsewhere.send,
      'registerPerson',
      'input: { name: "Ada Field", dateOfBirth: "2012-05-04", authority: "343", healthCommissioner: "QYG" }',
    );
  });
  afterAll(() => hub.stop());

  const find = async (details: string, caller = staff.send, page = ''): Promise<any> =>
    (
      await caller.ask(`{ findPeople(details: { ${details} }${page}) { edges { node { id name dateOfBirth } } pageInfo { hasNextPage endCursor } } }`)
    )['findPeople'];
  const names = async (details: string, caller = staff.send): Promise<string[]> =>
    (await find(details, caller)).edges.map(({ node }: any) => node.name);

  it('by how a name begins, by any part of it on a day of birth, and of the own area alone', async () => {
    expect(await names('name: "Ada"')).toEqual(['Ada Field', 'Adam Field']);
    for (const given of ['ada f', 'ADA F', 'Ada F']) expect(await names(`name: "${given}"`)).toEqual(['Ada Field']);
    expect(await names('name: "aDa"')).toEqual(['Ada Field', 'Adam Field']);
    expect(await names('name: "bo 100_ "')).toEqual([]);
    expect(await names('name: "Field"')).toEqual([]);
    expect(await names('dateOfBirth: "2012-05-04"')).toEqual(['Ada Field', 'Bo 100%_Field']);
    expect(await names('dateOfBirth: "2012-05-04", name: "ada f"')).toEqual(['Ada Field']);
    expect(await names('dateOfBirth: "2012-05-04", name: "0%_"')).toEqual(['Bo 100%_Field']);
    expect(await names('dateOfBirth: "2012-05-04", name: "a%d"')).toEqual([]);
    const [other] = (await find('name: "Ada"', elsewhere.send)).edges;
    expect(other.node.name).toBe('Ada Field');
    expect(other.node.id).not.toBe(ada);
  });

  it('by a whole postcode, with its space or without', async () => {
    const { store } = hub.hub.parts;
    await store.write((tx) => tx.execute('UPDATE person SET postcode = ? WHERE id = ?', ['B30 1AA', Number(adam)]));
    expect(await names('postcode: "b301aa"')).toEqual(['Adam Field']);
    expect(await names('postcode: "B30 1AA", name: "field"')).toEqual(['Adam Field']);
    expect(await names('postcode: "B30 1AB"')).toEqual([]);
  });

  it('page by page, and each who was listed finds the look on their record', async () => {
    const first = await find('name: "Ada"', staff.social, ', first: 1');
    expect(first.edges.map(({ node }: any) => node.id)).toEqual([ada]);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const looks = async (id: string): Promise<number> =>
      (await staff.manager.ask(`{ person(id: "${id}") { accessLog(first: 50) { edges { node { role } } } } }`))['person'].accessLog.edges.filter(
        ({ node }: any) => node.role === 'CHILDRENS_SOCIAL_WORKER',
      ).length;
    expect([await looks(ada), await looks(adam)]).toEqual([1, 0]);
    const second = await find('name: "Ada"', staff.social, `, first: 1, after: "${first.pageInfo.endCursor}"`);
    expect(second.edges.map(({ node }: any) => node.id)).toEqual([adam]);
    expect(second.pageInfo.hasNextPage).toBe(false);
    expect([await looks(ada), await looks(adam)]).toEqual([1, 1]);
  });

  it('not by nothing, by a letter or by part of a postcode, and not by those who read no area', async () => {
    const refused = async (details: string, role?: 'ANALYST' | 'PROVIDER'): Promise<string> => {
      const caller = role ? await hub.as(role) : staff.send;
      const { errors } = await caller.raw(`{ findPeople(details: { ${details} }) { edges { cursor } } }`);
      return errors?.[0]?.extensions.code ?? 'none';
    };
    for (const details of ['', 'name: "A"', 'name: "  "', 'postcode: "B30"']) expect(await refused(details)).toBe('BAD_INPUT');
    for (const role of ['ANALYST', 'PROVIDER'] as const) expect(await refused('name: "Ada"', role)).toBe('FORBIDDEN');
  });
});
