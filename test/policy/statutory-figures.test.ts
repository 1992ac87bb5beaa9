import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPack } from '../../src/policy/pack.reader';
import { type FinancialFigure, type FinancialFigureRow, OPTIONAL_FIGURES, STATUTORY_FIGURES } from '../../src/policy/pack.types';
import { nationalServices, shippedPackFiles } from '../../src/policy/policies';
import { dayBefore, runsOn } from '../../src/vocabulary/day';
import { formatMoney } from '../../src/vocabulary/money';

/** The page says of every statutory figure and year what is held, and where it is from: never more and never less than the pack does. */
const PAGE = join(__dirname, '..', '..', 'src', 'policy', 'README.md');
const [OPENS, CLOSES] = ['<!-- figures -->\n', '<!-- /figures -->'];

const figures = (): readonly FinancialFigureRow[] => {
  const text = shippedPackFiles().find(({ name }) => name.endsWith('england.yaml'))?.text ?? '';
  return readPack(text, nationalServices()).pack?.financial ?? [];
};
const isStatutory = ({ figure }: FinancialFigureRow): boolean => figure in STATUTORY_FIGURES || figure in OPTIONAL_FIGURES;
/** As it is spoken of: 2015/16 to 2021/22 is one column where nothing changed. */
const years = (from: string, to: string): string => {
  const year = (day: string): number => Number(day.slice(0, 4)) - (day.slice(5) < '04-06' ? 1 : 0);
  const name = (start: number): string => `${start}/${String(start + 1).slice(2)}`;
  if (year(from) === 2014) return '1 to 5 April 2015';
  return year(from) === year(to) ? name(year(from)) : `${name(year(from))} to ${name(year(to))}`;
};

function table(): string {
  const rows = figures().filter(isStatutory);
  const starts = [...new Set(rows.map(({ from }) => from))].toSorted();
  const last =
    rows
      .flatMap(({ to }) => to ?? [])
      .toSorted()
      .at(-1) ?? '';
  const columns = starts.map((from, index) => ({
    from,
    name: years(from, starts[index + 1] === undefined ? last : dayBefore(starts[index + 1] ?? last)),
  }));
  const words = { ...STATUTORY_FIGURES, ...OPTIONAL_FIGURES };
  const shown = (Object.keys(words) as FinancialFigure[]).filter(
    (figure) => figure in STATUTORY_FIGURES || rows.some((row) => row.figure === figure),
  );
  const cell = (figure: FinancialFigure, day: string): string => {
    const row = rows.find((each) => each.figure === figure && runsOn(each, day));
    return row ? formatMoney(row.value) : '-';
  };
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const sets = [...Map.groupBy(rows, ({ from, to, source }) => JSON.stringify([from, to, source]))];
  return [
    line(['figure', ...columns.map(({ name }) => name)]),
    line(['---', ...columns.map(() => '---:')]),
    ...shown.map((figure) => line([`\`${figure}\``, ...columns.map(({ from }) => cell(figure, from))])),
    '',
    line(['days', 'figures', 'where they are printed']),
    line(['---', '---', '---']),
    ...sets
      .map(([key, held]) => ({ days: JSON.parse(key) as [string, string | null, string], held }))
      .toSorted((a, b) => (a.days[0] < b.days[0] ? -1 : a.days[0] > b.days[0] ? 1 : 0))
      .map(({ days: [from, to, source], held }) =>
        line([`${from} to ${to ?? 'now'}`, [...new Set(held.map(({ figure }) => `\`${figure.split('.')[0] ?? ''}\``))].join(', '), source]),
      ),
    '',
  ].join('\n');
}

test('the table of the page is what the pack of the nation holds, with its sources', () => {
  const page = readFileSync(PAGE, 'utf8');
  const [start, end] = [page.indexOf(OPENS) + OPENS.length, page.indexOf(CLOSES)];
  const wanted = `\n${table()}\n`;
  if (process.env['WRITE'] === '1') writeFileSync(PAGE, page.slice(0, start) + wanted + page.slice(end));
  expect(readFileSync(PAGE, 'utf8').slice(start).startsWith(wanted)).toBe(true);
});
test('every statutory figure has a line, and every year of figures a column without a gap', () => {
  const text = table();
  for (const figure of Object.keys(STATUTORY_FIGURES)) expect(text).toContain(`| \`${figure}\` |`);
  for (const figure of ['personalExpensesAllowance', 'minimumIncomeGuarantee.single25ToPensionAge', 'capital.upperLimit']) {
    const days = figures()
      .filter((row) => row.figure === figure)
      .toSorted((a, b) => (a.from < b.from ? -1 : 1));
    for (const [index, row] of days.entries()) if (index > 0) expect([figure, days[index - 1]?.to]).toEqual([figure, dayBefore(row.from)]);
    expect([days[0]?.from, days.at(-1)?.to]).toEqual(['2015-04-01', '2027-04-05']);
  }
});
test('a year of figures ends on 5 April', () => {
  for (const { figure, to } of figures().filter(isStatutory)) expect([figure, to?.slice(5)]).toEqual([figure, '04-05']);
});
