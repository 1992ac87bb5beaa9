import { basename } from 'node:path';
import { FREQUENCIES } from '../../vocabulary/amount';
import { FIRST_DAY } from '../../vocabulary/bounds';
import { badInput } from '../../vocabulary/refusal';
import { amountOf, dayIn, FREQUENCY_WORDS, identifier, must, period, sum, textOf, wholeNumber, word } from '../csv/cell';
import { type Cells, type Format, RowFault, type StatedRow } from '../csv/format.types';
import { mustBeFile } from '../csv/one-file.format';
import { ids, mustBeSomebody } from '../csv/person.cells';

const COLUMNS = [
  'nhs_number',
  'upn',
  'local_id',
  'questionnaire',
  'points',
  'indicative_amount',
  'every',
  'assessed_on',
  'assessed_by',
  'from',
  'to',
];

function readOutcome(cells: Cells, of: 'children' | 'adults'): StatedRow {
  const who = ids({
    nhs: identifier(cells, 'nhs_number', 'NHS_NUMBER'),
    upn: identifier(cells, 'upn', 'UPN'),
    local: identifier(cells, 'local_id', 'LOCAL'),
  });
  const from = must(dayIn(cells, 'from', FIRST_DAY), 'from');
  const to = dayIn(cells, 'to', FIRST_DAY);
  period(from, to, 'to');
  const indicative = sum(cells, 'indicative_amount');
  const agreed = sum(cells, 'agreed_amount');
  const every = word(cells, 'every', FREQUENCIES, FREQUENCY_WORDS);
  if (every === null && (indicative !== null || agreed !== null))
    throw new RowFault('every', 'REQUIRED', 'An amount is stated, but not how often it is paid.');
  const releasedOn = dayIn(cells, 'released_on');
  if (releasedOn !== null && agreed === null)
    throw new RowFault('agreed_amount', 'REQUIRED', 'The budget is released, but the amount that was agreed is not stated.');
  return {
    authority: null,
    key: [from],
    said: {
      kind: 'RAS',
      ids: mustBeSomebody(who, ['nhs_number', 'upn', 'local_id']),
      of,
      questionnaire: textOf(cells, 'questionnaire', 60),
      points: wholeNumber(cells, 'points', 0, 100_000),
      indicative: amountOf(indicative, every ?? 'YEAR'),
      assessedOn: dayIn(cells, 'assessed_on'),
      assessedBy: textOf(cells, 'assessed_by'),
      from,
      to,
      agreed: amountOf(agreed, every ?? 'YEAR'),
      agreedOn: dayIn(cells, 'agreed_on'),
      releasedOn,
      contributionPerWeek: sum(cells, 'contribution_per_week'),
    },
  };
}

/** Which of the two systems a file is of, by its name; null where the name says neither, or both. */
function kindByName(path: string): 'children' | 'adults' | null {
  const file = basename(path).toLowerCase();
  const [children, adults] = [/child/.test(file), /adult/.test(file)];
  return children === adults ? null : children ? 'children' : 'adults';
}

/** What a resource allocation system said. The children's and the adults' are two systems, and each has a file of its own. */
export const rasFormat: Format = {
  id: 'F6',
  title: 'RAS outcomes',
  namesAuthority: false,
  async open(path, { kind }) {
    await mustBeFile(path);
    const of = kind ?? kindByName(path);
    if (of === null) throw badInput('--kind', `The name of ${basename(path)} does not say whose RAS it is: add --kind children or --kind adults.`);
    return { files: [{ path, part: { name: of, required: COLUMNS, read: (cells) => readOutcome(cells, of) } }], authority: null };
  },
};
