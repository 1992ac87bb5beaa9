import { openMatches } from '../../src/exchange/loads/answer-match';
import { nhsNumberFor } from '../../src/people/made-up-identifier';
import { type Case, done } from '../builders/case';
import { aChild } from '../builders/child';
import { aHub, type Caller, type TestHub } from '../builders/hub';

/* What is tried out, or refused, tells nothing of a record that the caller does not see; and what it shows of one that they see is a look at it. */

const REGISTER = `mutation($input: PersonInput!, $envelope: Envelope) { answer: registerPerson(input: $input, envelope: $envelope) {
  applied id results { rule { id } message } pooledBudget { person { id name version identifiers { system value assignedBy } } } } }`;
const RELATE = `mutation($from: ID!, $to: ID!, $nhs: String, $envelope: Envelope) { answer: relatePeople(fromId: $from, kind: PARENT_OF, toId: $to, from: "2020-01-01", fromNhsNumber: $nhs, envelope: $envelope) { applied } }`;
const BY_NUMBER = 'query($nhs: String!) { person(nhsNumber: $nhs) { id name } }';

describe('a number that somebody of another area has', () => {
  let hub: TestHub;
  let here: Caller;
  let there: Caller;
  const number = nhsNumberFor(7);
  const other = nhsNumberFor(8);
  beforeAll(async () => {
    hub = await aHub();
    here = await hub.as('SEND_OFFICER', '384', { name: 'Here' });
    there = await hub.as('SEND_OFFICER', '343', { name: 'There' });
    await there.ask(REGISTER, { input: { name: 'Theirs', dateOfBirth: '2012-03-04', authority: '343', nhsNumber: number } });
  });
  afterAll(() => hub.stop());
  /** What is told, without the ids that are counted up. */
  const told = async (by: Caller, nhsNumber: string, envelope: object = {}): Promise<string> => {
    const answer = await by.raw(REGISTER, { input: { name: 'Ours', dateOfBirth: '2012-03-04', authority: '384', nhsNumber }, envelope });
    return JSON.stringify(answer)
      .replace(/"id":"\d+"/g, '"id"')
      .replaceAll(nhsNumber, 'NUMBER');
  };

  it('is answered as one that nobody has, tried out or registered', async () => {
    const unknown = await told(here, other, { dryRun: true });
    expect(unknown).toContain('"applied":true');
    expect(await told(here, number, { dryRun: true })).toBe(unknown);
    expect(await told(here, number)).toBe(unknown);
    expect(await told(here, other)).toBe(unknown);
    // From then on both are the caller's own to see, and said to be there.
    const twice = await told(here, number, { dryRun: true });
    expect(twice).toContain('CONFLICT');
    expect(await told(here, other)).toBe(twice);
  });

  it('leads each to their own person, and to nobody else', async () => {
    const found = async (by: Caller): Promise<string | undefined> => (await by.ask(BY_NUMBER, { nhs: number })).person?.name;
    expect([await found(here), await found(there)]).toEqual(['Ours', 'Theirs']);
    expect(await found(await hub.as('SEND_OFFICER', '926', { name: 'Elsewhere' }))).toBeUndefined();
  });

  it('is shown to those who may tell whether the two are one', async () => {
    const open = await openMatches(hub.hub.parts);
    expect(open).toMatchObject([{ name: 'Ours', basis: 'Registered with a number that another record has' }]);
    expect(await openMatches(hub.hub.parts, '384')).toHaveLength(1);
    expect(await openMatches(hub.hub.parts, '343')).toHaveLength(0);
  });

  it('under a key, is answered again', async () => {
    const first = await told(there, nhsNumberFor(9), { idempotencyKey: 'k' });
    expect(first).toContain('FORBIDDEN');
    const mine = await told(here, nhsNumberFor(9), { idempotencyKey: 'k' });
    expect(await told(here, nhsNumberFor(9), { idempotencyKey: 'k' })).toBe(mine);
    expect(mine).toContain('"applied":true');
  });
});

describe('a record that is seen by trying something out', () => {
  let hub: TestHub;
  let made: Case;
  let foreign: string;
  beforeAll(async () => {
    hub = await aHub();
    made = await aChild(hub).withEhcPlan().withElement3().made();
    const there = await hub.as('SERVICE_MANAGER', '343', { name: 'There' });
    const input = { name: 'Far Parent', dateOfBirth: '1980-01-01', authority: '343', nhsNumber: nhsNumberFor(77) };
    foreign = (await done(there, 'registerPerson', { input })).id;
  });
  afterAll(() => hub.stop());

  it('is on record as looked at, whatever of the answer is asked for, and where it is refused too', async () => {
    const officer = await hub.as('SEND_OFFICER', '384', { name: 'Trier' });
    const looks = async (): Promise<number> => {
      const [row] = await hub.hub.parts.store.reading.rows<{ n: number }>(
        "SELECT COUNT(*) AS n FROM access_event WHERE who = 'Trier' AND action = 'READ' AND person_id = ?",
        [Number(made.personId)],
      );
      return Number(row?.n);
    };
    const share = (envelope: string): Promise<unknown> =>
      officer.ask(`mutation($b: ID!) { shareIndicative(streamBudgetId: $b, on: "2025-09-30", envelope: { ${envelope} }) { results { message } } }`, {
        b: made.budgets.EDUCATION,
      });
    await share('dryRun: true');
    expect(await looks()).toBe(1);
    await share('expectedVersion: 99');
    expect(await looks()).toBe(2);
    // What is changed is on record as changed.
    await share('dryRun: false');
    expect(await looks()).toBe(2);
    // One who would be registered has no record yet.
    const dry = { input: { name: 'Nobody yet', dateOfBirth: '2012-03-04', authority: '384' }, envelope: { dryRun: true } };
    const { answer } = await officer.ask(REGISTER, dry);
    const rows = await hub.hub.parts.store.reading.rows('SELECT id FROM access_event WHERE person_id = ?', [Number(answer.pooledBudget.person.id)]);
    expect(rows).toEqual([]);
  });

  it('does not tie anybody by a guessed id, nor say their name', async () => {
    const { manager } = made.team;
    for (const envelope of [{ dryRun: true }, {}]) {
      const told = async (from: string): Promise<string> =>
        JSON.stringify(await manager.raw(RELATE, { from, to: made.personId, envelope })).replaceAll(from, 'ID');
      expect(await told(foreign)).toBe(await told('987654321'));
      expect(JSON.parse(await told(foreign)).errors[0].extensions.code).toBe('NOT_FOUND');
    }
    const wrong = await manager.raw(RELATE, { from: foreign, to: made.personId, nhs: nhsNumberFor(78) });
    expect(wrong.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    // Whoever knows their NHS number knows them.
    expect((await manager.ask(RELATE, { from: foreign, to: made.personId, nhs: nhsNumberFor(77) })).answer.applied).toBe(true);
    const { person } = await manager.ask('query($id: ID!) { person(id: $id) { control { holder name } } }', { id: made.personId });
    expect(person.control).toEqual({ holder: 'PARENT_OR_CARER', name: null });
    const own = await hub.as('PERSON', '384', { person: made.personId });
    expect((await own.ask('{ me { control { name } } }')).me.control.name).toBe('Far Parent');
  });
});
