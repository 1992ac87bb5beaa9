import { addDays, type Day, earlier, runsOn } from '../vocabulary/day';
import { FINANCIAL_FIGURES, type FinancialFigure, STATUTORY_FIGURES } from './pack.types';
import type { VersionedPack } from './policy-view';
import type { FigureDue } from './policy.types';

const STATUTORY = Object.keys(STATUTORY_FIGURES) as FinancialFigure[];

/** The last day on which a figure that is held on a day is held without a gap; null: no end is known, undefined: it is not held. */
function heldUntil(versions: readonly VersionedPack[], figure: FinancialFigure, on: Day): Day | null | undefined {
  let last: Day | null | undefined;
  for (let day = on; ; day = addDays(last, 1)) {
    const held = versions.findLast(({ version }) => runsOn(version, day));
    const row = held?.pack.financial.find((each) => each.figure === figure && runsOn(each, day));
    if (!held || !row) return last;
    const ends = [row.to, held.version.to].flatMap((end) => end ?? []);
    if (ends.length === 0) return null;
    last = ends.reduce(earlier);
  }
}

/** The last day on which it was held before a day. */
const endedOn = (versions: readonly VersionedPack[], figure: FinancialFigure, on: Day): Day | null =>
  versions
    .flatMap(({ pack, version }) =>
      pack.financial.flatMap((row) =>
        row.figure === figure && row.from < on ? [[row.to, version.to].flatMap((end) => end ?? []).reduce(earlier, on)] : [],
      ),
    )
    .toSorted()
    .at(-1) ?? null;

/**
 * The figures of one pack that are missing on a day or end soon, with nothing after them: of England's every one that the nation sets, of a
 * council's those that it has said.
 */
export function figuresDue(versions: readonly VersionedPack[], isNational: boolean, on: Day, withinDays: number): readonly FigureDue[] {
  const [first] = versions;
  const said = versions.flatMap(({ pack }) => pack.financial.filter(({ from }) => from <= on).map(({ figure }) => figure));
  const figures = isNational ? STATUTORY : (Object.keys(FINANCIAL_FIGURES) as FinancialFigure[]).filter((figure) => said.includes(figure));
  if (!first) return [];
  const policy = (versions.findLast(({ version }) => version.from <= on) ?? first).version;
  const soon = addDays(on, withinDays);
  return figures.flatMap((figure): FigureDue[] => {
    const last = heldUntil(versions, figure, on);
    if (last === undefined) return [{ policy, figure, missing: true, lastDay: endedOn(versions, figure, on) }];
    return last !== null && last <= soon ? [{ policy, figure, missing: false, lastDay: last }] : [];
  });
}
