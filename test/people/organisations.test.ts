import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { organisationsCommand } from '../../scripts/organisations';
import { Inspector } from '../../src/invariants/inspector';
import { faultInWords } from '../../src/invariants/invariants';
import { readOrganisationList, shippedLists } from '../../src/people/organisation-list';
import { bringList } from '../../src/people/reference';
import { entities } from '../../src/server/entities';
import { anAdult } from '../builders/adult';
import { aReleasedBudget, workers } from '../builders/family';
import { aHub, type Caller, type TestHub } from '../builders/hub';

const results = 'results { rule { id } effect message fix subject }';
/** Each result under the id of its rule. */
const flat = <Decided extends { results: readonly { rule: { id: string } }[] }>(decided: Decided): any => ({
  ...decided,
  results: decided.results.map(({ rule, ...rest }) => ({ rule: rule.id, ...rest })),
});
const attach = (by: Caller, input: object, dryRun = true): Promise<any> =>
  by
    .ask(
      `mutation($input: HealthBudgetInput!, $envelope: Envelope) { attachHealthBudget(input: $input, envelope: $envelope) { applied id ${results} } }`,
      {
        input,
        envelope: { dryRun },
      },
    )
    .then((data) => flat(data['attachHealthBudget']));
const passOn = (by: Caller, input: object, dryRun = false): Promise<any> =>
  by
    .ask(`mutation($input: SuccessionInput!, $envelope: Envelope) { passToSuccessor(input: $input, envelope: $envelope) { applied ${results} } }`, {
      input: { kind: 'HEALTH_COMMISSIONER', ...input },
      envelope: { dryRun },
    })
    .then((data) => flat(data['passToSuccessor']));
const chc = (personId: string, day: string, more: object = {}): object => ({
  personId,
  eligibility: 'CHC',
  decidedOn: day,
  assessedOn: day,
  assessedBy: 'N. Nurse',
  from: day,
  indicative: { value: '900.00', every: 'WEEK' },
  ...more,
});

describe('the lists that come with the hub', () => {
  const rows = shippedLists().flatMap((list) => list.rows);
  const of = (kind: string, code: string) => rows.find((row) => row.kind === kind && row.code === code);
  test('every successor is on the list, begins by the day after, and nobody is listed twice', () => {
    expect(rows.length).toBeGreaterThan(430);
    expect(new Set(rows.map(({ kind, code }) => `${kind} ${code}`)).size).toBe(rows.length);
    for (const row of rows)
      for (const code of row.successors ?? []) {
        const next = of(row.kind, code);
        expect([row.code, code, next?.code]).toEqual([row.code, code, code]);
        expect([row.code, row.to !== null]).toEqual([row.code, true]);
        expect((next?.from ?? '2000-01-01') > (row.to ?? '')).toBe(next?.from === undefined ? false : row.to! < next.from);
      }
  });
  test('forty-two boards until the merger of April 2026, thirty-six from then on; 106 groups before them', () => {
    const bodies = rows.filter(({ kind }) => kind === 'HEALTH_COMMISSIONER');
    const standing = (day: string): number =>
      bodies.filter(({ from, to }) => (from ?? '') <= day && (to === null || to === undefined || to >= day)).length;
    expect([standing('2022-06-30'), standing('2022-07-01'), standing('2026-03-31'), standing('2026-04-01')]).toEqual([106, 42, 42, 36]);
  });
  test('councils: the reorganisations, and codes that changed while a council went on', () => {
    expect(of('LOCAL_AUTHORITY', '909')).toMatchObject({ to: '2023-03-31', successors: ['942', '943'] });
    expect(of('LOCAL_AUTHORITY', '928')).toMatchObject({ to: '2021-03-31', successors: ['940', '941'] });
    expect(of('LOCAL_AUTHORITY', '837')).toMatchObject({ to: '2019-03-31', successors: ['839'] });
    expect(of('LOCAL_AUTHORITY', '835')).toMatchObject({ to: '2019-03-31', successors: ['838', '839'] });
    expect(of('LOCAL_AUTHORITY', '933')).toMatchObject({ ons: 'E06000066', formerOns: ['E10000027'], to: null });
    expect(of('LOCAL_AUTHORITY', '815')).toMatchObject({ ons: 'E06000065', formerOns: ['E10000023'], to: null });
  });
});

describe('a list that is brought', () => {
  const ods = (code: string, name: string, open: string, close = ''): string =>
    [code, name, 'Y61', 'Q79', '', '', '', '', '', '', open, close, ...Array<string>(15).fill('')].map((cell) => `"${cell}"`).join(',');
  test('of organisations and of successions, as the Organisation Data Service writes them', () => {
    expect(
      readOrganisationList(
        [ods('QH8', 'NHS MID AND SOUTH ESSEX ICB', '20170401', '20260331'), ods('A1B2C', 'NHS NEW ICB', '20270401')].join('\n'),
        'eicb.csv',
      ),
    ).toEqual({
      on: null,
      faults: [],
      rows: [
        { kind: 'HEALTH_COMMISSIONER', code: 'QH8', name: 'NHS MID AND SOUTH ESSEX ICB', from: '2017-04-01', to: '2026-03-31' },
        { kind: 'HEALTH_COMMISSIONER', code: 'A1B2C', name: 'NHS NEW ICB', from: '2027-04-01', to: null },
      ],
    });
    expect(readOrganisationList('"QM7","D7T5G","R","20260401","0"\n"QM7","S1Y5D","R","20260401","0"\n', 'succ.csv').rows).toEqual([
      { kind: 'HEALTH_COMMISSIONER', code: 'QM7', to: '2026-03-31', successors: ['D7T5G', 'S1Y5D'] },
    ]);
  });
  test('tells each line that it cannot read, and reads the others', () => {
    const { rows, faults } = readOrganisationList(
      'kind,code,name,from,to\nLOCAL_AUTHORITY,999,Somewhere,2027-04-01,\nLOCAL_AUTHORITY,99,Nowhere,,\nPROVIDER,ACME,Acme,,\nLOCAL_AUTHORITY,998,Else,1 April,\n',
      'own.csv',
    );
    expect(rows.map(({ code }) => code)).toEqual(['999']);
    expect(faults).toEqual([
      'own.csv:3  "99" is not a DfE number of three digits.',
      'own.csv:4  "PROVIDER" is neither LOCAL_AUTHORITY nor HEALTH_COMMISSIONER.',
      'own.csv:5  "1 April" is not a day such as 2026-04-01.',
    ]);
    expect(readOrganisationList('a,b,c\n', 'x.csv').faults[0]).toMatch(/the line has 3 fields/);
    expect(readOrganisationList('kind,code,colour\n', 'x.csv').faults[0]).toMatch(/no column "colour"/);
  });
});

describe('bodies in time', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await aHub({ day: '2026-11-27' });
  });
  afterAll(() => hub.stop());

  test('are read by anybody: with their days, who followed them, and by a code that they had', async () => {
    const { old, merged, before, after, somerset, none } = await hub.anonymous().ask(`{
      old: organisations(kind: HEALTH_COMMISSIONER, code: "QM7") { code from to successor { code } successors { code name } listedOn }
      merged: organisations(kind: HEALTH_COMMISSIONER, code: "QH8") { successor { code name } }
      before: organisations(kind: HEALTH_COMMISSIONER, on: "2026-03-31") { code }
      after: organisations(kind: HEALTH_COMMISSIONER, on: "2026-04-01") { code }
      somerset: organisations(kind: LOCAL_AUTHORITY, code: "e10000027") { code name to }
      none: organisations(kind: LOCAL_AUTHORITY, code: "999") { code }
    }`);
    expect(old).toEqual([
      {
        code: 'QM7',
        from: '2022-07-01',
        to: '2026-03-31',
        successor: null,
        successors: [
          { code: 'S1Y5D', name: 'NHS Central East ICB' },
          { code: 'D7T5G', name: 'NHS Essex ICB' },
        ],
        listedOn: '2026-04-10',
      },
    ]);
    expect(merged[0].successor).toEqual({ code: 'D7T5G', name: 'NHS Essex ICB' });
    const [eve, morning] = [before, after].map((all: { code: string }[]) => all.map(({ code }) => code));
    expect([eve?.length, eve?.includes('QH8'), eve?.includes('D7T5G')]).toEqual([42, true, false]);
    expect([morning?.length, morning?.includes('QH8'), morning?.includes('D7T5G'), morning?.includes('QRL')]).toEqual([36, false, true, true]);
    expect(somerset).toEqual([{ code: '933', name: 'Somerset', to: null }]);
    expect(none).toEqual([]);
    const { errors } = await hub.anonymous().raw('{ organisations(kind: PROVIDER) { code } }');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'kind' });
  });

  test('a board decides to the night of its merger; after it, who followed is named', async () => {
    const { personId } = await anAdult(hub).of('881', 'QH8').made();
    const nurse = await hub.as('HEALTH_COMMISSIONER', 'QH8');
    expect((await attach(nurse, chc(personId, '2026-03-31'))).applied).toBe(true);
    const late = await attach(nurse, chc(personId, '2026-04-01'));
    expect(late.applied).toBe(false);
    expect(late.results).toEqual([
      {
        rule: 'PHB-COMMISSIONER-ERA',
        effect: 'REFUSE',
        message: 'NHS Mid and South Essex ICB ended on 2026-03-31: a decision of 2026-04-01 is made by NHS Essex ICB (D7T5G).',
        fix: 'Ask NHS Essex ICB (D7T5G) to decide it; what NHS Mid and South Essex ICB had passes to it by passToSuccessor.',
        subject: 'QH8',
      },
    ]);
    const ahead = await attach(nurse, chc(personId, '2026-03-20', { from: '2026-11-02' }));
    expect([ahead.applied, ahead.results.at(-1).rule, ahead.results.at(-1).message]).toEqual([
      false,
      'ORG-ENDED',
      expect.stringContaining('NHS Essex ICB (D7T5G)'),
    ]);
  });

  test('a board that the list does not have is said to be unlisted, and is no clinical commissioning group', async () => {
    const { personId } = await anAdult(hub).of('384', 'X9Y').made();
    const { applied, results: said } = await attach(await hub.as('HEALTH_COMMISSIONER', 'X9Y'), chc(personId, '2026-11-02'));
    expect(applied).toBe(true);
    expect(said).toContainEqual(
      expect.objectContaining({ rule: 'ORG-LISTED', effect: 'WARN', message: expect.stringContaining('X9Y is not on the list of 2026-04-10') }),
    );
    expect(JSON.stringify(said)).not.toMatch(/clinical commissioning group/);
  });

  test('a council that ended takes nobody in and opens nothing; its successors are named', async () => {
    const { personId, team } = await anAdult(hub).made();
    const moved = await team.manager.ask(
      `mutation { movePerson(personId: "${personId}", authority: "909", from: "2023-04-01") { applied ${results} } }`,
    );
    expect(flat(moved['movePerson'])).toMatchObject({
      applied: false,
      results: [{ rule: 'ORG-ENDED', message: expect.stringContaining('Cumberland (942) or Westmorland and Furness (943)') }],
    });
    const officer = await hub.as('SEND_OFFICER', '909');
    const late = await officer.ask(
      `mutation { registerPerson(input: { name: "A", dateOfBirth: "2012-01-01", authority: "909", healthCommissioner: "X8Z" }) { applied ${results} } }`,
    );
    expect(flat(late['registerPerson'])).toMatchObject({
      applied: true,
      results: [
        { rule: 'ORG-ENDED', effect: 'WARN' },
        { rule: 'ORG-LISTED', effect: 'WARN', message: expect.stringContaining('X8Z is not on the list of 2026-04-10') },
      ],
    });
    const eve = await team.manager.ask(`mutation { movePerson(personId: "${personId}", authority: "909", from: "2023-03-31") { applied } }`);
    expect(eve['movePerson'].applied).toBe(true);
    const { errors } = await team.manager.raw(
      'mutation { registerPerson(input: { name: "A", dateOfBirth: "1980-01-01", authority: "999" }) { applied } }',
    );
    expect(errors?.[0]?.message).toBe('No council in England has the code "999": it is not on the list of 2026-04-10.');
  });
});

describe('what a body had passes to who followed it', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await aHub({ day: '2026-03-02' });
  });
  afterAll(() => hub.stop());

  test('people, money and access, listed, once; what was known before stays known', async () => {
    const { personId } = await anAdult(hub).of('881', 'QH8').made();
    const nurse = await hub.as('HEALTH_COMMISSIONER', 'QH8');
    const { id: budgetId } = await attach(nurse, chc(personId, '2026-03-02'), false);
    const [manager, essex, elsewhere] = [
      await hub.as('SERVICE_MANAGER', 'QH8'),
      await hub.as('SERVICE_MANAGER', 'D7T5G'),
      await hub.as('SERVICE_MANAGER', 'QWO'),
    ];
    const step = { predecessor: 'QH8', successor: 'D7T5G' };
    await expect(passOn(manager, step)).rejects.toThrow('The last day of NHS Mid and South Essex ICB is 2026-03-31');
    hub.setDay('2026-04-01');
    await expect(passOn(elsewhere, step)).rejects.toThrow('FORBIDDEN');
    await expect(passOn(nurse, step)).rejects.toThrow('FORBIDDEN');
    await expect(passOn(manager, { ...step, successor: 'QWO' })).rejects.toThrow(
      /did not follow NHS Mid and South Essex ICB\. Those that did: NHS Essex ICB \(D7T5G\)/,
    );
    const person = `{ person(id: "${personId}") { healthCommissioner { code } } }`;
    expect((await essex.ask(person)).person).toBeNull();

    const before = hub.now();
    const [tried, done, again] = [await passOn(essex, step, true), await passOn(essex, step), await passOn(essex, step)];
    expect(tried.results).toEqual(done.results);
    expect(done.results.map(({ rule, message }: { rule: string; message: string }) => [rule, message])).toEqual([
      [
        'ORG-PASSED',
        `Of person ${personId} pass from NHS Mid and South Essex ICB (QH8) to NHS Essex ICB (D7T5G) from 2026-04-01: the record; ${'health'} ${budgetId} (indicative).`,
      ],
      ['ORG-PASSED', '1 people pass to NHS Essex ICB; nobody else of those asked for is left.'],
    ]);
    expect(again.results.map(({ message }: { message: string }) => message)).toEqual([
      'Nobody of NHS Mid and South Essex ICB is left to pass to NHS Essex ICB.',
    ]);

    const funder = async (by: Caller, asOf: string, knownAt = ''): Promise<string[]> =>
      (
        await by.ask(
          `{ person(id: "${personId}") { healthCommissioner { code } pooledBudget(asOf: "${asOf}"${knownAt}) { streams { funder { code } } } } }`,
        )
      ).person.pooledBudget.streams.map((each: { funder: { code: string } }) => each.funder.code);
    expect((await essex.ask(person)).person.healthCommissioner.code).toBe('D7T5G');
    expect([await funder(essex, '2026-04-01'), await funder(essex, '2026-03-31')]).toEqual([['D7T5G'], ['QH8']]);
    expect(await funder(essex, '2026-04-01', `, knownAt: "${new Date(before).toISOString()}"`)).toEqual(['QH8']);
    expect((await nurse.ask(person)).person).toBeNull();
    const log = await essex.ask(`{ person(id: "${personId}") { accessLog(first: 50) { edges { node { action } } } } }`);
    expect(JSON.stringify(log)).toContain('passToSuccessor');
  });

  test('a board that was divided passes whom the councils or the ids say, and nobody else', async () => {
    hub.setDay('2026-03-03');
    const suffolk = await anAdult(hub).of('935', 'QJG').made();
    const colchester = await anAdult(hub).of('881', 'QJG').made();
    hub.setDay('2026-04-02');
    const [essex, norfolk] = [await hub.as('SERVICE_MANAGER', 'D7T5G'), await hub.as('SERVICE_MANAGER', 'T6Y0W')];
    await expect(passOn(essex, { predecessor: 'QJG', successor: 'D7T5G' })).rejects.toThrow(/was divided among .*Say who passes to NHS Essex ICB/);
    const first = await passOn(essex, { predecessor: 'QJG', successor: 'D7T5G', councils: ['881'] });
    expect(first.results.map(({ subject }: { subject: string }) => subject)).toEqual([colchester.personId, 'QJG']);
    const second = await passOn(norfolk, { predecessor: 'QJG', successor: 'T6Y0W', personIds: [suffolk.personId, colchester.personId] });
    expect(second.results.map(({ subject }: { subject: string }) => subject)).toEqual([suffolk.personId, 'QJG']);
    const code = async (id: string, by: Caller): Promise<string> =>
      (await by.ask(`{ person(id: "${id}") { healthCommissioner { code } } }`)).person.healthCommissioner.code;
    expect([await code(colchester.personId, essex), await code(suffolk.personId, norfolk)]).toEqual(['D7T5G', 'T6Y0W']);
  });

  test('a council that is divided passes a released budget whole: the pool is the same, nothing breaks, and the old council sees it no more', async () => {
    const { parts } = hub.hub;
    hub.setDay('2025-11-03');
    const staff = await workers(hub);
    const { id: childId, budgetId } = await aReleasedBudget(staff);
    const pool = async (by: Caller, asOf: string): Promise<any> =>
      (
        await by.ask(
          `{ person(id: "${childId}") { authority { code } pooledBudget(asOf: "${asOf}") { agreed { perYear } streams { status agreed { value every } funder { code } } } } }`,
        )
      ).person;
    const list = readOrganisationList(
      'kind,code,name,ons,from,to,successors\nLOCAL_AUTHORITY,384,Wakefield,E08000036,,2025-12-31,961 962\nLOCAL_AUTHORITY,961,East,,2026-01-01,,\nLOCAL_AUTHORITY,962,West,,2026-01-01,,\n',
      'councils.csv',
    );
    await bringList(parts.store, list.rows, '2026-05-01');
    await parts.directory.load();
    try {
      hub.setDay('2026-01-05');
      const [old, east] = [await hub.as('SERVICE_MANAGER', '384'), await hub.as('SERVICE_MANAGER', '961')];
      const before = await pool(old, '2026-01-05');
      const passed = await passOn(east, { kind: 'LOCAL_AUTHORITY', predecessor: '384', successor: '961', personIds: [childId] });
      expect(passed.results[0].message).toContain(`education ${budgetId} (released, `);
      const after = await pool(east, '2026-01-05');
      expect(after.pooledBudget.agreed).toEqual(before.pooledBudget.agreed);
      expect(after.pooledBudget.streams).toEqual(before.pooledBudget.streams.map((each: object) => ({ ...each, funder: { code: '961' } })));
      expect([before.authority.code, after.authority.code, await pool(old, '2026-01-05')]).toEqual(['384', '961', null]);
      expect((await pool(east, '2025-12-31')).pooledBudget.streams.map((each: any) => each.funder.code)).toEqual(['384']);
      const broken: string[] = [];
      await new Inspector({ ...parts, entities, today: '2026-01-05' }).inspect({ onFault: (each) => broken.push(faultInWords(each)) });
      expect(broken).toEqual([]);
    } finally {
      await bringList(parts.store, [{ kind: 'LOCAL_AUTHORITY', code: '384', to: null, successors: [] }], '2026-05-02');
      await parts.directory.load();
    }
  });

  test('a list that is brought adds the boards to come, and a hub that starts again keeps to it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lists-'));
    const said: string[] = [];
    const run = (...args: string[]): Promise<number> =>
      organisationsCommand(args, { databaseUrl: hub.databaseUrl, policyDir: null }, (line) => void said.push(line));
    try {
      const file = join(folder, 'boards.csv');
      writeFileSync(
        file,
        '# as of 2027-01-15\nkind,code,name,from,to,successors\nHEALTH_COMMISSIONER,QR1,NHS Gloucestershire ICB,2022-07-01,2027-03-31,N3W27\nHEALTH_COMMISSIONER,N3W27,NHS Made-up ICB,2027-04-01,,\n',
      );
      expect([await run('load', file), await run('load', file), await run('load'), await run('check', join(folder, 'none.csv'))]).toEqual([
        0, 0, 2, 2,
      ]);
      expect(said.slice(0, 2)).toEqual([
        'The list of 2027-01-15: 1 added: N3W27; 1 changed: QR1; 0 unchanged.',
        'The list of 2027-01-15: 0 added; 0 changed; 2 unchanged.',
      ]);
      const beside = await aHub({ day: '2027-04-01', beside: hub });
      try {
        const { organisations } = await beside
          .anonymous()
          .ask('{ organisations(kind: HEALTH_COMMISSIONER, code: "QR1") { to listedOn successor { name } } }');
        expect(organisations).toEqual([{ to: '2027-03-31', listedOn: '2027-01-15', successor: { name: 'NHS Made-up ICB' } }]);
      } finally {
        await beside.stop();
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
