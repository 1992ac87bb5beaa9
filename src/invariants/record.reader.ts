import type { DataSource } from 'typeorm';
import { AllocationRow, BudgetRevisionRow } from '../budgets/record/budget.entity';
import { type Budget, toBudgets } from '../budgets/record/budget.loader';
import { type PersonFacts, toFacts } from '../budgets/record/person-facts';
import type { PlainRow, Table } from '../database/changes';
import type { Reading, WaveStatement } from '../database/reading';
import { PersonFactRow, VersionedFactRow } from '../database/row';
import { groupBy } from '../database/row-sets';
import { PersonRow, RelationRow } from '../people/person.entity';
import { OPEN_ENDED } from '../vocabulary/day';
import { type ChangeEvent, type FactTable, maybe, number, type PersonRecord, type RecordRow } from './record.types';

type Entity = Table<PlainRow>;
const isOpen = (row: RecordRow): boolean => row['superseded_at'] === undefined || number(row['superseded_at']) >= OPEN_ENDED;

/** Budgets of which any revision answers a condition: all of their revisions. */
const wholeBudgets = (condition: string): string =>
  `SELECT * FROM budget_revision WHERE budget_id IN (SELECT budget_id FROM budget_revision WHERE ${condition} IN $ids)`;
const EXTRA = {
  person: 'SELECT * FROM person WHERE id IN $ids',
  revisions: wholeBudgets('person_id'),
  events: "SELECT id, at, person_id, action, series, seq FROM access_event WHERE person_id IN $ids AND action NOT IN ('READ', 'EMERGENCY_READ')",
  was: 'SELECT * FROM person_was WHERE person_id IN $ids',
  things: 'SELECT * FROM loaded_thing WHERE person_id IN $ids',
  towards: `SELECT * FROM relation WHERE other_id IN $ids AND superseded_at = ${OPEN_ENDED}`,
  carersRevisions: wholeBudgets('cared_for_id'),
  carersAllocations: 'SELECT * FROM allocation WHERE budget_id IN (SELECT budget_id FROM budget_revision WHERE cared_for_id IN $ids)',
} as const;
type Extra = keyof typeof EXTRA;

/** Reads all that is written of some people, every version of it, in one wave. Tables of facts are found by their row classes. */
export class RecordReader {
  readonly tables: readonly FactTable[];
  private readonly entities: readonly { readonly name: string; readonly entity: Entity }[];
  private readonly wave: readonly WaveStatement[];
  private readonly extras = Object.keys(EXTRA) as Extra[];

  constructor(source: DataSource, entities: readonly (new () => object)[]) {
    this.entities = entities
      .filter((entity) => entity.prototype instanceof PersonFactRow)
      .map((entity) => ({ name: source.getMetadata(entity).tableName, entity }));
    this.tables = this.entities.map(({ name, entity }) => ({ name, versioned: entity.prototype instanceof VersionedFactRow }));
    this.wave = [
      ...this.entities.map(({ name, entity }) => ({ table: entity, sql: `SELECT * FROM ${name} WHERE person_id IN $ids` })),
      ...this.extras.map((extra) => ({ table: PersonRow, sql: EXTRA[extra] })),
    ];
  }

  async read(reading: Reading, ids: readonly number[]): Promise<readonly PersonRecord[]> {
    const answers = (await reading.wave(this.wave, ids, 0)) as RecordRow[][];
    const of = (index: number, column: string): ReadonlyMap<number, RecordRow[]> => groupBy(answers[index] ?? [], (row) => number(row[column]));
    const facts = this.entities.map(({ name, entity }, index) => ({ name, entity, rows: of(index, 'person_id') }));
    const extra = Object.fromEntries(this.extras.map((name, index) => [name, answers[this.entities.length + index] ?? []])) as Record<
      Extra,
      RecordRow[]
    >;
    const budgets = groupBy(
      extra.revisions.toSorted((a, b) => number(a['version']) - number(b['version'])),
      (row) => number(row['budget_id']),
    );
    const [events, was, things, towards] = [
      groupBy(extra.events, (row) => number(row['person_id'])),
      groupBy(extra.was, (row) => number(row['person_id'])),
      groupBy(extra.things, (row) => number(row['person_id'])),
      groupBy(extra.towards, (row) => number(row['other_id'])),
    ];
    // As late as the facts: a row that cannot be made sense of is told by what is asked of rows first.
    const carers = (): Budget[] =>
      [
        ...toBudgets(
          new Map<Entity, readonly PlainRow[]>([
            [BudgetRevisionRow, extra.carersRevisions],
            [AllocationRow, extra.carersAllocations],
          ]),
        ).values(),
      ].flat();
    return extra.person.map((person): PersonRecord => {
      const personId = number(person['id']);
      const rows = new Map(facts.map(({ name, rows: all }) => [name, all.get(personId) ?? []]));
      const own = [...budgets].filter(([, all]) => all.some((row) => number(row['person_id']) === personId));
      return {
        personId,
        person,
        rows,
        revisions: new Map(own),
        events: (events.get(personId) ?? []).map(toEvent),
        was: was.get(personId) ?? [],
        things: things.get(personId) ?? [],
        get facts() {
          const known = new Map<Entity, readonly PlainRow[]>(
            facts.map(({ entity, rows: all }) => [entity, (all.get(personId) ?? []).filter(isOpen)]),
          );
          known.set(PersonRow, [person]);
          known.set(RelationRow, [...(rows.get('relation') ?? []).filter(isOpen), ...(towards.get(personId) ?? [])]);
          known.set(
            BudgetRevisionRow,
            own.flatMap(([, all]) => all).filter((row) => number(row['person_id']) === personId),
          );
          return factsOf(known, personId);
        },
        get carersBudgets() {
          const named = extra.carersRevisions.some((row) => number(row['cared_for_id']) === personId);
          return named ? carers().filter(({ revisions }) => revisions.some(({ caredForId }) => caredForId === personId)) : [];
        },
      };
    });
  }
}

const toEvent = (row: RecordRow): ChangeEvent => ({
  id: number(row['id']),
  at: number(row['at']),
  action: String(row['action']),
  series: maybe(row['series']),
  seq: maybe(row['seq']),
});

/** The facts as the hub itself would make them of the open rows. */
function factsOf(known: ReadonlyMap<Entity, readonly PlainRow[]>, personId: number): PersonFacts {
  const facts = toFacts(known).get(personId);
  if (!facts) throw new Error('no facts');
  return facts;
}
