import { policyCommand } from '../../scripts/policy';
import { STATUTORY_FIGURES } from '../../src/policy/pack.types';
import { loadPolicies, policiesFrom, shippedPackFiles } from '../../src/policy/policies';
import { figureRemarks } from '../../src/server/starting';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const run = (...args: readonly string[]): { code: number; lines: readonly string[] } => {
  const lines: string[] = [];
  return { code: policyCommand(args, (line) => lines.push(line)), lines };
};
const FIGURES = Object.keys(STATUTORY_FIGURES).length;
/** As whoever has the circular fills it: each figure, and the documents. */
const filled = (lines: readonly string[]): string =>
  lines
    .join('\n')
    .replaceAll(/source: TO-FILL/g, 'source: Circular')
    .replaceAll('TO-FILL', '100.05');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'year-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe('the next year is one file', () => {
  const draft = run('next-year');
  test('with every figure that the nation sets to fill, beside what it was', () => {
    expect(draft.code).toBe(0);
    expect(draft.lines.filter((line) => line.includes('TO-FILL #'))).toHaveLength(FIGURES);
    expect(draft.lines).toEqual(
      expect.arrayContaining([
        'version: "2027-28"',
        'from: 2027-04-06',
        '    to: 2028-04-05',
        '      upperLimit: TO-FILL # 23250.00 until then',
        '      couple: TO-FILL # 71.80 until 2022-04-05, not held since',
        '    personalExpensesAllowance: TO-FILL # 31.80 until then',
        '      enhancedDisabilityPremiumCouple: TO-FILL # never held',
      ]),
    );
  });
  test('which the check names until they are filled or left out', () => {
    const path = file('draft.yaml', draft.lines.join('\n'));
    const { code, lines } = run('check', path);
    expect([code, lines.at(-1)]).toEqual([1, `${FIGURES + 2} faults.`]);
    expect(lines.filter((line) => line.includes('"TO-FILL" is not what is expected here.'))).toHaveLength(FIGURES + 2);
    const some = filled(draft.lines)
      .split('\n')
      .filter((line) => !line.includes('couple'));
    expect(run('check', file('some.yaml', some.join('\n')))).toMatchObject({
      code: 0,
      lines: [expect.stringContaining('england 2027-28 of England, in force from 2027-04-06')],
    });
  });
  test('and which decides from its first day, with everything else as before', () => {
    const policies = policiesFrom([...shippedPackFiles(), { name: 'england-2027-28.yaml', text: filled(draft.lines) }]);
    const view = policies.forAuthority('384').on('2027-04-06');
    expect(view.financial('minimumIncomeGuarantee.couple')).toMatchObject({ found: true, value: 10_005, policy: { version: '2027-28' } });
    expect(view.financial('shareOfDisposableIncome')).toMatchObject({ found: true, value: 100 });
    expect(policies.forAuthority('384').on('2027-04-05').financial('personalExpensesAllowance')).toMatchObject({ value: 3_180 });
    const today = loadPolicies().forAuthority('384').on('2026-11-28');
    expect([view.services(), view.consultationDays, view.leadDays]).toEqual([today.services(), today.consultationDays, today.leadDays]);
  });
  test('and the year after goes on from that file; a council’s pack is none', () => {
    const path = file('england-2027-28.yaml', filled(draft.lines));
    const after = run('next-year', path);
    expect([after.code, after.lines]).toEqual([
      0,
      expect.arrayContaining(['version: "2028-29"', 'from: 2028-04-06', '      couple: TO-FILL # 100.05 until then']),
    ]);
    expect(run('next-year', 'wakefield')).toMatchObject({ code: 1, lines: [expect.stringContaining('name a version of england')] });
    expect(run('next-year', 'nowhere').code).toBe(1);
  });
});

describe('what a start says of the figures', () => {
  const policies = loadPolicies({ extraDirectory: join(__dirname, 'packs') });
  const said = (today: string, of = policies) => figureRemarks(of, today);
  test('today: which are missing', () => {
    const [missing, ...more] = said('2026-11-28').filter((line) => line.includes('england'));
    expect(missing).toMatch(
      /^FIGURES MISSING: of the nation's figures \(pack england\) these are not held on 2026-11-28, and what needs them is refused: /,
    );
    expect(missing).toContain('the minimum income guarantee for a member of a couple under pension credit age');
    expect(missing).not.toContain('the upper capital limit');
    expect(more).toEqual([]);
  });
  test.each([
    ['2027-02-03', 0],
    ['2027-02-04', 1],
    ['2027-04-05', 1],
    ['2027-04-06', 0],
  ])('60 days ahead, from %s: which end', (today, lines) => {
    const ending = said(today).filter((line) => line.startsWith('FIGURES ENDING') && line.includes('england'));
    expect(ending).toHaveLength(lines);
    if (lines > 0)
      expect(ending[0]).toMatch(/these end on 2027-04-05: the lower capital limit, .*npm run policy -- next-year drafts the next year\.$/);
  });
  test('once the year is over, all of them are missing', () => {
    expect(said('2027-04-06').find((line) => line.includes('england'))).toContain('the lower capital limit');
  });
  test('a next year that is there already is no end', () => {
    const next = policiesFrom([...shippedPackFiles(), { name: 'england-2027-28.yaml', text: filled(run('next-year').lines) }]);
    expect(said('2027-04-01', next).filter((line) => line.startsWith('FIGURES ENDING'))).toEqual([]);
    expect(said('2027-04-06', next).filter((line) => line.includes('england'))).toEqual([]);
  });
  test('a council’s own, which it has said and which have ended', () => {
    expect(said('2025-03-01').filter((line) => line.includes('reading'))).toEqual([
      expect.stringMatching(/^FIGURES ENDING: of the figures of the pack reading these end on 2025-04-06: /),
    ]);
    expect(said('2025-04-07').filter((line) => line.includes('reading'))).toEqual([
      expect.stringMatching(/^FIGURES MISSING: of the figures of the pack reading/),
    ]);
  });
});
