import { createHash } from 'node:crypto';
import type { Role } from '../../src/access/actor';
import { aHub, type Caller, type TestHub } from '../builders/hub';

const REGISTER = `mutation($input: PersonInput!, $envelope: Envelope) { registerPerson(input: $input, envelope: $envelope) { applied id results { rule { id } message } pooledBudget { person { id name version } agreed { perYear } } } }`;
const person = (name: string, nhsNumber?: string): object => ({
  name,
  dateOfBirth: '2012-03-04',
  authority: '384',
  ...(nhsNumber ? { nhsNumber } : {}),
});

describe('how a change is asked for', () => {
  let hub: TestHub;
  let officer: Caller;
  beforeAll(async () => {
    hub = await aHub();
    officer = await hub.as('SEND_OFFICER');
  });
  afterAll(() => hub.stop());

  const rowCounts = async (): Promise<Record<string, number>> => {
    const counts: Record<string, number> = {};
    for (const { tableName } of hub.hub.parts.store.source.entityMetadatas) {
      if (tableName === 'id_block') continue;
      const [row] = await hub.hub.parts.store.reading.rows<{ rows_in: number }>(`SELECT COUNT(*) AS rows_in FROM ${tableName}`);
      counts[tableName] = Number(row?.rows_in);
    }
    return counts;
  };

  it('the same key from twenty clients at once makes one person, and all are told the same', async () => {
    const ask = (): Promise<Record<string, any>> => officer.ask(REGISTER, { input: person('Once Only'), envelope: { idempotencyKey: 'twenty' } });
    const answers = await Promise.all(Array.from({ length: 20 }, ask));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const [row] = await hub.hub.parts.store.reading.rows<{ people: number }>("SELECT COUNT(*) AS people FROM person WHERE name = 'Once Only'");
    expect(Number(row?.people)).toBe(1);
  });

  it('the same key for another request is an error that changes nothing', async () => {
    const { errors } = await officer.raw(REGISTER, { input: person('Somebody Else'), envelope: { idempotencyKey: 'twenty' } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED', field: 'envelope.idempotencyKey' });
  });

  it("a key is its caller's own: the same letters from another at the same organisation are another key", async () => {
    const as = (who: object, role: Role = 'SEND_OFFICER', organisation = '384'): Promise<Caller> => hub.as(role, organisation, who);
    const others = [
      await as({ name: 'A. Colleague' }),
      await as({ name: 'A. Colleague' }, 'CHILDRENS_SOCIAL_WORKER'),
      await as({ name: 'A. Colleague', person: '7' }),
      // No name: a service account of each kind.
      await as({}, 'INTEGRATION'),
      await as({ name: 'A. Colleague' }, 'HEALTH_COMMISSIONER', 'QWO'),
    ];
    const ask = async (by: Caller, name: string): Promise<any> =>
      (await by.ask(REGISTER, { input: { ...person(name), healthCommissioner: 'QWO' }, envelope: { idempotencyKey: 'twenty' } })).registerPerson;
    const made = [];
    for (const [index, by] of others.entries()) made.push((await ask(by, `Own ${index}`)).pooledBudget.person.name);
    expect(made).toEqual(others.map((_, index) => `Own ${index}`));
    const [first] = others;
    if (first) expect((await ask(first, 'Own 0')).pooledBudget.person.name).toBe('Own 0');
  });

  it("a key that was written before keys were their caller's own still answers that caller, and nobody else", async () => {
    const { store } = hub.hub.parts;
    const ask = (by: Caller): Promise<any> => by.ask(REGISTER, { input: person('From Before'), envelope: { idempotencyKey: 'before' } });
    const first = await ask(officer);
    const plain = createHash('sha256').update('before').digest('hex');
    await store.write((tx) =>
      tx.execute('UPDATE idempotency_key SET key_hash = ? WHERE id = (SELECT id FROM (SELECT MAX(id) AS id FROM idempotency_key) newest)', [plain]),
    );
    expect(await ask(officer)).toEqual(first);
    expect((await ask(await hub.as('SEND_OFFICER', '384', { name: 'Later' }))).registerPerson.id).not.toBe(first.registerPerson.id);
  });

  it('a dry run answers as the real run then does, and writes nothing', async () => {
    const before = await rowCounts();
    const input = person('Try First', '9990000026');
    const dry = await officer.ask(REGISTER, { input, envelope: { dryRun: true } });
    const { access_event: _, ...unread } = before;
    expect(await rowCounts()).toMatchObject(unread);
    const real = await officer.ask(REGISTER, { input });
    expect(real).toEqual(dry);
    expect(dry.registerPerson).toMatchObject({
      applied: true,
      results: [],
      pooledBudget: { person: { name: 'Try First', version: 1 }, agreed: { perYear: '0.00' } },
    });
  });

  it("an identifier that is already somebody's is refused by name, also in a dry run", async () => {
    for (const dryRun of [true, false]) {
      const { errors } = await officer.raw(REGISTER, { input: person('Twin', '999 000 0026'), envelope: { dryRun } });
      expect(errors?.[0]).toMatchObject({
        message: expect.stringContaining('registered with that nhsNumber'),
        extensions: { code: 'CONFLICT', field: 'input.nhsNumber' },
      });
    }
  });

  it('bad input names the field and what to do, and echoes no more than it must', async () => {
    const wrongDigit = await officer.raw(REGISTER, { input: person('Wrong', '9991234560') });
    expect(wrongDigit.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'input.nhsNumber' });
    const nameless = await officer.raw(REGISTER, { input: person('') });
    expect(nameless.errors?.[0]).toMatchObject({
      message: 'The text is empty. Write 1 to 200 characters, or leave it out where that is allowed.',
      extensions: { code: 'BAD_INPUT', field: 'input.name' },
    });
    const unborn = await officer.raw(REGISTER, { input: { ...person('Early'), dateOfBirth: '2031-01-01' } });
    expect(unborn.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'input.dateOfBirth' });
    const nowhere = await officer.raw(REGISTER, { input: { ...person('Lost'), authority: '999' } });
    expect(nowhere.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'input.authority' });
  });

  it('a second mutation in one operation is an error before anything runs', async () => {
    const before = await rowCounts();
    const { errors } = await officer.raw(
      `mutation { a: registerPerson(input: { name: "A", dateOfBirth: "2012-03-04", authority: "384" }) { applied } b: registerPerson(input: { name: "B", dateOfBirth: "2012-03-04", authority: "384" }) { applied } }`,
    );
    expect(errors?.[0]?.extensions.code).toBe('ONE_MUTATION_AT_A_TIME');
    expect(await rowCounts()).toEqual(before);
  });

  it('a stated version must be the current one: of the person, where no budget is changed', async () => {
    const { registerPerson } = await officer.ask(REGISTER, { input: person('Versioned') });
    const plan = `mutation($id: ID!, $version: Int!) { recordPlan(input: { personId: $id, kind: EHC_PLAN, from: "2025-09-01", outcomes: [] }, envelope: { expectedVersion: $version }) { applied results { rule { id } fix } } }`;
    const stale = await officer.ask(plan, { id: registerPerson.id, version: 7 });
    expect(stale.recordPlan).toMatchObject({
      applied: false,
      results: [{ rule: { id: 'VERSION-STALE' }, fix: expect.stringContaining('expectedVersion 1') }],
    });
    expect((await officer.ask(plan, { id: registerPerson.id, version: 1 })).recordPlan.applied).toBe(true);
  });

  it('every change and every look at a record is written down before the answer leaves', async () => {
    const { registerPerson } = await officer.ask(REGISTER, { input: person('Watched') });
    await officer.ask('query($id: ID!) { person(id: $id) { name } }', { id: registerPerson.id });
    const events = await hub.hub.parts.store.reading.rows('SELECT role, purpose, action FROM access_event WHERE person_id = ? ORDER BY id', [
      Number(registerPerson.id),
    ]);
    expect(events).toEqual([
      { role: 'SEND_OFFICER', purpose: 'direct care', action: 'registerPerson' },
      { role: 'SEND_OFFICER', purpose: 'direct care', action: 'READ' },
      { role: 'SEND_OFFICER', purpose: 'direct care', action: 'READ' },
    ]);
  });

  it('without a purpose no record is read or changed', async () => {
    const read = await officer.raw('{ person(id: 1) { name } }', {}, { 'purpose-of-use': '' });
    expect(read.errors?.[0]?.extensions).toMatchObject({ code: 'PURPOSE_REQUIRED', field: 'Purpose-Of-Use' });
    const change = await officer.raw(REGISTER, { input: person('Why') }, { 'purpose-of-use': '' });
    expect(change.errors?.[0]?.extensions.code).toBe('PURPOSE_REQUIRED');
    const stated = await officer.raw(REGISTER, { input: person('Because'), envelope: { purpose: 'SEND panel' } }, { 'purpose-of-use': '' });
    expect(stated.data.registerPerson.applied).toBe(true);
  });
});
