import DataLoader from 'dataloader';
import type { Reading, Value } from '../database/reading';
import type { Turns } from '../database/turns';
import type { Instant } from '../vocabulary/day';
import { badInput } from '../vocabulary/refusal';
import type { AccessEventRow } from './access-event.entity';

export type LoggedEvent = Pick<AccessEventRow, 'id' | 'at' | 'person_id' | 'who' | 'role' | 'organisation' | 'purpose' | 'action'>;
export interface LogPage {
  readonly events: readonly LoggedEvent[];
  readonly hasNext: boolean;
}
interface Place {
  readonly at: Instant;
  readonly id: number;
}

export const MOST_EVENTS = 100;
/** People whose logs are read in one statement. */
const PEOPLE_AT_ONCE = 100;
const COLUMNS = 'id, at, person_id, who, role, organisation, purpose, action';

export const cursorOf = ({ at, id }: Place): string => Buffer.from(`e${at}.${id}`).toString('base64url');
function placeOf(cursor: string): Place {
  const match = /^e(\d{1,15})\.(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  if (!match) throw badInput('after', 'That is not a cursor of this list. Use endCursor of the page before.');
  return { at: Number(match[1]), id: Number(match[2]) };
}

/** Pages of the audit trail by person, newest first: one statement for the same page of many people. One a request. */
export class AccessLog {
  private readonly loaders = new Map<string, DataLoader<number, LogPage>>();

  constructor(
    private readonly reading: Reading,
    private readonly turns: Turns,
  ) {}

  page(personId: number, first: number, after: string | null): Promise<LogPage> {
    const key = `${first} ${after ?? ''}`;
    let loader = this.loaders.get(key);
    if (!loader) {
      const from = after === null ? null : placeOf(after);
      loader = new DataLoader((ids: readonly number[]) => this.read(ids, first, from), {
        maxBatchSize: PEOPLE_AT_ONCE,
        batchScheduleFn: this.turns.gathered,
      });
      this.loaders.set(key, loader);
    }
    return loader.load(personId);
  }

  private async read(ids: readonly number[], first: number, from: Place | null): Promise<LogPage[]> {
    const older = from === null ? '' : ' AND (at < ? OR (at = ? AND id < ?))';
    const one = `SELECT * FROM (SELECT ${COLUMNS} FROM access_event WHERE person_id = ?${older} ORDER BY at DESC, id DESC LIMIT ?) AS newest`;
    const values = ids.flatMap((id): Value[] => [id, ...(from === null ? [] : [from.at, from.at, from.id]), first + 1]);
    const rows = await this.reading.rows<LoggedEvent>(ids.map(() => one).join(' UNION ALL '), values);
    const events = rows.map((row) => ({ ...row, id: Number(row.id), at: Number(row.at), person_id: Number(row.person_id) }));
    return ids.map((id) => {
      const own = events.filter((event) => event.person_id === id).sort((a, b) => b.at - a.at || b.id - a.id);
      return { events: own.slice(0, first), hasNext: own.length > first };
    });
  }
}
