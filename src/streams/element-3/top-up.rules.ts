import type { RuleId } from '../../rules/rule-ids';
import { amount, amountInWords } from '../../vocabulary/amount';
import { pounds, type Pence, type Thousandths } from '../../vocabulary/money';
import { badInput } from '../../vocabulary/refusal';
import { sameWords } from '../../policy/answer.rules';
import type {
  BandRow,
  ElementThreeTable,
  LevelRow,
  MatrixTable,
  NeedTier,
  PointsTable,
  ScoredArea,
  SettingTable,
  StrandRows,
  TopUpShape,
  TopUpValue,
} from '../../policy/table.types';
import { missing, noAmount, POLICY_FIGURE, readFrom } from '../../policy/policy.rules';
import type { Calculation, FoundFigure, PolicyView } from '../../policy/policy.types';
import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak, type Step } from '../../rules/rule';
import { asPrinted, ofTheYear } from './top-up-amounts.rules';

export const EDU_ELEMENT_1 = defineRule('EDU-ELEMENT-1', {
  stream: 'EDUCATION',
  effect: 'REFUSE',
  title: 'Standard placement funding is never a personal budget',
  law: [law('SCHOOL_FINANCE'), law('SEND_CODE', '9.119')],
  source: 'Wakefield joint policy, Appendix 2 1.1',
});
export const EDU_ELEMENT_2 = defineRule('EDU-ELEMENT-2', {
  stream: 'EDUCATION',
  effect: 'REFUSE',
  title: 'Element 2, up to £6,000, is never a personal budget; a figure above £6,000 is refused',
  law: [law('SCHOOL_FINANCE'), law('SEND_CODE', '6.99')],
  source: 'Wakefield joint policy, Appendix 2 1.1',
});
/** Element 2 is what the setting itself pays for a pupil's lower-level needs, at most this a year. */
export const MOST_ELEMENT_TWO: Pence = 600_000;

/** Refuses an Element 2 above £6,000: what is above it would be Element 3 under another name. */
export const elementTwoIsWithinItsLimit = (elementTwo: Pence | null): readonly RuleResult[] =>
  elementTwo === null || elementTwo <= MOST_ELEMENT_TWO
    ? []
    : [
        speak(EDU_ELEMENT_2, `Element 2 is stated as ${pounds(elementTwo)}, and it is at most ${pounds(MOST_ELEMENT_TWO)} a year.`, {
          fix: `State at most ${pounds(MOST_ELEMENT_TWO)} as Element 2; what is needed above it is the Element 3 top-up.`,
          subject: 'elementTwo',
        }),
      ];

export interface BandedNeed {
  /** The code of the strand, such as 1A. */
  readonly strand: string;
  readonly level: number;
  readonly tier: NeedTier | null;
}
/** Exactly what the authority's table is read by: a band, strands and levels, points, or the setting. */
export interface TopUpFacts {
  readonly band: string | null;
  readonly needs: readonly BandedNeed[] | null;
  readonly points: number | null;
  readonly setting: string | null;
  /** Of the place: asked where the table has amounts by hours. */
  readonly hoursPerWeek: Thousandths | null;
}

type Read = Pick<Calculation, 'amount' | 'upTo' | 'band' | 'steps' | 'results'>;
const unread = (results: readonly RuleResult[], steps: readonly Step[] = [], band: string | null = null): Read => ({
  amount: null,
  upTo: false,
  band,
  steps,
  results,
});
const refuse = (message: string, fix: string, subject: string): Read => unread([speak(POLICY_FIGURE, message, { fix, subject })]);

/** Elements 1 and 2 beside the top-up, for context: the setting's own money, never part of a personal budget. */
function besideIt({ elementOne, elementTwo }: ElementThreeTable): readonly Step[] {
  const step = (label: string, figure: Pence | null, rule: RuleId): readonly Step[] =>
    figure === null
      ? []
      : [{ label, detail: `${pounds(figure)} a year is in the setting's own funding and is never part of a personal budget.`, amount: figure, rule }];
  return [...step('Element 1', elementOne, EDU_ELEMENT_1.id), ...step('Element 2', elementTwo, EDU_ELEMENT_2.id)];
}

/** One entry of a table: an amount, or why there is none. `named` begins a sentence. */
function readValue(value: TopUpValue, named: string): { readonly step: Step; readonly results: readonly RuleResult[] } {
  if (value.above !== null)
    return {
      step: { label: named, detail: `Priced for the individual child, above ${pounds(value.above)} a year.` },
      results: [
        noAmount(
          `${named} has no fixed amount: it is priced for the individual child, above ${pounds(value.above)} a year.`,
          'The authority costs the provision and states the top-up itself.',
          named,
        ),
      ],
    };
  if (value.topUp === null)
    return {
      step: { label: named, detail: 'The table prints no amount here.' },
      results: [
        noAmount(
          `For ${named} the published table prints no amount. That is not zero.`,
          'The setting meets such needs from what it has; ask it what it provides.',
          named,
        ),
      ],
    };
  if (value.metFromElementTwo)
    return {
      step: { label: named, detail: 'Met by the setting from Element 2, so there is no top-up.', amount: 0, rule: EDU_ELEMENT_2.id },
      results: [],
    };
  return { step: { label: named, detail: `${value.upTo ? 'Up to ' : ''}${pounds(value.topUp)} a year.`, amount: value.topUp }, results: [] };
}

function readOne(value: TopUpValue, named: string, band: string): Read {
  const { step, results } = readValue(value, named);
  if (value.topUp === null) return unread(results, [step], band);
  return { amount: amount(value.topUp), upTo: value.upTo, band, steps: [step], results };
}

/** "Banding 1", "band 1" and "1" are the same band. */
const bandCode = (text: string): string => text.trim().replace(/^band(ing)?\s+/i, '');

function byBand(bands: readonly BandRow[], band: string): Read {
  const row = bands.find(
    (candidate) => sameWords(bandCode(candidate.band), bandCode(band)) || (candidate.name !== null && sameWords(candidate.name, band)),
  );
  if (!row) return refuse(`The published table has no band "${band}".`, `Its bands are ${bands.map(({ band: code }) => code).join(', ')}.`, band);
  return readOne(row, row.name ?? `Band ${row.band}`, row.band);
}

function bySetting(table: SettingTable, setting: string): Read {
  const row = table.settings.find(
    ({ setting: name, alsoCalled, urn }) => [name, ...alsoCalled].some((each) => sameWords(each, setting)) || urn === setting.trim(),
  );
  if (!row)
    return refuse(
      `The published table has no amount for the setting "${setting}".`,
      `It lists ${table.settings.map(({ setting: name, urn }) => (urn === null ? name : `${name} (URN ${urn})`)).join(', ')}.`,
      setting,
    );
  return readOne(row, row.setting, row.setting);
}

/** Points that the needs come to: the scores of each area, times its weight, and no more than the area may count. */
function pointsOf(areas: readonly ScoredArea[], needs: readonly BandedNeed[]): { readonly points: number; readonly steps: readonly Step[] } | Read {
  const parts = areas.flatMap((area) => (area.domains.length > 0 ? area.domains : [area.area]).map((part) => ({ area, part })));
  const named = needs.map((need) => ({ need, found: parts.find(({ part }) => sameWords(part, need.strand)) }));
  const unknown = named.find(({ found }) => found === undefined);
  if (unknown)
    return refuse(
      `The published table does not score "${unknown.need.strand}".`,
      `It scores ${parts.map(({ part }) => part).join(', ')}.`,
      unknown.need.strand,
    );
  const twice = named.find(({ found }, index) => named.findIndex((other) => other.found === found) !== index);
  if (twice) throw badInput('needs', `${twice.need.strand} is given twice. Give each part once, with its score.`);
  let points = 0;
  const steps = areas.flatMap((area): readonly Step[] => {
    const scores = named.filter(({ found }) => found?.area === area).map(({ need }) => need.level);
    if (scores.length === 0) return [];
    const weighted = area.weight * scores.reduce((sum, score) => sum + score, 0);
    const counted = area.mostPoints === null ? weighted : Math.min(weighted, area.mostPoints);
    points += counted;
    const capped = counted < weighted ? `, of which ${counted} count` : '';
    return [{ label: area.area, detail: `${scores.join(' + ')}, times ${area.weight}, is ${weighted} points${capped}: ${points} so far.` }];
  });
  return { points, steps };
}

function byPoints(table: PointsTable, { points: given, needs }: TopUpFacts): Read {
  const scored = needs !== null && needs.length > 0 ? pointsOf(table.areas, needs) : null;
  if (scored !== null && 'results' in scored) return scored;
  if (scored !== null && given !== null && given !== scored.points)
    throw badInput('points', `The needs come to ${scored.points} points, not ${given}.`);
  const points = scored?.points ?? given ?? 0;
  const steps: readonly Step[] = [...(scored?.steps ?? []), { label: 'Points', detail: `The needs come to ${points} points.` }];
  const row = table.steps.find(({ from, to }) => points >= from && (to === null || points <= to));
  if (!row) {
    const [first, last] = [table.steps[0]?.from ?? 0, table.steps.at(-1)?.to ?? 0];
    const outside = refuse(
      `${points} points are outside the published table, which runs from ${first} to ${last} points.`,
      'The authority prices such needs itself.',
      String(points),
    );
    return { ...outside, steps };
  }
  const range = row.to === null ? `${row.from} points and above` : `${row.from} to ${row.to} points`;
  const read = readOne(row, row.band === null ? range : `${row.band}, ${range}`, row.band ?? range);
  return { ...read, steps: [...steps, ...read.steps] };
}

interface NeedRead {
  readonly need: BandedNeed;
  readonly named: string;
  readonly value: TopUpValue;
}
const strandNamed = ({ strand, name }: StrandRows, wanted: string): boolean =>
  sameWords(strand, wanted) || (name !== null && (sameWords(name, wanted) || sameWords(`${strand} ${name}`, wanted)));

function readNeed(table: MatrixTable, need: BandedNeed): NeedRead | Read {
  const strand = table.strands.find((candidate) => strandNamed(candidate, need.strand));
  if (!strand)
    return refuse(
      `The published table has no strand "${need.strand}".`,
      `Its strands are ${table.strands.map(({ strand: code }) => code).join(', ')}.`,
      need.strand,
    );
  const row: LevelRow | undefined = strand.levels.find(({ level }) => level === need.level);
  if (!row)
    return refuse(
      `Strand ${strand.strand} has no level ${need.level}.`,
      `Its levels are ${strand.levels.map(({ level }) => level).join(', ')}.`,
      `${strand.strand} ${need.level}`,
    );
  const level = `Strand ${strand.strand}${strand.name === null ? '' : ` ${strand.name}`}, level ${row.level}`;
  if (row.value) return { need, named: level, value: row.value };
  const value = need.tier === null ? undefined : row.tiers?.[need.tier];
  if (!value || need.tier === null)
    return refuse(
      `${level} has three amounts, and which of them applies was not said.`,
      'Say whether the need is HIGH, MEDIUM or LOW in its level.',
      `${strand.strand} ${need.level}`,
    );
  return { need, named: `${level}, ${need.tier.toLowerCase()}`, value };
}

function byNeeds(table: MatrixTable, needs: readonly BandedNeed[]): Read {
  const read = needs.map((need) => readNeed(table, need));
  const failed = read.find((one): one is Read => 'results' in one);
  if (failed) return failed;
  const rows = read.filter((one): one is NeedRead => 'need' in one);
  const names = rows.map(({ named }) => named.replace(/, level.*$/, ''));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw badInput('needs', `${twice} is given twice. Give each strand once, at its level.`);
  const band = rows.map(({ need: { strand, level, tier } }) => `${strand} ${level}${tier === null ? '' : ` ${tier.toLowerCase()}`}`).join('; ');
  const [only] = rows;
  if (only && rows.length === 1) return readOne(only.value, only.named, band);
  if (table.severalStrands === null)
    return refuse(
      'The published table does not say what several strands come to.',
      'The authority declares in its policy pack whether the highest counts or the sum.',
      'the rule for several strands',
    );
  const values = rows.map(({ value, named }) => ({ value, ...readValue(value, named) }));
  const steps = values.map(({ step }) => step);
  const results = values.flatMap((one) => one.results);
  const priced = values.flatMap(({ value }) => (value.topUp === null ? [] : [{ topUp: value.topUp, upTo: value.upTo }]));
  // A strand that is priced individually may be the dearest, so nothing can be said of the whole.
  if (priced.length === 0 || values.some(({ value }) => value.above !== null)) return unread(results, steps, band);
  const topUps = priced.map(({ topUp }) => topUp);
  const total = table.severalStrands === 'sum' ? topUps.reduce((sum, topUp) => sum + topUp, 0) : Math.max(...topUps);
  const detail =
    table.severalStrands === 'sum'
      ? 'The strands are added up, as the authority declares.'
      : 'The highest of the strands counts, as the authority declares.';
  return {
    amount: amount(total),
    upTo: priced.some(({ topUp, upTo }) => upTo && topUp > 0),
    band,
    steps: [...steps, { label: 'Several strands', detail, amount: total }],
    results,
  };
}

/** Which of the ways the caller gave. Throws BAD_INPUT where none is, or two that contradict each other. */
function wayOf({ band, needs, points, setting }: TopUpFacts): TopUpShape {
  const hasNeeds = needs !== null && needs.length > 0;
  if (band !== null && (hasNeeds || points !== null))
    throw badInput(
      hasNeeds ? 'needs' : 'points',
      'Give the band, or what comes to one (needs, points), as the authority publishes its table: not both.',
    );
  if (band !== null) return 'band';
  if (points !== null) return 'points';
  if (hasNeeds) return 'matrix';
  if (setting !== null) return 'setting';
  throw badInput('band', 'Give what the table is read by: a band, needs by strand and level, points, or the setting.');
}

const SHAPES: Record<TopUpShape, string> = { band: 'a band', matrix: 'needs by strand and level', setting: 'the setting', points: 'points' };

/** The table that can be read by what was given: needs also come to points, and a step of points may be known by its band alone. */
function tableFor(way: TopUpShape, tables: readonly FoundFigure<ElementThreeTable>[]): FoundFigure<ElementThreeTable> | undefined {
  const scores = ({ value }: FoundFigure<ElementThreeTable>): boolean =>
    value.shape === 'points' && ((way === 'matrix' && value.areas.length > 0) || (way === 'band' && value.steps.some(({ band }) => band !== null)));
  return tables.find(({ value }) => value.shape === way) ?? tables.find(scores);
}

function readBy(table: ElementThreeTable, facts: TopUpFacts): Read {
  switch (table.shape) {
    case 'band':
      return byBand(table.bands, facts.band ?? '');
    case 'matrix':
      return byNeeds(table, facts.needs ?? []);
    case 'setting':
      return bySetting(table, facts.setting ?? '');
    case 'points':
      return facts.band === null
        ? byPoints(table, facts)
        : byBand(
            table.steps.flatMap((step) => (step.band === null ? [] : [{ ...step, band: step.band, name: null }])),
            facts.band,
          );
  }
}

/**
 * The Element 3 top-up by the year, above elements 1 and 2, from the authority's published table. The setting is read only where
 * neither a band nor needs are given. `amount` is null where the table prints none, prices individually, or has no such entry.
 */
export function elementThreeTopUp(facts: TopUpFacts, policy: PolicyView): Calculation {
  const way = wayOf(facts);
  const tables = policy.elementThreeTables();
  const found = tableFor(way, tables);
  if (!found) {
    const others = tables.map(({ value }) => SHAPES[value.shape]);
    const fix = others.length > 0 ? `It has published a table that is read by ${others.join(' and by ')}: give that.` : undefined;
    return { ...unread([missing(policy, `a table of Element 3 top-ups that is read by ${SHAPES[way]}`, fix).refusal]), policy: null };
  }
  const start = readFrom(found.value.title, found);
  const table = ofTheYear(found.value, facts.hoursPerWeek);
  if ('rule' in table) return { ...unread([table], [start]), policy: found.policy };
  const read = readBy(table, facts);
  const last: readonly Step[] =
    read.amount === null
      ? []
      : [
          ...asPrinted(table, facts.hoursPerWeek, read.amount.pence),
          { label: 'Element 3 top-up', detail: `${read.upTo ? 'Up to ' : ''}${amountInWords(read.amount)}.`, amount: read.amount.pence },
        ];
  return { ...read, steps: [start, ...besideIt(table), ...read.steps, ...last], policy: found.policy };
}
