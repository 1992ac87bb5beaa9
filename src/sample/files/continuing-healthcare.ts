import { addDays, addMonths } from '../../vocabulary/day';
import { formatDecimal, formatMoney } from '../../vocabulary/money';
import type { Calendar } from '../calendar';
import type { SamplePerson } from '../sample.types';
import { type CsvRow, rowOf } from './csv-file';

/** Columns of the care package part of the NHS Continuing Healthcare patient-level set, v1.0, as printed. */
export const CARE_PACKAGE_COLUMNS = [
  'LOCAL PATIENT IDENTIFIER (EXTENDED)',
  'NHS NUMBER',
  'PERSON BIRTH DATE',
  'POSTCODE OF USUAL ADDRESS',
  'ORGANISATION IDENTIFIER (CODE OF COMMISSIONER)',
  'SERVICE REQUEST IDENTIFIER',
  'NHS CONTINUING HEALTHCARE ACTIVITY TYPE',
  'CARE PACKAGE IDENTIFIER',
  'CARE PACKAGE START DATE',
  'CARE PACKAGE END DATE',
  'PERSONAL HEALTH BUDGET TYPE',
  'ORGANISATION IDENTIFIER (CODE OF PROVIDER)',
  'COST CENTRE CODE',
  'SUBJECTIVE CODE',
  'CARE PRODUCT TYPE',
  'CONTRACT UNIT COST',
  'CONTRACT UNIT FREQUENCY CODE',
  'NUMBER OF COMMISSIONED WEEKLY HOURS OF CARE',
  'CARE PACKAGE REVIEW DATE',
  'NEXT PLANNED REVIEW DATE',
] as const;

/** ODS codes of providers that were made up: none begins with Z9 in the register we know of. */
const PROVIDER_CODES = ['Z9A01', 'Z9A02', 'Z9A03', 'Z9A04'] as const;
const FIRST_REVIEW_MONTHS = 3;

/** The care packages of one person. The activity type is left empty, as its codes are not known here. */
export function carePackageRows({ who, packages }: SamplePerson, { today }: Calendar, commissioner: string): readonly CsvRow[] {
  return packages.map((each, index) => {
    const firstReview = addMonths(each.from, FIRST_REVIEW_MONTHS);
    return rowOf(CARE_PACKAGE_COLUMNS, {
      'LOCAL PATIENT IDENTIFIER (EXTENDED)': `CHC${who.localId}`,
      'NHS NUMBER': who.nhsNumber,
      'PERSON BIRTH DATE': who.born,
      'POSTCODE OF USUAL ADDRESS': who.postcode,
      'ORGANISATION IDENTIFIER (CODE OF COMMISSIONER)': commissioner,
      'SERVICE REQUEST IDENTIFIER': `SR${who.localId}`,
      'CARE PACKAGE IDENTIFIER': `CP${who.localId}-${index + 1}`,
      'CARE PACKAGE START DATE': each.from,
      'CARE PACKAGE END DATE': each.to ?? '',
      'PERSONAL HEALTH BUDGET TYPE': each.type,
      'ORGANISATION IDENTIFIER (CODE OF PROVIDER)': each.type === '01' ? '' : (PROVIDER_CODES[who.index % PROVIDER_CODES.length] ?? ''),
      'CARE PRODUCT TYPE': each.product,
      'CONTRACT UNIT COST': formatMoney(each.unitCost),
      'CONTRACT UNIT FREQUENCY CODE': each.every,
      'NUMBER OF COMMISSIONED WEEKLY HOURS OF CARE': each.hoursPerWeek === null ? '' : formatDecimal(each.hoursPerWeek),
      'CARE PACKAGE REVIEW DATE': firstReview <= today ? firstReview : '',
      'NEXT PLANNED REVIEW DATE': firstReview <= today ? addDays(today, 30 + (who.index % 300)) : firstReview,
    });
  });
}
