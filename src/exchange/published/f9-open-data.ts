import type { Organisation } from '../../person/person.types';
import { badInput } from '../../vocabulary/refusal';
import { textOf, wholeNumber } from '../csv/cell';
import { cellsOf, checkHeader, openCsv } from '../csv/csv.reader';
import type { Cells } from '../csv/format.types';
import { mustBeFile } from '../csv/one-file.format';

/*
 * F9, what England publishes of personal budgets in EHC plans (DfE, "Education, health and care plans"): read to compare with, and
 * nothing is made of it.
 */

/** How many plans have a personal budget, and of what kind: one plan may have several kinds, and is counted once in the total. */
export interface BudgetCounts {
  readonly takenUp: number;
  readonly organised: number;
  /** Direct payments, by what they are for. */
  readonly health: number;
  readonly education: number;
  readonly social: number;
  readonly integrated: number;
}

const COLUMNS = {
  takenUp: 'personal_budget',
  // Spelt so by the publisher.
  organised: 'org_arrangments',
  health: 'pb_health',
  education: 'pb_education',
  social: 'pb_social',
  integrated: 'pb_integrated',
} as const satisfies Record<keyof BudgetCounts, string>;
const REQUIRED = ['time_period', 'geographic_level', 'new_la_code', 'old_la_code', 'breakdown', ...Object.values(COLUMNS)];

function counts(cells: Cells): BudgetCounts | null {
  const read = (column: string): number | null => wholeNumber(cells, column, 0, 10_000_000);
  const all = Object.fromEntries(Object.entries(COLUMNS).map(([name, column]) => [name, read(column)]));
  return Object.values(all).some((count) => count === null) ? null : (all as unknown as BudgetCounts);
}

/**
 * The published counts of a council, or of England for null, by academic year: 202425 is 2024/25. Years whose cells are withheld are
 * left out. Throws BAD_INPUT where the file is not this one.
 */
export async function publishedCounts(path: string, of: Pick<Organisation, 'code' | 'name'> | null): Promise<ReadonlyMap<string, BudgetCounts>> {
  await mustBeFile(path);
  const { header, lines } = await openCsv(path);
  checkHeader(path, header, REQUIRED);
  const columns = new Map(header.map((name, index) => [name, index]));
  const years = new Map<string, BudgetCounts>();
  for await (const line of lines) {
    if (line.fault) throw badInput('file', `Line ${line.line}: ${line.fault.message}`);
    const cells = cellsOf(columns, header.length, line);
    if (cells.get('breakdown') !== 'All personal budgets') continue;
    const codes = [cells.get('old_la_code'), cells.get('new_la_code')];
    if (of === null ? cells.get('geographic_level') !== 'National' : !codes.includes(of.code)) continue;
    const year = textOf(cells, 'time_period', 10);
    // Letters stand for what is not published.
    const withheld = Object.values(COLUMNS).some((column) => /^[a-z~]$/i.test(cells.get(column)));
    const found = withheld ? null : counts(cells);
    if (year !== null && found !== null) years.set(year, found);
  }
  return years;
}

export interface AddedUp {
  readonly sum: number;
  readonly total: number;
  readonly why: 'EQUAL' | 'ROUNDED' | 'SEVERAL_KINDS' | 'KIND_NOT_GIVEN';
}
/**
 * Parts beside a published total, which stays what it is: it is a count of its own and never made to be their sum. Where every cell was
 * rounded by itself (`roundedTo`), as much as that may part them is rounding.
 */
export function addedUp(parts: readonly number[], total: number, roundedTo = 1): AddedUp {
  const sum = parts.reduce((all, part) => all + part, 0);
  const most = roundedTo === 1 ? 0 : ((parts.length + 1) * roundedTo) / 2;
  const why = sum === total ? 'EQUAL' : Math.abs(sum - total) <= most ? 'ROUNDED' : sum > total ? 'SEVERAL_KINDS' : 'KIND_NOT_GIVEN';
  return { sum, total, why };
}

export const countedParts = ({ takenUp: _total, ...parts }: BudgetCounts): readonly number[] => Object.values(parts);
