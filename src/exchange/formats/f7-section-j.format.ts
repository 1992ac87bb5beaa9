import { HOLDER_KINDS } from '../../person/person.types';
import { OUTCOME_TAGS, type OutcomeTag, PLAN_SECTIONS, type PlanSection } from '../../plans/plan.types';
import { ARRANGEMENT_KINDS } from '../../streams/stream.types';
import { amount, FREQUENCIES } from '../../vocabulary/amount';
import { FIRST_DAY } from '../../vocabulary/bounds';
import { concealed, routeCell } from '../csv/card.cells';
import { dayIn, FREQUENCY_WORDS, identifier, must, period, sum, textOf, wholeNumber, word } from '../csv/cell';
import { type Cells, RowFault } from '../csv/format.types';
import { oneFile } from '../csv/one-file.format';
import { ids, mustBeSomebody } from '../csv/person.cells';

/** The sections of an EHC plan that hold provision; any other has nothing for a budget to pay for (CFA 2014 s.37). */
function section(cells: Cells): PlanSection {
  const cell = must(textOf(cells, 'section', 20), 'section')
    .toUpperCase()
    .replace(/^SECTION\s+/, '');
  const found = PLAN_SECTIONS.find((each) => each === cell);
  if (found) return found;
  throw new RowFault(
    'section',
    'EDU-SECTION',
    `Section "${cell}" holds no provision: a line of Section J belongs to F (education), G (health), H1 or H2 (social care).`,
  );
}

function tags(cells: Cells): readonly OutcomeTag[] {
  const given = cells
    .get('outcome_tags')
    .toUpperCase()
    .split(/[\s,;|/]+/)
    .filter((tag) => tag !== '');
  return OUTCOME_TAGS.filter((tag) => {
    const unknown = given.find((each) => !OUTCOME_TAGS.some((known) => known === each));
    if (unknown !== undefined) throw new RowFault('outcome_tags', 'FORMAT', `"${unknown}" is none of: ${OUTCOME_TAGS.join(', ')}.`);
    return given.includes(tag);
  });
}

const WAYS = { 'direct payment': 'DIRECT_PAYMENT', managed: 'COUNCIL_MANAGED', notional: 'NHS_NOTIONAL', isf: 'INDIVIDUAL_SERVICE_FUND' } as const;

/** The card or account it is held on, where the file has the column: left out of what the row says where it is not there. */
function routeOf(cells: Cells): { readonly route?: string } {
  const route = routeCell(cells, 'route');
  return route === null ? {} : { route };
}

/** The costed lines of Section J, and how each is held. */
export const sectionJFormat = oneFile('F7', 'Section J items', {
  conceal: concealed,
  required: [
    'upn',
    'plan_start',
    'reference',
    'section',
    'outcome',
    'outcome_tags',
    'service',
    'description',
    'quantity',
    'cost',
    'every',
    'weeks_per_year',
    'arrangement',
    'holder',
    'holder_name',
    'from',
    'to',
  ],
  read(cells) {
    const from = must(dayIn(cells, 'from', FIRST_DAY), 'from');
    const to = dayIn(cells, 'to', FIRST_DAY);
    period(from, to, 'to');
    const planStart = must(dayIn(cells, 'plan_start', FIRST_DAY), 'plan_start');
    const reference = must(textOf(cells, 'reference'), 'reference');
    const every = must(word(cells, 'every', FREQUENCIES, FREQUENCY_WORDS), 'every');
    return {
      authority: null,
      key: [planStart, reference, from],
      said: {
        kind: 'SECTION_J',
        ids: mustBeSomebody(ids({ upn: identifier(cells, 'upn', 'UPN') }), ['upn']),
        planStart,
        reference,
        section: section(cells),
        outcome: must(textOf(cells, 'outcome'), 'outcome'),
        tags: tags(cells),
        service: must(textOf(cells, 'service', 40), 'service')
          .toUpperCase()
          .replace(/[^A-Z0-9]+/g, '_'),
        description: textOf(cells, 'description', 2000) ?? '',
        quantity: textOf(cells, 'quantity'),
        cost: amount(must(sum(cells, 'cost'), 'cost'), every, wholeNumber(cells, 'weeks_per_year', 1, 53) ?? 52),
        held: word(cells, 'arrangement', ARRANGEMENT_KINDS, WAYS),
        holder: word(cells, 'holder', HOLDER_KINDS, { parent: 'PARENT_OR_CARER', council: 'AUTHORITY' }),
        holderName: textOf(cells, 'holder_name'),
        ...routeOf(cells),
        from,
        to,
      },
    };
  },
});
