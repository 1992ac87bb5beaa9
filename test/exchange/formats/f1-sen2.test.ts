import { join } from 'node:path';
import { nhsNumberFor, upnFor } from '../../../src/people/made-up-identifier';
import { anArea, type Area } from '../area';
import { bladeExport, whoRow } from '../rows';

const upn = upnFor('384', 9900, 12, 1);
const other = upnFor('384', 9900, 12, 2);

describe('the SEN2 return', () => {
  let area: Area;
  beforeEach(async () => {
    area = await anArea();
  });
  afterEach(() => area.stop());

  it('makes people, settings and EHC plans with their dates, and no money', async () => {
    const pupil = {
      upn,
      plans: [{ startdate: '2019-Sep-01 00:00:00', ceasedate: '2024-Aug-31 00:00:00', ceasereason: '5', pb: 0 }, { startdate: '2024-09-01' }],
    };
    expect(await area.load('F1', bladeExport(area, 'return', [pupil]))).toMatchObject({ rows: 11, loaded: 11, refused: 0 });

    const { person, identifiers, plans, budgets } = await area.person(upn);
    expect(person).toMatchObject({ name: 'Sam Reed', dateOfBirth: '2012-03-04', postcode: 'WF21 2AB' });
    expect(identifiers).toEqual([{ system: 'UPN', value: upn, scope: 0 }]);
    expect(plans).toMatchObject([
      { kind: 'EHC_PLAN', status: 'CEASED', from: '2019-09-01', ceasedOn: '2024-08-31', agreedOn: '2019-09-01', items: [], outcomes: [] },
      { kind: 'EHC_PLAN', status: 'AGREED', from: '2024-09-01', ceasedOn: null },
    ]);
    expect(budgets).toEqual([]);
    expect(await area.store.reading.rows("SELECT kind, code FROM organisation WHERE kind = 'EDUCATION_SETTING'")).toEqual([
      { kind: 'EDUCATION_SETTING', code: '123456' },
    ]);
    expect(await area.store.reading.rows('SELECT cease_ground FROM plan WHERE cease_ground IS NOT NULL')).toEqual([
      { cease_ground: 'Transferred to another council' },
    ]);
    const returned = await area.store.reading.rows<{ budget_taken_up: number }>(
      'SELECT budget_taken_up, organised_arrangements, direct_payments, needs FROM returned_fact ORDER BY budget_taken_up',
    );
    expect(returned.map((row) => ({ ...row, budget_taken_up: Number(row.budget_taken_up) }))).toEqual([
      { budget_taken_up: 0, organised_arrangements: 0, direct_payments: 'E', needs: 'ASD SLCN' },
      { budget_taken_up: 1, organised_arrangements: 0, direct_payments: 'E', needs: 'ASD SLCN' },
    ]);
  });

  it('knows pupils and plans again in the next export, though the ids of its tables are others', async () => {
    await area.load('F1', bladeExport(area, 'first', [{ upn }, { upn: other, forename: 'Ida' }]));
    const next = bladeExport(area, 'second', [{ upn: other, forename: 'Ida' }, { upn }], '31-01-2027');
    expect(await area.load('F1', next)).toMatchObject({ loaded: 0, changed: 0, unchanged: 18 });

    const ceased = bladeExport(area, 'third', [{ upn, plans: [{ ceasedate: '2027-03-31', ceasereason: '2' }] }], '31-03-2027');
    expect(await area.load('F1', ceased)).toMatchObject({ loaded: 0, changed: 1, unchanged: 8 });
    const { plans } = await area.person(upn);
    expect(plans).toMatchObject([{ status: 'CEASED', ceasedOn: '2027-03-31', version: 2 }]);
  });

  it('says which line hangs on one that is not there, and loads the rest', async () => {
    const folder = bladeExport(area, 'return', [{ upn: 'A384990012001' }, { upn: other }]);
    const summary = await area.load('F1', folder);
    expect(summary).toMatchObject({ rows: 18, loaded: 9, refused: 9 });
    expect(summary.lines[0]).toMatchObject({ file: 'Blade-Export_31-01-2026_person.csv', line: 2, field: 'upn', rule: 'IDENTIFIER' });
    expect(summary.lines[1]).toMatchObject({ file: 'Blade-Export_31-01-2026_requests.csv', line: 2, field: 'persontableid', rule: 'LINK' });
  });

  it('knows a pupil without any number by name, birth date and postcode, and only proposes who else it may be', async () => {
    await area.load('F10', area.file('who.csv', [whoRow({ nhs_number: nhsNumberFor(1) })]));
    const folder = bladeExport(area, 'return', [{ upn: '' }]);
    await area.load('F1', folder);
    expect(await area.load('F1', folder)).toMatchObject({ unchanged: 9, loaded: 0 });
    const people = await area.people();
    expect(people).toHaveLength(2);
    expect(people.map(({ plans }) => plans.length).sort()).toEqual([0, 1]);
    expect(await area.store.reading.rows('SELECT status FROM match_proposal')).toEqual([{ status: 'OPEN' }]);
  });

  it('is the same return as the five CSVs of the SEND tool: the plan is not made twice', async () => {
    await area.load('F1', bladeExport(area, 'return', [{ upn }]));
    const file = (name: string, row: Record<string, string>): string => area.file(join('tool', name), [row]);
    const id = { 'Person ID': '7', 'Request Records ID': '9' };
    file('a.csv', {
      'Person ID': '7',
      Surname: 'Reed',
      Forename: 'Sam',
      'Dob (ccyy-mm-dd)': '2012-03-04',
      Gender: 'M',
      Ethnicity: 'WBRI',
      Postcode: 'WF21 2AB',
      'UPN - Unique Pupil Number': upn,
      'ULN - Young Persons Unique Learner Number': '',
      'UPN and ULN unavailable reason': '',
    });
    file('b.csv', {
      'Person ID': '7',
      'Requests Record ID': '9',
      'Date Request Was Received': '2024-03-01',
      'Request Outcome Date': '2024-04-01',
      'Request Outcome': 'Y',
    });
    file('c.csv', { 'Person ID': '7', 'Requests Record ID': '9', 'Assessment Outcome To Issue EHCP': 'Y', 'Assessment Outcome Date': '2024-07-01' });
    file('d.csv', {
      ...id,
      'EHC Plan Start Date': '2024-09-01',
      'Residential Settings': '',
      'Worked based learning activity': '',
      'Personal budget taken up': '1',
      'Personal budget - organised arrangements': '0',
      'Personal budget - direct payments': 'E',
      'Date EHC Plan Ceased': '',
      'Reason EHC Plan Ceased': '',
    });
    file('e.csv', {
      ...id,
      'EHC Plan (Transfer)': '',
      'Residential Settings': '',
      'Worked based learning activity': '',
      'EHCP review decisions date': '2025-06-01',
    });

    expect(await area.load('F2', join(area.folder, 'tool'))).toMatchObject({ rows: 5, loaded: 5, refused: 0 });
    expect((await area.person(upn)).plans).toMatchObject([{ from: '2024-09-01', status: 'AGREED', version: 1 }]);
  });
});
