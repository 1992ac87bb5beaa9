import { join } from 'node:path';
import type { Area, Cell, CsvRow } from './area';

/*
 * Rows as councils write them, every column there; a test says what differs.
 */

type More = Readonly<Record<string, Cell | undefined>>;

export const whoRow = (more: More): CsvRow => ({
  nhs_number: '',
  upn: '',
  uln: '',
  local_id: '',
  surname: 'Reed',
  forename: 'Sam',
  birth_date: '2012-03-04',
  postcode: 'WF21 2AB',
  authority: '384',
  health_commissioner: 'QWO',
  ...more,
});

export const topUpRow = (more: More): CsvRow => ({
  upn: '',
  setting_urn: '123456',
  strand: '1A',
  level: '5',
  tier: 'HIGH',
  band: '',
  annual_top_up: '10000.00',
  from: '2025-09-01',
  to: '2026-08-31',
  released_amount: '',
  setting_agreed_on: '',
  setting_agreed_by: '',
  setting_agreed_role: '',
  ...more,
});
export const released = {
  released_amount: '2600.00',
  setting_agreed_on: '2025-08-20',
  setting_agreed_by: 'H. Okafor',
  setting_agreed_role: 'Headteacher',
} as const;

export const rasRow = (more: More): CsvRow => ({
  nhs_number: '',
  upn: '',
  local_id: '',
  questionnaire: '',
  points: '',
  indicative_amount: '104.00',
  every: 'WEEK',
  assessed_on: '2025-06-01',
  assessed_by: 'P. Hollings',
  from: '2025-07-01',
  to: '',
  ...more,
});

export const sectionJRow = (more: More): CsvRow => ({
  upn: '',
  plan_start: '2024-09-01',
  reference: 'J1',
  section: 'F',
  outcome: 'Takes part in lessons',
  outcome_tags: 'INCLUSION PROGRESSION',
  service: 'TUTOR_AT_HOME',
  description: 'Tutor for reading',
  quantity: '2 hours a week',
  cost: '50.00',
  every: 'WEEK',
  weeks_per_year: '39',
  arrangement: 'DIRECT_PAYMENT',
  holder: 'PARENT_OR_CARER',
  holder_name: 'A. Reed',
  from: '2025-09-01',
  to: '2026-08-31',
  ...more,
});

export const careRow = (more: More): CsvRow => ({
  'Reporting Period Start Date': '2025-07-01',
  'Reporting Period End Date': '2025-09-30',
  'NHS Number': '',
  'LA Person Unique Identifier': '',
  'First Name': 'Ada',
  'Last Name': 'Shaw',
  'GP Practice Code': 'B87001',
  Gender: 'Female',
  Ethnicity: 'Not known',
  'Date of Birth': '1950-02-03',
  'Date of Death': '',
  'Client Type': 'Service User',
  'Primary Support Reason': '',
  Postcode: 'WF22 3DE',
  'Event Type': 'Service',
  'Event Reference': 'S1',
  'Event Start Date': '2024-04-01',
  'Event End Date': '',
  'Adult 1 Linked Person_ID': '',
  'Service Type': 'Long Term Support: Community',
  'Service Component': 'Home Support',
  'Delivery Mechanism': 'CASSR managed personal budget',
  'Unit Cost': '200.00',
  'Cost Frequency (Unit Type)': 'Weekly',
  'Planned units per week': '',
  ...more,
});

export const packageRow = (more: More): CsvRow => ({
  'LOCAL PATIENT IDENTIFIER (EXTENDED)': 'P1',
  'NHS NUMBER': '',
  'PERSON BIRTH DATE': '',
  'POSTCODE OF USUAL ADDRESS': '',
  'ORGANISATION IDENTIFIER (CODE OF COMMISSIONER)': 'QWO',
  'SERVICE REQUEST IDENTIFIER': 'R1',
  'NHS CONTINUING HEALTHCARE ACTIVITY TYPE': '01',
  'CARE PACKAGE IDENTIFIER': 'CP1',
  'CARE PACKAGE START DATE': '2025-01-06',
  'CARE PACKAGE END DATE': '',
  'PERSONAL HEALTH BUDGET TYPE': '01',
  'ORGANISATION IDENTIFIER (CODE OF PROVIDER)': 'NX123',
  'COST CENTRE CODE': '',
  'SUBJECTIVE CODE': '',
  'CARE PRODUCT TYPE': '05',
  'CONTRACT UNIT COST': '20.00',
  'CONTRACT UNIT FREQUENCY CODE': '02',
  'NUMBER OF COMMISSIONED WEEKLY HOURS OF CARE': '10.5',
  'CARE PACKAGE REVIEW DATE': '',
  'NEXT PLANNED REVIEW DATE': '',
  ...more,
});

export const paymentRow = (more: More): CsvRow => ({
  'Trace Id': 'T1',
  'Entry Type': 'Authorisation approved',
  Token: 'TOK-1',
  'Tx Date': '2025-09-10 14:02:11',
  'Tx Amount': '18.50',
  'Tx Currency': 'GBP',
  'Bill Amount': '18.50',
  'Bill Currency': 'GBP',
  MCC: '7997',
  'MCC Desc': 'Sports clubs',
  'Merchant Name': 'Sun Lane Pool',
  'Merchant City': 'Wakefield',
  ...more,
});

export const fundingRow = (more: More): CsvRow => ({
  ac_id: 'AC-77',
  Token: 'TOK-1',
  txn_id: 'L1',
  txn_type: '2200',
  Date: '2025-09-01',
  txn_amt: '416.00',
  ...more,
});

export interface PupilInReturn {
  readonly upn: string;
  readonly surname?: string;
  readonly forename?: string;
  readonly born?: string;
  readonly postcode?: string;
  readonly plans?: readonly More[];
  readonly needs?: readonly string[];
  readonly urn?: string;
}

/** A whole Blade export in a folder: one request, assessment and active plan a pupil, and the plans they led to. */
export function bladeExport(area: Area, folder: string, pupils: readonly PupilInReturn[], date = '31-01-2026'): string {
  const common = (id: number): More => ({ NativeId: id, sourceid: 1 });
  const rows: Record<string, CsvRow[]> = { sen2: [{ NativeId: 1, sen2orderseqcolumn: 1, sourceid: 1, sen2tableid: 1, lea: '384' }] };
  const add = (module: string, row: CsvRow): number => {
    const own = (rows[module] ??= []);
    own.push({ ...common(own.length + 1), [`${module}orderseqcolumn`]: own.length + 1, [`${module}tableid`]: own.length + 1, ...row });
    return own.length;
  };
  for (const {
    upn,
    surname = 'Reed',
    forename = 'Sam',
    born = '2012-03-04',
    postcode = 'WF21 2AB',
    plans = [{}],
    needs = ['ASD', 'SLCN'],
    urn = '123456',
  } of pupils) {
    const persontableid = add('person', {
      sen2tableid: 1,
      surname,
      forename,
      personbirthdate: `${born.slice(0, 4)}-${['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][Number(born.slice(5, 7)) - 1]}-${born.slice(8)} 00:00:00`,
      sex: 'M',
      ethnicity: 'WBRI',
      postcode,
      upn,
      uniquelearnernumber: '',
      upnunknown: '',
    });
    const requeststableid = add('requests', {
      persontableid,
      receiveddate: '2024-03-01',
      rya: 0,
      requestoutcomedate: '2024-04-01',
      requestoutcome: 'Y',
      requestmediation: 0,
      requesttribunal: 0,
      exported: '',
    });
    const assessmenttableid = add('assessment', { requeststableid, assessmentoutcome: 'Y', assessmentoutcomedate: '2024-07-01', week20: 0 });
    for (const plan of plans) {
      const namedplantableid = add('namedplan', {
        assessmenttableid,
        startdate: '2024-Sep-01 00:00:00',
        planres: '',
        planwbp: '',
        pb: 1,
        oa: 0,
        dp: 'E',
        ceasedate: '',
        ceasereason: '',
        ...plan,
      });
      add('plandetail', {
        namedplantableid,
        urn,
        ukprn: '',
        sensetting: '',
        sensettingother: '',
        placementrank: 1,
        senunitindicator: 0,
        resourcedprovisionindicator: 0,
      });
    }
    const activeplanstableid = add('activeplans', { requeststableid, transferla: '', res: '', wbp: '', lastreview: '2025-06-01' });
    add('placementdetail', { activeplanstableid, urn, ukprn: '', sensetting: '', entrydate: '2024-09-01', leavingdate: '', res: '', wbp: '' });
    needs.forEach((sentype, index) => add('senneed', { activeplanstableid, sentype, sentyperank: index + 1 }));
  }
  for (const module of ['sen2', 'person', 'requests', 'assessment', 'namedplan', 'plandetail', 'activeplans', 'placementdetail', 'senneed']) {
    const own = rows[module];
    if (own) area.file(join(folder, `Blade-Export_${date}_${module}.csv`), own);
  }
  return join(area.folder, folder);
}
