import { OPEN_ENDED } from '../vocabulary/day';
import { isLoadEvent, ownerOf } from './history.rules';
import { fault, type InvariantFault } from './invariants';
import { type ChangeEvent, maybe, number, type PersonRecord, type RecordRow, textColumn } from './record.types';

/* Every change has its event in the audit trail, and every event its change. Whether the trail itself is whole, `npm run audit` says. */

interface Instants {
  readonly at: number;
  readonly what: string;
  readonly budgetId: number | null;
  /** Written or closed by a load, whose event stands at the first of its batches. */
  readonly byLoad: boolean;
}

const ownRevisions = ({ revisions, personId }: PersonRecord): readonly RecordRow[] =>
  [...revisions.values()].filter((rows) => ownerOf(rows) === personId).flat();

/** When each row was written, and when it was closed. */
function written(record: PersonRecord): readonly Instants[] {
  const of = (table: string, row: RecordRow, at: number, byLoad: boolean): Instants => ({
    at,
    what: `${table} ${row['id'] ?? row['budget_id'] ?? row['person_id']}${row['version'] === undefined || table === 'person' ? '' : `, version ${row['version']}`}`,
    budgetId: maybe(row['budget_id']),
    byLoad,
  });
  const facts = [...record.rows].flatMap(([table, rows]) =>
    rows.flatMap((row) => {
      const closed = row['superseded_at'] === undefined ? OPEN_ENDED : number(row['superseded_at']);
      return [
        of(table, row, number(row['recorded_at']), row['load_id'] !== null),
        // Whoever closed it wrote no row of their own here where nothing took its place.
        ...(closed >= OPEN_ENDED ? [] : [of(table, row, closed, true)]),
      ];
    }),
  );
  return [
    of('person', record.person, number(record.person['recorded_at']), record.person['load_id'] !== null),
    // Whose hand it was does not stand there: a load's will do.
    ...record.was.map((row) => of('person', row, number(row['until_at']), true)),
    ...ownRevisions(record).map((row) => of('budget_revision', row, number(row['recorded_at']), row['load_id'] !== null)),
    ...facts,
  ];
}

/** Rows that were written at an instant of which the trail says nothing. */
export function unrecordedChanges(record: PersonRecord): InvariantFault[] {
  const byHand = new Set(record.events.filter((event) => !isLoadEvent(event)).map(({ at }) => at));
  const loads = record.events.filter(isLoadEvent).map(({ at }) => at);
  const firstLoad = loads.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...loads);
  const missing = written(record).filter(({ at, byLoad }) => !byHand.has(at) && !(byLoad && at >= firstLoad));
  return [...Map.groupBy(missing, ({ at }) => at)].map(([at, all]) =>
    fault(
      'CHANGE-ON-RECORD',
      record.personId,
      all.find(({ budgetId }) => budgetId !== null)?.budgetId ?? null,
      `${all.length} ${all.length === 1 ? 'row' : 'rows'} (${all[0]?.what}) were written at ${at}, and 0 events of that instant are in the audit trail.`,
    ),
  );
}

/** Does the record hold anything that was written or closed at an instant? */
export const wroteAnythingAt = (record: PersonRecord, at: number): boolean => written(record).some((each) => each.at === at);

/** Changes in the trail that left nothing on this person's own record: the others whom the change concerned are looked at then. */
export function eventsWithoutRows(record: PersonRecord): readonly ChangeEvent[] {
  const instants = new Set(written(record).map(({ at }) => at));
  return record.events.filter((event) => !isLoadEvent(event) && !instants.has(event.at));
}

export const nothingWritten = (personId: number, { action, at }: ChangeEvent): InvariantFault =>
  fault('RECORD-HAS-CHANGE', personId, null, `1 event (${action}) of ${at} is in the audit trail, and 0 rows were written at that instant.`);

/** What an action of a budget writes besides the budget's own revision. */
const WRITES: Readonly<Record<string, string>> = {
  recordAgreement: 'agreement',
  withdrawAgreement: 'agreement',
  chooseArrangements: 'arrangement',
  recordAlongside: 'alongside',
  requestSufficiencyReview: 'sufficiency_review',
  decideSufficiencyReview: 'sufficiency_review',
  proposeReduction: 'consultation',
  applyReduction: 'consultation',
  recordTransactions: 'budget_transaction',
  submitInvoice: 'invoice',
  approveInvoice: 'invoice',
  rejectInvoice: 'invoice',
  withdrawReduction: 'consultation',
  reclaimUnspent: 'movement',
  returnReclaimed: 'movement',
  declareSpending: 'spending_statement',
  queryTransaction: 'budget_transaction',
  acceptTransaction: 'budget_transaction',
  recordReview: 'review',
  raiseDispute: 'dispute',
  escalateDispute: 'dispute',
  settleDispute: 'dispute',
};

/** Actions in a budget's history whose own rows are gone. */
export function lostRows(record: PersonRecord): InvariantFault[] {
  const written = new Map<string, ReadonlySet<number>>();
  for (const [table, rows] of record.rows) written.set(table, new Set(rows.map((row) => number(row['recorded_at']))));
  const seen = new Set<string>();
  return ownRevisions(record).flatMap((row) => {
    const table = WRITES[textColumn(row['action'])];
    const at = number(row['recorded_at']);
    const key = `${row['budget_id']} ${at}`;
    if (table === undefined || seen.has(key) || written.get(table)?.has(at)) return [];
    seen.add(key);
    return [
      fault(
        'RECORD-HAS-CHANGE',
        record.personId,
        number(row['budget_id']),
        `revision ${row['version']} (${row['action']}) was recorded at ${at}, and 0 rows of ${table} were.`,
      ),
    ];
  });
}
