import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { policyCommand } from '../../scripts/policy';

const run = (...args: readonly string[]): { code: number; lines: readonly string[] } => {
  const lines: string[] = [];
  const code = policyCommand(args, (line) => lines.push(line));
  return { code, lines };
};
const packs = join(__dirname, '..', '..', 'src', 'policy', 'packs');
let folder = '';
const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'packs-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('check', () => {
  test('a pack without faults says what it holds', () => {
    expect(run('check', join(packs, 'wakefield.yaml'), 'devon', join(__dirname, 'packs', 'wiltshire.yaml'))).toEqual({
      code: 0,
      lines: [
        `${join(packs, 'wakefield.yaml')}: no faults. wakefield 2016-07 of Wakefield Metropolitan District Council, in force from 2014-09-01: 1 Element 3 table, 15 local rules.`,
        "devon: no faults. devon 2023-24 of Devon County Council, in force from 2022-04-01: 3 Element 3 tables, 1 adults' RAS table.",
        `${join(__dirname, 'packs', 'wiltshire.yaml')}: no faults. wiltshire 2016-01 of Wiltshire Council, in force from 2016-01-01: 1 Element 3 table.`,
      ],
    });
  });
  test('a version that has a last day is said with it, and a colon in text without quotation marks is explained', () => {
    const wiltshire = readFileSync(join(__dirname, 'packs', 'wiltshire.yaml'), 'utf8');
    const ending = run('check', write('ending.yaml', wiltshire.replace('reviewDue:', 'to: 2016-12-31\nreviewDue:')));
    expect(ending).toMatchObject({ code: 0, lines: [expect.stringContaining('in force from 2016-01-01 to 2016-12-31: 1 Element 3 table.')] });
    const colon = run('check', write('colon.yaml', wiltshire.replace('source: Wiltshire', 'source: Appendix B: Wiltshire')));
    expect(colon).toMatchObject({ code: 1, lines: [expect.stringContaining('Put text that holds a colon in quotation marks.'), '1 fault.'] });
  });
  test('every fault with its line and column, and exit code 1', () => {
    const file = write(
      'faulty.yaml',
      readFileSync(join(packs, 'halton.yaml'), 'utf8').replace('amount: 300', 'amount: £300').replace('every: YEAR', 'evry: YEAR'),
    );
    expect(run('check', file)).toEqual({
      code: 1,
      lines: [
        `${file}:16:5  carerLevels 1: "every" is missing. Add "every": how often the amount is paid: one of WEEK, FORTNIGHT, FOUR_WEEKS, MONTH, QUARTER, YEAR, ONE_OFF.`,
        `${file}:17:5  carerLevels 1 > evry: the format has no "evry" here. Did you mean "every"?`,
        `${file}:23:32  carerLevels 1 > levels 1 > amount: "£300" is not what is expected here. Write money in pounds, such as 10000 or 72.40: no pound sign, no comma.`,
        '3 faults.',
      ],
    });
  });
  test('another name for an authority that has a pack', () => {
    const file = write('wakefeild.yaml', readFileSync(join(packs, 'wakefield.yaml'), 'utf8').replace('pack: wakefield', 'pack: wakefeild'));
    expect(run('check', file)).toMatchObject({
      code: 1,
      lines: [expect.stringContaining('wakefield.yaml is of the same authority under the name wakefield. Give both the same name.'), '1 fault.'],
    });
  });
  test('a folder', () => {
    expect(run('check', packs)).toEqual({ code: 1, lines: [`${packs}  It cannot be read (EISDIR). Name a file that may be.`, '1 fault.'] });
  });
  test('a file that is not there', () => {
    expect(run('check', 'nothing.yaml')).toEqual({
      code: 1,
      lines: ['nothing.yaml  There is no such file, and no pack of that name comes with the hub.', '1 fault.'],
    });
  });
});

describe('diff', () => {
  test('what changes, figure by figure, wherever its line has moved to', () => {
    const file = write(
      'wakefield.yaml',
      readFileSync(join(packs, 'wakefield.yaml'), 'utf8')
        .replace('version: "2016-07"', 'version: "2026-04"')
        .replace('high: 13000, medium: 9000', 'high: 13500, medium: 9000.00')
        .replace('  - CATALOGUE-DUE # 1.5\n', '')
        .replace('          - { level: 1, noAmount: true }\n', '          - { level: 1, topUp: 100 }\n')
        .replace('practice:\n', 'practice:\n  consultationDays: 42\n'),
    );
    expect(run('diff', 'wakefield', file)).toEqual({
      code: 0,
      lines: [
        'wakefield 2016-07 -> wakefield 2026-04',
        '~ version: 2016-07 -> 2026-04',
        '- elementThree matrix from 2014-09-01 > strands 1A > levels 1 > noAmount: true',
        '~ elementThree matrix from 2014-09-01 > strands 2A > levels 5 > high: £13,000.00 -> £13,500.00',
        '- rules > CATALOGUE-DUE: in force',
        '+ elementThree matrix from 2014-09-01 > strands 1A > levels 1 > topUp: £100.00',
        '+ practice > consultationDays: 42',
        '6 changes: + added, - removed, ~ changed.',
      ],
    });
  });
  test('figures of the financial assessment by name and day, though their sets are cut differently', () => {
    const england = readFileSync(join(packs, 'england.yaml'), 'utf8');
    const file = write(
      'england.yaml',
      england
        .replace('    shareOfDisposableIncome: 100\n', '    shareOfDisposableIncome: 90\n')
        .replace('single18To24: 89.15', 'single18To24: 89.20'),
    );
    expect(run('diff', 'england', file).lines.slice(1)).toEqual([
      '~ financialAssessment > shareOfDisposableIncome from 2015-04-01: 100 -> 90',
      '~ financialAssessment > minimumIncomeGuarantee.single18To24 from 2025-04-06: £89.15 to 2026-04-05 -> £89.20 to 2026-04-05',
      '2 changes: + added, - removed, ~ changed.',
    ]);
    const cut = england
      .replace('    minimumCharge: 0\n', '')
      .replace(
        '  - from: 2015-04-01\n    to: 2015-04-05',
        '  - { from: 2015-04-01, source: S, minimumCharge: 0.00 }\n  - from: 2015-04-01\n    to: 2015-04-05',
      );
    expect(run('diff', 'england', write('england-cut.yaml', cut)).lines.slice(1)).toEqual(['Nothing changes.']);
  });
  test('a faulty pack is not compared', () => {
    expect(run('diff', 'wakefield', write('x.yaml', 'pack: x\n')).code).toBe(1);
  });
});

test.each([[[]], [['check']], [['diff', 'wakefield']], [['diff', 'a', 'b', 'c']], [['cheque', 'a']], [['check', '--loud', 'a']]])(
  '%j shows how it is used',
  (args) => {
    const { code, lines } = run(...args);
    expect(code).toBe(2);
    expect(lines.join('\n')).toContain('npm run policy -- check FILE...');
  },
);
test('help is no fault', () => expect(run('--help').code).toBe(0));
