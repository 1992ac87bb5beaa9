import { FINANCIAL_FIGURES, type FinancialFigure, OPTIONAL_FIGURES, type OptionalFigure } from '../policy/pack.types';
import type { FoundFigure, PolicyVersion, PolicyView } from '../policy/policy.types';
import type { CarerLevels, Dated, ElementThreeTable, NeedTier, RasTable, TopUpValue } from '../policy/table.types';
import type { Pence, Thousandths } from '../vocabulary/money';

/* What an authority publishes, table by table, as it can be read by anybody: the figures that the calculators answer from. */

export const PUBLISHED_KINDS = ['ELEMENT_THREE', 'CHILDRENS_RAS', 'ADULTS_RAS', 'CARER_LEVELS'] as const;
export type PublishedKind = (typeof PUBLISHED_KINDS)[number];
export const READ_BY = ['BAND', 'STRAND_AND_LEVEL', 'SETTING', 'POINTS', 'HOURS_A_WEEK', 'HOURS_A_YEAR', 'ANSWER', 'LEVEL'] as const;
export type ReadBy = (typeof READ_BY)[number];

/** One line of a table. What the table does not ask of a line is null. */
export interface PublishedEntry {
  readonly name: string | null;
  readonly alsoCalled: readonly string[];
  readonly urn: string | null;
  readonly strand: string | null;
  readonly level: number | null;
  readonly tier: NeedTier | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly hours: Thousandths | null;
  readonly amount: Pence | null;
  readonly upTo: boolean;
  readonly above: Pence | null;
  readonly metFromElementTwo: boolean;
}
export interface PublishedTable {
  readonly kind: PublishedKind;
  readonly readBy: ReadBy;
  readonly title: string;
  readonly questionnaire: string | null;
  /** For what the amounts are: a frequency, TERM, or HOUR. */
  readonly per: string;
  readonly dates: Dated;
  readonly policy: PolicyVersion;
  readonly entries: readonly PublishedEntry[];
  readonly questions: readonly {
    readonly question: string;
    readonly answers: readonly { readonly answer: string; readonly points: number | null }[];
  }[];
  readonly areas: readonly {
    readonly area: string;
    readonly weight: number;
    readonly mostPoints: number | null;
    readonly domains: readonly string[];
  }[];
}

const BLANK: PublishedEntry = {
  name: null,
  alsoCalled: [],
  urn: null,
  strand: null,
  level: null,
  tier: null,
  from: null,
  to: null,
  hours: null,
  amount: null,
  upTo: false,
  above: null,
  metFromElementTwo: false,
};

/** A value for the hours of the table, and one for each of the other hours that it prints. */
const valued = (value: TopUpValue, hours: Thousandths | null, entry: Partial<PublishedEntry>): readonly PublishedEntry[] => [
  { ...BLANK, ...entry, hours, amount: value.topUp, upTo: value.upTo, above: value.above, metFromElementTwo: value.metFromElementTwo },
  ...value.otherHours.map((other) => ({ ...BLANK, ...entry, hours: other.hours, amount: other.topUp, upTo: value.upTo })),
];

function topUpEntries(table: ElementThreeTable): readonly PublishedEntry[] {
  const { hoursAWeek } = table;
  switch (table.shape) {
    case 'band':
      return table.bands.flatMap((row) => valued(row, hoursAWeek, { name: row.band, alsoCalled: row.name === null ? [] : [row.name] }));
    case 'setting':
      return table.settings.flatMap((row) => valued(row, hoursAWeek, { name: row.setting, alsoCalled: row.alsoCalled, urn: row.urn }));
    case 'points':
      return table.steps.flatMap((row) => valued(row, hoursAWeek, { name: row.band, from: row.from, to: row.to }));
    case 'matrix':
      return table.strands.flatMap(({ strand, name, levels }) =>
        levels.flatMap(({ level, descriptor, tiers, value }) => {
          const entry = { name: descriptor, strand, alsoCalled: name === null ? [] : [name], level };
          if (value) return valued(value, hoursAWeek, entry);
          return tiers ? (['HIGH', 'MEDIUM', 'LOW'] as const).flatMap((tier) => valued(tiers[tier], hoursAWeek, { ...entry, tier })) : [];
        }),
      );
  }
}

const TOP_UP_READ_BY = { band: 'BAND', matrix: 'STRAND_AND_LEVEL', setting: 'SETTING', points: 'POINTS' } as const;
const topUps = ({ value, policy }: FoundFigure<ElementThreeTable>): PublishedTable => ({
  kind: 'ELEMENT_THREE',
  readBy: TOP_UP_READ_BY[value.shape],
  title: value.title,
  questionnaire: null,
  per: value.every,
  dates: value,
  policy,
  entries: topUpEntries(value),
  questions: [],
  areas: value.shape === 'points' ? value.areas : [],
});

function rasEntries(table: RasTable): readonly PublishedEntry[] {
  const { upTo } = table;
  switch (table.method) {
    case 'steps':
      return table.steps.map(({ from, to, band, amount }) => ({ ...BLANK, name: band, from, to, amount, upTo }));
    case 'point-price':
      return [{ ...BLANK, from: table.lowestPoints, to: table.highestPoints, amount: table.pricePerPoint, upTo }];
    case 'hours':
      return [
        { ...BLANK, hours: table.mostHours, amount: table.ratePerHour, upTo },
        ...table.otherRates.map(({ answer, ratePerHour }) => ({ ...BLANK, name: answer, hours: table.mostHours, amount: ratePerHour, upTo })),
      ];
    case 'bands':
      return table.bands.map(({ band, amount }) => ({ ...BLANK, name: band, amount, upTo }));
  }
}

function rasQuestions(table: RasTable): PublishedTable['questions'] {
  if (table.method === 'steps' || table.method === 'point-price') return table.questions;
  const answers = table.method === 'bands' ? table.bands.map(({ band }) => band) : table.otherRates.map(({ answer }) => answer);
  return table.question === null ? [] : [{ question: table.question, answers: answers.map((answer) => ({ answer, points: null })) }];
}

const ras =
  (kind: PublishedKind) =>
  ({ value, policy }: FoundFigure<RasTable>): PublishedTable => ({
    kind,
    readBy: value.method === 'hours' ? (value.every === 'YEAR' ? 'HOURS_A_YEAR' : 'HOURS_A_WEEK') : value.method === 'bands' ? 'ANSWER' : 'POINTS',
    title: value.title,
    questionnaire: value.questionnaire,
    per: value.method === 'hours' ? 'HOUR' : value.method === 'point-price' ? 'POINT' : value.every,
    dates: value,
    policy,
    entries: rasEntries(value),
    questions: rasQuestions(value),
    areas: [],
  });

const carers = ({ value, policy }: FoundFigure<CarerLevels>): PublishedTable => ({
  kind: 'CARER_LEVELS',
  readBy: 'LEVEL',
  title: value.title,
  questionnaire: null,
  per: value.every,
  dates: value,
  policy,
  entries: value.levels.map(({ level, amount }) => ({ ...BLANK, name: level, amount, upTo: value.upTo })),
  questions:
    value.question === null ? [] : [{ question: value.question, answers: value.levels.map(({ level }) => ({ answer: level, points: null })) }],
  areas: [],
});

/** The tables that are published for the day, the authority's own first; of one kind, where it is named. */
export function publishedTables(policy: PolicyView, kind: PublishedKind | null): readonly PublishedTable[] {
  const { childrensRas, adultsRas, carerLevels } = policy.published;
  return [
    ...policy.elementThreeTables().map(topUps),
    ...childrensRas.map(ras('CHILDRENS_RAS')),
    ...adultsRas.map(ras('ADULTS_RAS')),
    ...carerLevels.map(carers),
  ].filter((table) => kind === null || table.kind === kind);
}

export interface PublishedFigure {
  readonly figure: FinancialFigure;
  readonly title: string;
  /** Pence, or per cent. */
  readonly value: number;
  readonly source: string;
  readonly policy: PolicyVersion;
}
const isOptional = (figure: FinancialFigure): figure is OptionalFigure => figure in OPTIONAL_FIGURES;

/** The figures of the financial assessment that hold on the day. One that nobody holds is not among them: the calculators name it. */
export const publishedFigures = (policy: PolicyView): readonly PublishedFigure[] =>
  (Object.keys(FINANCIAL_FIGURES) as FinancialFigure[]).flatMap((figure) => {
    const held = isOptional(figure) ? policy.financialIfAny(figure) : policy.financial(figure);
    if (!held?.found) return [];
    return [{ figure, title: FINANCIAL_FIGURES[figure], value: held.value, source: held.source, policy: held.policy }];
  });
