import type { Reading } from '../database/reading';
import type { Store } from '../database/store';
import type { OrganisationDirectory } from '../people/organisations';
import type { Policies } from '../policy/policy.types';
import type { Day } from '../vocabulary/day';
import { ledgerFaults, rowFaults } from './figures.rules';
import { historyFaults, ownerOf } from './history.rules';
import { WholeInspector } from './ids-and-references.inspector';
import { fault, type InvariantFault } from './invariants';
import { arrangementFaults, chargedOnceFaults, chargedStreamFaults, itemFaults, poolFaults } from './money.rules';
import { RecordReader } from './record.reader';
import { type Around, number, type PersonRecord, type RecordRow } from './record.types';
import { leadsNowhere, type Outward, outwardReferences, referenceFaults } from './references.rules';
import { wroteAnythingAt, eventsWithoutRows, lostRows, nothingWritten, unrecordedChanges } from './trail.rules';

const PEOPLE_AT_ONCE = 200;

export interface Inspected {
  readonly people: number;
  readonly budgets: number;
  readonly faults: number;
}
export interface Watching {
  readonly onFault: (fault: InvariantFault) => void;
  /** How far it has come: people, and then ids. */
  readonly onProgress?: (phase: 'people' | 'ids', done: number, total: number) => void;
}

interface Parts {
  readonly store: Store;
  readonly directory: OrganisationDirectory;
  readonly policies: Policies;
  readonly entities: readonly (new () => object)[];
  readonly today: Day;
}

/**
 * Looks through a live database for what breaks an invariant. It writes nothing and may run beside working hubs: everything that is
 * compared is read in one snapshot, of some people at a time, so that memory and the database's own history stay small.
 */
export class Inspector {
  private readonly records: RecordReader;
  private readonly versioned: readonly string[];
  private readonly around: Around;

  constructor(private readonly parts: Parts) {
    const { store, directory, policies, entities, today } = parts;
    this.records = new RecordReader(store.source, entities);
    this.versioned = this.records.tables.filter(({ versioned }) => versioned).map(({ name }) => name);
    this.around = {
      today,
      policy: ({ facts }, on) => policies.forAuthority(directory.get(facts.person.authorityId)?.code ?? '').on(on),
    };
  }

  /** Everybody, and then what is true of the tables as a whole. */
  async inspect({ onFault, onProgress = () => undefined }: Watching): Promise<Inspected> {
    const { store, entities } = this.parts;
    const count = { people: 0, budgets: 0, faults: 0 };
    const tell = (found: readonly InvariantFault[]): void => {
      count.faults += found.length;
      found.forEach(onFault);
    };
    const [{ n } = { n: 0 }] = await store.reading.rows<{ n: number }>('SELECT COUNT(*) AS n FROM person');
    for (let last = 0; ;) {
      const wave = await store.snapshot(async (reading) => {
        const rows = await reading.rows<{ id: number }>('SELECT id FROM person WHERE id > ? ORDER BY id LIMIT ?', [last, PEOPLE_AT_ONCE]);
        const ids = rows.map(({ id }) => Number(id));
        return { ids, ...(await this.lookAt(reading, ids)) };
      });
      const end = wave.ids.at(-1);
      if (end === undefined) break;
      tell(wave.faults);
      count.people += wave.ids.length;
      count.budgets += wave.budgets;
      last = end;
      onProgress('people', count.people, Math.max(Number(n), count.people));
    }
    await new WholeInspector(store, entities).inspect(tell, (done, total) => onProgress('ids', done, total));
    return count;
  }

  /** Some people, as they stand in one snapshot. */
  async faultsOf(ids: readonly number[]): Promise<readonly InvariantFault[]> {
    return (await this.parts.store.snapshot((reading) => this.lookAt(reading, ids))).faults;
  }

  private async lookAt(reading: Reading, ids: readonly number[]): Promise<{ faults: readonly InvariantFault[]; budgets: number }> {
    if (ids.length === 0) return { faults: [], budgets: 0 };
    const records = await this.records.read(reading, ids);
    const faults = records.flatMap((record) => this.faultsIn(record));
    const outward = await this.nowhere(reading, records.flatMap(outwardReferences));
    const silent = await this.withoutRows(reading, records);
    const budgets = records.reduce(
      (sum, { personId, revisions }) => sum + [...revisions.values()].filter((rows) => ownerOf(rows) === personId).length,
      0,
    );
    return { faults: [...faults, ...outward, ...silent], budgets };
  }

  private faultsIn(record: PersonRecord): readonly InvariantFault[] {
    const plain = [
      ...rowFaults(record),
      ...historyFaults(record, this.versioned),
      ...referenceFaults(record),
      ...unrecordedChanges(record),
      ...lostRows(record),
    ];
    try {
      // Facts are made here, once, as the hub itself makes them.
      const known: PersonRecord = { ...record };
      const figures = [
        ...poolFaults(known, this.around),
        ...arrangementFaults(known),
        ...itemFaults(known, this.around),
        ...chargedStreamFaults(known),
        ...chargedOnceFaults(known),
        ...ledgerFaults(known, this.around),
      ];
      return [...plain, ...figures];
    } catch (error) {
      // What no rule can be asked of: usually a row that was named above.
      return plain.length > 0
        ? plain
        : [
            fault(
              'STATE-SOUND',
              record.personId,
              null,
              `the hub cannot make facts of the rows: ${error instanceof Error ? error.name : 'an error'}.`,
            ),
          ];
    }
  }

  /** References out of the records that lead nowhere. */
  private async nowhere(reading: Reading, all: readonly Outward[]): Promise<readonly InvariantFault[]> {
    const faults: InvariantFault[] = [];
    for (const [table, some] of Map.groupBy(all, ({ to }) => to)) {
      const ids = [...new Set(some.map(({ id }) => id))];
      const [rows = []] = await reading.wave([{ table: Object, sql: `SELECT id FROM ${table} WHERE id IN $ids` }], ids, 0);
      const there = new Set(rows.map((row) => number((row as RecordRow)['id'])));
      faults.push(...some.filter(({ id }) => !there.has(id)).map(leadsNowhere));
    }
    return faults;
  }

  /** Changes on record that left no row on this record, nor on that of anybody else whom they concerned. */
  private async withoutRows(reading: Reading, records: readonly PersonRecord[]): Promise<readonly InvariantFault[]> {
    const silent = records.flatMap((record) => eventsWithoutRows(record).map((event) => ({ personId: record.personId, event })));
    const faults: InvariantFault[] = [];
    for (const { personId, event } of silent) {
      // One change's events stand side by side in their chain.
      const rows =
        event.series === null || event.seq === null
          ? []
          : await reading.rows<{ person_id: number }>(
              'SELECT person_id FROM access_event WHERE series = ? AND seq BETWEEN ? AND ? AND at = ? AND action = ? AND person_id <> ?',
              [event.series, event.seq - 100, event.seq + 100, event.at, event.action, personId],
            );
      const others = rows.length === 0 ? [] : await this.records.read(reading, [...new Set(rows.map((row) => Number(row.person_id)))]);
      if (!others.some((other) => wroteAnythingAt(other, event.at))) faults.push(nothingWritten(personId, event));
    }
    return faults;
  }
}
