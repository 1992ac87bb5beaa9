import fc from 'fast-check';
import { answer, type Question } from '../../../src/dashboards/answer.rules';
import { Withholding } from '../../../src/dashboards/disclosure-control/suppression.rules';
import { Cube, type PoolPerson } from '../../../src/dashboards/summary-cells';
import { POOL_FIGURES } from '../../../src/pool/pool.rules';
import { anArea, aQuestion, type Cell, cellsOf, countsTold, EVERY_QUESTION, moneyTold, partsIn } from '../areas';
import { fewest } from './attacker';

jest.setTimeout(240_000);

/** The fewest people of whom anything can be worked out from what was told. */
const found = (people: readonly PoolPerson[], cells: readonly Cell[], threshold: number): { people: number | null; money: number | null } => ({
  people: fewest(countsTold(people, cells), threshold),
  money: fewest(moneyTold(people, cells), threshold),
});
const NOBODY = { people: null, money: null };

const askedOf = (withholding: Withholding, questions: readonly Question[]): Cell[] =>
  questions.flatMap((question) => cellsOf(question, answer(withholding, question)));

/** How it is done where nobody thinks of subtraction: what is itself of too few people is left out, and nothing else. */
const carelessly = (people: readonly PoolPerson[], cells: readonly Cell[], threshold: number): Cell[] =>
  cells.map((cell) => {
    const there = people.map((person) => partsIn(person, cell)).filter((parts) => parts.length > 0);
    const told = there.length >= threshold || there.length === 0;
    const money = Object.fromEntries(
      POOL_FIGURES.map((figure) => {
        const having = there.filter((parts) => parts.some((part) => part.money[figure] !== 0)).length;
        return [figure, told && (having === 0 || having >= threshold) ? 1 : null];
      }),
    ) as unknown as Cell['money'];
    return { ...cell, people: told ? there.length : null, money };
  });

describe('what was told, added and subtracted in any way', () => {
  const areaAndPair = fc.tuple(anArea(45), aQuestion, aQuestion, fc.integer({ min: 2, max: 6 }));

  it('speaks of nobody alone, nor of fewer than the threshold: 1,000 areas and pairs of summaries', () => {
    let [areas, told, careless] = [0, 0, 0];
    fc.assert(
      fc.property(areaAndPair, ([people, one, other, threshold]) => {
        const cells = askedOf(new Withholding(new Cube(people), threshold), [one, other]);
        told += cells.filter((cell) => cell.people !== null && cell.people > 0).length;
        expect(found(people, cells, threshold)).toEqual(NOBODY);
        // The same attacker gets through where only the small cells themselves are withheld.
        if (areas++ % 4 !== 0) return;
        const got = found(people, carelessly(people, cells, threshold), threshold);
        if (got.people !== null || got.money !== null) careless++;
      }),
      { numRuns: 1000 },
    );
    expect(areas).toBe(1000);
    expect(told).toBeGreaterThan(1000);
    expect(careless).toBeGreaterThan(75);
  });

  it('does so neither where everything is asked that can be', () => {
    let told = 0;
    fc.assert(
      fc.property(anArea(18), fc.integer({ min: 2, max: 4 }), (people, threshold) => {
        const cells = askedOf(new Withholding(new Cube(people), threshold), EVERY_QUESTION);
        told += cells.filter((cell) => cell.people !== null && cell.people > 0).length;
        expect(found(people, cells, threshold)).toEqual(NOBODY);
      }),
      { numRuns: 40 },
    );
    expect(told).toBeGreaterThan(1000);
  });
});

describe('where there is more than is looked at', () => {
  it.each([
    ['cells', { cells: 6, steps: 1_000_000 }],
    ['steps', { cells: 1_000, steps: 400 }],
  ])('what is beyond the most %s is withheld, and never let through', (_what, bounds) => {
    let [told, less] = [0, 0];
    fc.assert(
      fc.property(anArea(30), aQuestion, aQuestion, (people, one, other) => {
        const cells = askedOf(new Withholding(new Cube(people), 3, bounds), [one, other]);
        const all = askedOf(new Withholding(new Cube(people), 3), [one, other]);
        const count = (some: readonly Cell[]): number => some.filter((cell) => cell.people !== null && cell.people > 0).length;
        told += count(cells);
        less += count(all) - count(cells);
        expect(found(people, cells, 3)).toEqual(NOBODY);
      }),
      { numRuns: 150 },
    );
    expect(told).toBeGreaterThan(0);
    expect(less).toBeGreaterThan(0);
  });
});

describe('what is told', () => {
  const asked = fc.tuple(anArea(30), fc.array(aQuestion, { minLength: 2, maxLength: 6 }), fc.integer({ min: 1, max: 6 }));

  it('is exact: people once, money to the penny, nobody left out', () => {
    fc.assert(
      fc.property(asked, ([people, questions, threshold]) => {
        for (const cell of askedOf(new Withholding(new Cube(people), threshold), questions)) {
          const there = people.map((person) => partsIn(person, cell)).filter((parts) => parts.length > 0);
          if (cell.people !== null) expect(cell.people).toBe(there.length);
          for (const figure of POOL_FIGURES)
            if (cell.money[figure] !== null) expect(cell.money[figure]).toBe(there.flat().reduce((sum, { money }) => sum + money[figure], 0));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('of a cell is the same whatever question names it, whoever of the area comes first', () => {
    fc.assert(
      fc.property(asked, ([people, questions, threshold]) => {
        const seen = new Map<string, string>();
        for (const order of [people, people.toReversed()])
          for (const { where, pooledOnly, people: told, money } of askedOf(new Withholding(new Cube(order), threshold), questions)) {
            const key = `${JSON.stringify(Object.entries(where).sort())} ${pooledOnly}`;
            const now = JSON.stringify([told, money]);
            expect(seen.get(key) ?? now).toBe(now);
            seen.set(key, now);
          }
      }),
      { numRuns: 300 },
    );
  });

  it('is all of it where there are as many as the threshold of every kind of person, or where nothing is to be withheld', () => {
    fc.assert(
      fc.property(asked, ([people, questions, threshold]) => {
        const crowd = Array.from({ length: threshold }, () => people).flat();
        for (const cell of askedOf(new Withholding(new Cube(crowd), threshold), questions))
          expect([cell.people, ...Object.values(cell.money)]).not.toContain(null);
      }),
      { numRuns: 200 },
    );
  });

  it('says that somebody is in a row that is withheld only where all of whom it is a part are told', () => {
    let withheld = 0;
    const totalOf = (withholding: Withholding, where: Question['where'], pooledOnly: boolean): number | null =>
      answer(withholding, { where, pooledOnly, by: [] }).total.people;
    fc.assert(
      fc.property(asked, ([people, questions, threshold]) => {
        const withholding = new Withholding(new Cube(people), threshold);
        for (const question of questions)
          for (const { where, pooledOnly, people: told } of cellsOf(question, answer(withholding, question)).slice(1)) {
            if (told !== null) continue;
            withheld++;
            if (pooledOnly) expect(totalOf(withholding, where, false)).not.toBeNull();
            for (const dimension of Object.keys(where) as (keyof typeof where)[]) {
              const { [dimension]: _, ...wider } = where;
              expect(totalOf(withholding, wider, pooledOnly)).not.toBeNull();
            }
          }
      }),
      { numRuns: 300 },
    );
    expect(withheld).toBeGreaterThan(100);
  });

  it('of an empty cell is what is told of a withheld one, where that anybody is there is not to be known', () => {
    // Twelve at each of two schools, half of them suspended; four at a third, none of them suspended.
    const at = (setting: number, status: string): PoolPerson => ({
      pooled: false,
      parts: [
        {
          at: {
            AUTHORITY: 1,
            HEALTH_COMMISSIONER: 'NONE',
            STREAM: 'EDUCATION',
            STATUS: status,
            ARRANGEMENT: 'NONE',
            AGE_BAND: 'CHILD',
            SETTING: setting,
          },
          money: { indicative: 1, agreed: 1, contribution: 0, net: 1 },
        },
      ],
    });
    const twelve = (setting: number, suspended: number): PoolPerson[] =>
      Array.from({ length: 12 }, (_, index) => at(setting, index < suspended ? 'SUSPENDED' : 'AGREED'));
    const people = [...twelve(100_001, 6), ...twelve(100_002, 6), ...Array.from({ length: 4 }, () => at(100_003, 'AGREED'))];
    const withholding = new Withholding(new Cube(people), 5);
    const total = (where: Question['where']) => answer(withholding, { where, pooledOnly: false, by: [] }).total;
    expect(total({ SETTING: 100_003, STATUS: 'SUSPENDED' })).toEqual(total({ SETTING: 100_003, STATUS: 'AGREED' }));
    expect(total({ SETTING: 100_003, STATUS: 'AGREED' }).suppressed).toBe(true);
    expect(total({ SETTING: 100_001, STATUS: 'RELEASED' })).toMatchObject({ people: 0, suppressed: false });
    expect(answer(withholding, { where: { SETTING: 100_003 }, pooledOnly: false, by: ['STATUS'] }).rows).toEqual([]);
  });

  it('is nothing where there are fewer people than the threshold in all, not even which kinds of people there are', () => {
    fc.assert(
      fc.property(anArea(4), aQuestion, (people, question) => {
        const { total, rows } = answer(new Withholding(new Cube(people), 5), question);
        expect([total.suppressed, total.people]).toEqual([true, null]);
        expect(rows).toEqual([]);
      }),
    );
  });
});
