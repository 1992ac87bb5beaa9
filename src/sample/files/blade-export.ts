import { addDays, type Day, later, yearOf } from '../../vocabulary/day';
import { type Calendar, daysAgo } from '../calendar';
import type { SamplePerson, SampleSectionJLine } from '../sample.types';
import { type CsvRow, rowOf } from './csv-file';

export const BLADE_MODULES = [
  'sen2',
  'person',
  'requests',
  'assessment',
  'namedplan',
  'plandetail',
  'activeplans',
  'placementdetail',
  'senneed',
] as const;
export type BladeModule = (typeof BLADE_MODULES)[number];

const NAMED = {
  sen2: ['collection', 'year', 'referencedate', 'sourcelevel', 'softwarecode', 'release', 'serialno', 'datetime', 'lea', 'dmo', 'dco'],
  person: ['surname', 'forename', 'personbirthdate', 'sex', 'ethnicity', 'postcode', 'upn', 'uniquelearnernumber', 'upnunknown'],
  requests: ['receiveddate', 'rya', 'requestoutcomedate', 'requestoutcome', 'requestmediation', 'requesttribunal', 'exported'],
  assessment: [
    'assessmentoutcome',
    'assessmentoutcomedate',
    'assessmentmediation',
    'assessmenttribunal',
    'othermediation',
    'othertribunal',
    'week20',
  ],
  namedplan: ['startdate', 'planres', 'planwbp', 'pb', 'oa', 'dp', 'ceasedate', 'ceasereason'],
  plandetail: ['urn', 'ukprn', 'sensetting', 'sensettingother', 'placementrank', 'senunitindicator', 'resourcedprovisionindicator'],
  activeplans: ['transferla', 'reviewmeeting', 'reviewoutcome', 'reviewdraft', 'phasetransferduedate', 'phasetransferfinaldate', 'lastreview'],
  placementdetail: [
    'urn',
    'ukprn',
    'sensetting',
    'sensettingother',
    'placementrank',
    'entrydate',
    'leavingdate',
    'res',
    'wbp',
    'attendancepattern',
    'senunitindicator',
    'resourcedprovisionindicator',
  ],
  senneed: ['sentype', 'sentyperank'],
} as const satisfies Record<BladeModule, readonly string[]>;

/** The module whose row a module's row belongs to. */
const PARENT: Readonly<Record<BladeModule, BladeModule | null>> = {
  sen2: null,
  person: 'sen2',
  requests: 'person',
  assessment: 'requests',
  namedplan: 'assessment',
  plandetail: 'namedplan',
  activeplans: 'requests',
  placementdetail: 'activeplans',
  senneed: 'activeplans',
};

const keyOf = (module: BladeModule): string => `${module}tableid`;

/** Every column of a module, in order. */
export function bladeColumns(module: BladeModule): readonly string[] {
  const parent = PARENT[module];
  return ['NativeId', `${module}orderseqcolumn`, 'sourceid', keyOf(module), ...(parent === null ? [] : [keyOf(parent)]), ...NAMED[module]];
}

/** Blade-Export_DD-MM-YYYY_<module>.csv, by the day of the export. */
export const bladeFileName = (module: BladeModule, on: Day): string =>
  `Blade-Export_${on.slice(8)}-${on.slice(5, 7)}-${on.slice(0, 4)}_${module}.csv`;

export const isBladeFile = (name: string): boolean => /^Blade-Export_\d{2}-\d{2}-\d{4}_[a-z0-9]+\.csv$/.test(name);

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
/** As the export prints a day: 2022-Sep-28 00:00:00. */
export const bladeDate = (day: Day): string => `${day.slice(0, 4)}-${MONTHS[Number(day.slice(5, 7)) - 1]}-${day.slice(8)} 00:00:00`;

/** Letters for a direct payment of one stream and of several. The published letters are not known, so a reader takes them as configuration. */
export const DIRECT_PAYMENT_LETTERS = { EDUCATION: 'E', HEALTH: 'H', CHILDRENS_SOCIAL_CARE: 'S', ADULT_SOCIAL_CARE: 'S', INTEGRATED: 'I' } as const;

function directPaymentCode(lines: readonly SampleSectionJLine[]): string {
  const letters = new Set(
    lines.flatMap(({ arrangement, stream }) =>
      arrangement === 'DIRECT_PAYMENT' &&
      (stream === 'EDUCATION' || stream === 'HEALTH' || stream === 'CHILDRENS_SOCIAL_CARE' || stream === 'ADULT_SOCIAL_CARE')
        ? [DIRECT_PAYMENT_LETTERS[stream]]
        : [],
    ),
  );
  return letters.size > 1 ? DIRECT_PAYMENT_LETTERS.INTEGRATED : ([...letters][0] ?? '');
}

const yesNo = (yes: boolean): string => (yes ? 'true' : 'false');
/** A plan is to be final within twenty weeks of the request: Special Educational Needs and Disability Regulations 2014, reg 13. */
const WEEKS_TO_PLAN = 20;

export interface BladeRow {
  readonly module: BladeModule;
  readonly row: CsvRow;
}

/** The rows of the nine modules for one person after another, each with its own number and that of the row it belongs to. */
export class BladeExport {
  private readonly numbers = new Map<BladeModule, number>();

  constructor(
    private readonly calendar: Calendar,
    private readonly authority: string,
  ) {}

  private row(module: BladeModule, values: Readonly<Record<string, string>>): BladeRow {
    const number = (this.numbers.get(module) ?? 0) + 1;
    this.numbers.set(module, number);
    const parent = PARENT[module];
    const keys = { NativeId: String(number), [`${module}orderseqcolumn`]: String(number), sourceid: '1', [keyOf(module)]: String(number) };
    // A row is made right after the one it belongs to, so that one is the last of its module.
    const own = parent === null ? keys : { ...keys, [keyOf(parent)]: String(this.numbers.get(parent) ?? 0) };
    return { module, row: rowOf<string>(bladeColumns(module), { ...own, ...values }) };
  }

  /** The return itself: one row. */
  header(): BladeRow {
    const { today } = this.calendar;
    // The return counts the plans of a January day.
    const censusYear = today.slice(5) >= '01-16' ? yearOf(today) : yearOf(today) - 1;
    return this.row('sen2', {
      collection: 'SEN2',
      year: String(censusYear),
      referencedate: bladeDate(`${censusYear}-01-15`),
      sourcelevel: 'L',
      softwarecode: 'sample area',
      release: '1',
      serialno: '1',
      datetime: bladeDate(today),
      lea: this.authority,
    });
  }

  /** The rows of one child or young person; none where there is no EHC plan. */
  rowsOf({ who, plan, lines }: SamplePerson): readonly BladeRow[] {
    if (plan === null) return [];
    const received = later(addDays(plan.from, -7 * WEEKS_TO_PLAN), addDays(who.born, 14));
    const decided = later(addDays(plan.from, -40), received);
    const setting = { urn: plan.setting?.urn ?? '', sensetting: plan.elsewhere ?? '', placementrank: '1' };
    const budget = who.mix.budgets.length > 0;
    const managed = lines.some(({ arrangement }) => arrangement !== 'DIRECT_PAYMENT');
    const reviewed = later(plan.from, addDays(daysAgo(this.calendar, 200), who.index % 120));
    return [
      this.row('person', {
        surname: who.surname,
        forename: who.forename,
        personbirthdate: bladeDate(who.born),
        sex: who.sex,
        ethnicity: who.ethnicity.code,
        postcode: who.postcode,
        upn: who.upn ?? '',
        uniquelearnernumber: who.uln ?? '',
      }),
      this.row('requests', {
        receiveddate: bladeDate(received),
        rya: 'false',
        requestoutcomedate: bladeDate(later(addDays(plan.from, -98), received)),
        requestoutcome: 'Y',
        requestmediation: 'false',
        requesttribunal: 'false',
      }),
      this.row('assessment', {
        assessmentoutcome: 'Y',
        assessmentoutcomedate: bladeDate(decided),
        assessmentmediation: 'false',
        assessmenttribunal: 'false',
        othermediation: 'false',
        othertribunal: 'false',
        week20: 'false',
      }),
      this.row('namedplan', {
        startdate: bladeDate(plan.from),
        pb: yesNo(budget),
        oa: yesNo(managed),
        dp: directPaymentCode(lines),
        ceasedate: plan.ceased ? bladeDate(plan.ceased.on) : '',
        ceasereason: plan.ceased?.reason ?? '',
      }),
      this.row('plandetail', { ...setting, senunitindicator: 'false', resourcedprovisionindicator: 'false' }),
      ...(plan.ceased
        ? []
        : [
            this.row('activeplans', { lastreview: bladeDate(reviewed) }),
            this.row('placementdetail', {
              ...setting,
              entrydate: bladeDate(plan.from),
              senunitindicator: 'false',
              resourcedprovisionindicator: 'false',
            }),
            ...plan.needs.map((need, index) => this.row('senneed', { sentype: need, sentyperank: String(index + 1) })),
          ]),
    ];
  }
}
