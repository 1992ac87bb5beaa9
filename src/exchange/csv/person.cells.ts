import type { Day } from '../../vocabulary/day';
import type { Ids } from '../statements/row.types';
import { must, textOf } from './cell';
import { type Cells, RowFault } from './format.types';

/** "Given Family", spaces put right. */
export const fullName = (forename: string, surname: string): string => `${forename} ${surname}`.replace(/\s+/g, ' ').trim();

export function name(cells: Cells, forename: string, surname: string): string {
  return fullName(textOf(cells, forename, 120) ?? '', must(textOf(cells, surname, 120), surname));
}

/** Ids without what is not there, so that the row says the same whichever columns a file has. */
export function ids(given: { readonly [Key in keyof Ids]: Ids[Key] | undefined }): Ids {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** Throws where a row says of nobody's number whom it is about. */
export function mustBeSomebody(given: Ids, columns: readonly string[]): Ids {
  if (Object.keys(given).length === 0)
    throw new RowFault(columns[0] ?? '', 'REQUIRED', `The row says of nobody's number whom it is about: fill in ${columns.join(' or ')}.`);
  return given;
}

export function bornBefore(born: Day, today: Day, column: string): Day {
  if (born > today) throw new RowFault(column, 'DATES', `${born} has not come yet.`);
  return born;
}
