/** Wide enough for a sentence, narrow enough to print. */
const WIDTH = 132;

const EVERY: Readonly<Record<string, string>> = {
  WEEK: 'a week',
  FORTNIGHT: 'a fortnight',
  FOUR_WEEKS: 'every four weeks',
  MONTH: 'a month',
  QUARTER: 'a quarter',
  YEAR: 'a year',
  ONE_OFF: 'once',
};

export interface AmountShown {
  readonly value: string;
  readonly every?: string;
  readonly weeksPerYear?: number;
}

/** 1530.00 as 1,530.00. */
export const grouped = (money: string): string => money.replace(/\B(?=(\d{3})+\.)/g, ',');

/** 1530.00 as £1,530.00. */
export const inPounds = (money: string): string => (money.startsWith('-') ? `-£${grouped(money.slice(1))}` : `£${grouped(money)}`);

export const amountWords = ({ value, every = 'WEEK', weeksPerYear = 52 }: AmountShown): string =>
  `${inPounds(value)} ${EVERY[every] ?? every}${weeksPerYear === 52 || every === 'ONE_OFF' ? '' : ` for ${weeksPerYear} weeks a year`}`;

/** Whole pence of an amount of the graph. */
export const pence = (money: string): number => Number(money.replace('.', ''));

/** COUNCIL_MANAGED as council managed. */
export const inWords = (code: string): string =>
  code
    .replaceAll('_', ' ')
    .toLowerCase()
    .replace('childrens', "children's")
    .replace(/^(nhs|ehc)\b/, (word) => word.toUpperCase());

/** streamBudgetId as budget, assessedOn as assessed on. */
const keyWords = (key: string): string =>
  key
    .replace(/^streamBudgetId$/, 'budget')
    .replace(/Id$/, '')
    .replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);

/** A text after its first words; what it runs on to is set in from the left. */
export function wrapped(first: string, text: string): string[] {
  const start = first === '' ? '' : `${first} `;
  const lines: string[] = [];
  let line = start;
  for (const word of text.split(' ')) {
    if (line.length > start.length && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = `${' '.repeat(start.length)}${word}`;
    } else line += line.length === start.length ? word : ` ${word}`;
  }
  return [...lines, line];
}

const isAmount = (value: object): value is AmountShown => 'value' in value;

/** What was asked, as a person reads it: ids by their names, money in pounds; what was left out is not said. */
export function asked(given: object, names: ReadonlyMap<string, string>): { readonly line: string; readonly parts: readonly string[] } {
  const parts: string[] = [];
  const say = (value: unknown): string => {
    if (Array.isArray(value)) return value.map(say).join(', ');
    if (typeof value === 'object' && value !== null) return isAmount(value) ? amountWords(value) : `(${entries(value).join(', ')})`;
    const text = String(value);
    return names.get(text) ?? (/^-?\d+\.\d\d$/.test(text) ? inPounds(text) : text.includes(' ') ? `"${text}"` : text);
  };
  const entries = (fields: object): string[] =>
    Object.entries(fields).flatMap(([key, value]): string[] => {
      if (value === null || value === undefined) return [];
      if (key === 'input') return entries(value as object);
      if (Array.isArray(value) && value.length > 0 && typeof value[0] === 'object') {
        parts.push(...value.map((each: object) => entries(each).join(', ')));
        return [];
      }
      if (value === true) return [keyWords(key)];
      if (value === false) return [`not ${keyWords(key)}`];
      return [`${keyWords(key)} ${say(value)}`];
    });
  return { line: entries(given).join(', '), parts };
}
