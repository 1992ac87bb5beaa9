import { stepFaults } from './pack.ras-checks';
import type { RawElementThree, RawLevel, RawTopUp } from './pack.raw.types';
import { type PackReport, repeated } from './pack.report';
import type { Path } from './pack.text';

const WAYS = 'Write one of "topUp" (an amount), "above" (priced individually above it), "metFrom: elementTwo", or "noAmount: true".';

const ways = ({ topUp, above, metFrom, noAmount }: RawTopUp): number => [topUp, above, metFrom, noAmount].filter((way) => way !== undefined).length;

function valueFaults(value: RawTopUp, path: Path, report: PackReport): void {
  if (ways(value) === 0) report(path, 'it says no top-up.', WAYS);
  if (ways(value) > 1) report(path, 'it says more than one thing about the top-up.', WAYS);
  if (value.otherHours !== undefined && value.topUp === undefined)
    report([...path, 'otherHours'], 'it says amounts for other hours and none for the hours of the table.', 'Write "topUp" beside them.');
  repeated(
    value.otherHours ?? [],
    ({ hours }) => String(Number(hours)),
    (index) => [...path, 'otherHours', index, 'hours'],
    'the amount for hours',
    report,
  );
}

/** A school has one entry, under whichever of its names, and its number is another's no less. */
function settingFaults(table: RawElementThree, path: Path, report: PackReport): void {
  const names = (table.settings ?? []).flatMap(({ setting, alsoCalled = [], urn }, index) => [
    { name: setting, at: [index, 'setting'] },
    ...alsoCalled.map((name, place) => ({ name, at: [index, 'alsoCalled', place] })),
    ...(urn === undefined ? [] : [{ name: urn, at: [index, 'urn'] }]),
  ]);
  repeated(
    names,
    ({ name }) => name,
    (index) => [...path, 'settings', ...(names[index]?.at ?? [])],
    'the setting',
    report,
  );
}

/** Hours of the whole table and of its entries, terms, and the areas whose scores come to points. */
function wholeTableFaults(table: RawElementThree, path: Path, report: PackReport): void {
  const values: readonly RawTopUp[] = [
    ...(table.bands ?? []),
    ...(table.settings ?? []),
    ...(table.steps ?? []),
    ...(table.strands ?? []).flatMap(({ levels }) => levels),
  ];
  if (table.hoursAWeek === undefined && values.some(({ otherHours }) => otherHours !== undefined))
    report(
      path,
      'entries have amounts for other hours, and the table does not say for which hours the others are.',
      'Write "hoursAWeek", such as 30.',
    );
  if (table.termsAYear !== undefined && table.every !== 'TERM')
    report([...path, 'termsAYear'], 'the amounts are not by the term.', 'Write "every: TERM", or leave the line out.');
  stepFaults(table.steps ?? [], path, report);
  const parts = (table.areas ?? []).flatMap(({ area, domains = [] }, index) => [
    { name: area, at: [index, 'area'] },
    ...domains.map((name, place) => ({ name, at: [index, 'domains', place] })),
  ]);
  repeated(
    parts,
    ({ name }) => name,
    (index) => [...path, 'areas', ...(parts[index]?.at ?? [])],
    'the area or part',
    report,
  );
  table.areas?.forEach(({ weight }, index) => {
    if (Number(weight) === 0)
      report([...path, 'areas', index, 'weight'], 'an area that weighs nothing is not scored.', 'Write its weight, or leave the area out.');
  });
}

function levelFaults(level: RawLevel, path: Path, report: PackReport): void {
  const tiers = [level.high, level.medium, level.low].filter((tier) => tier !== undefined).length;
  if (tiers === 0) return valueFaults(level, path, report);
  if (tiers < 3) report(path, 'not every tier has its amount.', 'Write "high", "medium" and "low", or one value for the whole level.');
  if (ways(level) > 0) report(path, 'it says an amount by tier and one for the whole level.', 'Keep the three tiers, or the one value.');
}

/** What one Element 3 table says twice, in part, or not at all. */
export function topUpFaults(table: RawElementThree, path: Path, report: PackReport): void {
  table.bands?.forEach((band, index) => valueFaults(band, [...path, 'bands', index], report));
  repeated(
    table.bands ?? [],
    ({ band }) => band,
    (index) => [...path, 'bands', index, 'band'],
    'the band',
    report,
  );
  table.settings?.forEach((setting, index) => valueFaults(setting, [...path, 'settings', index], report));
  settingFaults(table, path, report);
  table.steps?.forEach((step, index) => valueFaults(step, [...path, 'steps', index], report));
  wholeTableFaults(table, path, report);
  table.strands?.forEach(({ levels }, place) => {
    levels.forEach((level, index) => levelFaults(level, [...path, 'strands', place, 'levels', index], report));
    repeated(
      levels,
      ({ level }) => String(Number(level)),
      (index) => [...path, 'strands', place, 'levels', index, 'level'],
      'the level',
      report,
    );
  });
  repeated(
    table.strands ?? [],
    ({ strand }) => strand,
    (index) => [...path, 'strands', index, 'strand'],
    'the strand',
    report,
  );
}
