import fc from 'fast-check';
import { answer } from '../../src/dashboards/answer.rules';
import { publish, type PublishedPoint, publishedPoint } from '../../src/dashboards/disclosure-control/over-time.rules';
import { Withholding } from '../../src/dashboards/disclosure-control/suppression.rules';
import { AXES, Cube, type TracedPerson } from '../../src/dashboards/summary-cells';
import { POOL_FIGURES } from '../../src/pool/pool.rules';
import { cellsOf, EVERY_QUESTION, partsIn } from './areas';
import { fewest } from './disclosure-control/attacker';
import { anAreaOverTime, type CellThen, countsOverTime, moneyOverTime } from './points';

jest.setTimeout(Number(process.env['LONG']) ? 3_600_000 : 240_000);
/** LONG=1000 SEED=4 tries more of them, and others. */
const AREAS = Number(process.env['LONG']) || 30;

/** Every point decided on after those before it, as the hub publishes them. */
function published(points: readonly (readonly TracedPerson[])[], threshold: number): Withholding[] {
  const earlier: PublishedPoint[] = [];
  return points.map((people) => {
    const stages = publish(people, earlier, threshold);
    let stage = stages.next();
    while (stage.done !== true) stage = stages.next();
    earlier.push(publishedPoint(people, stage.value));
    return stage.value;
  });
}
/** How it is done where each day is looked at by itself. */
const dayByDay = (points: readonly (readonly TracedPerson[])[], threshold: number): Withholding[] =>
  points.map((people) => new Withholding(new Cube(people), threshold));

/** Every cell that was told of any point, each once. */
function everythingTold(withholdings: readonly Withholding[]): CellThen[] {
  const told = new Map<string, CellThen>();
  withholdings.forEach((withholding, point) => {
    for (const question of EVERY_QUESTION)
      for (const cell of cellsOf(question, answer(withholding, question)))
        told.set(JSON.stringify([point, cell.pooledOnly, Object.entries(cell.where).sort()]), { ...cell, point });
  });
  return [...told.values()];
}
function found(
  points: readonly (readonly TracedPerson[])[],
  cells: readonly CellThen[],
  threshold: number,
): { people: number | null; money: number | null } {
  return { people: fewest(countsOverTime(points, cells), threshold), money: fewest(moneyOverTime(points, cells, cells), threshold) };
}
const NOBODY = { people: null, money: null };
const told = (cells: readonly CellThen[], from = 0): number =>
  cells.filter(({ people, point }) => point >= from && people !== null && people > 0).length;

describe('everything that is told of several points in time, added and subtracted in any way', () => {
  it('speaks of nobody alone, nor of fewer than the threshold; each day by itself would', () => {
    let [later, careless, tried] = [0, 0, 0];
    fc.assert(
      fc.property(anAreaOverTime(24, 3), fc.integer({ min: 2, max: 3 }), (points, threshold) => {
        const cells = everythingTold(published(points, threshold));
        later += told(cells, 1);
        expect(found(points, cells, threshold)).toEqual(NOBODY);
        if (tried++ % 4 !== 0) return;
        const { people, money } = found(points, everythingTold(dayByDay(points, threshold)), threshold);
        if (people !== null || money !== null) careless++;
      }),
      { numRuns: AREAS, seed: Number(process.env['SEED'] ?? 9) },
    );
    expect(later).toBeGreaterThan(AREAS * 2);
    expect(careless).toBeGreaterThan(AREAS / 8);
  });
});

describe('a withholding that is damaged', () => {
  /** Areas until the attacker finds a few people. */
  const foundOut = (damage: (points: readonly (readonly TracedPerson[])[], threshold: number) => Withholding[]): boolean =>
    fc
      .sample(anAreaOverTime(24, 3), { numRuns: 40, seed: 11 })
      .some((points) => JSON.stringify(found(points, everythingTold(damage(points, 3)), 3)) !== JSON.stringify(NOBODY));
  const narrowed = (
    points: readonly (readonly TracedPerson[])[],
    threshold: number,
    change: (withholding: Withholding, point: number) => void,
  ): Withholding[] =>
    published(points, threshold).map((withholding, point) => {
      change(withholding, point);
      return withholding;
    });

  it('is found out where a count is told that changed by a few people', () => {
    expect(
      foundOut((points, threshold) => {
        const alone = dayByDay(points, threshold);
        return narrowed(points, threshold, (withholding, point) => {
          if (point === 0) return;
          const also = new Map(withholding.cellsShown());
          for (const [{ place }] of alone[point]?.cellsShown() ?? []) {
            const values = AXES.map((_, axis) => alone[point]?.cube.values[axis]?.[(place[axis] ?? 0) - 1] ?? null);
            const cell = withholding.cube.cellAt(withholding.cube.placeOf(values, place[AXES.length] === 1));
            if (cell && !also.has(cell)) also.set(cell, { people: true, figures: new Set() });
          }
          withholding.narrow(also);
        });
      }),
    ).toBe(true);
  });

  it('is found out where money is told in which a few people changed', () => {
    expect(
      foundOut((points, threshold) =>
        narrowed(points, threshold, (withholding) =>
          withholding.narrow(new Map(withholding.cellsShown().map(([cell]) => [cell, { people: true, figures: new Set(POOL_FIGURES) }]))),
        ),
      ),
    ).toBe(true);
  });

  it('is found out where a point is decided on without the one before it', () => {
    expect(
      foundOut((points, threshold) => {
        const [first, ...rest] = points;
        return first ? [...published([first], threshold), ...published(rest, threshold)] : [];
      }),
    ).toBe(true);
  });
});

describe('what is told of a point', () => {
  it('is exact, and all that was told before where nobody changed', () => {
    fc.assert(
      fc.property(anAreaOverTime(24, 1), ([people = []]) => {
        const [first, again] = published([people, people], 3).map((withholding) => everythingTold([withholding]));
        expect(again).toEqual(first);
      }),
      { numRuns: 8, seed: 5 },
    );
  });

  it('of a cell with somebody in it is how many, where as many as the threshold came, went and changed alike', () => {
    fc.assert(
      fc.property(anAreaOverTime(6, 3), fc.integer({ min: 2, max: 4 }), (points, threshold) => {
        const crowds = points.map((people) =>
          people.flatMap((person) => Array.from({ length: threshold }, (_, index): TracedPerson => ({ ...person, id: person.id * 10 + index }))),
        );
        for (const [point, withholding] of published(crowds, threshold).entries())
          for (const cell of everythingTold([withholding])) {
            const there = (crowds[point] ?? []).filter((person) => partsIn(person, cell).length > 0).length;
            if (there > 0) expect([point, cell.where, cell.people]).toEqual([point, cell.where, there]);
          }
      }),
      { numRuns: 8, seed: 6 },
    );
  });
});
