import { matchesCommand } from '../../../scripts/matches';
import { FACT_STATEMENTS, toFacts } from '../../../src/budgets/record/person-facts';
import { Decider } from '../../../src/decide/decider';
import { answerMatch, openMatches } from '../../../src/exchange/loads/answer-match';
import { undoLoad } from '../../../src/exchange/loads/undo';
import { PLAIN_ENVELOPE } from '../../../src/mutation/declaration';
import { nhsNumberFor, upnFor } from '../../../src/people/made-up-identifier';
import { registerPerson } from '../../../src/people/people.decisions';
import { anArea, type Area, told } from '../area';
import { bladeExport, careRow, packageRow, rasRow, released, topUpRow, whoRow } from '../rows';

const nhs = nhsNumberFor(1);
const upn = upnFor('384', 9900, 12, 1);

const register = async (area: Area, input: { nhsNumber?: string; upn?: string; localId?: string; name?: string }): Promise<number> => {
  const decider = new Decider(area.store, area.directory, area.policies, FACT_STATEMENTS, toFacts);
  const person = {
    name: 'Sam Reed',
    dateOfBirth: '2012-03-04',
    nhsNumber: null,
    upn: null,
    localId: null,
    authority: '384',
    healthCommissioner: null,
    ...input,
  };
  const { id } = await decider.decide(registerPerson, person, {
    actor: area.actor,
    envelope: { ...PLAIN_ENVELOPE, purpose: 'test' },
    today: area.today,
    now: area.now,
  });
  if (id === null) throw new Error('not registered');
  return id;
};
const joined = (area: Area): Promise<{ first_id: number; second_id: number; status: string; survivor_id: number | null }[]> =>
  area.store.reading.rows('SELECT first_id, second_id, status, survivor_id FROM match_proposal');

describe('people across files', () => {
  let area: Area;
  beforeEach(async () => {
    area = await anArea();
  });
  afterEach(() => area.stop());
  const returned = (): string => bladeExport(area, 'return', [{ upn }]);
  const schedule = (): string => area.file('schedule.csv', [topUpRow({ upn, ...released })]);
  const packages = (): string => area.file('packages.csv', [packageRow({ 'NHS NUMBER': nhs, 'PERSON BIRTH DATE': '2012-03-04' })]);
  const care = (): string =>
    area.file('care.csv', [
      careRow({ 'NHS Number': nhs, 'First Name': 'Sam', 'Last Name': 'Reed', 'Date of Birth': '2004-03-04', Postcode: 'WF21 2AB' }),
    ]);
  const bridge = (birth_date = '2012-03-04'): string => area.file('who.csv', [whoRow({ nhs_number: nhs, upn, birth_date })]);

  it('are one by their numbers: a row that has both joins two records, and one of them goes on', async () => {
    await area.load('F1', returned());
    await area.load('F5', schedule());
    await area.load('F10', area.file('nhs.csv', [whoRow({ nhs_number: nhs, postcode: '' })]));
    await area.load('F4', packages());
    expect(await area.people()).toHaveLength(2);

    await area.load('F10', bridge());

    const [one, ...others] = await area.people();
    expect(others).toEqual([]);
    expect(one?.identifiers.map(({ system }) => system).sort()).toEqual(['NHS_NUMBER', 'UPN']);
    expect(one?.budgets.map(({ stream }) => stream).sort()).toEqual(['EDUCATION', 'HEALTH']);
    // The other record is still there, its budget ended by a revision, and nobody is shown it.
    const gone = await area.store.reading.rows<{ id: number }>('SELECT id FROM person WHERE authority_id = 0');
    expect(gone).toHaveLength(1);
    expect(await joined(area)).toMatchObject([{ status: 'JOINED', survivor_id: one?.person.id }]);
    const revisions = await area.store.reading.rows<{ status: string; reason: string }>(
      'SELECT status, reason FROM budget_revision WHERE person_id = ? ORDER BY version',
      [Number(gone[0]?.id)],
    );
    expect(revisions.map(({ status }) => status)).toEqual(['RELEASED', 'ENDED']);
    expect(revisions[1]?.reason).toBe(`Joined to record ${one?.person.id}`);
  });

  it('are parted again when the load that joined them is undone', async () => {
    await area.load('F1', returned());
    await area.load('F5', schedule());
    await area.load('F10', area.file('nhs.csv', [whoRow({ nhs_number: nhs, postcode: '' })]));
    await area.load('F4', packages());
    const before = told(await area.people());
    const { number } = await area.load('F10', bridge());
    expect(told(await area.people())).not.toEqual(before);
    expect(await undoLoad(area, number)).toMatchObject({ takenBack: 1, kept: 0, left: 0 });
    expect(told(await area.people())).toEqual(before);
  });

  it('are not joined by a row whose numbers other files give different birth dates', async () => {
    await area.load('F1', returned());
    await area.load('F3', care());
    const summary = await area.load('F10', bridge());
    expect(summary).toMatchObject({ refused: 1, lines: [{ rule: 'IDENTITY', message: expect.stringContaining('different birth dates') }] });
    expect(await area.people()).toHaveLength(2);
  });

  it('have one NHS number: a council number that is on two is disputed, not joined', async () => {
    const rows = [
      careRow({ 'NHS Number': nhs, 'LA Person Unique Identifier': 'C1' }),
      careRow({ 'NHS Number': nhsNumberFor(2), 'LA Person Unique Identifier': 'C1', 'Event Reference': 'S2' }),
    ];
    const summary = await area.load('F3', area.file('care.csv', rows));
    expect(summary).toMatchObject({ loaded: 1, refused: 1, lines: [{ rule: 'IDENTITY' }] });
  });

  it('are warned about where one person’s rows give two birth dates', async () => {
    await area.load('F10', bridge());
    const summary = await area.load('F4', area.file('packages.csv', [packageRow({ 'NHS NUMBER': nhs, 'PERSON BIRTH DATE': '2012-04-03' })]));
    expect(summary).toMatchObject({
      loaded: 1,
      lines: [{ effect: 'WARN', rule: 'IDENTITY', message: 'The row gives the birth date 2012-04-03; the record has 2012-03-04.' }],
    });
  });

  it('are believed by the list of who is who first, then the return, then Client Level Data', async () => {
    await area.load('F1', bladeExport(area, 'return', [{ upn, forename: 'Samuel', postcode: 'WF22 9ZZ' }]));
    expect((await area.person(upn)).person).toMatchObject({ name: 'Samuel Reed', postcode: 'WF22 9ZZ' });
    await area.load('F10', area.file('who.csv', [whoRow({ upn })]));
    expect((await area.person(upn)).person).toMatchObject({ name: 'Sam Reed', postcode: 'WF21 2AB' });
  });

  it('of another council are refused to this one', async () => {
    await area.load('F10', area.file('who.csv', [whoRow({ upn, authority: '343' })]));
    expect(await area.load('F5', schedule())).toMatchObject({ loaded: 0, refused: 1, lines: [{ rule: 'AREA' }] });
    expect((await area.person(upn)).budgets).toEqual([]);
  });

  describe('whom somebody registered by hand', () => {
    it('are found by their numbers, and are not renamed', async () => {
      const id = await register(area, { upn, name: 'Samira Reed' });
      await area.load('F1', returned());
      const { person, plans } = await area.person(upn);
      expect(person).toMatchObject({ id, name: 'Samira Reed', postcode: 'WF21 2AB' });
      expect(plans).toHaveLength(1);
    });
    it('let in rows that were waiting for them, at the next load of any file', async () => {
      expect(await area.load('F5', schedule())).toMatchObject({ waiting: 1 });
      await register(area, { upn });
      expect(await area.load('F10', area.file('other.csv', [whoRow({ nhs_number: nhsNumberFor(7), forename: 'Ida' })]))).toMatchObject({
        loaded: 1,
        joined: 1,
      });
      expect((await area.person(upn)).budgets).toHaveLength(1);
    });
    it('are two records that no row joins: what was entered on each is for somebody to settle', async () => {
      await register(area, { upn });
      await register(area, { nhsNumber: nhs });
      const summary = await area.load('F10', bridge());
      expect(summary).toMatchObject({
        refused: 1,
        lines: [{ rule: 'IDENTITY', message: expect.stringContaining('both entered or changed by hand') }],
      });
      expect(await area.people()).toHaveLength(2);
    });
  });

  it('who wait for each other’s numbers are all let in, in the same load', async () => {
    await area.load('F5', schedule());
    await area.load('F6', area.file('children.csv', [rasRow({ nhs_number: nhs, upn, contribution_per_week: '' })]));
    const summary = await area.load('F10', area.file('who.csv', [whoRow({ nhs_number: nhs })]));
    expect(summary).toMatchObject({ loaded: 1, joined: 2 });
    expect((await area.person(upn)).budgets.map(({ stream }) => stream).sort()).toEqual(['CHILDRENS_SOCIAL_CARE', 'EDUCATION']);
  });
});

describe('matches by name, birth date and postcode', () => {
  let area: Area;
  let child: number;
  let patient: number;
  beforeEach(async () => {
    area = await anArea();
    await area.load('F1', bladeExport(area, 'return', [{ upn }]));
    await area.load('F5', area.file('schedule.csv', [topUpRow({ upn, ...released })]));
    await area.load('F10', area.file('who.csv', [whoRow({ nhs_number: nhs, surname: 'REED', forename: 'Sam', postcode: 'wf212ab' })]));
    await area.load('F4', area.file('packages.csv', [packageRow({ 'NHS NUMBER': nhs })]));
    child = (await area.person(upn)).person.id;
    patient = (await area.person(nhs)).person.id;
  });
  afterEach(() => area.stop());
  const run = async (...args: string[]): Promise<{ code: number; text: string }> => {
    const lines: string[] = [];
    const code = await matchesCommand(args, { databaseUrl: area.url, policyDir: null }, (line) => lines.push(line));
    return { code, text: lines.join('\n') };
  };

  it('are only proposed, and listed for somebody to answer', async () => {
    expect(await area.people()).toHaveLength(2);
    expect(await openMatches(area)).toMatchObject([
      {
        first: child,
        second: patient,
        basis: 'The same name, birth date and postcode',
        firstKnownBy: `UPN:${upn}`,
        secondKnownBy: `NHS_NUMBER:${nhs}`,
      },
    ]);
    const { code, text } = await run('list');
    expect(code).toBe(0);
    expect(text).toContain(`${child} ${patient}  Sam Reed, born 2012-03-04`);
    expect(await run('list', '--authority', '343')).toMatchObject({ text: 'No two records wait for an answer.' });
    // Asked again by the next load, it is the same question.
    await area.load('F10', area.file('who.csv', [whoRow({ nhs_number: nhs, surname: 'Reed', postcode: 'WF21 2AB', health_commissioner: 'QYG' })]));
    expect(await openMatches(area)).toHaveLength(1);
  });

  it('that are the same person become one, with the facts and numbers of both', async () => {
    expect(await run('same', String(patient), String(child))).toMatchObject({
      code: 0,
      text: `Records ${patient} and ${child} are one person's: record ${child} goes on.`,
    });
    const [one, ...others] = await area.people();
    expect(others).toEqual([]);
    expect(one?.person.id).toBe(child);
    expect(one?.budgets.map(({ stream }) => stream).sort()).toEqual(['EDUCATION', 'HEALTH']);
    expect(one?.identifiers).toHaveLength(2);
    expect(await openMatches(area)).toEqual([]);
    // A later file finds the one record by either number.
    await area.load('F5', area.file('next.csv', [topUpRow({ upn, from: '2026-09-01', to: '' })]));
    await area.load('F4', area.file('next.csv', [packageRow({ 'NHS NUMBER': nhs, 'CARE PACKAGE IDENTIFIER': 'CP9' })]));
    expect(await area.people()).toMatchObject([{ person: { id: child } }]);
    expect((await area.people())[0]?.budgets).toHaveLength(4);
  });

  it('that were said to be the same can be parted again', async () => {
    const before = told(await area.people());
    await answerMatch(area, 'SAME', child, patient);
    await answerMatch(area, 'DIFFERENT', child, patient);
    expect(told(await area.people())).toEqual(before);
    expect((await area.person(upn)).person.id).toBe(child);
    expect((await area.person(nhs)).person.id).toBe(patient);
    expect(await openMatches(area)).toEqual([]);
  });

  it('that are different people are not asked about again', async () => {
    await run('different', String(child), String(patient));
    await area.load('F1', bladeExport(area, 'next', [{ upn, forename: 'Samuel' }], '31-01-2027'));
    await area.load('F1', bladeExport(area, 'after', [{ upn }], '28-02-2027'));
    expect(await openMatches(area)).toEqual([]);
    expect(await area.people()).toHaveLength(2);
  });

  it('are refused where they cannot be joined, in words for whoever decides', async () => {
    const other = await register(area, { nhsNumber: nhsNumberFor(3) });
    const another = await register(area, { localId: 'X1' });
    expect(await run('same', String(patient), String(other))).toMatchObject({
      code: 2,
      text: expect.stringContaining('Both records have an NHS number'),
    });
    expect(await run('same', String(other), String(another))).toMatchObject({
      code: 2,
      text: expect.stringContaining('registered or changed by hand'),
    });
    expect(await run('same', String(child), '999999999')).toMatchObject({ code: 2, text: 'There is no record 999999999 here.' });
    expect(await run('same', String(child), String(child))).toMatchObject({ code: 2 });
    expect(await run('same', 'one')).toMatchObject({ code: 2, text: expect.stringContaining('npm run matches') });
    // A record registered by hand is the one that goes on.
    expect(await run('same', String(child), String(another))).toMatchObject({ code: 0, text: expect.stringContaining(`record ${another} goes on`) });
    expect((await area.person(upn)).budgets).toHaveLength(1);
  });
});
