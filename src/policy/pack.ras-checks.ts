import { pence } from './pack.compile';
import type { RawPack, RawRas } from './pack.raw.types';
import { overlapsInTime, type PackReport, repeated } from './pack.report';
import type { Path } from './pack.text';
import { rasBasisOf } from './table.types';

/** Steps run on without a gap: a hole in a table is a slip, and one that is meant is written as a step without an amount. */
export function stepFaults(steps: readonly { readonly from: string; readonly to?: string }[], path: Path, report: PackReport): void {
  steps.forEach((step, index) => {
    const place: Path = [...path, 'steps', index];
    if (step.to !== undefined && Number(step.to) < Number(step.from))
      report([...place, 'to'], `the step ends at ${step.to}, before it begins at ${step.from}.`, 'Put the two the right way round.');
    if (step.to === undefined && index < steps.length - 1) report(place, 'only the last step may be open at its end.', 'Add "to".');
    const before = steps[index - 1];
    if (before?.to === undefined || Number(step.from) === Number(before.to) + 1) return;
    const gap = Number(step.from) > Number(before.to);
    report(
      [...place, 'from'],
      gap ? `no step holds ${Number(before.to) + 1} points.` : `${step.from} points are in two steps.`,
      gap ? 'Close the gap; where the table gives no amount, write a step without "amount".' : `Begin this step at ${Number(before.to) + 1}.`,
    );
  });
}

function questionFaults(table: RawRas, path: Path, report: PackReport): void {
  repeated(
    table.questions ?? [],
    ({ question }) => question,
    (index) => [...path, 'questions', index, 'question'],
    'the question',
    report,
  );
  table.questions?.forEach(({ answers }, place) =>
    repeated(
      answers,
      ({ answer }) => answer,
      (index) => [...path, 'questions', place, 'answers', index, 'answer'],
      'the answer',
      report,
    ),
  );
  repeated(
    table.bands ?? [],
    ({ band }) => band,
    (index) => [...path, 'bands', index, 'band'],
    'the band',
    report,
  );
}

function tableFaults(table: RawRas, path: Path, report: PackReport): void {
  stepFaults(table.steps ?? [], path, report);
  questionFaults(table, path, report);
  if (table.method === 'point-price' && Number(table.lowestPoints) > Number(table.highestPoints))
    report([...path, 'lowestPoints'], 'the range ends before it begins.', 'Put "lowestPoints" and "highestPoints" the right way round.');
  if (table.rounding && pence(table.rounding.to) === 0)
    report([...path, 'rounding', 'to'], 'nothing can be rounded to nothing.', 'Write what is rounded to, such as 1 or 10.');
  if (table.method === 'hours' && table.every !== 'WEEK' && table.every !== 'YEAR')
    report([...path, 'every'], 'hours are assessed by the week or by the year.', 'Write "every: WEEK", or "every: YEAR" for hours a year.');
  if (table.method === 'hours' && (table.otherRates !== undefined) !== (table.question !== undefined))
    report(
      [...path, table.question === undefined ? 'otherRates' : 'question'],
      'other rates and the question that names them go together.',
      'Write both "question" and "otherRates", or neither.',
    );
  repeated(
    table.otherRates ?? [],
    ({ answer }) => answer,
    (index) => [...path, 'otherRates', index, 'answer'],
    'the answer',
    report,
  );
}

export function rasFaults(raw: Pick<RawPack, 'childrensRas' | 'adultsRas'>, report: PackReport): void {
  for (const section of ['childrensRas', 'adultsRas'] as const) {
    raw[section]?.forEach((table, index) => tableFaults(table, [section, index], report));
    overlapsInTime(
      raw[section] ?? [],
      (table) => `${rasBasisOf(table)} ${(table.questionnaire ?? '').toLowerCase()}`,
      (index) => [section, index],
      'the table',
      report,
    );
  }
}
