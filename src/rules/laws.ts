import type { Day } from '../vocabulary/day';

/*
 * The laws that the rules rest on, with the days on which each is in force for what the hub does: which law changed, and when, is here and
 * nowhere else. A day is that of the Act's or the regulations' own commencement.
 */

interface Instrument {
  /** As it is cited. */
  readonly name: string;
  readonly title: string;
  /** GUIDANCE is followed unless there is good reason not to; only a LAW makes a duty. */
  readonly kind: 'LAW' | 'GUIDANCE';
  readonly since: Day;
  readonly until?: Day;
}

/** The last day of the law of adults' care before the Care Act 2014. */
const BEFORE_THE_CARE_ACT: Day = '2015-03-31';

export const INSTRUMENTS = {
  CARE_ACT: { name: 'Care Act 2014', title: 'Care Act 2014, Part 1', kind: 'LAW', since: '2015-04-01' },
  CARE_GUIDANCE: {
    name: 'Care and support statutory guidance',
    title: 'Care and support statutory guidance, issued under s.78 of the Care Act 2014',
    kind: 'GUIDANCE',
    since: '2015-04-01',
  },
  CHARGING: {
    name: 'SI 2014/2672',
    title: 'Care and Support (Charging and Assessment of Resources) Regulations 2014',
    kind: 'LAW',
    since: '2015-04-01',
  },
  DEFERRED_PAYMENT: { name: 'SI 2014/2671', title: 'Care and Support (Deferred Payment) Regulations 2014', kind: 'LAW', since: '2015-04-01' },
  CARE_DIRECT_PAYMENTS: { name: 'SI 2014/2871', title: 'Care and Support (Direct Payments) Regulations 2014', kind: 'LAW', since: '2015-04-01' },
  EXCLUDED_COSTS: {
    name: 'SI 2014/2840',
    title: 'Care and Support (Personal Budget: Exclusion of Costs) Regulations 2014',
    kind: 'LAW',
    since: '2015-04-01',
  },
  CHOICE_OF_HOME: {
    name: 'SI 2014/2670',
    title: 'Care and Support and After-care (Choice of Accommodation) Regulations 2014',
    kind: 'LAW',
    since: '2015-04-01',
  },
  ELIGIBILITY: { name: 'SI 2015/313', title: 'Care and Support (Eligibility Criteria) Regulations 2015', kind: 'LAW', since: '2015-04-01' },

  NATIONAL_ASSISTANCE: {
    name: 'National Assistance Act 1948',
    title: 'National Assistance Act 1948, Part III',
    kind: 'LAW',
    since: '1948-07-05',
    until: BEFORE_THE_CARE_ACT,
  },
  COMMUNITY_CARE: {
    name: 'National Health Service and Community Care Act 1990',
    title: 'National Health Service and Community Care Act 1990, Part III',
    kind: 'LAW',
    since: '1993-04-01',
    until: BEFORE_THE_CARE_ACT,
  },
  CARERS: {
    name: 'Carers and Disabled Children Act 2000',
    title: 'Carers and Disabled Children Act 2000, for carers of adults',
    kind: 'LAW',
    since: '2001-04-01',
    until: BEFORE_THE_CARE_ACT,
  },
  DIRECT_PAYMENTS_2009: {
    name: 'SI 2009/1887',
    title: "Community Care, Services for Carers and Children's Services (Direct Payments) (England) Regulations 2009",
    kind: 'LAW',
    since: '2009-11-09',
  },

  CHILDREN: { name: 'Children Act 1989', title: 'Children Act 1989, Part III', kind: 'LAW', since: '1991-10-14' },
  CHRONICALLY_SICK: {
    name: 'Chronically Sick and Disabled Persons Act 1970',
    title: 'Chronically Sick and Disabled Persons Act 1970',
    kind: 'LAW',
    since: '1970-08-29',
  },
  CHILDREN_AND_FAMILIES: {
    name: 'Children and Families Act 2014',
    title: 'Children and Families Act 2014, Part 3',
    kind: 'LAW',
    since: '2014-09-01',
  },
  SEND: { name: 'SI 2014/1530', title: 'Special Educational Needs and Disability Regulations 2014', kind: 'LAW', since: '2014-09-01' },
  SEN_BUDGETS: { name: 'SI 2014/1652', title: 'Special Educational Needs (Personal Budgets) Regulations 2014', kind: 'LAW', since: '2014-09-01' },
  SEND_CODE: {
    name: 'SEND Code of Practice 2015',
    title: 'Special educational needs and disability code of practice: 0 to 25 years; first issued in 2014',
    kind: 'GUIDANCE',
    since: '2014-09-01',
  },
  EDUCATION_ACT: { name: 'Education Act 1996', title: 'Education Act 1996', kind: 'LAW', since: '1996-11-01' },
  SCHOOL_FINANCE: {
    name: 'School and Early Years Finance (England) Regulations 2012 and those of each year since',
    title: 'School and Early Years Finance (England) Regulations, made for each year since funding came by elements',
    kind: 'LAW',
    since: '2013-04-01',
  },

  NHS: { name: 'National Health Service Act 2006', title: 'National Health Service Act 2006', kind: 'LAW', since: '2007-03-01' },
  NHS_RULES: {
    name: 'SI 2012/2996',
    title: 'National Health Service Commissioning Board and Clinical Commissioning Groups (Responsibilities and Standing Rules) Regulations 2012',
    kind: 'LAW',
    since: '2013-04-01',
  },
  NHS_DIRECT_PAYMENTS: {
    name: 'SI 2013/1617',
    title: 'National Health Service (Direct Payments) Regulations 2013',
    kind: 'LAW',
    since: '2013-08-01',
  },
  COMMISSIONING_GROUPS: {
    name: 'Health and Social Care Act 2012',
    title: 'Health and Social Care Act 2012, clinical commissioning groups',
    kind: 'LAW',
    since: '2013-04-01',
    until: '2022-06-30',
  },
  CARE_BOARDS: {
    name: 'Health and Care Act 2022',
    title: 'Health and Care Act 2022, integrated care boards',
    kind: 'LAW',
    since: '2022-07-01',
  },
  STRUCTURAL_CHANGES: {
    name: 'Local Government and Public Involvement in Health Act 2007',
    title: 'Local Government and Public Involvement in Health Act 2007, Part 1: structural changes of councils',
    kind: 'LAW',
    since: '2007-11-01',
  },
  MENTAL_HEALTH: { name: 'Mental Health Act 1983', title: 'Mental Health Act 1983', kind: 'LAW', since: '1983-09-30' },
  CAPACITY: { name: 'Mental Capacity Act 2005', title: 'Mental Capacity Act 2005', kind: 'LAW', since: '2007-10-01' },

  SENTENCING: { name: 'Sentencing Act 2020', title: 'Sentencing Act 2020, the Sentencing Code', kind: 'LAW', since: '2020-12-01' },
  REGULATED_CARE: {
    name: 'SI 2014/2936',
    title: 'Health and Social Care Act 2008 (Regulated Activities) Regulations 2014',
    kind: 'LAW',
    since: '2015-04-01',
  },
  COMPLAINTS: {
    name: 'SI 2009/309',
    title: 'Local Authority Social Services and National Health Service Complaints (England) Regulations 2009',
    kind: 'LAW',
    since: '2009-04-01',
  },
  FAMILY_LAW_REFORM: { name: 'Family Law Reform Act 1969', title: 'Family Law Reform Act 1969', kind: 'LAW', since: '1970-01-01' },
  DATA_PROTECTION_1998: {
    name: 'Data Protection Act 1998',
    title: 'Data Protection Act 1998',
    kind: 'LAW',
    since: '2000-03-01',
    until: '2018-05-24',
  },
  UK_GDPR: { name: 'UK GDPR', title: 'UK General Data Protection Regulation', kind: 'LAW', since: '2018-05-25' },
  DATA_PROTECTION: { name: 'Data Protection Act 2018', title: 'Data Protection Act 2018', kind: 'LAW', since: '2018-05-25' },
} as const satisfies Record<string, Instrument>;

/** A provision that a rule rests on, with the days on which it is in force. */
export interface Law {
  /** As it is cited, e.g. "SI 2014/2672 reg 7". */
  readonly cited: string;
  readonly kind: Instrument['kind'];
  readonly since: Day;
  readonly until: Day | null;
}

/** A provision of an instrument; its own days only where it came later, or ended earlier, than the rest of it. */
export function law(of: keyof typeof INSTRUMENTS, provision = '', own: { readonly since?: Day; readonly until?: Day } = {}): Law {
  const instrument: Instrument = INSTRUMENTS[of];
  return {
    cited: provision === '' ? instrument.name : `${instrument.name}${/^(s|ss|reg|regs|Sch|Part|art)\b/.test(provision) ? ' ' : ', '}${provision}`,
    kind: instrument.kind,
    since: own.since ?? instrument.since,
    until: own.until ?? instrument.until ?? null,
  };
}

/** Of adults' care and of carers the regulations of 2009 held until the Care Act 2014; of children's services they hold still. */
export const untilTheCareAct = (of: keyof typeof INSTRUMENTS, provision = ''): Law => law(of, provision, { until: BEFORE_THE_CARE_ACT });
