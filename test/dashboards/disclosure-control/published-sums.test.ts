import { admitted } from '../../../src/dashboards/disclosure-control/subtraction.rules';

/** One column a kind of person: sums are of whole kinds. */
const ofKinds = (weights: readonly number[], sums: readonly (readonly number[])[], threshold = 5): boolean[] =>
  admitted({ weights, kindOf: weights.map((_, kind) => kind), sums }, threshold);

describe('sums that are published together', () => {
  it('leave out one of five that leaves four, and keep one that leaves five', () => {
    expect(ofKinds([5, 4], [[0, 1], [0], [1]])).toEqual([true, false, false]);
    expect(ofKinds([5, 5], [[0, 1], [0], [1]])).toEqual([true, true, true]);
    expect(ofKinds([4, 4], [[0, 1], [0]])).toEqual([true, false]);
  });

  it('hold what follows from them: it tells nothing more', () => {
    expect(ofKinds([9, 8, 7], [[0, 1, 2], [0], [1], [2], [1, 2], [0, 2], []])).toEqual([true, true, true, true, true, true, true]);
  });

  it('see through a chain: a table of nine cells, one of two people, with all its margins', () => {
    //  20 20 20 | rows, columns and eight cells told would tell the ninth
    const weights = [20, 20, 20, 20, 2, 20, 20, 20, 20];
    const rows = [
      [0, 1, 2],
      [3, 4, 5],
      [6, 7, 8],
    ];
    const columns = [
      [0, 3, 6],
      [1, 4, 7],
      [2, 5, 8],
    ];
    const cells = [0, 1, 2, 3, 5, 6, 7, 8].map((cell) => [cell]);
    const told = ofKinds(weights, [...rows, ...columns, ...cells]);
    expect(told.slice(0, 6)).toEqual([true, true, true, true, true, true]);
    // In the row and the column of the two, and once more so that those are not told by theirs.
    expect(told.slice(6)).toEqual([true, true, true, true, false, true, false, false]);
  });

  it('take people of many kinds together for witnesses, nobody twice', () => {
    // Ten people, each of a kind of their own.
    const each = new Array<number>(10).fill(1);
    const all = each.map((_, kind) => kind);
    expect(ofKinds(each, [all, all.slice(0, 5), all.slice(5)])).toEqual([true, true, true]);
    expect(ofKinds(each, [all, all.slice(0, 6), all.slice(6)])).toEqual([true, false, false]);
    expect(ofKinds(each.slice(0, 4), [[0, 1, 2, 3]])).toEqual([false]);
    expect(ofKinds([1, 1, 3], [[0, 1, 2]])).toEqual([true]);
  });

  it('find a witness for everybody where the first that comes is wanted elsewhere', () => {
    // Two sums that share three people of one kind and have two of their own.
    expect(ofKinds([3, 2, 2, 9], [[0, 1, 3], [0, 2, 3], [3]])).toEqual([true, false, true]);
    expect(ofKinds([6, 5, 5], [[0, 1], [0, 2], [0]])).toEqual([true, true, true]);
  });

  it('count a person once, whatever they have of their own', () => {
    // Three people with two columns each: six columns, and still three people.
    expect(admitted({ weights: [3], kindOf: [0, 0], sums: [[0, 1], [0]] }, 5)).toEqual([false, false]);
    expect(admitted({ weights: [5], kindOf: [0, 0], sums: [[0, 1], [0], [1]] }, 5)).toEqual([true, true, true]);
  });

  it('are at most as many as one in so many people: ten people tell no more than two sums of five', () => {
    const each = new Array<number>(10).fill(1);
    const sums = Array.from({ length: 40 }, (_, start) => each.map((_one, kind) => kind).filter((kind) => (kind * 7 + start * 3) % 10 < 6));
    const distinct = new Set(sums.filter((_, index) => ofKinds(each, sums)[index]).map((sum) => sum.join()));
    expect(distinct.size).toBeLessThanOrEqual(2);
  });

  it('are all told where one person may be', () => {
    expect(ofKinds([1, 1, 1], [[0], [1], [2], [0, 1]], 1)).toEqual([true, true, true, true]);
  });
});
