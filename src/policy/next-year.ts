import { addDays, addYears, type Day, dayBefore, yearOf } from '../vocabulary/day';
import { formatMoney } from '../vocabulary/money';
import { type FinancialFigure, type Pack, STATUTORY_FIGURES } from './pack.types';

/** What a draft has in place of what is to be written: `check` names every line that still has it. */
export const TO_FILL = 'TO-FILL';
const STATUTORY = Object.keys(STATUTORY_FIGURES) as FinancialFigure[];
/** The parts of a pack that a year's file says itself; the rest is copied as it is. */
const OF_THE_YEAR = new Set(['pack', 'version', 'authority', 'extends', 'from', 'to', 'reviewDue', 'draft', 'source', 'note', 'financialAssessment']);

/** A pack's text, part by part, each with the comments above it. */
function parts(text: string): readonly { readonly key: string; readonly text: string }[] {
  const found: { key: string; lines: string[] }[] = [];
  let above: string[] = [];
  for (const line of text.trimEnd().split('\n')) {
    const key = /^([A-Za-z]\w*):/.exec(line)?.[1];
    if (key !== undefined) {
      found.push({ key, lines: [...above, line] });
      above = [];
    } else if (line === '' || line.startsWith('#')) above.push(line);
    else {
      found.at(-1)?.lines.push(...above, line);
      above = [];
    }
  }
  return found.map(({ key, lines }) => ({ key, text: lines.join('\n').trim() }));
}

/** What a figure was when it was held last. */
function before(pack: Pack, figure: FinancialFigure, to: Day): string {
  const rows = pack.financial.filter((row) => row.figure === figure).toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const last = rows.at(-1);
  if (!last) return 'never held';
  return `${formatMoney(last.value)} ${last.to === to ? 'until then' : `until ${last.to ?? 'now'}, not held since`}`;
}

/** The lines of the year's set: one for each figure that the nation sets, in their groups. */
function toFill(pack: Pack, to: Day): readonly string[] {
  let open: string | null = null;
  return STATUTORY.flatMap((figure) => {
    const [group = '', part] = figure.split('.');
    const said = `${TO_FILL} # ${before(pack, figure, to)}`;
    if (part === undefined) return [`    ${group}: ${said}`];
    const heading = open === group ? [] : [`    ${group}:`];
    open = group;
    return [...heading, `      ${part}: ${said}`];
  });
}

/** Figures without a last day go on: each set of them as the pack has it. */
const goOn = (pack: Pack): readonly string[] =>
  pack.financial
    .filter(({ to }) => to === null)
    .flatMap(({ figure, from, source, value }) => {
      const [group = '', part] = figure.split('.');
      const said = figure === 'shareOfDisposableIncome' ? String(value) : formatMoney(value);
      return [`  - from: ${from}`, `    source: ${JSON.stringify(source)}`, `    ${group}: ${part === undefined ? said : `{ ${part}: ${said} }`}`];
    });

/**
 * The next year of the nation's figures as one file, drafted from the pack that holds the last: a whole version, with every figure to fill.
 * `text` is the pack as it is written, `pack` as it was read.
 */
export function nextYear(text: string, pack: Pack): readonly string[] {
  const ends = pack.financial.flatMap(({ figure, to }) => (to !== null && STATUTORY.includes(figure) ? [to] : [])).toSorted();
  const last = ends.at(-1) ?? dayBefore(pack.from);
  const from = addDays(last, 1);
  const to = dayBefore(addYears(from, 1));
  const version = `${yearOf(from)}-${String(yearOf(to) % 100).padStart(2, '0')}`;
  const { name, dfe, ons } = pack.authority;
  const rest = parts(text).filter(({ key }) => !OF_THE_YEAR.has(key));
  return [
    `# ${name}: the figures from ${from} to ${to}, drafted from ${pack.name} ${pack.version}.`,
    `# Write each figure as the year's circular prints it in place of ${TO_FILL}. One that is not published is left out, line and all: it is then`,
    '# refused by name, never guessed. "npm run policy -- check FILE" says what is left to do; then put the file into the folder of POLICY_DIR.',
    '',
    `pack: ${pack.name}`,
    `version: "${version}"`,
    'authority:',
    `  name: ${name}`,
    ...(dfe === null ? [] : [`  dfe: "${dfe}"`]),
    ...(ons === null ? [] : [`  ons: ${ons}`]),
    `from: ${from}`,
    `reviewDue: ${to}`,
    `source: ${TO_FILL}`,
    '',
    'financialAssessment:',
    `  - from: ${from}`,
    `    to: ${to}`,
    `    source: ${TO_FILL}`,
    ...toFill(pack, last),
    ...goOn(pack),
    ...rest.flatMap((part) => ['', ...part.text.split('\n')]),
  ];
}
