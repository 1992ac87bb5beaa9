import { basename } from 'node:path';
import { FIRST_DAY } from '../../vocabulary/bounds';
import type { Day } from '../../vocabulary/day';
import type { Pence } from '../../vocabulary/money';
import { badInput } from '../../vocabulary/refusal';
import { concealed, routeCell } from '../csv/card.cells';
import { dayIn, moneyIn, must, textOf, word } from '../csv/cell';
import { headerOf } from '../csv/csv.reader';
import { type Cells, type Format, type Part, type ReadingOptions, RowFault } from '../csv/format.types';
import { mustBeFile } from '../csv/one-file.format';
import { ids } from '../csv/person.cells';
import type { Ids } from '../statements/row.types';

/*
 * What a card programme exports: payments, and money put on cards and taken off them. A row names a card by its token, never a
 * person; whose it is says the route of an arrangement. A card's number is refused wherever it turns up, and shown nowhere.
 */

/** A day, whatever time of it is given. */
function dayOf(cells: Cells, column: string, today: Day): Day {
  const dated: Cells = { line: cells.line, get: (name) => cells.get(name).replace(/[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/, '') };
  const found = must(dayIn(dated, column, FIRST_DAY), column);
  if (found > today) throw new RowFault(column, 'DATES', `${found} has not come yet.`);
  return found;
}

const ENTRIES = ['APPROVED', 'DECLINED', 'REVERSAL', 'CHARGEBACK', 'SECOND_PRESENTMENT'] as const;
const ENTRY_WORDS: Readonly<Record<string, (typeof ENTRIES)[number]>> = {
  'authorisation approved': 'APPROVED',
  'authorization approved': 'APPROVED',
  'authorisation declined': 'DECLINED',
  'authorization declined': 'DECLINED',
  'authorisation reversal': 'REVERSAL',
  'authorization reversal': 'REVERSAL',
};
const BROUGHT_BACK: ReadonlySet<string> = new Set(['REVERSAL', 'CHARGEBACK']);

/** What left the card: the kind of entry says which way the money went. */
function moved(cells: Cells, entry: (typeof ENTRIES)[number]): Pence {
  const column = 'Bill Amount';
  const currency = must(textOf(cells, 'Bill Currency', 10), 'Bill Currency').toUpperCase();
  if (currency !== 'GBP' && currency !== '826')
    throw new RowFault('Bill Currency', 'FORMAT', `The card is billed in ${currency}; the hub keeps pounds.`);
  const amount = must(moneyIn(cells, column), column);
  if (BROUGHT_BACK.has(entry)) return -Math.abs(amount);
  if (amount < 0)
    throw new RowFault(column, 'FORMAT', 'A payment is above zero: money that came back is an entry of another kind, a reversal or a chargeback.');
  return amount;
}

/** As a statement words it: where, what kind of shop, and what it cost there in another currency. */
function description(cells: Cells): string | null {
  const currency = cells.get('Tx Currency').toUpperCase();
  const abroad = currency === '' || currency === cells.get('Bill Currency').toUpperCase() ? '' : `${cells.get('Tx Amount')} ${currency}`;
  const words = [cells.get('Merchant Name'), cells.get('Merchant City'), cells.get('MCC Desc'), abroad].filter((each) => each !== '').join(', ');
  return words === '' ? null : words.slice(0, 1000);
}

function merchantCategory(cells: Cells): string | null {
  const code = cells.get('MCC');
  if (code === '') return null;
  // A spreadsheet takes the noughts off the front.
  if (!/^\d{1,4}$/.test(code)) throw new RowFault('MCC', 'FORMAT', `"${code}" is no merchant category code: it has four digits.`);
  return code.padStart(4, '0');
}

const payments = ({ today }: ReadingOptions): Part => ({
  name: '',
  required: [
    'Trace Id',
    'Entry Type',
    'Token',
    'Tx Date',
    'Tx Amount',
    'Tx Currency',
    'Bill Amount',
    'Bill Currency',
    'MCC',
    'MCC Desc',
    'Merchant Name',
    'Merchant City',
  ],
  conceal: concealed,
  read(cells) {
    const token = must(routeCell(cells, 'Token'), 'Token');
    const trace = must(textOf(cells, 'Trace Id', 120), 'Trace Id');
    const entry = must(word(cells, 'Entry Type', ENTRIES, ENTRY_WORDS), 'Entry Type');
    const amount = moved(cells, entry);
    return {
      authority: null,
      key: [trace, entry],
      said: {
        kind: 'PAYMENT',
        ids: { route: token },
        // A reversal may come under the number of what it reverses.
        reference: entry === 'APPROVED' ? trace : `${trace} ${entry.toLowerCase().replace('_', ' ')}`,
        moved: entry !== 'DECLINED' && amount !== 0,
        on: dayOf(cells, 'Tx Date', today),
        amount,
        description: description(cells),
        merchantCategory: merchantCategory(cells),
      },
    };
  },
});

const WAYS = ['UNLOAD', 'LOAD'] as const;
const WAY_CODES = { '2100': 'UNLOAD', '2200': 'LOAD' } as const;

const funding = ({ today }: ReadingOptions): Part => ({
  name: '',
  required: ['ac_id', 'Token', 'txn_id', 'txn_type', 'Date', 'txn_amt'],
  conceal: concealed,
  read(cells) {
    const known: Ids = ids({ route: routeCell(cells, 'Token') ?? undefined, account: routeCell(cells, 'ac_id') ?? undefined });
    if (known.route === undefined && known.account === undefined)
      throw new RowFault('Token', 'REQUIRED', 'The row names neither a card nor an account: fill in Token or ac_id.');
    const reference = must(textOf(cells, 'txn_id', 120), 'txn_id');
    const way = must(word(cells, 'txn_type', WAYS, WAY_CODES), 'txn_type');
    // The type says which way it went, so a sign says nothing more.
    const amount = Math.abs(must(moneyIn(cells, 'txn_amt'), 'txn_amt'));
    return {
      authority: null,
      key: [reference, way],
      said: { kind: 'FUNDING', ids: known, reference, way, on: dayOf(cells, 'Date', today), amount },
    };
  },
});

/** A card programme's export: the file of payments, or that of loads, told apart by their headers. */
export const transactionsFormat: Format = {
  id: 'F8',
  title: 'Prepaid-card and account transactions',
  namesAuthority: false,
  async open(path, options) {
    await mustBeFile(path);
    const header = await headerOf(path);
    const [paid, funded] = [payments(options), funding(options)];
    const fits = (part: Part): number => part.required.filter((name) => header.includes(name)).length;
    // A token is in both.
    if (Math.max(fits(paid), fits(funded)) < 2)
      throw badInput(
        'file',
        `${basename(path)} was not read: it is neither a file of payments (${paid.required.join(', ')}) nor one of loads (${funded.required.join(', ')}). It has: ${header.join(', ')}.`,
      );
    return { files: [{ path, part: fits(funded) / funded.required.length > fits(paid) / paid.required.length ? funded : paid }], authority: null };
  },
};
