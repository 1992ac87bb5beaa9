import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCommand } from '../../../scripts/load';
import { nhsNumberFor, upnFor } from '../../../src/people/made-up-identifier';
import { anArea, type Area, type CsvRow, told } from '../area';
import { bladeExport, careRow, rasRow, topUpRow, whoRow } from '../rows';

const upn = (serial: number): string => upnFor('384', 9900, 12, serial);
const who = (serial: number): CsvRow => whoRow({ upn: upn(serial), nhs_number: nhsNumberFor(serial), forename: `Child ${serial}` });

describe('a file', () => {
  let area: Area;
  beforeEach(async () => {
    area = await anArea();
  });
  afterEach(() => area.stop());

  describe('whose header is wrong is refused whole, naming what is missing and what was found', () => {
    it('a column missing, or in other capitals', async () => {
      const path = area.text(
        'schedule.csv',
        'UPN,setting_urn,strand,level,tier,band,annual_top_up,from,released_amount,setting_agreed_on,setting_agreed_by,setting_agreed_role\n',
      );
      await expect(area.load('F5', path)).rejects.toThrow(/missing upn, to\. It has: UPN, setting_urn, .*setting_agreed_role\./);
    });
    it('a column twice', async () => {
      const row = topUpRow({ upn: upn(1) });
      const path = area.text(
        'schedule.csv',
        stringify([
          [...Object.keys(row), 'upn'],
          [...Object.values(row), upn(2)],
        ]),
      );
      await expect(area.load('F5', path)).rejects.toThrow(/has twice upn/);
    });
    it('one module of a return', async () => {
      const folder = bladeExport(area, 'return', [{ upn: upn(1) }]);
      area.text(
        join('return', 'Blade-Export_31-01-2026_namedplan.csv'),
        'namedplantableid,assessmenttableid,startdate,pb,oa,ceasedate,ceasereason\n',
      );
      await expect(area.load('F1', folder)).rejects.toThrow(/namedplan\.csv was not read: its header is missing dp/);
      expect(await area.people()).toEqual([]);
    });
    it('a module that is not there, and one that nobody can tell apart', async () => {
      const folder = area.folder;
      await expect(area.load('F1', folder)).rejects.toThrow(
        /missing Blade-Export_DD-MM-YYYY_sen2\.csv, .*senneed\.csv\. The folder has: no file of an export/,
      );
      await expect(area.load('F2', folder)).rejects.toThrow(/missing module 1 \(the file with the column "Surname"\)/);
    });
    it('an empty file, a file that is not text, and one that is not there', async () => {
      await expect(area.load('F5', area.text('empty.csv', ''))).rejects.toThrow(/has no header line/);
      await expect(area.load('F5', area.text('utf16.csv', Buffer.from('upn,from\n', 'utf16le')))).rejects.toThrow(/not UTF-8/);
      await expect(area.load('F5', join(area.folder, 'none.csv'))).rejects.toThrow(/There is no file/);
    });
    it('and no load is left behind', async () => {
      await area.load('F5', area.text('empty.csv', 'upn\n')).catch(() => undefined);
      expect(await area.store.reading.rows('SELECT id FROM file_load')).toEqual([]);
    });
  });

  describe('is read by its columns’ names, however it was written', () => {
    const rows = [1, 2, 3].map(who);
    const columns = Object.keys(rows[0] ?? {});
    const write = (order: readonly string[], options = {}): string =>
      stringify([order, ...rows.map((row) => order.map((column) => row[column]))], options);

    it.each([
      ['with a byte order mark', () => `\ufeff${write(columns)}`],
      ['with CRLF and a blank line at the end', () => `${write(columns, { record_delimiter: 'windows' })}\r\n`],
      ['in the Unicode of a spreadsheet', () => Buffer.from(`\ufeff${write(columns)}`, 'utf16le')],
      ['with every field quoted', () => write(columns, { quoted: true })],
      ['with its columns the other way round', () => write([...columns].reverse())],
      ['with spaces around names and cells', () => write(columns).replaceAll(',', ' , ')],
      ['with columns nobody asked for', () => write([...columns, 'remarks'])],
      [
        'with cells at the end that the header has not',
        () =>
          write(columns)
            .replaceAll(/$(?=\n)/gm, ',,')
            .replace(/,,\n/, '\n'),
      ],
    ])('%s', async (_, content) => {
      expect(await area.load('F10', area.text('who.csv', content()))).toMatchObject({ rows: 3, loaded: 3, refused: 0 });
      expect((await area.people()).map(({ person }) => person.name).sort()).toEqual(['Child 1 Reed', 'Child 2 Reed', 'Child 3 Reed']);
    });

    it('and what it says is the same either way, so nothing changes', async () => {
      await area.load('F10', area.text('who.csv', write(columns)));
      expect(
        await area.load('F10', area.text('again.csv', `\ufeff${write([...columns].reverse(), { quoted: true, record_delimiter: 'windows' })}`)),
      ).toMatchObject({ loaded: 0, changed: 0, unchanged: 3 });
    });
  });

  describe('with bad rows', () => {
    it('keeps the 997 good ones of 1,000 and explains the three', async () => {
      const rows = Array.from({ length: 1000 }, (_, serial) => ({ ...who(serial) }));
      rows[41] = { ...rows[41], upn: 'A384990012042' };
      rows[500] = { ...rows[500], birth_date: '2012-02-30' };
      rows[998] = { ...rows[998], surname: '' };
      const path = area.file('who.csv', rows);

      const summary = await area.load('F10', path);

      expect(summary).toMatchObject({
        rows: 1000,
        loaded: 997,
        changed: 0,
        unchanged: 0,
        waiting: 0,
        refused: 3,
        reported: 3,
        report: `${path}.report.csv`,
      });
      expect(summary.lines.map(({ line, field, rule, effect }) => ({ line, field, rule, effect }))).toEqual([
        { line: 43, field: 'upn', rule: 'IDENTIFIER', effect: 'REFUSE' },
        { line: 502, field: 'birth_date', rule: 'FORMAT', effect: 'REFUSE' },
        { line: 1000, field: 'surname', rule: 'REQUIRED', effect: 'REFUSE' },
      ]);
      expect(await area.people()).toHaveLength(997);
      const report = parse<Record<string, string>>(readFileSync(`${path}.report.csv`), { columns: true });
      expect(report.map(({ line, message }) => [line, message])).toEqual([
        ['43', 'The first letter does not check: before 384990012042 it is V.'],
        ['502', '"2012-02-30" is not a day of the calendar. Write it as year-month-day, such as 2025-09-01.'],
        ['1000', 'surname is empty.'],
      ]);
      // Nothing of a bad row is lost.
      expect(JSON.parse(report[0]?.['cells'] ?? '')).toEqual(Object.values(rows[41] ?? {}));
    });

    it('changes nothing when it comes again, and explains them again', async () => {
      const path = area.file('who.csv', [who(1), { ...who(2), upn: 'X' }, who(3)]);
      await area.load('F10', path);
      const before = told(await area.people());
      expect(await area.load('F10', path)).toMatchObject({ loaded: 0, changed: 0, unchanged: 2, refused: 1, reported: 1 });
      expect(told(await area.people())).toEqual(before);
    });

    it('sets aside a line whose quotation mark is never closed, and reads the good ones behind it', async () => {
      const lines = stringify([Object.keys(who(1)), ...[1, 2, 3, 4].map((serial) => Object.values(who(serial)))]).split('\n');
      lines[2] = (lines[2] ?? '').replace('Reed', '"Reed');
      const summary = await area.load('F10', area.text('who.csv', lines.join('\n')));
      expect(summary).toMatchObject({ rows: 4, loaded: 3, refused: 1 });
      expect(summary.lines[0]).toMatchObject({ line: 3, rule: 'FORMAT', message: expect.stringContaining('quotation mark') });
    });

    it('counts lines as an editor does, with line breaks inside cells', async () => {
      const rows = [
        { ...who(1), forename: 'Child\r\n1' },
        { ...who(2), birth_date: 'soon' },
      ];
      const summary = await area.load(
        'F10',
        area.text('who.csv', stringify([Object.keys(who(1)), ...rows.map((row) => Object.values(row))], { record_delimiter: 'windows' })),
      );
      expect(summary.lines.map(({ line }) => line)).toEqual([4]);
      expect(await area.people()).toMatchObject([{ person: { name: 'Child 1 Reed' } }]);
    });

    it('refuses a line with too few cells, bytes that are no UTF-8, and two lines that contradict each other', async () => {
      const header = Object.keys(who(1)).join(',');
      const line = (row: CsvRow): string => Object.values(row).join(',');
      const content = Buffer.concat([
        Buffer.from(`${header}\n${line(who(1))}\n${upn(2)},x\n`),
        Buffer.from(`${line({ ...who(3), surname: 'Zo\u00eb' })}\n`, 'latin1'),
        Buffer.from(`${line(who(1))}\n${line({ ...who(1), surname: 'Ross' })}\n`),
      ]);
      const summary = await area.load('F10', area.text('who.csv', content));
      expect(summary).toMatchObject({ rows: 5, loaded: 1, unchanged: 1, refused: 3 });
      expect(summary.lines.map(({ line: at, rule }) => [at, rule]).sort()).toEqual([
        [3, 'FORMAT'],
        [4, 'FORMAT'],
        [6, 'TWICE'],
      ]);
    });
  });

  it('may be on a disk that cannot be written: then the load says so and goes on', async () => {
    const path = area.file('who.csv', [{ ...who(1), upn: 'X' }, who(2)]);
    const report = join(area.folder, 'no-such-folder', 'report.csv');
    const summary = await area.load('F10', path, { report });
    expect(summary).toMatchObject({ loaded: 1, refused: 1, report: null, reportFault: expect.stringContaining(report) });
    expect(summary.lines).toHaveLength(1);
  });

  it('that was loaded clean after a bad one leaves no old faults beside it', async () => {
    const path = area.file('who.csv', [{ ...who(1), upn: 'X' }]);
    await area.load('F10', path);
    area.file('who.csv', [who(1)]);
    await area.load('F10', path);
    expect(readFileSync(`${path}.report.csv`, 'utf8').trim().split('\n')).toHaveLength(1);
  });

  describe('needs to say whose people it is about', () => {
    it('unless one council alone has people here', async () => {
      const ras = area.file('children.csv', [rasRow({ upn: upn(1) })]);
      await expect(area.load('F6', ras, { authority: null })).rejects.toThrow(/--authority and the council's code\. Nobody is known here yet/);
      await area.load('F10', area.file('who.csv', [who(1)]), { authority: null });
      expect(await area.load('F6', ras, { authority: null })).toMatchObject({ loaded: 1 });
      await area.load('F10', area.file('others.csv', [{ ...who(2), authority: '343' }]), { authority: null });
      await expect(area.load('F6', ras, { authority: null })).rejects.toThrow(/People of several councils are known here/);
    });
    it('by a code that there is, and the one that the file itself names', async () => {
      await expect(area.load('F5', area.file('e3.csv', [topUpRow({ upn: upn(1) })]), { authority: '999' })).rejects.toThrow(
        /No council in England has the code "999"/,
      );
      await expect(area.load('F1', bladeExport(area, 'return', [{ upn: upn(1) }]), { authority: '343' })).rejects.toThrow(
        /says that it is council 384's/,
      );
    });
    it('and whose RAS it is', async () => {
      const path = area.file('ras.csv', [rasRow({ upn: upn(1) })]);
      await expect(area.load('F6', path)).rejects.toThrow(/add --kind children or --kind adults/);
      expect(await area.load('F6', path, { kind: 'children' })).toMatchObject({ rows: 1, waiting: 1 });
    });
  });

  describe('from the command line', () => {
    const run = async (...args: string[]): Promise<{ code: number; text: string }> => {
      const lines: string[] = [];
      const code = await loadCommand(args, { databaseUrl: area.url, policyDir: null }, (line) => lines.push(line));
      return { code, text: lines.join('\n') };
    };
    it('answers 0 once it was read, with the counts and the first faults', async () => {
      const path = area.file('care.csv', [
        careRow({ 'NHS Number': nhsNumberFor(1) }),
        ...Array.from({ length: 25 }, () => careRow({ 'NHS Number': '999' })),
      ]);
      const { code, text } = await run('F3', path, '--authority', '384');
      expect(code).toBe(0);
      expect(text).toContain('26 rows: 1 loaded, 0 changed, 0 unchanged, 0 waiting, 25 refused.');
      expect(text).toContain('care.csv line 3, NHS Number: REFUSE IDENTIFIER');
      expect(text).toContain('and 5 more.');
      expect(text).toContain(`All 25 are in ${path}.report.csv`);
    });
    it('answers 2 where it was refused whole, and says how it is used', async () => {
      expect(await run('F5', area.text('e3.csv', 'upn\n'), '--authority', '384')).toMatchObject({
        code: 2,
        text: expect.stringContaining('is missing setting_urn'),
      });
      expect(await run('F9', 'x.csv')).toMatchObject({ code: 2, text: expect.stringContaining('is no format the hub reads') });
      expect(await run()).toMatchObject({ code: 2, text: expect.stringContaining('npm run load -- FORMAT PATH') });
      expect(await run('F5', 'x.csv', '--sideways')).toMatchObject({ code: 2 });
      expect(await run('--undo', '7')).toMatchObject({ code: 2, text: 'There is no load 7.' });
    });
  });
});
