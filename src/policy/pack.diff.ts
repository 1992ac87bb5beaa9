import { pounds } from '../vocabulary/money';
import { financialFigures, pence } from './pack.compile';
import type { RawPack } from './pack.raw.types';

/** One figure that two versions do not share; null where a version does not hold it. */
export interface PackChange {
  readonly where: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What tells the entries of each list apart, so that a figure is found again wherever its line has moved to. */
const NAMED_BY: Readonly<Record<string, readonly string[]>> = {
  elementThree: ['shape', 'from'],
  childrensRas: ['questionnaire', 'method', 'from'],
  adultsRas: ['method', 'from'],
  carerLevels: ['from'],
  rates: ['from'],
  strands: ['strand'],
  levels: ['level'],
  bands: ['band'],
  settings: ['setting'],
  steps: ['from'],
  questions: ['question'],
  answers: ['answer'],
  services: ['code', 'service'],
  boughtFrom: ['service'],
  availability: ['service', 'streams'],
  areas: ['area'],
  otherHours: ['hours'],
  otherRates: ['answer'],
};
const MONEY = new Set([
  ...['topUp', 'above', 'high', 'medium', 'low', 'elementOne', 'elementTwo', 'amount', 'pricePerPoint', 'ratePerHour', 'price', 'ceiling'],
  ...[
    'SEND_OFFICER',
    'CHILDRENS_SOCIAL_WORKER',
    'ADULTS_SOCIAL_WORKER',
    'CARERS_WORKER',
    'HEALTH_COMMISSIONER',
    'FINANCE_OFFICER',
    'SERVICE_MANAGER',
    'DP_TEAM',
  ],
]);
const NOT_MONEY = new Set(['shareOfDisposableIncome']);

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The words that name an entry of a list; its place in the list where two are named alike. */
function nameOf(entry: Readonly<Record<string, unknown>>, keys: readonly string[], among: readonly Readonly<Record<string, unknown>>[]): string {
  const words = (of: Readonly<Record<string, unknown>>): string =>
    keys
      .flatMap((key) =>
        of[key] === undefined ? [] : key === 'from' && keys.length > 1 ? `from ${of[key] as string}` : `${of[key] as string | number}`,
      )
      .join(' ');
  const twins = among.filter((other) => words(other) === words(entry));
  return twins.length > 1 ? `${words(entry)} (${twins.indexOf(entry) + 1})` : words(entry);
}

const written = (key: string, value: unknown): string => (MONEY.has(key) && typeof value === 'string' ? pounds(pence(value)) : String(value));

/** Every figure of a pack under the words that lead to it. */
function flatten(value: unknown, where: string, key: string, into: Map<string, string>): void {
  if (Array.isArray(value)) {
    const entries: readonly unknown[] = value;
    if (key === 'rules') entries.forEach((rule) => into.set(`${where} > ${String(rule)}`, 'in force'));
    else if (entries.every(isGroup)) {
      const keys = NAMED_BY[key] ?? [];
      for (const entry of entries) {
        const rest = Object.fromEntries(Object.entries(entry).filter(([word]) => !keys.includes(word)));
        flatten(rest, `${where} ${nameOf(entry, keys, entries)}`, '', into);
      }
    } else into.set(where, entries.join(', '));
  } else if (isGroup(value)) {
    for (const [word, held] of Object.entries(value)) flatten(held, where === '' ? word : `${where} > ${word}`, word, into);
  } else into.set(where, written(key, value));
}

function figuresOf(raw: RawPack): Map<string, string> {
  const { financialAssessment = [], ...rest } = raw;
  const into = new Map<string, string>();
  flatten(rest, '', '', into);
  // By figure rather than by set: a set may be cut in two from one version to the next without any figure changing.
  for (const set of financialAssessment)
    for (const { figure, text } of financialFigures(set))
      into.set(
        `financialAssessment > ${figure} from ${set.from}`,
        `${NOT_MONEY.has(figure) ? text : pounds(pence(text))}${set.to === undefined ? '' : ` to ${set.to}`}`,
      );
  return into;
}

/** What changes from one version of a pack to another, figure by figure, in the order of the first and then of the second. */
export function changesBetween(before: RawPack, after: RawPack): readonly PackChange[] {
  const [old, young] = [figuresOf(before), figuresOf(after)];
  const places = [...new Set([...old.keys(), ...young.keys()])];
  return places
    .map((where) => ({ where, before: old.get(where) ?? null, after: young.get(where) ?? null }))
    .filter((change) => change.before !== change.after);
}

export function changeInWords({ where, before, after }: PackChange): string {
  if (before === null) return `+ ${where}: ${after}`;
  return after === null ? `- ${where}: ${before}` : `~ ${where}: ${before} -> ${after}`;
}
