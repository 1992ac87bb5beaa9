import { ageOn } from '../../vocabulary/day';
import { formatDecimal, formatMoney, type Thousandths } from '../../vocabulary/money';
import type { Calendar } from '../calendar';
import type { CareEvent, SamplePerson } from '../sample.types';
import { type CsvRow, rowOf } from './csv-file';

/** Columns of adult social care Client Level Data, as printed. */
export const CLIENT_LEVEL_COLUMNS = [
  'Reporting Period Start Date',
  'Reporting Period End Date',
  'NHS Number',
  'LA Person Unique Identifier',
  'First Name',
  'Last Name',
  'GP Practice Code',
  'Gender',
  'Ethnicity',
  'Date of Birth',
  'Date of Death',
  'Client Type',
  'Primary Support Reason',
  'Postcode',
  'Accommodation Status',
  'Employment Status',
  'Has Unpaid Carer',
  'Autism Spectrum Disorder (ASD)',
  'Visual Impairment',
  'Hearing Impairment',
  'Dementia',
  'Client Funding Status',
  'Event Type',
  'Event Reference',
  'Event Start Date',
  'Event End Date',
  'Event Description',
  'Event Outcome',
  'Request: Route of Access',
  'Assessment Type',
  'Eligible Needs Identified',
  'Method of Assessment',
  'Total Hrs Caring per week',
  'No. of adults being cared for',
  'Adult 1 Linked Person_ID',
  'Adult 2 Linked Person_ID',
  'Adult 3 Linked Person_ID',
  'Service Type',
  'Service Component',
  'Delivery Mechanism',
  'Provider CQC Location Name',
  'Provider CQC Location ID',
  'Review Reason',
  'Review Outcomes Achieved',
  'Method of Review',
  'Unit Cost',
  'Cost Frequency (Unit Type)',
  'Planned units per week',
] as const;
type Values = Partial<Record<(typeof CLIENT_LEVEL_COLUMNS)[number], string>>;

const REASONS_BEFORE_65 = [
  'Learning Disability Support',
  'Physical Support: Personal Care Support',
  'Mental Health Support',
  'Learning Disability Support',
] as const;
const REASONS_FROM_65 = [
  'Physical Support: Personal Care Support',
  'Support with Memory & Cognition',
  'Physical Support: Access & Mobility Only',
  'Physical Support: Personal Care Support',
] as const;
const HOURS_OF_CARING = ['1-19 hours', '20-49 hours', '50+ hours'] as const;
const OLDER = 65;

const homeOf = (care: readonly CareEvent[]): string =>
  care.some(({ serviceType }) => serviceType.endsWith('Nursing Care'))
    ? 'Nursing care home'
    : care.some(({ serviceType }) => serviceType.endsWith('Residential Care'))
      ? 'Residential care home'
      : 'Settled mainstream housing';

/** What every row of somebody says, whether they are cared for, care for another, or both. */
function personOf({ who, care, hasUnpaidCarer }: SamplePerson, { today, reported }: Calendar): Values {
  const older = ageOn(who.born, today) >= OLDER;
  const reason = (older ? REASONS_FROM_65 : REASONS_BEFORE_65)[who.index % 4] ?? REASONS_FROM_65[0];
  return {
    'Reporting Period Start Date': reported.from,
    'Reporting Period End Date': reported.to,
    'NHS Number': who.nhsNumber,
    'LA Person Unique Identifier': who.localId,
    'First Name': who.forename,
    'Last Name': who.surname,
    Gender: who.sex === 'F' ? 'Female' : 'Male',
    Ethnicity: who.ethnicity.words,
    'Date of Birth': who.born,
    'Primary Support Reason': reason,
    Postcode: who.postcode,
    'Accommodation Status': homeOf(care),
    'Employment Status': older ? 'Retired' : 'Not in Paid Employment (not actively seeking work)',
    'Has Unpaid Carer': hasUnpaidCarer ? 'Yes' : 'No',
    'Autism Spectrum Disorder (ASD)': who.index % 9 === 0 ? 'Yes' : 'No',
    'Visual Impairment': 'No',
    'Hearing Impairment': 'No',
    Dementia: reason === 'Support with Memory & Cognition' ? 'Yes' : 'No',
  };
}

function carerOf({ who, caresFor }: SamplePerson): Values {
  return {
    'Primary Support Reason': 'Social Support: Support to Carer',
    'Total Hrs Caring per week': HOURS_OF_CARING[who.index % HOURS_OF_CARING.length] ?? HOURS_OF_CARING[0],
    'No. of adults being cared for': '1',
    'Adult 1 Linked Person_ID': caresFor ?? '',
  };
}

const KIND: Readonly<Record<CareEvent['type'], Values>> = {
  Assessment: {
    'Assessment Type': 'Long Term Assessment',
    'Eligible Needs Identified': 'Yes',
    'Method of Assessment': 'Face to face',
    'Event Description': 'Assessment',
  },
  Review: {
    'Review Reason': 'Planned',
    'Review Outcomes Achieved': 'Partially Achieved',
    'Method of Review': 'Face to face',
    'Event Description': 'Review',
  },
  Service: { 'Event Description': 'Service' },
};

const formatUnits = (units: Thousandths | null): string => (units === null ? '' : formatDecimal(units));

function eventOf({ client, type, from, to, outcome, serviceType, component, mechanism, provider, cost }: CareEvent, reference: string): Values {
  return {
    ...KIND[type],
    'Client Type': client,
    'Event Type': type,
    'Event Reference': reference,
    'Event Start Date': from,
    'Event End Date': to ?? '',
    'Event Outcome': outcome,
    ...(client === 'Carer' && type === 'Assessment' ? { 'Assessment Type': 'Carer Assessment' } : {}),
    'Service Type': serviceType,
    'Service Component': component,
    'Delivery Mechanism': mechanism,
    'Provider CQC Location Name': provider?.name ?? '',
    'Provider CQC Location ID': provider?.location ?? '',
    'Unit Cost': cost === null ? '' : formatMoney(cost.unitCost),
    'Cost Frequency (Unit Type)': cost?.every ?? '',
    'Planned units per week': formatUnits(cost?.unitsPerWeek ?? null),
  };
}

/** The rows of Client Level Data of one person: one an event. */
export function clientLevelRows(person: SamplePerson, calendar: Calendar): readonly CsvRow[] {
  if (person.care.length === 0) return [];
  const shared = personOf(person, calendar);
  return person.care.map((event, index) =>
    rowOf(CLIENT_LEVEL_COLUMNS, {
      ...shared,
      ...(event.client === 'Carer' ? carerOf(person) : {}),
      ...eventOf(event, `${person.who.localId}-E${index + 1}`),
      ...(person.who.mix.name === 'ASSESSED_ONLY' ? { 'Eligible Needs Identified': 'No' } : {}),
    }),
  );
}
