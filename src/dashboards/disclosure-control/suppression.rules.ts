import { POOL_FIGURES, type PoolFigure } from '../../pool/pool.rules';
import { atOnce } from '../../vocabulary/steps';
import type { Cell, Cube, Place } from '../summary-cells';
import { admitting, MOST_STEPS } from './subtraction.rules';

/** What is shown of a cell: nothing at all, or how many people there are and some of the figures. */
export type Shown = { readonly people: true; readonly figures: ReadonlySet<PoolFigure> } | { readonly people: false };
export const NOTHING_SHOWN: Shown = { people: false };
export const EVERYTHING: Shown = { people: true, figures: new Set(POOL_FIGURES) };

/** Of the figures of one cell, which is kept where not all can be. */
export const WANTED_FIRST = ['agreed', 'net', 'contribution', 'indicative'] as const satisfies readonly PoolFigure[];

/** How much is looked at for publishing, the plainest cells first; what is beyond it is withheld. */
export interface EliminationBounds {
  /** Different cells. */
  readonly cells: number;
  /** Steps of elimination, for counts, and as many for money. */
  readonly steps: number;
}
const BOUNDS: EliminationBounds = { cells: 3_000, steps: MOST_STEPS };

const namedAxes = ({ place }: Cell): number => place.filter((value) => value !== 0).length;

/** Cells that hold the same parts of the same people are one. */
function different(cells: Iterable<Cell>): Cell[][] {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) {
    const key = cell.columns.join();
    const group = groups.get(key);
    if (group) group.push(cell);
    else groups.set(key, [cell]);
  }
  return [...groups.values()];
}

/** The cells in the order in which they are wanted: fewest dimensions named, then most people. */
function inOrder(groups: Cell[][]): Cell[][] {
  const plainest = groups.map((cells) => ({
    cells,
    cell: cells.reduce((best, cell) => (namedAxes(cell) < namedAxes(best) ? cell : best)),
  }));
  const key = ({ place }: Cell): string => place.map((value) => String(value).padStart(6, '0')).join();
  return plainest
    .sort((a, b) => namedAxes(a.cell) - namedAxes(b.cell) || b.cell.people - a.cell.people || (key(a.cell) < key(b.cell) ? -1 : 1))
    .map(({ cells }) => cells);
}

/**
 * What is withheld of an area: decided once for every cell that any question could name, so that it depends on the cell and never
 * on the question. A cell of fewer people than the threshold is withheld, and so is every cell, and every figure of a cell, by
 * which a group of fewer could be told from what is published (`subtraction.rules.ts`).
 */
export class Withholding {
  private readonly shown = new Map<Cell, Shown>();
  private readonly openness = new Map<string, boolean>();

  constructor(
    readonly cube: Cube,
    threshold: number,
    private readonly bounds = BOUNDS,
    decided: 'AT_ONCE' | 'IN_STEPS' = 'AT_ONCE',
  ) {
    if (decided === 'AT_ONCE') atOnce(this.deciding(threshold));
  }

  /** The same, with a pause between the steps of what takes long. */
  static *inSteps(cube: Cube, threshold: number): Generator<void, Withholding> {
    const withholding = new Withholding(cube, threshold, BOUNDS, 'IN_STEPS');
    yield* withholding.deciding(threshold);
    return withholding;
  }

  private *deciding(threshold: number): Generator<void, void> {
    const { cube, bounds } = this;
    const least = Math.max(1, threshold);
    const candidates = inOrder(different([...cube.cells.values()].filter(({ people }) => people >= least))).slice(0, bounds.cells);
    if (least === 1) for (const cell of cube.cells.values()) this.shown.set(cell, EVERYTHING);
    else yield* this.decide(candidates, least);
  }

  private *decide(candidates: readonly (readonly Cell[])[], threshold: number): Generator<void, void> {
    const { kinds, columns } = this.cube;
    const weights = kinds.map(({ weight }) => weight);
    const columnsOf = (cells: readonly Cell[]): readonly number[] => cells[0]?.columns ?? [];
    const counts = yield* admitting(
      {
        weights,
        kindOf: kinds.map((_, kind) => kind),
        sums: candidates.map((cells) => [...new Set(columnsOf(cells).map((column) => columns[column]?.kind ?? -1))]),
      },
      threshold,
      this.bounds.steps,
    );
    const counted = candidates.filter((_, index) => counts[index]);
    // The figures of all cells in one: a difference of two of them may speak of few people where neither does.
    const unknown = (column: number, figure: PoolFigure): number => column * POOL_FIGURES.length + POOL_FIGURES.indexOf(figure);
    const told = yield* admitting(
      {
        weights,
        kindOf: columns.flatMap(({ kind }) => POOL_FIGURES.map(() => kind)),
        sums: counted.flatMap((cells) =>
          WANTED_FIRST.map((figure) =>
            columnsOf(cells).flatMap((column) => columns[column]?.part.makeUp[figure].map((each) => unknown(column, each)) ?? []),
          ),
        ),
      },
      threshold,
      this.bounds.steps,
    );
    counted.forEach((cells, index) => {
      const figures = new Set(WANTED_FIRST.filter((_, place) => told[index * WANTED_FIRST.length + place]));
      for (const cell of cells) this.shown.set(cell, { people: true, figures });
    });
  }

  /** Shows no more than this of each cell: what else is published bears on it too. Said before anything is asked. */
  narrow(shown: ReadonlyMap<Cell, Shown>): void {
    this.shown.clear();
    for (const [cell, some] of shown) this.shown.set(cell, some);
  }

  /** The cells of which something is shown, in the order in which they are wanted. */
  cellsShown(): [Cell, Shown & { readonly people: true }][] {
    return [...this.shown].flatMap(([cell, shown]) => (shown.people ? [[cell, shown] as [Cell, Shown & { readonly people: true }]] : []));
  }

  of(cell: Cell): Shown {
    return this.shown.get(cell) ?? NOTHING_SHOWN;
  }

  /**
   * May it be said whether anybody is there? Only where every place one dimension wider is published or known to be empty:
   * else a row that is withheld would tell in what state, or how held, the budgets of a few people are whose number is withheld.
   */
  isOpen(place: Place): boolean {
    const key = place.join();
    const known = this.openness.get(key);
    if (known !== undefined) return known;
    const open = place.every((value, axis) => {
      if (value === 0) return true;
      const wider = place.map((other, index) => (index === axis ? 0 : other));
      const cell = this.cube.cellAt(wider);
      return cell ? this.of(cell).people : this.isOpen(wider);
    });
    this.openness.set(key, open);
    return open;
  }
}
