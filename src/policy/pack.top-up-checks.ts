import type { RawElementThree, RawLevel, RawTopUp } from './pack.raw.types';
import { type PackReport, repeated } from './pack.report';
import type { Path } from './pack.text';

const WAYS = 'Write one of "topUp" (an amount), "above" (priced individually above it), "metFrom: elementTwo", or "noAmount: true".';

const ways = ({ topUp, above, metFrom, noAmount }: RawTopUp): number => [topUp, above, metFrom, noAmount].filter((way) => way !== undefined).length;

function valueFaults(value: RawTopUp, path: Path, report: PackReport): void {
  if (ways(value) === 0) report(path, 'it says no top-up.', WAYS);
  if (ways(value) > 1) report(path, 'it says more than one thing about the top-up.', WAYS);
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
  repeated(
    table.settings ?? [],
    ({ setting }) => setting,
    (index) => [...path, 'settings', index, 'setting'],
    'the setting',
    report,
  );
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
