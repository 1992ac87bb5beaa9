import type { RuleResult, Step } from '../rules/rule';
import { amount, amountInWords } from '../vocabulary/amount';
import { formatDecimal, type Pence, pounds, scale, type Thousandths } from '../vocabulary/money';
import { badInput } from '../vocabulary/refusal';
import { type Answer, answerTo, sameWords, scoreAnswers } from './answer.rules';
import type { BandsRas, HoursRas, PointPriceRas, RasBasis, RasTable, Rounding, StepsRas } from './table.types';
import { readFrom } from './policy.rules';
import type { Calculation, FoundFigure, PolicyFigure } from './policy.types';

/** What an assessment found, as far as a table asks for it. */
export interface RasFacts {
  readonly points: number | null;
  readonly hoursPerWeek: Thousandths | null;
  readonly hoursPerYear?: Thousandths | null;
  /** To the questionnaire; with hours, to the question that names the rate. */
  readonly answers: readonly Answer[] | null;
}
/** Which of the two systems asks: its table for a basis, and what it says of facts that its table gives no amount for. */
export interface RasSystem {
  readonly table: (basis: RasBasis) => PolicyFigure<RasTable>;
  readonly outside: (message: string) => RuleResult;
}

export const MOST_POINTS = 100_000;

/** A published method may round otherwise than half up to the penny, and says so in the pack. */
export function roundAsPublished(value: Pence, rounding: Rounding | null): Pence {
  if (!rounding) return value;
  const { to, way } = rounding;
  if (way === 'nearest') return scale(value, 1, to) * to;
  const whole = Math.trunc(value / to) * to;
  return way === 'up' && whole < value ? whole + to : whole;
}

/** What a table comes to for the facts; `pence` null where it gives no amount. */
interface Reading {
  readonly pence: Pence | null;
  readonly band: string | null;
  readonly steps: readonly Step[];
  readonly outside: string | null;
}

function readSteps(table: StepsRas, points: number): Reading {
  const step = table.steps.find(({ from, to }) => points >= from && (to === null || points <= to));
  if (!step) {
    const ends = table.steps.at(-1)?.to;
    const range = `from ${table.steps[0]?.from ?? 0} to ${ends ?? 'any number of'} points`;
    return { pence: null, band: null, steps: [], outside: `${points} points are outside the published table, which runs ${range}.` };
  }
  const range = step.to === null ? `${step.from} points and above` : `${step.from} to ${step.to} points`;
  const named = step.band === null ? '' : ` (${step.band})`;
  if (step.amount === null)
    return {
      pence: null,
      band: step.band,
      steps: [{ label: 'Step of the table', detail: `${range}${named}: the table gives no amount.` }],
      outside: `${points} points fall in ${range}${named}, for which the published table gives no amount. That is not zero.`,
    };
  return {
    pence: step.amount,
    band: step.band,
    steps: [{ label: 'Step of the table', detail: `${range}${named}.`, amount: step.amount }],
    outside: null,
  };
}

function readPrice(table: PointPriceRas, points: number): Reading {
  const { pricePerPoint, lowestPoints, highestPoints } = table;
  if (points < lowestPoints || points > highestPoints)
    return {
      pence: null,
      band: null,
      steps: [],
      outside: `${points} points are outside the published range of ${lowestPoints} to ${highestPoints} points. That is not zero.`,
    };
  const price = pricePerPoint * points;
  return {
    pence: price,
    band: null,
    steps: [{ label: 'Price of the points', detail: `${points} points at ${pounds(pricePerPoint)} a point.`, amount: price }],
    outside: null,
  };
}

/** The rate of an hour: the table's own, or that of the answer to its question. Throws BAD_INPUT naming the answers that it has. */
function rateOf({ question, ratePerHour, otherRates }: HoursRas, answers: readonly Answer[]): { readonly rate: Pence; readonly of: string | null } {
  const given = question === null ? null : answerTo(question, answers);
  if (given === null) return { rate: ratePerHour, of: null };
  const row = otherRates.find(({ answer }) => sameWords(answer, given));
  if (!row)
    throw badInput(
      'answers',
      `"${given}" is no answer to "${question}" that has a rate of its own: ${otherRates.map(({ answer }) => answer).join('; ')}. Without an answer the rate is ${pounds(ratePerHour)}.`,
    );
  return { rate: row.ratePerHour, of: row.answer };
}

function readHours(table: HoursRas, hours: Thousandths, answers: readonly Answer[]): Reading {
  const a = table.every === 'YEAR' ? 'a year' : 'a week';
  if (hours > table.mostHours)
    return {
      pence: null,
      band: null,
      steps: [],
      outside: `${formatDecimal(hours)} hours ${a} are more than the ${formatDecimal(table.mostHours)} that the published method prices.`,
    };
  const { rate, of } = rateOf(table, answers);
  const price = scale(rate, hours, 1000);
  return {
    pence: price,
    band: of,
    steps: [
      {
        label: 'Price of the hours',
        detail: `${formatDecimal(hours)} hours ${a} at ${pounds(rate)} an hour${of === null ? '' : ` (${of})`}.`,
        amount: price,
      },
    ],
    outside: null,
  };
}

function readBand(table: BandsRas, answers: readonly Answer[]): Reading {
  const given = answerTo(table.question, answers);
  if (given === null) throw badInput('answers', `The table asks one question, "${table.question}", and it is not answered.`);
  const row = table.bands.find(({ band }) => sameWords(band, given));
  if (!row) throw badInput('answers', `"${given}" is no band of the table. Its bands: ${table.bands.map(({ band }) => band).join('; ')}.`);
  if (row.amount === null)
    return { pence: null, band: row.band, steps: [], outside: `For the band "${row.band}" the published table gives no amount. That is not zero.` };
  return {
    pence: row.amount,
    band: row.band,
    steps: [{ label: table.question, detail: `The band "${row.band}".`, amount: row.amount }],
    outside: null,
  };
}

/** The points that were given, or that the answers come to. Throws BAD_INPUT where the two do not agree. */
function pointsFrom(table: StepsRas | PointPriceRas, { points, answers }: RasFacts): { readonly points: number; readonly steps: readonly Step[] } {
  if (answers && answers.length > 0 && table.questions.length > 0) {
    const scored = scoreAnswers(table.questions, answers);
    if (points !== null && points !== scored.points) throw badInput('points', `The answers come to ${scored.points} points, not ${points}.`);
    return scored;
  }
  if (points === null) throw badInput('points', 'The published table does not score answers: give the points that the assessment came to.');
  return { points, steps: [] };
}

function read(table: RasTable, facts: RasFacts): Reading {
  if (table.method === 'bands') return readBand(table, facts.answers ?? []);
  if (table.method === 'hours') return readHours(table, (table.every === 'YEAR' ? facts.hoursPerYear : facts.hoursPerWeek) ?? 0, facts.answers ?? []);
  const { points, steps } = pointsFrom(table, facts);
  const reading = table.method === 'steps' ? readSteps(table, points) : readPrice(table, points);
  return { ...reading, steps: [...steps, { label: 'Points', detail: `The assessment came to ${points} points.` }, ...reading.steps] };
}

/** What the facts can be read by, in the order in which they are tried. */
function basesOf({ points, hoursPerWeek, hoursPerYear = null, answers }: RasFacts): readonly RasBasis[] {
  const bases: RasBasis[] = [];
  if (points !== null) bases.push('points');
  if (hoursPerWeek !== null) bases.push('hours');
  if (hoursPerYear !== null) bases.push('hours-a-year');
  if (answers !== null && answers.length > 0) bases.push('bands', 'points');
  return bases;
}

function checked(facts: RasFacts): RasFacts {
  if (facts.points !== null && (facts.points < 0 || facts.points > MOST_POINTS))
    throw badInput('points', `Points are a whole number from 0 to ${MOST_POINTS}.`);
  if (basesOf(facts).length === 0) throw badInput('points', 'Give what the assessment found: points, hours a week or a year, or answers.');
  return facts;
}

/**
 * The indicative amount of a resource allocation system, by whichever table the authority publishes for the facts given.
 * An amount of null is "not applicable", never zero. Throws BAD_INPUT where the facts are incomplete or contradict each other.
 */
export function allocateByRas(given: RasFacts, { table, outside }: RasSystem): Calculation {
  const facts = checked(given);
  const figures = basesOf(facts).map(table);
  const found = figures.find((figure): figure is FoundFigure<RasTable> => figure.found);
  if (!found)
    return {
      amount: null,
      upTo: false,
      band: null,
      steps: [],
      results: figures.flatMap((figure) => (figure.found ? [] : figure.refusal)).slice(0, 1),
      policy: null,
    };
  const { every, upTo, rounding, title } = found.value;
  const reading = read(found.value, facts);
  const start = [readFrom(title, found), ...reading.steps];
  if (reading.pence === null)
    return {
      amount: null,
      upTo: false,
      band: reading.band,
      steps: start,
      results: reading.outside === null ? [] : [outside(reading.outside)],
      policy: found.policy,
    };
  const rounded = roundAsPublished(reading.pence, rounding);
  const indicative = amount(rounded, every);
  const rounds: readonly Step[] = rounding
    ? [
        {
          label: 'Rounded as published',
          detail: `${rounding.way === 'nearest' ? 'To the nearest' : `Rounded ${rounding.way} to a whole`} ${pounds(rounding.to)}.`,
          amount: rounded,
        },
      ]
    : [];
  return {
    amount: indicative,
    upTo,
    band: reading.band,
    steps: [...start, ...rounds, { label: 'Indicative amount', detail: `${upTo ? 'Up to ' : ''}${amountInWords(indicative)}.`, amount: rounded }],
    results: [],
    policy: found.policy,
  };
}
