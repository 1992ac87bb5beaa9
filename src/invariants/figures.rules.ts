import { INVOICE_STATUSES, MOVEMENT_KINDS } from '../budgets/record/budget.words';
import { spendingOn } from '../budgets/spending/ledger.rules';
import { ARRANGEMENT_KINDS, BUDGET_STATUSES } from '../streams/stream.types';
import { FREQUENCIES } from '../vocabulary/amount';
import { financialYearOf, isDay, OPEN_ENDED } from '../vocabulary/day';
import { formatMoney, scale } from '../vocabulary/money';
import { STREAMS } from '../vocabulary/stream';
import { fault, type InvariantFault } from './invariants';
import { type Around, maybe, number, type PersonRecord, type RecordRow, type RecordValue, textColumn } from './record.types';

/* What each row says by itself, and the ledger of a budget. */

const among = (words: readonly string[], value: RecordValue | undefined): boolean => words.includes(textColumn(value));
const wholePence = (value: RecordValue | undefined): boolean => Number.isSafeInteger(number(value));

/** A payment and a movement may take money back; everything else is never less than nothing. */
const SIGNED: ReadonlySet<string> = new Set(['budget_transaction', 'movement']);

function amountsWhole(personId: number, table: string, row: RecordRow): InvariantFault[] {
  const found: InvariantFault[] = [];
  const what = table === 'budget_revision' ? `revision ${row['version']}` : `${table} ${row['id']}`;
  const tell = (message: string): void => void found.push(fault('AMOUNTS-WHOLE', personId, maybe(row['budget_id']), `${what}: ${message}`));
  for (const column of Object.keys(row).filter((name) => name.endsWith('_pence') || ['contingency', 'unit_price'].includes(name))) {
    const value = row[column];
    const prefix = column.replace(/_pence$/, '');
    const [every, weeks] = [row[`${prefix}_every`], row[`${prefix}_weeks`]];
    if (value !== null && !wholePence(value)) tell(`${column} is ${value}, which is no whole number of pence.`);
    else if (value !== null && number(value) < 0 && !SIGNED.has(table)) tell(`${column} is ${value}, less than nothing.`);
    if (every === undefined) continue;
    if (value === null ? every !== null || weeks !== null : !among(FREQUENCIES, every) || number(weeks) < 1 || number(weeks) > 53)
      tell(`${column} is ${value}, with ${every} for its frequency and ${weeks} for its weeks.`);
  }
  return found;
}

const PERIODS = [
  ['from_on', 'to_on'],
  ['given_on', 'until_on'],
] as const;

function daysSound(personId: number, table: string, row: RecordRow): InvariantFault[] {
  return PERIODS.flatMap(([from, to]) => {
    const [first, last] = [row[from], row[to]];
    if (typeof first !== 'string' || typeof last !== 'string' || first <= last) return [];
    const what = table === 'budget_revision' ? `revision ${row['version']}` : `${table} ${row['id']}`;
    const budgetId = maybe(row['budget_id']);
    return [fault('STATE-SOUND', personId, budgetId, `${what} begins on ${first} and ends on ${last}.`)];
  });
}

/** A state that the law knows, with what it needs: an amount once it is agreed, a first payment once it is released. */
function stateSound(personId: number, budgetId: number, row: RecordRow): InvariantFault[] {
  const { status, stream } = row;
  const problems = [
    ...(among(STREAMS, stream) ? [] : [`its stream is ${stream}, which is none`]),
    ...(among(BUDGET_STATUSES, status) ? [] : [`its status is ${status}, which is none`]),
    ...(['AGREED', 'RELEASED', 'SUSPENDED'].includes(textColumn(status)) && row['agreed_pence'] === null
      ? [`it is ${status}, and no amount is agreed`]
      : []),
    ...(['RELEASED', 'SUSPENDED'].includes(textColumn(status)) && row['released_on'] === null ? [`it is ${status}, and has no day of release`] : []),
    ...(['effective_on', 'from_on', 'to_on', 'shared_on', 'released_on'] as const).flatMap((column) =>
      row[column] === null || isDay(textColumn(row[column])) ? [] : [`${column} is ${row[column]}, no day of the calendar`],
    ),
  ];
  return problems.map((problem) => fault('STATE-SOUND', personId, budgetId, `revision ${row['version']}: ${problem}.`));
}

const WORDS: readonly (readonly [table: string, column: string, words: readonly string[]])[] = [
  ['arrangement', 'kind', ARRANGEMENT_KINDS],
  ['movement', 'kind', MOVEMENT_KINDS],
  ['invoice', 'status', INVOICE_STATUSES],
];

/** Payments and bills as they are written, against what the graph says was spent in each year; and each bill against its units and price. */
function ledger(record: PersonRecord, { today, policy }: Around): InvariantFault[] {
  const rows = (table: string): readonly RecordRow[] => record.rows.get(table) ?? [];
  const bills = rows('invoice_line').flatMap((line) => {
    const [billed, worked] = [number(line['amount_pence']), scale(number(line['rate_pence']), number(line['units']), 1000)];
    return billed === worked
      ? []
      : [
          fault(
            'LEDGER-ADDS-UP',
            record.personId,
            null,
            `invoice_line ${line['id']} bills ${formatMoney(billed)}, and its units at its price come to ${formatMoney(worked)}.`,
          ),
        ];
  });
  const spent = record.facts.budgets.flatMap((budget) => {
    const stands = (row: RecordRow): boolean => number(row['budget_id']) === budget.id && number(row['superseded_at']) >= OPEN_ENDED;
    const invoices = new Set(
      rows('invoice')
        .filter((row) => stands(row) && ['RECEIVED', 'APPROVED'].includes(textColumn(row['status'])))
        .map((row) => row['id']),
    );
    const lines = [
      ...rows('budget_transaction')
        .filter(stands)
        .map((row) => [textColumn(row['spent_on']), row] as const),
      ...rows('invoice_line')
        .filter((row) => invoices.has(row['invoice_id'] ?? null))
        .map((row) => [textColumn(row['on_day']), row] as const),
    ].filter(([day]) => day <= today);
    const released = budget.revisions.some(({ releasedOn }) => releasedOn !== null);
    // What a card's file says was paid is kept whatever the budget's state, with a warning: the ledger equals the bank.
    const entered = lines.filter(([, row]) => row['load_id'] === null);
    if (entered.length > 0 && !released)
      return [fault('LEDGER-ADDS-UP', record.personId, budget.id, `${entered.length} payments are on record, and it was never released.`)];
    return [...Map.groupBy(lines, ([day]) => financialYearOf(day).to)].flatMap(([end, all]) => {
      const asOf = end < today ? end : today;
      const sum = all.reduce((total, [, row]) => total + number(row['amount_pence']), 0);
      const told = spendingOn(budget, record.facts, policy(record, asOf), asOf).spent;
      return sum === told
        ? []
        : [
            fault(
              'LEDGER-ADDS-UP',
              record.personId,
              budget.id,
              `by ${asOf} ${formatMoney(told)} was spent, and the payments and bills come to ${formatMoney(sum)}.`,
            ),
          ];
    });
  });
  return [...bills, ...spent];
}

/** Days, words and pence of every row. */
export function rowFaults(record: PersonRecord): InvariantFault[] {
  const { personId } = record;
  return [
    ...[...record.revisions].flatMap(([budgetId, revisions]) =>
      revisions.flatMap((row) => [
        ...stateSound(personId, budgetId, row),
        ...amountsWhole(personId, 'budget_revision', row),
        ...daysSound(personId, 'budget_revision', row),
      ]),
    ),
    ...[...record.rows].flatMap(([table, rows]) =>
      rows.flatMap((row) => [...amountsWhole(personId, table, row), ...daysSound(personId, table, row)]),
    ),
    ...WORDS.flatMap(([table, column, words]) =>
      (record.rows.get(table) ?? [])
        .filter((row) => !among(words, row[column]))
        .map((row) => fault('STATE-SOUND', personId, number(row['budget_id']), `${table} ${row['id']}: ${column} is ${row[column]}, which is none.`)),
    ),
  ];
}

export const ledgerFaults = ledger;
