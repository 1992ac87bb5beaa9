import { dayIn, decimal, moneyIn, priced, textOf } from '../../src/exchange/csv/cell';
import { cellsOf } from '../../src/exchange/csv/csv.reader';
import { type Cells, RowFault } from '../../src/exchange/csv/format.types';
import { FIRST_DAY, MOST_PENCE, MOST_UNITS } from '../../src/vocabulary/bounds';

const cell = (written: string): Cells => cellsOf(new Map([['x', 0]]), 1, { line: 2, record: [written], fault: null, bytes: 0 });

describe('a cell keeps within what the same fact may be in the graph', () => {
  it.each<[string, () => unknown]>([
    ['a day before anybody was born', () => dayIn(cell('0001-01-01'), 'x')],
    ['a day beyond the end of the century', () => dayIn(cell('9999-12-31'), 'x')],
    ['a payment before there were budgets', () => dayIn(cell('2009-12-31'), 'x', FIRST_DAY)],
    ['more money than any amount may be', () => moneyIn(cell('999,999,999,999.99'), 'x')],
    ['less than that below nothing', () => moneyIn(cell('-10000000.00'), 'x')],
    ['more units than anybody delivers', () => decimal(cell('10000'), 'x')],
    ['units at a price that come to more', () => priced(MOST_PENCE, MOST_UNITS, 'x')],
    ['a text longer than its column', () => textOf(cell('𝒳'.repeat(256)), 'x')],
    ['a NUL', () => textOf(cell('a\u0000b'), 'x')],
    ['half a character', () => textOf(cell('a\ud800b'), 'x')],
    ['writing that is turned round', () => textOf(cell('a\u202eb'), 'x')],
  ])('%s is a fault of its row', (_, read) => {
    expect(read).toThrow(RowFault);
  });

  it('what is at the edge is taken, and a character of two code units is one', () => {
    expect([dayIn(cell('2010-01-01'), 'x', FIRST_DAY), dayIn(cell('2099-12-31'), 'x'), dayIn(cell('1900-01-01'), 'x')]).toEqual([
      '2010-01-01',
      '2099-12-31',
      '1900-01-01',
    ]);
    expect([moneyIn(cell('-9,999,999.99'), 'x'), decimal(cell('9999.999'), 'x')]).toEqual([-MOST_PENCE, MOST_UNITS]);
    expect(textOf(cell('𝒳'.repeat(255)), 'x')).toHaveLength(510);
  });
});
