import { looksLikeCardNumber } from '../../budgets/holding/arrangement.rules';
import { textOf } from './cell';
import { type Cells, RowFault } from './format.types';

/*
 * A card or an account in a file: known by its token or reference. The number of a card is never stored, and shown in no report.
 */

/** 13 to 19 digits that check as card numbers do (ISO/IEC 7812, Luhn). */
function isCardNumber(cell: string): boolean {
  const digits = cell.replace(/[ -]/g, '');
  if (!/^\d{13,19}$/.test(digits)) return false;
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
export const concealed = (cell: string): string => (isCardNumber(cell) ? '(a card number, not kept)' : cell);

export function routeCell(cells: Cells, column: string): string | null {
  const found = textOf(cells, column, 90);
  if (found !== null && looksLikeCardNumber(found))
    throw new RowFault(column, 'FORMAT', 'This looks like the number of a card, which is never stored. Give the token of the card.');
  return found;
}
