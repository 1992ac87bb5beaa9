import { AgreementRow, ArrangementRow } from '../../budgets/record/arrangement.entity';
import { BudgetRevisionRow } from '../../budgets/record/budget.entity';
import { FACT_STATEMENTS, type PersonFacts, toFacts } from '../../budgets/record/person-facts';
import { MovementRow, TransactionRow } from '../../budgets/record/spending.entity';
import type { RowSets } from '../../database/changes';
import type { Value, WaveStatement } from '../../database/reading';
import type { VersionedFactRow } from '../../database/row';
import { groupBy, readRowSets, rowsOf } from '../../database/row-sets';
import { marks } from '../../database/sql';
import type { Writing } from '../../database/store';
import { IdentifierRow, PersonRow } from '../../people/person.entity';
import type { Identifier } from '../../person/person.types';
import { BudgetItemRow, OutcomeRow, PlanRow } from '../../plans/plan.entity';
import { OPEN_ENDED } from '../../vocabulary/day';
import { isRoute, routeToken, systemOf, tokenOf, valueOf } from './identifier-token';
import { LoadedThingRow, type MatchProposalRow, type StagedRow } from './load.entity';
import { toRow } from './row';
import { LIVE, type Row } from './row.types';

/** Everyone whom some rows concern: the rows themselves, the records that their numbers lead to, and all that those rest on. */
export interface Group {
  readonly rows: readonly Row[];
  readonly people: ReadonlyMap<number, HeldPerson>;
  /** Records that somebody confirmed to be one person: a number of each. */
  readonly confirmed: readonly (readonly [string, string])[];
  readonly proposals: readonly MatchProposalRow[];
  /** The latest instant at which anything of them was recorded. */
  readonly lastRecorded: number;
}
export interface HeldPerson {
  readonly row: PersonRow;
  readonly facts: PersonFacts;
  readonly identifiers: readonly IdentifierRow[];
  readonly things: ReadonlyMap<string, LoadedThingRow>;
  readonly versioned: ReadonlyMap<number, VersionedFactRow>;
  readonly changedByHand: ReadonlySet<number>;
  /** Movements that no file brought. */
  readonly enteredMovements: ReadonlySet<number>;
  /** Registered by hand, or with something that no file brought. */
  readonly anchored: boolean;
}

const LIVE_LIST = LIVE.map((status) => `'${status}'`).join(',');
/** Values in one IN list: under SQLite's limit with room to spare. */
const AT_ONCE = 2_000;
export function* chunks<Item>(items: readonly Item[], size = AT_ONCE): Generator<Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

const PERSON_FACTS: readonly WaveStatement[] = [
  ...FACT_STATEMENTS,
  { table: LoadedThingRow, sql: 'SELECT * FROM loaded_thing WHERE person_id IN $ids AND closed_at IS NULL' },
];

/** Who holds the numbers: the identifier rows of those that anybody holds. */
export async function holdersOf(tx: Pick<Writing, 'rows'>, tokens: Iterable<string>): Promise<ReadonlyMap<string, number>> {
  const bySystem = Map.groupBy(tokens, systemOf);
  const holders = new Map<string, number>();
  for (const [system, own] of bySystem) {
    if (system === 'ROW' || system === 'ROUTE') continue;
    // SQLite tells capitals apart, and a council's own number is found in any case.
    const values = own.flatMap((token) => {
      const value = valueOf(token);
      return system === 'LOCAL' ? [value, value.toUpperCase()] : [value];
    });
    for (const some of chunks(values)) {
      const rows = await tx.rows<IdentifierRow>(`SELECT * FROM identifier WHERE id_system = ? AND value IN (${marks(some)})`, [system, ...some]);
      for (const row of rows)
        holders.set(tokenOf({ system: row.id_system as Identifier['system'], value: row.value, scope: Number(row.scope) }), Number(row.person_id));
    }
  }
  return holders;
}

/** Everybody whose money some cards or accounts hold, by the card's token. */
export async function routeHolders(tx: Pick<Writing, 'rows'>, tokens: Iterable<string>): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
  const wanted = new Set([...tokens].filter(isRoute));
  const holders = new Map<string, Set<number>>();
  for (const some of chunks([...wanted])) {
    const rows = await tx.rows<{ person_id: number; authority_id: number; route: string }>(
      `SELECT DISTINCT person_id, authority_id, route FROM arrangement WHERE route IN (${marks(some)}) AND superseded_at = ?`,
      [...some.map(valueOf), OPEN_ENDED],
    );
    for (const row of rows) {
      const token = routeToken(row.route, Number(row.authority_id));
      // MariaDB finds them in any case; two tokens may differ in nothing else.
      if (wanted.has(token)) holders.set(token, (holders.get(token) ?? new Set()).add(Number(row.person_id)));
    }
  }
  return holders;
}

/** Reads outwards from rows and records until no number leads to anyone else. Records are locked before anything of them is read. */
export async function readGroup(tx: Writing, seeds: { readonly rows: readonly Row[]; readonly people: readonly number[] }): Promise<Group> {
  const rows = new Map<number, Row>();
  const people = new Set<number>();
  const tokens = new Set<string>();
  const proposals = new Map<number, MatchProposalRow>();
  let newTokens = new Set<string>();
  let newPeople = new Set<number>(seeds.people);
  const meet = (row: Row): void => {
    if (rows.has(row.id)) return;
    rows.set(row.id, row);
    for (const token of row.tokens) if (!tokens.has(token)) newTokens.add(token);
    if (row.personId !== null && !people.has(row.personId)) newPeople.add(row.personId);
  };
  const meetAll = async (sql: string, values: readonly Value[]): Promise<void> => (await tx.rows<StagedRow>(sql, values)).map(toRow).forEach(meet);
  seeds.rows.forEach(meet);

  while (newTokens.size > 0 || newPeople.size > 0) {
    const asked = [...newTokens];
    newTokens = new Set();
    for (const token of asked) tokens.add(token);
    for (const id of (await holdersOf(tx, asked)).values()) if (!people.has(id)) newPeople.add(id);
    for (const ids of (await routeHolders(tx, asked)).values()) for (const id of ids) if (!people.has(id)) newPeople.add(id);
    for (const some of chunks(asked))
      await meetAll(`SELECT * FROM loaded_row WHERE status IN ('STAGED','WAITING') AND who IN (${marks(some)})`, some);
    const unnumbered = asked.filter((token) => systemOf(token) === 'ROW');
    for (const some of chunks(unnumbered)) await meetAll(`SELECT * FROM loaded_row WHERE status IN (${LIVE_LIST}) AND who IN (${marks(some)})`, some);

    const joining = [...newPeople].filter((id) => !people.has(id));
    newPeople = new Set();
    for (const id of joining) people.add(id);
    await tx.lockPeople(joining);
    for (const some of chunks(joining)) {
      await meetAll(`SELECT * FROM loaded_row WHERE person_id IN (${marks(some)}) AND status IN (${LIVE_LIST})`, some);
      const identifiers = await tx.rows<IdentifierRow>(`SELECT * FROM identifier WHERE person_id IN (${marks(some)})`, some);
      for (const row of identifiers) note(tokenOf({ system: row.id_system as Identifier['system'], value: row.value, scope: Number(row.scope) }));
      for (const column of ['first_id', 'second_id', 'survivor_id'])
        for (const row of await tx.rows<MatchProposalRow>(`SELECT * FROM match_proposal WHERE ${column} IN (${marks(some)})`, some)) {
          proposals.set(Number(row.id), row);
          if (row.status === 'SAME') [row.first_known_by, row.second_known_by].forEach(note);
          // One of them was given up for the other, and comes back where they are parted.
          if (row.survivor_id !== null) for (const id of [Number(row.first_id), Number(row.second_id)]) if (!people.has(id)) newPeople.add(id);
        }
    }
  }
  function note(token: string): void {
    if (!tokens.has(token)) newTokens.add(token);
  }
  return {
    ...(await readHeld(tx, [...people])),
    rows: [...rows.values()],
    proposals: [...proposals.values()],
    confirmed: [...proposals.values()].filter(({ status }) => status === 'SAME').map((row) => [row.first_known_by, row.second_known_by] as const),
  };
}

const VERSIONED = [PlanRow, OutcomeRow, BudgetItemRow, ArrangementRow, AgreementRow, TransactionRow] as const;

async function readHeld(tx: Writing, ids: readonly number[]): Promise<Pick<Group, 'people' | 'lastRecorded'>> {
  const sets = await readRowSets(tx, PERSON_FACTS, ids, Number.MAX_SAFE_INTEGER - 1);
  const facts = toFacts(sets);
  const identifiers = groupBy(rowsOf(sets, IdentifierRow), (row) => Number(row.person_id));
  const things = groupBy(rowsOf(sets, LoadedThingRow), (row) => Number(row.person_id));
  const versioned = groupBy<VersionedFactRow>(
    VERSIONED.flatMap((table) => [...rowsOf<VersionedFactRow>(sets, table)]),
    (row) => Number(row.person_id),
  );
  const revisions = groupBy(rowsOf(sets, BudgetRevisionRow), (row) => Number(row.person_id));
  const movements = groupBy(rowsOf(sets, MovementRow), (row) => Number(row.person_id));
  const touched = enteredFor(sets);
  const people = new Map(
    rowsOf(sets, PersonRow).map((row): [number, HeldPerson] => {
      const id = Number(row.id);
      const own = facts.get(id);
      if (!own) throw new Error(`person ${id} has no facts`);
      return [
        id,
        {
          row,
          facts: own,
          identifiers: identifiers.get(id) ?? [],
          things: new Map((things.get(id) ?? []).map((thing) => [thing.thing_key, thing])),
          versioned: new Map((versioned.get(id) ?? []).map((each) => [Number(each.id), each])),
          changedByHand: new Set((revisions.get(id) ?? []).filter(({ load_id }) => load_id === null).map(({ budget_id }) => Number(budget_id))),
          enteredMovements: new Set((movements.get(id) ?? []).filter(({ load_id }) => load_id === null).map((each) => Number(each.id))),
          anchored: row.load_id === null || touched.has(id),
        },
      ];
    }),
  );
  return { people, lastRecorded: lastRecorded(sets) };
}

/** People of whom something was entered by hand, on either side of a relation. */
function enteredFor(sets: RowSets): ReadonlySet<number> {
  const people = new Set<number>();
  for (const rows of sets.values())
    for (const row of rows as readonly { load_id?: number | null; person_id?: number; other_id?: number }[]) {
      if (row.load_id !== null) continue;
      if (row.person_id !== undefined) people.add(Number(row.person_id));
      if (row.other_id !== undefined) people.add(Number(row.other_id));
    }
  return people;
}

function lastRecorded(sets: RowSets): number {
  let last = 0;
  for (const rows of sets.values())
    for (const { recorded_at: at } of rows as readonly { recorded_at?: number }[]) if (at !== undefined && Number(at) > last) last = Number(at);
  return last;
}
