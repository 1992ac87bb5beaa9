import type { ArrangementKind } from '../../streams/stream.types';
import { type Amount, amount, amountInWords } from '../../vocabulary/amount';
import { formatDecimal, pounds } from '../../vocabulary/money';
import { dayIn, decimal, identifier, must, organisationCode, period, priced, sum, textOf } from '../csv/cell';
import { type Cells, RowFault } from '../csv/format.types';
import { oneFile } from '../csv/one-file.format';
import { ids, mustBeSomebody } from '../csv/person.cells';

/** Personal health budget type; 04 is none. */
const HELD: Readonly<Record<string, ArrangementKind | null>> = { '01': 'DIRECT_PAYMENT', '02': 'NHS_NOTIONAL', '03': 'NHS_THIRD_PARTY', '04': null };
const PRODUCTS: Readonly<Record<string, string>> = {
  '01': 'Nursing home',
  '02': 'Other care home',
  '03': 'Hospice',
  '04': 'Other placement',
  '05': 'Home care',
  '06': 'Supported housing',
  '07': 'Day care',
  '08': 'Transport',
  '09': 'Therapy',
  '10': 'Equipment',
  '11': 'NHS-funded nursing care',
  '12': 'NHS-funded nursing care',
  '13': 'Other',
};
/** A person lives in these on every day of the week; of anything else by the day, nobody said how many. */
const EVERY_DAY: ReadonlySet<string> = new Set(['01', '02', '03', '04']);
const DAYS_A_WEEK = 7;

/** A code of a list, its nought in front put back where a spreadsheet took it away. */
function code(cells: Cells, column: string, list: Readonly<Record<string, unknown>>): string | null {
  const cell = textOf(cells, column, 20);
  if (cell === null) return null;
  const padded = cell.padStart(2, '0');
  if (padded in list) return padded;
  throw new RowFault(column, 'FORMAT', `"${cell}" is none of the codes ${Object.keys(list).join(', ')}.`);
}

const FREQUENCIES = { '01': 'one-off', '02': 'hourly', '03': 'daily', '04': 'weekly', '05': 'other' } as const;

function costOf(cells: Cells, product: string | null): { cost: Amount | null; costDetail: string } {
  const price = sum(cells, 'CONTRACT UNIT COST');
  const frequency = code(cells, 'CONTRACT UNIT FREQUENCY CODE', FREQUENCIES);
  const hours = decimal(cells, 'NUMBER OF COMMISSIONED WEEKLY HOURS OF CARE');
  if (price === null || frequency === null)
    return { cost: null, costDetail: price === null ? 'no contract unit cost' : 'no contract unit frequency' };
  const costed = (cost: Amount, detail = amountInWords(cost)): { cost: Amount; costDetail: string } => ({ cost, costDetail: detail });
  if (frequency === '01') return costed(amount(price, 'ONE_OFF'));
  if (frequency === '04') return costed(amount(price, 'WEEK'));
  if (frequency === '02' && hours !== null)
    return costed(amount(priced(price, hours, 'CONTRACT UNIT COST'), 'WEEK'), `${formatDecimal(hours)} hours a week at ${pounds(price)}`);
  if (frequency === '03' && product !== null && EVERY_DAY.has(product))
    return costed(amount(priced(price, DAYS_A_WEEK * 1000, 'CONTRACT UNIT COST'), 'WEEK'), `7 days a week at ${pounds(price)}`);
  const why = {
    '02': 'a price by the hour, but no commissioned weekly hours',
    '03': 'a price by the day, but not on how many days of a week',
    '05': 'a price at another frequency than the set knows',
  }[frequency];
  return { cost: null, costDetail: why ?? 'no frequency' };
}

/** NHS Continuing Healthcare, patient level: what the commissioner's care packages cost, and which of them are personal health budgets. */
export const continuingHealthcareFormat = oneFile('F4', 'NHS Continuing Healthcare care packages', {
  required: [
    'NHS NUMBER',
    'PERSON BIRTH DATE',
    'ORGANISATION IDENTIFIER (CODE OF COMMISSIONER)',
    'CARE PACKAGE IDENTIFIER',
    'CARE PACKAGE START DATE',
    'CARE PACKAGE END DATE',
    'PERSONAL HEALTH BUDGET TYPE',
    'ORGANISATION IDENTIFIER (CODE OF PROVIDER)',
    'CARE PRODUCT TYPE',
    'CONTRACT UNIT COST',
    'CONTRACT UNIT FREQUENCY CODE',
    'NUMBER OF COMMISSIONED WEEKLY HOURS OF CARE',
  ],
  read(cells) {
    const from = must(dayIn(cells, 'CARE PACKAGE START DATE'), 'CARE PACKAGE START DATE');
    const to = dayIn(cells, 'CARE PACKAGE END DATE');
    period(from, to, 'CARE PACKAGE END DATE');
    const type = must(code(cells, 'PERSONAL HEALTH BUDGET TYPE', HELD), 'PERSONAL HEALTH BUDGET TYPE');
    const product = code(cells, 'CARE PRODUCT TYPE', PRODUCTS);
    const reference = textOf(cells, 'CARE PACKAGE IDENTIFIER', 120);
    const provider = textOf(cells, 'ORGANISATION IDENTIFIER (CODE OF PROVIDER)', 60);
    return {
      authority: null,
      key: [reference ?? '', from, product ?? '', provider ?? ''],
      said: {
        kind: 'HEALTH',
        ids: mustBeSomebody(ids({ nhs: identifier(cells, 'NHS NUMBER', 'NHS_NUMBER') }), ['NHS NUMBER']),
        born: dayIn(cells, 'PERSON BIRTH DATE'),
        commissioner: must(
          organisationCode(cells, 'ORGANISATION IDENTIFIER (CODE OF COMMISSIONER)', 'HEALTH_COMMISSIONER'),
          'ORGANISATION IDENTIFIER (CODE OF COMMISSIONER)',
        ),
        provider,
        package: reference,
        from,
        to,
        held: HELD[type] ?? null,
        product: PRODUCTS[product ?? '13'] ?? 'Other',
        ...costOf(cells, product),
      },
    };
  },
});
