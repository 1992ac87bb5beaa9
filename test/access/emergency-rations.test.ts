import type { Role } from '../../src/access/actor';
import { aChild } from '../builders/child';
import { aHub, type Caller, type TestHub } from '../builders/hub';

/*
 * How far somebody comes who guesses: a worker of another council once read 200 of 200 records in a second by counting up the hub's ids. A
 * number of tries a day, each on record, of people of whom something is known.
 */

const OPEN = `mutation($id: ID!, $born: Date, $nhs: String, $reason: String, $key: String) {
  answer: openEmergencyAccess(personId: $id, dateOfBirth: $born, nhsNumber: $nhs, envelope: { reason: $reason, idempotencyKey: $key }) {
    applied id results { rule { id } effect message fix subject } pooledBudget { label } } }`;
const REASON = 'Found alone at night';

describe('who guesses at records in emergencies', () => {
  let hub: TestHub;
  let second: TestHub;
  const people: string[] = [];
  beforeAll(async () => {
    hub = await aHub({ rations: { caller: 4, organisation: 10 } });
    second = await aHub({ rations: { caller: 4, organisation: 10 }, beside: hub });
    for (let index = 0; index < 3; index++) people.push((await aChild(hub).made()).personId);
  });
  afterAll(async () => {
    await second.stop();
    await hub.stop();
  });

  const night = (name: string, at: TestHub = hub, organisation = '343', role: Role = 'CHILDRENS_SOCIAL_WORKER'): Promise<Caller> =>
    at.as(role, organisation, { name });
  const open = (by: Caller, given: object): ReturnType<Caller['raw']> => by.raw(OPEN, { reason: REASON, ...given });
  const count = async (sql: string): Promise<number> => {
    const [row] = await hub.hub.parts.store.reading.rows<{ n: number }>(`SELECT COUNT(*) AS n FROM ${sql}`);
    return Number(row?.n);
  };

  it('reads none of them by counting, and is stopped after the tries of a day', async () => {
    const guesser = await night('Guesser');
    const ids = Array.from({ length: 40 }, (_, index) => String(Number(people[0]) - 20 + index));
    const answers = [];
    for (const id of ids) answers.push(await open(guesser, { id, born: '1990-01-01' }));
    const texts = answers.map((answer) => JSON.stringify(answer));
    // Four tries, all alike whether there is such a person or not; then, all alike, that there are no more.
    expect(new Set(texts.slice(0, 4)).size).toBe(1);
    expect(new Set(texts.slice(4)).size).toBe(1);
    expect(answers[4]?.data.answer).toMatchObject({ applied: false, results: [{ rule: { id: 'EMERGENCY-ACCESS' }, effect: 'REFUSE' }] });
    expect(answers[4]?.data.answer.results[0].message).toContain('4 times today');
    expect(await count("emergency_try WHERE who = 'Guesser'")).toBe(4);
    expect(await count('emergency_access')).toBe(0);
    // Not what is right either, any more; and a new day begins anew.
    expect((await open(guesser, { id: people[0], born: '2014-05-04' })).data.answer.applied).toBe(false);
  });

  it('is told the same, byte for byte, of a wrong statement and of a number that nobody has', async () => {
    const by = await night('Careful', hub, '926');
    const wrong = JSON.stringify(await open(by, { id: people[0], born: '2014-05-05' }));
    expect(JSON.stringify(await open(by, { id: '987654321', born: '2014-05-04' }))).toBe(wrong);
    // One that is right and one that is not are not right together.
    expect(JSON.stringify(await open(by, { id: people[0], born: '2014-05-04', nhs: '9990000026' }))).toBe(wrong);
    expect((await open(by, { id: people[0], born: '2014-05-04', key: 'k' })).data.answer.applied).toBe(true);
    // The same key is no new try, though none is left.
    expect((await open(by, { id: people[0], born: '2014-05-04', key: 'k' })).data.answer.applied).toBe(true);
    expect((await open(by, { id: people[1], born: '2014-05-04' })).data.answer.applied).toBe(false);
  });

  it('comes to no more by asking side by side, on two hubs', async () => {
    const both = [await night('Parallel', hub, '383'), await night('Parallel', second, '383')];
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, index) => open(both[index % 2] as Caller, { id: people[index % 3], born: '2014-05-04' })),
    );
    expect(answers.flatMap(({ errors = [] }) => errors)).toEqual([]);
    expect(answers.filter(({ data }) => data.answer.applied)).toHaveLength(4);
    expect(await count("emergency_try WHERE who = 'Parallel'")).toBe(4);
  });

  it('comes to no more with colleagues: an organisation has tries of its own', async () => {
    let opened = 0;
    for (let index = 0; index < 4; index++) {
      const by = await night(`Colleague ${index}`, index % 2 ? second : hub, '391');
      const answers = await Promise.all([0, 1, 2].map((person) => open(by, { id: people[person], born: '2014-05-04' })));
      opened += answers.filter(({ data }) => data.answer.applied).length;
    }
    expect(opened).toBe(10);
  });

  it('is somebody whose work meets people, at an organisation that the hub knows', async () => {
    const before = await count('emergency_try');
    for (const role of ['FINANCE_OFFICER', 'DP_TEAM', 'AUDITOR', 'ANALYST', 'INTEGRATION', 'PROVIDER', 'PARENT'] as const) {
      const { errors } = await open(await night('Desk', hub, '380', role), { id: people[0], born: '2014-05-04' });
      expect([role, errors?.[0]?.extensions.code]).toEqual([role, 'FORBIDDEN']);
    }
    for (const organisation of ['XYZ99', '100001', '1-999']) {
      const { errors } = await open(await night('Nobody', hub, organisation), { id: people[0], born: '2014-05-04' });
      expect([organisation, errors?.[0]?.extensions.code]).toEqual([organisation, 'FORBIDDEN']);
    }
    expect(await count('emergency_try')).toBe(before);
  });

  it('begins again on the next day', async () => {
    hub.setDay('2025-10-02');
    expect((await open(await night('Guesser'), { id: people[0], born: '2014-05-04' })).data.answer.applied).toBe(true);
  });
});
