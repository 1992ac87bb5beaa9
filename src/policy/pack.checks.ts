import { financialFigures, pence } from './pack.compile';
import { rasFaults } from './pack.ras-checks';
import type { RawDated, RawElementThree, RawPack } from './pack.raw.types';
import { overlapsInTime, type PackReport, reaches, repeated } from './pack.report';
import { type PackFault, type PackText, type Path, pathInWords } from './pack.text';
import { topUpFaults } from './pack.top-up-checks';
import { FINANCIAL_FIGURES, PASSED_OVER, type Service } from './pack.types';

function endsBeforeItBegins(sets: readonly RawDated[] | undefined, section: string, report: PackReport): void {
  sets?.forEach(({ from, to }, index) => {
    if (to !== undefined && to < from)
      report([section, index, 'to'], `it ends on ${to}, before it begins on ${from}.`, 'Put the two days the right way round.');
  });
}

function headFaults({ pack, authority, from, to, reviewDue, extends: base }: Partial<RawPack>, report: PackReport): void {
  if (authority && authority.dfe === undefined && authority.ons === undefined)
    report(['authority'], 'the authority has no code.', 'Add "dfe" (three digits) or "ons" (E and eight digits), or both.');
  if (from !== undefined && to !== undefined && to < from)
    report(['to'], `the pack ends on ${to}, before it begins on ${from}.`, 'Put the two days the right way round.');
  if (from !== undefined && reviewDue !== undefined && reviewDue < from)
    report(
      ['reviewDue'],
      `its review is due on ${reviewDue}, before it begins on ${from}.`,
      'Write the day by which the pack is to be looked at again.',
    );
  if (pack === 'england' && base !== undefined) report(['extends'], 'england extends no other pack.', 'Remove the line "extends".');
  if (pack !== undefined && pack !== 'england' && base !== 'england')
    report(
      [base === undefined ? 'pack' : 'extends'],
      'the pack does not extend england.',
      'Write "extends: england": what this pack leaves unsaid, that one says.',
    );
}

function financialFaults(raw: Partial<RawPack>, report: PackReport): void {
  const sets = raw.financialAssessment ?? [];
  const said = sets.flatMap((set, index) => financialFigures(set).map(({ figure, text }) => ({ ...set, figure, text, index })));
  said.forEach((row, place) => {
    const before = said.slice(0, place).find((earlier) => earlier.figure === row.figure && earlier.index !== row.index && reaches(earlier, row));
    if (before)
      report(
        ['financialAssessment', row.index, ...row.figure.split('.')],
        `${FINANCIAL_FIGURES[row.figure]} is said twice for the same days: here and in the set from ${before.from}.`,
        'Give the earlier set a last day, or keep the figure in one of the two.',
      );
  });
  sets.forEach((set, index) => {
    const { lowerLimit, upperLimit, tariffStep } = set.capital ?? {};
    if (lowerLimit !== undefined && upperLimit !== undefined && pence(lowerLimit) > pence(upperLimit))
      report(
        ['financialAssessment', index, 'capital', 'lowerLimit'],
        'the lower capital limit is above the upper.',
        'Put the two the right way round.',
      );
    if (tariffStep !== undefined && pence(tariffStep) === 0)
      report(['financialAssessment', index, 'capital', 'tariffStep'], 'a step of nothing cannot be counted.', 'Write the step, such as 250.');
    if (financialFigures(set).length === 0 && !PASSED_OVER.some((figure) => figure in set))
      report(['financialAssessment', index], 'the set holds no figure.', 'Add one, or remove the set.');
  });
}

function rateFaults(raw: Partial<RawPack>, known: ReadonlyMap<string, readonly string[]>, report: PackReport): void {
  const rows = (raw.rates ?? []).flatMap((set, index) =>
    set.services.map((row, place) => ({ ...row, from: set.from, to: set.to, source: set.source, at: ['rates', index, 'services', place] as Path })),
  );
  rows.forEach((row, place) => {
    if (!known.has(row.service))
      report(
        [...row.at, 'service'],
        `no service has the code ${row.service}.`,
        'Use a national code, or add the service under catalogue > services.',
      );
    if (row.ceiling !== undefined && pence(row.ceiling) < pence(row.price))
      report([...row.at, 'ceiling'], 'the ceiling is below the price.', 'Write the most the authority would pay, or leave the line out.');
    const before = rows.slice(0, place).find((earlier) => earlier.service === row.service && reaches(earlier, row));
    if (before)
      report(
        [...row.at, 'service'],
        `${row.service} has a rate twice for the same days.`,
        'Give the earlier list a last day, or keep one of the two.',
      );
  });
}

/** What the law keeps where it is, whatever a council would like: a place, what the NHS gives everybody, and what nothing buys. */
const KEEPS_ITS_STREAMS: ReadonlySet<string> = new Set(['place', 'nhs-excluded', 'forbidden']);

/** A council may buy a national service from other streams than most do: from one at least, once said, and never what the law keeps where it is. */
function boughtFromFaults(raw: Partial<RawPack>, nationalServices: readonly Service[], report: PackReport): void {
  const rows = raw.catalogue?.boughtFrom ?? [];
  const at = (index: number): Path => ['catalogue', 'boughtFrom', index, 'service'];
  rows.forEach(({ service, streams }, index) => {
    const national = nationalServices.find(({ code }) => code === service);
    if (!national)
      report(
        at(index),
        `${service} is no national code.`,
        "Say the streams of the authority's own service where it is listed, under catalogue > services.",
      );
    else if (national.traits.some((trait) => KEEPS_ITS_STREAMS.has(trait)))
      report(at(index), `${service} keeps its streams everywhere: the law says so.`, 'Leave the line out.');
    else if (streams.length === 0)
      report(at(index), `${service} is bought from no stream.`, 'Name one stream at least; leave the line out where nothing differs here.');
  });
  repeated(rows, ({ service }) => service, at, 'the service', report);
}

function catalogueFaults(
  raw: Partial<RawPack>,
  nationalServices: readonly Service[],
  known: ReadonlyMap<string, readonly string[]>,
  report: PackReport,
): void {
  const own = raw.catalogue?.services ?? [];
  // Without a head the pack may be the national one itself, whose codes these are.
  const national = new Set(raw.pack === undefined || raw.pack === 'england' ? [] : nationalServices.map(({ code }) => code));
  own.forEach(({ code }, index) => {
    if (national.has(code))
      report(
        ['catalogue', 'services', index, 'code'],
        `${code} is a national code, with its own streams.`,
        'Choose another code, or say from which streams it is bought here under catalogue > boughtFrom, and how it is supplied under availability.',
      );
  });
  repeated(
    own,
    ({ code }) => code,
    (index) => ['catalogue', 'services', index, 'code'],
    'the service',
    report,
  );
  boughtFromFaults(raw, nationalServices, report);
  const said = new Set<string>();
  raw.catalogue?.availability?.forEach(({ service, streams }, index) => {
    const path: Path = ['catalogue', 'availability', index];
    const occursIn = known.get(service);
    if (!occursIn)
      return report(
        [...path, 'service'],
        `no service has the code ${service}.`,
        'Use a national code, or add the service under catalogue > services.',
      );
    for (const stream of streams ?? occursIn) {
      if (!occursIn.includes(stream))
        report([...path, 'streams'], `${service} does not occur in ${stream}.`, `Its streams are ${occursIn.join(', ')}.`);
      if (said.has(`${service} ${stream}`)) report(path, `how ${service} is supplied in ${stream} is said twice.`, 'Keep one of the two.');
      said.add(`${service} ${stream}`);
    }
  });
}

/** What the schema cannot see: days, overlaps, doubles, gaps, and codes that nothing has. */
export function meaningFaults(raw: Partial<RawPack>, nationalServices: readonly Service[], text: PackText): readonly PackFault[] {
  const faults: PackFault[] = [];
  const report: PackReport = (path, message, fix) => {
    faults.push({ ...text.placeOf(path), message: `${pathInWords(path)}: ${message}`, fix });
  };
  const known = new Map<string, readonly string[]>(nationalServices.map(({ code, streams }) => [code, streams]));
  for (const { code, streams } of raw.catalogue?.services ?? []) if (!known.has(code)) known.set(code, streams);
  for (const { service, streams } of raw.catalogue?.boughtFrom ?? []) if (known.has(service)) known.set(service, streams);
  headFaults(raw, report);
  for (const section of ['elementThree', 'childrensRas', 'adultsRas', 'carerLevels', 'rates', 'financialAssessment'] as const)
    endsBeforeItBegins(raw[section], section, report);
  overlapsInTime<RawElementThree>(
    raw.elementThree ?? [],
    ({ shape }) => shape,
    (index) => ['elementThree', index],
    'the table',
    report,
  );
  raw.elementThree?.forEach((table, index) => topUpFaults(table, ['elementThree', index], report));
  rasFaults(raw, report);
  overlapsInTime(
    raw.carerLevels ?? [],
    () => '',
    (index) => ['carerLevels', index],
    'the table',
    report,
  );
  raw.carerLevels?.forEach(({ levels }, index) =>
    repeated(
      levels,
      ({ level }) => level,
      (place) => ['carerLevels', index, 'levels', place, 'level'],
      'the level',
      report,
    ),
  );
  financialFaults(raw, report);
  rateFaults(raw, known, report);
  catalogueFaults(raw, nationalServices, known, report);
  repeated(
    raw.rules ?? [],
    (rule) => rule,
    (index) => ['rules', index],
    'the rule',
    report,
  );
  return faults;
}
