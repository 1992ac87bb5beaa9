import type { RecordedChange } from '../../audit/change-at';
import { type Change, insert, type PlainRow, type RowSets, type Table } from '../../database/changes';
import { CapacityDecisionRow, HolderAuthorityRow, LivingSituationRow, PersonRow, RelationRow, ResidenceRow } from '../../people/person.entity';
import type { Mistaken, RecordKind } from '../../person/correction.types';
import { BudgetItemRow, PlanRow } from '../../plans/plan.entity';
import type { BudgetState } from '../../streams/stream.types';
import type { Instant } from '../../vocabulary/day';
import { AgreementRow, AlongsideRow, ArrangementRow, FinancialAssessmentRow } from '../record/arrangement.entity';
import { AllocationRow, BudgetRevisionRow } from '../record/budget.entity';
import { toState } from '../record/budget.loader';
import { ConsultationPartyRow, ConsultationRow, SufficiencyReviewRow } from '../record/consultation.entity';
import { DisputeRow, ReviewRow } from '../record/review.entity';
import { InvoiceLineRow, InvoiceRow, MovementRow, TransactionRow } from '../record/spending.entity';
import { replayed } from './replay.rules';
import { type FactRow, rowsIn, versionOfRow, withoutChange } from './rows';

type AnyTable = Table<PlainRow>;

/** The rows of each kind; of a budget they are its revisions, which are laid anew and not closed. */
export const ROWS_OF: Readonly<Record<RecordKind, AnyTable>> = {
  BUDGET: BudgetRevisionRow,
  PLAN: PlanRow,
  ITEM: BudgetItemRow,
  ARRANGEMENT: ArrangementRow,
  AGREEMENT: AgreementRow,
  ALONGSIDE: AlongsideRow,
  FINANCIAL_ASSESSMENT: FinancialAssessmentRow,
  PAYMENT: TransactionRow,
  MOVEMENT: MovementRow,
  INVOICE: InvoiceRow,
  REVIEW: ReviewRow,
  CONSULTATION: ConsultationRow,
  ANSWER: ConsultationPartyRow,
  SUFFICIENCY_REVIEW: SufficiencyReviewRow,
  DISPUTE: DisputeRow,
  RELATION: RelationRow,
  CAPACITY: CapacityDecisionRow,
  LIVING_SITUATION: LivingSituationRow,
  HOLDER_AUTHORITY: HolderAuthorityRow,
  MOVE: ResidenceRow,
  DEATH: PersonRow,
};

/** What goes with a thing that never was. Money that moved stays: it is somebody's, whatever it was booked to. */
const GOES_WITH_BUDGET: ReadonlySet<AnyTable> = new Set<AnyTable>([
  ArrangementRow,
  AgreementRow,
  AlongsideRow,
  ReviewRow,
  ConsultationRow,
  ConsultationPartyRow,
  SufficiencyReviewRow,
  DisputeRow,
]);
const STAYS: ReadonlySet<AnyTable> = new Set<AnyTable>([BudgetRevisionRow, AllocationRow, MovementRow]);
/** What else names a record, in words. */
const IN_WORDS: ReadonlyMap<AnyTable, string> = new Map<AnyTable, string>([
  [TransactionRow, 'a payment'],
  [InvoiceRow, 'a bill'],
  [InvoiceLineRow, 'the line of a bill'],
  [BudgetItemRow, 'a line of a plan'],
  [AlongsideRow, 'what is paid beside it'],
  [ArrangementRow, 'the way a budget is held'],
]);

/** A change that was mistaken: what was written and closed with it, and what is known now. */
export interface MistakenChange {
  readonly mistaken: Mistaken;
  readonly personId: number;
  readonly at: Instant;
  /** The instants of the change: its own, and those at which it was recorded anew in its place. */
  readonly instants: ReadonlySet<Instant>;
  /** What the trail says of it; null where a file brought it. */
  readonly recorded: RecordedChange | null;
  readonly written: RowSets;
  readonly known: RowSets;
}

/** A budget's life: before the mistaken change, the change, and what came later. */
export interface BudgetLife {
  readonly id: number;
  readonly all: readonly BudgetState[];
  readonly before: readonly BudgetState[];
  readonly later: readonly BudgetState[];
}

export interface Undone {
  /** Of facts: rows closed, and rows that are open again. */
  readonly changes: readonly Change[];
  /** The rows that the change made, by table: they are closed. */
  readonly removed: ReadonlyMap<AnyTable, readonly FactRow[]>;
  readonly lives: readonly BudgetLife[];
  /** What rests on what would be void, in words. */
  readonly resting: readonly string[];
}

const own = (sets: RowSets, table: AnyTable, personId: number): readonly FactRow[] => rowsIn(sets, table).filter((row) => row.person_id === personId);
const names = (row: FactRow, ids: ReadonlySet<number>): boolean =>
  Object.entries(row).some(([column, value]) => column.endsWith('_id') && column !== 'person_id' && ids.has(value as number));

/** The rows that the mistake was: all of its change, or where that brought much at once the one thing and what hangs on it. */
function inScope(change: MistakenChange): (table: AnyTable, row: FactRow) => boolean {
  const { mistaken, recorded, known, personId, at } = change;
  // A file that tells of a death tells much besides, and ends nothing itself.
  if (mistaken.kind === 'DEATH' && recorded === null) return () => false;
  if (mistaken.kind !== 'MOVE') return ofItsKind(change);
  // Where they were before their first move is told with it, and stays while another move rests on it.
  const others = own(known, ResidenceRow, personId).some((row) => row.id !== mistaken.id && row['from_on'] !== null);
  return (table, row) => table !== ResidenceRow || row.id === mistaken.id || (!others && row['from_on'] === null && row.recorded_at === at);
}
function ofItsKind({ mistaken, written, personId, at }: MistakenChange): (table: AnyTable, row: FactRow) => boolean {
  const kindRows = own(written, ROWS_OF[mistaken.kind], personId);
  const thing = kindRows.find((row) => (mistaken.kind === 'BUDGET' ? row['budget_id'] : row.id) === mistaken.id && row.recorded_at === at);
  const alone = mistaken.kind === 'PAYMENT' || (thing !== undefined && thing.load_id !== null);
  if (!alone) return () => true;
  const ids = new Set([mistaken.id]);
  return (table, row) => {
    if (row.id === mistaken.id || (table !== BudgetRevisionRow && row.recorded_at === at && names(row, ids))) return true;
    if (table === BudgetRevisionRow) return mistaken.kind === 'BUDGET' && row['budget_id'] === mistaken.id;
    return table === InvoiceRow && thing !== undefined && mistaken.kind === 'PAYMENT' && paysBill(thing, row);
  };
}
/** A payment settles a bill by its number. */
const paysBill = (payment: FactRow, bill: FactRow): boolean =>
  payment['budget_id'] === bill['budget_id'] && String(payment['reference']).trim().toLowerCase() === String(bill['number']).trim().toLowerCase();

function livesWithout(change: MistakenChange, scope: (table: AnyTable, row: FactRow) => boolean): readonly BudgetLife[] {
  const { known, personId, at, instants } = change;
  const revisions = own(known, BudgetRevisionRow, personId);
  return [...Map.groupBy(revisions, (row) => row['budget_id'] as number)].flatMap(([id, rows]) => {
    if (!rows.some((row) => instants.has(row.recorded_at) && scope(BudgetRevisionRow, row))) return [];
    const all = rows.map((row) => toState(row as unknown as BudgetRevisionRow)).toSorted((a, b) => a.version - b.version);
    const later = all.filter(({ recordedAt }) => recordedAt > at && !instants.has(recordedAt));
    return [{ id, all, before: all.filter(({ recordedAt }) => recordedAt < at), later }];
  });
}

/** A budget that never was: so on each of its days. */
export const neverWas = ({ all }: Pick<BudgetLife, 'all'>): readonly BudgetState[] =>
  all.map((state) => ({ ...state, status: 'VOIDED', indicative: null, agreed: null, contribution: null, sharedOn: null }));

/** The life without the change, as far as nothing takes its place. */
export const lifeWithout = (life: BudgetLife): readonly BudgetState[] =>
  life.before.length === 0 ? neverWas(life) : replayed(life.all, life.before, life.later);

/** What it takes for a change never to have been. `replaced`: what it made is made again under the same ids, and whatever names it stays. */
export function undone(change: MistakenChange, now: Instant, replaced: boolean): Undone {
  const { written, known, personId, instants } = change;
  const scope = inScope(change);
  const changes: Change[] = [];
  const removed = new Map<AnyTable, FactRow[]>();
  const close = (table: AnyTable, row: FactRow): void => void changes.push({ kind: 'close', table, id: row.id, version: versionOfRow(row), at: now });
  const take = (table: AnyTable, row: FactRow): void => {
    close(table, row);
    removed.set(table, [...(removed.get(table) ?? []), row]);
  };
  for (const table of written.keys()) {
    if (table === BudgetRevisionRow || table === PersonRow) continue;
    // What is written once and points nowhere by itself (an allocation) is left as it is.
    const touched = own(written, table, personId).filter((row) => row.superseded_at !== undefined && scope(table, row));
    for (const id of new Set(touched.map((row) => row.id))) {
      const course = touched.filter((row) => row.id === id).sort((a, b) => versionOfRow(a) - versionOfRow(b));
      const mine = course.findLast((row) => instants.has(row.recorded_at));
      const before = course.find((row) => !instants.has(row.recorded_at) && instants.has(row.superseded_at ?? 0));
      const open = own(known, table, personId).find((row) => row.id === id);
      if (mine && !before && open) take(table, open);
      if (mine && before && open) {
        close(table, open);
        changes.push(insert(table, { ...withoutChange(open, mine, before), version: versionOfRow(open) + 1 }));
      }
      if (!mine && before && !open) changes.push(insert(table, { ...before, version: versionOfRow(before) + 1 }));
    }
  }
  for (const payment of change.mistaken.kind === 'PAYMENT' ? (removed.get(TransactionRow) ?? []) : [])
    for (const bill of own(known, InvoiceRow, personId).filter((row) => row['status'] === 'PAID' && paysBill(payment, row)))
      if (!changes.some((each) => each.kind === 'close' && each.table === InvoiceRow && each.id === bill.id)) {
        // It came after its payment: without it, it waits for one.
        close(InvoiceRow, bill);
        changes.push(insert<PlainRow>(InvoiceRow, { ...bill, status: 'RECEIVED', version: versionOfRow(bill) + 1 }));
      }
  const lives = livesWithout(change, scope);
  const gone = lives.filter(({ before }) => before.length === 0).map(({ id }) => id);
  const resting = replaced ? [] : whatHangs(change, gone, removed, take, changes);
  return { changes, removed, lives, resting };
}

/** What hangs on what would be void goes with it, or stands in its way. */
function whatHangs(
  { known, personId }: MistakenChange,
  gone: readonly number[],
  removed: ReadonlyMap<AnyTable, readonly FactRow[]>,
  take: (table: AnyTable, row: FactRow) => void,
  changes: Change[],
): readonly string[] {
  const resting = new Set<string>();
  const budgets = new Set(gone);
  const taken = (): Set<number> => new Set([...removed.values()].flat().map((row) => row.id));
  // A party hangs on its consultation: those that go are looked at once more.
  for (let size = -1; size !== taken().size;) {
    size = taken().size;
    for (const [table] of known) {
      if (STAYS.has(table)) continue;
      const ids = new Set([...taken(), ...budgets]);
      for (const row of own(known, table, personId).filter((each) => !ids.has(each.id) && names(each, ids))) {
        const ofBudget = budgets.has(row['budget_id'] as number) || table === ConsultationPartyRow;
        if (table === AgreementRow || (ofBudget && GOES_WITH_BUDGET.has(table))) take(table, row);
        else if (table === TransactionRow && !ofBudget) {
          // Asked about again: which line it was for is not known any more.
          if (!changes.some((each) => each.kind === 'close' && each.table === table && each.id === row.id))
            changes.push(
              { kind: 'close', table, id: row.id, version: versionOfRow(row), at: 0 },
              insert(table, { ...row, item_id: null, version: versionOfRow(row) + 1 }),
            );
        } else if (IN_WORDS.has(table)) resting.add(`${IN_WORDS.get(table) ?? ''} (${row.id})`);
      }
    }
  }
  return [...resting];
}
