import type { Frequency } from '../vocabulary/amount';
import { parseDecimal, parseMoney, type Pence } from '../vocabulary/money';
import type { Stream } from '../vocabulary/stream';
import {
  type Availability,
  type CouncilDisputeStage,
  FINANCIAL_FIGURES,
  type FinancialFigure,
  type FinancialFigureRow,
  type LocalRule,
  type Pack,
  type PublishedSummaries,
  type Practice,
  type Rate,
  type RateUnit,
  type ReviewCycle,
  type Service,
  type ServiceTrait,
} from './pack.types';
import type { BandsRas, CarerLevels, Dated, ElementThreeTable, LevelRow, RasTable, Rounding, ScoredQuestion, TopUpValue } from './table.types';
import type {
  RawCarerLevels,
  RawDated,
  RawElementThree,
  RawFinancial,
  RawLevel,
  RawPack,
  RawQuestion,
  RawRas,
  RawRates,
  RawService,
  RawTopUp,
} from './pack.raw.types';

/** Money in a pack may leave out the pence: 10000 is 10000.00. */
export const pence = (text: string): Pence => parseMoney(text.includes('.') ? text : `${text}.00`);
const optional = <Value>(text: string | undefined, read: (text: string) => Value): Value | null => (text === undefined ? null : read(text));
const flag = (text: string | undefined): boolean => text === 'true';
const dated = ({ from, to, source }: RawDated): Dated => ({ from, to: to ?? null, source });

function topUpValue(raw: RawTopUp, upTo: boolean): TopUpValue {
  const metFromElementTwo = raw.metFrom === 'elementTwo';
  return {
    topUp: metFromElementTwo ? 0 : optional(raw.topUp, pence),
    otherHours: (raw.otherHours ?? []).map(({ hours, topUp }) => ({ hours: parseDecimal(hours, 'hours'), topUp: pence(topUp) })),
    upTo: upTo && !metFromElementTwo,
    above: optional(raw.above, pence),
    metFromElementTwo,
  };
}

function levelRow(raw: RawLevel, upTo: boolean): LevelRow {
  const { high, medium, low } = raw;
  const tiered = high !== undefined && medium !== undefined && low !== undefined;
  return {
    level: Number(raw.level),
    descriptor: raw.descriptor ?? null,
    tiers: tiered
      ? { HIGH: topUpValue({ topUp: high }, upTo), MEDIUM: topUpValue({ topUp: medium }, upTo), LOW: topUpValue({ topUp: low }, upTo) }
      : null,
    value: tiered ? null : topUpValue(raw, upTo),
  };
}

function elementThree(raw: RawElementThree): ElementThreeTable {
  const upTo = flag(raw.upTo);
  const every = raw.every ?? 'YEAR';
  const common = {
    ...dated(raw),
    title: raw.title,
    elementOne: optional(raw.elementOne, pence),
    elementTwo: optional(raw.elementTwo, pence),
    every,
    timesAYear: every === 'YEAR' ? 1 : Number(raw.termsAYear ?? 3),
    hoursAWeek: optional(raw.hoursAWeek, (text) => parseDecimal(text, 'hoursAWeek')),
  };
  if (raw.shape === 'points')
    return {
      ...common,
      shape: 'points',
      steps: (raw.steps ?? []).map((step) => ({
        from: Number(step.from),
        to: optional(step.to, Number),
        band: step.band ?? null,
        ...topUpValue(step, upTo),
      })),
      areas: (raw.areas ?? []).map(({ area, weight, mostPoints, domains }) => ({
        area,
        weight: Number(weight),
        mostPoints: optional(mostPoints, Number),
        domains: domains ?? [],
      })),
    };
  if (raw.shape === 'band')
    return {
      ...common,
      shape: 'band',
      bands: (raw.bands ?? []).map((band) => ({ band: band.band, name: band.name ?? null, ...topUpValue(band, upTo) })),
    };
  if (raw.shape === 'setting')
    return {
      ...common,
      shape: 'setting',
      settings: (raw.settings ?? []).map((row) => ({
        setting: row.setting,
        alsoCalled: row.alsoCalled ?? [],
        urn: row.urn ?? null,
        ...topUpValue(row, upTo),
      })),
    };
  return {
    ...common,
    shape: 'matrix',
    severalStrands: raw.severalStrands ?? null,
    strands: (raw.strands ?? []).map(({ strand, name, levels }) => ({
      strand,
      name: name ?? null,
      levels: levels.map((level) => levelRow(level, upTo)),
    })),
  };
}

const scored = (raw: readonly RawQuestion[] | undefined): readonly ScoredQuestion[] =>
  (raw ?? []).map(({ question, answers }) => ({ question, answers: answers.map(({ answer, points }) => ({ answer, points: Number(points) })) }));

function ras(raw: RawRas): RasTable {
  const rounding: Rounding | null = raw.rounding ? { to: pence(raw.rounding.to), way: raw.rounding.way } : null;
  const common = {
    ...dated(raw),
    title: raw.title,
    questionnaire: raw.questionnaire ?? null,
    every: raw.every as Frequency,
    upTo: flag(raw.upTo),
    rounding,
  };
  switch (raw.method) {
    case 'steps':
      return {
        ...common,
        method: 'steps',
        steps: (raw.steps ?? []).map((step) => ({
          from: Number(step.from),
          to: optional(step.to, Number),
          band: step.band ?? null,
          amount: optional(step.amount, pence),
        })),
        questions: scored(raw.questions),
      };
    case 'point-price':
      return {
        ...common,
        method: 'point-price',
        pricePerPoint: pence(raw.pricePerPoint ?? '0'),
        lowestPoints: Number(raw.lowestPoints),
        highestPoints: Number(raw.highestPoints),
        questions: scored(raw.questions),
      };
    case 'hours':
      return {
        ...common,
        method: 'hours',
        ratePerHour: pence(raw.ratePerHour ?? '0'),
        mostHours: parseDecimal(raw.mostHours ?? '0', 'mostHours'),
        question: raw.question ?? null,
        otherRates: (raw.otherRates ?? []).map(({ answer, ratePerHour }) => ({ answer, ratePerHour: pence(ratePerHour) })),
      };
    case 'bands': {
      const bands: BandsRas['bands'] = (raw.bands ?? []).map(({ band, amount }) => ({ band, amount: optional(amount, pence) }));
      return { ...common, method: 'bands', question: raw.question ?? '', bands };
    }
  }
}

const carerLevels = (raw: RawCarerLevels): CarerLevels => ({
  ...dated(raw),
  title: raw.title,
  every: raw.every as Frequency,
  upTo: flag(raw.upTo),
  question: raw.question ?? null,
  levels: raw.levels.map(({ level, amount }) => ({ level, amount: pence(amount) })),
});

const rates = (raw: RawRates): readonly Rate[] =>
  raw.services.map(({ service, unit, price, ceiling }) => ({
    ...dated(raw),
    service,
    unit: unit as RateUnit,
    price: pence(price),
    ceiling: optional(ceiling, pence),
  }));

/** The figures that are plain numbers; every other is money. */
const PLAIN: ReadonlySet<FinancialFigure> = new Set(['shareOfDisposableIncome']);

/** The figures that a set says, under their whole names. */
export function financialFigures(raw: RawFinancial): readonly { readonly figure: FinancialFigure; readonly text: string }[] {
  const read = (figure: FinancialFigure): string | undefined => {
    const [group = '', part] = figure.split('.');
    const held = raw[group as keyof RawFinancial];
    return typeof held === 'object' ? held[part ?? ''] : part === undefined ? held : undefined;
  };
  return (Object.keys(FINANCIAL_FIGURES) as FinancialFigure[]).flatMap((figure) => {
    const text = read(figure);
    return text === undefined ? [] : [{ figure, text }];
  });
}
const financial = (raw: RawFinancial): readonly FinancialFigureRow[] =>
  financialFigures(raw).map(({ figure, text }) => ({ ...dated(raw), figure, value: PLAIN.has(figure) ? Number(text) : pence(text) }));

export const service = (raw: RawService): Service => ({
  code: raw.code,
  name: raw.name,
  streams: raw.streams as readonly Stream[],
  availability: raw.availability as Availability,
  traits: (raw.traits ?? []) as readonly ServiceTrait[],
});

const publishedSummaries = ({ every, publishedAfterDays, keep }: NonNullable<RawPack['practice']>['summaries'] = {}): Practice['summaries'] => ({
  ...(every === undefined ? {} : { every: every as PublishedSummaries['every'] }),
  ...(publishedAfterDays === undefined ? {} : { publishedAfterDays: Number(publishedAfterDays) }),
  ...(keep === undefined ? {} : { keep: Number(keep) }),
});

function practice(raw: RawPack['practice']): Practice {
  const reviews = raw?.reviews;
  return {
    consultationDays: optional(raw?.consultationDays, Number),
    reviews: reviews
      ? {
          basis: reviews.basis as ReviewCycle['basis'],
          firstWithinMonths: optional(reviews.firstWithinMonths, Number),
          secondAfterMonths: optional(reviews.secondAfterMonths, Number),
          thenEveryMonths: (reviews.thenEveryMonths ?? [reviews.usuallyEveryMonths]).map(Number),
          usuallyEveryMonths: Number(reviews.usuallyEveryMonths),
        }
      : null,
    disputeStages: raw?.disputeStages ? (raw.disputeStages as readonly CouncilDisputeStage[]) : null,
    leadDays: Object.fromEntries(Object.entries(raw?.leadDays ?? {}).map(([what, days]) => [what, Number(days)])),
    approvalLimits: Object.fromEntries(Object.entries(raw?.approvalLimits ?? {}).map(([role, limit]) => [role, pence(limit)])),
    suppressionThreshold: optional(raw?.suppressionThreshold, Number),
    summaries: publishedSummaries(raw?.summaries),
  };
}

/** Text to figures, once the schema and the checks have found no fault. */
export function compilePack(raw: RawPack): Pack {
  const { catalogue } = raw;
  return {
    name: raw.pack,
    version: raw.version,
    authority: { name: raw.authority.name, dfe: raw.authority.dfe ?? null, ons: raw.authority.ons ?? null },
    extends: raw.extends ?? null,
    from: raw.from,
    to: raw.to ?? null,
    reviewDue: raw.reviewDue,
    draft: flag(raw.draft),
    source: raw.source,
    elementThree: (raw.elementThree ?? []).map(elementThree),
    childrensRas: (raw.childrensRas ?? []).map(ras),
    adultsRas: (raw.adultsRas ?? []).map(ras),
    carerLevels: (raw.carerLevels ?? []).map(carerLevels),
    rates: (raw.rates ?? []).flatMap(rates),
    financial: (raw.financialAssessment ?? []).flatMap(financial),
    services: (catalogue?.services ?? []).map(service),
    boughtFrom: (catalogue?.boughtFrom ?? []).map(({ service: code, streams }) => ({ service: code, streams: streams as readonly Stream[] })),
    availability: (catalogue?.availability ?? []).flatMap(({ service: code, streams, is }) =>
      (streams ?? [null]).map((stream) => ({ service: code, stream: stream as Stream | null, is: is as Availability })),
    ),
    rules: (raw.rules ?? []) as readonly LocalRule[],
    practice: practice(raw.practice),
  };
}
