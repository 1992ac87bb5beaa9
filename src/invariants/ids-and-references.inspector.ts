import type { Reading } from '../database/reading';
import type { Store } from '../database/store';
import { OPEN_ENDED } from '../vocabulary/day';
import { fault, type InvariantFault } from './invariants';

/** Ids that are looked at together. */
const IDS_AT_ONCE = 50_000;
/** The trail has a series of its own; what a file made stands under the id of what it made. */
const OTHER_IDS: ReadonlySet<string> = new Set(['access_event', 'loaded_thing']);

interface IdTable {
  readonly name: string;
  readonly id: 'id' | 'budget_id';
  readonly ofPeople: boolean;
}
interface Remembered {
  readonly id: number;
  readonly recorded_at: number;
  readonly answer: string;
}

/** What is true of the tables as a whole: ids of one thing each, rows of people who are there, keys of changes that were made. */
export class WholeInspector {
  private readonly tables: readonly IdTable[];

  constructor(
    private readonly store: Store,
    entities: readonly (new () => object)[],
  ) {
    this.tables = entities.flatMap((entity): IdTable[] => {
      const { tableName: name, columns } = store.source.getMetadata(entity);
      const has = (column: string): boolean => columns.some(({ databaseName }) => databaseName === column);
      const id = has('id') ? 'id' : has('budget_id') ? 'budget_id' : null;
      return id === null || OTHER_IDS.has(name) ? [] : [{ name, id, ofPeople: has('person_id') }];
    });
  }

  async inspect(tell: (found: readonly InvariantFault[]) => void, onProgress: (done: number, total: number) => void): Promise<void> {
    for (let from = 0, last = 1; from <= last;) {
      const start = from;
      const { found, next } = await this.store.snapshot(async (reading) => {
        const counter = await nextId(reading);
        return { found: [...(await this.range(reading, start)), ...(start === 0 ? await this.beyond(reading, counter) : [])], next: counter };
      });
      tell(found);
      from += IDS_AT_ONCE;
      last = next;
      onProgress(Math.min(from, last), last);
    }
  }

  private async range(reading: Reading, from: number): Promise<readonly InvariantFault[]> {
    const found: InvariantFault[] = [];
    const within = [from, from + IDS_AT_ONCE];
    const owners = new Map<number, string>();
    for (const { name, id, ofPeople } of this.tables) {
      const rows = await reading.rows<{ id: number }>(`SELECT DISTINCT ${id} AS id FROM ${name} WHERE ${id} >= ? AND ${id} < ?`, within);
      for (const row of rows) {
        const other = owners.get(Number(row.id));
        if (other !== undefined) found.push(fault('IDS-ONCE', null, null, `2 things have the id ${row.id}: one of ${other} and one of ${name}.`));
        owners.set(Number(row.id), name);
      }
      if (!ofPeople) continue;
      const strays = await reading.rows<{ id: number; person_id: number }>(
        `SELECT DISTINCT t.${id} AS id, t.person_id FROM ${name} t WHERE t.${id} >= ? AND t.${id} < ? AND t.person_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM person p WHERE p.id = t.person_id)`,
        within,
      );
      for (const stray of strays)
        found.push(
          fault(
            'REFERENCES-LEAD',
            Number(stray.person_id),
            null,
            `${name} ${stray.id} is of person ${stray.person_id}, and there is none of that id.`,
          ),
        );
    }
    return [...found, ...(await this.keys(reading, within))];
  }

  /** Ids that no counter gave out. */
  private async beyond(reading: Reading, counter: number): Promise<readonly InvariantFault[]> {
    const found: InvariantFault[] = [];
    for (const { name, id } of this.tables) {
      const [row] = await reading.rows<{ id: number | null }>(`SELECT MAX(${id}) AS id FROM ${name}`);
      if (row && Number(row.id ?? 0) >= counter)
        found.push(fault('IDS-ONCE', null, null, `${name} has the id ${row.id}, and the counter stands at ${counter}.`));
    }
    return found;
  }

  /** Each key remembers a change, and the trail has that change. */
  private async keys(reading: Reading, within: readonly number[]): Promise<readonly InvariantFault[]> {
    const rows = await reading.rows<Remembered>('SELECT id, recorded_at, answer FROM idempotency_key WHERE id >= ? AND id < ?', within);
    const found: InvariantFault[] = [];
    for (let start = 0; start < rows.length; start += 200) {
      const some = rows.slice(start, start + 200).map((row) => ({ row, personId: personOf(row) }));
      const people = [...new Set(some.flatMap(({ personId }) => personId ?? []))];
      const [events = []] = await reading.wave(
        [{ table: Object, sql: "SELECT person_id, at FROM access_event WHERE person_id IN $ids AND action <> 'READ' AND at <= $at" }],
        people,
        OPEN_ENDED,
      );
      const made = new Set((events as { person_id: number; at: number }[]).map((event) => `${Number(event.person_id)} ${Number(event.at)}`));
      for (const { row, personId } of some)
        if (personId === null || !made.has(`${personId} ${Number(row.recorded_at)}`))
          found.push(
            fault(
              'KEYS-ON-RECORD',
              personId,
              null,
              `idempotency_key ${row.id} remembers a change of ${row.recorded_at}, and 0 events of that instant are in the audit trail.`,
            ),
          );
    }
    return found;
  }
}

async function nextId(reading: Reading): Promise<number> {
  const [row] = await reading.rows<{ next_id: number }>("SELECT next_id FROM id_block WHERE name = 'hub'");
  return Number(row?.next_id ?? 1);
}

function personOf({ answer }: Remembered): number | null {
  try {
    const { personId } = JSON.parse(answer) as { personId?: number | null };
    return personId ?? null;
  } catch {
    return null;
  }
}
