import { AgreementRow, ArrangementRow } from '../../budgets/record/arrangement.entity';
import type { Budget } from '../../budgets/record/budget.loader';
import { MovementRow, TransactionRow } from '../../budgets/record/spending.entity';
import { type Change, insert, type PlainRow, revise, type Table, update } from '../../database/changes';
import type { VersionedFactRow } from '../../database/row';
import type { Circumstances } from '../../mutation/declaration';
import { factColumns, firstVersion } from '../../people/people.decisions';
import { BudgetItemRow, OutcomeRow, PlanRow, ReturnedFactRow } from '../../plans/plan.entity';
import { LoadedThingRow } from '../statements/load.entity';
import type { RowThing, Target, Thing } from '../target/target.types';
import { endLoaded, openLoaded, reviseLoaded } from './budget-difference';

const TABLES = {
  PLAN: PlanRow,
  OUTCOME: OutcomeRow,
  ITEM: BudgetItemRow,
  ARRANGEMENT: ArrangementRow,
  AGREEMENT: AgreementRow,
  TRANSACTION: TransactionRow,
} as const;
type VersionedThing = Exclude<RowThing, { kind: 'RETURNED' | 'MOVEMENT' }>;
type Columns = Readonly<Record<string, string | number | boolean | null>>;

/** What the hub holds of a person, by id. */
export interface HeldFacts {
  readonly person: { readonly id: number; readonly authorityId: number };
  /** What files made and is still there, by key. */
  readonly things: ReadonlyMap<string, LoadedThingRow>;
  /** Open rows of the versioned tables: plans, outcomes, lines, arrangements, agreements. */
  readonly rows: ReadonlyMap<number, VersionedFactRow>;
  readonly budgets: readonly Budget[];
  /** Budgets that somebody changed by hand. */
  readonly changedByHand: ReadonlySet<number>;
}

interface Recording {
  readonly circumstances: Circumstances;
  /** The load that is being settled. */
  readonly loadId: number;
  readonly reason: string;
}

/**
 * What has to be written so that a person's facts are what the files say now. What somebody did by hand stands: a fact is changed
 * only where the files say something else than before, and one that was changed by hand is not taken back.
 */
export class Difference {
  readonly changes: Change[] = [];
  /** What was not taken back, because somebody changed it by hand. */
  left = 0;
  private readonly ids = new Map<string, number>();

  constructor(
    private readonly held: HeldFacts,
    private readonly before: Target,
    after: Target,
    private readonly recording: Recording,
  ) {
    for (const [key, thing] of held.things) if (after.things.has(key)) this.ids.set(key, Number(thing.id));
    for (const thing of after.things.values()) if (thing.kind === 'BUDGET') this.budget(thing);
    for (const thing of after.things.values())
      if (thing.kind !== 'BUDGET' && !this.ids.has(thing.key)) this.ids.set(thing.key, recording.circumstances.newId());
    for (const thing of after.things.values()) if (thing.kind !== 'BUDGET') this.row(thing);
    for (const [key, thing] of held.things) if (!after.things.has(key)) this.takeBack(thing);
  }

  private budget(thing: Extract<Thing, { kind: 'BUDGET' }>): void {
    const { circumstances, reason } = this.recording;
    const known = this.ids.get(thing.key);
    if (known === undefined) {
      const { budgetId, changes } = openLoaded(thing, this.held.person, circumstances, reason);
      this.ids.set(thing.key, budgetId);
      this.changes.push(...changes);
      this.remember(thing, budgetId);
      return;
    }
    const budget = this.held.budgets.find(({ id }) => id === known);
    const before = this.before.things.get(thing.key);
    const said = before?.kind === 'BUDGET' ? before : null;
    if (budget && (said !== null || !this.held.changedByHand.has(known)))
      this.changes.push(...reviseLoaded(budget, said, thing, this.held.person, circumstances, reason));
  }

  private columnsOf({ row, refs }: RowThing): Columns {
    const ids = Object.entries(refs as Readonly<Record<string, string>>).map(([column, ref]) => {
      const id = ref.startsWith('#') ? Number(ref.slice(1)) : this.ids.get(ref);
      if (id === undefined) throw new Error(`nothing is known as ${ref}`);
      return [column, id] as const;
    });
    return { ...(row as unknown as Columns), ...Object.fromEntries(ids) };
  }

  private row(thing: RowThing): void {
    const { circumstances } = this.recording;
    const id = this.ids.get(thing.key) ?? 0;
    const columns = this.columnsOf(thing);
    const known = this.held.things.has(thing.key);
    const facts = factColumns(id, this.held.person, { ...circumstances, loadId: thing.loadId });
    const before = this.before.things.get(thing.key);
    const said = before === undefined || before.kind === 'BUDGET' ? null : before;
    if (thing.kind === 'RETURNED') {
      // Written once: what a later return says is another of these.
      if (!known) this.remember(thing, id);
      if (!known || !said || changed(said, thing).length > 0)
        this.changes.push(insert(ReturnedFactRow as Table<PlainRow>, { ...facts, ...columns, id: known ? circumstances.newId() : id }));
      return;
    }
    if (thing.kind === 'MOVEMENT') {
      if (!known) this.remember(thing, id);
      else if (!said || changed(said, thing).length === 0) return;
      else this.moveBack(id, thing.loadId);
      this.changes.push(insert(MovementRow as Table<PlainRow>, { ...facts, ...firstVersion, ...columns, id: known ? circumstances.newId() : id }));
      return;
    }
    const table = tableOf(thing);
    if (!known) {
      this.remember(thing, id);
      this.changes.push(insert(table, { ...facts, ...firstVersion, ...columns }));
      return;
    }
    const current = this.held.rows.get(id);
    const differing = said === null ? Object.keys(columns) : changed(said, thing);
    if (!current || differing.length === 0 || (said === null && current.load_id === null)) return;
    const set = Object.fromEntries(differing.map((column) => [column, columns[column]]));
    this.changes.push(...revise(table, current, { ...set, load_id: thing.loadId }, circumstances.at));
  }

  /** No file speaks of it any more. */
  private takeBack(thing: LoadedThingRow): void {
    const { circumstances, loadId, reason } = this.recording;
    const id = Number(thing.id);
    if (thing.kind === 'BUDGET') {
      const budget = this.held.budgets.find((each) => each.id === id);
      if (!budget || this.held.changedByHand.has(id)) return this.leave(thing);
      this.changes.push(...endLoaded(budget, circumstances, loadId, reason));
    } else if (thing.kind === 'RETURNED') {
      const nothing = { budget_taken_up: null, organised_arrangements: null, direct_payments: null, needs: null };
      const facts = factColumns(circumstances.newId(), this.held.person, { ...circumstances, loadId });
      const plan = this.held.things.get(thing.thing_key.replace(/\|returned$/, ''));
      this.changes.push(insert(ReturnedFactRow, { ...facts, plan_id: Number(plan?.id ?? 0), ...nothing }));
    } else if (thing.kind === 'MOVEMENT') this.moveBack(id, loadId);
    else {
      const current = this.held.rows.get(id);
      if (!current || current.load_id === null || this.heldByHand(id)) return this.leave(thing);
      this.changes.push({ kind: 'close', table: TABLES[thing.kind as VersionedThing['kind']], id, version: current.version, at: circumstances.at });
    }
    this.changes.push(update(LoadedThingRow, id, { closed_at: circumstances.at }));
  }

  /** A movement is corrected by another: as much the other way, on each day on which any of it stands. */
  private moveBack(id: number, loadId: number): void {
    const { circumstances } = this.recording;
    const budget = this.held.budgets.find(({ record }) => record.movements.some((each) => each.id === id));
    const first = budget?.record.movements.find((each) => each.id === id);
    if (!budget || !first) return;
    const same = budget.record.movements.filter(({ kind, note }) => kind === first.kind && note === first.note);
    for (const [on, all] of Map.groupBy(same, (each) => each.on)) {
      const amount = all.reduce((sum, each) => sum + each.amount, 0);
      if (amount === 0) continue;
      const facts = factColumns(circumstances.newId(), this.held.person, { ...circumstances, loadId });
      const { arrangementId, kind, note } = first;
      const row = {
        budget_id: budget.id,
        arrangement_id: arrangementId,
        kind,
        moved_on: on,
        amount_pence: -amount,
        note,
        covers_from: null,
        covers_to: null,
      };
      this.changes.push(insert(MovementRow, { ...facts, ...firstVersion, ...row }));
    }
  }

  /** It stays as somebody changed it, and stays known, so that a file that comes again does not make it twice. */
  private leave({ thing_key }: LoadedThingRow): void {
    if (this.before.things.has(thing_key)) this.left++;
  }

  /** Does something that no file made rest on it: a line somebody entered on a loaded plan? */
  private heldByHand(id: number): boolean {
    const loaded = new Set([...this.held.things.values()].map((thing) => Number(thing.id)));
    return [...this.held.rows.values()].some((row) => {
      const { plan_id, outcome_id } = row as unknown as { plan_id?: number; outcome_id?: number };
      return (Number(plan_id) === id || Number(outcome_id) === id) && !loaded.has(Number(row.id));
    });
  }

  private remember({ kind, key, loadId }: Thing, id: number): void {
    const { person } = this.held;
    this.changes.push(
      insert(LoadedThingRow, { id, person_id: person.id, authority_id: person.authorityId, load_id: loadId, kind, thing_key: key, closed_at: null }),
    );
  }
}

const tableOf = (thing: VersionedThing): Table<VersionedFactRow> => TABLES[thing.kind];

/** The columns in which a file says something else of a thing than before. */
function changed(before: RowThing, after: RowThing): string[] {
  const [then, now] = [{ ...before.row, ...before.refs } as Record<string, unknown>, { ...after.row, ...after.refs } as Record<string, unknown>];
  return Object.keys(now).filter((column) => then[column] !== now[column]);
}
