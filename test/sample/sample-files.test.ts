import { parse } from 'csv-parse/sync';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { cellsOf, checkHeader, openCsv } from '../../src/exchange/csv/csv.reader';
import { formatById } from '../../src/exchange/formats/formats';
import { BLADE_MODULES, bladeDate, bladeFileName } from '../../src/sample/files/blade-export';
import { type Choices, type SampleFiles, writeSample } from '../../src/sample/write-sample';

type Line = Readonly<Record<string, string>>;
const folders: string[] = [];
const aFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'sample-'));
  folders.push(folder);
  return folder;
};
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const TODAY = '2025-11-22';
const write = (people: number, seed: number, folder = aFolder(), onProgress?: (people: number, of: number) => void): Promise<SampleFiles> =>
  writeSample({ people, seed, today: TODAY, folder, authority: '384', commissioner: 'QWO', onProgress });
const read = (path: string): Line[] => parse(readFileSync(path, 'utf8'), { columns: true });
const headerOf = (path: string): string[] => readFileSync(path, 'utf8').split('\n', 1)[0]?.split(',') ?? [];
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort();
const digestOf = (folder: string): string => {
  const digest = createHash('sha256');
  for (const path of filesBelow(folder)) digest.update(relative(folder, path)).update(readFileSync(path));
  return digest.digest('hex');
};
const pathOf = ({ files }: SampleFiles, format: string, kind: string | null = null): string =>
  files.find((file) => file.format === format && file.kind === kind)?.path ?? `no ${format}`;
const blade = (sample: SampleFiles, module: (typeof BLADE_MODULES)[number]): Line[] => read(join(pathOf(sample, 'F1'), bladeFileName(module, TODAY)));

describe('the files of a sample area', () => {
  it('are the same bytes for the same seed, whatever the time zone and language, and others for another', async () => {
    const first = digestOf((await write(120, 7)).folder);
    const { TZ, LANG } = process.env;
    Object.assign(process.env, { TZ: 'Pacific/Auckland', LANG: 'tr_TR.UTF-8' });
    const again = digestOf((await write(120, 7)).folder);
    for (const [name, value] of [
      ['TZ', TZ],
      ['LANG', LANG],
    ] as const) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    expect(again).toBe(first);
    expect(digestOf((await write(120, 8)).folder)).not.toBe(first);
  });

  it('replace what an earlier run left, and say how far they are', async () => {
    const folder = aFolder();
    await writeSample({ people: 700, seed: 1, today: '2025-11-21', folder, authority: '384', commissioner: 'QWO' });
    const told: (readonly [number, number])[] = [];
    const small = await write(300, 1, folder, (people, of) => told.push([people, of]));
    expect(told).toEqual([
      [250, 300],
      [300, 300],
    ]);
    expect(read(pathOf(small, 'F10'))).toHaveLength(300);
    expect(digestOf(folder)).toBe(digestOf((await write(300, 1)).folder));
  });

  it('are counted as they are written', async () => {
    const sample = await write(250, 4);
    for (const { format, path, rows } of sample.files) {
      const found = format === 'F1' ? BLADE_MODULES.reduce((sum, module) => sum + blade(sample, module).length, 0) : read(path).length;
      expect([format, found]).toEqual([format, rows]);
    }
    expect(sample.files.map(({ format }) => format)).toEqual(['F10', 'F1', 'F5', 'F6', 'F6', 'F4', 'F3', 'F7', 'F8']);
    expect(Object.values(sample.mixes).reduce((sum, count) => sum + count, 0)).toBe(250);
    expect(read(pathOf(sample, 'F5'))).toHaveLength(sample.budgets.EDUCATION ?? 0);
    expect(read(pathOf(sample, 'F6', 'children'))).toHaveLength(sample.budgets.CHILDRENS_SOCIAL_CARE ?? 0);
    expect(read(pathOf(sample, 'F4')).filter((row) => row['PERSONAL HEALTH BUDGET TYPE'] !== '04')).toHaveLength(sample.budgets.HEALTH ?? 0);
  });

  it('are made for one person and for thirty, who have every stream', async () => {
    const one = await write(1, 2);
    expect(read(pathOf(one, 'F10'))).toHaveLength(1);
    expect(read(pathOf(one, 'F7')).map(({ section }) => section)).toEqual(expect.arrayContaining(['F', 'G']));
    const thirty = await write(30, 2);
    expect(Object.values(thirty.mixes).every((count) => count > 0)).toBe(true);
    expect(Object.keys(thirty.budgets).sort()).toEqual(['ADULT_SOCIAL_CARE', 'CARER', 'CHILDRENS_SOCIAL_CARE', 'EDUCATION', 'HEALTH']);
  });
});

describe('the readers of the exchange', () => {
  it('understand every row of every file', async () => {
    const { files } = await write(400, 6);
    for (const { format, kind, path } of files) {
      const opened = await formatById(format).open(path, { kind, today: TODAY });
      const faults: string[] = [];
      for (const { path: file, part } of opened.files) {
        const { header, lines } = await openCsv(file);
        checkHeader(file, header, part.required);
        const columns = new Map(header.map((name, index) => [name, index]));
        for await (const line of lines) {
          if (line.line === 1) continue;
          try {
            part.read(cellsOf(columns, header.length, line));
          } catch (fault) {
            faults.push(`${format} ${line.line}: ${String(fault)}`);
          }
        }
      }
      expect(faults).toEqual([]);
    }
  });
});

describe('in the files of two hundred and fifty people', () => {
  let sample: SampleFiles;
  let people: Map<string, Line>;
  beforeAll(async () => {
    sample = await write(250, 9);
    people = new Map(read(pathOf(sample, 'F10')).map((row) => [row['upn'] || (row['nhs_number'] ?? ''), row]));
  });

  it('the nine modules of F1 hang together, row by row', () => {
    const keys = (module: (typeof BLADE_MODULES)[number]): Set<string> => new Set(blade(sample, module).map((row) => row[`${module}tableid`] ?? ''));
    const parents = {
      person: 'sen2',
      requests: 'person',
      assessment: 'requests',
      namedplan: 'assessment',
      plandetail: 'namedplan',
      activeplans: 'requests',
      placementdetail: 'activeplans',
      senneed: 'activeplans',
    } as const;
    for (const [module, parent] of Object.entries(parents) as [keyof typeof parents, (typeof parents)[keyof typeof parents]][]) {
      const known = keys(parent);
      const rows = blade(sample, module);
      expect(rows.every((row) => known.has(row[`${parent}tableid`] ?? ''))).toBe(true);
      expect(keys(module).size).toBe(rows.length);
      expect(headerOf(join(pathOf(sample, 'F1'), bladeFileName(module, TODAY))).slice(0, 3)).toEqual([
        'NativeId',
        `${module}orderseqcolumn`,
        'sourceid',
      ]);
    }
    expect(readdirSync(pathOf(sample, 'F1')).sort()).toEqual(BLADE_MODULES.map((module) => `Blade-Export_22-11-2025_${module}.csv`).sort());
    expect(bladeDate('2022-09-28')).toBe('2022-Sep-28 00:00:00');
  });

  it('each plan of F1 is the one that F7 names, and is said to be a budget where there is one', () => {
    const starts = new Map(blade(sample, 'person').map((person, index) => [person['upn'] ?? '', blade(sample, 'namedplan')[index]]));
    for (const line of read(pathOf(sample, 'F7'))) {
      const plan = starts.get(line['upn'] ?? '');
      expect(plan?.['startdate']).toBe(bladeDate(line['plan_start'] ?? ''));
      expect(plan?.['pb']).toBe('true');
    }
    expect(blade(sample, 'namedplan').some(({ ceasereason }) => ceasereason !== '')).toBe(true);
    expect(blade(sample, 'namedplan').filter(({ pb }) => pb === 'false').length).toBe(sample.mixes.PLAN_WITHOUT_BUDGET);
  });

  it('everybody of every file is in who is who, with the same numbers and birth date', () => {
    const byNhs = new Map([...people.values()].map((row) => [row['nhs_number'] ?? '', row]));
    for (const row of read(pathOf(sample, 'F3')))
      expect(byNhs.get(row['NHS Number'] ?? '')).toMatchObject({ local_id: row['LA Person Unique Identifier'], birth_date: row['Date of Birth'] });
    for (const row of read(pathOf(sample, 'F4'))) expect(byNhs.get(row['NHS NUMBER'] ?? '')).toMatchObject({ birth_date: row['PERSON BIRTH DATE'] });
    for (const format of ['F5', 'F7']) for (const row of read(pathOf(sample, format))) expect(people.has(row['upn'] ?? '')).toBe(true);
    for (const row of blade(sample, 'person')) expect(bladeDate(people.get(row['upn'] ?? '')?.['birth_date'] ?? '')).toBe(row['personbirthdate']);
    for (const kind of ['children', 'adults'])
      for (const row of read(pathOf(sample, 'F6', kind)))
        expect(byNhs.get(row['nhs_number'] ?? '')).toMatchObject({ upn: row['upn'], local_id: row['local_id'] });
  });

  it('there is something of everything that a reader meets', () => {
    const care = read(pathOf(sample, 'F3')).filter((row) => row['Event Type'] === 'Service');
    const values = (rows: readonly Line[], column: string): Set<string> => new Set(rows.map((row) => row[column] ?? ''));
    expect([...values(care, 'Delivery Mechanism')].sort()).toEqual(['CASSR commissioned support', 'CASSR managed personal budget', 'Direct payment']);
    expect(values(care, 'Cost Frequency (Unit Type)').size).toBeGreaterThanOrEqual(6);
    expect(care.some((row) => row['Unit Cost'] === '')).toBe(true);
    expect(care.some((row) => row['Event End Date'] !== '')).toBe(true);
    expect([...values(read(pathOf(sample, 'F4')), 'PERSONAL HEALTH BUDGET TYPE')].sort()).toEqual(['01', '02', '03', '04']);
    const lines = read(pathOf(sample, 'F7'));
    expect([...values(lines, 'section')].sort()).toEqual(['F', 'G', 'H1', 'H2']);
    expect([...values(lines, 'arrangement')].sort()).toEqual([
      'COUNCIL_MANAGED',
      'DIRECT_PAYMENT',
      'INDIVIDUAL_SERVICE_FUND',
      'NHS_NOTIONAL',
      'NHS_THIRD_PARTY',
    ]);
    const schedule = read(pathOf(sample, 'F5'));
    expect(schedule.filter((row) => row['released_amount'] !== '').length * 2).toBeGreaterThan(schedule.length);
    expect(schedule.every((row) => (row['released_amount'] === '') === (row['setting_agreed_on'] === ''))).toBe(true);
    const paying = read(pathOf(sample, 'F6', 'adults')).filter((row) => Number(row['contribution_per_week']) > 0);
    expect(paying.length).toBeGreaterThan(10);
    expect(read(pathOf(sample, 'F6', 'children')).every((row) => row['contribution_per_week'] === '')).toBe(true);
  });

  it('those who show their health budget have one', () => {
    const { showHealthInPool } = JSON.parse(readFileSync(sample.choices.path, 'utf8')) as Choices;
    expect(showHealthInPool).toHaveLength(sample.choices.people);
    const withBudget = new Set(read(pathOf(sample, 'F4')).flatMap((row) => (row['PERSONAL HEALTH BUDGET TYPE'] === '04' ? [] : [row['NHS NUMBER']])));
    expect(showHealthInPool.length).toBeGreaterThan(0);
    expect(showHealthInPool.every((number) => withBudget.has(number))).toBe(true);
    expect(showHealthInPool.length).toBeLessThan(withBudget.size);
  });
});
