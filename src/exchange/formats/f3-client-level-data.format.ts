import type { ArrangementKind } from '../../streams/stream.types';
import { type Amount, amount, type Frequency } from '../../vocabulary/amount';
import type { Pence, Thousandths } from '../../vocabulary/money';
import { dayIn, decimal, FREQUENCY_WORDS, identifier, moneyIn, must, period, postcode, priced, textOf, word } from '../csv/cell';
import { type Cells, RowFault } from '../csv/format.types';
import { oneFile } from '../csv/one-file.format';
import { bornBefore, fullName, ids, mustBeSomebody } from '../csv/person.cells';
import type { CareSaid, PersonSaid } from '../statements/row.types';

const MECHANISMS: Readonly<Record<string, ArrangementKind>> = {
  'Direct payment': 'DIRECT_PAYMENT',
  'CASSR managed personal budget': 'COUNCIL_MANAGED',
  'CASSR commissioned support': 'COUNCIL_MANAGED',
};
const CLIENTS = ['Service User', 'Carer', 'Carer known by association'] as const;
const PER_UNIT: Readonly<Record<string, string>> = { hourly: 'hour', daily: 'day', 'per session': 'session' };
const plain = (cell: string): string =>
  cell
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
const RHYTHMS: ReadonlyMap<string, Frequency> = new Map(Object.entries(FREQUENCY_WORDS).map(([name, every]) => [plain(name), every]));

interface Cost {
  readonly cost: Amount | null;
  readonly unit: string | null;
  readonly unitPrice: Pence | null;
  readonly unitsPerWeek: Thousandths | null;
  readonly uncosted: string | null;
}
const uncosted = (why: string): Cost => ({ cost: null, unit: null, unitPrice: null, unitsPerWeek: null, uncosted: why });

/** What a service costs, as the set counts it: the sign of a cost is dropped, and a unit's price needs the units of a week. */
function costOf(cells: Cells): Cost {
  const signed = moneyIn(cells, 'Unit Cost');
  const frequency = textOf(cells, 'Cost Frequency (Unit Type)', 60);
  if (signed === null) return uncosted('no unit cost');
  if (frequency === null) return uncosted('a unit cost, but no cost frequency');
  const pence = Math.abs(signed);
  const every = RHYTHMS.get(plain(frequency));
  if (every !== undefined) return { cost: amount(pence, every), unit: null, unitPrice: null, unitsPerWeek: null, uncosted: null };
  const unit = PER_UNIT[plain(frequency)];
  if (unit === undefined) throw new RowFault('Cost Frequency (Unit Type)', 'FORMAT', `"${frequency}" is no cost frequency of the set.`);
  const units = decimal(cells, 'Planned units per week');
  if (units === null) return uncosted(`a price for each ${unit}, but no planned units a week`);
  return { cost: amount(priced(pence, units, 'Unit Cost'), 'WEEK'), unit, unitPrice: pence, unitsPerWeek: units, uncosted: null };
}

function personOf(cells: Cells, today: string): PersonSaid | null {
  const born = dayIn(cells, 'Date of Birth');
  const called = fullName(textOf(cells, 'First Name', 120) ?? '', textOf(cells, 'Last Name', 120) ?? '');
  if (born === null || called === '') return null;
  return { name: called, born: bornBefore(born, today, 'Date of Birth'), died: dayIn(cells, 'Date of Death'), postcode: postcode(cells, 'Postcode') };
}

/** Adult social care Client Level Data: one row for everything that happened to somebody in the quarter. */
export const clientLevelDataFormat = oneFile('F3', 'adult social care Client Level Data', {
  required: [
    'NHS Number',
    'LA Person Unique Identifier',
    'First Name',
    'Last Name',
    'Date of Birth',
    'Date of Death',
    'Client Type',
    'Postcode',
    'Event Type',
    'Event Reference',
    'Event Start Date',
    'Event End Date',
    'Adult 1 Linked Person_ID',
    'Service Type',
    'Service Component',
    'Delivery Mechanism',
    'Unit Cost',
    'Cost Frequency (Unit Type)',
    'Planned units per week',
  ],
  read(cells, { today }) {
    const who = ids({ nhs: identifier(cells, 'NHS Number', 'NHS_NUMBER'), local: identifier(cells, 'LA Person Unique Identifier', 'LOCAL') });
    const event = must(textOf(cells, 'Event Type', 60), 'Event Type');
    const from = must(dayIn(cells, 'Event Start Date'), 'Event Start Date');
    const to = dayIn(cells, 'Event End Date');
    period(from, to, 'Event End Date');
    const client = word(cells, 'Client Type', CLIENTS) ?? 'Service User';
    const reference = textOf(cells, 'Event Reference', 120);
    const serviceType = textOf(cells, 'Service Type', 120) ?? '';
    const component = textOf(cells, 'Service Component', 120) ?? '';
    const isService = plain(event) === 'service';
    const held = word(cells, 'Delivery Mechanism', Object.keys(MECHANISMS));
    const cost = isService ? costOf(cells) : { ...uncosted(''), uncosted: null };
    const said: CareSaid = {
      kind: 'CARE',
      ids: mustBeSomebody(who, ['NHS Number', 'LA Person Unique Identifier']),
      person: personOf(cells, today),
      carer: client !== 'Service User',
      event: isService ? 'Service' : event,
      reference,
      from,
      to,
      serviceType,
      component,
      held: held === null ? null : (MECHANISMS[held] ?? null),
      ...cost,
      caresFor: client === 'Service User' ? null : textOf(cells, 'Adult 1 Linked Person_ID', 60),
    };
    // The council's own reference tells its events apart; without one, only what the event is.
    const key = reference === null ? [event, '', from, serviceType, component, held ?? ''] : [event, reference, from, component];
    return { authority: null, key, said };
  },
});
