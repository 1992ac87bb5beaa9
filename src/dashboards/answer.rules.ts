import { POOL_FIGURES, type PoolFigure } from '../pool/pool.rules';
import type { Pence } from '../vocabulary/money';
import { EVERYTHING, NOTHING_SHOWN, type Shown, type Withholding } from './disclosure-control/suppression.rules';
import { AXES, type AxisValue, type Cell, NO_FIGURES, type Place } from './summary-cells';
import type { PoolDimension } from './summary.graph';

/** What is asked: values by dimension, and what it is broken down by. */
export interface Question {
  readonly where: Readonly<Partial<Record<PoolDimension, AxisValue>>>;
  readonly pooledOnly: boolean;
  readonly by: readonly PoolDimension[];
}
export interface AnswerRow {
  /** Of the dimensions that it is broken down by, in their order. */
  readonly values: readonly AxisValue[];
  /** null where they are withheld. */
  readonly people: number | null;
  readonly money: Readonly<Record<PoolFigure, Pence | null>>;
  readonly suppressed: boolean;
}
export interface SummaryAnswer {
  readonly total: AnswerRow;
  readonly rows: readonly AnswerRow[];
}

function rowOf(values: readonly AxisValue[], { people, money }: Pick<Cell, 'people' | 'money'>, shown: Shown): AnswerRow {
  const figures = shown.people ? shown.figures : new Set<PoolFigure>();
  const told = (figure: PoolFigure): Pence | null => (figures.has(figure) ? money[figure] : null);
  return {
    values,
    people: shown.people ? people : null,
    money: { indicative: told('indicative'), agreed: told('agreed'), contribution: told('contribution'), net: told('net') },
    suppressed: figures.size < POOL_FIGURES.length,
  };
}

/** Nobody is there: said where it may be said. */
const emptyRow = (withholding: Withholding, place: Place): AnswerRow =>
  rowOf([], { people: 0, money: NO_FIGURES }, withholding.isOpen(place) ? EVERYTHING : NOTHING_SHOWN);

/** Answers a question from the cells of an area: what is shown of each was decided before anything was asked. */
export function answer(withholding: Withholding, { where, pooledOnly, by }: Question): SummaryAnswer {
  const { cube } = withholding;
  const place = cube.placeOf(
    AXES.map((axis) => where[axis] ?? null),
    pooledOnly,
  );
  const all = cube.cellAt(place);
  const axes = by.map((dimension) => AXES.indexOf(dimension));
  const rows = (axes.length === 0 ? [] : cube.placesWithin(place, axes)).flatMap((within) => {
    const cell = cube.cellAt(within);
    if (!cell) return [];
    const shown = withholding.of(cell);
    if (!shown.people && !withholding.isOpen(within)) return [];
    return [rowOf(cube.valuesAt(within, axes), cell, shown)];
  });
  return { total: all ? rowOf([], all, withholding.of(all)) : emptyRow(withholding, place), rows };
}
