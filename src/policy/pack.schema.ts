import { FREQUENCIES } from '../vocabulary/amount';
import { STREAMS } from '../vocabulary/stream';
import {
  APPROVER_ROLES,
  AVAILABILITIES,
  COUNCIL_DISPUTE_STAGES,
  FINANCIAL_FIGURES,
  LOCAL_RULES,
  PASSED_OVER,
  RATE_UNITS,
  REVIEW_BASES,
  SERVICE_TRAITS,
  SUMMARY_POINTS,
} from './pack.types';
import { TO_FILL } from './next-year';
import { TOP_UP_PERIODS } from './table.types';

/**
 * The pack format as a JSON schema. A pack is read with every value as text, so that no figure passes through a float:
 * numbers and money are patterns here. Each description says what to write, and faults quote it.
 */
export interface Schema {
  readonly [keyword: string]: unknown;
  readonly description: string;
}
type Properties = Readonly<Record<string, Schema>>;

/** Keys beyond those named are faults, so that a misspelt figure is never silently left out. */
const object = (description: string, required: Properties, optional: Properties = {}): Schema => ({
  type: 'object',
  description,
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
});
const list = (description: string, items: Schema, least = 1): Schema => ({ type: 'array', description, items, minItems: least, maxItems: 2000 });
const oneOf = (names: readonly string[], what: string): Schema => ({
  type: 'string',
  enum: names,
  description: `${what}: one of ${names.join(', ')}`,
});
const tag = (name: string): Schema => ({ const: name, description: name });
/** One of several forms of an object, told apart by the key `by`. */
const oneForm = (description: string, by: string, forms: readonly Schema[]): Schema => ({
  type: 'object',
  description,
  discriminator: { propertyName: by },
  required: [by],
  oneOf: forms,
});

const text: Schema = { type: 'string', minLength: 1, maxLength: 500, not: { const: TO_FILL }, description: 'some text, at most 500 characters' };
const money: Schema = {
  type: 'string',
  pattern: '^\\d{1,9}(\\.\\d{2})?$',
  description: 'money in pounds, such as 10000 or 72.40: no pound sign, no comma',
};
const day: Schema = { type: 'string', format: 'day', description: 'a day as year-month-day, such as 2025-04-01' };
const count: Schema = { type: 'string', pattern: '^\\d{1,6}$', description: 'a whole number, such as 28' };
const leadDays: Schema = {
  type: 'string',
  pattern: '^(7[0-2]\\d|730|[1-6]\\d{2}|\\d{1,2})$',
  description: 'a whole number of days from 0 to 730',
};
const percent: Schema = { type: 'string', pattern: '^(100|\\d{1,2})$', description: 'a whole percentage from 0 to 100, without the sign' };
const hours: Schema = { type: 'string', pattern: '^\\d{1,4}(\\.\\d{1,3})?$', description: 'hours, such as 40 or 37.5' };
const yesNo: Schema = { type: 'string', enum: ['true', 'false'], description: 'true or false' };
const yes: Schema = { type: 'string', enum: ['true'], description: 'true (or leave the line out)' };
const code: Schema = { type: 'string', pattern: '^[A-Z][A-Z0-9_]{1,59}$', description: 'a service code in capitals, such as SENSORY_ROOM' };
const stream = oneOf(STREAMS, 'a stream');
const every = oneOf(FREQUENCIES, 'how often the amount is paid');

const dated: Properties = { from: day, source: text };
const openEnd: Properties = { to: day, note: text };

const topUpValue: Properties = {
  topUp: money,
  otherHours: list('what it comes to for a place of other hours', object('an amount for other hours', { hours, topUp: money })),
  above: { ...money, description: `priced individually above this figure; ${money.description}` },
  metFrom: oneOf(['elementTwo'], 'the setting meets it, so that there is no top-up'),
  noAmount: { ...yes, description: 'true, where the table prints no amount' },
};
const topUpTable = (shape: string, rows: Properties, more: Properties = {}): Schema =>
  object(
    `a top-up table of the shape ${shape}`,
    { shape: tag(shape), title: text, ...dated, ...rows },
    {
      elementOne: money,
      elementTwo: money,
      upTo: yesNo,
      every: oneOf(TOP_UP_PERIODS, 'for what the amounts are printed'),
      termsAYear: { type: 'string', pattern: '^[1-6]$', description: 'how many terms a year has, 1 to 6' },
      hoursAWeek: hours,
      ...openEnd,
      ...more,
    },
  );

const elementThree = oneForm('a table of Element 3 top-ups by the year', 'shape', [
  topUpTable('band', { bands: list('the bands', object('a band', { band: text }, { name: text, ...topUpValue })) }),
  topUpTable(
    'matrix',
    {
      strands: list(
        'the strands of need',
        object(
          'a strand',
          {
            strand: { ...text, description: 'the code of the strand, such as 1A' },
            levels: list(
              'its levels',
              object('a level', { level: count }, { descriptor: text, high: money, medium: money, low: money, ...topUpValue }),
            ),
          },
          { name: text },
        ),
      ),
    },
    { severalStrands: oneOf(['highest', 'sum'], 'what several strands come to') },
  ),
  topUpTable('setting', {
    settings: list(
      'the settings',
      object(
        'a setting',
        { setting: text },
        {
          alsoCalled: list('its other names', text),
          urn: { type: 'string', pattern: '^\\d{6}$', description: 'a URN of six digits' },
          ...topUpValue,
        },
      ),
    ),
  }),
  topUpTable(
    'points',
    { steps: list('the steps of points, in order', object('a step', { from: count }, { to: count, band: text, ...topUpValue })) },
    {
      areas: list(
        'the areas of need that are scored, and how each counts',
        object('an area', { area: text, weight: count }, { mostPoints: count, domains: list('its parts, each scored by itself', text) }),
      ),
    },
  ),
]);

const rounding = object('how the published method rounds, where it is not half up to the penny', {
  to: money,
  way: oneOf(['up', 'down', 'nearest'], 'the way'),
});
const questions = list(
  'the questions and what each answer scores',
  object('a question', { question: text, answers: list('its answers', object('an answer', { answer: text, points: count })) }),
);
const rasTable = (method: string, more: Properties, optional: Properties = {}): Schema =>
  object(
    `a resource allocation table of the method ${method}`,
    { method: tag(method), title: text, every, ...dated, ...more },
    { questionnaire: text, upTo: yesNo, rounding, ...openEnd, ...optional },
  );
const ras = oneForm('a table of a resource allocation system', 'method', [
  rasTable(
    'steps',
    { steps: list('the steps of points, in order', object('a step', { from: count }, { to: count, amount: money, band: text })) },
    { questions },
  ),
  rasTable('point-price', { pricePerPoint: money, lowestPoints: count, highestPoints: count }, { questions }),
  rasTable(
    'hours',
    { ratePerHour: money, mostHours: hours },
    {
      question: text,
      otherRates: list('rates for other answers', object('a rate', { answer: text, ratePerHour: money })),
    },
  ),
  rasTable('bands', { question: text, bands: list('the bands', object('a band', { band: text }, { amount: money })) }),
]);

const carerLevels = object(
  'a table of carer levels',
  { title: text, every, ...dated, levels: list('the levels', object('a level', { level: text, amount: money })) },
  { upTo: yesNo, question: text, ...openEnd },
);

const rates = object(
  'rates of one published list',
  {
    ...dated,
    services: list('the rates', object('a rate', { service: code, unit: oneOf(RATE_UNITS, 'the unit'), price: money }, { ceiling: money })),
  },
  openEnd,
);

/** The parts of a group of figures, such as the minimum income guarantee, each of them money. */
const figuresOf = (group: string, description: string): Schema =>
  object(
    description,
    {},
    Object.fromEntries(
      Object.keys(FINANCIAL_FIGURES).flatMap((figure) => (figure.startsWith(`${group}.`) ? [[figure.slice(group.length + 1), money]] : [])),
    ),
  );
const financialAssessment = object('figures of the financial assessment that hold for the same days', dated, {
  ...openEnd,
  capital: figuresOf('capital', 'capital limits and tariff income'),
  minimumIncomeGuarantee: figuresOf('minimumIncomeGuarantee', 'parts of the minimum income guarantee, by the week'),
  personalExpensesAllowance: money,
  savingsCreditDisregard: figuresOf('savingsCreditDisregard', 'how much savings credit is not counted, by the week'),
  disposableIncomeAllowance: money,
  ...Object.fromEntries(PASSED_OVER.map((figure) => [figure, count])),
  shareOfDisposableIncome: percent,
  minimumCharge: money,
  maximumCharge: money,
  standardDisabilityRelatedExpenditure: money,
  standardDisabilityRelatedExpenditureByBenefit: figuresOf(
    'standardDisabilityRelatedExpenditureByBenefit',
    'the standard amount for disability-related expenditure of whoever has a benefit, by the week',
  ),
});

const catalogue = object(
  'the service catalogue',
  {},
  {
    services: list(
      "the authority's own services",
      object(
        'a service',
        { code, name: text, streams: list('the streams in which it occurs', stream), availability: oneOf(AVAILABILITIES, 'how it is supplied') },
        { traits: list('what the national rules ask of it', oneOf(SERVICE_TRAITS, 'a trait')) },
      ),
    ),
    boughtFrom: list(
      'from which streams national services are bought here',
      object('from which streams a national service is bought', { service: code, streams: list('the streams', stream) }),
    ),
    availability: list(
      'how services are supplied here',
      object(
        'how a service is supplied',
        { service: code, is: oneOf(AVAILABILITIES, 'how it is supplied') },
        { streams: list('in which streams', stream) },
      ),
    ),
  },
);

const practice = object(
  "the authority's practice",
  {},
  {
    consultationDays: count,
    reviews: object(
      'when budgets are reviewed',
      { basis: oneOf(REVIEW_BASES, 'the basis'), usuallyEveryMonths: count },
      { firstWithinMonths: count, secondAfterMonths: count, thenEveryMonths: list('the intervals a plan may choose', count) },
    ),
    leadDays: object(
      'how many days before its day a thing waits in the work queue, at most 730',
      {},
      { reviews: leadDays, agreements: leadDays, transitions: leadDays },
    ),
    disputeStages: list('the stages of a dispute, in order', oneOf(COUNCIL_DISPUTE_STAGES, 'a stage')),
    approvalLimits: object('the yearly amount up to which a role may approve', {}, Object.fromEntries(APPROVER_ROLES.map((role) => [role, money]))),
    suppressionThreshold: { ...percent, description: 'a whole number from 0 to 100, such as 5' },
    summaries: object(
      'when figures are published to those who are shown nobody',
      {},
      {
        every: oneOf(SUMMARY_POINTS, 'the points in time'),
        publishedAfterDays: { ...percent, description: 'a whole number of days from 0 to 100, such as 14' },
        keep: { type: 'string', pattern: '^([1-9]|1\\d|2[0-4])$', description: 'a whole number from 1 to 24, such as 8' },
      },
    ),
  },
);

export const PACK_SCHEMA: Schema = object(
  'a policy pack',
  {
    pack: { type: 'string', pattern: '^[a-z][a-z0-9-]{1,59}$', description: 'the name of the pack in small letters, such as wakefield' },
    version: {
      type: 'string',
      pattern: '^[A-Za-z0-9][A-Za-z0-9./-]{0,29}$',
      description: 'the version, such as 2016-07: letters, digits, full stops, hyphens',
    },
    authority: object(
      'whose policy it is',
      { name: text },
      {
        dfe: { type: 'string', pattern: '^\\d{3}$', description: 'the three-digit DfE code, such as 384' },
        ons: { type: 'string', pattern: '^E\\d{8}$', description: 'the ONS code, such as E08000036' },
      },
    ),
    from: day,
    reviewDue: day,
    source: text,
  },
  {
    extends: { ...text, description: 'england: what this pack leaves unsaid, that one says' },
    to: day,
    draft: yesNo,
    note: text,
    elementThree: list('Element 3 tables', elementThree),
    childrensRas: list("tables of the children's resource allocation system", ras),
    adultsRas: list("tables of the adults' resource allocation system", ras),
    carerLevels: list('carer levels', carerLevels),
    rates: list('rates and ceilings', rates),
    financialAssessment: list('figures of the financial assessment', financialAssessment),
    catalogue,
    rules: list('the local rules in force here', oneOf(LOCAL_RULES, 'a rule that is local policy')),
    practice,
  },
);
