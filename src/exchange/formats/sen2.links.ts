import { readdir, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Day } from '../../vocabulary/day';
import { badInput } from '../../vocabulary/refusal';
import { dayIn, identifier, must, postcode, yesNo } from '../csv/cell';
import { type Cells, RowFault } from '../csv/format.types';
import { bornBefore, ids, name } from '../csv/person.cells';
import { digest } from '../statements/row';
import type { EhcPlanSaid, Ids, OtherSaid, PupilSaid } from '../statements/row.types';

/*
 * What both forms of the SEN2 return have in common: modules in files of their own, joined by ids that mean something within one
 * export only. A statement is therefore known by the pupil and the days, which the next export has as well.
 */

/** A request and whose it is: what plans and placements hang on. */
export interface Request {
  readonly ids: Ids;
  readonly received: Day | null;
}

/** What lines read earlier are called by those that follow. */
export class Links<Value> {
  private readonly known = new Map<string, Value>();
  constructor(private readonly what: string) {}

  set(id: string, value: Value): void {
    this.known.set(id, value);
  }
  /** Throws where the id names no line that was read. */
  of(cells: Cells, column: string): Value {
    const id = cells.get(column);
    const found = this.known.get(id);
    if (found === undefined) throw new RowFault(column, 'LINK', `No ${this.what} of this export has ${column} "${id}", or its own row was refused.`);
    return found;
  }
}

export interface PupilColumns {
  readonly forename: string;
  readonly surname: string;
  readonly born: string;
  readonly postcode: string;
  readonly upn: string;
  readonly uln: string;
}

export function readPupil(cells: Cells, columns: PupilColumns, today: Day): PupilSaid {
  const person = {
    name: name(cells, columns.forename, columns.surname),
    born: bornBefore(must(dayIn(cells, columns.born), columns.born), today, columns.born),
    died: null,
    postcode: postcode(cells, columns.postcode),
  };
  const numbers = ids({ upn: identifier(cells, columns.upn, 'UPN'), uln: identifier(cells, columns.uln, 'ULN') });
  // Under school age, or in a college that gave none, a pupil may have no number: then only the row itself knows them again.
  const known = Object.keys(numbers).length > 0 ? numbers : { row: digest('pupil', person.name.toLowerCase(), person.born, person.postcode ?? '') };
  return { kind: 'PUPIL', ids: known, person };
}

const CEASE_REASONS: Readonly<Record<string, string>> = {
  '1': 'Reached the age limit',
  '2': 'Needs are met without a plan',
  '3': 'Went into higher education',
  '4': 'Went into paid work',
  '5': 'Transferred to another council',
  '6': 'No longer engages',
  '7': 'Left England',
  '8': 'Died',
  '9': 'Another reason',
};
export interface PlanColumns {
  readonly start: string;
  readonly taken: string;
  readonly organised: string;
  readonly payments: string;
  readonly ceased: string;
  readonly reason: string;
}

export function readPlan(cells: Cells, columns: PlanColumns, { ids: who, received }: Request): EhcPlanSaid {
  const start = must(dayIn(cells, columns.start), columns.start);
  const ceased = dayIn(cells, columns.ceased);
  if (ceased !== null && ceased < start) throw new RowFault(columns.ceased, 'DATES', `The plan ceased on ${ceased}, before it began on ${start}.`);
  const reason = cells.get(columns.reason).replace(/^0+(?=\d)/, '');
  if (reason !== '' && !(reason in CEASE_REASONS)) throw new RowFault(columns.reason, 'FORMAT', `"${reason}" is none of the reasons 1 to 9.`);
  return {
    kind: 'EHC_PLAN',
    ids: who,
    start,
    received,
    budgetTakenUp: yesNo(cells, columns.taken),
    organisedArrangements: yesNo(cells, columns.organised),
    directPayments: cells.get(columns.payments).slice(0, 40) || null,
    ceased,
    ceaseReason: ceased === null ? null : (CEASE_REASONS[reason] ?? 'No reason given'),
  };
}

/** A row that is remembered though the hub keeps no facts of it; what is empty is left out. */
export const other = (who: Ids, what: Readonly<Record<string, string | null>>): OtherSaid => ({
  kind: 'OTHER',
  ids: who,
  what: Object.fromEntries(Object.entries(what).flatMap(([column, value]) => (value === null || value === '' ? [] : [[column, value] as const]))),
});

/** The CSV files of a folder. Throws BAD_INPUT where the path is none. */
export async function filesIn(folder: string): Promise<readonly string[]> {
  const found = await stat(folder).catch(() => null);
  if (!found) throw badInput('file', `There is no folder ${folder}.`);
  if (!found.isDirectory()) throw badInput('file', `${basename(folder)} is a file; this format is a folder of several.`);
  return (await readdir(folder)).filter((file) => file.toLowerCase().endsWith('.csv')).sort();
}
