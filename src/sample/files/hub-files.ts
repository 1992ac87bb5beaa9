import { formatMoney } from '../../vocabulary/money';
import { cardOf } from '../cards';
import type { RasAnswer, SamplePerson } from '../sample.types';
import { type CsvRow, rowOf } from './csv-file';

/*
 * The hub's own layouts, where there is no national one: who is who, the Element 3 schedule, RAS outcomes and Section J.
 */

export const WHO_IS_WHO_COLUMNS = [
  'nhs_number',
  'upn',
  'uln',
  'local_id',
  'surname',
  'forename',
  'birth_date',
  'postcode',
  'authority',
  'health_commissioner',
] as const;
export const whoIsWhoRow = ({ who }: SamplePerson, authority: string, commissioner: string): CsvRow =>
  rowOf(WHO_IS_WHO_COLUMNS, {
    nhs_number: who.nhsNumber,
    upn: who.upn ?? '',
    uln: who.uln ?? '',
    local_id: who.localId,
    surname: who.surname,
    forename: who.forename,
    birth_date: who.born,
    postcode: who.postcode,
    authority,
    health_commissioner: commissioner,
  });

export const SCHEDULE_COLUMNS = [
  'upn',
  'setting_urn',
  'strand',
  'level',
  'tier',
  'band',
  'annual_top_up',
  'from',
  'to',
  'released_amount',
  'setting_agreed_on',
  'setting_agreed_by',
  'setting_agreed_role',
] as const;
export const scheduleRows = ({ who, topUp }: SamplePerson): readonly CsvRow[] =>
  topUp === null
    ? []
    : [
        rowOf(SCHEDULE_COLUMNS, {
          upn: who.upn ?? '',
          setting_urn: topUp.setting.urn,
          strand: topUp.strand,
          level: String(topUp.level),
          tier: topUp.tier,
          annual_top_up: formatMoney(topUp.topUp),
          from: topUp.from,
          to: topUp.to ?? '',
          ...(topUp.release
            ? {
                released_amount: formatMoney(topUp.release.amount),
                setting_agreed_on: topUp.release.on,
                setting_agreed_by: topUp.release.by,
                setting_agreed_role: topUp.release.role,
              }
            : {}),
        }),
      ];

export const RAS_COLUMNS = [
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
  'agreed_amount',
  'agreed_on',
  'released_on',
  'contribution_per_week',
] as const;
export const rasRows = ({ who }: SamplePerson, answer: RasAnswer | null): readonly CsvRow[] =>
  answer === null
    ? []
    : [
        rowOf(RAS_COLUMNS, {
          nhs_number: who.nhsNumber,
          upn: who.upn ?? '',
          local_id: who.localId,
          questionnaire: answer.questionnaire,
          points: String(answer.points),
          indicative_amount: formatMoney(answer.indicative.pence),
          every: answer.indicative.every,
          assessed_on: answer.assessedOn,
          assessed_by: answer.assessedBy,
          from: answer.from,
          to: answer.to ?? '',
          ...(answer.agreement
            ? { agreed_amount: formatMoney(answer.agreement.amount.pence), agreed_on: answer.agreement.on, released_on: answer.agreement.releasedOn }
            : {}),
          contribution_per_week: answer.contributionPerWeek === null ? '' : formatMoney(answer.contributionPerWeek),
        }),
      ];

export const SECTION_J_COLUMNS = [
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
  'route',
] as const;
export const sectionJRows = (person: SamplePerson): readonly CsvRow[] => {
  const { who, plan, lines } = person;
  return lines.map((line, index) =>
    rowOf(SECTION_J_COLUMNS, {
      upn: who.upn ?? '',
      plan_start: plan?.from ?? '',
      reference: `J${index + 1}`,
      section: line.section,
      outcome: line.outcome,
      outcome_tags: line.tags.join(' '),
      service: line.service,
      description: line.description,
      quantity: line.quantity,
      cost: formatMoney(line.cost.pence),
      every: line.cost.every,
      weeks_per_year: String(line.cost.weeksPerYear),
      arrangement: line.arrangement,
      holder: line.holder,
      holder_name: line.holderName,
      from: line.from,
      to: line.to ?? '',
      route: cardOf(person, line) ?? '',
    }),
  );
};

export const CARD_COLUMNS = [
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
] as const;
export const cardRows = ({ cards }: SamplePerson): readonly CsvRow[] =>
  cards.map(({ trace, entry, card, on, amount, merchant, reference }) =>
    rowOf(CARD_COLUMNS, {
      'Trace Id': trace,
      'Entry Type': entry,
      Token: card,
      'Tx Date': on,
      'Tx Amount': formatMoney(amount),
      'Tx Currency': 'GBP',
      'Bill Amount': formatMoney(amount),
      'Bill Currency': 'GBP',
      MCC: merchant.category,
      'MCC Desc': merchant.categoryName,
      'Merchant Name': reference === null ? merchant.name : `${merchant.name} ${reference}`,
      'Merchant City': 'Wakefield',
    }),
  );
