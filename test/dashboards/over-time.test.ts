import fc from 'fast-check';
import { answer } from '../../src/dashboards/answer.rules';
import { Cube, type TracedPerson } from '../../src/dashboards/cube';
import { publish, type PublishedPoint, publishedPoint } from '../../src/dashboards/over-time.rules';
import { Withholding } from '../../src/dashboards/withholding.rules';
import { cellsOf, EVERY_QUESTION } from './areas';
import { fewest } from './attacker';
import { anAreaOverTime, type CellThen, countsOverTime, moneyOverTime } from './points';

jest.setTimeout(Number(process.env['LONG']) ? 3_600_000 : 240_000);
const AREAS = Number(process.env['LONG']) || 60;

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
